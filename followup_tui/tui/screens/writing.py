"""The half of the main screen that writes: which script is shown, what is typed, and that it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on
from textual.screen import Screen

from followup_tui.core.records import Contact, Draft, Used
from followup_tui.errors import FollowupError
from followup_tui.operations.desk import Desk
from followup_tui.operations.views import PersonView
from followup_tui.tui.empty import no_script
from followup_tui.tui.widgets.script import ScriptPane

if TYPE_CHECKING:
    from followup_tui.operations.drafting import Script, Wanted
    from followup_tui.tui.app import FollowupApp

_TYPING_PAUSE = 0.08
"""Seconds without a key after which a typed script is kept and checked."""


class WritingScreen(Screen[None]):
    """Owns the script of who is shown; the pane shows it and says what was typed."""

    app: FollowupApp

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: PersonView | None = None
        self.script: Script | None = None
        self._drafts_ready = False
        self._typing: Any = None

    @property
    def contact(self) -> Contact | None:
        """Who is shown."""
        return self.view.contact if self.view is not None else None

    def drafts_ready(self) -> None:
        """From now on scripts are rendered; the first frame did without."""
        self._drafts_ready = True
        self.draft()

    def draft(self, wanted: Wanted | None = None) -> None:
        """Show the script of who is shown: the kept draft, else a fresh rendering."""
        pane = self.query_one(ScriptPane)
        contact, self.script, said = self.contact, None, ""
        if not self._drafts_ready:
            pane.show_saved(self.view.draft if self.view is not None else None)
            return
        if contact is not None:
            # Rendering brings Jinja2 along, which the first frame does without.
            from followup_tui.operations.drafting import current_script, limits_of

            pane.limits = limits_of(self.desk)
            try:
                self.script = current_script(self.desk, contact, wanted)
            except FollowupError as exc:
                said = str(exc)
        pane.show(self.script, no_script(said))

    async def start_writing(self) -> None:
        """Let letters type into the script."""
        from followup_tui.operations.sayable import completions  # as in `draft`

        contact = self.contact
        if contact is None or self.script is None:
            return
        try:
            known = completions(self.desk, contact)
        except FollowupError as exc:
            # Without proposals one can still write.
            self.app.tell(str(exc), severity="error")
            known = ()
        await self.query_one(ScriptPane).start_editing(known)

    def keep_typed(self) -> None:
        """Save the words in the editor as the draft of whom they were written for."""
        pane = self.query_one(ScriptPane)
        typed = pane.typed()
        if typed is not None and self.script is not None and typed != self.script.body:
            self._keep(self.script, typed, pane.told())

    def _keep(self, script: Script, body: str, told: tuple[Used, ...]) -> Draft | None:
        """Save words as the draft; None, and told, where that fails."""
        from followup_tui.operations import drafting  # as in `draft`

        used = tuple(dict.fromkeys((*script.used, *told)))
        try:
            return drafting.keep(self.desk, replace(script, used=used), body)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
            return None

    @on(ScriptPane.Typed)
    def typed(self) -> None:
        """Keep and check a moment after the last key: the echo comes first."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING_PAUSE, self._check_typed)

    def _check_typed(self) -> None:
        from followup_tui.operations import drafting

        pane = self.query_one(ScriptPane)
        typed, contact, script = pane.typed(), self.contact, self.script
        if typed is None or script is None or contact is None:
            return
        kept = self._keep(script, typed, pane.told())
        if kept is None:
            return
        try:
            checked = drafting.checked(self.desk, contact, kept)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
            return
        # What was put in by hand is counted anew at the next pause: it may be taken out again.
        self.script = pane.script = replace(checked, used=script.used)
        pane.show_checks(self.script)

    @on(ScriptPane.Left)
    def left_editor(self, event: ScriptPane.Left) -> None:
        """Keep the words; the same words as before are no change."""
        script = event.script
        same = event.body == script.body and not event.told
        if same or self._keep(script, event.body, event.told) is not None:
            self.draft()
        elif script.contact_id == self.contact_id:
            self.script = replace(script, body=event.body, edited=True)
            self.query_one(ScriptPane).show(self.script)

    @property
    def contact_id(self) -> int | None:
        """The number of who is shown."""
        return self.view.contact.id if self.view is not None else None
