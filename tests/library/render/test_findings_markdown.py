"""The findings as a Markdown list: every one of them, with its place."""

from dataclasses import replace

from explorer.lint.runner import findings
from explorer.model import Site
from explorer.render.findings_markdown import findings_markdown


def test_the_list_has_every_finding_with_its_place(site: Site) -> None:
    found = findings(site)
    made = findings_markdown("S*R*E", found)
    assert made.startswith("# What is open in S\\*R\\*E\n\nNothing is open. 11 accepted.\n")
    assert made.count("\n- ") == len(found) == 11
    reason = "The remark is the authors' own."
    remark = '- L4 has a remark on "Domain expertise": "TODO: more examples"'
    assert f"{remark}: {reason} (sre/L4.yaml:75)\n" in made


def test_what_is_open_stands_by_kind_with_its_place(site: Site) -> None:
    found = [replace(each, accepted="") for each in findings(site)]
    made = findings_markdown("SRE", found)
    assert "Open: 10 statements under discussion and 1 open remark." in made
    assert made.count("\n- ") == len(found)
    assert (
        '- L4 has a remark on "Domain expertise": "TODO: more examples" (sre/L4.yaml:75)\n' in made
    )
    assert findings_markdown("X", ()) == "# What is open in X\n\nNothing is open.\n"
