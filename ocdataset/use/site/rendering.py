"""Templates filled in: whatever a cell holds comes out as text."""

import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ocdataset.reference.errors import PackageError
from ocdataset.reference.extras import require_extra

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SIGNS: Final = 0x2400
"""Where Unicode has the signs of control characters; that of 0x7F stands after the others."""
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def visible(value: object) -> object:
    r"""Return a value with the signs of control characters in the place of these.

    Examples
    --------
    >>> visible("a\x00b")
    'a␀b'
    """
    if type(value) is not str:
        return value
    return CONTROL.sub(lambda found: chr(_SIGNS + min(ord(found.group()), 0x21)), value)


@cache
def _environment() -> Any:
    require_extra("site", "a site")
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("ocdataset.use.site"),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(template: str, **values: Any) -> bytes:
    """Return a page as the bytes of its file."""
    try:
        return str(_environment().get_template(template).render(policy=POLICY, **values)).encode()
    except UnicodeEncodeError:
        raise PackageError("a cell holds half of a character; run `ocdataset validate`") from None


def asset(name: str) -> str:
    """Return a style or script file."""
    return (files("ocdataset.use.site") / "assets" / name).read_text(encoding="utf-8")
