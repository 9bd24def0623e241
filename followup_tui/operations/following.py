"""What follows from a touch that happened, written in its own action: plan, ledger, wishes, states."""

from __future__ import annotations

from datetime import date

from followup_tui.core.counting import is_counted
from followup_tui.core.outcomes import Aftermath, aftermath
from followup_tui.core.phrases import named_date
from followup_tui.core.records import Contact, Touch, Used
from followup_tui.core.text import clean_text
from followup_tui.core.words import Channel, ContactState, NoteKind, Outcome
from followup_tui.operations import openings
from followup_tui.operations.desk import Desk
from followup_tui.operations.planning import Planning
from followup_tui.operations.referrals import thanked
from followup_tui.operations.silence import heed_silence
from followup_tui.store.journal import Action


def settle(
    plan: Planning,
    touch_id: int,
    contact: Contact,
    used: tuple[Used, ...],
    said: str = "",
    until: date | None = None,
) -> tuple[str, ...]:
    """Write what follows from a touch that was just written as done; returns what to tell.

    `said` are their words, `until` the day they named with `not-now`.
    """
    desk, action = plan.desk, plan.action
    _keep_ledger(desk, action, touch_id, used)
    touch = desk.store.touches.touch(touch_id)
    if is_counted(touch) and contact.kept_warm_on is None:
        action.update("contact", contact.id, kept_warm_on=touch.done_on)
    _mark_contact(desk, action, contact, touch)
    if contact.state is ContactState.STOPPED:
        return ()
    after = aftermath(touch, plan.dossier(contact.id), desk.today, plan.rules, until)
    remarks = (
        *_carry_out(plan, contact, touch, after, said),
        *openings.pass_on(plan, touch),
        *heed_silence(plan, contact, touch),
    )
    thanked(plan, touch)
    plan.level(contact.id)
    return remarks


def _carry_out(
    plan: Planning, contact: Contact, touch: Touch, after: Aftermath, said: str
) -> tuple[str, ...]:
    action, today = plan.action, plan.today
    if after.stop:
        stop_contact(plan, contact.id, said)
        return (f"{contact.name} will not hear from you again",)
    form = _note_wish(plan, contact, touch, after, said) if after.wish_until is not None else ""
    if after.task:
        action.insert("task", contact_id=contact.id, text=after.task, due_on=today)
    plan.follow(contact.id, after.next, touch.id)
    if form:
        plan.heed(contact.id)
    if after.wish_until is not None:
        _rest_invitations(plan, contact, after.wish_until)
        plan.replan_colleagues(contact)
    for extra in after.extra:
        # The recruiter they sent me to may have a plan already, which this one replaces.
        plan.follow(extra.contact_id or contact.id, extra)
    if after.wait:
        _wait(plan, contact, touch, after)
        return (after.wait,)
    return ()


def _note_wish(plan: Planning, contact: Contact, touch: Touch, after: Aftermath, said: str) -> str:
    """Keep what they asked for, in their words; returns the form they named, if they did."""
    from followup_tui.core.wish_words import read_wish  # few outcomes are a wish

    day = named_date(after.wish_until, plan.today) if after.wish_until else ""
    form = read_wish(said, plan.today, plan.rules.workdays).form if said else ""
    plan.action.insert(
        "note",
        contact_id=contact.id,
        kind=NoteKind.WISH,
        text=clean_text(said) or f"not before {day}",
        on=touch.done_on,
        until=after.wish_until,
        form=form,
    )
    return form


def _rest_invitations(plan: Planning, contact: Contact, until: date) -> None:
    """Who asked to wait gets no invitation meanwhile."""
    for planned in plan.dossier(contact.id).planned:
        if planned.channel == Channel.INVITATION and (planned.due_on or until) < until:
            plan.cancel(planned, "they asked to wait")


def stop_contact(plan: Planning, contact_id: int, words: str = "", *, noted: bool = False) -> None:
    """They asked to be left alone: a hard block that no import or merge undoes (S1.39).

    `noted` says that their words stand in a note already.
    """
    plan.cancel_all(contact_id, "they asked you to stop")
    plan.action.update("contact", contact_id, state=ContactState.STOPPED, paused_until=None)
    if noted:
        return
    text = clean_text(words) or "stop"
    plan.action.insert("note", contact_id=contact_id, kind=NoteKind.WISH, text=text, on=plan.today)


def _wait(plan: Planning, contact: Contact, touch: Touch, after: Aftermath) -> None:
    """The address or the job is marked, and the plan waits for better news."""
    if after.bounced in ("email", "phone"):
        rows = plan.desk.store.people.address_rows(contact.id, after.bounced)
        if rows:
            plan.action.update("address", rows[0][0], bounced_on=touch.done_on)
    if after.left_company:
        plan.action.insert(
            "employment",
            contact_id=contact.id,
            company=contact.company,
            title=contact.title,
            until=touch.done_on,
        )
    plan.replan(contact.id)
    for waiting in plan.dossier(contact.id).planned:
        plan.action.update("touch", waiting.id, why=after.wait)
    plan.action.update("contact", contact.id, state=ContactState.PAUSED, paused_until=date.max)


def _mark_contact(desk: Desk, action: Action, contact: Contact, touch: Touch) -> None:
    """An accepted invitation opens LinkedIn."""
    if touch.channel == Channel.INVITATION and touch.outcome == Outcome.ACCEPTED:
        action.update("contact", contact.id, connected=True)


def _keep_ledger(desk: Desk, action: Action, touch_id: int, used: tuple[Used, ...]) -> None:
    """What was told is remembered, and whether it carried news or an insight."""
    carried = False
    for piece in used:
        action.insert("used", touch_id=touch_id, kind=piece.kind, ref=piece.id, text=piece.text)
        if piece.kind == "insight":
            carried = True
        elif piece.kind == "note":
            carried |= desk.store.material.note(piece.id).kind is NoteKind.NEWS
    if carried:
        action.update("touch", touch_id, carried=True)
