"""The page in a real Chromium, opened from disk with the network cut."""

import pytest
import view_cases

from kg.view import render

websocket = pytest.importorskip("websocket", reason="websocket-client is not installed: pip install -e .[test]")
browser = pytest.importorskip("browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser.CHROMIUM is None, reason="no Chromium: apt-get install chromium"),
]
HUB = "Region/衡阳市"


@pytest.fixture(scope="module")
def tab():
    with browser.chromium() as page:
        page.offline()
        yield page


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    for name, extraction in (("hengyang", view_cases.hengyang()), ("hostile", view_cases.hostile()),
                             ("large", view_cases.large(2000))):
        (folder / f"{name}.html").write_text(render([extraction]), encoding="utf-8")
    (folder / "two.html").write_text(render([view_cases.hengyang(), view_cases.large(20)]), encoding="utf-8")
    return folder


@pytest.fixture
def page(tab, files):
    """The Hengyang page, freshly opened; afterwards it must have asked for nothing and complained of nothing."""
    tab.size(1440, 900)
    tab.open(files / "hengyang.html")
    yield tab
    assert [r.split("#")[0] for r in tab.requests] == [(files / "hengyang.html").as_uri()]
    assert tab.complaints == []


def hash_of(page):
    return page.run("decodeURIComponent(location.hash)")


def click_on_canvas(page, x, y):
    """Click at a point of the drawing, given in its own coordinates."""
    page.click_at(*page.run(f"""(() => {{
        const box = document.getElementById("network").getBoundingClientRect();
        const at = network.canvasToDOM({{x: {x}, y: {y}}});
        return [box.left + at.x, box.top + at.y];
    }})()"""))


def settle(page):
    """Wait until the drawing moves no more."""
    page.wait("new Promise((done) => { const a = JSON.stringify([network.getScale(), network.getViewPosition()]);"
              " setTimeout(() => done(a === JSON.stringify([network.getScale(), network.getViewPosition()])), 60); })")


@pytest.mark.parametrize("name", ["hengyang", "hostile", "large", "two"])
def test_opened_from_disk_it_asks_for_nothing_and_complains_of_nothing(tab, files, name):
    tab.size(1440, 900)
    seconds = min(tab.open(files / f"{name}.html") for _ in range(2))
    tab.wait("document.querySelectorAll('#network canvas').length === 1")
    assert [r.split("#")[0] for r in tab.requests] == [(files / f"{name}.html").as_uri()]
    assert tab.complaints == []
    # A second on an idle machine; tests run beside others.
    assert seconds < 4


def test_hostile_text_runs_nothing(tab, files):
    tab.open(files / "hostile.html", "#entity=GovernmentAgency/某市科技局")
    assert tab.run("document.images.length") == 0
    assert view_cases.HOSTILE in tab.texts("#panel .fact")[0]
    assert tab.texts("#panel .fact .tag") == [view_cases.HOSTILE, "计划"]
    assert tab.texts("#panel .said mark .name")[0] == "某市科技局"
    assert tab.run("document.querySelector('#panel .said .confidence').title").endswith(view_cases.HOSTILE)
    assert tab.complaints == []


def test_search_finds_by_name_and_alias_and_selects(page):
    page.press("/", 191, "/")
    assert page.run("document.activeElement.id") == "search"
    page.type("南华")
    assert page.texts("#hits [data-entity] .term")[0] == "南华大学"
    page.press("Enter", 13)
    assert page.texts("#panel h2.name") == ["南华大学"]
    assert hash_of(page) == "#entity=University/南华大学"
    page.press("Escape", 27)
    assert hash_of(page) == ""
    assert page.texts("#panel .counts b") == ["120", "110", "70"]


@pytest.mark.parametrize(("typed", "hit"), [
    ("衡器产业园", "衡阳智能衡器计量产业园"),
    ("研发经费投入", "衡阳市"),
    ("没有的名字", None),
])
def test_search_knows_other_names_and_indicators(page, typed, hit):
    page.click("#search")
    page.type(typed)
    found = page.texts("#hits [data-entity] .term")
    assert (found[0].startswith(hit) if hit else found == [])


def test_the_legend_counts_and_filters(page):
    count = len([e for e in view_cases.hengyang().entities if e.cls == "GovernmentAgency"])
    row = '#legend [data-key="GovernmentAgency"]'
    assert page.texts(f"{row} .count") == [str(count)]
    page.click('#views [data-view="table"]')
    page.run("[...document.querySelectorAll('.tabs button')].at(-1).click()")
    assert page.texts("#table .total") == ["120"]
    page.click(row)
    assert page.run(f"document.querySelector('{row}').getAttribute('aria-checked')") == "false"
    assert page.texts("#table .total") == [str(120 - count)]
    assert page.run("nodes.get().filter((n) => n.hidden).length") == count
    page.click(row)
    page.run("document.querySelector('.tabs button').click()")
    page.click('#legend [data-key="receives"]')
    receives = int(page.texts('#legend [data-key="receives"] .count')[0])
    assert page.texts("#table .total") == [str(110 - receives)]
    assert page.run("edges.get().filter((e) => e.hidden).length") == receives
    page.run("document.querySelectorAll('#legend .switch')[1].lastChild.click()")
    assert page.texts("#table .total") == ["0"]


def test_a_click_on_a_node_shows_its_facts_with_marked_sentences(page):
    number = page.run("nodes.get().find((n) => n.shape === 'hexagon' && n.size > 15).id")
    place = page.run(f"network.getPosition({number})")
    settle(page)
    click_on_canvas(page, place["x"], place["y"])
    page.wait("document.querySelector('#panel h2.name').textContent === '衡阳市'")
    assert hash_of(page) == f"#entity={HUB}"
    marks = page.run("[...document.querySelectorAll('#panel .said')].map((s) => s.querySelectorAll('mark').length)")
    assert len(marks) > 5
    assert all(marks)
    click_at = page.run("(() => { const b = document.getElementById('network').getBoundingClientRect();"
                        " return [b.left + 4, b.top + 4]; })()")
    page.click_at(*click_at)
    page.wait("document.querySelector('#panel .counts') !== null")
    assert hash_of(page) == ""


def test_a_click_on_an_edge_shows_it_with_marked_sentence(page, files):
    page.open(files / "hengyang.html", "#entity=University/南华大学")
    settle(page)
    middle = page.run("""(() => {
        const edge = edges.get().find((e) => e.width > 1 && !e.smooth);
        const [a, b] = [network.getPosition(edge.from), network.getPosition(edge.to)];
        return [a.x * 0.4 + b.x * 0.6, a.y * 0.4 + b.y * 0.6];
    })()""")
    click_on_canvas(page, *middle)
    page.wait("document.querySelector('#panel .triple') !== null")
    assert hash_of(page).startswith("#fact=")
    assert "南华大学" in page.texts("#panel .triple [data-entity]")
    assert page.texts("#panel blockquote mark")


def test_figures_stand_in_a_table_with_their_sentences(page, files):
    page.open(files / "hengyang.html", f"#entity={HUB}")
    row = next(row for row in page.texts(".figures tr") if row.startswith("研发经费投入92"))
    assert row == "研发经费投入92.04 亿元2023↑ 12.8%第3位全省A类地区"
    assert "92.04亿元" in page.texts(".figures mark")
    quoted = page.run("[...document.querySelectorAll('.figures tbody')].every((b) => b.querySelector('mark'))")
    assert quoted


def test_the_text_has_clickable_names_and_shows_evidence(page, files):
    page.open(files / "hengyang.html", f"#entity={HUB}")
    page.click("#panel .said .intext")
    assert page.run("document.body.dataset.view") == "text"
    assert page.texts("#text mark")
    page.run("[...document.querySelectorAll('#text .mention')].find((m) => m.textContent === '南华大学').click()")
    assert page.texts("#panel h2.name") == ["南华大学"]
    assert page.run("document.querySelector('#text article').textContent.replace(/\\s/g, '')") == "".join(
        view_cases.hengyang().source.text.split())


def test_links_lead_to_a_fact_and_back(page, files):
    page.open(files / "hengyang.html", f"#entity={HUB}")
    page.click("#panel .goto")
    fact = hash_of(page)
    assert fact.startswith("#fact=")
    page.run("history.back()")
    page.wait("location.hash.startsWith('#entity=')")
    page.wait("document.querySelector('#panel h2.name')?.textContent === '衡阳市'")
    page.open(files / "hengyang.html", "#fact=" + fact.split("=", 1)[1])
    assert len(page.texts("#panel .triple")) >= 1
    page.open(files / "hengyang.html", "#entity=%E0%A4%A&view=nonsense")
    assert page.run("document.body.dataset.view") == "graph"


def test_dark_mode_and_english(page):
    before = page.run("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.run("document.documentElement.dataset.theme") == "dark"
    assert page.run("getComputedStyle(document.body).backgroundColor") != before
    page.click("#language")
    assert page.texts("#views button") == ["Graph", "Text", "Table"]
    assert page.texts('#legend [data-key="University"] .term') == ["University"]
    page.click("#language")
    page.click("#theme")
    assert page.texts("#views button") == ["图谱", "原文", "表格"]


def test_nothing_is_cut_off_on_a_telephone(page, files):
    page.size(390, 844, mobile=True, scale=2)
    page.open(files / "hengyang.html", f"#entity={HUB}")
    assert page.run("document.documentElement.scrollWidth") <= 390
    assert page.run("document.getElementById('network').clientHeight") > 150
    page.click("#legend-open")
    assert page.run("getComputedStyle(document.getElementById('legend')).display") == "block"
    page.click("#legend .close")
    assert page.run("getComputedStyle(document.getElementById('legend')).display") == "none"
