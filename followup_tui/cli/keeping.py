"""How every verb about stored material is called: bare it lists, with words it adds, by number it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any, TypeVar, cast

import click

from followup_tui.cli.options import Number, as_json
from followup_tui.cli.printing import Part, line, show_json, tell
from followup_tui.cli.shapes import Shape
from followup_tui.core.phrases import short_date
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk

Function = TypeVar("Function", bound=Callable[..., Any])

MOST = 999_999_999
"""The highest number that a row is looked for by."""


class Deed(Enum):
    """What a call asks for."""

    LIST = "list"
    ADD = "add"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Call:
    """`--list`, `--edit ID` and `--delete ID` of one call."""

    listing: bool = False
    edit: int | None = None
    delete: int | None = None

    @property
    def number(self) -> int:
        """Which one is meant; 0 when none is."""
        return self.edit or self.delete or 0

    def deed(self, given: bool) -> Deed:
        """What is asked for; `given` says whether there is anything to write. Raises UsageError."""
        asked = ((Deed.EDIT, self.edit), (Deed.DELETE, self.delete), (Deed.LIST, self.listing))
        wanted = [deed for deed, on in asked if on]
        if len(wanted) > 1:
            raise UsageError(" and ".join(f"--{d.value}" for d in wanted) + " exclude each other.")
        if not wanted:
            return Deed.ADD if given else Deed.LIST
        if wanted[0] is Deed.EDIT and not given:
            raise UsageError("Say what to change: --edit takes the new words along.")
        if wanted[0] is not Deed.EDIT and given:
            raise UsageError(f"--{wanted[0].value} writes nothing: leave the other words out.")
        return wanted[0]


def keeping(what: str) -> Callable[[Function], Function]:
    """`--list`, `--edit ID` and `--delete ID`, passed together as `call`, and `--json`."""

    def decorate(function: Function) -> Function:
        @wraps(function)
        def bundled(
            *args: Any, listing: bool, edit: int | None, delete: int | None, **kw: Any
        ) -> Any:
            return function(*args, call=Call(listing, edit, delete), **kw)

        number = Number(1, MOST)
        command: Any = bundled
        for option in (
            as_json,
            click.option("--delete", type=number, metavar="ID", help=f"Remove the {what}."),
            click.option("--edit", type=number, metavar="ID", help=f"Change the {what}."),
            click.option("--list", "listing", is_flag=True, help="List what is there."),
        ):
            command = option(command)
        return cast("Function", command)

    return decorate


def without_company(company: str | None, number: int) -> None:
    """A number says which one is meant. Raises UsageError when a company is named as well."""
    if company is not None and number:
        raise UsageError("The number says which one is meant: leave the company out.")


def changes(**values: Any) -> dict[str, Any]:
    """The values that were given; an empty one was, too."""
    return {name: value for name, value in values.items() if value is not None}


def tell_deed(did: str, shape: Shape, remarks: tuple[str, ...], as_json: bool, number: int) -> None:
    """What was done, on stdout; what there is to say about it beside it."""
    for remark in remarks:
        tell(remark)
    if as_json:
        show_json(shape)
    else:
        line((did, "name"), (f"  #{number}", "dim"))


def tell_gone(did: str, as_json: bool) -> None:
    """What was removed."""
    show_json({"did": did}) if as_json else line((did, "name"))


def told_on(desk: Desk, used: Any, otherwise: str = "") -> Part:
    """The day on which a piece was told, for the end of its row."""
    return (f"told on {short_date(used, desk.today)}" if used else otherwise, "dim")
