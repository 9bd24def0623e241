"""Words in their plain form: contractions and dialect levelled, inflection taken off."""

from __future__ import annotations

import re
from functools import lru_cache

_LEVELLED = {
    **dict.fromkeys(("ye", "yous", "youse", "yall", "y'all", "u", "thee", "ya"), "you"),
    **dict.fromkeys(("yer", "ur", "thy"), "your"),
    **dict.fromkeys(("gie", "gi"), "give"),
    **dict.fromkeys(("gies", "gimme", "gizza", "giz", "gis", "gie's"), "give me"),
    "tae": "to",
    "hae": "have",
    "wi": "with",
    "wi'": "with",
    "o'": "of",
    "gaun": "going",
    "yon": "that",
    "oot": "out",
    "aboot": "about",
    "ken": "know",
    "yin": "one",
    "isna": "is not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "lemme": "let me",
    "dunno": "do not know",
    "ony": "any",
    "onybody": "anybody",
    "naebody": "nobody",
    "nae": "no",
    "aint": "is not",
    "ain't": "is not",
    "won't": "will not",
    "wont": "will not",
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "shan't": "shall not",
    "im": "i am",
    "ive": "i have",
    "youve": "you have",
    "let's": "let us",
    "lets": "let us",
    "'em": "them",
    "em": "them",
    "whats": "what is",
    "hows": "how is",
    "mah": "my",
    "ma": "my",
    "summat": "something",
    "owt": "anything",
    "nowt": "nothing",
    "mebbe": "maybe",
    "noo": "now",
    "aff": "off",
    "doon": "down",
    "hame": "home",
    "guid": "good",
    "auld": "old",
    "haud": "hold",
    "fae": "from",
    "frae": "from",
    "jist": "just",
    "whit": "what",
    "wha": "who",
    "hoo": "how",
}
_NOT = {"dis": "does", "din": "do", "di": "do", "wid": "would", "cud": "could", "shud": "should"}
_TAILS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS_AFTER = frozenset(
    [
        "how",
        "what",
        "who",
        "where",
        "when",
        "that",
        "there",
        "it",
        "he",
        "she",
        "here",
        "everything",
        "something",
        "anything",
        "nothing",
        "one",
        "somebody",
        "someone",
        "nobody",
        "everybody",
        "this",
    ]
)
_BARE_NOT = re.compile(r"(do|does|did|is|was|would|could|should|has|have|had|are|were)nt")


@lru_cache(maxsize=4096)
def level(word: str) -> tuple[str, ...]:
    """A lower-case word as the plain words it stands for: "disnae" is does not, "y'all" is you."""
    if word in _LEVELLED:
        return tuple(_LEVELLED[word].split())
    for tail, plain in _TAILS.items():
        if word.endswith(tail) and len(word) > len(tail):
            return (*level(word[: -len(tail)]), plain)
    if word.endswith("'s"):
        head = level(word[:-2])
        return (*head, "is") if head[-1] in _IS_AFTER else head
    if word.endswith("in'") and len(word) > 4:
        return (f"{word[:-1]}g",)
    word = word.strip("'")
    if (bare := _BARE_NOT.fullmatch(word)) is not None:
        return bare[1], "not"
    if word.endswith("nae") and len(word) > 4:
        return _NOT.get(word[:-3], word[:-3]), "not"
    return (word,) if word else ()


_IRREGULAR = {
    form: plain
    for plain, forms in {
        "be": "am is are was were been being",
        "have": "has had having",
        "do": "does did done doing",
        "go": "goes went going gone",
        "get": "got gotten getting gets",
        "take": "took taken",
        "come": "came",
        "choose": "chose chosen",
        "fall": "fell fallen",
        "find": "found",
        "know": "knew known",
        "think": "thought",
        "give": "gave given",
        "keep": "kept",
        "hold": "held",
        "bring": "brought",
        "stand": "stood",
        "hear": "heard",
        "see": "saw seen",
        "say": "said",
        "tell": "told",
        "become": "became",
        "begin": "began begun",
        "seek": "sought",
        "throw": "threw thrown",
        "win": "won",
        "run": "ran",
        "break": "broke broken",
        "make": "made",
        "buy": "bought",
        "sell": "sold",
        "spend": "spent",
        "build": "built",
        "pay": "paid",
        "lose": "lost",
        "rise": "rose risen",
        "grow": "grew grown",
        "freeze": "froze frozen",
        "drive": "drove driven",
        "shut": "shuts shutting",
        "person": "persons",
        "man": "men",
        "woman": "women",
        "shelf": "shelves",
        "life": "lives",
        "mean": "meant",
        "send": "sent",
        "meet": "met",
        "lead": "led",
        "write": "wrote written",
        "speak": "spoke spoken",
        "child": "children",
    }.items()
    for form in forms.split()
}
_NOUNS = frozenset(["opening", "openings", "meeting", "meetings", "building", "buildings"])
_SHORTEST = 3
_VOWEL = re.compile("[aeiouy]")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its inflection: leaves, leaving and leave are one; made-up stems are no matter."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= _SHORTEST or word in _NOUNS:
        return word.removesuffix("s") if word in _NOUNS else word
    for tail in ("ies", "ied", "ing", "ed", "es", "s"):
        body = word[: -len(tail)]
        if word.endswith(tail) and len(body) > 1 and _VOWEL.search(body):
            if tail[0] == "i" and tail != "ing":
                return body + "i"
            if tail == "s" and body[-1] in "su":
                break
            word = body
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    if word.endswith("e") and len(word) > _SHORTEST:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST else word
