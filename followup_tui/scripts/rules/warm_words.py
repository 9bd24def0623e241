"""The words of L06 and L07, clipped, formal, homely or foreign: a hello, a wish to work there."""

from __future__ import annotations

import re
from functools import lru_cache

from followup_tui.core.names import company_key

_GREETED = r"(?:hello|hallo|hullo|hi|hiya|hey|howdy|g'day|greetings?|salutations)"
HELLO = re.compile(
    rf"\b(?:just|only|simply|merely|wee|little|quick|tiny|big) (?:\w+ ){{0,2}}?{_GREETED}\b"
    rf"|\b(?:a|one|another|my|this|with|of|send\w*|bring\w*|say\w*) (?:\w+ ){{0,2}}?(?:hello"
    r"|hallo|hullo|hiya|howdy|g'day|greetings?)\b"
    r"|\bgreet(?:ing)? (?:you|ye|yous)\b|\b(?:pop|popp|stick|stuck|pok|put|putt)(?:ing|ed"
    r"|e)? (?:my|me|the) (?:head|nose)\b"
    r"|\bknock(?:ing)? (?:on|at) your door|\bwav(?:e|ing)\b|\bsigns? of life\b"
    r"|\b(?:no|without|not an?|nothing|never an?|nae) (?:\w+ )?(?:agenda|reason|occasion|urgent"
    r"|errand|special|favou?r to ask)\b"
    r"|\b(?:it is|it's|'?tis|only|just) (?:only |just )?me\b|\b(?:giv|gie|gi)(?:ing|e|es"
    r"|en)? (?:you|ye|yous) (?:\w+ ){0,2}?(?:bell|buzz|shout"
    r"|tinkle|ring|call|wave|update)\b|\bpay(?:ing)? my respects\b|\b(?:you|yous|ye) (?:came|come"
    r"|crossed|popped|were|was|are) (?:\w+ )?"
    r"(?:in|into|to|on|across) (?:my|me) (?:mind|head|thoughts?)\b|\bthink(?:ing)? (?:of|about|on"
    r"|at) (?:you|yous|ye)\b"
    r"|\b(?:not|never|so|lest) (?:\w+ ){0,3}?(?:forget|forgotten)\b|\b(?:not|never|lest"
    r"|before)\b[^.?!]{0,25}\bstrangers?\b|\b(?:how|wanted|want|wish|curious|ask\w*|see"
    r"|hear) (?:\w+ )?how "
    r"(?:you|yous|ye|things|it|everything) (?:\w+ ){0,2}?(?:are|is|go|goes|get|do|doing|going"
    r"|keeping)\b"
    r"|\b(?:i|we) (?:\w+ )?(?:write|wrote|call|ring|phone|mail|text"
    r"|message) (?:\w+ ){0,3}?(?:only|just|simply|again|for|to|since|because)\b"
    r"|\b(?:keep|keeping|leave|leaving) (?:the|our|this|a|that) (?:\w+ )?(?:line|door|channel"
    r"|thread|contact) (?:open|warm|alive|going)\b"
    r"|\b(?:few|couple|two|three) (?:of )?(?:lines|words|minutes)\b"
    r"|\bdrop(?:ping)? (?:\w+ ){0,2}?(?:line|note|word)\b"
    r"|\b(?:catch|catching|touch|touching|check|checking|swing|swinging|stop|stopping|say|look"
    r"|looking) (?:up|base|in|by)\b"
)
_THERE = (
    r"(?:(?:to |tae )?(?:work|be|serve|join|come|start|land|get|belong|build|sign|return"
    r"|contribut|help)(?:ing|e)?"
    r"(?: \w+){0,3}? (?:there|here|in|at|for|with|wi'|beside|alongside|among|aboard|on board|you"
    r"|yous)\b|to work\b|(?:to )?join\w*)"
)
WISH = re.compile(
    r"\b(?:dream|ideal|perfect|favou?rite|preferred|number one|top|first) (?:\w+ )?(?:place|job"
    r"|employer|firm|company|team|pick|choice|shop)\b"
    r"|\b(?:pleasure|privilege|honou?r|joy|delight|fancy|long|longing|yearn\w*|crav\w*|desire"
    r"|wish|wanting|willing|ready|itching|gagging|raring|hunger\w*"
    rf"|class|mighty|grand|magic|brilliant|ace|chuffed|grateful|lucky)\b[^.?!]{{0,30}}?\b{_THERE}"
    r"|\bstill (?:\w+ ){0,2}?(?:interest\w*|keen|up for|game|mad (?:about|on|for)|sold|fond"
    r"|hungry|yours|after|hoping for|dreaming"
    r"|set|drawn|rooting)\b(?! to (?:know|hear|see))|\b(?:interest|wish|desire|hope|heart|mind"
    r"|door|enthusiasm|offer|answer)s? (?:\w+ ){0,3}?(?:still"
    r"|remains?|stays?|stands?|unchanged|the same|as before|lives|continues?"
    r"|not (?:\w+ )?(?:change|less|small|cool|gone|fade|move|shift)\w*)\b"
    r"|\b(?:would|could|can|might|will|d|'d) (?:\w+ )?(?:join|move over|come over|come aboard"
    r"|sign|start|jump)\b[^.?!]{0,25}\b(?:you|tomorrow|heartbeat"
    r"|in a|once|gladly|any day|chance)\b|\bin a heartbeat\b|\bbite your hand\b|\bcount me in\b"
    r"|\bthe (?:one|ones|place|team|lot) for me\b|\b(?:nothing|never|not|no one"
    r"|nobody)\b[^.?!]{0,30}\bput me off\b|\bhave not (?:given|cooled|moved on|changed my)\b"
    r"|\b(?:see|picture|imagine|find) (?:me|myself) (?:\w+ ){0,2}?(?:there|with|at|in|on|among"
    r"|inside)\b|\b(?:work|be|serve|stand|sit) (?:\w+ )?(?:with|beside|among"
    r"|alongside) (?:you|yous|your)\b|\bpart of (?:you|your|the|that|this|it|what)\b"
    r"|\bunder your roof\b|\bone of (?:you|yous|your)\b"
)
_FOND = r"(?:love|like|want|fancy|adore|admire|prefer|rate|choose|treasure|dig)"
_TO_DO = (
    r"(?:to |tae |be |being |work |working |at |in |for |with |the |whole |idea |thought |of |your "
    r"|you |lot |very |much |join |joining |it )"
)


@lru_cache(maxsize=256)
def _fond_of(name: str) -> re.Pattern[str]:
    first = re.escape(company_key(name).split(" ")[0]) if company_key(name) else "company"
    theirs = (
        rf"(?:{first}|your (?:company|firm|team|place|shop|outfit|crew|house|lot|work)"
        r"|you lot|yous|what you (?:\w+ )?(?:do|build|make))\b"
    )
    return re.compile(
        rf"\b(?:i|still|do|would|and|just|really|always) (?:\w+ )?{_FOND} {_TO_DO}{{0,5}}?{theirs}"
        rf"|\b{theirs}[^.?!]{{0,30}}\b(?:place|one|firm|company|spot|team) for me\b"
        r"|\b(?:interest\w*|keen|fond|mad|sold|hope|heart|eyes?|set) (?:in|on|of|about|for"
        rf"|at) (?:\w+ )?{theirs}"
        rf"|\b{theirs} (?:\w+ ){{0,3}}?(?:is|are|remains?|stays?) (?:\w+ ){{0,3}}?(?:favou?rite"
        r"|first|top|dream|best|goal|aim|wish|where i)\b"
    )


def is_fond_of(company: str, text: str) -> bool:
    """Whether a text in plain words says that I like this company, or want it."""
    return _fond_of(company).search(text) is not None
