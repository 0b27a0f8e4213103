"""Whether a pattern that a package brings is matched in little time, whatever the text.

Python's engine backtracks: a pattern such as `(a+)+$` takes it years. What repeats is therefore looked at
before anything is matched: only what can be repeated in one way alone is taken.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

LONGEST: Final = 1000
MOST_REPEATS: Final = 3
"""Endless repeats in one pattern; each may multiply the time by the length of the text."""

_REPEATS: Final = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_CHARACTERS: Final = (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY)


@cache
def pattern_fault(pattern: str) -> str:
    r"""Return why a pattern is not used, or "".

    Examples
    --------
    >>> pattern_fault("[a-z]+(-[a-z]+)*"), pattern_fault(r"\bnot (?:\w+ )?widely")
    ('', '')
    >>> pattern_fault("(a+)+$")
    'it may take endless time: a group is repeated that can be repeated in several ways'
    >>> pattern_fault("(a")
    'missing ), unterminated subpattern at position 0'
    """
    if len(pattern) > LONGEST:
        return f"longer than {LONGEST} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
            parsed = parser.parse(pattern)
        nodes = list(_below(parsed))
    except (re.error, OverflowError) as error:
        return str(error)
    except RecursionError:
        return "nested too deep"
    repeats = [node for node in nodes if node[0] in _REPEATS]
    if any(node[0] in (codes.GROUPREF, codes.GROUPREF_EXISTS) for node in nodes):
        return "it refers back to a group"
    if not all(_is_in_one_way(most, body) for _, (_, most, body) in repeats):
        return "it may take endless time: a group is repeated that can be repeated in several ways"
    if _endless(parsed) > MOST_REPEATS:
        return f"it may take endless time: more than {MOST_REPEATS} endless repeats"
    return ""


def _below(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield every node of a parsed pattern."""
    for node in nodes:
        yield node
        yield from _below(_inside(node))


def _inside(node: Any) -> Iterator[Any]:
    parts = [node[1]] if isinstance(node[1], parser.SubPattern) else node[1]
    if node[0] in _CHARACTERS or not isinstance(parts, tuple | list):
        return
    for part in parts:
        if isinstance(part, parser.SubPattern):
            yield from part
        elif isinstance(part, list):
            for one in part:
                if isinstance(one, parser.SubPattern):
                    yield from one


def _endless(nodes: Iterable[Any]) -> int:
    """Return how many endless repeats may share a text among them: not those that one character begins."""
    count = 0
    for node in nodes:
        if node[0] not in _REPEATS:
            count += _endless(_inside(node))
            continue
        _, most, body = node[1]
        count += most > LONGEST
        if not _is_in_one_way(2, body):
            count += _endless(body)
    return count


def _is_in_one_way(most: int, body: Any) -> bool:
    """Return whether what is repeated ends in one way: a character, or what only its first one begins."""
    nodes = list(_below(body))
    free = [node for node in nodes if node[0] in (*_REPEATS, codes.BRANCH)]
    if most <= 1 or not free:
        return True
    flat = [node for node in nodes if node[0] in _CHARACTERS]
    first = next(iter(body), None)
    while first is not None and first[0] is codes.SUBPATTERN:
        first = next(iter(first[1][-1]), None)
    if first is None or first[0] not in (codes.LITERAL, codes.IN) or any(n[0] is codes.BRANCH for n in free):
        return False
    starts = _literals(first)
    return bool(starts) and not any(_takes(node, code) for node in flat[1:] for code in starts)


def _literals(node: Any) -> list[int]:
    """Return the characters that a node takes, if it lists them."""
    if node[0] is codes.LITERAL:
        return [node[1]]
    listed = all(kind is codes.LITERAL for kind, _ in node[1])
    return [code for _, code in node[1]] if listed else []


def _takes(node: Any, code: int) -> bool:
    """Return whether a node may take a character; what is not looked into may."""
    kind, given = node
    if kind is codes.LITERAL:
        return bool(given == code)
    if kind is codes.IN and given[0][0] is not codes.NEGATE:
        return any(
            low[1] == code
            if low[0] is codes.LITERAL
            else low[0] is not codes.RANGE or low[1][0] <= code <= low[1][1]
            for low in given
        )
    return True
