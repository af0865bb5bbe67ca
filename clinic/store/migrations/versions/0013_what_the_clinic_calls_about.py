"""what the clinic calls about"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "upload_batches",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=True),
        sa.Column("post_back", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_upload_batches_clinic_id")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_upload_batches_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_batches")),
        sa.UniqueConstraint("clinic_id", "key", name=op.f("uq_upload_batches_clinic_id_key")),
    )
    with op.batch_alter_table("upload_batches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_upload_batches_clinic_id"), ["clinic_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_upload_batches_practice_id"), ["practice_id"], unique=False
        )

    op.create_table(
        "campaigns",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("selection", sa.JSON(), nullable=True),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_out", sa.JSON(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["upload_batches.id"], name=op.f("fk_campaigns_batch_id")
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=op.f("fk_campaigns_clinic_id")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_campaigns_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaigns_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaigns_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaigns_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "leads",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("number_index", sa.String(length=32), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("consent_source", sa.String(length=200), nullable=True),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("patient_id", sa.String(length=40), nullable=True),
        sa.Column("post_back", sa.String(length=500), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["upload_batches.id"], name=op.f("fk_leads_batch_id")
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=op.f("fk_leads_clinic_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name=op.f("fk_leads_patient_id")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_leads_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
        sa.UniqueConstraint("clinic_id", "key", name=op.f("uq_leads_clinic_id_key")),
    )
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leads_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leads_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index("ix_leads_number", ["clinic_id", "number_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_leads_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leads_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "outreach_jobs",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=True),
        sa.Column("patient_id", sa.String(length=40), nullable=True),
        sa.Column("appointment_id", sa.String(length=40), nullable=True),
        sa.Column("lead_id", sa.String(length=40), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_index", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=True),
        sa.Column("last_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_outreach_jobs_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_outreach_jobs_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_outreach_jobs_clinic_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_outreach_jobs_lead_id")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_outreach_jobs_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_outreach_jobs_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_jobs")),
        sa.UniqueConstraint("clinic_id", "key", name=op.f("uq_outreach_jobs_clinic_id_key")),
    )
    with op.batch_alter_table("outreach_jobs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_jobs_appointment_id"), ["appointment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_jobs_call_id"), ["call_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outreach_jobs_campaign_id"), ["campaign_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_jobs_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index(
            "ix_outreach_jobs_due", ["clinic_id", "status", "due_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_jobs_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index("ix_outreach_jobs_open", ["status", "due_at"], unique=False)
        batch_op.create_index(
            "ix_outreach_jobs_number", ["clinic_id", "address_index"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_jobs_patient_id"), ["patient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_jobs_practice_id"), ["practice_id"], unique=False
        )

    op.create_table(
        "call_results",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=True),
        sa.Column("booked_slot", sa.String(length=16), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_call_results_clinic_id")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["outreach_jobs.id"], name=op.f("fk_call_results_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_call_results_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_results")),
    )
    with op.batch_alter_table("call_results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_results_call_id"), ["call_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_results_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_results_job_id"), ["job_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_call_results_practice_id"), ["practice_id"], unique=False
        )

    op.create_table(
        "outreach_attempts",
        sa.Column("practice_id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("address_index", sa.String(length=32), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=True),
        sa.Column("call_id", sa.String(length=64), nullable=True),
        sa.Column("flow_version_id", sa.String(length=40), nullable=True),
        sa.Column("answered_by", sa.String(length=20), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_outreach_attempts_clinic_id")
        ),
        sa.ForeignKeyConstraint(
            ["flow_version_id"],
            ["flow_versions.id"],
            name=op.f("fk_outreach_attempts_flow_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["outreach_jobs.id"], name=op.f("fk_outreach_attempts_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_outreach_attempts_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_outreach_attempts_practice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_attempts")),
        sa.UniqueConstraint("job_id", "number", name=op.f("uq_outreach_attempts_job_id_number")),
    )
    with op.batch_alter_table("outreach_attempts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outreach_attempts_address", ["clinic_id", "address_index", "at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_attempts_call_id"), ["call_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outreach_attempts_clinic_id"), ["clinic_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_attempts_flow_version_id"), ["flow_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_attempts_job_id"), ["job_id"], unique=False)
        batch_op.create_index("ix_outreach_attempts_open", ["clinic_id", "outcome"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outreach_attempts_patient_id"), ["patient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_attempts_practice_id"), ["practice_id"], unique=False
        )

    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("flow_versions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("calls", sa.String(length=10), nullable=False, server_default="inbound")
        )
    op.execute(sa.text("UPDATE flow_versions SET calls = 'outbound' WHERE name = 'reminder'"))


def downgrade() -> None:
    """Take it back; jobs, campaigns and leads go."""
    with op.batch_alter_table("flow_versions", schema=None) as batch_op:
        batch_op.drop_column("calls")
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.drop_column("confirmed_at")
    for table in (
        "call_results",
        "outreach_attempts",
        "outreach_jobs",
        "leads",
        "campaigns",
        "upload_batches",
    ):
        op.drop_table(table)
