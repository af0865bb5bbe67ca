"""what flows are drafted"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBERED = sa.text(
    "UPDATE flow_versions SET number = (SELECT count(*) FROM flow_versions AS older"
    " WHERE older.clinic_id = flow_versions.clinic_id AND older.published_at IS NOT NULL"
    " AND older.id <= flow_versions.id) WHERE published_at IS NOT NULL"
)
"""Versions were not counted before; their ids are in the order in which they were kept."""


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "flow_drafts",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("flow", sa.String(length=200), nullable=False),
        sa.Column("files", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.String(length=40), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_flow_drafts_clinic_id")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_flow_drafts_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_drafts")),
        sa.UniqueConstraint("clinic_id", "flow", name=op.f("uq_flow_drafts_clinic_id_flow")),
    )
    with op.batch_alter_table("flow_drafts", schema=None) as batch_op:
        for name in ("practice_id", "clinic_id"):
            batch_op.create_index(batch_op.f(f"ix_flow_drafts_{name}"), [name], unique=False)
    with op.batch_alter_table("flow_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.String(length=1000), nullable=True))
    op.execute(NUMBERED)


def downgrade() -> None:
    """Take it back; drafts go."""
    with op.batch_alter_table("flow_versions", schema=None) as batch_op:
        batch_op.drop_column("note")
        batch_op.drop_column("number")
    op.drop_table("flow_drafts")
