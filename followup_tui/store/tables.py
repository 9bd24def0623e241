"""The tables as they are now; private to this package. How they came about stands in `migrations`."""

from __future__ import annotations

from followup_tui.store.drivers import (
    AutoField,
    BooleanField,
    CharField,
    DatabaseProxy,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

database = DatabaseProxy()


class Row(Model):
    """What every journalled row carries."""

    id = AutoField()
    uid = CharField(max_length=16)
    """The same in every copy of the data: by it an import recognises what it already holds."""
    rev = IntegerField(default=1)
    """Counts the changes, so that two editors of one row notice each other."""
    created_at = DateTimeField()
    changed_at = DateTimeField()

    class Meta:
        database = database
        legacy_table_names = False


class CompanyRow(Row):
    name = TextField()
    name_key = TextField(index=True)
    wanted = BooleanField(default=True)
    interest = TextField(default="")
    referral_programme = TextField(default="")
    page_followed_on = DateField(null=True)
    paused_until = DateField(null=True)

    class Meta:
        table_name = "company"


class ContactRow(Row):
    name = TextField()
    name_key = TextField(index=True)
    first_name = TextField(default="")
    last_name = TextField(default="")
    title = TextField(default="")
    department = TextField(default="")
    role = CharField(default="other")
    company_id = ForeignKeyField(
        CompanyRow, column_name="company_id", object_id_name="company_ref", null=True
    )
    starred = BooleanField(default=False)
    starred_on = DateField(null=True)
    kept_warm_on = DateField(null=True)
    state = CharField(default="active")
    paused_until = DateField(null=True)
    linkedin = TextField(default="")
    profile_key = TextField(default="", index=True)
    connected = BooleanField(default=False)
    timezone = TextField(default="")
    shared_group = TextField(default="")
    email_source = TextField(default="")
    placeholder = BooleanField(default=False)
    deleted_at = DateTimeField(null=True)
    next_touch_id = IntegerField(null=True)
    next_due = DateField(null=True)
    next_channel = CharField(null=True)
    next_purpose = CharField(null=True)
    next_owed = BooleanField(default=False)
    held_until = DateField(null=True)
    priority = IntegerField(default=105)

    class Meta:
        table_name = "contact"


class AddressRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", on_delete="CASCADE"
    )
    kind = CharField()
    value = TextField()
    key = TextField(index=True)
    label = TextField(default="")
    position = IntegerField(default=0)
    bounced_on = DateField(null=True)

    class Meta:
        table_name = "address"


class EmploymentRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", on_delete="CASCADE"
    )
    company = TextField(default="")
    title = TextField(default="")
    until = DateField(null=True)

    class Meta:
        table_name = "employment"


class SourceRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", on_delete="CASCADE"
    )
    kind = CharField()
    key = TextField(index=True)

    class Meta:
        table_name = "source"


class KeptPropertyRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", on_delete="CASCADE"
    )
    position = IntegerField()
    line = TextField()

    class Meta:
        table_name = "kept_property"


class TagRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", on_delete="CASCADE"
    )
    name = TextField(index=True)

    class Meta:
        table_name = "tag"


class ApplicationRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    role = TextField()
    decision = CharField(default="in-progress")
    decided_on = DateField(null=True)
    decides_on = DateField(null=True)
    stage = CharField(null=True)
    rank = CharField(default="unknown")
    reason = TextField(default="")
    told_by_id = ForeignKeyField(
        ContactRow, column_name="told_by_id", object_id_name="told_by_ref", null=True
    )
    successor_started_on = DateField(null=True)

    class Meta:
        table_name = "application"


class InterviewRow(Row):
    application_id = ForeignKeyField(
        ApplicationRow, column_name="application_id", object_id_name="application_ref"
    )
    on = DateField(index=True)
    round = IntegerField(default=1)
    interest_stated = BooleanField(default=False)

    class Meta:
        table_name = "interview"


class MetRow(Row):
    application_id = ForeignKeyField(
        ApplicationRow, column_name="application_id", object_id_name="application_ref"
    )
    interview_id = ForeignKeyField(
        InterviewRow, column_name="interview_id", object_id_name="interview_ref", null=True
    )
    contact_id = ForeignKeyField(ContactRow, column_name="contact_id", object_id_name="contact_ref")

    class Meta:
        table_name = "met"


class OpeningRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    title = TextField()
    department = TextField(default="")
    url = TextField(default="")
    on = DateField(null=True)

    class Meta:
        table_name = "opening"


class TouchRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", null=True
    )
    company_id = ForeignKeyField(
        CompanyRow, column_name="company_id", object_id_name="company_ref", null=True
    )
    application_id = ForeignKeyField(
        ApplicationRow, column_name="application_id", object_id_name="application_ref", null=True
    )
    opening_id = ForeignKeyField(
        OpeningRow, column_name="opening_id", object_id_name="opening_ref", null=True
    )
    prev_id = IntegerField(null=True)
    channel = CharField()
    purpose = CharField()
    direction = CharField(default="out")
    state = CharField(default="planned")
    due_on = DateField(null=True)
    done_on = DateField(null=True)
    day = DateField(null=True)
    outcome = CharField(null=True)
    subject = TextField(default="")
    text = TextField(default="")
    said = TextField(default="")
    note = TextField(default="")
    network = CharField(default="")
    minutes = IntegerField(null=True)
    attempt = IntegerField(default=1)
    held = BooleanField(default=False)
    promised = BooleanField(default=False)
    asks = BooleanField(default=False)
    carried = BooleanField(default=False)
    skip_reason = CharField(default="")
    cancel_reason = TextField(default="")
    override = TextField(default="")
    handed_at = DateTimeField(null=True)
    handed_text = TextField(default="")
    why = TextField(default="")

    class Meta:
        table_name = "touch"


class UsedRow(Row):
    touch_id = ForeignKeyField(
        TouchRow, column_name="touch_id", object_id_name="touch_ref", on_delete="CASCADE"
    )
    kind = CharField()
    ref = IntegerField()
    text = TextField(default="")

    class Meta:
        table_name = "used"


class MessageKeyRow(Row):
    touch_id = ForeignKeyField(
        TouchRow, column_name="touch_id", object_id_name="touch_ref", on_delete="CASCADE"
    )
    key = TextField(unique=True)

    class Meta:
        table_name = "message_key"


class NoteRow(Row):
    contact_id = ForeignKeyField(
        ContactRow,
        column_name="contact_id",
        object_id_name="contact_ref",
        null=True,
        on_delete="CASCADE",
    )
    company_id = ForeignKeyField(
        CompanyRow, column_name="company_id", object_id_name="company_ref", null=True
    )
    kind = CharField()
    text = TextField()
    on = DateField(null=True)
    expires = DateField(null=True)
    tone = CharField(default="plain")
    url = TextField(default="")
    marked = BooleanField(default=True)
    mentioned = BooleanField(default=False)
    until = DateField(null=True)
    form = CharField(default="")

    class Meta:
        table_name = "note"


class InsightRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    teaser = TextField()
    body = TextField(default="")
    analysis = TextField(default="")
    kind = CharField(default="other")
    origin = CharField(default="public")
    source = TextField(default="")
    on = DateField(null=True)

    class Meta:
        table_name = "insight"


class StoryRow(Row):
    title = TextField()
    situation = TextField(default="")
    task = TextField(default="")
    action = TextField(default="")
    result = TextField(default="")
    tags = TextField(default="[]")

    class Meta:
        table_name = "story"


class GainRow(Row):
    text = TextField()
    on = DateField()
    kind = CharField(default="skill")
    closes_application_id = ForeignKeyField(
        ApplicationRow,
        column_name="closes_application_id",
        object_id_name="closes_application_ref",
        null=True,
    )

    class Meta:
        table_name = "gain"


class FeedbackRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    application_id = ForeignKeyField(
        ApplicationRow, column_name="application_id", object_id_name="application_ref", null=True
    )
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", null=True
    )
    text = TextField()
    on = DateField()
    change = TextField(default="")
    changed = BooleanField(default=False)

    class Meta:
        table_name = "feedback"


class TaskRow(Row):
    contact_id = ForeignKeyField(
        ContactRow, column_name="contact_id", object_id_name="contact_ref", null=True
    )
    company_id = ForeignKeyField(
        CompanyRow, column_name="company_id", object_id_name="company_ref", null=True
    )
    text = TextField()
    kind = CharField(default="")
    due_on = DateField(null=True, index=True)
    done_on = DateField(null=True)

    class Meta:
        table_name = "task"


class EventRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    kind = CharField()
    on = DateField()
    text = TextField(default="")

    class Meta:
        table_name = "event"


class ReferralRow(Row):
    from_contact_id = ForeignKeyField(
        ContactRow, column_name="from_contact_id", object_id_name="from_contact_ref"
    )
    to_contact_id = ForeignKeyField(
        ContactRow, column_name="to_contact_id", object_id_name="to_contact_ref"
    )
    on = DateField(null=True)
    thanked_on = DateField(null=True)

    class Meta:
        table_name = "referral"


class AlertRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    service = TextField()
    query = TextField(default="")
    looked_on = DateField(null=True)

    class Meta:
        table_name = "alert"


class FeedRow(Row):
    company_id = ForeignKeyField(CompanyRow, column_name="company_id", object_id_name="company_ref")
    url = TextField()
    jobs = BooleanField(default=False)
    etag = TextField(default="")
    modified = TextField(default="")
    fetched_at = DateTimeField(null=True)

    class Meta:
        table_name = "feed"


class FeedItemRow(Row):
    feed_id = ForeignKeyField(
        FeedRow, column_name="feed_id", object_id_name="feed_ref", on_delete="CASCADE"
    )
    key = TextField(index=True)
    title = TextField(default="")
    url = TextField(default="")
    on = DateField(null=True)
    hidden = BooleanField(default=False)
    note_id = IntegerField(null=True)

    class Meta:
        table_name = "feed_item"


class AwayRow(Row):
    first = DateField()
    last = DateField()

    class Meta:
        table_name = "away"


class SettingRow(Row):
    key = TextField(unique=True)
    value = TextField(default="")

    class Meta:
        table_name = "setting"


class DraftRow(Model):
    contact_id = ForeignKeyField(
        ContactRow,
        column_name="contact_id",
        object_id_name="contact_ref",
        primary_key=True,
        on_delete="CASCADE",
    )
    touch_id = IntegerField(null=True)
    channel = CharField()
    purpose = CharField()
    subject = TextField(default="")
    body = TextField(default="")
    wording = IntegerField(default=0)
    template = TextField(default="")
    edited = BooleanField(default=False)
    used = TextField(default="[]")
    changed_at = DateTimeField()

    class Meta:
        database = database
        table_name = "draft"


class OutboxRow(Model):
    id = AutoField()
    touch_id = IntegerField(null=True)
    digest = CharField()
    recipient = TextField()
    state = CharField(default="waiting")
    at = DateTimeField()

    class Meta:
        database = database
        table_name = "outbox"


class ActionRow(Model):
    id = AutoField()
    at = DateTimeField()
    did = TextField()
    undone = BooleanField(default=False)

    class Meta:
        database = database
        table_name = "action"


class ChangeRow(Model):
    id = AutoField()
    action_id = ForeignKeyField(
        ActionRow, column_name="action_id", object_id_name="action_ref", on_delete="CASCADE"
    )
    table_name = CharField()
    row_id = IntegerField()
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        database = database
        table_name = "change"


JOURNALLED: tuple[type[Row], ...] = (
    CompanyRow, ContactRow, AddressRow, EmploymentRow, SourceRow, KeptPropertyRow, TagRow,
    ApplicationRow, InterviewRow, MetRow, OpeningRow, TouchRow, MessageKeyRow, NoteRow, InsightRow,
    StoryRow, GainRow, UsedRow, FeedbackRow, TaskRow, EventRow, ReferralRow, AlertRow, FeedRow,
    FeedItemRow, AwayRow, SettingRow,
)  # fmt: skip
"""Every table of the user's data, each after those it refers to."""

UNJOURNALLED: tuple[type[Model], ...] = (DraftRow, OutboxRow, ActionRow, ChangeRow)

DERIVED: dict[str, frozenset[str]] = {
    "contact": frozenset(
        {
            "next_touch_id", "next_due", "next_channel", "next_purpose", "next_owed",
            "held_until", "priority",
        }
    ),
    "feed": frozenset({"etag", "modified", "fetched_at"}),
}  # fmt: skip
"""Columns that nobody decides on: worked out from other rows, or noted at a look at a feed.

They are neither journalled nor exported.
"""

COLUMNS: dict[str, tuple[str, ...]] = {
    table._meta.table_name: tuple(f.column_name for f in table._meta.sorted_fields)
    for table in JOURNALLED
}

DEFAULTS: dict[str, dict[str, object]] = {
    table._meta.table_name: {
        f.column_name: int(f.default) if isinstance(f.default, bool) else f.default
        for f in table._meta.sorted_fields
        if f.default is not None
    }
    for table in JOURNALLED
}
