"""What axe-core finds wrong with a page, as a failure that names it."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from browser.visiting import settled

# Streamlit names the place where files are dropped and calls it a mere presentation.
_STREAMLITS_OWN = ("presentation-role-conflict", "FileUploader")
# Writing down each node that is right takes three quarters of axe-core's time.
_QUICK: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
_VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
_COLOURS = {"runOnly": ["color-contrast"]}


def accessible(page: Page, *, dark: bool = True, streamlit: bool = True) -> None:
    """Fail on what axe-core finds wrong in the light, and with the colours in the dark.

    `dark` is False for a page whose colours another page shows already, and `streamlit` for
    one that is there once it is loaded.
    """
    # Half a megabyte of script, which stays in a page as long as the page is not loaded anew.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for scheme, rules in (("light", {}), ("dark", _COLOURS))[: 2 if dark else 1]:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if streamlit:
            settled(page)
        wrong = [
            f"{found['id']}: {found['help']} {[node['html'][:160] for node in found['nodes']]}"
            for found in page.evaluate(_VIOLATIONS, {**_QUICK, **rules})
            if found["id"] != _STREAMLITS_OWN[0]
            or any(_STREAMLITS_OWN[1] not in node["html"] for node in found["nodes"])
        ]
        assert not wrong, "\n".join([scheme, *wrong])
