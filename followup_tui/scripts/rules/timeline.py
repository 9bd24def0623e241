"""L17 and L18: what a script says of time is true, and its news is still news (S0.33, S3.19, S3.20)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup_tui.core.words import NoteKind, Tone
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.filters import date
from followup_tui.scripts.rules.around import better_said, names
from followup_tui.scripts.rules.telling import place, stems, tells
from followup_tui.scripts.rules.wording import saying

_WHILE_DAYS = 35
_MONTHS_DAYS = 50
_WHILE = re.compile(
    r"\b(?:(?:months|half a year|a year|years|ages|forever|eternity) (?:\w+ ){0,2}since (?:we|you"
    r"|i|our)\b|(?:long|my) silence\b|been (?:quite |such |rather )?(?:a|some|far|way|much|so|too"
    r"|quite some|ages|forever"
    r"|an age)"
    r" ?(?:long |good |little |fair |too )*(?:while|time|long)?(?! (?:week|month|year|day"
    r"|pleasure|good|great|busy|hard))"
    r"|long time,? no (?:see|speak|talk|hear|chat)"
    r"|(?:haven't|have not|hadn't|not) (?:\w+ )?(?:spoken|talked|been in (?:touch|contact)|heard"
    r"|chatted|caught up|met|written|seen)"
    r"\b[^.!?]{0,25}\b(?:while|ages|long time|months|forever|long)|(?:lost|out of) (?:touch"
    r"|contact)"
    r"|(?:after|for) (?:such |so )?(?:a )?long (?:time|silence|pause|while)|after all this time)\b"
)
_A_WHILE = re.compile(
    r"\b(?:while|long|time|ages|age|forever|months|years?|silence|eternity|touch|contact)\b"
)
_SINCE_OTHER = re.compile(r"\bsince (?!we\b|you\b|i\b|our\b|my\b|last\b|then\b)")
_MONTHS = re.compile(
    r"\bbeen (?:several |a few |some |a couple of |two |three |four |five |six |many )?months\b"
)
_BEFORE = re.compile(
    r"\b(?:(?:made no secret|in (?:my )?(?:earlier|previous|past|last) (?:mails?|e-mails?|notes?"
    r"|messages?|letters?|calls?))|(?:as|like) (?:i|i've|i have|i had|we"
    r"|we've) (?:\w+ ){0,2}?(?:mention|said|say|told"
    r"|tell|stat|wrote|written|express|indicat|explain|not|discuss|promis)\w*"
    r"|as (?:mentioned|stated|said|noted|expressed|indicated|discussed|promised)\b(?! (?:above"
    r"|below))"
    r"|i(?:'ve| have)? (?:\w+ )?(?:mentioned|said|told you|stated|written"
    r"|wrote)\b[^.!?]{0,25}\b(?:before|already|earlier|previously|last time)"
    r"|(?:again|once more|to repeat|i repeat)[,:] (?:i|my))\b"
)
_MY_INTEREST = re.compile(
    r"\b(?:interest\w*|love to|like to (?:work|join|be)|work (?:at|for|with)|join\w*|part of|keen"
    r"|eager|first choice|my list|see myself|next chapter"
    r"|hope to (?:work|land|join|be)|glad to (?:work|join|be)|want to (?:work|join|be)|where i)\b"
)


def true_times(script: Script) -> Iterator[Remark]:
    """ "It's been a while" and "as I mentioned" are said only where they are true."""
    known = script.known
    last = max(filter(None, (known.spoke_on, known.decided_on)), default=None)
    if known.today and last:
        days = (known.today - last).days
        for pattern, least in ((_WHILE, _WHILE_DAYS), (_MONTHS, _MONTHS_DAYS)):
            for at, said in saying(script.text, pattern):
                if days < least and _A_WHILE.search(said) and not _SINCE_OTHER.search(said):
                    yield Remark(at, f"You were in touch on {date(last)}: not so long ago.")
    if known.contact is None or known.interest_stated:
        return
    nothing_said = known.spoke_on is None and not known.earlier
    for at, said in saying(script.text, _BEFORE):
        if nothing_said or _MY_INTEREST.search(said):
            yield Remark(at, "Nothing shows that you said this to them before: say it as new.")


def fresh_news(script: Script) -> Iterator[Remark]:
    """News is still news, and not of the hard kind that nobody likes to be reminded of."""
    known = script.known
    listed = [note for note in known.notes if note.kind is NoteKind.NEWS]
    said = stems(script.text)
    for note in listed:
        if said.isdisjoint(stems(note.text)):
            continue
        others = (one.text for one in listed)
        but = better_said(script.text, note.text, others, names(known))
        if not tells(script.text, note.text, but):
            continue
        at = place(script.text, note.text, but)
        if note.tone is Tone.HARD:
            yield Remark(at, "This is hard news for them: know it, and leave it unsaid.")
        elif known.today and note.expires and note.expires < known.today:
            yield Remark(at, f"This news went stale on {date(note.expires)}: find something newer.")
