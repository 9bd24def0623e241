"""L12 and L13: thank-yous that say what we share, what I am thankful for, and one or two reasons more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup_tui.core.records import Note
from followup_tui.core.words import Level, NoteKind, Purpose
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.around import names
from followup_tui.scripts.rules.telling import place, share, stems, tells
from followup_tui.scripts.rules.wording import lowered, saying, sentences

_SHARED = re.compile(
    r"\b(?:in common|we (?:both|share|also share)|both of us|you and i|shared? (?:ground|love"
    r"|interest|passion)|common ground"
    r"|our shared|what we share|fellow\b|you also|same (?:school|college|university|town|team"
    r"|hometown|street|year|taste)"
    r"|from one .{1,40} to another|the subject we both|we are both|we're both|neither of us)"
)
_LEARNED = re.compile(
    r"\b(?:learn(?:ed|t|ing)?|taught|insights? into|(?:got|get|getting|come|came) to (?:know|see)"
    r"|find(?:ing)? out|found out"
    r"|see(?:ing)? (?:how|what|where|the|your|your team|you)|glimpse|from (?:the )?inside"
    r"|look inside|up close|show(?:ed|ing|n)? me"
    r"|understand(?:ing)?|(?:told|telling|tell) me (?:so much |more |a lot )?(?:about|how|what)"
    r"|explain(?:ed|ing)|hear(?:ing)? (?:more )?(?:about|how)"
    r"|discover\w*|(?:clear(?:er)?|good|fuller|honest|better) picture|introduc\w+"
    r"|know(?:ing)? (?:\w+ )?(?:more"
    r"|better)|opportunity to (?:visit|tour))\b"
)
_CONSIDERED = re.compile(
    r"\b(?:consider(?:ed|ing|ation)?|candida(?:te|cy)|in the running|short ?list\w*|finalist|(?:a"
    r"|fair|honest|real|the) (?:look|chance|shot|hearing)"
    r"|(?:interview(?:ing|ed)?|having|inviting|invited|meeting|seeing) me|for the interviews?"
    r"|my application|chance to (?:interview|apply|present)"
    r"|opportunity to (?:interview|apply|present|compete)|weigh(?:ed|ing)?|thought of me for"
    r"|took me seriously|taking me seriously)\b"
)
_IN_MIND = re.compile(
    r"\b(?:(?:keep|bear|have|hold|kept|keeping) (?:me|my name|us) in (?:your )?mind|in mind\b"
    r"|think of me|thinking of me|remember(?:ing)? me"
    r"|(?:open|available|interested|glad|happy|delighted|pleased) (?:to|in|if"
    r"|for) [^.!?]{0,50}(?:other|future|further|later|next|another|again)"
    r"|(?:other|future|next|another|later|new|further) (?:role|opportunit|position|opening|job"
    r"|chance|time|occasion)\w*"
    r"|in (?:the )?future|next (?:time|one)|down the (?:road|line)|consider me again"
    r"|come back to me|(?:get|hear|have) (?:a (?:call|line|word)|from you)|suits me|later on"
    r"|again some ?day)\b"
)
_THREE = (
    (_LEARNED, "Thank them for what you learned about {}."),
    (_CONSIDERED, "Thank them for considering you."),
    (_IN_MIND, "Ask them to keep you in mind for the next opportunity."),
)


def thanks(script: Script) -> Iterator[Remark]:
    """A thank-you says what we share after an interview, and after a decision three things (S0.18, S4.8)."""
    if not script.text.strip():
        return
    if script.purpose == Purpose.THANKS_INTERVIEW:
        yield from _without_common_ground(script)
        return
    small = lowered(script.text)
    company = script.known.company or "the company"
    for pattern, advice in _THREE:
        if not pattern.search(small):
            yield Remark(0, advice.format(company), Level.WARNING)


def _without_common_ground(script: Script) -> Iterator[Remark]:
    if "[common?]" in script.text or _SHARED.search(lowered(script.text)):
        return
    common = [note for note in script.known.notes if note.kind is NoteKind.COMMON]
    said = stems(script.text) - names(script.known)
    if any(stems(note.text) & said for note in common):
        return
    if common:
        what = common[0].text.strip().rstrip(".")
        yield Remark(0, f"Mention what you share, such as “{what}”.")
    else:
        yield Remark(
            0, "Mention something that you share. Nothing is noted yet: press n to add it first."
        )


_ADDS = re.compile(
    r"\b(?:did(?:n't| not) (?:get|come|manage|have)|(?:one|two|another|further|extra) (?:more "
    r"|other |further )?(?:thing|point|reason|thought)s?"
    r"|(?:forgot|failed|meant|neglected|omitted) to (?:say|mention|add|tell)|no time (?:for|to)"
    r"|(?:let me|i'd|i would|i'd like to|may i|to) (?:just |also )?add"
    r"|(?:i'd|i would|i|i could|i can|i'll) (?:also )?bring|(?:other|several|few|many|two|three"
    r"|four|five) (?:more )?(?:reasons|points|things|strengths)"
    r"|speaks for me|reason (?:why|to|that)|also have|in addition|i should have (?:said|mentioned"
    r"|told)|not mention(?:ed)?|be of use|would help me|you (?:asked|wondered"
    r"|wanted to know) (?:about|how|whether|if)|my last|a word about|struck me|occurred to me"
    r"|came to me|second language)\b"
)
_STRENGTH = re.compile(
    r"\bi(?:'ve| have|'d| had)? (?:also |once |already |since )?(?:led|built|managed|ran|run"
    r"|moved|speak|spoke fluent|cut|grew|saved|launched"
    r"|designed|wrote|shipped|trained|taught|reduced|raised|improved|bring|hold|headed|opened|won"
    r"|doubled|tripled|halved|founded"
    r"|set up|delivered|negotiated|hired|coached|know (?:the|your|how)|have (?:\w+ ){0,2}years"
    r"|spent (?:\w+ ){0,2}years|worked with"
    r"|created|rebuilt|introduced|increased|organi[sz]ed|sold|closed|certified|studied)\b"
)
_ORDER = re.compile(r"\b(?:third(?:ly)?|fourth(?:ly)?)\b|(?:^|\n)\s*(?:[-*•]|\d[.)]) ")
_MOST = 2


def extra_reasons(script: Script) -> Iterator[Remark]:
    """A thank-you after an interview adds one or two reasons, none that I gave already (S0.20, S0.21)."""
    if not script.text.strip() or "[reason?]" in script.text:
        return
    but = names(script.known)
    noted = [note for note in script.known.notes if note.kind is NoteKind.REASON]
    told = [note for note in noted if tells(script.text, note.text, but)]
    for note in told:
        if note.mentioned:
            yield _said_before(script, note, but)
    fresh = sum(not note.mentioned for note in told)
    count = max(fresh, _strengths(script) - len(told) + fresh)
    listed = len(_ORDER.findall(lowered(script.text)))
    if count > _MOST or listed >= _MOST + 1 or _has_third(script):
        yield Remark(0, "One or two extra reasons are enough: keep the best of them.")
    elif not count and len(told) == fresh and next(saying(script.text, _ADDS), None) is None:
        yield Remark(0, "Add one or two reasons that you did not get to give in the interview.")


def _said_before(script: Script, note: Note, but: frozenset[str]) -> Remark:
    what = note.text.strip().rstrip(".")
    return Remark(
        place(script.text, note.text, but),
        f"You gave this reason in the interview already: “{what}”. Use one they have not heard.",
    )


def _has_third(script: Script) -> bool:
    return re.search(r"\bthird(?:ly)?\b[,:]", lowered(script.text)) is not None


def _strengths(script: Script) -> int:
    """How many strengths are told in my own words; a whole story counts as one."""
    stories = [piece.text for piece in script.known.used if piece.kind == "story"]
    found = 0
    for _, said in sentences(script.text):
        if not any(share(said, story) >= 0.4 for story in stories):
            found += len(_STRENGTH.findall(said))
    return found
