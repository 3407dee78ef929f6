"""A ladder, an address, a query and a profile written to do harm: shown as text, or refused."""

from pathlib import Path
from urllib.parse import quote

import yaml
from playwright.sync_api import Page, expect

from browser.conftest import Serve, Visit
from browser.visiting import Served, follow, settled
from explorer.ui.layout import PAGES

PAYLOADS = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg/onload=window.pwned=1><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "</style></div><style>* { display: none }</style>",
    "![picture](http://192.0.2.1/track.png)",
    "[press](javascript:window.pwned=1)",
    "[press](data:text/html,<script>window.pwned=1</script>)",
    ":material/skull: :red[coloured] $x^2$ :rainbow[x] -> >= www.example.com `code` | a | b |",
    "# heading\n\n- list\n\n> quote\n\n```mermaid\ngraph TD; A-->B\n```",
)


def hostile_ladder(folder: Path) -> Path:
    """A ladder whose every text is one of the payloads, in every place that takes text."""
    home = folder / "nasty"
    home.mkdir(parents=True)
    all_of_it = "\n\n".join(PAYLOADS)

    def write(name: str, data: object) -> None:
        (home / name).write_text(
            yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )

    write(
        "ladder.yaml",
        {
            "name": PAYLOADS[0] + PAYLOADS[6][:20],
            "summary": all_of_it,
            "facts": {PAYLOADS[1]: all_of_it},
            "competencies": {
                "craft": {"name": PAYLOADS[2], "icon": "<b>:x:</b>", "meaning": all_of_it}
            },
            "ratings": {f"{word} {PAYLOADS[0]}": all_of_it for word in "ABCD"},
        },
    )
    for number in (1, 2):
        write(
            f"L{number}.yaml",
            {
                "code": f"L{number}",
                "title": PAYLOADS[3],
                "source": all_of_it,
                "draft": number == 1,
                "summary": all_of_it,
                "facts": {PAYLOADS[1]: all_of_it},
                "competencies": {
                    "craft": {
                        "groups": [
                            {
                                "scope": PAYLOADS[4],
                                "statements": {
                                    f"s{i}": text + str(number) for i, text in enumerate(PAYLOADS)
                                },
                                "tentative": {"maybe": all_of_it},
                            }
                        ],
                        "examples": list(PAYLOADS),
                        "notes": list(PAYLOADS),
                    }
                },
                "prose": list(PAYLOADS),
                "lineage": {}
                if number == 1
                else {f"s{i}": [f"s{i}"] for i in range(len(PAYLOADS))},
            },
        )
    return folder


def assert_unharmed(page: Page, base: str, asked: list[str]) -> None:
    assert page.evaluate("window.pwned") is None
    main = page.get_by_test_id("stMain")
    foreign = "script:not([src^='./assets/explorer.js?v=']), iframe, svg[onload], [onerror]"
    assert main.locator(f"{foreign}, .katex, .mermaid").count() == 0
    assert main.locator("a[href^='javascript'], a[href^='data:text']").count() == 0
    assert main.locator("img:not([src^='data:']):not([src^='/'])").count() == 0
    assert not [url for url in asked if not url.startswith((base, "data:", "blob:"))]
    expect(main).to_be_visible()


ADDRESSES = (
    *(f"/{entry.path}" for entry in PAGES),
    "/?level=L2",
    "/?level=L2&statement=s1",
    "/?level=L2&view=print",
    "/search?q=pwned",
    "/search?q=pwned&level=L2&scope=picture-http-192-0-2-1-track-png&kind=statement",
    "/compare?left=L1&right=L2",
    "/profile?view=print",
    "/panel?level=L2&show=plan",
    "/panel?show=card",
    "/panel?view=print",
)


def test_a_hostile_ladder_is_only_text_on_every_page(
    start: Serve, tmp_path: Path, visit: Visit
) -> None:
    served = start(hostile_ladder(tmp_path / "ladders"))
    page = visit(served.url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES:
        follow(page, address)
        assert_unharmed(page, served.url, asked)
    follow(page, "/?level=L2")
    expect(page.get_by_role("listitem").filter(has_text=PAYLOADS[0] + "2").first).to_be_visible()
    expect(page.get_by_role("heading", name=f"L2 · {PAYLOADS[3]}")).to_be_visible()


def test_an_address_may_say_anything(reading_app: Served, visit: Visit) -> None:
    said = quote(PAYLOADS[1] + PAYLOADS[4] + PAYLOADS[7])
    page = visit(f"{reading_app.url}/search?q={said}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in (
        f"/?level={said}",
        f"/?level=L4&statement={said}",
        f"/?ladder={said}&view={said}",
        f"/search?q={said}&level={said}&kind={said}&competency={said}&scope={said}&among={said}",
        f"/compare?left={said}&right={said}",
        f"/profile?view={said}",
        f"/panel?level={said}&show={said}",
    ):
        follow(page, address)
        assert_unharmed(page, reading_app.url, [url for url in asked if "192.0.2.1" in url])
        assert page.get_by_test_id("stException").count() == 0
        assert page.get_by_text("This page could not be drawn").count() == 0


def test_a_query_may_be_anything(read: Visit) -> None:
    page = read("/search")
    for typed in (
        "a",
        ".*[",
        "🦉🌱",
        "مرحبا incident",
        "\u200bincident\u200b",
        "<b>incident</b>",
        "**incident**",
        "x" * 300,
        "%00",
        "\\",
    ):
        page.get_by_label("What are you looking for?").fill(typed)
        expect(page.get_by_text("Words can be in any order")).to_be_hidden()
        settled(page)
        assert page.get_by_test_id("stException").count() == 0, typed
        assert page.get_by_text("This page could not be drawn").count() == 0, typed


def test_a_hostile_profile_is_refused_in_words_and_nothing_runs(
    reading_app: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(f"{reading_app.url}/profile")
    files = {
        "tags.yaml": "!!python/object/apply:os.system ['touch /tmp/pwned']",
        "bomb.yaml": "a: &a [x]\nb: &b [*a, *a]\nprofile: *b",
        "<img src=x onerror=window.pwned=1>.yaml": "profile: <script>window.pwned=1</script>",
        "cut.yaml": "profile: ladder-explorer\nversion: 1\nladder: sre\ntarget: L4\nlevels:\n  L4: {competencies: {dom",
        "newer.yaml": "profile: ladder-explorer\nversion: 99",
    }
    for name, text in files.items():
        page.get_by_role("button", name="Not kept").click()
        file = {"name": name, "mimeType": "application/yaml", "buffer": text.encode()}
        page.locator("input[type=file]").set_input_files(files=[file])
        expect(page.get_by_text("was not opened").filter(has_text=name[:6])).to_be_visible()
        settled(page)
        assert page.evaluate("window.pwned") is None
