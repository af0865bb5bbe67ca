"""who rings"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("call_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("caller", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("call_lines", schema=None) as batch_op:
        batch_op.drop_column("caller")
