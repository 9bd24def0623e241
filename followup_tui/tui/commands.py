"""Every command of the main screen, declared once: key, footer, help and palette are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do by a key."""

    id: str
    """The name under which the config gives it other keys."""
    key: str
    action: str
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the help screen and the palette."""
    group: str
    footer: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("touch.done", "d", "flow('done')", "Done", "Mark it done with the usual outcome, then on to the next person", "The touch", True),
    Command("touch.outcome", "D", "flow('outcome')", "Outcome", "Mark it done with outcome, note and date, or leave it out", "The touch", True),
    Command("touch.snooze", "z", "flow('snooze')", "Snooze", "Move it to a day of your choice", "The touch", True),
    Command("touch.channel", "c", "channel", "Channel", "Show the script for the next channel", "The touch", True),
    Command("touch.log", "t", "flow('log')", "Log", "Log a touch that happened", "The touch"),
    Command("touch.inbound", "i", "flow('inbound')", "They wrote", "Log what came in from them", "The touch"),
    Command("touch.why", "w", "flow('why')", "Why", "Why this person now", "The touch"),
    Command("script.reword", "r", "reword", "Reword", "Say it in other words", "The script", True),
    Command("script.reset", "R", "flow('reset')", "Template", "Back to the words of the template, and back to yours", "The script"),
    Command("script.template", "T", "flow('template')", "Templates", "Choose another template for this script, with a preview", "The script"),
    Command("script.insert", "ctrl+t", "flow('insert')", "Insert", "Put a note, teaser, story or gain into the script, at the cursor", "The script"),
    Command("script.finding", "full_stop,ctrl+n", "finding", "Next remark", "To the next remark of the checks, also while you type", "The script"),
    Command("template.edit", "ctrl+e", "flow('template_edit')", "Edit template", "Edit the template that this script comes from", "The script"),
    Command("script.copy", "y", "flow('copy')", "Copy", "Copy the script", "The script", True),
    Command("script.mail", "m", "flow('mail')", "Mail", "Hand the e-mail to your mail program, or send it", "The script"),
    Command("script.read", "V", "flow('read_aloud')", "Read aloud", "The voicemail reader: the script large, with a speaking clock", "The script"),
    Command("script.editor", "E", "flow('editor')", "Editor", "Edit the script or the note in your editor", "The script"),
    Command("note.add", "n", "flow('note')", "Note", "Note something about them or their company", "People and notes", True),
    Command("material.show", "K", "flow('material')", "Material", "What you know and can do: insights, stories, gains, feedback, tasks and events", "People and notes"),
    Command("contact.star", "s", "flow('star')", "Star", "Star them, or take the star away", "People and notes"),
    Command("contact.add", "a", "flow('add')", "Add", "Add a person", "People and notes"),
    Command("item.edit", "e", "edit", "Edit", "Edit what the pane shows: person, script or note", "People and notes"),
    Command("item.delete", "x", "delete", "Delete", "Delete the person, or the note in the notes pane", "People and notes"),
    Command("contact.pause", "p", "flow('pause')", "Pause", "Pause the plan, resume it, or note that they asked you to stop", "People and notes"),
    Command("contact.open", "o", "flow('open')", "Open", "Open their profile, or call them", "People and notes"),
    Command("plan.interview", "I", "flow('interview')", "Interview", "After an interview: who was there, and the thank-yous", "The plan"),
    Command("plan.passed", "X", "flow('passed')", "They passed", "They decided: open the plan that follows", "The plan"),
    Command("plan.opening", "O", "flow('opening')", "Opening", "A vacancy: whom to ask about it", "The plan"),
    Command("plan.hired", "H", "flow('hired')", "Hired", "You have a job: tell people, slow down; again: search again", "The plan"),
    Command("plan.reopen", "ctrl+r", "flow('reopen')", "Reopened", "They took their decision back", "The plan"),
    Command("plan.away", "A", "flow('away')", "Away", "Days without touches", "The plan"),
    Command("plan.spread", "Z", "flow('spread')", "Spread", "Leave today its share and find other days for the rest", "The plan"),
    Command("plan.silence", "W", "flow('silence')", "No answer", "How to go on with somebody who never answers", "The plan"),
    Command("plan.referred", "B", "flow('refer')", "Sent by", "Note who sent you to this person, and thank them", "The plan"),
    Command("review.start", "v", "flow('review')", "Review", "Go through today's people, one at a time", "The plan", True),
    Command("history.undo", "u", "flow('undo')", "Undo", "Take back the newest action", "The plan", True),
    Command("history.redo", "U", "flow('redo')", "Redo", "Do it again", "The plan"),
    Command("list.filter", "slash", "filter", "Filter", "Filter the list by name, title or company", "Getting around", True),
    Command("people.find", "P", "flow('people')", "People", "Everybody in a table: find, sort, mark, tag", "Getting around"),
    Command("people.duplicates", "M", "flow('duplicates')", "Duplicates", "Who may be in here twice: merge them, or say that they are two", "Getting around"),
    Command("file.import", "ctrl+o", "flow('import_file')", "Import", "Bring people in from a LinkedIn export, a vCard or a followup file", "Getting around"),
    Command("company.show", "C", "flow('company')", "Company", "Everything about their company", "Getting around"),
    Command("news.show", "N", "flow('news')", "News", "What feeds brought: news for scripts, and vacancies", "Getting around"),
    Command("stats.show", "S", "flow('stats')", "Statistics", "Answers and conversations in figures", "Getting around"),
    Command("pane.full", "f", "full", "Full size", "Show the pane in full size, or all panes again", "Getting around"),
    Command("app.settings", "comma", "flow('settings')", "Settings", "Your name, number and sign-off", "Getting around"),
    Command("app.help", "question_mark", "flow('help')", "Help", "All keys", "Getting around", True),
    Command("app.palette", "colon,ctrl+p", "palette", "Command", "Find a command by name", "Getting around", True),
    Command("app.quit", "q", "quit", "Quit", "Leave; everything is saved", "Getting around"),
)  # fmt: skip

MOVES: tuple[Command, ...] = (
    Command("pane.1", "1", "pane(1)", "Stars", "To the list", "Panes"),
    Command("pane.2", "2", "pane(2)", "Timeline", "To the timeline", "Panes"),
    Command("pane.3", "3", "pane(3)", "Script", "To the script", "Panes"),
    Command("pane.4", "4", "pane(4)", "Notes", "To the notes", "Panes"),
    Command("pane.next", "tab,l", "turn(1)", "Next pane", "To the next pane", "Panes"),
    Command("pane.previous", "shift+tab,h", "turn(-1)", "Previous pane", "To the pane before", "Panes"),
    Command("pane.open", "enter", "enter", "Open", "Edit the script, or go from the list to it", "Panes"),
    Command("pane.leave", "escape", "leave", "Leave", "End editing, clear the filter, leave full size", "Panes"),
)  # fmt: skip

STEPS: tuple[Command, ...] = (
    Command("line.down", "j,down", "line(1)", "Down", "Down by one", "Moving"),
    Command("line.up", "k,up", "line(-1)", "Up", "Up by one", "Moving"),
    Command("line.page-down", "pagedown", "line(10)", "Page down", "Down by ten", "Moving"),
    Command("line.page-up", "pageup", "line(-10)", "Page up", "Up by ten", "Moving"),
    Command("line.top", "g,home", "edge(False)", "Top", "To the top", "Moving"),
    Command("line.end", "G,end", "edge(True)", "End", "To the end", "Moving"),
)

_TYPED = {
    ",": "comma", ":": "colon", "/": "slash", "?": "question_mark", ".": "full_stop",
    ";": "semicolon", "-": "minus", "+": "plus", "=": "equals_sign", "!": "exclamation_mark",
    "#": "number_sign", "'": "apostrophe", "*": "asterisk", "_": "underscore", "<": "less_than_sign",
    ">": "greater_than_sign", "(": "left_parenthesis", ")": "right_parenthesis",
    "[": "left_square_bracket", "]": "right_square_bracket", "{": "left_curly_bracket",
    "}": "right_curly_bracket", "@": "at", "$": "dollar_sign", "%": "percent_sign", "&": "ampersand",
    "^": "circumflex_accent", "|": "vertical_line", "\\": "backslash", "~": "tilde",
    "`": "grave_accent", '"': "quotation_mark",
}  # fmt: skip
_SHOWN = {
    **{name: typed for typed, name in _TYPED.items()},
    "escape": "esc", "down": "↓", "up": "↑", "pagedown": "page down", "pageup": "page up",
}  # fmt: skip


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The Textual bindings of some commands."""
    return [
        Binding(c.key, c.action, c.label, show=c.footer, tooltip=c.help, id=c.id) for c in commands
    ]


def key_shown(key: str) -> str:
    """A key as people write it: "slash" is "/"."""
    return _SHOWN.get(key, key)


def keymap(wanted: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The keymap of the config, and what of it cannot be followed, each as a sentence.

    An unknown id is left out; a key that two commands would share stays with the one it had.
    """
    known = {c.id: c for c in (*COMMANDS, *MOVES, *STEPS)}
    faults: list[str] = []
    accepted: dict[str, tuple[str, ...]] = {}
    for command_id, keys in wanted.items():
        if command_id not in known:
            near = get_close_matches(command_id, known, 1, 0.5)
            hint = f"; did you mean {near[0]}?" if near else ""
            faults.append(f"[keys] {command_id}: there is no such command{hint}")
            continue
        accepted[command_id] = tuple(_TYPED.get(k, k) for k in keys)
    # Who is refused has the old keys again, and somebody else may want one of those.
    while (clash := _clash(known, accepted)) is not None:
        key, keeper, loser = clash
        faults.append(
            f"[keys] {loser}: the key {key_shown(key)} belongs to {keeper} as well; it was left out"
        )
        del accepted[loser]
    return {i: ",".join(keys) for i, keys in accepted.items()}, tuple(faults)


def _clash(
    known: Mapping[str, Command], accepted: Mapping[str, tuple[str, ...]]
) -> tuple[str, str, str] | None:
    """A key with two owners: the key, who keeps it, and whose wish for it is refused."""
    owners: dict[str, str] = {}
    for command in known.values():
        for key in accepted.get(command.id, tuple(command.key.split(","))):
            other = owners.setdefault(key, command.id)
            if other == command.id:
                continue
            if command.id in accepted:
                return key, other, command.id
            if other in accepted:
                return key, command.id, other
    return None
