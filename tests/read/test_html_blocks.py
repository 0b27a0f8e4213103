"""The blocks of an HTML page are those that the parser of the standard library gives."""

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from ocdataset.read.page.forms import html_page

INLINE = {"a", "b", "span", "sup"}
HIDDEN = {"script", "style", "noscript", "template", "head", "svg"}
PARTS = (
    "<div>", "</div>", "<span>", "</span>", '<p class="a>b">', "<br>", "<br/>", "<b>", "</b>", "</p>", "\n",
    " ", "Flora crimes", "6.50", "Criminal actors", "1.00", "&nbsp;", "&amp;", "&#160;", "&copy",
    "a < b", "1 > 2",
    "<!-- x > y -->", '<script>var a = "<div>7.00";</script>', "<style>p {}</style>", "<!DOCTYPE html>",
    '<svg><path d="1"/></svg>', "<head><title>7.00</title></head>", "<noscript>7.00</noscript>", "<SPAN>",
    "<DIV>", "<template>7.00</template>", '<img src="x" alt="7.00">', "<a href='x\">y'>", "</a>",
    '<span\n class="x">', "</script>", "</style >",
)  # fmt: skip


class Reference(HTMLParser):
    """Collects the shown text of each block, a line of the file each, as (line, column, text)."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.lines, self.found, self.block, self.hidden = text.split("\n"), [], None, 0
        self.feed(text)
        self.close()
        self.end()

    def end(self):
        if self.block:
            line, start, end = self.block
            text = self.lines[line - 1][start:end]
            if text.replace("&nbsp;", "").replace("&#160;", "").strip():
                self.found.append((line, start + 1 + len(text) - len(text.lstrip()), text.strip()))
        self.block = None

    def take(self, line, start, end):
        if self.block and self.block[0] != line:
            self.end()
        if not self.hidden:
            self.block = line, self.block[1] if self.block else start, end

    def tag(self, name, step):
        self.hidden = max(0, self.hidden + step * (name in HIDDEN))
        if name not in INLINE:
            self.end()

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.tag(tag, 1)

    def handle_endtag(self, tag):
        self.tag(tag, -1)

    def handle_startendtag(self, tag, attrs):  # noqa: ARG002
        self.tag(tag, 0)

    def handle_data(self, data):
        line, column = self.getpos()
        for part in data.split("\n"):
            if part.strip():
                self.take(line, column, column + len(part))
            line, column = line + 1, 0

    def handle_entityref(self, name):
        self.character(len(name) + 1)

    def handle_charref(self, name):
        self.character(len(name) + 2)

    def character(self, length):
        line, column = self.getpos()
        end = column + length
        self.take(line, column, end + (self.lines[line - 1][end : end + 1] == ";"))


def blocks(text):
    """Return the blocks that the reader gives, as the reference does."""
    return [
        (one.line, one.column + len(one.text) - len(one.text.lstrip()), one.text.strip())
        for one in html_page._segments(text)
    ]


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@example("<div>6.50</div4\n<div2Foreign actors</div>\n<div>Fauna c<imes</div>\n<div;1 n/a</div>")
@example('<div>Flora crimes</div><div title="7.00">6.50</div>')
def test_blocks_are_those_of_the_standard_parser(text):
    assert blocks(text) == Reference(text).found


def test_a_tag_that_is_never_closed_hides_nothing_else():
    rows = "<div>Flora crimes</div><div>6.50</div>"
    for garbled in ("<", "<div", '<div class="', "</3iv>", "<!-- -->", "</;p>"):
        found = [
            one.as_printed
            for one in html_page.read(f"<html>{garbled}{rows}").readings
            if one.kind != "context"
        ]
        assert found[-1] == "6.50", garbled


def test_hidden_elements_without_an_end_take_no_long_time():
    assert blocks("<b hidden>" * 20_000 + "<p>Flora crimes</p>")[-1][2] == "Flora crimes"


def test_quotes_without_an_end_take_no_long_time():
    assert blocks("<a '\"" * 50_000 + "<p>Flora crimes</p>")[-1][2] == "Flora crimes"


def test_inline_text_that_is_hidden_is_left_out():
    for opening in ("<span hidden>", '<b class="x" style="color: red; display:none">', "<i HIDDEN=''>"):
        closing = f"</{opening[1:].split()[0].rstrip('>')}>"
        found = blocks(f"<p>6.50{opening}7.00<b>8</b>{closing} n/a</p>")
        assert [text for _, _, text in found] == ["6.50", "n/a"], opening


def test_what_only_looks_hidden_is_shown():
    for opening in ('<span class="hidden">', "<span title='a hidden one'>", "<span data-hidden>"):
        assert [text for _, _, text in blocks(f"<p>{opening}7.00</span></p>")] == ["7.00"], opening
    assert [text for _, _, text in blocks("<p><span hidden>7.00</p><p>6.50</p>")] == ["7.00", "6.50"]
