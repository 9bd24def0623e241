"""L06 to L10: the four parts of a message that keeps warm, and more than a hello (S3.18, S3.25-S3.29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from followup_tui.core.words import Level, NoteKind, Purpose
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.teasing import asks_for_time, teases, told_insight
from followup_tui.scripts.rules.telling import share
from followup_tui.scripts.rules.warm_words import HELLO, WISH, is_fond_of
from followup_tui.scripts.rules.wording import levelled, lowered, saying, sentences

_PURPOSE = re.compile(
    r"\b(?:(?:ring|call|phon|ping|writ)(?:ing)? (?:you|up)\b|pop(?:ping)? (?:up|in|by)|(?:two"
    r"|three|couple of) (?:\w+ )?(?:lines|words|minutes)|a (?:wave|shout)\b|me again\b|(?:say"
    r"|saying|quick|short|brief|friendly|little|warm|small|a|an|my|your|with|of) "
    r"(?:hello|hi|hey|greetings?|regards)\b"
    r"|(?:stay|keep|remain|be|get)\w* (?:in (?:touch|contact)|connected|close to)"
    r"|touch(?:ing)? base"
    r"|(?:check|catch|touch|follow|reach)(?:ing|ed)? (?:in|up|out)\b|los(?:e|ing) (?:touch"
    r"|contact|sight|track)"
    r"|drop(?:ping|ped)? (?:you|by|in)|(?:call|writ|phon|ring|mail|messag)(?:ing|e"
    r"|ed) (?:you )?(?:\w+ ){0,2}?"
    r"(?:to|because|about|with|for|so|by hand|today|that|since)\b|(?:called|wrote|call"
    r"|write) (?:\w+ ){0,2}?(?:to|because|about)\b"
    r"|(?:a|an|one|these|this|few|another|only|just|my|short|quick|brief) (?:\w+ ){0,2}?"
    r"(?:notes?|lines?|words?|message|voicemail|thoughts?|questions?|minutes?|update|calls?"
    r"|letter|offer|find|mail|e-mail"
    r"|ring|sign of life|moment)\b"
    r"|reason (?:for|i'm|i am|to|why|i)\b|wanted to\b|(?:i'd|i would) like to (?:say|tell|pass"
    r"|send|share|give|let|ask|offer)"
    r"|want to (?:say|tell|send|pass|share|let|ask|remind)|thought i(?:'d| would)|had to (?:think"
    r"|call|write)"
    r"|(?:be|keep (?:it|this|things)) (?:\w+ )?(?:short|brief|quick)|for (?:one|a) (?:minute"
    r"|moment)"
    r"|(?:something|thing|find|news|information|idea|offer|question|tip)\b[^.!?]{0,30}\b(?:for|to"
    r"|with) you\b|for you rather"
    r"|about something|(?:found|came across|discovered|learned|prepared"
    r"|dug up) (?:\w+ ){0,2}?(?:something|information|thing)"
    r"|think back|to mind\b|(?:think|thinking|thought) of you|(?:send|sending) (?:you|this)\b"
    r"|as promised|digging)"
)
_WORK_THERE = (
    r"(?:(?:to )?work(?:ing)? (?:\w+ )?(?:at|for|with|there|here|in|alongside|on your)|to work\b"
    r"|join(?:ing)?\b"
    r"|be (?:a )?part|being (?:a )?part|part of|belong|land(?:ing)?\b|end up|contribute"
    r"|do my part|my part"
    r"|see myself|(?:be|want to be) in it|on board|aboard|find a home|on your team|your team\b"
    r"|team up"
    r"|be (?:one of|among) (?:you|your)|where i|do (?:this|that|the|it|some"
    r"|good) (?:kind of )?work)"
)
_INTEREST = re.compile(
    r"\b(?:(?:i'd|i would|i|i do|would|i'll) still (?:\w+ )?(?:want|hope|wish|see|dream|think of"
    r"|take|sign|come|choose|love|like)|i remain\b|nothing (?:has changed|would please"
    r"|would make)|nowhere else|number one|(?:best|favou?rite) (?:employer|place)|(?:want|like"
    r"|love|hope)\w* to (?:be|end up|start|come) (?:at|with|to|on)\b|count me (?:among|in)|(?:my"
    r"|still|remain|remains|very|so|as|lost|continu\w+|same|great|strong|strongly"
    r"|lasting|deep|deeply|really"
    r"|much|am|i'm|stay|staying|more|most|the|ongoing|highly|genuinely|just as) interest(?:ed)?\b"
    r"|interest(?:ed)? in (?:work|join|the|your|be|you|what|this|a|[a-z])\w*|(?:keen|eager"
    r"|thrilled|excited)(?:er)?\b|enthus\w+|passion\w*"
    r"|(?:like|love|want|wants|wanted|wanting|wish|hope|hoping|hoped|glad|gladly|happy|proud"
    r"|thrilled|delighted|pleased|welcome|jump|enjoy"
    r"|dream\w*|wonderful|honou?red|privilege|aim|plan|intend|look(?:ing)? forward|thought|idea"
    r"|convinced|certain)\b[^.?!]{0,45}?\b"
    + _WORK_THERE
    + r"|(?:see|seeing|picture|imagine|saw|find) myself|(?:high|top|first"
    r"|up) (?:\w+ ){0,3}?list\b|(?:first|top|number one) choice"
    r"|next (?:step|chapter|move|job|role)|(?:not|never|n't) (?:\w+ )?(?:changed|faded|cooled"
    r"|gone away|waned|lessened|stopped)"
    r"|as (?:much|lively|strong|interested|keen|eager|warm) as|set on\b|where i (?:would|'d|want"
    r"|hope|see)"
    r"|employer of choice|attractive to me|(?:keen|warm) on|my heart|liked what i saw"
    r"|like what .{1,40} (?:do|does)\b"
    r"|i(?:'d| would) (?:\w+ )?(?:come|fit|thrive)|made me keener|drawn to|appeals? to me"
    r"|joining\b|working (?:for|at)\b|(?:my |an? )?(?:sights?|heart|eyes?|hopes?) (?:\w+ )?on\b"
    r"|as \w+(?: \w+){0,4} as (?:ever|before|always)|(?:happy|glad|at home|proud) at\b|given up"
    r"|(?:aim|goal|wish|dream|ambition|plan)s? (?:of|to|is)\b)"
)
_NEWS = (
    r"(?:news\w*|articles?|press|papers?|headlines?|announce\w*|journal|tribune|gazette|magazine"
    r"|radio|podcast|keynote"
    r"|website|blog|posts?|posted|launch\w*|merger|merging|acqui(?:red?|ring|sition)|expan(?:ded?"
    r"|ding|sion)|awards?|prize"
    r"|funding|congratulat\w*|congrats|release[ds]?|ipo|headquarters|quarterly|annual report"
    r"|won\b|opening (?:in|a|of|up)"
    r"|you(?:'ve|'re| have| are)? (?:just )?(?:opened|opening|hired|hiring|acquired|bought|signed"
    r"|launched|won|moved|moving|built|building))"
)
_WATCHING = re.compile(
    rf"\b(?:reuters|bloomberg|wires|stocks?|shares|earnings|forecast|quarter|results|deal"
    rf"|catalog(?:ue)?|campaign|commercial|billboard|title|bravo|well done|broke ground"
    rf"|trade (?:press|fair))\b|\b{_NEWS}\b"
    r"|(?:\bi|\bi've|\bi have|\bi had|\bjust|\band|\balso|^|[,;:] )(?: ?(?:just|only|also|have"
    r"|then|recently|lately|looked twice when i|was (?:glad|happy) to)){0,2}"
    r" ?\b(?:saw|seen|read|heard|noticed|spotted|gather|watched|followed|noted|hear|see that"
    r"|understand (?:that )?(?:you|your|the))\b"
    r"(?! from| back| you\b| me\b| myself| my| our)"
    r"|caught my (?:eye|attention|ear)|stood out|(?:an |my )(?:eye|ears?) (?:on|open|out)"
    r"|keep(?:ing)? up with|kept up with"
    r"|\b(?:i|i've been|i'm|been|i keep|by|gladly|and|i'll be|kept|keep) (?:still )?(?:following"
    r"|follow|watching|watch|tracking|monitor(?:ing)?|reading)\b(?! up)"
    r"|\b(?:new|latest|recent|big|upcoming) (?:\w+ ){0,2}?(?:plant|line|office|product|store"
    r"|track|factory|building|ceo|site|model|campus"
    r"|contract|campaign|platform|version|app|partner\w*|customer|design|series|division|lab"
    r"|center|strategy|fund|clinic|project)\b"
    r"|\byour (?:\w+ ){0,2}?(?:launch|merger|expansion|award|announcement|move|results|contract"
    r"|acquisition|rollout|plant|test track)\b"
)
_RESEARCH = re.compile(
    r"\b(?:found|find|dug|digging|research\w*|came across|come across|discover\w*|turned up"
    r"|look(?:ed|ing) (?:in|at|further)\w*"
    r"|learned|learnt|prepared|analysis|reading|homework|ran into|ran across|heard|clear view"
    r"|worth knowing|crossed my desk)\b"
)


def purpose(script: Script) -> Iterator[Remark]:
    """It says briefly why I am in touch: the first of the four parts (S3.25)."""
    if script.text.strip() and not _says_purpose(script):
        yield Remark(0, "Say briefly why you are in touch, such as a quick hello.")


def interest(script: Script) -> Iterator[Remark]:
    """It reminds them that I would still like to work there: the second part (S3.26)."""
    if script.text.strip() and not _says_interest(script):
        where = script.known.company or "the company"
        yield Remark(0, f"Remind them that you are still interested in {where}.")


def watching(script: Script) -> Iterator[Remark]:
    """It shows that I follow the company, by a piece of news: the third part (S3.27)."""
    if script.text.strip() and not _says_watching(script):
        yield Remark(0, "Show that you follow the company: mention a piece of its news.")


def question(script: Script) -> Iterator[Remark]:
    """It asks something that they will enjoy answering: the fourth part (S3.28)."""
    if script.text.strip() and not _asks(script):
        yield Remark(0, "Ask one question about their work, such as how the news touches it.")


def parts_present(script: Script) -> tuple[bool, bool, bool, bool]:
    """Which are there: purpose, continued interest, watching the company, a question (S3.29)."""
    return (
        _says_purpose(script),
        _says_interest(script),
        _says_watching(script),
        _asks(script),
    )


_PRAISE = re.compile(
    r"\b(?:great|amazing|wonderful|fantastic|awesome|incredible|excellent|outstanding|impressive"
    r"|dream|world-class|leading)"
    r" (?:company|firm|organi[sz]ation|employer|place to work|culture|workplace|business)\b"
)
_PRAISED_FOR = re.compile(
    r"\b(?:because|since|for (?:its|the|your)|the way|how|when|where|:|who|that)\b|:"
)


def only_hello(script: Script) -> Iterator[Remark]:
    """It brings news with a question, or an insight; praise says what for (S1.22, S1.23, S2.10)."""
    if not script.text.strip():
        return
    if not (_brings_insight(script) or (_says_watching(script) and _asks(script))):
        yield Remark(
            0, "This only stays in touch: bring a piece of news with a question, or an insight."
        )
    for at, said in saying(script.text, _PRAISE):
        if not _PRAISED_FOR.search(said):
            message = "Anybody could say this of any company: say what you like about this one."
            yield Remark(at, message, Level.INFO)


def _says_purpose(script: Script) -> bool:
    is_value = script.purpose == Purpose.VALUE and teases(script) is not None
    return is_value or _states_purpose(script.text)


# Each part is a rule of its own, a mark beside the script, and what others ask about.
@lru_cache(maxsize=4)
def _states_purpose(text: str) -> bool:
    return _says(text, _PURPOSE, HELLO)


def _says_interest(script: Script) -> bool:
    return _states_interest(script.text, script.known.company)


@lru_cache(maxsize=4)
def _states_interest(text: str, company: str) -> bool:
    return _says(text, _INTEREST, WISH) or is_fond_of(company, levelled(text))


def _says(text: str, *patterns: re.Pattern[str]) -> bool:
    """Whether a text says so, as it is written or in plain words."""
    ways = (lowered(text), levelled(text))
    return any(pattern.search(way) for pattern in patterns for way in ways)


def _says_watching(script: Script) -> bool:
    if _speaks_of_news(script.text):
        return True
    small = lowered(script.text)
    if script.purpose == Purpose.VALUE and _RESEARCH.search(small):
        return True
    news = [note for note in script.known.notes if note.kind is NoteKind.NEWS]
    return any(share(script.text, note.text) >= 0.4 for note in news)


@lru_cache(maxsize=4)
def _speaks_of_news(text: str) -> bool:
    return _WATCHING.search(lowered(text)) is not None


def _brings_insight(script: Script) -> bool:
    return teases(script) is not None or told_insight(script) is not None


_SMALL_TALK = re.compile(
    r"^(?:(?:and|so|but|hi|hey|hello|well) )*(?:\w+, )?(?:"
    r"(?:how (?:are|were|have|is)|how's|what's|what is|are|is|hope)"
    r"(?: (?:you|things|everything|all|life|your (?:day|week|family|summer|weekend|side|end)"
    r"|been|doing|going|keeping|well"
    r"|up|new|today|these days|lately|there|with you|at|on|ok|okay|good|over|now|then|again"
    r"|feeling))+"
    r"|how's it going|(?:can|could|would|will) you (?:please )?(?:call|ring|phone|write|get back"
    r"|give me)\b.*"
    r"|(?:do you have|got|have you got|is (?:this|now)) a (?:good )?(?:minute|moment|second"
    r"|time)\b.*"
    r"|(?:right|ok|okay|remember me|all (?:well|good|right)|really))\?+$"
)
_INDIRECT = re.compile(
    r"\b(?:(?:love|like|keen|glad|happy|enjoy|nice|good|interested|delighted) (?:to|in) "
    r"(?:hear|hearing|know|knowing|learn|learning|see|read|find out|ask)|curious|wonder(?:ing"
    r"|ed)?|tell me"
    r"|ask(?:ing|ed)? (?:myself|you))\b[^.?!]{0,25}?\b(?:how|what|which|where|whether|who|why|if"
    r"|about)\b"
    r"|^(?:how|what|where|why|who)(?:'s| is| are| does| do| did| has| have| will) (?!i\b).{8,}"
)


def _asks(script: Script) -> bool:
    """An offer of something worth knowing asks for a time instead."""
    if script.purpose == Purpose.VALUE and asks_for_time(script):
        return True
    return _asks_something(script.text)


@lru_cache(maxsize=4)
def _asks_something(text: str) -> bool:
    return any(_engages(said) for _, said in sentences(text))


def _engages(said: str) -> bool:
    if _SMALL_TALK.search(said):
        return False
    # A gap such as [news?] asks nothing.
    return said.endswith("?") or _INDIRECT.search(said) is not None
