"""Writing a picture to a file, whole or not at all."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ocdataset.reference.errors import Misuse
from ocdataset.reference.extras import require_extra
from ocdataset.reference.rows import write_whole

if TYPE_CHECKING:
    import altair

FORMATS: Final = ("svg", "png", "pdf", "html", "json")
PIXELS_A_POINT: Final = 2
NOT_IN_XML: Final = re.compile(r"[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGNS: Final = 0x2400
"""Where Unicode has the signs of control characters; that of 0x7F stands after the others."""


def refuse_unknown_format(path: Path) -> str:
    """Return the format that the name of a file asks for.

    Raises
    ------
    Misuse
        If pictures are not written in it.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise Misuse(f"{path}: a picture is written as {', '.join(FORMATS)}; end its name with one of them")
    return form


def save(chart: "altair.VConcatChart", path: Path) -> None:
    """Write a picture in the format that the name of the file asks for; no network is used.

    Raises
    ------
    Misuse
        If pictures are not written in that format, or the file cannot be written.
    """
    content = _content(chart, refuse_unknown_format(path))
    try:
        write_whole(path, content)
    except OSError as error:
        raise Misuse(f"{path}: cannot be written ({error.strerror}); choose another place with -o") from None


def converter() -> Any:
    """Return the library that draws charts without a browser.

    Raises
    ------
    MissingExtra
        If it is not installed.
    """
    require_extra("plot", "a picture")
    import vl_convert

    return vl_convert


def visible(text: str) -> str:
    r"""Return text with signs in the place of what XML cannot hold: control characters, halves of characters.

    Examples
    --------
    >>> visible("a\x00b\x7fc\ud800d")
    'a␀b␡c�d'
    """
    return NOT_IN_XML.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(SIGNS + min(code, 0x21)) if code < 0x80 else "\ufffd"


def drawable(node: Any) -> Any:
    """Return a specification whose texts can be drawn; the library that draws aborts at others."""
    if isinstance(node, str):
        return visible(node)
    if isinstance(node, dict):
        return {key: drawable(value) for key, value in node.items()}
    return [drawable(value) for value in node] if isinstance(node, list) else node


def svg_text(chart: "altair.VConcatChart") -> str:
    """Return a picture as SVG, with its title and description for those who cannot see it."""
    from xml.sax.saxutils import escape, quoteattr

    vl_convert = converter()

    spec = drawable(chart.to_dict(validate=False))
    title, description = spec["title"]["text"], spec["description"]
    drawn = str(vl_convert.vegalite_to_svg(spec))
    told = f' role="img" aria-label={quoteattr(f"{title}. {description}")}>'
    head, rest = drawn.split(">", 1)
    return f"{head}{told}<title>{escape(title)}</title><desc>{escape(description)}</desc>{rest}\n"


def _content(chart: "altair.VConcatChart", form: str) -> bytes:
    """Return a picture as the bytes of a file."""
    import io

    vl_convert = converter()
    if form == "svg":
        return svg_text(chart).encode()
    if form == "json":
        return (chart.to_json(indent=1) + "\n").encode()
    if form == "html":
        text = io.StringIO()
        chart.save(text, format="html", inline=True)
        return text.getvalue().encode()
    spec = drawable(chart.to_dict(validate=False))
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec))
    return bytes(vl_convert.vegalite_to_png(spec, scale=PIXELS_A_POINT))
