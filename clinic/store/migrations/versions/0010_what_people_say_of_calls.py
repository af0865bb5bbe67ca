"""what people say of calls, and the calls kept as tests"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "call_reviews",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("errors", sa.Text(), nullable=True),
        sa.Column("intents", sa.Text(), nullable=True),
        sa.Column("slots", sa.Text(), nullable=True),
        sa.Column("example", sa.Text(), nullable=True),
        sa.Column("better_answer", sa.Text(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *_owned("call_reviews"),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_reviews_call_id")),
        sa.UniqueConstraint("call_id", name=op.f("uq_call_reviews_call_id")),
    )
    _indexed("call_reviews", "clinic_id", "practice_id", "updated_at")
    op.create_table(
        "call_scripts",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=True),
        sa.Column("user_id", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *_owned("call_scripts"),
        sa.UniqueConstraint("clinic_id", "name", name=op.f("uq_call_scripts_clinic_id_name")),
    )
    _indexed("call_scripts", "clinic_id", "practice_id")


def downgrade() -> None:
    """Take it back."""
    op.drop_table("call_scripts")
    op.drop_table("call_reviews")


def _owned(table: str) -> tuple[sa.Constraint, ...]:
    """Whose the rows are."""
    return (
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=f"fk_{table}_clinic_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name=f"fk_{table}_practice_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
