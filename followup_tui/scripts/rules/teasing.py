"""L04 and L19: a tease has something behind it, and asks for a time to talk about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from followup_tui.core.records import Insight
from followup_tui.core.words import Origin, Purpose
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.around import names
from followup_tui.scripts.rules.telling import place, share, stems
from followup_tui.scripts.rules.wording import saying, sentences

_THING = (
    r"(?:something|some things|(?:a )?(?:thing or two|few things|one thing|one more thing)|a thing"
    r"|(?:some|a piece of|a (?:little )?bit of|an? interesting bit of|certain|valuable|useful|new"
    r"|interesting)"
    r" (?:\w+ )?(?:information|info|intelligence|intel|insights?|findings?|research|data|figures"
    r"|numbers"
    r"|developments?|facts?|rumou?rs?|details?|clues?)"
    r"|an? (?:\w+ )?(?:insight|finding|find|development|discovery|lead|tip|pattern|trend|analysis"
    r"|study)"
    r"|information|intelligence)"
)
_WORTH = (
    r"(?:(?:may|might|could|would|should|will|ought to|can|'ll|likely to|bound to|sure to|going to)"
    r" (?:\w+ ){0,2}?(?:interest|help|benefit|concern|matter to|be (?:\w+ )?(?:useful|helpful"
    r"|relevant|valuable"
    r"|interesting|worth|of (?:use|value|interest|help)))"
    r"|of (?:\w+ )?(?:interest|use|value|help|importance) (?:to|for) you"
    r"|(?:useful|valuable|relevant|interesting|worthwhile|helpful|good) (?:to|for) you"
    r"|(?:pay|pays) (?:\w+ )?to know|worth (?:your|a|an|ten|knowing|hearing|sharing|talking"
    r"|discussing)"
    r"|you(?:'d| would|'ll| will| might| may| should| ought to| could)? (?:\w+ ){0,2}?"
    r"(?:(?:want|like|love|need|wish|be (?:glad|interested|curious)) (?:to|in) (?:know|hear|see"
    r"|have|knowing|hearing)"
    r"|know about|hear about|find (?:useful|interesting|helpful|valuable))"
    r"|you (?:should|ought to|must) (?:know|hear|see|have)|(?:\w+ )?for you\b)"
)
_FOUND = (
    r"(?:found|find out|discover(?:ed)?|uncovered|(?:came|come|ran|stumbled|happened) (?:across"
    r"|upon|on|into)"
    r"|learn(?:ed|t)|heard|picked up|turned up|dug up|unearthed|got wind|noticed|spotted|gathered"
    r"|put together|prepared|researched|looked into|know|have|got|'ve got|there's|there is"
    r"|have found)"
)
_MARKET = (
    r"(?:competit|rival|customer|client|buyer|supplier|market|prospect|industry|sector|field"
    r"|account"
    r"|vendor)"
)
_TEASE = re.compile(
    rf"\b{_THING}\b[^.!?:]{{0,70}}?\b{_WORTH}"
    rf"|\b{_FOUND}\b(?: \w+){{0,3}}? {_THING}\b[^.!?:]{{0,30}}?\b(?:about|on|regarding|concerning"
    rf"|with|at|of)"
    rf" (?:\w+ ){{0,4}}?{_MARKET}"
    rf"|\byou (?:have not|haven't|may not have|might not have|won't have|can't have) (?:\w+ )?"
    rf"(?:seen|heard|noticed|read)\b[^.!?:]{{0,40}}{_MARKET}"
    rf"|\b(?:research|homework|digging|analysis|findings)\b[^.!?:]{{0,25}}\b{_WORTH}"
)
# What they told me is no find of mine, a condition promises nothing, and what I have is no news.
_INNOCENT = re.compile(
    r"\b(?:if|whether|unless|should) (?:there|it|i|anything|something|you)\b|\bin common\b"
    r"|\b(?:thank|thanks|grateful|appreciate)\w*\b.{0,30}\b(?:something|information|insight)"
    r"|\b(?:you|they) (?:gave|told|sent|shared|showed) me\b|\bfrom (?:you|our|the interview)\b"
    r"|\blet me know\b"
)
_HINTS = (
    "something thing info intel insight find research data figures numbers development analysis"
    " lead tip pattern trend shift change fact rumor rumour clue hint hunch move"
    " discover facts study digging homework"
)
_WORDS = tuple(_HINTS.split())
"""Without one of these no sentence teases: a quick look before the long one."""
_CLOSE = 0.6


def teases(script: Script) -> int | None:
    """Where the script hints at something that I found out; None where it does not."""
    return _teases(script.text)


@lru_cache(maxsize=4)
def _teases(text: str) -> int | None:
    small = ((at, said) for at, said in sentences(text) if any(w in said for w in _WORDS))
    for at, said in small:
        found = _TEASE.search(said)
        if found and not _INNOCENT.search(said):
            return at + found.start()
    return None


def told_insight(script: Script) -> Insight | None:
    """The insight whose teaser the script says."""
    known = script.known
    but = names(known) | stems(" ".join(note.text for note in known.notes))
    heard = [(share(script.text, i.teaser, but), i) for i in known.insights]
    best = max(heard, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _CLOSE else None


def unfounded(script: Script) -> Iterator[Remark]:
    """A hint at something worth knowing has an insight behind it, and not one told in confidence (S1.29)."""
    known = script.known
    if known.contact is None or (known.asked_for and script.purpose == Purpose.REPLY):
        return
    told = told_insight(script)
    if told is not None and _is_secret(script, told):
        yield Remark(
            place(script.text, told.teaser),
            "This was told to you in confidence: do not hint at it. Tease what you found yourself.",
        )
        return
    at = teases(script)
    if at is None:
        return
    prepared = [i for i in known.insights if i.prepared]
    if not prepared:
        why = "but no insight is prepared: research it first, or leave the hint out."
        yield Remark(at, f"This hints at something worth knowing, {why}")
    elif all(_is_secret(script, insight) for insight in prepared):
        yield Remark(
            at,
            "All that is prepared here was told to you in confidence: leave the hint out,"
            " or find something you may tell.",
        )


def _is_secret(script: Script, insight: Insight) -> bool:
    """Told in confidence, or heard in an interview at another employer."""
    home = script.known.contact.company_id if script.known.contact else None
    elsewhere = insight.origin is Origin.INTERVIEW and insight.company_id != home
    return insight.origin is Origin.CONFIDENCE or elsewhere


_TALK = (
    r"(?:talk|speak|call|chat|phone|ring|meet|conversation|discuss|minutes?|(?:half an |an "
    r"|quarter of an )?hour"
    r"|slot|gap|diary|free|available|appointment|schedule|time|coffee|lunch|tea|(?:walk|take|lead"
    r"|guide) you through|tell you|show you"
    r"|go (?:over|through)|calendar|morning|afternoon"
    r"|day)"
)
_ASKS_TIME = re.compile(
    rf"\b(?:when|could|can|may|might|shall|would|do you|is|are|which"
    rf"|what|what's|how about|any) (?:.{{0,80}}\b)?{_TALK}\b.*\?$"
    r"|\b(?:like|love|glad|happy|good|great|welcome|suggest|propose|let's|let us|please"
    r"|appreciate|wonder(?:ing)?"
    r"|hope|hoping|want|could|shall|grateful|ask)\b[^.?!]{0,40}\b(?:(?:to|we|us"
    r"|let's) (?:\w+ )?(?:talk|speak|chat"
    r"|discuss|meet|call|phone)|schedule|set up|set a time|arrange|find (?:a |an |some )?(?:time"
    r"|slot|hour|moment)"
    r"|a (?:short |quick |brief )?(?:call|chat|talk|conversation|coffee|phone call)|(?:ten"
    r"|fifteen|twenty) minutes)\b"
    r"|\blet's (?:talk|speak|chat|find|set|meet|schedule)\b"
    r"|\b(?:name|pick|choose|suggest|tell me|let me know) (?:a|any|the|your|what|which|when|me"
    r"|some) ?(?:\w+ ){0,2}?"
    r"(?:day|time|slot|hour|date|moment|morning|afternoon|suits|works|is good)"
    r"|\b(?:call|ring|phone) me (?:back )?(?:when|whenever|this|next|any ?time|at your|tomorrow"
    r"|on (?:mon|tue|wed|thu|fri))"
    r"|\bgive me a (?:call|ring)\b"
    r"|\blet me (?:call|ring|phone|show|take|buy|invite|tell you|walk|come)\b"
)


def asks_for_time(script: Script) -> bool:
    """Whether the script asks when to talk."""
    return next(saying(script.text, _ASKS_TIME), None) is not None


def no_time(script: Script) -> Iterator[Remark]:
    """What is worth knowing is told in a conversation: the script asks for a time to talk (S1.31)."""
    if script.text.strip() and not script.known.agreed_to_talk and not asks_for_time(script):
        yield Remark(
            0, "Ask for a time to talk, for example: when could I call you for ten minutes?"
        )
