"""The XML of a workbook's parts as cells: bounded in rows, cells and text, and no entity expanded.

Library readers lay a sheet out as a full rectangle: two cells, A1 and XFD1048576, make them ask for
512 GiB and abort the process. Here only cells that hold something cost anything.
"""

import re
from collections.abc import Callable, Mapping
from typing import IO, Final
from xml.parsers import expat

from ocdataset.read.workbook.grid import CellKind, Grid, GridCell, Merge
from ocdataset.reference.errors import WorkbookRefused

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CELLS: Final = 300_000
MOST_STRINGS: Final = 300_000
MOST_MERGES: Final = 10_000
MOST_RELATIONS: Final = 10_000
LONGEST_TEXT: Final = 32_767
LONGEST_TOKEN: Final = 1 << 18
"""Bytes of a tag or a comment; what is longer is read anew with every chunk by some parsers."""
MOST_ELEMENTS: Final = 1_000_000
DEEPEST: Final = 64
CHUNK: Final = 1 << 16

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# half of a character has no place in a text
_ESCAPED: Final = re.compile(r"_x((?![dD][89A-Fa-f])[0-9A-Fa-f]{4})_")
_KINDS: Final[Mapping[str, CellKind]] = {"b": "logical", "e": "error", "n": "number"}

Attributes = dict[str, str]


class _Handler:
    """What the parts have in common: names without their namespace, and text within bounds."""

    def __init__(self) -> None:
        self.text: list[str] | None = None
        self.length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def collect(self) -> None:
        """Keep the text from here on."""
        self.text, self.length = [], 0

    def characters(self, data: str) -> None:
        """Take a piece of text."""
        if self.text is not None:
            self.length += len(data)
            if self.length > LONGEST_TEXT:
                raise WorkbookRefused(f"a text of more than {LONGEST_TEXT} characters")
            self.text.append(data)

    def collected(self) -> str:
        """Return the text since `collect`, and keep no more."""
        text, self.text = "".join(self.text or ()), None
        return text


def parse(content: IO[bytes], handler: _Handler, budget: "Budget") -> None:
    """Parse a part, at the cost of a budget of elements.

    Raises
    ------
    WorkbookRefused
        If it is not well formed, declares a document type, or exceeds a bound.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    bounds = _Bounds(handler, budget)
    parser.StartElementHandler = bounds.start
    parser.EndElementHandler = bounds.end
    parser.CharacterDataHandler = bounds.characters
    parser.CommentHandler = parser.ProcessingInstructionHandler = bounds.passed
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        while chunk := content.read(CHUNK):
            bounds.feed(len(chunk))
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise WorkbookRefused(f"XML that is not well formed ({error})") from None
    except (LookupError, UnicodeError):
        raise WorkbookRefused("XML in an encoding that is not known") from None


class Budget:
    """How many elements all parts of a workbook may still have."""

    def __init__(self, elements: int = MOST_ELEMENTS) -> None:
        self.left = elements


class _Bounds:
    """A handler behind bounds: how deep tags are nested, how many there are, how long one is.

    Parameters
    ----------
    handler : Handler
    budget : Budget
    """

    def __init__(self, handler: _Handler, budget: Budget) -> None:
        self.handler, self.budget = handler, budget
        self.depth = self.fed = 0

    def feed(self, size: int) -> None:
        """Refuse a token that goes on and on, of which no handler is told."""
        self.fed += size
        if self.fed > LONGEST_TOKEN + CHUNK:
            raise WorkbookRefused(f"a tag or comment of more than {LONGEST_TOKEN // 1024} KiB")

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        self.fed = 0
        self.depth += 1
        self.budget.left -= 1
        if self.depth > DEEPEST:
            raise WorkbookRefused(f"XML nested deeper than {DEEPEST} levels")
        if self.budget.left < 0:
            raise WorkbookRefused(f"more than {MOST_ELEMENTS:,} elements of XML")
        self.handler.start(_local(name), attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.fed = 0
        self.depth -= 1
        self.handler.end(_local(name))

    def characters(self, data: str) -> None:
        """Take a piece of text."""
        self.fed = 0
        self.handler.characters(data)

    def passed(self, *_: object) -> None:
        """Take note that a token has ended."""
        self.fed = 0


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_document_type(*_: object) -> None:
    raise WorkbookRefused("a document type declaration, which no workbook has")


class SharedStrings(_Handler):
    """The table of texts; what is written above a text for its pronunciation is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.parts: list[str] = []
        self.phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        """Start a text or a piece of one."""
        if name == "si":
            self.parts = []
        elif name == "rPh":
            self.phonetic = True
        elif name == "t" and not self.phonetic:
            self.collect()

    def end(self, name: str) -> None:
        """Finish a text or a piece of one."""
        if name == "t" and self.text is not None:
            self.parts.append(self.collected())
        elif name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.strings.append(_unescaped("".join(self.parts)))
            if len(self.strings) > MOST_STRINGS:
                raise WorkbookRefused(f"more than {MOST_STRINGS} texts")


class SheetCells(_Handler):
    """The cells and merged rectangles of a sheet."""

    def __init__(self, strings: list[str], budget: int = MOST_CELLS) -> None:
        super().__init__()
        self.strings = strings
        self.budget = budget
        self.cells: dict[tuple[int, int], GridCell] = {}
        self.merges: list[Merge] = []
        self.row = self.column = self.rows = 0
        self.kind = self.value = self.inline = self.formula = ""
        self.in_cell = self.phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Start a row, a cell or a part of one."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "rPh":
            self.phonetic = True
        elif self.in_cell and name in ("v", "t", "f") and not self.phonetic:
            self.collect()

    def end(self, name: str) -> None:
        """Finish a cell or a part of one."""
        if name == "c":
            self.in_cell = False
            self._finish_cell()
        elif name == "rPh":
            self.phonetic = False
        elif self.text is not None and self.in_cell:
            if name == "v":
                self.value = self.collected()
            elif name == "t":
                self.inline += self.collected()
            elif name == "f":
                self.formula = "=" + self.collected()

    def _start_row(self, attributes: Attributes) -> None:
        self.rows += 1
        given = attributes.get("r", "")
        self.row = int(given) if given.isdecimal() and len(given) <= 7 else self.row + 1
        self.column = 0
        if self.rows > MOST_ROWS or not 1 <= self.row <= MOST_ROWS:
            raise WorkbookRefused(f"more than {MOST_ROWS} rows, the most that a workbook can have")

    def _start_cell(self, attributes: Attributes) -> None:
        place = _ADDRESS.fullmatch(attributes.get("r", ""))
        if place:
            self.row, self.column = int(place[2]), _column_number(place[1])
        else:
            self.column += 1
        if not (1 <= self.row <= MOST_ROWS and 1 <= self.column <= MOST_COLUMNS):
            raise WorkbookRefused(f"a cell outside the {MOST_ROWS} rows and {MOST_COLUMNS} columns")
        self.in_cell = True
        self.kind = attributes.get("t", "n")
        self.value = self.inline = self.formula = ""

    def _finish_cell(self) -> None:
        kind: CellKind = _KINDS.get(self.kind, "text")
        text = self.value
        if self.kind == "s":
            text = self._shared(self.value)
        elif self.kind == "inlineStr":
            text = _unescaped(self.inline)
        elif self.kind == "n" and text:
            text = _shortest(text)
        elif self.kind == "str":
            text = _unescaped(text)
        if not text and not self.formula:
            return
        if len(self.cells) >= self.budget:
            raise WorkbookRefused(f"more than {MOST_CELLS} cells that hold something")
        if not text:
            kind = "empty"
        self.cells[self.row, self.column] = GridCell(self.row, self.column, text, kind, self.formula)

    def _shared(self, index: str) -> str:
        if not (index.strip().isdecimal() and len(index) < 10 and int(index) < len(self.strings)):
            raise WorkbookRefused(f"a cell that names the text {index[:20]!r}, which is not there")
        return self.strings[int(index)]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = [_ADDRESS.fullmatch(corner) for corner in (first, last or first)]
        if corners[0] and corners[1] and len(self.merges) < MOST_MERGES:
            (top, left), (bottom, right) = [
                (int(corner[2]), _column_number(corner[1])) for corner in corners if corner
            ]
            self.merges.append(Merge(top, left, bottom, right))

    def grid(self, name: str) -> Grid:
        """Return what was read."""
        return Grid(name, self.cells, tuple(self.merges))


def _shortest(text: str) -> str:
    """Return the shortest decimal that is the same binary number as `text`.

    Examples
    --------
    >>> _shortest("7.0750000000000002"), _shortest("8.0"), _shortest("1E-2"), _shortest("x")
    ('7.075', '8', '0.01', 'x')
    """
    from decimal import Decimal

    try:
        number = float(text)
    except ValueError:
        return text
    if number != number or number in (float("inf"), float("-inf")):
        return text
    shortest = repr(number)
    if "e" in shortest:
        shortest = f"{Decimal(shortest):f}"
    return shortest.removesuffix(".0")


def _unescaped(text: str) -> str:
    r"""Return a text with the `_x000D_` that spreadsheets write for control characters undone.

    Examples
    --------
    >>> _unescaped("a_x000A_b"), _unescaped("2021_x")
    ('a\nb', '2021_x')
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Relations(_Handler):
    """Where the relations of a part lead: target by identifier, and by the last word of their type."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a relation; one that leads outside the file is not followed."""
        if len(self.targets) > MOST_RELATIONS:
            raise WorkbookRefused(f"more than {MOST_RELATIONS:,} relations of a part")
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            identifier = attributes.get("Id", "")
            self.targets[identifier] = attributes.get("Target", "")
            self.kinds[identifier] = attributes.get("Type", "").rpartition("/")[2]

    def of_kind(self, kind: str) -> str | None:
        """Return the target of the first relation of a kind."""
        return next((self.targets[one] for one, found in self.kinds.items() if found == kind), None)


class SheetList(_Handler):
    """The names of the sheets and the relations that lead to them, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a sheet."""
        if len(self.sheets) > MOST_RELATIONS:
            raise WorkbookRefused(f"more than {MOST_RELATIONS:,} sheets")
        if name == "sheet":
            identifier = next((text for key, text in attributes.items() if _local(key) == "id"), "")
            self.sheets.append((attributes.get("name", ""), identifier))


Handler = _Handler
Opener = Callable[[str], IO[bytes]]
