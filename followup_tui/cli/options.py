"""Options and arguments that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class Number(click.ParamType):  # type: ignore[type-arg]
    """A whole number within bounds, which the help leaves unsaid."""

    name = "number"

    def __init__(self, lowest: int, highest: int) -> None:
        self._lowest = lowest
        self._highest = highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Fails as click does."""
        typed = str(value).strip()
        bounds = f"a whole number from {self._lowest} to {self._highest}"
        if not typed.isascii() or not typed.isdigit() or len(typed) > 15:
            self.fail(f"expected {bounds}, found {typed[:40]!r}.", param, ctx)
        if not self._lowest <= int(typed) <= self._highest:
            self.fail(f"expected {bounds}, found {typed}.", param, ctx)
        return int(typed)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """One letter is enough."""
        return "N"


def as_json(function: Function) -> Function:
    """`--json`, passed as `as_json`."""
    option = click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON value for scripts."
    )
    return option(function)


def name_argument(function: Function) -> Function:
    """NAME of a person."""
    return click.argument("name")(function)
