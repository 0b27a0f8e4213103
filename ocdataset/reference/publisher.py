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
