"""The app's links lead to the site's pages, to the app where that is known, or nowhere."""

from explorer.model import Site
from explorer.site.addresses import Addresses
from explorer.site.links import led_to_site


def test_links_lead_to_pages_and_lose_what_the_app_reads(site: Site) -> None:
    html = (
        '<p><a class="card" href="./?ladder=sre&amp;level=L4&amp;statement=consulting" '
        'data-card="sre/L4/consulting">I <b>consult</b></a> '
        '<a data-in-app href="./compare?ladder=sre&amp;left=L3&amp;right=L4">pair</a></p>'
    )
    assert led_to_site(html, "sre/", Addresses.of(site)) == (
        '<p><a class="card" href="../sre/L4/index.html#consulting">I <b>consult</b></a> '
        '<a href="../sre/compare/L3--L4/index.html">pair</a></p>'
    )


def test_what_only_the_app_has_leads_there_or_is_left_out(site: Site) -> None:
    html = '<nav><a data-in-app href="./profile?ladder=sre">Rate myself</a></nav>'
    assert led_to_site(html, "sre/", Addresses.of(site)) == "<nav></nav>"
    there = led_to_site(html, "sre/", Addresses.of(site), "https://app.example")
    assert there == '<nav><a href="https://app.example/profile?ladder=sre">Rate myself</a></nav>'


def test_links_of_texts_and_within_the_page_stay(site: Site) -> None:
    html = '<a href="https://example.org/?a=1&amp;b=2" rel="x">out</a><a href="#in-craft">in</a>'
    assert led_to_site(html, "sre/", Addresses.of(site)) == html
