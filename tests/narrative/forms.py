"""Other extractions of one and the same text."""

import textwrap
import unicodedata
from collections.abc import Callable


def rewrapped(text: str) -> str:
    paragraphs = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return "\n\n".join(textwrap.fill(paragraph, 60, break_on_hyphens=False) for paragraph in paragraphs)


FORMS: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "rewrapped": rewrapped,
    "curly_quotes": lambda text: text.replace("'", "\u2019").replace('"', "\u201d"),
    "straight_quotes": lambda text: text.replace("\u2019", "'").replace("\u2013", "-"),
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "nfc": lambda text: unicodedata.normalize("NFC", text),
    "form_feeds": lambda text: text.replace("\n\n", "\n\f"),
    "double_blank_lines": lambda text: text.replace("\n\n", "\n \n\n"),
    "without_markup": lambda text: text.replace("#", "").replace("*", ""),
}
