"""The findings of the checks as a Markdown list, for an issue or a pull request."""

from collections.abc import Sequence

from explorer.lint.findings import ABOUT, KINDS, Finding, counted
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import gettext as _


def findings_markdown(name: str, found: Sequence[Finding]) -> str:
    """The findings of the ladder of that name, kind by kind, each with its place."""
    lines = [_("# What is open in {name}", name=escape_commonmark(name)), "", counted(found)]
    for kind in KINDS:
        same = [finding for finding in found if finding.kind == kind and not finding.accepted]
        if same:
            about = ABOUT[kind]
            lines += ["", f"## {_(about.title)} ({len(same)})", "", about.advice, ""]
            lines += [
                f"- {escape_commonmark(each.summary)} ({escape_commonmark(each.place)})"
                for each in same
            ]
    accepted = [finding for finding in found if finding.accepted]
    if accepted:
        lines += ["", f"## {_('Accepted')} ({len(accepted)})", ""]
        lines += [
            f"- {escape_commonmark(f'{each.summary}: {each.accepted}')} "
            f"({escape_commonmark(each.place)})"
            for each in accepted
        ]
    return "\n".join(lines) + "\n"
