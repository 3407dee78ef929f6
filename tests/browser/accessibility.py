"""What axe-core finds wrong with a page, as a failure that names it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.visiting import settled

# Streamlit names the place where files are dropped and calls it a mere presentation.
_STREAMLITS_OWN = ("presentation-role-conflict", "FileUploader")


def accessible(page: Page) -> None:
    """Fail on what axe-core finds wrong, in light and dark; only colours differ in the dark."""
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        wrong = [
            f"{found['id']}: {found['help']} {[node['html'][:160] for node in found['nodes']]}"
            for found in Axe().run(page, options=rules).response["violations"]
            if found["id"] != _STREAMLITS_OWN[0]
            or any(_STREAMLITS_OWN[1] not in node["html"] for node in found["nodes"])
        ]
        assert not wrong, "\n".join([scheme, *wrong])
