"""The first schema: every word of the vocabulary has its table."""

from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator
from playhouse.sqlite_ext import AutoIncrementField


def up(migrator: SchemaMigrator, db: Database) -> None:
    tables: dict[str, Any] = {}

    def create(name: str, own: dict[str, Any]) -> None:
        meta = type("Meta", (), {"database": db, "table_name": name, "legacy_table_names": False})
        tables[name] = type(name.title().replace("_", ""), (Model,), {**own, "Meta": meta})
        tables[name].create_table(safe=False)

    _people(create, tables)
    _search(create, tables)
    _material(create, tables)
    _upkeep(create, tables)
    for statement in [*INDEXES, *text_search(), *IDENTITY]:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]


def _row() -> dict[str, Any]:
    return {
        # Never given out twice: what a touch used is remembered by number, also when it was deleted.
        "id": AutoIncrementField(),
        "uid": CharField(max_length=16),
        "rev": IntegerField(default=1),
        "created_at": DateTimeField(),
        "changed_at": DateTimeField(),
    }


def _people(create: Any, tables: dict[str, Any]) -> None:
    create(
        "company",
        {
            **_row(),
            "name": TextField(),
            "name_key": TextField(index=True),
            "wanted": BooleanField(default=True),
            "interest": TextField(default=""),
            "referral_programme": TextField(default=""),
            "page_followed_on": DateField(null=True),
            "paused_until": DateField(null=True),
        },
    )
    create(
        "contact",
        {
            **_row(),
            "name": TextField(),
            "name_key": TextField(index=True),
            "first_name": TextField(default=""),
            "last_name": TextField(default=""),
            "title": TextField(default=""),
            "department": TextField(default=""),
            "role": CharField(default="other"),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref", null=True
            ),
            "starred": BooleanField(default=False),
            "starred_on": DateField(null=True),
            "kept_warm_on": DateField(null=True),
            "state": CharField(default="active"),
            "paused_until": DateField(null=True),
            "linkedin": TextField(default=""),
            "profile_key": TextField(default="", index=True),
            "connected": BooleanField(default=False),
            "timezone": TextField(default=""),
            "shared_group": TextField(default=""),
            "email_source": TextField(default=""),
            "placeholder": BooleanField(default=False),
            "deleted_at": DateTimeField(null=True),
            "next_touch_id": IntegerField(null=True),
            "next_due": DateField(null=True),
            "next_channel": CharField(null=True),
            "next_purpose": CharField(null=True),
            "next_owed": BooleanField(default=False),
            "held_until": DateField(null=True),
            "priority": IntegerField(default=105),
        },
    )
    create(
        "address",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                on_delete="CASCADE",
            ),
            "kind": CharField(),
            "value": TextField(),
            "key": TextField(index=True),
            "label": TextField(default=""),
            "position": IntegerField(default=0),
            "bounced_on": DateField(null=True),
        },
    )
    create(
        "employment",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                on_delete="CASCADE",
            ),
            "company": TextField(default=""),
            "title": TextField(default=""),
            "until": DateField(null=True),
        },
    )
    create(
        "source",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                on_delete="CASCADE",
            ),
            "kind": CharField(),
            "key": TextField(index=True),
        },
    )
    create(
        "kept_property",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                on_delete="CASCADE",
            ),
            "position": IntegerField(),
            "line": TextField(),
        },
    )
    create(
        "tag",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                on_delete="CASCADE",
            ),
            "name": TextField(index=True),
        },
    )


def _search(create: Any, tables: dict[str, Any]) -> None:
    create(
        "application",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "role": TextField(),
            "decision": CharField(default="in-progress"),
            "decided_on": DateField(null=True),
            "decides_on": DateField(null=True),
            "stage": CharField(null=True),
            "rank": CharField(default="unknown"),
            "reason": TextField(default=""),
            "told_by_id": ForeignKeyField(
                tables["contact"], column_name="told_by_id", object_id_name="told_by_ref", null=True
            ),
            "successor_started_on": DateField(null=True),
        },
    )
    create(
        "interview",
        {
            **_row(),
            "application_id": ForeignKeyField(
                tables["application"],
                column_name="application_id",
                object_id_name="application_ref",
            ),
            "on": DateField(index=True),
            "round": IntegerField(default=1),
            "interest_stated": BooleanField(default=False),
        },
    )
    create(
        "met",
        {
            **_row(),
            "application_id": ForeignKeyField(
                tables["application"],
                column_name="application_id",
                object_id_name="application_ref",
            ),
            "interview_id": ForeignKeyField(
                tables["interview"],
                column_name="interview_id",
                object_id_name="interview_ref",
                null=True,
            ),
            "contact_id": ForeignKeyField(
                tables["contact"], column_name="contact_id", object_id_name="contact_ref"
            ),
        },
    )
    create(
        "opening",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "title": TextField(),
            "department": TextField(default=""),
            "url": TextField(default=""),
            "on": DateField(null=True),
        },
    )
    create(
        "touch",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"], column_name="contact_id", object_id_name="contact_ref", null=True
            ),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref", null=True
            ),
            "application_id": ForeignKeyField(
                tables["application"],
                column_name="application_id",
                object_id_name="application_ref",
                null=True,
            ),
            "opening_id": ForeignKeyField(
                tables["opening"], column_name="opening_id", object_id_name="opening_ref", null=True
            ),
            "prev_id": IntegerField(null=True),
            "channel": CharField(),
            "purpose": CharField(),
            "direction": CharField(default="out"),
            "state": CharField(default="planned"),
            "due_on": DateField(null=True),
            "done_on": DateField(null=True),
            "day": DateField(null=True),
            "outcome": CharField(null=True),
            "subject": TextField(default=""),
            "text": TextField(default=""),
            "said": TextField(default=""),
            "note": TextField(default=""),
            "network": CharField(default=""),
            "minutes": IntegerField(null=True),
            "attempt": IntegerField(default=1),
            "held": BooleanField(default=False),
            "promised": BooleanField(default=False),
            "asks": BooleanField(default=False),
            "carried": BooleanField(default=False),
            "skip_reason": CharField(default=""),
            "cancel_reason": TextField(default=""),
            "override": TextField(default=""),
            "handed_at": DateTimeField(null=True),
            "handed_text": TextField(default=""),
            "why": TextField(default=""),
        },
    )
    create(
        "used",
        {
            **_row(),
            "touch_id": ForeignKeyField(
                tables["touch"],
                column_name="touch_id",
                object_id_name="touch_ref",
                on_delete="CASCADE",
            ),
            "kind": CharField(),
            "ref": IntegerField(),
            "text": TextField(default=""),
        },
    )
    create(
        "message_key",
        {
            **_row(),
            "touch_id": ForeignKeyField(
                tables["touch"],
                column_name="touch_id",
                object_id_name="touch_ref",
                on_delete="CASCADE",
            ),
            "key": TextField(unique=True),
        },
    )


def _material(create: Any, tables: dict[str, Any]) -> None:
    create(
        "note",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                null=True,
                on_delete="CASCADE",
            ),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref", null=True
            ),
            "kind": CharField(),
            "text": TextField(),
            "on": DateField(null=True),
            "expires": DateField(null=True),
            "tone": CharField(default="plain"),
            "url": TextField(default=""),
            "marked": BooleanField(default=True),
            "mentioned": BooleanField(default=False),
            "until": DateField(null=True),
            "form": CharField(default=""),
        },
    )
    create(
        "insight",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "teaser": TextField(),
            "body": TextField(default=""),
            "analysis": TextField(default=""),
            "kind": CharField(default="other"),
            "origin": CharField(default="public"),
            "source": TextField(default=""),
            "on": DateField(null=True),
        },
    )
    create(
        "story",
        {
            **_row(),
            "title": TextField(),
            "situation": TextField(default=""),
            "task": TextField(default=""),
            "action": TextField(default=""),
            "result": TextField(default=""),
            "tags": TextField(default="[]"),
        },
    )
    create(
        "gain",
        {
            **_row(),
            "text": TextField(),
            "on": DateField(),
            "kind": CharField(default="skill"),
            "closes_application_id": ForeignKeyField(
                tables["application"],
                column_name="closes_application_id",
                object_id_name="closes_application_ref",
                null=True,
            ),
        },
    )
    create(
        "feedback",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "application_id": ForeignKeyField(
                tables["application"],
                column_name="application_id",
                object_id_name="application_ref",
                null=True,
            ),
            "contact_id": ForeignKeyField(
                tables["contact"], column_name="contact_id", object_id_name="contact_ref", null=True
            ),
            "text": TextField(),
            "on": DateField(),
            "change": TextField(default=""),
            "changed": BooleanField(default=False),
        },
    )
    create(
        "task",
        {
            **_row(),
            "contact_id": ForeignKeyField(
                tables["contact"], column_name="contact_id", object_id_name="contact_ref", null=True
            ),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref", null=True
            ),
            "text": TextField(),
            "kind": CharField(default=""),
            "due_on": DateField(null=True, index=True),
            "done_on": DateField(null=True),
        },
    )
    create(
        "event",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "kind": CharField(),
            "on": DateField(),
            "text": TextField(default=""),
        },
    )
    create(
        "referral",
        {
            **_row(),
            "from_contact_id": ForeignKeyField(
                tables["contact"], column_name="from_contact_id", object_id_name="from_contact_ref"
            ),
            "to_contact_id": ForeignKeyField(
                tables["contact"], column_name="to_contact_id", object_id_name="to_contact_ref"
            ),
            "on": DateField(null=True),
            "thanked_on": DateField(null=True),
        },
    )
    create(
        "alert",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "service": TextField(),
            "query": TextField(default=""),
            "looked_on": DateField(null=True),
        },
    )


def _upkeep(create: Any, tables: dict[str, Any]) -> None:
    create(
        "feed",
        {
            **_row(),
            "company_id": ForeignKeyField(
                tables["company"], column_name="company_id", object_id_name="company_ref"
            ),
            "url": TextField(),
            "jobs": BooleanField(default=False),
            "etag": TextField(default=""),
            "modified": TextField(default=""),
            "fetched_at": DateTimeField(null=True),
        },
    )
    create(
        "feed_item",
        {
            **_row(),
            "feed_id": ForeignKeyField(
                tables["feed"],
                column_name="feed_id",
                object_id_name="feed_ref",
                on_delete="CASCADE",
            ),
            "key": TextField(index=True),
            "title": TextField(default=""),
            "url": TextField(default=""),
            "on": DateField(null=True),
            "hidden": BooleanField(default=False),
            "note_id": IntegerField(null=True),
        },
    )
    create(
        "away",
        {
            **_row(),
            "first": DateField(),
            "last": DateField(),
        },
    )
    create(
        "setting",
        {
            **_row(),
            "key": TextField(unique=True),
            "value": TextField(default=""),
        },
    )
    create(
        "draft",
        {
            "contact_id": ForeignKeyField(
                tables["contact"],
                column_name="contact_id",
                object_id_name="contact_ref",
                primary_key=True,
                on_delete="CASCADE",
            ),
            "touch_id": IntegerField(null=True),
            "channel": CharField(),
            "purpose": CharField(),
            "subject": TextField(default=""),
            "body": TextField(default=""),
            "wording": IntegerField(default=0),
            "template": TextField(default=""),
            "edited": BooleanField(default=False),
            "used": TextField(default="[]"),
            "changed_at": DateTimeField(),
        },
    )
    create(
        "outbox",
        {
            "id": AutoField(),
            "touch_id": IntegerField(null=True),
            "digest": CharField(),
            "recipient": TextField(),
            "state": CharField(default="waiting"),
            "at": DateTimeField(),
        },
    )
    create(
        "action",
        {
            "id": AutoField(),
            "at": DateTimeField(),
            "did": TextField(),
            "undone": BooleanField(default=False),
        },
    )
    create(
        "change",
        {
            "id": AutoField(),
            "action_id": ForeignKeyField(
                tables["action"],
                column_name="action_id",
                object_id_name="action_ref",
                on_delete="CASCADE",
            ),
            "table_name": CharField(),
            "row_id": IntegerField(),
            "before": TextField(null=True),
            "after": TextField(null=True),
        },
    )


INDEXES = [
    "CREATE INDEX contact_agenda ON contact (next_owed, priority, next_due, id, held_until)"
    " WHERE next_due IS NOT NULL AND deleted_at IS NULL",
    "CREATE INDEX contact_held ON contact (held_until)"
    " WHERE held_until IS NOT NULL AND next_due IS NOT NULL AND deleted_at IS NULL",
    "CREATE INDEX touch_timeline ON touch (contact_id, day, id)",
    "CREATE INDEX touch_company ON touch (company_id, day)",
    "CREATE INDEX touch_due ON touch (due_on) WHERE state = 'planned'",
    "CREATE INDEX touch_done ON touch (done_on) WHERE state = 'done'",
    # A follow-on is planned once, however many windows mark the same touch done.
    "CREATE UNIQUE INDEX touch_follow_on ON touch (prev_id)"
    " WHERE prev_id IS NOT NULL AND state != 'cancelled'",
    "CREATE INDEX used_reference ON used (kind, ref)",
    "CREATE INDEX change_row ON change (table_name, row_id)",
]

IDENTITY = [
    # In the same transaction as the tables: a file is never half of this program's.
    "PRAGMA application_id = 1179602005",
    "PRAGMA user_version = 1",
]

SEARCHED = {
    "contact": ("name", "title", "department"),
    "company": ("name",),
    "note": ("text",),
    "touch": ("subject", "text", "said", "note"),
}


def text_search() -> list[str]:
    """One full-text index a table, without a copy of its text, kept right by triggers."""
    statements = []
    for table, columns in SEARCHED.items():
        names = ", ".join(f'"{c}"' for c in columns)
        new = ", ".join(f'new."{c}"' for c in columns)
        old = ", ".join(f'old."{c}"' for c in columns)
        index = f"{table}_text"
        add = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
        drop = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
        statements += [
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}',"
            " content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
            f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END",
            f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {drop} END",
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table}"
            f" BEGIN {drop} {add} END",
        ]
    return statements
