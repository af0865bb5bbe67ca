"""the legs at the carrier"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "call_lines",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("caller_line", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("attestation", sa.String(length=60), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_call_lines_clinic_id")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_call_lines_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_lines")),
    )
    with op.batch_alter_table("call_lines", schema=None) as batch_op:
        for column in ("caller_line", "clinic_id", "practice_id"):
            batch_op.create_index(batch_op.f(f"ix_call_lines_{column}"), [column], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("call_lines")
