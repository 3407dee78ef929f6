"""Plain text with the marks of Markdown: each way in which it marks depth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.documents.plain_outlines import with_marks


def marked(text: str) -> str:
    return "\n".join(with_marks(text.split("\n")))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Ladder\n7.1 Tester\n7.1.1 Craft\n(a) Tests\n(b) Reports\n7.2 Architect\n7.2.1 Craft\n(a) Leads",
            "# Ladder\n### 7.1 Tester\n#### 7.1.1 Craft\n- Tests\n- Reports\n### 7.2 Architect\n"
            "#### 7.2.1 Craft\n- Leads",
            id="sections-of-a-chapter",
        ),
        pytest.param(
            "Interpreters - bands\nDrawn up by us.\n\nBand 5\n\tEthics\n\t\tAsks",
            "# Interpreters - bands\nDrawn up by us.\n\n## Band 5\n    - Ethics\n        - Asks",
            id="title-over-tabs",
        ),
        pytest.param(
            "What we expect of\neach other.\n\nBand 5\n\tEthics\n\t\tAsks",
            "What we expect of\neach other.\n\n## Band 5\n    - Ethics\n        - Asks",
            id="sentence-over-tabs",
        ),
        pytest.param(
            "OUTLINE\n\nI.  Apprentice\n    A. Lenses\n       1. Edges\n       2. Reads\nII. Optician\n"
            "    A. Lenses\n       1. Fits",
            "# OUTLINE\n\n## Apprentice\n### Lenses\n       - Edges\n       - Reads\n## Optician\n"
            "### Lenses\n       - Fits",
            id="roman-numbers",
        ),
        pytest.param(
            "A. Baker\ni. Kneads\nii. Weighs\nB. Lead\ni. Plans",
            "## Baker\n- Kneads\n- Weighs\n## Lead\n- Plans",
            id="letters-at-the-margin",
        ),
        pytest.param(
            "Stage crew\n\nFor all of us.\n\nLevel 1 — Stagehand\n\nRIGGING\n• Clips tools\n\nCREW\n• Arrives\n\n"
            "Level 2 — Senior\n\nRIGGING\n• Checks lines\n\nCREW\n• Shows others",
            "# Stage crew\n\nFor all of us.\n\n## Level 1 — Stagehand\n\nRIGGING\n• Clips tools\n\nCREW\n• Arrives\n\n"
            "## Level 2 — Senior\n\nRIGGING\n• Checks lines\n\nCREW\n• Shows others",
            id="names-over-capitals",
        ),
        pytest.param(
            "#+TITLE: Paths\n#+STARTUP: all\n* S1 Analyst\nWatches.\n** Craft :core:\n- Sorts",
            "# Paths\n\n## S1 Analyst\nWatches.\n### Craft\n- Sorts",
            id="org",
        ),
        pytest.param(
            "* S1\n** Craft\n*** Sorts\n* S2\n** Craft\n*** Builds",
            "## S1\n### Craft\n    - Sorts\n## S2\n### Craft\n    - Builds",
            id="nothing-but-stars",
        ),
        pytest.param(
            "== S1 ==\n* Sorts\n** mail\n* Asks",
            "== S1 ==\n- Sorts\n  - mail\n- Asks",
            id="lists-of-a-wiki",
        ),
        pytest.param(
            "=====\nPaths\n=====\n\n.. contents::\n   :local:\n\n.. note::\n\n   Leads have one, too.\n\n"
            "Craft\n=====\n\nJunior\n------\n\n- Sorts",
            "\n# Paths\n\n\n\n\n\n\n\nLeads have one, too.\n\n## Craft\n\n\n### Junior\n\n\n- Sorts",
            id="restructuredtext",
        ),
        pytest.param(
            "Slide 1\nPaths\n\nSlide 2: D1 Designer\n- Draws\n\nSlide 3\nD2 Lead\n- Plans",
            "\n# Paths\n\n## D1 Designer\n- Draws\n\n\n## D2 Lead\n- Plans",
            id="slides",
        ),
        pytest.param(
            "- Acts on\n\nPaths | Page 1 of 2\n\nnotices\n\nPaths | Page 2 of 2",
            "- Acts on\n <!---->\n <!---->\n <!---->\nnotices\n\n",
            id="pages",
        ),
        pytest.param(
            "- Acts on\n\nPaths · Internal\nPage 1 of 2\n\nnotices\n\nPaths · Internal\nPage 2 of 2",
            "- Acts on\n <!---->\n <!---->\n <!---->\n <!---->\nnotices\n\n\n",
            id="feet-of-pages",
        ),
        pytest.param(
            "# Us\n\n- A1 Aide\n    \n    Helps.\n    \n    **Care**\n    \n    - Asks\n- A2 Nurse\n\n"
            "    **Care**\n\n    - Acts\n        - soon",
            "# Us\n\n## A1 Aide\n    \nHelps.\n    \n**Care**\n    \n- Asks\n## A2 Nurse\n\n"
            "**Care**\n\n- Acts\n    - soon",
            id="toggles",
        ),
        pytest.param(
            "Crew of the room\n\nPourer\nPours, smiles.\n\tGuests\n\t\tGreets\n\nHost\nHosts.\n\tGuests\n\t\tSees",
            "# Crew of the room\n\n## Pourer\nPours, smiles.\n    - Guests\n        - Greets\n\n"
            "## Host\nHosts.\n    - Guests\n        - Sees",
            id="tabs-below-a-sentence",
        ),
        pytest.param(
            "See page 3\n\nIt moved to page 4", "See page 3\n\nIt moved to page 4", id="no-pages"
        ),
        pytest.param(
            "Craft:\n– Sorts\n– Asks\n\nCare:\n– Helps",
            "Craft:\n- Sorts\n- Asks\n\nCare:\n- Helps",
            id="dashes",
        ),
        pytest.param(
            "We sort\n– mostly –\nand ask",
            "We sort\n– mostly –\nand ask",
            id="a-dash-in-a-sentence",
        ),
        pytest.param(
            "Hand\n  Dough\n    Kneads it\nBaker\n  Dough\n    Plans it",
            "## Hand\n  - Dough\n    - Kneads it\n## Baker\n  - Dough\n    - Plans it",
            id="spaces",
        ),
        pytest.param(
            "Paths\n=====\n\nBaker\n  Dough\n    - Kneads\nLead\n  Dough\n    - Plans",
            "Paths\n=====\n\n## Baker\n  Dough\n    - Kneads\n## Lead\n  Dough\n    - Plans",
            id="names-over-names",
        ),
        pytest.param(
            "What good looks like\n\n1. Craft\n   Junior: Sorts what has come in.\n   Senior: Sorts what will\n"
            "   come in.\n\n2. Care\n   Junior: Asks those who know it.\n   Senior: Is asked by many others.",
            "# What good looks like\n\n## Craft\n- **Junior:** Sorts what has come in.\n"
            "- **Senior:** Sorts what will\n   come in.\n\n## Care\n"
            "- **Junior:** Asks those who know it.\n- **Senior:** Is asked by many others.",
            id="labels",
        ),
        pytest.param(
            "From: Ines\nSubject: AW: Re: Paths\n\nHi,\nread this.",
            "\n# Paths\n\nHi,\nread this.",
            id="mail",
        ),
        pytest.param(
            "> Subject: Paths\n> \n> L1 Baker\n> - kneads",
            "# Paths\n\nL1 Baker\n- kneads",
            id="quoted-mail",
        ),
    ],
)
def test_each_way_is_told_by_what_comes_again(text: str, wanted: str) -> None:
    assert marked(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "# Paths\n\n1. Craft\n   - sorts\n2. Care\n   - asks",
        "1. Sort the mail.\n2. Ask:\n   - who\n3. Go home.",
        "---\ntitle: Paths\n---\n\nText with\na second line\n\n- and\n- a list",
    ],
)
def test_markdown_stays_as_it_is(text: str) -> None:
    assert marked(text) == text


_PARTS = [
    "I. ",
    "A. ",
    "1. ",
    "1.1 ",
    "(a) ",
    "* ",
    "** ",
    ".. x:: ",
    "– ",
    "Page 1",
    "====",
    "\t",
    "    ",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(["", *_PARTS]), st.sampled_from(["", "Baker", "a: b c d e"]))
    )
)
def test_there_are_as_many_lines_as_before(lines: list[tuple[str, str]]) -> None:
    assert len(with_marks(["".join(parts) for parts in lines])) == len(lines)
