"""Where the publisher offers its workbook, and on what terms."""

import json
from functools import cache
from typing import Any

from ocdataset.reference.location import shipped_package


@cache
def publisher() -> dict[str, Any]:
    """Return what is known of the publisher's workbook: its address and the terms.

    Examples
    --------
    >>> publisher()["workbook"]["url"].startswith("https://ocindex.net/")
    True
    """
    content: dict[str, Any] = json.loads(
        (shipped_package() / "data" / "publisher.json").read_text(encoding="utf-8")
    )
    return content


def known_release(sha256: str) -> str | None:
    """Return which release of the workbook a file is, by its SHA-256; None if it is none that is known.

    Examples
    --------
    >>> known_release("764cac5ff3f00c8c343abea2c9658fd23ab4351c115034af2108a9d0e1c5d4ef")
    'Release of 2023, saved 2025-04-08'
    """
    known = {release["sha256"]: str(release["title"]) for release in publisher()["releases"]}
    return known.get(sha256.lower())
