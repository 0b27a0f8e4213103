"""Plain English, one word for one thing, in whatever a user reads."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ocdataset as oc
from tests.cli.commands import commands

NOT_PLAIN = re.compile(
    r"\b(?:tells?|told|telling|come by|came by|comes by|borne out|lets? through|parted by|beside)\b",
    flags=re.IGNORECASE,
)
"""What a reader stumbles on: say, known, separated and next to are meant."""
CODES_IN_DATA = re.compile(r"told_apart|not_told")
PAGES = ("README.md", "SECURITY.md", "RELEASING.md", "docs/*.md", "docs/howto/*.md", "docs/reference/*.md")
OF_OTHERS = {"CODEBOOK.md"}
"""What was coded by it is known by its hash."""


def not_plain(text: str) -> list[str]:
    return NOT_PLAIN.findall(CODES_IN_DATA.sub("", text))


def docstrings(tree: ast.Module) -> set[ast.AST]:
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(node.value)
    return found


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """Give the texts of a module that may be shown, each with its line; words of an expression are none."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    hidden = docstrings(tree)
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in hidden
        if is_text and " " in node.value.strip():
            yield node.lineno, node.value


def modules(checkout: Path) -> list[Path]:
    return sorted((checkout / "ocdataset").rglob("*.py"))


def test_messages_are_plain(checkout: Path) -> None:
    found = [
        f"{file.relative_to(checkout)}:{line}: {text}"
        for file in modules(checkout)
        for line, text in texts(file)
        if not_plain(text)
    ]
    assert found == []


def test_help_is_plain() -> None:
    for name, command in commands():
        shown = " ".join([command.help or "", *(getattr(one, "help", "") or "" for one in command.params)])
        assert not_plain(shown) == [], name


def test_docstrings_of_calls_are_plain() -> None:
    for name in set(dir(oc)) - {"__version__", "errors"}:
        assert not_plain(getattr(oc, name).__doc__ or "") == [], name


def test_pages_are_plain(checkout: Path) -> None:
    for pattern in PAGES:
        for page in checkout.glob(pattern):
            if page.name not in OF_OTHERS:
                assert not_plain(page.read_text(encoding="utf-8")) == [], page


def test_descriptions_of_columns_are_plain(checkout: Path) -> None:
    for file in (checkout / "schemas").glob("*.json"):
        schema = json.loads(file.read_text(encoding="utf-8"))
        for one in [schema, *schema["fields"]]:
            assert not_plain(f"{one.get('title', '')} {one.get('description', '')}") == [], file


def counts_in_words(file: Path) -> Iterator[str]:
    """Give each number of things in a text that is in the plural even if it is one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        for number, text in zip(node.values, node.values[1:], strict=False):
            if isinstance(number, ast.FormattedValue) and isinstance(text, ast.Constant):
                counts = ast.unparse(number.value).startswith("len(")
                if counts and re.match(r" (?:[a-z]+ )?[a-z]+s\b", str(text.value)):
                    yield f"{file.name}:{node.lineno}: {text.value}"


@pytest.mark.parametrize("folder", ["cli", "check/doctor", "check/report.py"])
def test_one_thing_is_in_the_singular(folder: str, checkout: Path) -> None:
    place = checkout / "ocdataset" / folder
    files = [place] if place.is_file() else sorted(place.glob("*.py"))
    assert [one for file in files for one in counts_in_words(file)] == []


def test_a_word_that_is_not_plain_is_found() -> None:
    assert not_plain("what the page tells, parted by blanks") == ["tells", "parted by"]
