"""The pages in a real browser: walked by keyboard and pointer, offline, in both colour schemes.

They need Chromium, Playwright's Python package, and for accessibility axe-core from npm, whose file
OCDATASET_AXE names; the step for sites in .ci/run installs them.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ocdataset.use.dataset import Dataset
from ocdataset.use.site.figures import proper
from tests.site.checks import broken_links, missing_numbers, too_large, without_policy

playwright = pytest.importorskip(
    "playwright.sync_api", reason="the step for sites in .ci/run installs Playwright"
)
CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("there is no Chromium on the path (Debian: apt install chromium)", allow_module_level=True)

SETTINGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCHEMES = ("light", "dark")
WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=SETTINGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def axe() -> str:
    path = os.environ.get("OCDATASET_AXE")
    if not path:
        pytest.skip("OCDATASET_AXE does not name axe.min.js (npm: axe-core)")
    return Path(path).read_text(encoding="utf-8")


class Walk:
    """A page that notes every word of the console and every address that is asked for."""

    def __init__(self, browser: Any, site: Path, **options: Any) -> None:
        self.site = site
        self.context = browser.new_context(offline=True, accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((f"file://{self.site}/", "blob:")):
            self.said.append(f"asked for {url}")

    def open(self, place: str) -> Any:
        self.page.goto(f"file://{self.site}/{place}")
        return self.page

    def __enter__(self) -> "Walk":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.said == []


def shows(page: Any, figures: str) -> None:
    """Wait until a page shows figures; the policy of the pages forbids to wait by a script of ours."""
    playwright.expect(page.locator("#shown")).to_have_text(figures)


def kinds(site: Path) -> list[str]:
    """One page of each kind, of the country with most to show and the longest name."""
    largest = max((site / "country").glob("*.html"), key=lambda path: path.stat().st_size)
    return ["index.html", f"country/{largest.name}", "measure/criminality.html", "about.html"]


def check_every_kind(browser: Any, site: Path, axe: str | None) -> None:
    for scheme in SCHEMES:
        for width in WIDTHS:
            with Walk(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900}) as walk:
                for place in kinds(site):
                    page = walk.open(place)
                    beyond = page.evaluate(
                        "[...document.body.querySelectorAll('*')]"
                        ".filter((one) => !one.matches('.skip'))"
                        ".filter((one) => one.getBoundingClientRect().right > innerWidth + 1)"
                        ".map((one) => one.outerHTML.slice(0, 200))"
                    )
                    assert beyond == [], f"{place} at {width}"
            if axe is not None and width != 768:
                check_accessibility(browser, site, axe, scheme, width)


def check_accessibility(browser: Any, site: Path, axe: str, scheme: str, width: int) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    with Walk(browser, site, bypass_csp=True, **options) as walk:
        for place in kinds(site):
            page = walk.open(place)
            page.evaluate(axe)
            found = page.evaluate("(rules) => axe.run(document, { runOnly: rules, preload: false })", RULES)
            assert len(found["passes"]) > 10
            told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
            assert told == [], f"{place}, {scheme}, {width}"


def test_every_kind_of_page_fits_and_says_nothing_wrong(browser: Any, shipped_site: Path) -> None:
    check_every_kind(browser, shipped_site, None)


def test_every_kind_of_page_is_accessible(browser: Any, shipped_site: Path, axe: str) -> None:
    check_every_kind(browser, shipped_site, axe)


def test_axe_finds_what_is_wrong(browser: Any, tmp_path: Path, axe: str) -> None:
    (tmp_path / "index.html").write_text("<p style='color:#999'>grey</p><img src=''>", encoding="utf-8")
    with Walk(browser, tmp_path, bypass_csp=True) as walk:
        page = walk.open("index.html")
        page.evaluate(axe)
        found = page.evaluate("(rules) => axe.run(document, { runOnly: rules, preload: false })", RULES)
        assert {"color-contrast", "image-alt"} <= {one["id"] for one in found["violations"]}


def test_a_country_page_without_script_says_everything(browser: Any, shipped_site: Path) -> None:
    with Walk(browser, shipped_site, java_script_enabled=False) as walk:
        page = walk.open("country/PRK.html#2023-heroin_trade")
        assert "4.00" in page.locator('[id="2023-heroin_trade"]').inner_text()
        page.get_by_role("link", name="Heroin trade").first.click()
        assert page.get_by_role("heading", level=1).inner_text() == "Heroin trade"
        page.get_by_role("link", name="All countries").click()
        assert page.get_by_role("link", name="Korea, DPR", exact=True).is_visible()
        assert page.locator("#choose").is_hidden()


def test_the_policy_stops_what_would_come_in_from_a_cell(browser: Any, shipped_site: Path) -> None:
    walk = Walk(browser, shipped_site)
    page = walk.open("country/PRK.html")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken = 1\">')"
    )
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { text: 'broken = 1' }))"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    assert any("Content Security Policy" in line for line in walk.said)
    walk.context.close()


def test_pages_print(browser: Any, shipped_site: Path, tmp_path: Path) -> None:
    with Walk(browser, shipped_site) as walk:
        page = walk.open("country/PRK.html")
        page.pdf(path=tmp_path / "page.pdf")
        assert (tmp_path / "page.pdf").stat().st_size > 50_000
        page.emulate_media(media="print")
        assert page.locator("nav").is_hidden()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_of_all_countries_is_walked(
    browser: Any, world_site: Path, scheme: str, tmp_path: Path
) -> None:
    with Walk(browser, world_site, color_scheme=scheme) as walk:
        page = walk.open("index.html")
        rows = page.locator("#countries tbody tr:visible")
        assert rows.count() == 193
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.get_by_label("Continent").select_option(label="Africa")
        assert page.locator("#count").inner_text() == "54 of 193 countries"
        page.get_by_label("Search").focus()
        page.keyboard.type("cote")
        assert rows.all_inner_texts()[0].split("\t")[1] == "Côte d'Ivoire"
        page.get_by_label("Measure").select_option(label="Heroin trade")
        shows(page, "Heroin trade, 2023")
        assert "measure=heroin_trade" in page.url
        assert "q=cote" in page.url
        with page.expect_download() as expected:
            page.get_by_role("button", name="Download these rows").press("Enter")
        expected.value.save_as(tmp_path / "rows.csv")
        lines = (tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("2023,heroin_trade,CIV,Côte d'Ivoire,")
        page.reload()
        shows(page, "Heroin trade, 2023")
        assert rows.count() == 1
        rows.first.get_by_role("link", name="proof").press("Enter")
        assert page.url.endswith("country/CIV.html#2023-heroin_trade")
        assert page.evaluate("document.querySelector(':target').id") == "2023-heroin_trade"


def test_sorting_and_the_map(browser: Any, world_site: Path) -> None:
    with Walk(browser, world_site) as walk:
        page = walk.open("index.html#measure=resilience&edition=2021")
        shows(page, "Resilience, 2021")
        assert page.locator("svg.map").get_attribute("class") == "map better"
        page.get_by_role("button", name="Country").click()
        first = page.locator("#countries tbody tr").first
        assert "Afghanistan" in first.inner_text()
        page.get_by_role("button", name="Country").click()
        assert "Zimbabwe" in first.inner_text()
        page.locator('svg.map path[data-c="BRA"]').click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Brazil")


def test_the_site_of_the_world_is_whole(world_site: Path, world: Dataset) -> None:
    assert missing_numbers(world_site, world.package) == []
    assert broken_links(world_site) == []
    assert too_large(world_site) == []
    assert without_policy(world_site) == []


def test_every_kind_of_page_of_the_world(browser: Any, world_site: Path, axe: str) -> None:
    check_every_kind(browser, world_site, axe)


def test_the_figures_are_those_of_the_calls(browser: Any, world_site: Path, world: Dataset) -> None:
    ranks = world.ranking("criminality", edition=2023, interval=0.9).set_index("country")
    changes = world.change(2021, 2023, exact=True).set_index("country")
    quadrants = world.quadrants(2023).set_index("country")["quadrant"]
    with Walk(browser, world_site) as walk:
        page = walk.open("index.html")
        shown = {
            code: cells
            for code, *cells in page.evaluate(
                "[...document.querySelectorAll('#countries tbody tr')]"
                ".map((row) => [row.dataset.c, ...[...row.cells].map((cell) => cell.innerText)])"
            )
        }
    assert shown.keys() == set(ranks.index)
    for code, (rank, _, _, change) in shown.items():
        row = ranks.loc[code]
        interval = f"{row['low']}" if row["low"] == row["high"] else f"{row['low']} to {row['high']}"
        assert rank.split("\n") == [f"{row['rank']}{'=' if row['tied'] else ''}", interval]
        told = changes.loc[code]
        expected = [proper(told["published"])]
        if told["composition"]:
            signs = ", signs differ" if told["sign_disagrees"] else ""
            expected.append(proper(told["common"]) + signs)
        assert change.split("\n") == expected
    words = {"H": "high", "L": "low"}
    for code, quadrant in quadrants.items():
        text = (world_site / f"country/{code}.html").read_text(encoding="utf-8")
        assert f"{words[quadrant[0]]} criminality, {words[quadrant[1]]} resilience" in text
    assert sum("signs differ" in change for *_, change in shown.values()) == 49
