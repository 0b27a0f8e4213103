# ruff: noqa: E501
"""Small hostile files, made anew for each run: what each is, by its name."""

import io
import zipfile

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD, FOOT = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>', "</sheetData></worksheet>"
MEGABYTE = 1 << 20


def workbook(
    sheet: str | bytes, *, listed: int = 1, packed: int = zipfile.ZIP_DEFLATED, strings: str = ""
) -> bytes:
    """Return a workbook whose sheet is these bytes, listed so many times."""
    sheets = "".join(f'<sheet name="s{at}" r:id="r{at}"/>' for at in range(listed))
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        for at in range(listed)
    )
    if strings:
        relations += f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="strings.xml"/>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/strings.xml": strings} if strings else {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbooks() -> dict[str, bytes]:
    """Return hostile workbooks."""
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return {
        "attribute.xlsx": workbook(f'<worksheet a="{"x" * (20 * MEGABYTE)}"/>'),
        "comment.xlsx": workbook(f"<worksheet><!--{'x' * (20 * MEGABYTE)}--></worksheet>"),
        "instruction.xlsx": workbook(f"<worksheet><?a {'x' * (20 * MEGABYTE)}?></worksheet>"),
        "attributes.xlsx": workbook("<worksheet " + " ".join(f'a{at}="1"' for at in range(400_000)) + "/>"),
        "nested.xlsx": workbook("<a>" * 3_000_000),
        "elements.xlsx": workbook(HEAD + "<a/>" * 5_000_000 + FOOT),
        "listed.xlsx": workbook(HEAD + cell + FOOT, listed=60),
        "encoding.xlsx": workbook(f'<?xml version="1.0" encoding="klingon"?>{HEAD}{cell}{FOOT}'),
        "encoding-of-several-bytes.xlsx": workbook(
            f'<?xml version="1.0" encoding="shift_jis"?>{HEAD}{cell}{FOOT}'
        ),
        "lzma.xlsx": workbook(HEAD + cell + FOOT, packed=zipfile.ZIP_LZMA),
        "bzip2.xlsx": workbook(HEAD + cell + FOOT, packed=zipfile.ZIP_BZIP2),
        "surrogate.xlsx": workbook(
            HEAD + '<row r="1"><c r="A1" t="inlineStr"><is><t>_xD800_</t></is></c></row>' + FOOT
        ),
        "digits.xlsx": workbook(
            f'{HEAD}<row r="1"><c r="A1" t="s"><v>{"9" * 5000}</v></c><c r="B1"><v>{"9" * 5000}</v></c></row>{FOOT}',
            strings=f'<sst xmlns="{SPREADSHEET}"><si><t>a</t></si></sst>',
        ),
        "exponent.xlsx": workbook(HEAD + '<row r="1"><c r="A1"><v>1e-9999999</v></c></row>' + FOOT),
        "strings.xlsx": workbook(
            HEAD + cell + FOOT,
            strings=f'<sst xmlns="{SPREADSHEET}">' + "<si><t>a</t></si>" * 600_000 + "</sst>",
        ),
        "long-text.xlsx": workbook(HEAD + f'<row><c t="str"><v>{"x" * 10 * MEGABYTE}</v></c></row>' + FOOT),
        "nul.xlsx": workbook(b"\0" * 100),
        "recursive.xlsx": b"PK\x05\x06" + bytes(18),
    }


def delimited() -> dict[str, bytes]:
    """Return hostile CSV files."""
    return {
        "columns.csv": b"," * 900_000,
        "line.csv": b"a" * 900_000,
        "quote.csv": b'country,"edition\n' + b"x,\n" * 200_000,
        "cells.csv": (b"1" + b",1" * 999 + b"\n") * 440,
        "digits.csv": b"country,edition,measure,value\nFRA,"
        + b"9" * 5000
        + b",extortion,"
        + b"1" * 5000
        + b"\n",
        "controls.csv": b"country,edition,measure,value\n\x1b]0;x\x07,2023,[bold],=1+1\n",
        "utf16.csv": b"\xff\xfea",
        "nul.csv": b"country,edition\n\x00,\x00\n",
        "returns.csv": b"country\r" * 1000,
        "exponent.csv": b"country,edition,measure,value\nFRA,2023,criminality,1e99\nFRA,2023,criminality,1e-99\n",
    }


def pages() -> dict[str, bytes]:
    """Return hostile profiles."""
    looped = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 99999999/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    return {
        "looped.pdf": looped,
        "cut.pdf": looped[:60],
        "arrays.pdf": b"%PDF-1.4\n1 0 obj" + b"[" * 500_000,
        "dictionaries.pdf": b"%PDF-1.4\n1 0 obj" + b"<</A" * 200_000,
        "xref.pdf": b"%PDF-1.4\nxref\n0 99999999\ntrailer<</Size 99999999/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        "address.html": b'<html><link rel="canonical" href="http://["><div>Flora crimes</div><div>2.00</div></html>',
        "tags.html": b"<html>" + b"<div>" * 150_000,
        "attribute.html": b'<html><div a="' + b"x" * 900_000,
        "brackets.html": b"<html>" + b"<" * 900_000,
        "quotes.html": b"<html><a " + b"a='" * 300_000,
        "comments.html": b"<html>" + b"<!--" * 200_000,
        "entities.html": b"<html><p>" + b"&#99999999999;" * 60_000,
        "scripts.html": b"<html>" + b"<script>" * 100_000,
        "digits.txt": b"Criminality " + b"9" * 900_000,
        "numbers.txt": b"Criminality 1.00 " * 50_000,
        "line.txt": b"a " * 400_000,
        "lines.txt": b"1.00\n" * 180_000,
        "labels.txt": b"Flora crimes\n" * 70_000,
        "blanks.txt": b"Flora crimes" + b" " * 900_000 + b"2.00",
        "returns.txt": b"\r" * 900_000,
        "bidi.txt": "Flora crimes \u202e2.00\u2066".encode() * 1000,
        "surrogate.txt": b"\xed\xa0\x80 1.00",
        "utf16.txt": b"\xff\xfe" + b"\x00\xd8" * 1000,
        "nul.txt": b"Flora crimes\x002.00",
    }
