"""Items as BibTeX entries."""

from ocdataset.package.records.items import Item, year_of

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "&%$#_{}"})


def as_bibtex(item: Item) -> str:
    r"""Return an item as an entry: where it is, its version, when it was looked at, a place for the DOI.

    Examples
    --------
    >>> print(as_bibtex({"id": "a1", "type": "report", "title": "R & D", "author": [{"literal": "Us"}]}))
    @techreport{a1,
      author = {{Us}},
      title = {{R \& D}},
      year = {n.d.},
    }
    """
    fields = {
        "author": " and ".join(f"{{{author['literal']}}}" for author in item["author"]),
        "title": "{" + item["title"].translate(_SPECIAL) + "}",
        "year": year_of(item),
    }
    for name, key in (
        ("version", "version"),
        ("institution", "publisher"),
        ("address", "publisher-place"),
        ("doi", "DOI"),
        ("url", "URL"),
    ):
        if key in item:
            fields[name] = item[key]
    if item["type"] == "dataset":
        fields.setdefault("doi", "")
    if "accessed" in item:
        year, month, day = item["accessed"]["date-parts"][0]
        fields["urldate"] = f"{year}-{month:02}-{day:02}"
    if "note" in item:
        fields["note"] = item["note"].translate(_SPECIAL)
    kind = {"report": "techreport"}.get(item["type"], "misc")
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{item['id']},\n{body}}}"
