"""Where things are on a site: stable, fit for any file system, and the same place in the app."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.model import Competency, Ladder, Level, ScopeGroup, Site, Statement
from explorer.site.addresses import Addresses, relative

CODES = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6, unique=True)


def site_of(codes: list[str], key: str = "sre") -> Site:
    said = (Statement("a b/ü", "I say so.", 1, "craft & care"),)
    about = (Competency("craft & care", "Craft", "", "", (ScopeGroup(None, said),)),)
    levels = tuple(
        Level(key, code, f"Title of {code}", f"{n}.yaml", competencies=about)
        for n, code in enumerate(codes)
    )
    return Site("", (Ladder(key, "A ladder", levels=levels),))


def test_plain_codes_stand_in_the_path_as_they_are(site: Site) -> None:
    addresses = Addresses.of(site)
    assert addresses.level("sre", "L4") == "sre/L4/"
    assert addresses.statement("sre", "L4", "consulting") == "sre/L4/#consulting"
    assert addresses.pair("sre", "L4", "L3") == addresses.pair("sre", "L3", "L4")
    assert addresses.thread("sre", "L4/consulting").endswith("#L4%2Fconsulting")


@given(CODES)
def test_every_level_has_a_folder_of_its_own_on_any_file_system(codes: list[str]) -> None:
    addresses = Addresses.of(site_of(codes))
    paths = [addresses.level("sre", code) for code in codes]
    assert len({path.casefold() for path in paths}) == len(codes)
    for path in paths:
        name = path.split("/")[1]
        assert path == f"sre/{name}/"
        assert name.isascii()
        assert not set(name) & set('<>:"/\\|?*% ')
        assert name not in {"", ".", "..", "search", "compare", "threads", "assets"}
        assert not name.endswith(".")


@given(CODES, st.text(min_size=1, max_size=12))
def test_the_apps_address_and_the_sites_lead_to_each_other(codes: list[str], key: str) -> None:
    addresses = Addresses.of(site_of(codes, key))
    places = [addresses.ladder(key), addresses.pairs(key)]
    places += [addresses.threads(key, "craft & care")]
    for code in codes:
        places += [addresses.level(key, code), addresses.bar(key, code)]
        places += [addresses.pair(key, code, other) for other in codes if other != code]
    for place in places:
        assert addresses.to_site(f"./{addresses.to_app(place)}") == place


def test_a_statement_is_found_in_the_app_and_back(site: Site) -> None:
    addresses = Addresses.of(site)
    there = addresses.statement("sre", "L4", "consulting")
    assert addresses.to_app(there) == "?ladder=sre&level=L4&statement=consulting"
    assert addresses.to_site(f"./{addresses.to_app(there)}") == there
    assert addresses.to_site("./?card=sre/L4/consulting") == there
    thread = "./compare?ladder=sre&show=thread&thread=L4%2Fconsulting"
    assert addresses.to_site(thread) == addresses.thread("sre", "L4/consulting")
    assert addresses.to_site("./search?q=a+b") == "search/?q=a+b"


def test_what_only_the_app_has_has_no_place(site: Site) -> None:
    addresses = Addresses.of(site)
    for address in (
        "./profile?ladder=sre",
        "./?ladder=none",
        "./?ladder=sre&level=L9",
        "./compare?ladder=sre&left=L3&right=L9",
        "./compare?ladder=sre&left=L3&right=L3",
        "./compare?ladder=sre&show=thread&thread=L4/none",
        "./lineage?ladder=sre&level=L4",
    ):
        assert addresses.to_site(address) is None, address


def test_links_are_files_from_wherever_they_stand() -> None:
    assert relative("", "sre/L4/") == "sre/L4/index.html"
    assert relative("sre/L4/", "sre/L3/#a") == "../../sre/L3/index.html#a"
    assert relative("sre/L4/", "sre/L4/#a") == "#a"
    assert relative("sre/L4/", "search/?q=x") == "../../search/index.html?q=x"
    assert relative("sre/", "feed.xml") == "../feed.xml"
