"""Text from files made safe to show: what a terminal would obey, or could not show, becomes a sign."""

import re
from typing import Final

# what a terminal obeys, what turns the direction of writing, what is a line end to some, half a character
_OBEYED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_END: Final = re.compile("[\n\t]")


def plain(text: str) -> str:
    r"""Return a text of lines without control characters: each of them is one sign that names it.

    Examples
    --------
    >>> plain("a\x1b[31mb\tc\n"), plain("\u202edcba")
    ('a␛[31mb\tc\n', '�dcba')
    """
    return _OBEYED.sub(_sign, text)


def one_line(text: str) -> str:
    r"""Return a text as a single line without control characters.

    Examples
    --------
    >>> one_line("bad\nname.txt")
    'bad␊name.txt'
    """
    return _LINE_END.sub(_sign, plain(text))


def plain_json(text: str) -> str:
    r"""Return JSON in which what a terminal would obey is written as an escape, which means the same.

    Examples
    --------
    >>> plain_json('{"a": "\x9b"}')
    '{"a": "\\u009b"}'
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"
