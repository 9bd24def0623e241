"""Claims about merging: nothing is lost, a stop stays, one undo takes it back."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from followup_tui.core.records import Contact, Draft
from followup_tui.core.words import Channel, ContactState, NoteKind, Purpose, Role, TouchState
from followup_tui.errors import FollowupError, NotFound, UsageError
from followup_tui.operations import lookup, notes, people, tags
from followup_tui.operations.desk import Desk
from followup_tui.operations.duplicates import duplicates, not_the_same, same_people
from followup_tui.operations.forgetting import forget
from followup_tui.operations.importing import import_files
from followup_tui.operations.interviews import InterviewHeld, interview
from followup_tui.operations.merge_preview import preview
from followup_tui.operations.merging import merge
from followup_tui.operations.merging_companies import merge_companies
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details
from followup_tui.operations.referrals import refer
from followup_tui.operations.touches import Happened, log
from followup_tui.store.tables import JOURNALLED, CompanyRow, ContactRow, TouchRow
from tests import verbs
from tests.builders import in_days
from tests.cast import add, again, agenda_columns, finish, picture, plan_of


def twin(desk: Desk, name: str = "Ann M. Lee", **details: object) -> Contact:
    """The same Ann from another source, without a star."""
    known = {"company": "Acme", "emails": ("ann.lee@home.example",), "phones": ()}
    return add(desk, name, **{"star": False, **known, **details})  # type: ignore[arg-type]


def counted(desk: Desk) -> dict[str, int]:
    """How many rows there are, those of the bin and the settings included."""
    return {table: len(rows) for table, rows in picture(desk.store).items()}


def test_everything_moves_to_the_kept_one(desk: Desk) -> None:
    """Touches, notes, tags, addresses and referrals are theirs, and the other is in the bin."""
    ann, other, bob = add(desk), twin(desk), add(desk, "Bob Roe", company="Beta")
    log(desk, other, Happened(Channel.EMAIL), inbound=True)
    notes.add(desk, other, Remark("we both sail", NoteKind.COMMON))
    tags.tag(desk, [other], ["meetup"])
    refer(desk, bob, other)
    merged = merge(desk, ann, again(desk, other)).contact
    assert merged.emails == ("ann@example.org", "ann.lee@home.example")
    assert [t.channel for t in desk.store.touches.timeline(ann.id) if t.done_on] == ["email"]
    assert [n.text for n in desk.store.material.notes(ann.id, None)] == ["we both sail"]
    assert desk.store.people_table.tags(ann.id) == ("meetup",)
    assert (bob.id, ann.id) in desk.store.people.referrals()
    assert again(desk, other).deleted_at is not None
    with pytest.raises(NotFound):
        lookup.contact_named(desk, f"#{other.id}")


def test_one_undo_takes_a_merge_back(desk: Desk) -> None:
    """Every row and the agenda are as they were, and redo merges again."""
    ann, other = add(desk), twin(desk, star=True)
    finish(desk, other)
    notes.add(desk, other, Remark("call in May", NoteKind.WISH))
    before, agenda = picture(desk.store), agenda_columns(desk.store)
    merge(desk, ann, again(desk, other))
    after = picture(desk.store)
    (entry,) = desk.store.journal.undo()
    assert entry.did == "merge Ann M. Lee into Ann Lee"
    assert (picture(desk.store), agenda_columns(desk.store)) == (before, agenda)
    desk.store.journal.redo()
    assert picture(desk.store) == after


@pytest.mark.parametrize("stopped_is_kept", [True, False])
def test_a_stop_survives_a_merge(desk: Desk, stopped_is_kept: bool) -> None:
    """Whichever entry asked me to stop, nothing is planned afterwards (S1.39)."""
    ann, other = add(desk), twin(desk)
    people.stop(desk, other, "please stop")
    pair = (other, ann) if stopped_is_kept else (ann, other)
    merged = merge(desk, again(desk, pair[0]), again(desk, pair[1]))
    assert merged.contact.state is ContactState.STOPPED
    assert desk.store.touches.planned(merged.contact.id) == ()
    assert merged.next is None


def test_a_star_and_the_earlier_beginning_stay(desk: Desk) -> None:
    """The kept one need not be the starred one."""
    plain, starred = twin(desk), add(desk)
    merged = merge(desk, plain, starred).contact
    assert (merged.starred, merged.starred_on) == (True, starred.starred_on)
    assert merged.kept_warm_on == starred.kept_warm_on


def test_one_touch_of_the_running_plan_remains(desk: Desk) -> None:
    """Two plans would be two calls to one person; the second is cancelled with its reason."""
    ann, other = add(desk), twin(desk, star=True)
    assert plan_of(desk, ann).id != plan_of(desk, other).id
    merge(desk, ann, again(desk, other))
    (left,) = desk.store.touches.planned(ann.id)
    cancelled = [t for t in desk.store.touches.timeline(ann.id) if t.state is TouchState.CANCELLED]
    assert left.purpose in (Purpose.KEEP_WARM, Purpose.VALUE)
    assert len(cancelled) == 1


def test_the_plan_counts_from_the_later_contact_of_both(desk: Desk) -> None:
    """A touch with the other entry is a touch with the person."""
    ann, other = add(desk), twin(desk)
    log(desk, other, Happened(Channel.EMAIL))
    merge(desk, ann, again(desk, other))
    assert plan_of(desk, ann).due_on == in_days(21)


def test_somebody_met_twice_was_met_once(desk: Desk) -> None:
    """Both entries stood in one interview: it lists the person once."""
    ann, other = add(desk), twin(desk)
    interview(desk, InterviewHeld("Acme", "Writer", desk.today, met=("Ann Lee", f"#{other.id}")))
    merge(desk, again(desk, ann), again(desk, other))
    (meeting,) = desk.store.people.interviews(ann.company_id or 0)
    assert meeting.contact_ids == (ann.id,)


def test_an_address_that_both_have_is_kept_once_and_a_failure_is_not_forgotten(desk: Desk) -> None:
    """The bounce of one entry is the bounce of the person."""
    ann, other = add(desk), twin(desk, emails=("ANN@example.org", "new@home.example"))
    with desk.store.action("bounce") as action:
        row = desk.store.people.address_rows(other.id, "email")[0][0]
        action.update("address", row, bounced_on=desk.today)
    merged = merge(desk, ann, again(desk, other)).contact
    assert merged.emails == ("new@home.example",)
    assert desk.store.people.bounced_rows(ann.id, "email").keys() == {"ann@example.org"}


def test_fields_are_chosen_one_by_one(desk: Desk) -> None:
    """What is not chosen is as proposed: the filled one, else the kept one's; a lost job is history."""
    ann = add(desk, title="Head of Data", department="")
    other = twin(desk, title="VP Data", company="Beta", department="Data")
    merged = merge(desk, ann, other, {"title": "other", "company": "other"}).contact
    assert (merged.name, merged.title, merged.company) == ("Ann Lee", "VP Data", "Beta")
    assert merged.department == "Data"
    jobs = desk.store.people.employment(ann.id)
    assert [(job.company, job.title) for job in jobs] == [("Acme", "Head of Data")]


def test_chosen_addresses_come_first(desk: Desk) -> None:
    """All remain, the other's before the kept one's when that is chosen."""
    ann, other = add(desk), twin(desk)
    merged = merge(desk, ann, other, {"emails": "other"}).contact
    assert merged.emails == ("ann.lee@home.example", "ann@example.org")


def test_the_preview_says_what_the_merge_will_do(desk: Desk) -> None:
    """Every field that is known, both values, and which is proposed."""
    ann = add(desk, title="Head of Data", role=Role.OTHER)
    other = twin(desk, title="", role=Role.RECRUITER, timezone="Europe/Berlin")
    people.stop(desk, other)
    rows = {row.field: row for row in preview(desk, ann, again(desk, other))}
    assert (rows["title"].keep, rows["title"].proposed) == ("Head of Data", "keep")
    assert (rows["role"].proposed, rows["timezone"].proposed) == ("other", "other")
    assert (rows["state"].proposed, rows["state"].open) == ("other", False)
    assert "shared_group" not in rows


def test_nonsense_is_refused_and_changes_nothing(desk: Desk) -> None:
    """One entry twice, a person and a company, an unknown field, an unknown side, somebody deleted."""
    ann, other = add(desk), twin(desk)
    company = lookup.company_named(desk, "Acme")
    before = picture(desk.store)
    with pytest.raises(UsageError, match="Both names mean Ann Lee"):
        merge(desk, ann, ann)
    with pytest.raises(UsageError, match="cannot be merged"):
        preview(desk, ann, company)
    with pytest.raises(UsageError, match="“shoe” is not a field"):
        merge(desk, ann, other, {"shoe": "keep"})
    with pytest.raises(UsageError, match="neither of the two"):
        merge(desk, ann, other, {"name": "both"})
    assert picture(desk.store) == before
    people.delete(desk, other)
    with pytest.raises(NotFound, match="was deleted"):
        merge(desk, ann, again(desk, other))


def test_importing_both_sources_again_adds_nobody(desk: Desk, home: Path) -> None:
    """The merge is not undone by the file that the second entry came from."""
    file = home / "cards.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nORG:{}\nTITLE:{}\nURL:{}\nEND:VCARD\n"
    link = "https://www.linkedin.com/in/{}"
    file.write_text(
        card.format("Ann Lee", "Acme", "Head", link.format("ann"))
        + card.format("Anna Lee", "Beta", "VP", link.format("anna-lee"))
    )
    import_files(desk, [file])
    ann, anna = (lookup.contact_named(desk, name) for name in ("Ann Lee", "Anna Lee"))
    merge(desk, ann, anna)
    result = import_files(desk, [file])
    assert (result.added, result.updated, result.unchanged) == (0, 0, 2)


def test_my_own_words_for_the_other_are_at_hand(desk: Desk) -> None:
    """The draft of the touch that remains is there, and undo gives it back to where it was."""
    ann, other = twin(desk), add(desk)
    touch = plan_of(desk, other)
    words = Draft(
        other.id, "email", Purpose.KEEP_WARM, "", "Hello Ann", touch_id=touch.id, edited=True
    )
    desk.store.drafts.save(words)
    merge(desk, ann, other)
    assert desk.store.drafts.draft(ann.id) == replace(words, contact_id=ann.id)
    desk.store.journal.undo()
    assert desk.store.drafts.draft(ann.id) is None
    assert desk.store.drafts.draft(other.id) == words


def test_who_is_forgotten_is_forgotten_in_the_bin_as_well(desk: Desk) -> None:
    """The entries that were merged into somebody, also by way of a third, leave no row."""
    ann, other, third = add(desk), twin(desk), twin(desk, "Anna Lee", emails=())
    merge(desk, other, third)
    merge(desk, ann, again(desk, other))
    forget(desk, again(desk, ann))
    left = picture(desk.store)
    assert [left[table] for table in ("contact", "address", "source", "employment")] == [[]] * 4


def test_every_table_that_refers_to_people_or_companies_is_moved(desk: Desk) -> None:
    """A table added later has to say what a merge does with it."""
    from followup_tui.operations import merging, merging_companies

    def referring(to: type) -> set[tuple[str, str]]:
        return {
            (table._meta.table_name, field.column_name)
            for table in JOURNALLED
            for field, target in table._meta.refs.items()
            if target is to
        }

    people_handled = set(merging.MOVED) | {
        ("address", "contact_id"), ("tag", "contact_id"), ("employment", "contact_id"),
        ("met", "contact_id"), ("kept_property", "contact_id"),
        ("referral", "from_contact_id"), ("referral", "to_contact_id"),
    }  # fmt: skip
    companies_handled = {(t, "company_id") for t in (*merging_companies.MOVED, "feed", "alert")}
    assert referring(ContactRow) == people_handled
    assert referring(CompanyRow) == companies_handled
    assert TouchRow in JOURNALLED


@pytest.mark.parametrize("seed", range(4))
def test_after_any_month_a_merge_can_be_taken_back(desk: Desk, seed: int) -> None:
    """Whatever happened before, undo restores the picture, and a stop is never lost."""
    chance = random.Random(seed)
    for _ in range(40):
        with suppress(FollowupError):
            chance.choice(verbs.VERBS)(desk, chance)
    everybody = list(desk.store.people.everyone())
    for _ in range(3):
        one, other = chance.sample(everybody, 2)
        before, agenda = picture(desk.store), agenda_columns(desk.store)
        merged = merge(desk, one, other).contact
        stopped = ContactState.STOPPED in (one.state, other.state)
        assert (merged.state is ContactState.STOPPED) is stopped
        cadence = [
            t
            for t in desk.store.touches.planned(merged.id)
            if t.purpose in ("keep-warm", "value", "social")
        ]
        assert len(cadence) <= (0 if stopped else 1)
        desk.store.journal.undo()
        assert (picture(desk.store), agenda_columns(desk.store)) == (before, agenda)


def test_two_spellings_of_a_company_become_one(desk: Desk) -> None:
    """People, notes and the plan are together, one voice there, and one undo takes it back."""
    ann = add(desk, company="Powell Motors")
    bob = add(desk, "Bob Roe", company="Powel Motors")
    keep, other = (lookup.company_named(desk, n) for n in ("Powell Motors", "Powel Motors"))
    notes.add(desk, other, Remark("a new plant", NoteKind.NEWS))
    before, agenda = picture(desk.store), agenda_columns(desk.store)
    merged = merge_companies(desk, keep, other)
    assert {p.id for p in desk.store.people.at_company(keep.id)} == {ann.id, bob.id}
    assert [n.text for n in desk.store.material.notes(None, keep.id)] == ["a new plant"]
    due = sorted(plan_of(desk, person).due_on or desk.today for person in (ann, bob))
    assert (due[1] - due[0]).days >= 8
    assert merged.did == "merge Powel Motors into Powell Motors"
    desk.store.journal.undo()
    assert (picture(desk.store), agenda_columns(desk.store)) == (before, agenda)


def test_the_lost_name_of_a_company_leads_to_the_kept_one(desk: Desk, home: Path) -> None:
    """Typed or imported again, it makes no second company, also after a second merge."""
    file = home / "cards.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bob Roe\nORG:Powel Motors\nEND:VCARD\n")
    import_files(desk, [file])
    add(desk, company="Powell Motors")
    add(desk, "Cleo Marsh", company="Powell")
    names = ("Powell", "Powell Motors", "Powel Motors")
    short, keep, other = (lookup.company_exactly(desk, name) for name in names)
    assert short is not None
    assert keep is not None
    assert other is not None
    merge_companies(desk, keep, other)
    merge_companies(desk, short, desk.store.people.company(keep.id))
    assert import_files(desk, [file]).unchanged == 1
    assert lookup.company_named(desk, "Powel Motors").id == short.id
    assert add(desk, "Dan Ode", company="Powel Motors Ltd.").company_id == short.id


def test_a_company_left_in_peace_stays_so(desk: Desk) -> None:
    """No longer wanted at one of the two: nothing is planned at either, and it is said."""
    ann = add(desk, company="Powell Motors")
    add(desk, "Bob Roe", company="Powel Motors")
    keep, other = (lookup.company_named(desk, n) for n in ("Powell Motors", "Powel Motors"))
    people.wanted(desk, other, on=False)
    merged = merge_companies(desk, keep, lookup.company_named(desk, "Powel Motors"))
    assert merged.company.wanted is False
    assert merged.remarks == ("Powell Motors is no longer wanted",)
    assert desk.store.touches.planned(ann.id) == ()


def test_duplicates_come_with_their_reason_and_the_surest_first(desk: Desk) -> None:
    """Companies before people; a merged pair is gone."""
    ann = add(desk, emails=("ann@acme.example",))
    other = twin(desk, company="Acme Tools", emails=("ANN@acme.example",))
    add(desk, "Bob Roe", company="Powell Motors")
    add(desk, "Bobb Roe", company="Powel Motors", emails=())
    found = [(pair.first.name, pair.second.name, pair.why) for pair in duplicates(desk)]
    assert found == [
        ("Powell Motors", "Powel Motors", "names 96 % alike"),
        ("Ann Lee", "Ann M. Lee", "same e-mail"),
    ]
    merge(desk, ann, other)
    assert same_people(desk) == ()


def test_two_who_are_not_the_same_are_not_proposed_again(desk: Desk) -> None:
    """The answer is remembered, and undo forgets it."""
    ann, other = add(desk), twin(desk)
    assert len(same_people(desk)) == 1
    not_the_same(desk, other, ann)
    assert same_people(desk) == ()
    desk.store.journal.undo()
    assert len(same_people(desk)) == 1


def test_details_of_the_kept_one_are_untouched_by_an_empty_other(desk: Desk) -> None:
    """A bare name adds nothing and takes nothing."""
    ann = add(desk, title="Head of Data")
    bare = people.add(desk, Details(name="Ann Lee")).contact
    kept = merge(desk, ann, bare).contact
    assert replace(kept, rev=ann.rev) == replace(
        ann, next_touch_id=kept.next_touch_id, next_due=kept.next_due, rev=ann.rev
    )
