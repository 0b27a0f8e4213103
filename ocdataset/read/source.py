"""From a file to its transcript: the reader is chosen by what the file shows."""

from pathlib import Path
from types import ModuleType
from typing import Final

from ocdataset.read.page.forms import country_page, html_page, ocr_sheet, text_layer
from ocdataset.read.page.forms.pdf_file import read_pdf
from ocdataset.read.page.lines.segments import segments_of
from ocdataset.read.page.refusals import advice_on, binary_kind, in_sentences, refusal, several_pages
from ocdataset.read.page.score_page import narrative_of
from ocdataset.read.reading import Transcript
from ocdataset.reference.errors import SourceRefused, UnfitFile
from ocdataset.reference.files import LARGEST_SOURCE, content_of

_MOST_TAGS: Final = 200_000
# asked in this order; a new form of text is a new file and a new name here
_FORMS: Final[tuple[ModuleType, ...]] = (html_page, country_page, ocr_sheet, text_layer)


def read_source(path: Path) -> Transcript:
    """Return the readings of a file, whatever form of a profile it is.

    Raises
    ------
    SourceRefused
        In one line: what is wrong, where, what was expected, and what to do.
    """
    path = Path(path)
    content = _content(path)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        transcript, head = read_pdf(path)
        reason = refusal(transcript, head)
        if reason:
            raise SourceRefused(f"{path}: {reason}")
        return transcript
    return read_text(_decoded(path, content), name=str(path))


def read_text(text: str, *, name: str = "text") -> Transcript:
    r"""Return the readings of the text of a profile.

    Parameters
    ----------
    text : str
        The text, untouched.
    name : str
        What to call it in a refusal.

    Raises
    ------
    SourceRefused
        If the text is no score page of a country in a known edition.

    Examples
    --------
    >>> page = read_text("Criminal actors 4.00\nMafia-style groups 2.00\nForeign actors 6.00")
    >>> page.reader, [one.as_printed for one in page.readings if one.kind == "number"]
    ('text_layer', ['4.00', '2.00', '6.00'])
    """
    if not text.strip():
        raise SourceRefused(f"{name}: the file is empty; give the text of a profile")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    _refuse_many_tags(text, name)
    form = next(form for form in _FORMS if form.sees(text))
    transcript: Transcript = form.read(text)
    reason = refusal(transcript, text[:3000]) or several_pages(text)
    if not reason and in_sentences(transcript, text):
        reason = (
            "no score page of a profile (scores within sentences or longer names); "
            "give the page that prints them in rows"
        )
    if reason:
        raise SourceRefused(f"{name}: {reason}")
    return transcript


def read_narrative(path: Path) -> str:
    """Return the prose of a file, also of one that prints no scores.

    Raises
    ------
    SourceRefused
        If the file is no text.
    """
    path = Path(path)
    content = _content(path)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return read_pdf(path)[0].narrative
    text = _decoded(path, content)
    _refuse_many_tags(text, str(path))
    return html_page.read(text).narrative if html_page.sees(text) else narrative_of(segments_of(text))


def _refuse_many_tags(text: str, name: str) -> None:
    """Refuse a page before its tags are read, if it has more of them than any page of a profile."""
    if text.count("<") > _MOST_TAGS:
        raise SourceRefused(f"{name}: has more than {_MOST_TAGS:,} tags; give the page of one profile")


def _content(path: Path) -> bytes:
    try:
        content = content_of(path, LARGEST_SOURCE)
    except UnfitFile as error:
        raise SourceRefused(str(error)) from None
    except OSError as error:
        raise SourceRefused(f"{path}: cannot be read ({error.strerror}); check the path") from None
    if not content.strip():
        raise SourceRefused(f"{path}: the file is empty; give the text of a profile")
    return content


def _decoded(path: Path, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        kind = binary_kind(content)
        if path.suffix.lower() == ".pdf" and not kind:
            kind = "no PDF, although it is called one"
        if path.suffix.lower() == ".docx" and kind:
            kind = "a Word file"
        if kind:
            raise SourceRefused(f"{path}: {kind}; {advice_on(kind)}")
        encoding = "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceRefused(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    return text
