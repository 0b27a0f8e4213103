# ruff: noqa: E501
"""More hostile files, of the kinds that the corpus has, made without regard to what is in it."""

import io
import json
import random
import struct
import zipfile
import zlib
from functools import cache

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LABELS = (
    "Human trafficking", "Human smuggling", "Arms trafficking", "Flora crimes", "Fauna crimes", "Heroin trade", "Cocaine trade",
    "Cannabis trade", "Synthetic drug trade", "Mafia-style groups", "Criminal networks", "State-embedded actors", "Foreign actors",
    "Law enforcement", "Territorial integrity", "Anti-money laundering", "Prevention", "Criminality", "Resilience", "Criminal markets",
)  # fmt: skip
BOMB = zlib.compress(bytes(100 << 20), 9)


def archive(parts: dict[str, str | bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def parts_of(
    rows: str = "",
    *,
    sheets: str = '<sheet name="Data" sheetId="1" r:id="rId1"/>',
    target: str = "worksheets/sheet1.xml",
    more: str = "",
) -> dict[str, str | bytes]:
    """Return the parts of a workbook of one sheet, with these rows."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{REL}"><Relationship Id="x" Type="{DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{DOC}"><sheets>{sheets}</sheets>{more}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{REL}"><Relationship Id="rId1" Type="{DOC}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{DOC}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>Country</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbooks() -> dict[str, bytes]:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
    ) + f']><worksheet xmlns="{SHEET}"><sheetData><row><c t="str"><v>&j;</v></c></row></sheetData></worksheet>'  # fmt: skip
    outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet xmlns="{SHEET}"><sheetData><row>{text_cell("A1", "&x;")}</row></sheetData></worksheet>'
    sound = archive(parts_of(f'<row r="1">{text_cell("A1", "Country")}</row>'))
    lying = bytearray(archive(parts_of("<row/>" * 2_000_000)))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<L", 10)
    locked = bytearray(sound)
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    crossed = parts_of() | {"xl/worksheets/sheet1.xml": outside}
    duplicated = io.BytesIO()
    with zipfile.ZipFile(duplicated, "w") as made:
        for name, content in parts_of().items():
            made.writestr(name, content)
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for _ in range(500):
                made.writestr("xl/workbook.xml", "<workbook/>")
    return {
        "laughs.xlsx": archive(parts_of() | {"xl/worksheets/sheet1.xml": laughs}),
        "outside.xlsx": archive(crossed),
        "entries.xlsx": archive(parts_of() | {f"xl/media/{at}.bin": b"" for at in range(12_000)}, stored=True),
        "lying.xlsx": bytes(lying),
        "locked.xlsx": bytes(locked),
        "duplicated.xlsx": duplicated.getvalue(),
        "climbing.xlsx": archive(parts_of(target="../../../../../etc/passwd")),
        "absolute.xlsx": archive(parts_of(target="/etc/passwd")),
        "remote.xlsx": archive(parts_of(target="http://127.0.0.1:9/sheet1.xml")),
        "itself.xlsx": archive(parts_of(target="workbook.xml")),
        "columns.xlsx": archive(parts_of('<row r="1">' + text_cell("XFD1", "Country") + text_cell("ZZZZZZ1", "x") + "</row>")),
        "rows.xlsx": archive(parts_of(f'<row r="99999999999999">{text_cell("A99999999999999", "Country")}</row>')),
        "negative-row.xlsx": archive(parts_of(f'<row r="-5">{text_cell("A-5", "Country")}</row>')),
        "no-such-string.xlsx": archive(parts_of('<row r="1"><c r="A1" t="s"><v>99999999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>x</v></c></row>')),
        "not-a-number.xlsx": archive(parts_of('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>INF</v></c><c r="C1"><v>1e999</v></c><c r="D1"><v>0x1F</v></c></row>')),
        "cdata.xlsx": archive(parts_of(f'<row r="1"><c r="A1" t="str"><v><![CDATA[{"]]" * 4_000_000}]]></v></c></row>')),
        "runs.xlsx": archive(parts_of('<row r="1"><c r="A1" t="inlineStr"><is>' + "<r><t>a</t></r>" * 400_000 + "</is></c></row>")),
        "names.xlsx": archive(parts_of(more="<definedNames>" + '<definedName name="a">1</definedName>' * 300_000 + "</definedNames>")),
        "sheets.xlsx": archive(parts_of(sheets="".join(f'<sheet name="s{at}" sheetId="{at}" r:id="rId1"/>' for at in range(50_000)))),
        "sheet-name.xlsx": archive(parts_of(sheets=f'<sheet name="{"&#x202e;[red]" * 20_000}" sheetId="1" r:id="rId1"/>')),
        "namespaces.xlsx": archive(parts_of() | {"xl/worksheets/sheet1.xml": "<worksheet " + " ".join(f'xmlns:n{at}="u{at}"' for at in range(100_000)) + "/>"}),
        "long-element.xlsx": archive(parts_of() | {"xl/worksheets/sheet1.xml": f"<{'w' * 9_000_000}/>"}),
        "utf16.xlsx": archive(parts_of() | {"xl/worksheets/sheet1.xml": "<worksheet/>".encode("utf-16")}),
        "utf7.xlsx": archive(parts_of() | {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="utf-7"?><worksheet/>'}),
        "idna.xlsx": archive(parts_of() | {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="idna"?><worksheet/>'}),
        "cut.xlsx": sound[: len(sound) // 2],
        "checksum.xlsx": sound.replace(zlib.crc32(b"<Types/>").to_bytes(4, "little"), b"\1\2\3\4"),
        "within.xlsx": archive({"inner.xlsx": sound}),
        "nothing.xlsx": archive({}),
        "one-cell.xlsx": archive(parts_of(f'<row r="1">{text_cell("A1", "x" * 32_767)}</row>' * 200)),
        "one-shared-string.xlsx": archive(parts_of('<row r="1">' + '<c t="s"><v>0</v></c>' * 16_000 + "</row>") | {"xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>{"y" * 30_000}</t></si></sst>'}),
    }  # fmt: skip


def delimited() -> dict[str, bytes]:
    keys = b"country,edition,measure,value\n"
    return {
        "one-key.csv": keys + b"FRA,2023,extortion,3.5\n" * 40_000,
        "measures.csv": keys + b"".join(b"FRA,2023,m%d,1.0\n" % at for at in range(40_000)),
        "editions.csv": keys + b"".join(b"FRA,%d,extortion,1.0\n" % at for at in range(40_000)),
        "countries.csv": keys + b"".join(b"Land%d,2023,extortion,1.0\n" % at for at in range(40_000)),
        "near-countries.csv": keys
        + b"".join(b"Democratic Republic of the Cong%d,2023,extortion,1.0\n" % at for at in range(8_000)),
        "headers.csv": b",".join([b"value"] * 900) + b"\n" + b",".join([b"1.0"] * 900) + b"\n",
        "short-lines.csv": b"a\n" * 450_000,
        "quotes.csv": b'"' * 900_001,
        "doubled.csv": b'country,value\n"' + b'""' * 400_000,
        "latin.csv": keys + "C\u00f4te d'Ivoire,2023,extortion,3,5\n".encode("latin-1"),
        "utf32.csv": "country,edition\nFRA,2023\n".encode("utf-32"),
        "mark.csv": b"\xef\xbb\xbf",
        "digits.csv": keys + "FRA,٢٠٢٣,extortion,٣٫٥\nFRA,２０２３,extortion,３．５\n".encode(),
        "separators.csv": keys + "FRA\u2028,2023\x85,extortion\x1c,3.5\x0b\n".encode() * 500,
        "not-finite.csv": keys
        + b"FRA,2023,extortion,nan\nFRA,2023,heroin_trade,inf\nFRA,NaN,heroin_trade,-0\nFRA,1e3,x,1_0\n",
        "run.csv": keys + b'FRA,2023,"=HYPERLINK(""http://a"",""b"")",3.5\n@SUM(A1),2023,-1+1,+1\n',
        "cesu.csv": keys + b"\xed\xa0\xbd\xed\xb8\x80,2023,extortion,3.5\n",
        "semicolons.csv": b";" * 999 + b"\n" + b"1;" * 200_000,
        "tabs.csv": b"\t" * 500_000,
        "long-cell.csv": keys + b'"' + b"z\n" * 450_000 + b'",2023,extortion,1.0\n',
    }


def page_pdf(stream: bytes, *, page: bytes = b"", more: bytes = b"", head: bytes = b"") -> bytes:
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
        + page
        + b">>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        more or b"null",
    ]
    numbered = b"".join(b"%d 0 obj%sendobj\n" % pair for pair in enumerate(bodies, 1))
    return b"%PDF-1.5\n" + numbered + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"


def pdfs() -> dict[str, bytes]:
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
    deep = b"".join(
        b"%d 0 obj<</Type/Pages/Count 1/Kids[%d 0 R]>>endobj\n" % (at, at + 1) for at in range(2, 3000)
    )
    return {
        "bomb.pdf": page_pdf(BOMB, head=b"/Filter/FlateDecode"),
        "bombs.pdf": page_pdf(zlib.compress(BOMB), head=b"/Filter[/FlateDecode/FlateDecode]"),
        "filters.pdf": page_pdf(b"x", head=b"/Filter[" + b"/ASCIIHexDecode " * 20_000 + b"]"),
        "shown.pdf": page_pdf(b"BT /F 1 Tf " + b"(1.00) Tj " * 80_000 + b"ET"),
        "forms.pdf": page_pdf(b"/X Do", more=form),
        "states.pdf": page_pdf(b"q " * 400_000),
        "far.pdf": page_pdf(b"BT /F 1e38 Tf 1e38 -1e38 Td (Flora crimes 2.00) Tj ET"),
        "unbalanced.pdf": page_pdf(b"BT /F 9 Tf " + b"(" * 400_000),
        "box.pdf": page_pdf(b"BT /F 9 Tf (Flora) Tj ET", page=b"/MediaBox[0 0 1e30 -1e30]/Rotate 45/UserUnit 1e9"),
        "length.pdf": page_pdf(b"x").replace(b"/Length 1", b"/Length 99999999999"),
        "negative.pdf": page_pdf(b"x").replace(b"/Length 1", b"/Length -5"),
        "same-page.pdf": page_pdf(b"BT /F 9 Tf (Flora crimes 2.00) Tj ET").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[" + b"3 0 R " * 20_000 + b"]/Count 20000"),
        "deep.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + deep + b"trailer<</Root 1 0 R>>\n%%EOF",
        "previous.pdf": b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
        "encrypted.pdf": page_pdf(b"x").replace(b"/Size 7", b"/Size 7/Encrypt<</Filter/None/V 99/R 99>>/ID[(a)(b)]"),
        "header.pdf": b"%PDF-9.9",
        "image.pdf": page_pdf(b"q 9 0 0 9 0 0 cm BI /W 99999999 /H 99999999 /BPC 8 /CS /RGB ID x EI Q"),
    }  # fmt: skip


def texts() -> dict[str, str]:
    """Return hostile pages of text, each below 200 kB."""
    draw = random.Random(7)

    def mixed(count: int, number: str = "{:.2f}") -> list[str]:
        return [f"{draw.choice(LABELS)} {number.format(draw.uniform(1, 10))}" for _ in range(count)]

    shuffled = [word for line in mixed(3000) for word in (line, f"{draw.uniform(1, 10):.1f}")]
    draw.shuffle(shuffled)
    few = [*LABELS, *(f"{draw.randint(2, 20) / 2:.2f}" for _ in LABELS)]
    draw.shuffle(few)
    head = "Korea, DPR\n2023\n\n"
    return {
        "numbers-on-a-line.txt": head + " ".join(f"{draw.uniform(1, 10):.2f}" for _ in range(30_000)),
        "labels-on-a-line.txt": head + " ".join(LABELS * 400),
        "pairs-on-a-line.txt": head + " ".join(mixed(7000)),
        "in-any-order.txt": head + "\n".join(shuffled),
        "few-in-any-order.txt": head + "\n".join(few),
        "few-twice.txt": head + "\n".join(few + few[::-1]),
        "few-many-times.txt": head + "\n".join(few * 60),
        "labels-then-numbers.txt": head + "\n".join([*LABELS * 30, *(f"{at % 9 + 1}.50" for at in range(600))]),
        "numbers-then-labels.txt": head + "\n".join([*(f"{at % 9 + 1}.50" for at in range(600)), *LABELS * 30]),
        "one-label.txt": head + "Flora crimes 2.00\n" * 9000,
        "one-number.txt": head + "2.50\n" * 39_000,
        "averages.txt": head + "Criminality 4.82\nResilience 1.90\nCriminal markets 5.17\nCriminal actors 4.47\n" * 1500,
        "spaced.txt": head + "F L O R A   C R I M E S   2 . 0 0\n" * 4000,
        "spaced-on-a-line.txt": head + "F L O R A   C R I M E S   2 . 0 0 " * 4000,
        "glued.txt": head + "Flora crimes" + "1.002.503.00" * 15_000,
        "points.txt": head + "Flora crimes 1" + ".1" * 90_000,
        "signs.txt": head + "Flora crimes ±1,5/10 (+0.50) -0.5 ▲ 2.00↑ ½\n" * 3500,
        "ranks.txt": head + "12th of 193 countries 3rd of 44 countries in Africa 1st of 5 countries in East Asia\n" * 2300,
        "ranks-on-a-line.txt": head + "12th of 193 countries in Africa " * 6000,
        "years.txt": head + "2021 2023 2025 2019 " * 9000,
        "countries.txt": head + "Chad\nTogo\nBenin\nKorea, DPR\nKorea, Rep.\nCongo, Dem. Rep.\nGuinea\nGuinea-Bissau\n" * 2300,
        "countries-on-a-line.txt": "Congo Dem Rep of the Korea Guinea Equatorial Bissau " * 3800,
        "addresses.txt": "https://ocindex.net/2023/country/korea_dpr\nFlora crimes 2.00\n" * 3000,
        "addresses-on-a-line.txt": "https://ocindex.net/2023/country/korea_dpr " * 4500,
        "headed.txt": "Korea, DPR\n2023 profile\nFlora crimes 2.00\nFauna crimes 3.00\nHeroin trade 1.00\n" * 2400,
        "marks.txt": head + "**Flora crimes** | 2.00 | # ** | <sup>1</sup> " * 4000,
        "bars.txt": head + "|" * 190_000,
        "rows-of-bars.txt": head + "| Flora crimes | 2.00 | | Fauna crimes | 3.00 |\n" * 3800,
        "hashes.txt": head + "###### Flora crimes\n## 2.00\n" * 6500,
        "stars.txt": head + "**" * 95_000,
        "hyphens.txt": head + "Fl-\nora cri-\nmes 2.-\n00\n" * 8000,
        "combining.txt": head + "Flora crimes" + "\u0301" * 80_000 + "2.00",
        "spaces.txt": head + "Flora\u2003crimes\u00a0\u20072.00\u3000" * 5000,
        "feeds.txt": head + "Flora crimes\f2.00\v" * 9000,
        "tabs.txt": head + "Flora crimes" + "\t" * 180_000 + "2.00",
        "word.txt": head + "a" * 190_000,
        "sentences.txt": head + "Flora crimes are said to score 2.00, and fauna crimes of 3.00 follow. " * 2700,
        "brackets.txt": head + "(" * 90_000 + "2.00" + ")" * 90_000,
        "percent.txt": head + "Flora crimes 20% 2.00/10 3 of 10 4 out of 10\n" * 4000,
        "dots.txt": head + "Flora crimes " + "." * 180_000 + " 2.00",
        "dots-in-rows.txt": head + ("Flora crimes " + "." * 80 + " 2.00\n") * 1900,
        "notes.txt": head + "Flora crimes[1][2][3] 2.00* 3.00† 4.00‡\n" * 4000,
        "fullwidth.txt": head + "Ｆｌｏｒａ ｃｒｉｍｅｓ ２．００\n" * 3500,
        "arabic.txt": head + "جرائم النبات ٢٫٠٠\n" * 5000,
        "changes.txt": head + "Flora crimes 2.00 +0.50 2.50 -0.50\n" * 5000,
    }  # fmt: skip


def htmls() -> dict[str, str]:
    """Return hostile pages in HTML, each below 200 kB."""
    draw = random.Random(11)
    pairs = [f"<div>{draw.choice(LABELS)}</div><div>{draw.uniform(1, 10):.2f}</div>" for _ in range(3500)]
    return {
        "closing.html": "<html><div>Flora crimes</div>" + "</div></p></span></x>" * 8000,
        "canonical.html": "<html>" + '<link rel="canonical" ' * 8000,
        "canonical-closed.html": "<html>" + '<link rel="canonical" href="http://[">' * 4500,
        "meta.html": "<html>" + '<meta property="og:url" content="' * 5500,
        "hidden.html": "<html>" + '<div hidden style="display:none">' * 5500,
        "not-shown.html": "<html>" + "<span style='display : none'>2.00</span>" * 4700,
        "styles.html": '<html><div style="' + "display:" * 23_000 + '">2.00</div>',
        "half-styles.html": "<html>" + "<div style='display" * 10_000,
        "attributes.html": "<html><div " + "a " * 90_000 + ">2.00</div>",
        "attribute-values.html": "<html><div " + "a='b' " * 30_000 + ">2.00</div>",
        "open-tags.html": "<html>" + "<div " * 38_000,
        "half-tags.html": "<html>" + "<a" * 90_000,
        "half-closing.html": "<html>" + "</" * 95_000,
        "half-quotes.html": "<html>" + "<a b=\"c' d='e\" " * 12_000,
        "declarations.html": "<html>" + "<!" * 90_000,
        "cdata.html": "<html>" + "<![CDATA[ 2.00 ]]" * 11_000,
        "conditional.html": "<html>" + "<!--[if IE]>" * 15_000,
        "scripts.html": "<html>" + "<script>if (a < b) </scrip" * 7000,
        "style-tags.html": "<html>" + "<style>a</style" * 12_000,
        "templates.html": "<html>" + "<template><svg><noscript>" * 7500,
        "nested.html": "<html>" + "<table><tr><td>" * 12_000 + "2.00",
        "inline.html": "<html><div>" + "<b><i><u>" * 20_000 + "2.00",
        "nbsp.html": "<html><div>" + "&nbsp;" * 30_000 + "Flora crimes</div>",
        "entities.html": "<html><div>" + "&" * 190_000,
        "half-entities.html": "<html><div>" + "&#x" * 60_000,
        "names.html": "<html><div>" + "&NotEqualTilde" * 13_000,
        "breaks.html": "<html>" + "Flora crimes<br>2.00<br>" * 7500,
        "picture.html": '<html><img src="data:image/png;base64,' + "A" * 190_000 + '"><div>Flora crimes</div><div>2.00</div>',
        "divs.html": "<html>" + "".join(pairs),
        "cells.html": "<html><table>" + "<tr><td>Flora crimes</td><td>2.00</td></tr>" * 4500,
        "spans.html": "<html>" + "<span>F</span><span>l</span> " * 6500,
        "saved.html": "<!-- saved from url=(" * 9000 + "<html>",
        "titles.html": "<html>" + "<title>Korea, DPR 2023</title><h1>Chad</h1>" * 4000,
        "texts-in-tags.html": "<html>" + "<Flora crimes 2.00>" * 10_000,
    }  # fmt: skip


def pages() -> dict[str, bytes]:
    """Return hostile pages of text and in HTML."""
    return {name: text.encode() for name, text in {**texts(), **htmls()}.items()}


def descriptors() -> dict[str, bytes]:
    """Return hostile descriptors of a data package."""

    def of(resources: object, **more: object) -> bytes:
        return json.dumps({"name": "x", "resources": resources, **more}).encode()

    return {
        "same-keys.json": b'{"name": "a", "name": "b", "resources": [{"name": "scores"}], "resources": []}',
        "not-finite.json": b'{"name": NaN, "resources": [{"name": Infinity, "path": -Infinity}]}',
        "marked.json": b"\xef\xbb\xbf" + of([]),
        "wide.json": json.dumps({"name": "x", "resources": []}).encode("utf-16"),
        "climbing.json": of([{"name": "scores", "path": "../../../../etc/passwd", "schema": {"fields": []}}]),
        "drive.json": of([{"name": "scores", "path": "C:\\Windows\\win.ini", "schema": {"fields": []}}]),
        "share.json": of([{"name": "scores", "path": "\\\\server\\share", "schema": {"fields": []}}]),
        "itself.json": of([{"name": "scores", "path": "itself.json", "schema": "itself.json"}]),
        "glob.json": of([{"name": "scores", "path": "data/*.csv", "schema": {"fields": []}}]),
        "inline.json": of([{"name": "scores", "data": [[1]] * 200_000}]),
        "many.json": of([{"name": f"t{at}", "path": f"{at}.csv", "schema": {"fields": []}} for at in range(20_000)]),
        "same-names.json": of([{"name": "scores", "path": "a.csv", "schema": {"fields": []}}] * 3000),
        "names.json": of([{"name": {"a": 1}, "path": "a.csv"}, {"name": ["scores"]}, {"name": None}, {"name": "\x1b[31m"}]),
        "fields.json": of([{"name": "scores", "path": "a.csv", "schema": {"fields": [{"name": f"f{at}"} for at in range(50_000)]}}]),
        "same-fields.json": of([{"name": "scores", "path": "a.csv", "schema": {"fields": [{"name": "a", "type": "integer"}] * 500}}]),
        "title.json": of([], title="x" * 5_000_000),
        "licences.json": of([], licenses="mine", sources=7, contributors=[None], version=[1]),
        "texts.json": b'"' + b"\\ud800" * 100_000 + b'"',
        "commas.json": b"[" + b"0," * 1_000_000 + b"0]",
        "number.json": b"1" * 4000,
        "minus.json": b"-" * 100_000,
        "nothing.json": b"",
    }  # fmt: skip


@cache
def files() -> dict[str, bytes]:
    """Return all of these files."""
    return {**workbooks(), **delimited(), **pdfs(), **pages(), **descriptors()}
