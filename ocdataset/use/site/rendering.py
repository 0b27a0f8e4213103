"""Templates filled in: whatever a cell holds comes out as text."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from ocdataset.reference.extras import require_extra
from ocdataset.use.plot.saving import visible

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


def _as_text(value: object) -> object:
    """Return a value; if it is text, with signs in the place of control characters."""
    return visible(value) if type(value) is str else value


@cache
def _environment() -> Any:
    require_extra("site", "a site")
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("ocdataset.use.site"),
        autoescape=True,
        finalize=_as_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(template: str, **values: Any) -> bytes:
    """Return a page as the bytes of its file."""
    return str(_environment().get_template(template).render(policy=POLICY, **values)).encode()


def asset(name: str) -> str:
    """Return a style or script file."""
    return (files("ocdataset.use.site") / "assets" / name).read_text(encoding="utf-8")
