"""The files of a site: the same for the same ladder, whole, valid, and nobody else's."""

import json
import re
from html import unescape
from pathlib import Path

import html5lib
import pytest
from jsonschema import Draft202012Validator

from explorer.compare.comparison import compare
from explorer.files.loading import load
from explorer.model import Site
from explorer.records import of_site
from explorer.site.addresses import Addresses
from explorer.site.build import Files, Options, SiteError, files_of, write
from explorer.site.link_check import broken_links
from explorer.site.pages import pages_of
from explorer.text.inline_markdown import visible
from library.writing import SAMPLE

THIRD = SAMPLE.parent / "tests/relevance/third/ladder"


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return files_of(site, Options())


@pytest.fixture(scope="module")
def several() -> Site:
    """Two ladders, one with odd names throughout."""
    first, third = load(SAMPLE).ladders[0], load(THIRD).ladders[0]
    return Site("", (first, third))


@pytest.fixture(scope="module")
def of_several(several: Site) -> Files:
    return files_of(several, Options())


def text_of(html: bytes) -> str:
    """What a reader sees of a page, its blanks as one."""
    told = re.sub(r"<(script|style|head)\b.*?</\1>|<[^>]*>", "", html.decode(), flags=re.DOTALL)
    return " ".join(unescape(told).split())


def test_every_text_of_every_level_is_on_its_page_letter_by_letter(
    site: Site, files: Files
) -> None:
    addresses = Addresses.of(site)
    pages = {name: text_of(held) for name, held in files.items() if name.endswith(".html")}
    told = [record for record in of_site(site) if record.level and record.kind != "note"]
    assert len(told) > 250
    for record in told:
        page = pages[f"{addresses.level(record.ladder, record.level or '')}index.html"]
        assert " ".join(visible(record.text).split()) in page, record
    assert json.loads(files["records.json"]) == [each.as_json() for each in of_site(site)]


def test_every_pairing_is_the_apps(site: Site, files: Files) -> None:
    addresses = Addresses.of(site)
    (ladder,) = site.ladders
    for n, low in enumerate(ladder.levels):
        for high in ladder.levels[n + 1 :]:
            page = files[f"{addresses.pair(ladder.key, low.code, high.code)}index.html"].decode()
            shown = [
                tuple(
                    tuple(re.findall(r'index\.html#([^"]+)"', cell))
                    for cell in (cells[0], cells[-1])
                )
                for row in re.findall(r"<tr>(<td.*?)</tr>", page)
                if len(cells := re.findall(r"<td[^>]*>.*?</td>|<td></td>", row)) == 3
            ]
            pairs = [
                (tuple(s.id for s in pair.before), tuple(s.id for s in pair.after))
                for each in compare(low, high, ladder, versions=False).competencies
                for pair in each.pairs
            ]
            assert sorted(shown) == sorted(pairs), (low.code, high.code)


def test_the_same_ladder_makes_the_same_bytes(site: Site, files: Files) -> None:
    assert files_of(load(SAMPLE), Options()) == files


def test_every_link_leads_somewhere(several: Site, of_several: Files) -> None:
    options = Options(base_url="https://example.org/l", app_url="https://app.example")
    for made in (of_several, files_of(several, options)):
        assert broken_links(made) == []


def test_a_broken_link_and_what_is_loaded_from_elsewhere_are_named() -> None:
    page = b'<a href="b.html">b</a><a href="#c">c</a><img src="https://e.example/i.png">'
    assert broken_links({"a.html": page, "a.md": b"[b](c.md)"}) == [
        "a.html: b.html is not there",
        "a.html: #c names a part that is not there",
        "a.html: loads https://e.example/i.png from elsewhere",
        "a.md: c.md is not there",
    ]


def test_every_page_is_valid_html_with_a_title_and_one_heading(of_several: Files) -> None:
    for name, held in of_several.items():
        if name.endswith(".html"):
            html5lib.HTMLParser(strict=True).parse(held.decode())
            assert re.search(rb"<title>[^<]+</title>", held), name
            assert held.count(b"<h1>") == 1, name


def test_the_records_have_the_form_that_their_schema_says(files: Files) -> None:
    schema = json.loads(files["records.schema.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(files["records.json"]))


def test_each_page_has_a_markdown_twin_that_assistants_are_told_of(
    site: Site, files: Files
) -> None:
    told = files["llms.txt"].decode()
    for page in pages_of(site, Addresses.of(site)):
        assert files[f"{page.path}index.md"].startswith(b"# "), page.path
        if page.ladder and page.path.startswith(page.ladder):
            assert f"({page.path}index.md)" in told
    assert "I consult with teams to help make critical product" in files["sre/L4/index.md"].decode()


def test_addresses_are_whole_where_the_site_knows_its_own(site: Site, files: Files) -> None:
    made = files_of(site, Options(base_url="https://example.org/l"))
    level = made["sre/L4/index.html"].decode()
    assert '<link rel="canonical" href="https://example.org/l/sre/L4/">' in level
    assert "<loc>https://example.org/l/sre/L4/</loc>" in made["sitemap.xml"].decode()
    assert 'href="https://example.org/l/search/index.html"' in made["404.html"].decode()
    assert "sitemap.xml" not in files


# -- on a disk -------------------------------------------------------------------------


def test_only_what_differs_is_written_and_what_is_gone_removed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert write({"index.html": b"1", "a/index.html": b"2"}, folder) == (2, 0)
    before = (folder / "index.html").stat().st_mtime_ns
    assert write({"index.html": b"1", "b/index.html": b"3"}, folder) == (1, 1)
    assert (folder / "index.html").stat().st_mtime_ns == before
    assert sorted(p.name for p in folder.iterdir()) == ["b", "index.html", "site.json"]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(SiteError, match="holds something else"):
        write({"index.html": b""}, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(SiteError, match="is a file"):
        write({}, tmp_path / "letter.txt")


@pytest.mark.parametrize("claimed", ['["../letter.txt"]', '["a/../../letter.txt"]', "[1]", "{}"])
def test_a_list_of_files_removes_nothing_outside_of_the_site(tmp_path: Path, claimed: str) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.json").write_text(claimed)
    write({"index.html": b""}, folder)
    assert (tmp_path / "letter.txt").read_text() == "mine"
