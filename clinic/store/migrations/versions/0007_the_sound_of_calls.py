"""the sound of calls"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Nothing was ever recorded before it, so no row is looked at."""
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_column("consent")
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("started_at", sa.DateTime(timezone=True), nullable=False))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("bytes", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("consent", sa.String(length=10), nullable=False))
        batch_op.create_index("ix_recordings_time", ["clinic_id", "started_at"], unique=False)
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request", sa.String(length=60), nullable=True))
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("call_id", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_consents_call_id"), ["call_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_call_id"))
        batch_op.drop_column("call_id")
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.drop_column("request")
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_index("ix_recordings_time")
        for column in ("consent", "bytes", "ended_at", "started_at"):
            batch_op.drop_column(column)
        batch_op.add_column(sa.Column("consent", sa.Boolean(), nullable=False))
