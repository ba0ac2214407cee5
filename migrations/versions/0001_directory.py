"""directory."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """directory."""
    op.create_table(
        "area",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "area_type",
            sa.Enum(
                "lsoa",
                "msoa",
                "ward",
                "district",
                "unitary",
                "county",
                "icb",
                "country",
                "neighbourhood",
                "custom",
                name="area_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("geometry", sa.JSON(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_area_code_valid_from")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_area_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("ix_area_type_name", ["area_type", "name"], unique=False)
        batch_op.create_index("ix_area_updated_at", ["updated_at", "id"], unique=False)

    op.create_table(
        "area_owner",
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("steward_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_owner")),
        sa.UniqueConstraint("area_code", name=op.f("uq_area_owner_area_code")),
    )
    with op.batch_alter_table("area_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_owner_steward_id"), ["steward_id"], unique=False)

    op.create_table(
        "area_upload",
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_upload")),
    )
    op.create_table(
        "audit_event",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_actor"), ["actor"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_subject"), ["subject"], unique=False)

    op.create_table(
        "duplicate_search",
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reached", sa.Uuid(), nullable=True),
        sa.Column("listings", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_search")),
    )
    with op.batch_alter_table("duplicate_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duplicate_search_started_at"), ["started_at"], unique=False)

    op.create_table(
        "fact_run",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("navigators", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_run")),
    )
    with op.batch_alter_table("fact_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_run_at"), ["at"], unique=False)

    op.create_table(
        "failed_attempt",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_attempt")),
    )
    with op.batch_alter_table("failed_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_failed_attempt_account", ["kind", "account", "at"], unique=False)
        batch_op.create_index("ix_failed_attempt_address", ["kind", "address", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_failed_attempt_at"), ["at"], unique=False)

    op.create_table(
        "idempotency_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency_key")),
    )
    with op.batch_alter_table("idempotency_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idempotency_key_at"), ["at"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("origin", sa.String(length=500), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "running",
                "finished",
                "stopped",
                "undone",
                name="batch_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event", sa.String(length=120), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batch_source"), ["source"], unique=False)

    op.create_table(
        "import_upload",
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("list_name", sa.String(length=120), nullable=False),
        sa.Column("event", sa.String(length=120), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rehearsal", sa.Text(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_upload")),
    )
    with op.batch_alter_table("import_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_upload_at"), ["at"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                "percent", "count", "rate", "score", name="unit", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "base",
            sa.Enum(
                "residents",
                "adults",
                "older",
                "oldest",
                "disabled",
                name="base",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("signed_off_by", sa.String(length=200), nullable=False),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
    )
    op.create_table(
        "insight_choice",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_insight_choice")),
    )
    op.create_table(
        "insight_fact",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contacts",
                "contact_needs",
                "referrals",
                "flags",
                "reasons",
                "severity",
                "searches",
                "waits",
                name="fact_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_fact")),
        sa.UniqueConstraint(
            "month",
            "kind",
            "district_code",
            "ward_code",
            "need",
            "cohort",
            "detail",
            name=op.f("uq_insight_fact_month_kind_district_code_ward_code_need_cohort_detail"),
        ),
    )
    with op.batch_alter_table("insight_fact", schema=None) as batch_op:
        batch_op.create_index(
            "ix_insight_fact_read",
            ["cohort", "kind", "need", "detail", "month", "district_code", "ward_code", "amount"],
            unique=False,
        )

    op.create_table(
        "job_run",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "running", "done", "failed", name="job_outcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("name", "slot", name=op.f("uq_job_run_name_slot")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_started_at"), ["started_at"], unique=False)

    op.create_table(
        "link_check",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_link_check")),
    )
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_check_checked_at"), ["checked_at"], unique=False)

    op.create_table(
        "mail_stop",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("has_bounced", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_stop")),
        sa.UniqueConstraint("email_fingerprint", name=op.f("uq_mail_stop_email_fingerprint")),
    )
    op.create_table(
        "neighbourhood_fact",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contacts",
                "contact_needs",
                "referrals",
                "flags",
                "reasons",
                "severity",
                "searches",
                "waits",
                name="fact_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("neighbourhood", sa.String(length=40), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood_fact")),
        sa.UniqueConstraint(
            "month",
            "kind",
            "neighbourhood",
            "need",
            "cohort",
            "detail",
            name=op.f("uq_neighbourhood_fact_month_kind_neighbourhood_need_cohort_detail"),
        ),
    )
    with op.batch_alter_table("neighbourhood_fact", schema=None) as batch_op:
        batch_op.create_index("ix_neighbourhood_fact_read", ["neighbourhood", "cohort", "kind", "month"], unique=False)

    op.create_table(
        "organization",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("logo", sa.String(length=500), nullable=True),
        sa.Column("uri", sa.String(length=500), nullable=True),
        sa.Column("parent_organization_id", sa.Uuid(), nullable=True),
        sa.Column(
            "sector",
            sa.Enum(
                "council",
                "district_council",
                "nhs",
                "gp_practice",
                "pcn",
                "vcse",
                "faith",
                "housing",
                "fire",
                "police",
                "education",
                "library",
                "leisure",
                "pharmacy",
                "private",
                "citizen_led",
                "other_public",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("legal_status", sa.String(length=120), nullable=True),
        sa.Column("owner_steward_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column("content_hash", sa.String(length=32), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_parent_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_organization_source_external_id")),
    )
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_name"), ["name"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_organization_parent_organization_id"), ["parent_organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_organization_source"), ["source"], unique=False)

    op.create_table(
        "outbox_message",
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_message_waiting", ["done_at", "dead_at", "due_at"], unique=False)

    op.create_table(
        "outcome_fact",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("point", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("matched", sa.Integer(), nullable=False),
        sa.Column("start_sum", sa.Float(), nullable=False),
        sa.Column("change_sum", sa.Float(), nullable=False),
        sa.Column("change_squares", sa.Float(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_fact")),
        sa.UniqueConstraint(
            "month",
            "measure",
            "point",
            "service_id",
            "district_code",
            "cohort",
            name=op.f("uq_outcome_fact_month_measure_point_service_id_district_code_cohort"),
        ),
    )
    with op.batch_alter_table("outcome_fact", schema=None) as batch_op:
        batch_op.create_index("ix_outcome_fact_read", ["measure", "point", "cohort", "month"], unique=False)

    op.create_table(
        "postcode_point",
        sa.Column("postcode", sa.String(length=7), nullable=False),
        sa.Column("latitude_e6", sa.Integer(), nullable=False),
        sa.Column("longitude_e6", sa.Integer(), nullable=False),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("terminated", sa.String(length=7), nullable=True),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode_point")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "postcode_zone",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("postcodes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_postcode_zone")),
    )
    op.create_table(
        "public_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_month")),
        sa.UniqueConstraint("month", name=op.f("uq_public_month_month")),
    )
    op.create_table(
        "purpose_basis",
        sa.Column(
            "purpose",
            sa.Enum(
                "this_provider",
                "follow_up_contact",
                "tell_referrer_outcome",
                "tell_gp",
                "other_named_partner",
                "reminders",
                "anonymous_statistics",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "lawful_basis",
            sa.Enum(
                "public_task",
                "legal_obligation",
                "consent",
                "contract",
                "vital_interests",
                "legitimate_interests",
                name="lawful_basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "condition",
            sa.Enum(
                "health_social_care",
                "social_protection",
                "statutory_purposes",
                "equality_monitoring",
                "safeguarding",
                "explicit_consent",
                "research_statistics",
                name="special_category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("expires_after_days", sa.Integer(), nullable=True),
        sa.Column("set_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purpose_basis")),
        sa.UniqueConstraint("purpose", name=op.f("uq_purpose_basis_purpose")),
    )
    op.create_table(
        "remainder_model",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remainder_model")),
    )
    op.create_table(
        "reminder_letter",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_letter")),
    )
    with op.batch_alter_table("reminder_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_letter_email_fingerprint"), ["email_fingerprint"], unique=False)

    op.create_table(
        "report_fact",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "channel",
                "action",
                "signpost",
                "assessment",
                "equality",
                "risk",
                "episode",
                "national_return",
                name="report_fact_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("detail", sa.String(length=60), nullable=False),
        sa.Column("came_of_it", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_fact")),
        sa.UniqueConstraint(
            "month",
            "kind",
            "district_code",
            "detail",
            "came_of_it",
            name=op.f("uq_report_fact_month_kind_district_code_detail_came_of_it"),
        ),
    )
    with op.batch_alter_table("report_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_fact_month"), ["month"], unique=False)

    op.create_table(
        "search_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("good", "weak", "none", name="outcome", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=60), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_count")),
        sa.UniqueConstraint("day", "outcome", "words", "area", name=op.f("uq_search_count_day_outcome_words_area")),
    )
    op.create_table(
        "search_log",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("area_codes", sa.JSON(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("result_count", sa.Integer(), nullable=False),
        sa.Column("is_relaxed", sa.Boolean(), nullable=False),
        sa.Column("is_missing", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_log")),
    )
    with op.batch_alter_table("search_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_log_at"), ["at"], unique=False)

    op.create_table(
        "shortlist",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "assisted",
            sa.Enum(
                "phone",
                "in_person",
                "home_visit",
                name="assisted",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist")),
        sa.UniqueConstraint("code", name=op.f("uq_shortlist_code")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_shortlist_key_digest")),
    )
    with op.batch_alter_table("shortlist", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shortlist_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "small_area",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("is_rural", sa.Boolean(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.Column("aged_0_17", sa.Integer(), nullable=False),
        sa.Column("aged_18_64", sa.Integer(), nullable=False),
        sa.Column("aged_65_79", sa.Integer(), nullable=False),
        sa.Column("aged_80_over", sa.Integer(), nullable=False),
        sa.Column("ages_estimated", sa.Boolean(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("imd_rank", sa.Integer(), nullable=False),
        sa.Column("imd_decile", sa.Integer(), nullable=False),
        sa.Column("imd_score", sa.Double(), nullable=False),
        sa.Column("adjoining", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_small_area")),
    )
    with op.batch_alter_table("small_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_small_area_district_code"), ["district_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_small_area_ward_code"), ["ward_code"], unique=False)

    op.create_table(
        "spend_line",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_spend_line_spend_line_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spend_line")),
    )
    with op.batch_alter_table("spend_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spend_line_year"), ["year"], unique=False)

    op.create_table(
        "submitted_email",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submitted_email")),
        sa.UniqueConstraint("reference", name=op.f("uq_submitted_email_reference")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_submitted_email_token_digest")),
    )
    with op.batch_alter_table("submitted_email", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submitted_email_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "synonym_group",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("seed", "steward", name="synonym_source", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_settled_here", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym_group")),
        sa.UniqueConstraint("code", name=op.f("uq_synonym_group_code")),
    )
    op.create_table(
        "taxonomy",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("uri", sa.String(length=500), nullable=True),
        sa.Column("edition", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taxonomy")),
        sa.UniqueConstraint("code", name=op.f("uq_taxonomy_code")),
    )
    op.create_table(
        "team",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("area_codes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "told_sheet",
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contacts",
                "contact_needs",
                "referrals",
                "flags",
                "reasons",
                "severity",
                "searches",
                "waits",
                name="fact_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("level", sa.String(length=60), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_sheet")),
        sa.UniqueConstraint(
            "area",
            "kind",
            "level",
            "cohort",
            "first",
            "last",
            "rule",
            name=op.f("uq_told_sheet_area_kind_level_cohort_first_last_rule"),
        ),
    )
    op.create_table(
        "user_account",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("passkey_handle", sa.String(length=64), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_last_counter", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email_fingerprint", name=op.f("uq_user_account_email_fingerprint")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_account_fs_uniquifier")),
        sa.UniqueConstraint("passkey_handle", name=op.f("uq_user_account_passkey_handle")),
    )
    op.create_table(
        "worker_heartbeat",
        sa.Column("worker", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_worker_heartbeat")),
    )
    op.create_table(
        "account_link",
        sa.Column(
            "purpose",
            sa.Enum(
                "sign_in",
                "reset",
                "change_email",
                "known",
                name="link_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("new_email", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_account_link_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
    )
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "area_succession",
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["area.id"], name=op.f("fk_area_succession_predecessor_id_area"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["area.id"], name=op.f("fk_area_succession_successor_id_area"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_succession")),
        sa.UniqueConstraint(
            "predecessor_id", "successor_id", name=op.f("uq_area_succession_predecessor_id_successor_id")
        ),
    )
    with op.batch_alter_table("area_succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_succession_successor_id"), ["successor_id"], unique=False)

    op.create_table(
        "case_panel",
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "drawn",
                "too_few",
                "closed",
                name="panel_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_case_panel_made_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_panel")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_panel_reference")),
    )
    op.create_table(
        "change_proposal",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("target_table", sa.String(length=60), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "provider",
                "steward",
                "resident",
                "connector",
                "feed",
                "import",
                name="proposal_source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposer", sa.String(length=80), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("proposer_email", sa.Text(), nullable=True),
        sa.Column("connection", sa.String(length=40), nullable=True),
        sa.Column("department", sa.String(length=200), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column(
            "risk",
            sa.Enum("low", "usual", "high", name="risk", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("area_codes", sa.JSON(), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "submitted",
                "returned",
                "live",
                "approved",
                "partly_approved",
                "rejected",
                "superseded",
                "withdrawn",
                name="proposal_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("talk", sa.Text(), nullable=False),
        sa.Column("held_for", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_change_proposal_user_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_proposal")),
        sa.UniqueConstraint("reference", name=op.f("uq_change_proposal_reference")),
    )
    with op.batch_alter_table("change_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_proposal_target_id"), ["target_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_proposal_user_id"), ["user_id"], unique=False)
        batch_op.create_index("ix_change_proposal_waiting", ["state", "created_at"], unique=False)

    op.create_table(
        "flag_import",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by", sa.Uuid(), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loaded_by"], ["user_account.id"], name=op.f("fk_flag_import_loaded_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_import")),
    )
    with op.batch_alter_table("flag_import", schema=None) as batch_op:
        batch_op.create_index("ix_flag_import_again", ["publisher", "year"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_import_prepared_at"), ["prepared_at"], unique=False)

    op.create_table(
        "flag_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "navigator",
                "referral",
                "follow_up",
                "search",
                "resident",
                "provider",
                "social_care",
                "contact_centre",
                "partner",
                "survey",
                "panel",
                "data_model",
                name="flag_source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_flag_link_made_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_flag_link_token_hash")),
    )
    op.create_table(
        "gap_case",
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "noticed",
                "under_review",
                "action_agreed",
                "under_way",
                "review_due",
                "closed",
                name="case_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reviewed",
            sa.Enum(
                "met",
                "partly",
                "not_met",
                "nothing_possible",
                name="reviewed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_gap_case_owner_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_gap_case_reference")),
    )
    with op.batch_alter_table("gap_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_case_area_code"), ["area_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_case_need"), ["need"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_case_state"), ["state"], unique=False)

    op.create_table(
        "import_change",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column(
            "action",
            sa.Enum("created", "updated", name="change_action", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_change_batch_id_import_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "entity", "entity_id", name=op.f("pk_import_change")),
    )
    with op.batch_alter_table("import_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_change_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "import_error",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_error_batch_id_import_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_error")),
    )
    with op.batch_alter_table("import_error", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_error_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "indicator_set",
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("vintage", sa.String(length=120), nullable=False),
        sa.Column("licence", sa.String(length=120), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_set_indicator_id_indicator"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_set")),
    )
    with op.batch_alter_table("indicator_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_set_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_fingerprint", sa.String(length=64), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "provider_editor",
                "partner_referrer",
                "contributor",
                "reviewer",
                "connector",
                "supervisor",
                "steward",
                "commissioner",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column(
            "membership_kind",
            sa.Enum("lead", "editor", name="membership_kind", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("invited_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_invitation_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_email_fingerprint"), ["email_fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "listing_draft",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("saves", sa.JSON(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_as", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_listing_draft_user_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_draft")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_draft_code")),
    )
    with op.batch_alter_table("listing_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_draft_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_draft_user_id"), ["user_id"], unique=False)

    op.create_table(
        "location",
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column(
            "location_type",
            sa.Enum(
                "physical",
                "postal",
                "virtual",
                name="location_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("external_identifier", sa.String(length=60), nullable=True),
        sa.Column(
            "address_visibility",
            sa.Enum(
                "full",
                "area",
                "hidden",
                name="address_visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("transport_note", sa.Text(), nullable=True),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column("content_hash", sa.String(length=32), nullable=True),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_location_latitude_on_earth")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_location_longitude_on_earth")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_location_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_location_source_external_id")),
    )
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_location_district_code"), ["district_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_location_lsoa_code"), ["lsoa_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_location_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index("ix_location_point", ["latitude", "longitude"], unique=False)
        batch_op.create_index(batch_op.f("ix_location_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_location_ward_code"), ["ward_code"], unique=False)

    op.create_table(
        "membership",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("lead", "editor", name="membership_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_trusted", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_membership_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("user_id", "organization_id", name=op.f("uq_membership_user_id_organization_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "neighbourhood_part",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("lsoa_code", sa.String(length=9), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_neighbourhood_part_area_id_area"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood_part")),
        sa.UniqueConstraint("area_id", "lsoa_code", name=op.f("uq_neighbourhood_part_area_id_lsoa_code")),
    )
    with op.batch_alter_table("neighbourhood_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_neighbourhood_part_lsoa_code"), ["lsoa_code"], unique=False)

    op.create_table(
        "organization_identifier",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("identifier_scheme", sa.String(length=40), nullable=False),
        sa.Column("identifier_type", sa.String(length=120), nullable=False),
        sa.Column("identifier", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_identifier_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_identifier")),
        sa.UniqueConstraint(
            "identifier_scheme", "identifier", name=op.f("uq_organization_identifier_identifier_scheme_identifier")
        ),
    )
    with op.batch_alter_table("organization_identifier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organization_identifier_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "passkey",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_passkey_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_user_id"), ["user_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("born", sa.Text(), nullable=True),
        sa.Column("case_number", sa.Text(), nullable=True),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("contact_ways", sa.JSON(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=False),
        sa.Column("communication", sa.Text(), nullable=False),
        sa.Column("communication_checked_on", sa.Date(), nullable=True),
        sa.Column("cohorts", sa.JSON(), nullable=False),
        sa.Column("best_time", sa.Text(), nullable=True),
        sa.Column("navigator_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("hold_reason", sa.String(length=40), nullable=True),
        sa.Column("hold_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["navigator_id"], ["user_account.id"], name=op.f("fk_person_navigator_id_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_person_team_id_team"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("reference", name=op.f("uq_person_reference")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            "ix_person_caseload", ["navigator_id", "closed_on", "last_contact_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_person_district_code"), ["district_code"], unique=False)
        batch_op.create_index("ix_person_team", ["team_id", "closed_on", "last_contact_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_ward_code"), ["ward_code"], unique=False)

    op.create_table(
        "place_name",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded_name", sa.String(length=120), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("within", sa.String(length=120), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=60), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_place_name_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_name")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_place_name_source_external_id")),
    )
    with op.batch_alter_table("place_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_name_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_name_folded_name"), ["folded_name"], unique=False)

    op.create_table(
        "program",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_program_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program")),
    )
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "provider_contact",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "confirmed",
                "called",
                "visited",
                name="contact_how",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_provider_contact_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_contact")),
    )
    with op.batch_alter_table("provider_contact", schema=None) as batch_op:
        batch_op.create_index("ix_provider_contact_last", ["organization_id", "at"], unique=False)

    op.create_table(
        "provider_letters",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("last_quarter", sa.String(length=7), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_provider_letters_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_provider_letters")),
    )
    op.create_table(
        "provider_return",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_provider_return_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["user_account.id"], name=op.f("fk_provider_return_sent_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_return")),
        sa.UniqueConstraint("organization_id", "quarter", name=op.f("uq_provider_return_organization_id_quarter")),
    )
    with op.batch_alter_table("provider_return", schema=None) as batch_op:
        batch_op.create_index("ix_provider_return_quarter", ["quarter"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_user_id"), ["user_id"], unique=False)

    op.create_table(
        "report_snapshot",
        sa.Column("report", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("vintage", sa.String(length=200), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_report_snapshot_made_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot")),
    )
    with op.batch_alter_table("report_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_snapshot_report"), ["report"], unique=False)

    op.create_table(
        "report_subscription",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("report", sa.String(length=60), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column(
            "rhythm",
            sa.Enum("monthly", "quarterly", name="rhythm", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_report_subscription_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_subscription")),
        sa.UniqueConstraint("user_id", "report", name=op.f("uq_report_subscription_user_id_report")),
    )
    with op.batch_alter_table("report_subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_subscription_next_on"), ["next_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_subscription_user_id"), ["user_id"], unique=False)

    op.create_table(
        "research_extract",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "approved",
                "refused",
                "ended",
                name="extract_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_as", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR (decided_by <> '' AND decided_as <> '')",
            name=op.f("ck_research_extract_approved_by"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["user_account.id"],
            name=op.f("fk_research_extract_asked_by_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_extract")),
        sa.UniqueConstraint("reference", name=op.f("uq_research_extract_reference")),
    )
    with op.batch_alter_table("research_extract", schema=None) as batch_op:
        batch_op.create_index("ix_research_extract_waiting", ["state", "created_at"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "provider_editor",
                "partner_referrer",
                "contributor",
                "reviewer",
                "connector",
                "supervisor",
                "steward",
                "commissioner",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_role_grant_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("user_id", "role", "area_code", name=op.f("uq_role_grant_user_id_role_area_code")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_user_id"), ["user_id"], unique=False)

    op.create_table(
        "shortlist_item",
        sa.Column("shortlist_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shortlist_id"],
            ["shortlist.id"],
            name=op.f("fk_shortlist_item_shortlist_id_shortlist"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_item")),
        sa.UniqueConstraint("shortlist_id", "service_id", name=op.f("uq_shortlist_item_shortlist_id_service_id")),
    )
    with op.batch_alter_table("shortlist_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shortlist_item_shortlist_id"), ["shortlist_id"], unique=False)

    op.create_table(
        "shortlist_search",
        sa.Column("shortlist_id", sa.Uuid(), nullable=False),
        sa.Column("arguments", sa.String(length=1000), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shortlist_id"],
            ["shortlist.id"],
            name=op.f("fk_shortlist_search_shortlist_id_shortlist"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_search")),
        sa.UniqueConstraint("shortlist_id", "arguments", name=op.f("uq_shortlist_search_shortlist_id_arguments")),
    )
    with op.batch_alter_table("shortlist_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shortlist_search_shortlist_id"), ["shortlist_id"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_sign_in_session_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_session_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_session_idle_ends_at"), ["idle_ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "synonym",
        sa.Column("synonym_group_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "resident",
                "professional",
                "misspelling",
                name="synonym_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=255), nullable=False),
        sa.Column(
            "source",
            sa.Enum("seed", "steward", name="synonym_source", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_out", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["synonym_group_id"],
            ["synonym_group.id"],
            name=op.f("fk_synonym_synonym_group_id_synonym_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
        sa.UniqueConstraint("synonym_group_id", "kind", "words", name=op.f("uq_synonym_synonym_group_id_kind_words")),
    )
    with op.batch_alter_table("synonym", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_synonym_synonym_group_id"), ["synonym_group_id"], unique=False)
        batch_op.create_index("ix_synonym_words", ["words"], unique=False)

    op.create_table(
        "taxonomy_term",
        sa.Column("taxonomy_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("professional_label", sa.String(length=255), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("term_uri", sa.String(length=500), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("seed", "steward", name="term_source", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("settled_here", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("successor_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["taxonomy_term.id"], name=op.f("fk_taxonomy_term_parent_id_taxonomy_term")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["taxonomy_term.id"], name=op.f("fk_taxonomy_term_successor_id_taxonomy_term")
        ),
        sa.ForeignKeyConstraint(
            ["taxonomy_id"], ["taxonomy.id"], name=op.f("fk_taxonomy_term_taxonomy_id_taxonomy"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taxonomy_term")),
        sa.UniqueConstraint("taxonomy_id", "code", name=op.f("uq_taxonomy_term_taxonomy_id_code")),
    )
    with op.batch_alter_table("taxonomy_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_taxonomy_term_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_taxonomy_term_taxonomy_id"), ["taxonomy_id"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("is_volunteer", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id_team"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_team_member_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("user_id", name=op.f("uq_team_member_user_id")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_team_id"), ["team_id"], unique=False)

    op.create_table(
        "address",
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("address_1", sa.String(length=255), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("region", sa.String(length=120), nullable=True),
        sa.Column("state_province", sa.String(length=120), nullable=False),
        sa.Column("postal_code", sa.String(length=10), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column(
            "address_type",
            sa.Enum(
                "physical",
                "postal",
                "virtual",
                name="location_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_address_location_id_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_location_id"), ["location_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_address_postal_code"), ["postal_code"], unique=False)

    op.create_table(
        "audience_link",
        sa.Column("snapshot_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_audience_link_made_by_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["report_snapshot.id"],
            name=op.f("fk_audience_link_snapshot_id_report_snapshot"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_link")),
    )
    with op.batch_alter_table("audience_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audience_link_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "caring",
        sa.Column("carer_id", sa.Uuid(), nullable=False),
        sa.Column("cared_for_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cared_for_id"], ["person.id"], name=op.f("fk_caring_cared_for_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["person.id"], name=op.f("fk_caring_carer_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caring")),
        sa.UniqueConstraint("carer_id", "cared_for_id", name=op.f("uq_caring_carer_id_cared_for_id")),
    )
    with op.batch_alter_table("caring", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_caring_cared_for_id"), ["cared_for_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_caring_carer_id"), ["carer_id"], unique=False)

    op.create_table(
        "conversation",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("navigator_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "home_visit",
                "in_person",
                "phone",
                "video",
                "text",
                "email",
                "letter",
                "online",
                "drop_in",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what_matters", sa.Text(), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=True),
        sa.Column("contribution", sa.Text(), nullable=True),
        sa.Column("family_help", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("transitions", sa.JSON(), nullable=False),
        sa.Column("technology", sa.String(length=60), nullable=True),
        sa.Column("passed_to", sa.String(length=60), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["navigator_id"],
            ["user_account.id"],
            name=op.f("fk_conversation_navigator_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conversation_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_conversation_team_id_team"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversation_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversation_navigator_id"), ["navigator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversation_team_id"), ["team_id"], unique=False)

    op.create_table(
        "goal",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("named_by", sa.String(length=80), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_goal_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_person_id"), ["person_id"], unique=False)

    op.create_table(
        "indicator_value",
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["indicator_set.id"], name=op.f("fk_indicator_value_set_id_indicator_set"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
    )
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.create_index("ix_indicator_value_area", ["set_id", "area_code"], unique=True)

    op.create_table(
        "panel_case",
        sa.Column("case_panel_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "age_band",
            sa.Enum(
                "under_18",
                "to_34",
                "to_49",
                "to_64",
                "to_79",
                "over_79",
                "not_known",
                name="age_band",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("course", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("outcome", sa.String(length=60), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "gap",
                "barrier",
                "too_late",
                "not_found",
                "went_well",
                "not_clear",
                name="panel_decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("learnt", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_panel_id"],
            ["case_panel.id"],
            name=op.f("fk_panel_case_case_panel_id_case_panel"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_panel_case_decided_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_case")),
        sa.UniqueConstraint("case_panel_id", "number", name=op.f("uq_panel_case_case_panel_id_number")),
    )
    op.create_table(
        "person_mark",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_mark_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_mark")),
    )
    with op.batch_alter_table("person_mark", schema=None) as batch_op:
        batch_op.create_index("ix_person_mark_found", ["mark", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_mark_person_id"), ["person_id"], unique=False)

    op.create_table(
        "personal_reminder",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "phone",
                "mobile_text",
                "email",
                "post",
                "video",
                "video_relay",
                "relay_uk",
                "in_person",
                "via_representative",
                "no_contact",
                name="contact_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "every",
            sa.Enum(
                "once", "day", "week", "four_weeks", name="every", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "part",
            sa.Enum(
                "morning",
                "afternoon",
                "evening",
                name="part_of_day",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("safe_times", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("token_mark", sa.String(length=64), nullable=False),
        sa.Column("set_by", sa.String(length=80), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held", sa.String(length=60), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_personal_reminder_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_reminder")),
        sa.UniqueConstraint("token_mark", name=op.f("uq_personal_reminder_token_mark")),
    )
    with op.batch_alter_table("personal_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_reminder_ended_at"), ["ended_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_reminder_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_reminder_person_id"), ["person_id"], unique=False)

    op.create_table(
        "quality_sample",
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("navigator_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["navigator_id"],
            ["user_account.id"],
            name=op.f("fk_quality_sample_navigator_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_quality_sample_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["user_account.id"],
            name=op.f("fk_quality_sample_supervisor_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_quality_sample_team_id_team"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_sample")),
        sa.UniqueConstraint("team_id", "month", "person_id", name=op.f("uq_quality_sample_team_id_month_person_id")),
    )
    with op.batch_alter_table("quality_sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quality_sample_person_id"), ["person_id"], unique=False)

    op.create_table(
        "reading_grant",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reading_grant_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_reading_grant_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_grant")),
    )
    with op.batch_alter_table("reading_grant", schema=None) as batch_op:
        batch_op.create_index("ix_reading_grant_held", ["user_id", "person_id", "until"], unique=False)
        batch_op.create_index(batch_op.f("ix_reading_grant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "service",
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column("content_hash", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "inactive",
                "defunct",
                "temporarily closed",
                name="service_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("assured_date", sa.Date(), nullable=True),
        sa.Column("assurer_email", sa.String(length=254), nullable=True),
        sa.Column("alert", sa.Text(), nullable=True),
        sa.Column("eligibility_description", sa.Text(), nullable=True),
        sa.Column("exclusion_description", sa.Text(), nullable=True),
        sa.Column("application_process", sa.Text(), nullable=True),
        sa.Column("fees_description", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.DateTime(timezone=True), nullable=True),
        sa.Column("picture", sa.String(length=80), nullable=True),
        sa.Column("picture_alt", sa.String(length=255), nullable=True),
        sa.Column("easy_read", sa.Text(), nullable=True),
        sa.Column("easy_read_changed_on", sa.Date(), nullable=True),
        sa.Column("bsl_video_url", sa.String(length=500), nullable=True),
        sa.Column("bsl_captions", sa.Text(), nullable=True),
        sa.Column(
            "asset_type",
            sa.Enum(
                "service",
                "group",
                "event",
                "helpline",
                "venue",
                "public_amenity",
                "equipment_loan",
                "fund",
                "information",
                "tool",
                "person_role",
                "informal_network",
                name="asset_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "commissioning_status",
            sa.Enum(
                "council_direct",
                "council_commissioned",
                "council_grant",
                "nhs_commissioned",
                "joint_commissioned",
                "other_public",
                "vcse_independent",
                "citizen_led",
                "private",
                "unknown",
                name="commissioning_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("commissioner", sa.String(length=255), nullable=True),
        sa.Column("contract_start", sa.Date(), nullable=True),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("places_bought", sa.Integer(), nullable=True),
        sa.Column("value_band", sa.String(length=40), nullable=True),
        sa.Column("who_pays", sa.String(length=255), nullable=True),
        sa.Column("crisis_timing", sa.JSON(), nullable=False),
        sa.Column(
            "delivery_scale",
            sa.Enum(
                "individual",
                "family_network",
                "community",
                "population",
                name="delivery_scale",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("delivery_modes", sa.JSON(), nullable=False),
        sa.Column("access_routes", sa.JSON(), nullable=False),
        sa.Column(
            "referral_route",
            sa.Enum(
                "none",
                "waypost",
                "email",
                "phone",
                "url",
                name="referral_route",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "someone_will_meet_you",
            sa.Enum("yes", "no", "not_known", name="known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "companion_free",
            sa.Enum("yes", "no", "not_known", name="known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "transport_provided",
            sa.Enum("yes", "no", "not_known", name="known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "spend_class",
            sa.Enum(
                "prevent",
                "reduce",
                "delay",
                "reactive",
                "enabling",
                name="spend_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "listing_status",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "published",
                "published_paused",
                "review_due",
                "stale",
                "closing",
                "archived",
                "rejected",
                name="listing_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "professional",
                "private",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closing_on", sa.Date(), nullable=True),
        sa.Column("closed_from", sa.Date(), nullable=True),
        sa.Column("closed_to", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(length=255), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.String(length=120), nullable=True),
        sa.Column(
            "verification_method",
            sa.Enum(
                "provider_confirmed",
                "steward_called",
                "steward_visited",
                "web_checked",
                "referral_success",
                "user_report",
                "imported",
                name="verification_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("owner_steward_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("closed_from <= closed_to", name=op.f("ck_service_closure_in_order")),
        sa.CheckConstraint("maximum_age BETWEEN 0 AND 120", name=op.f("ck_service_maximum_age_human")),
        sa.CheckConstraint("minimum_age <= maximum_age", name=op.f("ck_service_ages_in_order")),
        sa.CheckConstraint("minimum_age BETWEEN 0 AND 120", name=op.f("ck_service_minimum_age_human")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_service_organization_id_organization")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_service_program_id_program")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_service_source_external_id")),
    )
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_listing_status"), ["listing_status"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_program_id"), ["program_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_review_due_on"), ["review_due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_source"), ["source"], unique=False)
        batch_op.create_index("ix_service_visible", ["listing_status", "visibility"], unique=False)

    op.create_table(
        "term_mapping",
        sa.Column("from_term_id", sa.Uuid(), nullable=False),
        sa.Column("to_term_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_term_id"],
            ["taxonomy_term.id"],
            name=op.f("fk_term_mapping_from_term_id_taxonomy_term"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_term_id"],
            ["taxonomy_term.id"],
            name=op.f("fk_term_mapping_to_term_id_taxonomy_term"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_mapping")),
        sa.UniqueConstraint("from_term_id", "to_term_id", name=op.f("uq_term_mapping_from_term_id_to_term_id")),
    )
    with op.batch_alter_table("term_mapping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_mapping_to_term_id"), ["to_term_id"], unique=False)

    op.create_table(
        "term_version",
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["term_id"], ["taxonomy_term.id"], name=op.f("fk_term_version_term_id_taxonomy_term"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_version")),
    )
    with op.batch_alter_table("term_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_version_term_id"), ["term_id"], unique=False)

    op.create_table(
        "accessibility",
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column(
            "feature",
            sa.Enum(
                "step_free",
                "accessible_toilet",
                "changing_places",
                "hoist",
                "wide_door",
                "lift",
                "blue_badge_parking",
                "level_bus_stop",
                "seating",
                "quiet_space",
                "low_sensory",
                "hearing_loop",
                "bsl",
                "easy_read_info",
                "large_print_info",
                "languages",
                "interpreter",
                "assistance_dogs",
                "carer_welcome",
                "companion_free",
                "first_visit_buddy",
                "women_only",
                "men_only",
                "lgbtq_inclusive",
                "dementia_friendly",
                "age_friendly",
                "autism_friendly",
                "peer_led",
                "culturally_specific",
                "childcare",
                "transport_provided",
                "wheelchair_transport",
                "online_option",
                "phone_option",
                "no_internet_needed",
                name="feature",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "value",
            sa.Enum("yes", "no", "not_known", name="known", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(location_id IS NULL) <> (service_id IS NULL)", name=op.f("ck_accessibility_of_place_or_service")
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_accessibility_location_id_location"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_accessibility_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessibility")),
        sa.UniqueConstraint("location_id", "feature", name=op.f("uq_accessibility_location_id_feature")),
        sa.UniqueConstraint("service_id", "feature", name=op.f("uq_accessibility_service_id_feature")),
    )
    with op.batch_alter_table("accessibility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accessibility_location_id"), ["location_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accessibility_service_id"), ["service_id"], unique=False)

    op.create_table(
        "attribute",
        sa.Column(
            "link_type",
            sa.Enum(
                "need",
                "cohort_welcomed",
                "cohort_required",
                "service_type",
                "eligibility",
                "accessibility",
                "exclusion",
                name="link_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taxonomy_term_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_attribute_service_id_service"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taxonomy_term_id"], ["taxonomy_term.id"], name=op.f("fk_attribute_taxonomy_term_id_taxonomy_term")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute")),
        sa.UniqueConstraint(
            "service_id",
            "link_type",
            "taxonomy_term_id",
            name=op.f("uq_attribute_service_id_link_type_taxonomy_term_id"),
        ),
    )
    with op.batch_alter_table("attribute", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attribute_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attribute_taxonomy_term_id"), ["taxonomy_term_id"], unique=False)

    op.create_table(
        "audience_opening",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["audience_link.id"],
            name=op.f("fk_audience_opening_link_id_audience_link"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_opening")),
    )
    with op.batch_alter_table("audience_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audience_opening_link_id"), ["link_id"], unique=False)

    op.create_table(
        "call_plan",
        sa.Column("best_time", sa.Text(), nullable=True),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("no_answers", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_call_plan_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_plan")),
        sa.UniqueConstraint("service_id", name=op.f("uq_call_plan_service_id")),
    )
    with op.batch_alter_table("call_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_plan_service_id"), ["service_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role_there",
            sa.Enum(
                "runs_it",
                "works_there",
                "committee",
                "owner",
                "on_behalf",
                name="claim_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("charity_number", sa.String(length=20), nullable=True),
        sa.Column("work_email", sa.Text(), nullable=True),
        sa.Column("work_email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "approved",
                "refused",
                "withdrawn",
                name="claim_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "became",
            sa.Enum("lead", "editor", name="membership_kind", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_claim_organization_id_organization"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_claim_service_id_service"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_claim_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("reference", name=op.f("uq_claim_reference")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_user_id"), ["user_id"], unique=False)
        batch_op.create_index("ix_claim_waiting", ["state", "created_at"], unique=False)

    op.create_table(
        "concern",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("listing_name", sa.String(length=255), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "wrong_time",
                "closed",
                "wrong_contact",
                "extra_info",
                "unsafe",
                "other",
                name="concern_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("reporter_email", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "new", "checking", "closed", name="concern_status", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_concern_service_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("reference", name=op.f("uq_concern_reference")),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_concern_waiting", ["status", "created_at"], unique=False)

    op.create_table(
        "contact",
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("title", sa.String(length=255), nullable=True),
        sa.Column("department", sa.String(length=255), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_contact_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_contact_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_service_id"), ["service_id"], unique=False)

    op.create_table(
        "contact_log",
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "phone",
                "email",
                "visit",
                "meeting",
                "letter",
                name="contact_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "service_id IS NOT NULL OR organization_id IS NOT NULL", name=op.f("ck_contact_log_about_something")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_contact_log_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_contact_log_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_log")),
    )
    with op.batch_alter_table("contact_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_log_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_log_service_id"), ["service_id"], unique=False)

    op.create_table(
        "cost_option",
        sa.Column(
            "cost_type",
            sa.Enum(
                "free",
                "donation",
                "fixed",
                "membership",
                "sliding",
                "means_tested",
                "grant_funded",
                "free_first",
                "deposit",
                "personal_budget",
                "private",
                "unknown",
                name="cost_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("option", sa.String(length=255), nullable=True),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("amount_description", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_cost_option_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_cost_option_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_option")),
    )
    with op.batch_alter_table("cost_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cost_option_service_id"), ["service_id"], unique=False)

    op.create_table(
        "desk_call",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "right",
                "changed",
                "no_answer",
                "closed",
                "wrong_number",
                "written",
                "reopened",
                name="call_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "provider_confirmed",
                "steward_called",
                "steward_visited",
                "web_checked",
                "referral_success",
                "user_report",
                "imported",
                name="verification_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "was",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "published",
                "published_paused",
                "review_due",
                "stale",
                "closing",
                "archived",
                "rejected",
                name="listing_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_desk_call_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_call")),
    )
    with op.batch_alter_table("desk_call", schema=None) as batch_op:
        batch_op.create_index("ix_desk_call_at", ["service_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_call_service_id"), ["service_id"], unique=False)

    op.create_table(
        "duplicate_pair",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("first_mark", sa.String(length=32), nullable=False),
        sa.Column("second_mark", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "not_duplicates",
                "merged",
                name="pair_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_duplicate_pair_in_order")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["service.id"], name=op.f("fk_duplicate_pair_first_id_service"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["service.id"], name=op.f("fk_duplicate_pair_second_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_duplicate_pair_first_id_second_id")),
    )
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duplicate_pair_second_id"), ["second_id"], unique=False)
        batch_op.create_index("ix_duplicate_pair_waiting", ["state", "score"], unique=False)

    op.create_table(
        "feedback",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("listing_name", sa.String(length=255), nullable=False),
        sa.Column(
            "rating",
            sa.Enum(
                "very_good",
                "good",
                "mixed",
                "poor",
                "very_poor",
                name="rating",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column(
            "told",
            sa.Enum(
                "online",
                "phone",
                "face_to_face",
                "letter",
                "group",
                name="told",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_by", sa.String(length=80), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_feedback_service_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("reference", name=op.f("uq_feedback_reference")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_feedback_unread", ["read_at", "at"], unique=False)

    op.create_table(
        "freshness_link",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("still_right", name="link_purpose", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_freshness_link_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freshness_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_freshness_link_digest")),
    )
    with op.batch_alter_table("freshness_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_freshness_link_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_freshness_link_service_id"), ["service_id"], unique=False)

    op.create_table(
        "funding",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_funding_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding")),
    )
    with op.batch_alter_table("funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funding_service_id"), ["service_id"], unique=False)

    op.create_table(
        "gap_action",
        sa.Column("gap_case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "new_service",
                "more_places",
                "grow_community",
                "navigators",
                "transport",
                "adapt",
                "equipment",
                "information",
                name="action_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("spend", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("story_until", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(story IS NULL) = (story_until IS NULL)", name=op.f("ck_gap_action_story_with_an_end")),
        sa.CheckConstraint("spend >= 0", name=op.f("ck_gap_action_spend_not_negative")),
        sa.ForeignKeyConstraint(
            ["gap_case_id"], ["gap_case.id"], name=op.f("fk_gap_action_gap_case_id_gap_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_gap_action_owner_id_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_gap_action_service_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_action")),
    )
    with op.batch_alter_table("gap_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_action_gap_case_id"), ["gap_case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_action_service_id"), ["service_id"], unique=False)

    op.create_table(
        "gap_listing",
        sa.Column("gap_case_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gap_case_id"], ["gap_case.id"], name=op.f("fk_gap_listing_gap_case_id_gap_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_gap_listing_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_listing")),
        sa.UniqueConstraint("gap_case_id", "service_id", name=op.f("uq_gap_listing_gap_case_id_service_id")),
    )
    with op.batch_alter_table("gap_listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_listing_service_id"), ["service_id"], unique=False)

    op.create_table(
        "goal_step",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_accompanied", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_step_goal_id_goal"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_step")),
    )
    with op.batch_alter_table("goal_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_step_goal_id"), ["goal_id"], unique=False)

    op.create_table(
        "language",
        sa.Column("code", sa.String(length=10), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_language_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
    )
    with op.batch_alter_table("language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_service_id"), ["service_id"], unique=False)

    op.create_table(
        "listing_ending",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("taken_over_by", sa.String(length=255), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_ending_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_ending")),
        sa.UniqueConstraint("service_id", name=op.f("uq_listing_ending_service_id")),
    )
    op.create_table(
        "listing_finding",
        sa.Column(
            "kind",
            sa.Enum(
                "link_broken",
                "link_refused",
                "email_bounced",
                "phone_format",
                "wrong_number",
                "postcode_ended",
                name="finding_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.String(length=500), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_finding_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_finding")),
    )
    with op.batch_alter_table("listing_finding", schema=None) as batch_op:
        batch_op.create_index("ix_listing_finding_open", ["closed_at", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_finding_service_id"), ["service_id"], unique=False)

    op.create_table(
        "listing_label",
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_label_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_label")),
        sa.UniqueConstraint("service_id", "label", name=op.f("uq_listing_label_service_id_label")),
    )
    with op.batch_alter_table("listing_label", schema=None) as batch_op:
        batch_op.create_index("ix_listing_label_label", ["label"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_label_service_id"), ["service_id"], unique=False)

    op.create_table(
        "listing_opening",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("was_open", sa.Boolean(), nullable=False),
        sa.Column("has_room", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_opening_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_listing_opening")),
    )
    with op.batch_alter_table("listing_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_opening_touched_at"), ["touched_at"], unique=False)

    op.create_table(
        "listing_redirect",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_listing_redirect_leads_elsewhere")),
        sa.ForeignKeyConstraint(
            ["from_id"], ["service.id"], name=op.f("fk_listing_redirect_from_id_service"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["service.id"], name=op.f("fk_listing_redirect_to_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("from_id", name=op.f("pk_listing_redirect")),
    )
    with op.batch_alter_table("listing_redirect", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_redirect_to_id"), ["to_id"], unique=False)

    op.create_table(
        "listing_use",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_use_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_use")),
        sa.UniqueConstraint("service_id", "month", name=op.f("uq_listing_use_service_id_month")),
    )
    with op.batch_alter_table("listing_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_use_month"), ["month"], unique=False)

    op.create_table(
        "listing_version",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("why", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_version_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_version")),
        sa.UniqueConstraint("service_id", "number", name=op.f("uq_listing_version_service_id_number")),
    )
    op.create_table(
        "listing_watch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("was_paused", sa.Boolean(), nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.Column("stale_on", sa.Date(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_watch_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_watch")),
        sa.UniqueConstraint("service_id", name=op.f("uq_listing_watch_service_id")),
    )
    with op.batch_alter_table("listing_watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_watch_service_id"), ["service_id"], unique=False)

    op.create_table(
        "merge",
        sa.Column("survivor_id", sa.Uuid(), nullable=True),
        sa.Column("merged_id", sa.Uuid(), nullable=True),
        sa.Column("survivor_name", sa.String(length=255), nullable=False),
        sa.Column("merged_name", sa.String(length=255), nullable=False),
        sa.Column(
            "was_status",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "published",
                "published_paused",
                "review_due",
                "stale",
                "closing",
                "archived",
                "rejected",
                name="listing_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=120), nullable=True),
        sa.Column("kept_later", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["service.id"], name=op.f("fk_merge_merged_id_service"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["service.id"], name=op.f("fk_merge_survivor_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_merged_id"), ["merged_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_survivor_id"), ["survivor_id"], unique=False)

    op.create_table(
        "plan_copy",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "phone",
                "mobile_text",
                "email",
                "post",
                "video",
                "video_relay",
                "relay_uk",
                "in_person",
                "via_representative",
                "no_contact",
                name="contact_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["user_account.id"], name=op.f("fk_plan_copy_asked_by_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_plan_copy_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_copy")),
    )
    with op.batch_alter_table("plan_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_copy_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index("ix_plan_copy_waiting", ["way", "sent_at", "held"], unique=False)

    op.create_table(
        "quality_claim",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "dementia_friendly",
                "autism_friendly",
                "step_free_checked",
                "deaf_aware",
                "sight_loss_aware",
                "carer_friendly",
                "age_friendly",
                "lgbtq_inclusive",
                "easy_read_checked",
                "safe_place",
                name="quality_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "refused",
                "withdrawn",
                name="claim_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_url", sa.String(length=500), nullable=True),
        sa.Column("proposed_by", sa.String(length=120), nullable=False),
        sa.Column("proposer_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (checked_on IS NOT NULL AND expires_on IS NOT NULL)",
            name=op.f("ck_quality_claim_checked"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_quality_claim_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_claim")),
        sa.UniqueConstraint("reference", name=op.f("uq_quality_claim_reference")),
    )
    with op.batch_alter_table("quality_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quality_claim_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_quality_claim_waiting", ["state", "created_at"], unique=False)

    op.create_table(
        "referral",
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("cohorts", sa.JSON(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "navigator", "self", "partner", name="source", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("navigator_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "urgency",
            sa.Enum("usual", "soon", "urgent", name="urgency", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("start_by", sa.Date(), nullable=True),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("shared", sa.Text(), nullable=False),
        sa.Column("pre_check", sa.JSON(), nullable=False),
        sa.Column("redirected_from_id", sa.Uuid(), nullable=True),
        sa.Column("redirects", sa.Integer(), nullable=False),
        sa.Column("receipt_code", sa.Text(), nullable=True),
        sa.Column("receipt_fingerprint", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "acknowledged",
                "info_needed",
                "accepted",
                "waiting",
                "started",
                "completed",
                "not_accepted",
                "not_taken_up",
                "withdrawn",
                "redirected",
                "closed",
                "error",
                name="referral_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expected_start_on", sa.Date(), nullable=True),
        sa.Column("wait_weeks", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "declined",
            sa.Enum(
                "full",
                "waiting_list",
                "not_eligible",
                "too_far",
                "unsuitable",
                "times",
                "language",
                "physical_access",
                "no_service",
                name="declined",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "not_taken_up",
            sa.Enum(
                "changed_mind",
                "need_passed",
                "no_contact",
                "too_anxious",
                "transport",
                "cost",
                "times",
                "ill_health",
                "did_not_like_it",
                "stopped_attending",
                "other",
                name="not_taken_up",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "ended_because",
            sa.Enum(
                "goal_met",
                "partly_met",
                "ended_as_planned",
                "now_independent",
                "carrying_on",
                "no_change",
                "needs_grown",
                "safeguarding",
                "hospital_or_care_home",
                "no_contact",
                "stopped_attending",
                "not_eligible",
                "no_capacity",
                "service_ended",
                "moved_away",
                "died",
                "changed_mind",
                "duplicate",
                "entered_in_error",
                "no_response",
                name="closure_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "closure_reason",
            sa.Enum(
                "goal_met",
                "partly_met",
                "ended_as_planned",
                "now_independent",
                "carrying_on",
                "no_change",
                "needs_grown",
                "safeguarding",
                "hospital_or_care_home",
                "no_contact",
                "stopped_attending",
                "not_eligible",
                "no_capacity",
                "service_ended",
                "moved_away",
                "died",
                "changed_mind",
                "duplicate",
                "entered_in_error",
                "no_response",
                name="closure_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("chased_on", sa.Date(), nullable=True),
        sa.Column("escalated_on", sa.Date(), nullable=True),
        sa.Column("decision_chased_on", sa.Date(), nullable=True),
        sa.Column("prompted_on", sa.Date(), nullable=True),
        sa.Column("checked_in_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status != 'closed' OR closure_reason IS NOT NULL", name=op.f("ck_referral_closed_with_reason")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_referral_conversation_id_conversation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["navigator_id"],
            ["user_account.id"],
            name=op.f("fk_referral_navigator_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_referral_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["redirected_from_id"],
            ["referral.id"],
            name=op.f("fk_referral_redirected_from_id_referral"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_referral_service_id_service")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_referral_team_id_team"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index("ix_referral_course", ["status", "status_since"], unique=False)
        batch_op.create_index("ix_referral_mine", ["navigator_id", "status", "status_since", "person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_referral_provider", ["service_id", "status", "submitted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_receipt_fingerprint"), ["receipt_fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_redirected_from_id"), ["redirected_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_referral_team", ["team_id", "status", "status_since"], unique=False)

    op.create_table(
        "referral_inbox",
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("code_phone", sa.Text(), nullable=True),
        sa.Column("code_email", sa.Text(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.String(length=80), nullable=True),
        sa.Column("set_by", sa.String(length=80), nullable=False),
        sa.Column("terms_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_referral_inbox_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_referral_inbox_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_inbox")),
        sa.UniqueConstraint("service_id", name=op.f("uq_referral_inbox_service_id")),
    )
    with op.batch_alter_table("referral_inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_inbox_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["reminder_letter.id"],
            name=op.f("fk_reminder_letter_id_reminder_letter"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_reminder_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "service_id", "due_on", "step", "letter_id", name=op.f("uq_reminder_service_id_due_on_step_letter_id")
        ),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_service_id"), ["service_id"], unique=False)

    op.create_table(
        "required_document",
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_required_document_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_required_document")),
    )
    with op.batch_alter_table("required_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_required_document_service_id"), ["service_id"], unique=False)

    op.create_table(
        "service_area",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("extent", sa.Text(), nullable=True),
        sa.Column("extent_type", sa.String(length=20), nullable=True),
        sa.Column("uri", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_service_area_area_id_area")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_area_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_area")),
    )
    with op.batch_alter_table("service_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_area_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_area_service_id"), ["service_id"], unique=False)

    op.create_table(
        "service_at_location",
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_service_at_location_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_at_location_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_at_location")),
    )
    with op.batch_alter_table("service_at_location", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_at_location_location_id"), ["location_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_at_location_service_id"), ["service_id"], unique=False)

    op.create_table(
        "service_capacity",
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "limited",
                "waiting_list",
                "full",
                "intake_window",
                "unknown",
                name="capacity_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=255), nullable=True),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_intake_on", sa.Date(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_capacity_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_capacity")),
        sa.UniqueConstraint("service_id", name=op.f("uq_service_capacity_service_id")),
    )
    with op.batch_alter_table("service_capacity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_capacity_service_id"), ["service_id"], unique=False)

    op.create_table(
        "service_tier",
        sa.Column(
            "tier",
            sa.Enum("prevent", "reduce", "delay", name="tier", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_tier_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_tier")),
        sa.UniqueConstraint("service_id", "tier", name=op.f("uq_service_tier_service_id_tier")),
    )
    with op.batch_alter_table("service_tier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_tier_service_id"), ["service_id"], unique=False)

    op.create_table(
        "steward_note",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_steward_note_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steward_note")),
    )
    with op.batch_alter_table("steward_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_steward_note_service_id"), ["service_id"], unique=False)

    op.create_table(
        "unsent_request",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("saves", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_unsent_request_service_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsent_request")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_unsent_request_fingerprint")),
    )
    with op.batch_alter_table("unsent_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unsent_request_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_unsent_request_service_id"), ["service_id"], unique=False)

    op.create_table(
        "watch",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_of", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_watch_service_id_service"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_watch_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint("user_id", "service_id", name=op.f("uq_watch_user_id_service_id")),
    )
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watch_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_watch_user_id"), ["user_id"], unique=False)

    op.create_table(
        "word_suggestion",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "sent",
                "taken",
                "kept",
                "replaced",
                name="wording_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_word_suggestion_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_suggestion")),
        sa.UniqueConstraint("reference", name=op.f("uq_word_suggestion_reference")),
    )
    with op.batch_alter_table("word_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_suggestion_service_id"), ["service_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "this_provider",
                "follow_up_contact",
                "tell_referrer_outcome",
                "tell_gp",
                "other_named_partner",
                "reminders",
                "anonymous_statistics",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "value",
            sa.Enum(
                "agreed_verbal",
                "agreed_written",
                "agreed_representative",
                "best_interests",
                "partial",
                "not_agreed",
                "withdrawn",
                name="agreement_value",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wording", sa.String(length=60), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "home_visit",
                "in_person",
                "phone",
                "video",
                "text",
                "email",
                "letter",
                "online",
                "drop_in",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("named_partner", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "lawful_basis",
            sa.Enum(
                "public_task",
                "legal_obligation",
                "consent",
                "contract",
                "vital_interests",
                "legitimate_interests",
                name="lawful_basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "condition",
            sa.Enum(
                "health_social_care",
                "social_protection",
                "statutory_purposes",
                "equality_monitoring",
                "safeguarding",
                "explicit_consent",
                "research_statistics",
                name="special_category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agreement_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_agreement_referral_id_referral"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index("ix_agreement_holds", ["person_id", "purpose", "referral_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "contact_action",
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("navigator_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "information",
                "signpost",
                "supported_intro",
                "referral",
                "self_referral",
                "unmet",
                "assessment_request",
                name="action_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("need", sa.String(length=60), nullable=True),
        sa.Column(
            "unmet_reason",
            sa.Enum(
                "no_service",
                "too_far",
                "transport",
                "waiting_list",
                "full",
                "not_eligible",
                "cost",
                "times",
                "language",
                "culture",
                "physical_access",
                "format",
                "digital_only",
                "cover",
                "confidence",
                "unsuitable",
                "time_limited",
                "no_reply",
                "not_found",
                "declined",
                name="unmet_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "severity",
            sa.Enum("low", "medium", "high", name="severity", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accompanied", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("cohorts", sa.JSON(), nullable=False),
        sa.Column(
            "helped",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "not_tried",
                "not_reached",
                "declined",
                name="helped",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("still_needed", sa.Boolean(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_contact_action_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["navigator_id"],
            ["user_account.id"],
            name=op.f("fk_contact_action_navigator_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_action_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_contact_action_referral_id_referral"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_contact_action_service_id_service"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_contact_action_team_id_team"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_action")),
    )
    with op.batch_alter_table("contact_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_action_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index("ix_contact_action_counted", ["month", "kind", "need"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_action_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_action_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_action_referral_id"), ["referral_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_action_service_id"), ["service_id"], unique=False)

    op.create_table(
        "outcome_score",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column(
            "point",
            sa.Enum(
                "start",
                "end",
                "months_3",
                "months_12",
                "months_24",
                name="point",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("need", sa.String(length=60), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("taken_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outcome_score_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_outcome_score_referral_id_referral"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_outcome_score_service_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_score")),
    )
    with op.batch_alter_table("outcome_score", schema=None) as batch_op:
        batch_op.create_index("ix_outcome_score_pairs", ["measure", "series_id", "point"], unique=False)
        batch_op.create_index(batch_op.f("ix_outcome_score_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outcome_score_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "phone",
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("extension", sa.String(length=20), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "voice",
                "text",
                "text_relay",
                "bsl_video_relay",
                name="phone_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_phone_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_phone_location_id_location"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_phone_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_phone_service_at_location_id_service_at_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_phone_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
    )
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_location_id"), ["location_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_service_at_location_id"), ["service_at_location_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_phone_service_id"), ["service_id"], unique=False)

    op.create_table(
        "provider_link",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("inbox_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("codes_sent", sa.Integer(), nullable=False),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=True),
        sa.Column("entered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inbox_id"],
            ["referral_inbox.id"],
            name=op.f("fk_provider_link_inbox_id_referral_inbox"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_provider_link_referral_id_referral"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_provider_link_token_hash")),
    )
    with op.batch_alter_table("provider_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_link_inbox_id"), ["inbox_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_provider_link_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "referral_event",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "frm",
            sa.Enum(
                "draft",
                "submitted",
                "acknowledged",
                "info_needed",
                "accepted",
                "waiting",
                "started",
                "completed",
                "not_accepted",
                "not_taken_up",
                "withdrawn",
                "redirected",
                "closed",
                "error",
                name="referral_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to",
            sa.Enum(
                "draft",
                "submitted",
                "acknowledged",
                "info_needed",
                "accepted",
                "waiting",
                "started",
                "completed",
                "not_accepted",
                "not_taken_up",
                "withdrawn",
                "redirected",
                "closed",
                "error",
                name="referral_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "mover",
            sa.Enum(
                "navigator",
                "resident",
                "provider",
                "supervisor",
                "system",
                name="mover",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_event_referral_id_referral"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_event")),
    )
    with op.batch_alter_table("referral_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_event_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "referral_participant",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "person",
                "carer",
                "family",
                "friend",
                "advocate",
                "professional",
                name="part_in_referral",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("communication", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_referral_participant_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_referral_participant_referral_id_referral"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_participant")),
    )
    with op.batch_alter_table("referral_participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_participant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_participant_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "schedule",
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("freq", sa.String(length=10), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("byday", sa.String(length=60), nullable=True),
        sa.Column("bymonthday", sa.String(length=60), nullable=True),
        sa.Column("dtstart", sa.Date(), nullable=True),
        sa.Column("opens_at", sa.String(length=5), nullable=True),
        sa.Column("closes_at", sa.String(length=5), nullable=True),
        sa.Column("term_time_only", sa.Boolean(), nullable=False),
        sa.Column("attending_type", sa.String(length=60), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("freq IN ('WEEKLY', 'MONTHLY')", name=op.f("ck_schedule_freq_known")),
        sa.CheckConstraint("interval >= 1", name=op.f("ck_schedule_interval_positive")),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_schedule_service_at_location_id_service_at_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_schedule_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_schedule_service_at_location_id"), ["service_at_location_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_schedule_service_id"), ["service_id"], unique=False)

    op.create_table(
        "schedule_exception",
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.String(length=5), nullable=True),
        sa.Column("closes_at", sa.String(length=5), nullable=True),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_schedule_exception_service_at_location_id_service_at_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_schedule_exception_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_exception")),
    )
    with op.batch_alter_table("schedule_exception", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_schedule_exception_service_at_location_id"), ["service_at_location_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_schedule_exception_service_id"), ["service_id"], unique=False)

    op.create_table(
        "share_letter",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "this_provider",
                "follow_up_contact",
                "tell_referrer_outcome",
                "tell_gp",
                "other_named_partner",
                "reminders",
                "anonymous_statistics",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_share_letter_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_share_letter_referral_id_referral"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_letter")),
    )
    with op.batch_alter_table("share_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_letter_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_letter_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "word_review",
        sa.Column("term_version_id", sa.Uuid(), nullable=True),
        sa.Column("listing_version_id", sa.Uuid(), nullable=True),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "agreed", "otherwise", "comment", name="verdict", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(term_version_id IS NULL) <> (listing_version_id IS NULL)", name=op.f("ck_word_review_about_one_change")
        ),
        sa.ForeignKeyConstraint(
            ["listing_version_id"],
            ["listing_version.id"],
            name=op.f("fk_word_review_listing_version_id_listing_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"],
            ["user_account.id"],
            name=op.f("fk_word_review_reviewer_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["term_version_id"],
            ["term_version.id"],
            name=op.f("fk_word_review_term_version_id_term_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_review")),
    )
    with op.batch_alter_table("word_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_review_listing_version_id"), ["listing_version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_word_review_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_word_review_term_version_id"), ["term_version_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column(
            "kind",
            sa.Enum(
                "ring_back",
                "waiting_check_in",
                "question",
                "no_reply",
                "decision_late",
                "next_step",
                "listing_closing",
                "outcome_point",
                "assessment",
                "close",
                "needs_review",
                "redirected_thrice",
                "agreement_ended",
                "help_appeared",
                name="task_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("navigator_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("moved_reason", sa.String(length=60), nullable=True),
        sa.Column("best_time", sa.Text(), nullable=True),
        sa.Column("attempts", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "helped",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "not_tried",
                "not_reached",
                "declined",
                name="helped",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("still_needed", sa.Boolean(), nullable=True),
        sa.Column(
            "last_attempt",
            sa.Enum(
                "spoke",
                "no_answer",
                "left_message",
                "wrong_number",
                "not_now",
                name="attempt",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "wants_it",
                "has_help",
                "does_not_suit",
                "not_wanted",
                name="told_answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["contact_action.id"], name=op.f("fk_follow_up_action_id_contact_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["navigator_id"],
            ["user_account.id"],
            name=op.f("fk_follow_up_navigator_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_follow_up_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_follow_up_referral_id_referral"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_follow_up_service_id_service"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_follow_up_team_id_team"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_action_id"), ["action_id"], unique=False)
        batch_op.create_index("ix_follow_up_mine", ["navigator_id", "done_at", "due_on", "person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_referral_id"), ["referral_id"], unique=False)
        batch_op.create_index("ix_follow_up_team", ["team_id", "done_at", "due_on"], unique=False)

    op.create_table(
        "unmet_need",
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "no_service",
                "too_far",
                "transport",
                "waiting_list",
                "full",
                "not_eligible",
                "cost",
                "times",
                "language",
                "culture",
                "physical_access",
                "format",
                "digital_only",
                "cover",
                "confidence",
                "unsuitable",
                "time_limited",
                "no_reply",
                "not_found",
                "declined",
                name="unmet_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "navigator",
                "referral",
                "follow_up",
                "search",
                "resident",
                "provider",
                "social_care",
                "contact_centre",
                "partner",
                "survey",
                "panel",
                "data_model",
                name="flag_source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum("low", "medium", "high", name="severity", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "grouped",
                "under_review",
                "action_agreed",
                "met_later",
                "met_by_own_network",
                "no_action_possible",
                "duplicate",
                "taken_back",
                name="flag_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("cohorts", sa.JSON(), nullable=False),
        sa.Column("lsoa_code", sa.String(length=9), nullable=True),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("flagged_by", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("double_of_id", sa.Uuid(), nullable=True),
        sa.Column("gap_case_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["contact_action.id"],
            name=op.f("fk_unmet_need_action_id_contact_action"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["double_of_id"], ["unmet_need.id"], name=op.f("fk_unmet_need_double_of_id_unmet_need"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["flagged_by"], ["user_account.id"], name=op.f("fk_unmet_need_flagged_by_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["gap_case_id"], ["gap_case.id"], name=op.f("fk_unmet_need_gap_case_id_gap_case"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_unmet_need_organization_id_organization"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_unmet_need_referral_id_referral"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_unmet_need_service_id_service"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_need")),
        sa.UniqueConstraint("action_id", name=op.f("uq_unmet_need_action_id")),
    )
    with op.batch_alter_table("unmet_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unmet_need_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_unmet_need_counted", ["month", "need", "reason"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_district_code"), ["district_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_double_of_id"), ["double_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_gap_case_id"), ["gap_case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_lsoa_code"), ["lsoa_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_need"), ["need"], unique=False)
        batch_op.create_index("ix_unmet_need_place", ["need", "ward_code", "reason", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_referral_id"), ["referral_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmet_need_ward_code"), ["ward_code"], unique=False)

    op.create_table(
        "promise",
        sa.Column("unmet_need_id", sa.Uuid(), nullable=False),
        sa.Column("need", sa.String(length=60), nullable=False),
        sa.Column("district_code", sa.String(length=9), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("called", sa.Text(), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "matched",
                "told",
                "not_reached",
                "not_wanted",
                "ended",
                name="promise_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("passed_over", sa.JSON(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "published",
                "reopened",
                "places",
                "wider",
                name="promise_cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["done_by"], ["user_account.id"], name=op.f("fk_promise_done_by_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_promise_follow_up_id_follow_up"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_promise_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_promise_service_id_service"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["user_account.id"], name=op.f("fk_promise_taken_by_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["unmet_need_id"], ["unmet_need.id"], name=op.f("fk_promise_unmet_need_id_unmet_need"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("unmet_need_id", name=op.f("uq_promise_unmet_need_id")),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_follow_up_id"), ["follow_up_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_promise_waiting", ["state", "need", "district_code"], unique=False)


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_index("ix_promise_waiting")
        batch_op.drop_index(batch_op.f("ix_promise_service_id"))
        batch_op.drop_index(batch_op.f("ix_promise_person_id"))
        batch_op.drop_index(batch_op.f("ix_promise_follow_up_id"))

    op.drop_table("promise")
    with op.batch_alter_table("unmet_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unmet_need_ward_code"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_status"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_service_id"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_referral_id"))
        batch_op.drop_index("ix_unmet_need_place")
        batch_op.drop_index(batch_op.f("ix_unmet_need_need"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_lsoa_code"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_gap_case_id"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_double_of_id"))
        batch_op.drop_index(batch_op.f("ix_unmet_need_district_code"))
        batch_op.drop_index("ix_unmet_need_counted")
        batch_op.drop_index(batch_op.f("ix_unmet_need_batch_id"))

    op.drop_table("unmet_need")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index("ix_follow_up_team")
        batch_op.drop_index(batch_op.f("ix_follow_up_referral_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_person_id"))
        batch_op.drop_index("ix_follow_up_mine")
        batch_op.drop_index(batch_op.f("ix_follow_up_action_id"))

    op.drop_table("follow_up")
    with op.batch_alter_table("word_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_review_term_version_id"))
        batch_op.drop_index(batch_op.f("ix_word_review_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_word_review_listing_version_id"))

    op.drop_table("word_review")
    with op.batch_alter_table("share_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_letter_referral_id"))
        batch_op.drop_index(batch_op.f("ix_share_letter_person_id"))

    op.drop_table("share_letter")
    with op.batch_alter_table("schedule_exception", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schedule_exception_service_id"))
        batch_op.drop_index(batch_op.f("ix_schedule_exception_service_at_location_id"))

    op.drop_table("schedule_exception")
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schedule_service_id"))
        batch_op.drop_index(batch_op.f("ix_schedule_service_at_location_id"))

    op.drop_table("schedule")
    with op.batch_alter_table("referral_participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_participant_referral_id"))
        batch_op.drop_index(batch_op.f("ix_referral_participant_person_id"))

    op.drop_table("referral_participant")
    with op.batch_alter_table("referral_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_event_referral_id"))

    op.drop_table("referral_event")
    with op.batch_alter_table("provider_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_link_referral_id"))
        batch_op.drop_index(batch_op.f("ix_provider_link_inbox_id"))

    op.drop_table("provider_link")
    with op.batch_alter_table("phone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_service_id"))
        batch_op.drop_index(batch_op.f("ix_phone_service_at_location_id"))
        batch_op.drop_index(batch_op.f("ix_phone_organization_id"))
        batch_op.drop_index(batch_op.f("ix_phone_location_id"))
        batch_op.drop_index(batch_op.f("ix_phone_contact_id"))

    op.drop_table("phone")
    with op.batch_alter_table("outcome_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_score_referral_id"))
        batch_op.drop_index(batch_op.f("ix_outcome_score_person_id"))
        batch_op.drop_index("ix_outcome_score_pairs")

    op.drop_table("outcome_score")
    with op.batch_alter_table("contact_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_action_service_id"))
        batch_op.drop_index(batch_op.f("ix_contact_action_referral_id"))
        batch_op.drop_index(batch_op.f("ix_contact_action_person_id"))
        batch_op.drop_index(batch_op.f("ix_contact_action_month"))
        batch_op.drop_index("ix_contact_action_counted")
        batch_op.drop_index(batch_op.f("ix_contact_action_conversation_id"))

    op.drop_table("contact_action")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_referral_id"))
        batch_op.drop_index("ix_agreement_holds")

    op.drop_table("agreement")
    with op.batch_alter_table("word_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_suggestion_service_id"))

    op.drop_table("word_suggestion")
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_watch_user_id"))
        batch_op.drop_index(batch_op.f("ix_watch_service_id"))

    op.drop_table("watch")
    with op.batch_alter_table("unsent_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unsent_request_service_id"))
        batch_op.drop_index(batch_op.f("ix_unsent_request_expires_at"))

    op.drop_table("unsent_request")
    with op.batch_alter_table("steward_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_steward_note_service_id"))

    op.drop_table("steward_note")
    with op.batch_alter_table("service_tier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_tier_service_id"))

    op.drop_table("service_tier")
    with op.batch_alter_table("service_capacity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_capacity_service_id"))

    op.drop_table("service_capacity")
    with op.batch_alter_table("service_at_location", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_at_location_service_id"))
        batch_op.drop_index(batch_op.f("ix_service_at_location_location_id"))

    op.drop_table("service_at_location")
    with op.batch_alter_table("service_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_area_service_id"))
        batch_op.drop_index(batch_op.f("ix_service_area_area_id"))

    op.drop_table("service_area")
    with op.batch_alter_table("required_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_required_document_service_id"))

    op.drop_table("required_document")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_service_id"))
        batch_op.drop_index(batch_op.f("ix_reminder_letter_id"))

    op.drop_table("reminder")
    with op.batch_alter_table("referral_inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_inbox_organization_id"))

    op.drop_table("referral_inbox")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index("ix_referral_team")
        batch_op.drop_index(batch_op.f("ix_referral_service_id"))
        batch_op.drop_index(batch_op.f("ix_referral_redirected_from_id"))
        batch_op.drop_index(batch_op.f("ix_referral_receipt_fingerprint"))
        batch_op.drop_index("ix_referral_provider")
        batch_op.drop_index(batch_op.f("ix_referral_person_id"))
        batch_op.drop_index(batch_op.f("ix_referral_month"))
        batch_op.drop_index("ix_referral_mine")
        batch_op.drop_index("ix_referral_course")
        batch_op.drop_index(batch_op.f("ix_referral_conversation_id"))

    op.drop_table("referral")
    with op.batch_alter_table("quality_claim", schema=None) as batch_op:
        batch_op.drop_index("ix_quality_claim_waiting")
        batch_op.drop_index(batch_op.f("ix_quality_claim_service_id"))

    op.drop_table("quality_claim")
    with op.batch_alter_table("plan_copy", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_copy_waiting")
        batch_op.drop_index(batch_op.f("ix_plan_copy_conversation_id"))

    op.drop_table("plan_copy")
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merge_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_merge_merged_id"))
        batch_op.drop_index(batch_op.f("ix_merge_at"))

    op.drop_table("merge")
    with op.batch_alter_table("listing_watch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_watch_service_id"))

    op.drop_table("listing_watch")
    op.drop_table("listing_version")
    with op.batch_alter_table("listing_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_use_month"))

    op.drop_table("listing_use")
    with op.batch_alter_table("listing_redirect", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_redirect_to_id"))

    op.drop_table("listing_redirect")
    with op.batch_alter_table("listing_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_opening_touched_at"))

    op.drop_table("listing_opening")
    with op.batch_alter_table("listing_label", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_label_service_id"))
        batch_op.drop_index("ix_listing_label_label")

    op.drop_table("listing_label")
    with op.batch_alter_table("listing_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_finding_service_id"))
        batch_op.drop_index("ix_listing_finding_open")

    op.drop_table("listing_finding")
    op.drop_table("listing_ending")
    with op.batch_alter_table("language", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_service_id"))

    op.drop_table("language")
    with op.batch_alter_table("goal_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_step_goal_id"))

    op.drop_table("goal_step")
    with op.batch_alter_table("gap_listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_listing_service_id"))

    op.drop_table("gap_listing")
    with op.batch_alter_table("gap_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_action_service_id"))
        batch_op.drop_index(batch_op.f("ix_gap_action_gap_case_id"))

    op.drop_table("gap_action")
    with op.batch_alter_table("funding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funding_service_id"))

    op.drop_table("funding")
    with op.batch_alter_table("freshness_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_freshness_link_service_id"))
        batch_op.drop_index(batch_op.f("ix_freshness_link_expires_at"))

    op.drop_table("freshness_link")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_unread")
        batch_op.drop_index(batch_op.f("ix_feedback_service_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_month"))

    op.drop_table("feedback")
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.drop_index("ix_duplicate_pair_waiting")
        batch_op.drop_index(batch_op.f("ix_duplicate_pair_second_id"))

    op.drop_table("duplicate_pair")
    with op.batch_alter_table("desk_call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_call_service_id"))
        batch_op.drop_index("ix_desk_call_at")

    op.drop_table("desk_call")
    with op.batch_alter_table("cost_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cost_option_service_id"))

    op.drop_table("cost_option")
    with op.batch_alter_table("contact_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_log_service_id"))
        batch_op.drop_index(batch_op.f("ix_contact_log_organization_id"))

    op.drop_table("contact_log")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_service_id"))
        batch_op.drop_index(batch_op.f("ix_contact_organization_id"))

    op.drop_table("contact")
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.drop_index("ix_concern_waiting")
        batch_op.drop_index(batch_op.f("ix_concern_service_id"))

    op.drop_table("concern")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_waiting")
        batch_op.drop_index(batch_op.f("ix_claim_user_id"))
        batch_op.drop_index(batch_op.f("ix_claim_service_id"))

    op.drop_table("claim")
    with op.batch_alter_table("call_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_plan_service_id"))

    op.drop_table("call_plan")
    with op.batch_alter_table("audience_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audience_opening_link_id"))

    op.drop_table("audience_opening")
    with op.batch_alter_table("attribute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attribute_taxonomy_term_id"))
        batch_op.drop_index(batch_op.f("ix_attribute_service_id"))

    op.drop_table("attribute")
    with op.batch_alter_table("accessibility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accessibility_service_id"))
        batch_op.drop_index(batch_op.f("ix_accessibility_location_id"))

    op.drop_table("accessibility")
    with op.batch_alter_table("term_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_term_version_term_id"))

    op.drop_table("term_version")
    with op.batch_alter_table("term_mapping", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_term_mapping_to_term_id"))

    op.drop_table("term_mapping")
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_index("ix_service_visible")
        batch_op.drop_index(batch_op.f("ix_service_source"))
        batch_op.drop_index(batch_op.f("ix_service_review_due_on"))
        batch_op.drop_index(batch_op.f("ix_service_program_id"))
        batch_op.drop_index(batch_op.f("ix_service_organization_id"))
        batch_op.drop_index(batch_op.f("ix_service_name"))
        batch_op.drop_index(batch_op.f("ix_service_listing_status"))

    op.drop_table("service")
    with op.batch_alter_table("reading_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_grant_person_id"))
        batch_op.drop_index("ix_reading_grant_held")

    op.drop_table("reading_grant")
    with op.batch_alter_table("quality_sample", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quality_sample_person_id"))

    op.drop_table("quality_sample")
    with op.batch_alter_table("personal_reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_reminder_person_id"))
        batch_op.drop_index(batch_op.f("ix_personal_reminder_next_at"))
        batch_op.drop_index(batch_op.f("ix_personal_reminder_ended_at"))

    op.drop_table("personal_reminder")
    with op.batch_alter_table("person_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_mark_person_id"))
        batch_op.drop_index("ix_person_mark_found")

    op.drop_table("person_mark")
    op.drop_table("panel_case")
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.drop_index("ix_indicator_value_area")

    op.drop_table("indicator_value")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_person_id"))

    op.drop_table("goal")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_team_id"))
        batch_op.drop_index(batch_op.f("ix_conversation_person_id"))
        batch_op.drop_index(batch_op.f("ix_conversation_navigator_id"))
        batch_op.drop_index(batch_op.f("ix_conversation_month"))

    op.drop_table("conversation")
    with op.batch_alter_table("caring", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_caring_carer_id"))
        batch_op.drop_index(batch_op.f("ix_caring_cared_for_id"))

    op.drop_table("caring")
    with op.batch_alter_table("audience_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audience_link_snapshot_id"))

    op.drop_table("audience_link")
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_postal_code"))
        batch_op.drop_index(batch_op.f("ix_address_location_id"))

    op.drop_table("address")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_team_id"))

    op.drop_table("team_member")
    with op.batch_alter_table("taxonomy_term", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_taxonomy_term_taxonomy_id"))
        batch_op.drop_index(batch_op.f("ix_taxonomy_term_parent_id"))

    op.drop_table("taxonomy_term")
    with op.batch_alter_table("synonym", schema=None) as batch_op:
        batch_op.drop_index("ix_synonym_words")
        batch_op.drop_index(batch_op.f("ix_synonym_synonym_group_id"))

    op.drop_table("synonym")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_user_id"))
        batch_op.drop_index(batch_op.f("ix_sign_in_session_idle_ends_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_session_ends_at"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("shortlist_search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shortlist_search_shortlist_id"))

    op.drop_table("shortlist_search")
    with op.batch_alter_table("shortlist_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shortlist_item_shortlist_id"))

    op.drop_table("shortlist_item")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_user_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("research_extract", schema=None) as batch_op:
        batch_op.drop_index("ix_research_extract_waiting")

    op.drop_table("research_extract")
    with op.batch_alter_table("report_subscription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_subscription_user_id"))
        batch_op.drop_index(batch_op.f("ix_report_subscription_next_on"))

    op.drop_table("report_subscription")
    with op.batch_alter_table("report_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_snapshot_report"))

    op.drop_table("report_snapshot")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_user_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("provider_return", schema=None) as batch_op:
        batch_op.drop_index("ix_provider_return_quarter")

    op.drop_table("provider_return")
    op.drop_table("provider_letters")
    with op.batch_alter_table("provider_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_provider_contact_last")

    op.drop_table("provider_contact")
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_organization_id"))

    op.drop_table("program")
    with op.batch_alter_table("place_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_name_folded_name"))
        batch_op.drop_index(batch_op.f("ix_place_name_area_id"))

    op.drop_table("place_name")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_ward_code"))
        batch_op.drop_index("ix_person_team")
        batch_op.drop_index(batch_op.f("ix_person_district_code"))
        batch_op.drop_index("ix_person_caseload")

    op.drop_table("person")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_user_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("organization_identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_identifier_organization_id"))

    op.drop_table("organization_identifier")
    with op.batch_alter_table("neighbourhood_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_neighbourhood_part_lsoa_code"))

    op.drop_table("neighbourhood_part")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))
        batch_op.drop_index(batch_op.f("ix_membership_organization_id"))

    op.drop_table("membership")
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_location_ward_code"))
        batch_op.drop_index(batch_op.f("ix_location_source"))
        batch_op.drop_index("ix_location_point")
        batch_op.drop_index(batch_op.f("ix_location_organization_id"))
        batch_op.drop_index(batch_op.f("ix_location_lsoa_code"))
        batch_op.drop_index(batch_op.f("ix_location_district_code"))

    op.drop_table("location")
    with op.batch_alter_table("listing_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_draft_user_id"))
        batch_op.drop_index(batch_op.f("ix_listing_draft_expires_at"))

    op.drop_table("listing_draft")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_organization_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_email_fingerprint"))

    op.drop_table("invitation")
    with op.batch_alter_table("indicator_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_set_indicator_id"))

    op.drop_table("indicator_set")
    with op.batch_alter_table("import_error", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_error_batch_id"))

    op.drop_table("import_error")
    with op.batch_alter_table("import_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_change_entity_id"))

    op.drop_table("import_change")
    with op.batch_alter_table("gap_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_case_state"))
        batch_op.drop_index(batch_op.f("ix_gap_case_need"))
        batch_op.drop_index(batch_op.f("ix_gap_case_area_code"))

    op.drop_table("gap_case")
    op.drop_table("flag_link")
    with op.batch_alter_table("flag_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_import_prepared_at"))
        batch_op.drop_index("ix_flag_import_again")

    op.drop_table("flag_import")
    with op.batch_alter_table("change_proposal", schema=None) as batch_op:
        batch_op.drop_index("ix_change_proposal_waiting")
        batch_op.drop_index(batch_op.f("ix_change_proposal_user_id"))
        batch_op.drop_index(batch_op.f("ix_change_proposal_target_id"))

    op.drop_table("change_proposal")
    op.drop_table("case_panel")
    with op.batch_alter_table("area_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_succession_successor_id"))

    op.drop_table("area_succession")
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_link_user_id"))

    op.drop_table("account_link")
    op.drop_table("worker_heartbeat")
    op.drop_table("user_account")
    op.drop_table("told_sheet")
    op.drop_table("team")
    op.drop_table("taxonomy")
    op.drop_table("synonym_group")
    with op.batch_alter_table("submitted_email", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submitted_email_expires_at"))

    op.drop_table("submitted_email")
    with op.batch_alter_table("spend_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spend_line_year"))

    op.drop_table("spend_line")
    with op.batch_alter_table("small_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_small_area_ward_code"))
        batch_op.drop_index(batch_op.f("ix_small_area_district_code"))

    op.drop_table("small_area")
    with op.batch_alter_table("shortlist", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shortlist_expires_at"))

    op.drop_table("shortlist")
    with op.batch_alter_table("search_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_log_at"))

    op.drop_table("search_log")
    op.drop_table("search_count")
    with op.batch_alter_table("report_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_fact_month"))

    op.drop_table("report_fact")
    with op.batch_alter_table("reminder_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_letter_email_fingerprint"))

    op.drop_table("reminder_letter")
    op.drop_table("remainder_model")
    op.drop_table("purpose_basis")
    op.drop_table("public_month")
    op.drop_table("postcode_zone")
    op.drop_table("postcode_point")
    with op.batch_alter_table("outcome_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_outcome_fact_read")

    op.drop_table("outcome_fact")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_message_waiting")

    op.drop_table("outbox_message")
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_source"))
        batch_op.drop_index(batch_op.f("ix_organization_parent_organization_id"))
        batch_op.drop_index(batch_op.f("ix_organization_name"))

    op.drop_table("organization")
    with op.batch_alter_table("neighbourhood_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_neighbourhood_fact_read")

    op.drop_table("neighbourhood_fact")
    op.drop_table("mail_stop")
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_check_checked_at"))

    op.drop_table("link_check")
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_run_started_at"))

    op.drop_table("job_run")
    with op.batch_alter_table("insight_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_insight_fact_read")

    op.drop_table("insight_fact")
    op.drop_table("insight_choice")
    op.drop_table("indicator")
    with op.batch_alter_table("import_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_upload_at"))

    op.drop_table("import_upload")
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batch_source"))

    op.drop_table("import_batch")
    with op.batch_alter_table("idempotency_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotency_key_at"))

    op.drop_table("idempotency_key")
    with op.batch_alter_table("failed_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_attempt_at"))
        batch_op.drop_index("ix_failed_attempt_address")
        batch_op.drop_index("ix_failed_attempt_account")

    op.drop_table("failed_attempt")
    with op.batch_alter_table("fact_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_run_at"))

    op.drop_table("fact_run")
    with op.batch_alter_table("duplicate_search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duplicate_search_started_at"))

    op.drop_table("duplicate_search")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_event_actor"))
        batch_op.drop_index(batch_op.f("ix_audit_event_action"))

    op.drop_table("audit_event")
    op.drop_table("area_upload")
    with op.batch_alter_table("area_owner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_owner_steward_id"))

    op.drop_table("area_owner")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index("ix_area_updated_at")
        batch_op.drop_index("ix_area_type_name")
        batch_op.drop_index(batch_op.f("ix_area_parent_id"))
        batch_op.drop_index(batch_op.f("ix_area_code"))

    op.drop_table("area")
