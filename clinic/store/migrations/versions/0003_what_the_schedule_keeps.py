"""what the schedule keeps"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _name(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=200), nullable=False, server_default="")


def upgrade() -> None:
    """Make the change."""
    for table in ("appointments", "holds"):
        op.add_column(table, _number("buffer"))
        op.add_column(table, _name("exam_by"))
        op.add_column(table, _number("exam_minutes"))
    op.add_column("appointments", _number("moves"))
    op.add_column("appointments", sa.Column("cancelled_by", sa.String(length=8), nullable=True))
    op.add_column("holidays", sa.Column("hours", sa.JSON(), nullable=True))
    op.add_column("waitlist", _name("provider"))
    op.add_column("waitlist", sa.Column("passed", sa.JSON(), nullable=True))
    for name in ("hold_id", "appointment_id"):
        op.add_column("waitlist", sa.Column(name, sa.String(length=40), nullable=True))
    op.create_index("ix_waitlist_hold", "waitlist", ["clinic_id", "hold_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_waitlist_hold", table_name="waitlist")
    for name in ("appointment_id", "hold_id", "passed", "provider"):
        op.drop_column("waitlist", name)
    op.drop_column("holidays", "hours")
    for name in ("cancelled_by", "moves"):
        op.drop_column("appointments", name)
    for table in ("holds", "appointments"):
        for name in ("exam_minutes", "exam_by", "buffer"):
            op.drop_column(table, name)
