"""which message is which"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("patient_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("about_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_messages_clinic_id_key"), ["clinic_id", "key"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_messages_patient_id"), "patients", ["patient_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_messages_patient_id"), ["patient_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_patient_id"))
        batch_op.drop_constraint(batch_op.f("fk_messages_patient_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_messages_clinic_id_key"), type_="unique")
        for column in ("tried_at", "about_id", "patient_id", "key"):
            batch_op.drop_column(column)
