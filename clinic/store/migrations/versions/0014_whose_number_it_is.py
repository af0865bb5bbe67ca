"""whose number it is

The index by which a ringing number is looked up holds all that the lookup asks for. Without the
practice in it, PostgreSQL went through every row of the practice as well, as long as it had not
counted the rows of a table yet: 14 ms among a million patients, instead of 0.2.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("phones", schema=None) as batch_op:
        batch_op.drop_index("ix_phones_number")
        batch_op.create_index(
            "ix_phones_number", ["practice_id", "clinic_id", "number_index"], unique=False
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("phones", schema=None) as batch_op:
        batch_op.drop_index("ix_phones_number")
        batch_op.create_index("ix_phones_number", ["clinic_id", "number_index"], unique=False)
