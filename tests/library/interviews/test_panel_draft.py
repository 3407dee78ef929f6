"""What a visitor is working on, as a file: read back as it was written, whatever is in it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.yaml_reader import readable
from explorer.interviews.panel_draft import PanelDraft, dump_draft, parse_draft
from explorer.interviews.plan import DEFAULT_INTERVIEWS, new_plan
from explorer.interviews.scorecard import new_scorecard
from explorer.model import Ladder

WORDS = st.text(max_size=200)


@pytest.fixture(scope="module")
def draft(sre: Ladder) -> PanelDraft:
    level = sre.levels[3]
    plan = new_plan(sre, level).assigned("consulting", DEFAULT_INTERVIEWS[:1])
    card = new_scorecard(sre, level).for_interview(DEFAULT_INTERVIEWS[0], level.statements[:3])
    return PanelDraft(plan, (card,))


@given(reference=WORDS, sign=WORDS, evidence=WORDS, job=st.none() | WORDS)
def test_what_is_written_is_read_again(
    draft: PanelDraft, reference: str, sign: str, evidence: str, job: str | None
) -> None:
    card = draft.cards[0].with_reference(reference).with_panellist_id(sign)
    first = card.observations[0].expectation
    made = PanelDraft(
        draft.plan.with_reference(reference),
        (card.with_word(first, "Maturing").with_evidence(first, evidence),),
        job if job is None else readable(job),
        card.reference,
        card.panellist_id,
    )
    found, problems = parse_draft(dump_draft(made).encode(), "kept.yaml")
    assert problems == []
    assert found == replace(made, job=made.job or None)


def test_two_cards_for_one_interview_are_refused_at_the_second(draft: PanelDraft) -> None:
    text = dump_draft(replace(draft, cards=draft.cards * 2))
    found, (problem,) = parse_draft(text.encode(), "kept.yaml")
    assert found is None
    assert problem.sentence.startswith("found an interview a second time")
    assert problem.line == [n for n, line in enumerate(text.splitlines(), 1) if "- kind" in line][1]


def test_a_file_that_was_cut_off_is_no_shorter_draft(draft: PanelDraft) -> None:
    text = dump_draft(draft)
    for length in range(0, len(text) - len("true\n"), 7):
        assert parse_draft(text[:length].encode(), "kept.yaml")[0] is None
