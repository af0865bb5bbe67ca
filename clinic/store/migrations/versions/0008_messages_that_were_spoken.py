"""messages that were spoken"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CALL = "fk_recordings_call_id"


def upgrade() -> None:
    """Make the change. Who leaves a message may have been in no call of ours."""
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(CALL), type_="foreignkey")
        batch_op.add_column(sa.Column("vendor_id", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_recordings_vendor_id"), ["vendor_id"], unique=False)


def downgrade() -> None:
    """Take it back; messages that were left without a call go."""
    op.execute("DELETE FROM recordings WHERE call_id NOT IN (SELECT id FROM calls)")
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recordings_vendor_id"))
        batch_op.drop_column("vendor_id")
        batch_op.create_foreign_key(op.f(CALL), "calls", ["call_id"], ["id"])
