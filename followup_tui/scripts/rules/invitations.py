"""L11: an invitation that LinkedIn takes, and that nobody else could have written (S4.15, S4.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup_tui.core.words import NoteKind
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.meter import measure
from followup_tui.scripts.rules.around import names
from followup_tui.scripts.rules.telling import stems
from followup_tui.scripts.rules.wording import lowered

_STOCK = re.compile(
    r"\badd you to my (?:professional |personal |linkedin )*network|\bjoin (?:my"
    r"|your) (?:professional |linkedin )*network"
    r"|\bsince you are (?:a|someone) (?:person )?i trust|\bperson i trust\b|\byou(?:'re"
    r"| are) (?:a|someone) (?:person )?i trust"
    r"|\bi'd like to connect with you on linkedin\b|\binvite you to (?:connect|join)"
)
_CANNED = re.compile(
    r"\b(?:like|love|want|wanted|wish|hope|happy|glad|pleased|great|honou?red|let's|let us"
    r"|delighted) (?:to )?"
    r"(?:connect|link up|network)\b|\blet's link up\b|\b(?:expand|grow|grow(?:ing)?|build|extend"
    r"|expanding|building) (?:my|our) (?:\w+ )?network"
    r"|\bmy (?:\w+ )?network\b|\b(?:came|come) across your profile|\bsaw your profile"
    r"|\byour (?:impressive |great )?profile\b"
    r"|\b(?:connections|contacts) in common|\b(?:mutual|common|shared) (?:connections|contacts)"
    r"|\bshould (?:connect|link up)"
    r"|\b(?:care|want|willing) to connect|\blinkedin (?:suggest|recommend|tell|think|show)\w*"
    r"|\bpeople in (?:the|my|your|our) (?:trade|field|industry|line|business)"
    r"|\baccept my (?:invitation|request)|\bconnect with (?:you|professionals|like-minded|people)"
)
_MET = re.compile(
    r"\b(?:met|meet(?:ing)? you|meeting|talk(?:ed|s|ing)?|spoke|speaking|conversation"
    r"|interview\w*|panel|chat(?:ted)?"
    r"|discuss\w*|your (?:question|advice|time|talk|team|story|tour|group|plans?)|show(?:ed"
    r"|ing) me|told me|telling me|visit"
    r"|role|position|job|workshop|fair|conference|meetup|event|lunch|coffee|after (?:the|our)"
    r"|we (?:share|have in common)"
    r"|fellow|in common:|who would have thought|thank(?:s| you) for|on (?:mon|tues|wednes|thurs"
    r"|fri)day|last week|yesterday|today)\b"
)


def invitation(script: Script) -> Iterator[Remark]:
    """An invitation fits, and says something personal: where we met, what we share, the role (S4.16)."""
    size = measure(script.text, script.channel, script.limits)
    if size.limit and size.over_at is not None:
        over = size.counted - size.limit.amount
        yield Remark(
            size.over_at,
            f"{size.counted} characters where {size.limit.amount} fit: cut {over} of them.",
        )
    small = lowered(script.text)
    if stock := _STOCK.search(small):
        yield Remark(stock.start(), f"Everybody sends these words. {_INSTEAD}")
    elif script.text.strip() and not _is_personal(script, small):
        canned = _CANNED.search(small)
        yield Remark(canned.start() if canned else 0, f"This could go to anybody. {_INSTEAD}")


_INSTEAD = "Say where you met, what you share, or which role it was about."


def _is_personal(script: Script, small: str) -> bool:
    known = script.known
    shared = [n.text for n in known.notes if n.kind in (NoteKind.COMMON, NoteKind.OBSERVATION)]
    shared += [known.opening.title] if known.opening else []
    said = stems(script.text)
    if _MET.search(small) or (stems(" ".join(shared)) - names(known)) & said:
        return True
    # A name alone is what LinkedIn puts in by itself, so it does not redeem stock words.
    addressed = known.contact is None or bool(stems(known.contact.name) & said)
    return not _CANNED.search(small) and addressed and len(said) > 3
