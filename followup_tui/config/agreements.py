"""Where settings have to fit each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from followup_tui.config.fields import by_key, nearest
from followup_tui.config.kinds import WEEKDAYS, Value
from followup_tui.config.settings import Config
from followup_tui.core.words import Form


class Agreement(NamedTuple):
    """One condition over several keys."""

    keys: tuple[str, ...]
    """The first is the one a fault names; where the condition fails all of them return to their defaults."""
    problem: Callable[[Config], str]
    """What is wrong, or nothing."""
    repair: Callable[[Config], Config] | None = None
    """What happens in place of the return to defaults."""


def settle(config: Config) -> tuple[Config, tuple[tuple[str, str], ...]]:
    """The config with every condition met, and the key and the problem of each that was not."""
    problems = []
    for agreement in _AGREEMENTS:
        if problem := agreement.problem(config):
            problems.append((agreement.keys[0], problem))
            repair = agreement.repair or _to_defaults(agreement.keys)
            config = repair(config)
    return config, tuple(problems)


def _to_defaults(keys: Sequence[str]) -> Callable[[Config], Config]:
    def repair(config: Config) -> Config:
        for key in keys:
            config = _with(config, key, by_key()[key].default)
        return config

    return repair


def _with(config: Config, key: str, value: Value) -> Config:
    section, name = key.split(".")
    return replace(config, **{section: getattr(config, section)._replace(**{name: value})})


def _bounds(phase: str) -> Agreement:
    def problem(config: Config) -> str:
        low, gap, high = (
            getattr(config.cadence, f"{phase}_{part}") for part in ("min", "gap", "max")
        )
        if low <= gap <= high:
            return ""
        return f"{gap} does not lie between {phase}_min ({low}) and {phase}_max ({high})"

    return Agreement(tuple(f"cadence.{phase}_{part}" for part in ("gap", "min", "max")), problem)


def _silence(config: Config) -> str:
    slow, light = config.cadence.silence_slow, config.cadence.silence_light
    return f"{light} is fewer than silence_slow ({slow})" if light < slow else ""


def _window(config: Config) -> str:
    floor, window = config.courtesy.floor_days, config.courtesy.window_days
    return f"{window} is shorter than floor_days ({floor})" if window < floor else ""


def _too_many(config: Config) -> str:
    # Otherwise the plan alone could lead to "too close".
    planned, many = config.courtesy.per_window, config.courtesy.too_many
    return f"{many} is not more than per_window ({planned})" if many <= planned else ""


def _call_days(config: Config) -> str:
    calendar = config.calendar
    left = set(WEEKDAYS) - {*calendar.weekend, *calendar.no_call_days}
    return "" if left else 'no weekday is left for calls; me.never = ["phone"] would rule them out'


def _forms(config: Config) -> tuple[str, ...]:
    return (*(str(form) for form in Form), *config.rotation.channels)


def _strangers(config: Config, words: Sequence[str]) -> str:
    forms = _forms(config)
    for word in words:
        if word not in forms:
            return f"{word!r} is none of {', '.join(forms)}{nearest(word, forms)}"
    return ""


def _known_exclusions(config: Config) -> Config:
    # The default rules nothing out; a slip of the pen must not make the phone ring.
    known = tuple(form for form in config.me.never if form in _forms(config))
    return _with(config, "me.never", known)


def _nothing_left(config: Config) -> str:
    if set(config.rotation.order) - set(config.me.never):
        return ""
    return "me.never rules out every one of these forms; add one that may be planned"


_AGREEMENTS = (
    _bounds("first"),
    _bounds("second"),
    Agreement(("cadence.silence_light", "cadence.silence_slow"), _silence),
    Agreement(("courtesy.window_days", "courtesy.floor_days"), _window),
    Agreement(("courtesy.too_many", "courtesy.per_window"), _too_many),
    Agreement(("calendar.no_call_days",), _call_days),
    Agreement(("me.never",), lambda c: _strangers(c, c.me.never), _known_exclusions),
    Agreement(("rotation.order",), lambda c: _strangers(c, c.rotation.order)),
    Agreement(("rotation.order",), _nothing_left),
)
