"""Claims about Markdown that goes out: text from outside stays text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from followup_tui.core.text import clean_line
from followup_tui.exchange.markdown import Entry, Part, escaped, page

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
signs = st.text(st.sampled_from("#*_`[]()<>!|~&;-+=.1\\ \tab:/$\n"), max_size=30)
OWN = {"heading", "bullet_list", "list_item", "paragraph", "inline", "blockquote"}


def kinds(tokens: list[Token]) -> set[str]:
    """What a reader takes the parts of a page for."""
    return {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}


def shown(tokens: list[Token]) -> list[str]:
    """The lines of text that a reader shows."""
    inline = [token for token in tokens if token.type == "inline"]
    return [
        line
        for token in inline
        for line in "".join(
            "\n" if child.type in ("hardbreak", "softbreak") else child.content
            for child in token.children or []
        ).split("\n")
    ]


@settings(max_examples=50, deadline=None)
@given(name=signs.filter(str.strip), text=signs.filter(str.strip), quoted=signs)
def test_text_is_shown_letter_by_letter(name: str, text: str, quoted: str) -> None:
    """No sign in it makes a heading, a list, a link, an image or HTML."""
    tokens = READER.parse(page(name, [Part("P", [Entry(text, quoted, (text,))])]))
    assert kinds(tokens) <= OWN
    lines = [clean_line(line) for line in quoted.split("\n")]
    wanted = [clean_line(name), "P", clean_line(text), clean_line(text), *filter(None, lines)]
    assert shown(tokens) == wanted
    inner = {child.type for token in tokens for child in token.children or []}
    assert inner <= {"text", "text_special", "hardbreak", "softbreak"}


def test_ordinary_text_is_left_readable() -> None:
    """Dots, brackets and dashes within a sentence need nothing."""
    assert escaped("Ann (R.D.) - call 5.30, ann@acme.example") == (
        "Ann (R.D.) - call 5.30, ann@acme.example"
    )


def test_an_empty_part_is_left_out() -> None:
    """No heading stands over nothing."""
    assert page("Acme", [Part("People", []), Part("Notes", [Entry("tea")])]) == (
        "# Acme\n\n## Notes\n\n- tea\n"
    )
