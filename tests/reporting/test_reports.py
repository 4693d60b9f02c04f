"""Reports as written: word for word, harmless whatever anyone wrote, with keys that stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.commands.document_shown import show_document
from console.domain.samples import Sample
from console.printing import json_text
from console.reporting import document as documents
from console.reporting.brief import brief_document
from console.reporting.case_document import case_document
from console.reporting.case_file import stretch_of
from console.reporting.markdown import markdown_of
from console.reporting.page import page_of
from console.reporting.reports import Report, write_page
from console.wording.catalog import use
from tests.reporting.estate import MINUTE, T0, Estate
from tests.reporting.written import KINDS, document, golden, told
from tests.ui.hostile import TEXTS

MEANT_HARM = {
    **TEXTS,
    "html": "</p></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;",
    "svg": "</svg><svg onload=alert(1)><a href=javascript:alert(1)>x</a>",
    "attribute": '" onmouseover="alert(1)" style=\'position:fixed\' x="',
    "markdown": "](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> `x`",
    "links": "http://evil.example www.evil.example a@evil.example :bell: #1 @all $x$ ~~no~~",
    "lines of markdown": "# head\n- item\n1. one\n| a | b |\n---\n> quote\n```",
    "css": "}</style><style>*{display:none}",
    "format": "{0} {name} %s %(x)s {__class__}",
}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "h1", "h2",
    "h3", "p", "strong", "small", "ul", "ol", "li", "dl", "div", "dt", "dd", "table", "caption",
    "thead", "tbody", "tr", "th", "td", "section", "figure", "figcaption", "time", "span", "svg",
    "g", "line", "polyline", "polygon", "circle", "rect", "text",
}  # fmt: skip
VOID = {"meta"}
FETCHES = {"src", "href", "srcset", "data", "action", "poster", "background", "xlink:href"}
hostile = pytest.mark.parametrize("text", MEANT_HARM.values(), ids=list(MEANT_HARM))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use("en")
    yield
    use("en")


class Page(HTMLParser):
    """Reads a page as a browser would, and keeps what may not be there."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            fetches = name in FETCHES or "url(" in (value or "") or "import" in (value or "")
            if name.startswith("on") or fetches:
                self.wrong.append(f"{tag} {name}={value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1] == "style"):
            self.texts.append(data)
        elif re.search(r"url\(|@import|</", data):
            self.wrong.append("style fetches")


def test_reports_are_as_agreed() -> None:
    for path, text in golden():
        assert path.read_text("utf-8") == text, f"{path.name}: python -m tests.reporting.written"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_nothing_and_runs_nothing(kind: str) -> None:
    page = Page(page_of(document(kind, Estate())))
    assert not page.wrong
    assert not page.open
    assert {"h1", "main"} <= set(page.tags)
    assert page.tags.count("table") == page.tags.count("caption")


@hostile
@pytest.mark.parametrize("kind", ["case", "shift"])
def test_a_page_is_only_text_whatever_it_is(kind: str, text: str) -> None:
    written = page_of(document(kind, Estate(text)))
    page, usual = Page(written), Page(page_of(document(kind, Estate())))
    assert not page.wrong
    assert not page.open
    assert set(page.tags) <= set(usual.tags)
    assert all(char.isprintable() or char == "\n" for char in written)


@hostile
@pytest.mark.parametrize("kind", ["case", "shift"])
def test_markdown_is_only_text_whatever_it_is(kind: str, text: str) -> None:
    written = markdown_of(document(kind, Estate(text)))
    assert all(char.isprintable() or char == "\n" for char in written)
    bare = re.sub(r"\\.", "", written)
    assert not re.search(r"[<>`\[\]]", re.sub(r"^> ", "", bare, flags=re.M))
    assert "://" not in bare
    assert "www." not in bare
    usual = markdown_of(document(kind, Estate()))
    assert heads(written) == heads(usual)
    columns = [line.count("|") for line in bare.splitlines() if line.startswith("|")]
    assert columns == [line.count("|") for line in usual.splitlines() if line.startswith("|")]


@hostile
@pytest.mark.parametrize("kind", ["case", "shift"])
def test_a_terminal_obeys_nothing_of_it(
    kind: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_document(document(kind, Estate(text)))
    shown = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in shown)


@hostile
@pytest.mark.parametrize("kind", ["case", "shift"])
def test_json_says_it_as_it_is(kind: str, text: str) -> None:
    written = json_text(told(kind, Estate(text)))
    assert written.isprintable()
    read = json.loads(written)
    case = read["case"] if kind == "case" else read["cases"]["cases"][-1]
    assert case["title"] == text


def heads(markdown: str) -> int:
    """Return how many headings there are."""
    return len(re.findall(r"^#", markdown, re.M))


def test_a_page_stays_small_however_long_the_past() -> None:
    file = Estate().case_file()
    [curve] = file.curves
    past = curve.plotted.past
    many = tuple(
        Sample(at, at, v, v, v)
        for at, v in ((past.start + n * 400, float(n % 300)) for n in range(19_000))
    )
    curve = replace(curve, plotted=replace(curve.plotted, past=replace(past, samples=many)))
    history = file.detail.history * 200
    file = replace(file, curves=(curve,) * 4, detail=replace(file.detail, history=history))
    page = page_of(case_document(file))
    assert len(page) < 200_000
    assert f"and {len(history) - documents.ENTRIES_MOST} more" in page


def test_a_chart_begins_before_the_alert_and_ends_after_the_case() -> None:
    case = Estate().case()
    start, end = stretch_of(case, T0, T0 + 600 * MINUTE)
    assert start == T0 - 60 * MINUTE, "an hour at least"
    assert case.closed_at is not None
    assert end == case.closed_at + 15 * MINUTE
    assert stretch_of(case, T0, T0 + 52 * MINUTE)[1] == T0 + 52 * MINUTE, "never after now"


def test_a_file_is_written_beside_those_there_are(tmp_path: Path) -> None:
    report = Report(name="estate-C-1", told={}, document=document("case", Estate()))
    paths = [write_page(report, tmp_path) for _ in range(3)]
    assert [path.name for path in paths] == [
        "estate-C-1.html", "estate-C-1-2.html", "estate-C-1-3.html"
    ]  # fmt: skip
    assert paths[0].read_bytes() == paths[2].read_bytes()


def test_a_brief_is_brief_whatever_goes_on() -> None:
    stretch = Estate().stretch()
    many = (stretch.snapshot.cases[0],) * 40
    closed = (stretch.cases.cases[-1],) * 40
    crowded = replace(
        stretch,
        snapshot=replace(stretch.snapshot, cases=many),
        cases=replace(stretch.cases, cases=closed),
    )
    lines = [line for line in markdown_of(brief_document(crowded)).splitlines() if line.strip()]
    assert len(lines) <= 22
    assert "And 37 more." in "\n".join(lines)
    assert "C-" not in "\n".join(lines), "no ids"
