"""What holds of every site, checked against the tables and the files."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ocdataset.package.package import Package
from tests.site.reading import proof, read

INDEX, COUNTRY = 300_000, 80_000


def missing_numbers(site: Path, package: Package) -> list[str]:
    """Return the values, averages and ranks that do not stand on their country's page as in the tables."""
    wrong = []
    pages: dict[str, dict[str, dict[str, str]]] = {}
    for table in ("scores", "averages", "ranks"):
        for row in package.rows(table):
            code = row["country"]
            if code not in pages:
                found = read(site / "country" / f"{code}.html").all("tr")
                pages[code] = {one.attributes["id"]: proof(one) for one in found if "id" in one.attributes}
            place = "-".join(row[key] for key in ("edition", "measure", "scope") if key in row)
            told = pages[code].get(place, {})
            wanted = {key: row[key] for key in ("status", "as_printed", "locator", "source_id")}
            wanted["shown"] = row["rank"] if table == "ranks" else row["value"] or "open"
            if table == "ranks":
                wanted["of"] = f"{row['rank']} of {row['out_of']}"
            if {key: told.get(key) for key in wanted} != wanted:
                wrong.append(f"{code} {place}: {wanted} is shown as {told}")
    return wrong


def broken_links(site: Path) -> list[str]:
    """Return the links that lead nowhere, and the resources that lead outside the folder."""
    pages = {path: read(path) for path in site.rglob("*.html")}
    ids = {
        path: {one.attributes["id"] for one in page.all() if "id" in one.attributes}
        for path, page in pages.items()
    }
    wrong = []
    for path, page in pages.items():
        for element in page.all():
            for key in ("href", "src"):
                address = element.attributes.get(key)
                if address is not None and not _leads_somewhere(path, element.tag, address, ids):
                    wrong.append(f"{path.relative_to(site)}: <{element.tag} {key}={address!r}>")
    for path in (*site.rglob("*.css"), *site.rglob("*.svg"), *site.rglob("*.js")):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        wrong += [
            f"{path.relative_to(site)}: {found}"
            for found in re.findall(r"https?:\S*|url\([^)]*\)|@import", text)
        ]
    return wrong


def _leads_somewhere(page: Path, tag: str, address: str, ids: dict[Path, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return tag == "a" and parts.scheme in ("http", "https")
    to = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not to.is_file():
        return False
    return not parts.fragment or to not in ids or unquote(parts.fragment) in ids[to]


def too_large(site: Path) -> list[str]:
    """Return the pages that are larger than they may be."""
    first = site / "index.html"
    sizes = {first: INDEX} | dict.fromkeys(site.glob("country/*.html"), COUNTRY)
    wrong = [
        f"{path.name}: {path.stat().st_size}" for path, most in sizes.items() if path.stat().st_size > most
    ]
    scripts = [first.parent / one.attributes["src"] for one in read(first).all("script")]
    whole = sum(path.stat().st_size for path in (first, *scripts))
    return wrong + ([f"index.html with its scripts: {whole}"] if whole > INDEX else [])


def without_policy(site: Path) -> list[str]:
    """Return the pages that let scripts, styles or anything else in from outside or from within a cell."""
    wrong = []
    for path in site.rglob("*.html"):
        page = read(path)
        policies = [
            one.attributes.get("content", "")
            for one in page.all("meta")
            if one.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        strict = len(policies) == 1 and "default-src 'none'" in policies[0] and "unsafe" not in policies[0]
        inline = [one for one in page.all("script") if "src" not in one.attributes] + page.all("style")
        handlers = [
            one for one in page.all() if any(key.startswith("on") or key == "style" for key in one.attributes)
        ]
        if not strict or inline or handlers:
            wrong.append(path.name)
    return wrong
