"""L14: disappointment is said once, and nobody is argued with or begged (S0.25, S1.3, S2.16, S4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.filters import date
from followup_tui.scripts.rules.bitter_words import ARGUES, HURT, PLEADS
from followup_tui.scripts.rules.wording import lowered, saying, sentences

_OUTCOME = (
    r"(?:decision|decided|answer|news|outcome|result|job|role|position|offer|it (?:did|was|had"
    r"|has)|that (?:i|it|you|we)|not (?:be|get|to)"
    r"|chosen|chose|somebody else|someone else|work(?:ed)? out|turned down|passed|no longer)"
)
_SAD = re.compile(
    r"\b(?:knocked (?:me|the wind)|(?:took|taken|taking) it (?:\w+ )?hard|hit me|hard to (?:take"
    r"|swallow|accept)|(?:been|feel|felt|feeling|am|i'm) (?:\w+ )?(?:low|down|blue|miserable"
    r"|wretched)\b|(?:in|to) tears|lost sleep|(?:i|i'm|i am|i was|i'd|am|was|be|been|felt|feel"
    r"|feeling|me|still|bit|very|deeply"
    r"|quite|so|of course|naturally|my|honestly|a|with|great|some|big)"
    r" (?:\w+ )?(?:disappoint(?:ed|ment|ing)|sad\b|saddened|gutted|heartbroken|crushed|devastated"
    r"|bummed|dismayed|downcast|let down|deflated|shattered)"
    r"|disappointed|disappointment\b|(?:it|that|this|which) (?:\w+ )?(?:hurts?|stings?|stung"
    r"|came as a blow|was (?:a )?(?:hard|blow|tough))\b"
    r"|heartbroken|gutted|devastated|bitter pill|a (?:\w+ )?blow\b"
    rf"|(?:sorry|sad|upset|unhappy|pity|shame|regret)\b[^.!?]{{0,30}}\b{_OUTCOME}"
    r"|(?:had|was|were) (?:so |really |very much )?(?:hoped|hoping|wished) (?:for|it|that|to)"
    r"|wish(?:ed)? (?:it|things|that it) (?:had|would have) "
    r"|not the (?:\w+ )?(?:answer|news|outcome|result|end) (?:that )?i)\b"
)
_NOT_SAD = re.compile(
    r"\b(?:my|your|his|her|their|our|the|every) \w+ (?:was|were|is|are|felt"
    r"|looked) (?:\w+ )?(?:disappoint|sad|heart|gutted|devast|crush|upset|down)|"
    r"\b(?:won't|will not|never|not|nor|n't|without|hardly|doesn't|didn't|no) (?:\w+ )?disappoint"
    r"|\bdisappoint(?:s|ing)? (?:nobody|no one|you|anybody|anyone)"
    r"|\bsorry (?:that |to |if |for )?(?:i |we )?(?:miss|for (?:the|my) (?:late|delay|mix)"
    r"|to hear (?:that )?(?:you|about|of)|to (?:bother|trouble))"
    r"|\byou (?:must|may|might|were|are) (?:\w+ )?(?:be )?(?:disappoint|sad)"
)
_ARGUES = (
    "mistake error wrong unfair unjust disagree agree accept understand believe reconsider "
    "deserve earned injustice discriminat bias qualified suited candidate choice "
    "experienced overlooked ignored misjudged underestimated should~have failed~to "
    "how~could your~loss regret demand owe change~your~mind think~again can't~see"
)
_HURT = (
    "hurt insulted offended humiliated betrayed disrespect angry furious bitter resentful "
    "mistreated cheated used ignored ghosted rejected deceived form~letter got~was "
    "received~was so~much~as poured slap waste wasting strung "
    "led after~all kick~in treated dismissed dropped"
)
_DEFENDS = (
    "defence defense fairness to~be~fair fault if had~i~been cold headache day only~reason "
    "given told asked allowed"
)
_PLEADS = (
    "beg please give~me grant~me allow~me desperate anything need forget~me plead "
    "last~hope only~hope only~chance any~price any~salary any~pay work~for~free "
    "work~for~nothing knees"
)
_COURTS = (
    "meant made~for thinking without love miss~you soul destin heart break match waiting "
    "yours be~mine the~one~for~me head~over crush smitten swept"
)
_HARSH: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(
            r"\b(?:(?:you(?:'ve| have)?|powell|they|your (?:team|company)) (?:\w+ ){0,3}?(?:made"
            r"|make|making) (?:a|the) (?:\w+ )?(?:mistake|error)"
            r"|(?:decision|choice|choosing|picking|hiring|rejecting"
            r"|passing)\b[^.!?]{0,40}\b(?:was|is|were|be) (?:a |the )?(?:\w+ )?(?:mistake|error"
            r"|wrong|unfair|unjust)"
            r"|wrong (?:decision|choice|person|candidate|call)|(?:disagree|(?:don't|do not|can't"
            r"|cannot) (?:\w+ )?(?:agree|accept|understand|believe|see))"
            r"\b[^.!?]{0,30}\b(?:decision|decided|chose|choice|reason|why|how (?:you|your)"
            r"|reasoning|feedback)"
            r"|reconsider\w*|(?:i|i've|had) (?:\w+ )?(?:deserved?|earned) (?:that|this|the|better"
            r"|it|more|a)|unfair\w*|injustice|discriminat\w+|biased"
            r"|(?:i|i'm|i was|am|was) (?:\w+ ){0,2}?(?:more|better|best|most"
            r"|over) ?(?:-)?(?:qualified|suited|candidate|choice|experienced)"
            r"|you (?:overlooked|ignored|underestimated|misjudged|should have (?:chosen|hired"
            r"|picked|known|asked|considered)|failed to)"
            r"|how could you|your loss\b|you(?:'ll| will) regret"
            r"|i demand|demand an? (?:explanation|answer)|owe me an?"
            r"|change your mind(?! about (?:the |a )?(?:coffee|lunch|tea|tour|visit|date))"
            r"|think again)\b"
        ),
        "This argues with the decision: leave it standing, and leave this out.",
        _ARGUES,
    ),
    (
        re.compile(
            r"\b(?:(?:i|i'm|i am|i was|felt|feel|be|been|being|was|am|not) (?:\w+ )?(?:hurt"
            r"|insulted|offended|humiliated|betrayed|disrespected|angry|furious|bitter"
            r"|resentful|mistreated|cheated|used|ignored|ghosted|rejected|deceived)\b(?! to\b)"
            r"|slap in the face|wast(?:e|ed|ing) (?:of )?my (?:time|effort)|strung (?:me )?along"
            r"|led (?:me )?on\b|after all (?:the|my) (?:\w+ )?(?:time|effort|work|hours|energy"
            r"|trouble|interviews)|(?:ignored|ghosted|rejected|dismissed|dropped) me\b"
            r"|a kick in|(?:all|only) (?:that )?i (?:got|received|heard) was|form letter"
            r"|without so much as|poured (?:\w+ ){1,3}into|how you treated"
            r"|treated (?:me )?(?:badly|unfairly|poorly|like))"
        ),
        "This sounds hurt: it was business, and a friendly word is remembered longer.",
        _HURT,
    ),
    (
        re.compile(
            r"\b(?:in my defen[cs]e|in fairness to me|to be fair to (?:me|myself)|(?:not|wasn't"
            r"|n't) (?:\w+ )?my fault|if (?:only )?(?:you had|you'd) (?:only )?(?:given|asked|let"
            r"|told)"
            r"|had i been (?:given|asked|told|allowed)|(?:i had|with) a (?:bad )?(?:cold|headache"
            r"|bad day|off day)|i was (?:nervous|ill|sick|tired) that day"
            r"|the only reason (?:i|why i|that i)|(?:wasn't|was not|never) (?:given|told|asked"
            r"|allowed))\b"
        ),
        "This defends itself: nobody asked for it, so leave it out.",
        _DEFENDS,
    ),
    (
        re.compile(
            r"\b(?:(?:i'm |i am |i )?beg(?:ging)?(?: you| of you)?\b(?! your pardon)"
            r"|please,? please|(?:give|grant|allow) me (?:just )?(?:a|one|another|one more"
            r"|a second|a last|that|this)"
            r" (?:\w+ )?(?:chance|shot|try|opportunity)(?! to (?:say|thank|tell|ask|meet|see|hear"
            r"|learn|explain (?!my|why|what)))|please,? (?:just )?(?:hire|choose"
            r"|pick) me\b"
            r"|desperate\w*|(?:do|try|give|take) anything\b|i (?:really |badly "
            r"|so )?need (?:this|that|the|your|a) (?:job|role|position|work|chance)"
            r"|don't forget me|do not forget me|i plead|pleading|last hope|my only (?:hope"
            r"|chance)|at any (?:price|salary|pay)|work for (?:free|nothing)|on my knees)\b"
        ),
        "This pleads: say plainly that you are interested, once.",
        _PLEADS,
    ),
    (
        re.compile(
            r"\b(?:meant (?:to be|for each other)|made for each other|can(?:'t|not) stop thinking"
            r"|can(?:'t|not) (?:live|sleep|eat) without|in love with|fell in love|fallen in love"
            r"|i love you|miss you (?:so|terribly|all so)|soul ?mates?|destiny|destined"
            r"|my heart (?:belongs|is broken|aches|breaks)|break(?:ing)? up with|love of my life"
            r"|match made in heaven"
            r"|waiting (?:patiently )?for you|i'm yours|be mine|the one for me|heart and soul"
            r"|(?:love|crush) at first|head over heels|smitten|swept (?:me )?off|crush on)\b"
        ),
        "This courts them: it is only business. Say what draws you to the work.",
        _COURTS,
    ),
)
_WIDER = (
    (ARGUES, _HARSH[0][1], ""),
    (HURT, _HARSH[1][1], ""),
    (PLEADS, _HARSH[3][1], ""),
)
"""The same three kinds in the words of other speakers."""
_KINDS = (*_HARSH, *_WIDER)
_KEYS = re.compile(
    r"disappoint|sad|knocked|hard|hit me|low|blue|miserable|wretched|tears|sleep|gutted|heart"
    r"|crush|devast|bumm|dismay|down|hurt|sting|stung|blow|sorry|upset"
    r"|unhapp|pity|shame|regret"
    r"|hope|hoping|wish|not the|bitter|shatter"
)
_DENIED = re.compile(
    r"\b(?:don't|do not|not|won't|never|no|without) (?:\w+ ){0,2}?(?:want|wish|going|mean|argue"
    r"|hurt|ask|beg|reconsider|need|hard|angry|bitter)\b"
    r"|\breconsider(?:ed)? (?:our|my|how)|\bi(?:'ve| have)? (?:made|make) a mistake"
)


def bitterness(script: Script) -> Iterator[Remark]:
    """Disappointment is said once per company at most; nothing argues, sounds hurt, defends or pleads."""
    said = _disappointed(script.text)
    before = next((e for e in script.known.earlier if said and _disappointed(e.text)), None)
    if before is not None:
        whom = "them" if before.same_person else before.contact or "somebody there"
        yield Remark(
            said[0], f"You told {whom} of your disappointment on {date(before.on)}: once is enough."
        )
    elif len(said) > 1:
        yield Remark(said[1], "Disappointment may be said once: leave this sentence out.")
    yield from _harsh(script.text)


def _harsh(text: str) -> Iterator[Remark]:
    """One remark a sentence for each kind of harshness, by the first pattern that finds it."""
    small, seen = lowered(text), set[tuple[int, str]]()
    for number, (_, advice, signs) in enumerate(_KINDS):
        if signs and not _has_any(small, signs):
            continue
        for start, sentence in sentences(text):
            at = _harsh_at(number, sentence)
            if at is not None and (start, advice) not in seen:
                seen.add((start, advice))
                yield Remark(start + at, advice)


# As one types, most sentences are those of a moment ago; of a template they are those of others.
@lru_cache(maxsize=2048)
def _harsh_at(number: int, sentence: str) -> int | None:
    found = _KINDS[number][0].search(sentence)
    return found.start() if found and not _DENIED.search(sentence) else None


def _has_any(small: str, signs: str) -> bool:
    """A quick look before the long one: without such a piece of a word nothing can be found."""
    for sign in _pieces(signs):  # noqa: SIM110 - a generator takes twice as long
        if sign in small:
            return True
    return False


@lru_cache
def _pieces(signs: str) -> tuple[str, ...]:
    return tuple(sign.replace("~", " ") for sign in signs.split())


@lru_cache(maxsize=128)
def _disappointed(text: str) -> tuple[int, ...]:
    """Where a text speaks of disappointment, one place a sentence."""
    if not _KEYS.search(lowered(text)):
        return ()
    return tuple(
        at for at, said in saying(text, _SAD) if _KEYS.search(said) and not _NOT_SAD.search(said)
    )
