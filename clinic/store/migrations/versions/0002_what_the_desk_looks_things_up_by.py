"""what the desk looks things up by"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TASKS = (("number", "number_index"), ("surname_start", "surname_start_index"))


def upgrade() -> None:
    """Make the change."""
    op.add_column("patients", sa.Column("guardian", sa.Text(), nullable=True))
    op.add_column("patients", sa.Column("merged_into", sa.String(length=40), nullable=True))
    for name, column in _TASKS:
        op.add_column("tasks", sa.Column(column, sa.String(length=32), nullable=True))
        op.create_index(f"ix_tasks_{name}", "tasks", ["clinic_id", column])
    op.add_column("tasks", sa.Column("late_at", _MOMENT, nullable=True))
    op.create_table(
        "notices_seen",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("notification_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("read_at", _MOMENT, nullable=False),
        sa.Column("cleared_at", _MOMENT, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_notices_seen_{column}")
            )
            for column, table in (
                ("practice_id", "practices"),
                ("clinic_id", "clinics"),
                ("notification_id", "notifications"),
                ("user_id", "users"),
            )
        ),
        sa.PrimaryKeyConstraint("notification_id", "user_id", name=op.f("pk_notices_seen")),
    )
    for column in ("practice_id", "clinic_id"):
        op.create_index(op.f(f"ix_notices_seen_{column}"), "notices_seen", [column])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("notices_seen")
    op.drop_column("tasks", "late_at")
    for name, column in _TASKS:
        op.drop_index(f"ix_tasks_{name}", table_name="tasks")
        op.drop_column("tasks", column)
    op.drop_column("patients", "merged_into")
    op.drop_column("patients", "guardian")
