"""Keys about templates: another one for this script, and the source of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from followup_tui.core.records import Contact
from followup_tui.operations import template_preview as templates
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.template_preview import Choice, Preview
from followup_tui.scripts.template import split_name
from followup_tui.tui.flows import script as scripts
from followup_tui.tui.screens.template_editor import TemplateEditor, Workbench
from followup_tui.tui.screens.template_picker import TemplatePicker

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen


async def pick(screen: MainScreen) -> None:
    """Choose a template by what it would say; own words and a copied script come first."""
    contact = screen.contact
    if contact is None or scripts.is_bound(screen):
        return
    while True:
        current = screen.script
        found = await _choices(screen, contact)
        if not found:
            return
        dialog = TemplatePicker(
            contact.name, found, current.template if current else "", _previews(screen, contact)
        )
        picked = await screen.app.push_screen_wait(dialog)
        if picked is None:
            return
        if picked.to == "use":
            choice = picked.choice
            scripts.drop_rendering(screen)
            screen.draft(
                Wanted(choice.channel, choice.purpose, picked.wording, None, choice.variant)
            )
            return
        await _edit(screen, contact, picked.choice.name)


async def edit(screen: MainScreen) -> None:
    """The source of the script's template."""
    contact, script = screen.contact, screen.script
    if contact is None or script is None or not script.template:
        screen.app.tell("There is no template behind this script.")
        return
    await _edit(screen, contact, script.template)


async def _edit(screen: MainScreen, contact: Contact, name: str) -> None:
    bench = await screen.perform(lambda: _bench(screen, contact, name))
    if bench is None:
        return
    if bench.unsaved is not None:
        screen.app.tell("What you typed last time and did not save is here again.")
    saved = await screen.app.push_screen_wait(TemplateEditor(bench))
    if saved:
        screen.reload(keep=contact.id, person=contact.id)


async def _choices(screen: MainScreen, contact: Contact) -> tuple[Choice, ...]:
    purpose = screen.script.purpose if screen.script is not None else ""
    found = await screen.perform(lambda: templates.choices(screen.desk, contact, purpose))
    if found == ():
        screen.app.tell("There is no template that fits.")
    return found or ()


def _previews(screen: MainScreen, contact: Contact) -> Callable[[Choice, int], Preview]:
    desk = screen.desk

    def preview(choice: Choice, wording: int) -> Preview:
        source = templates.current_source(desk.paths, choice.name)
        return templates.preview(
            desk, contact, source, choice.channel, choice.purpose, choice.variant, wording
        )

    return preview


def _bench(screen: MainScreen, contact: Contact, name: str) -> Workbench:
    desk, paths = screen.desk, screen.desk.paths
    channel, purpose, variant = split_name(name) or ("", "", "")
    source = templates.current_source(paths, name)
    unsaved = templates.unsaved(paths, name)

    def save(text: str) -> None:
        templates.save(paths, name, text)

    return Workbench(
        name,
        contact.name,
        source,
        unsaved if unsaved != source else None,
        templates.is_own(paths, name),
        lambda text, wording: templates.preview(
            desk, contact, text, channel, purpose, variant, wording
        ),
        save,
        lambda text: templates.keep_unsaved(paths, name, text),
        lambda: templates.drop_unsaved(paths, name),
    )
