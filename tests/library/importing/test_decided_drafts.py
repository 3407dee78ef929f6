"""What was read becomes what was decided: names, scores, and what had no place."""

from explorer.drafts.decisions import Decisions
from explorer.drafts.draft import Fragment
from explorer.importing import plan, read_documents
from explorer.importing.decided_drafts import pieces
from explorer.importing.pipeline import ImportResult

LEFT = "# L1 Baker\n\n## Ovens\n\n- I sweep\n\n```\nI greet guests\nPage 1\n```\n\n# L2 Chef\n\n## Ovens\n\n- I bake\n"
GROUPED = (
    "Group,Skill,L1,L2\nTrade,Ovens,I sweep,I bake\nTrade,Dough,I weigh,I mix\n"
    "Trade,Guests,I greet,I host\nTrade,Money,I count,I plan\n"
)


def read(text: str, name: str = "page.md", **decided: object) -> ImportResult:
    return read_documents({name: text.encode()}, Decisions.model_validate(decided))


def said(made: ImportResult) -> set[tuple[str, str | None, str | None, str]]:
    return {
        (member.level.code, each.competency, each.scope, each.text)
        for ladder in made.ladders
        for member in ladder.members
        for each in member.level.fragments
        if each.kind == "statement"
    }


def facts(made: ImportResult) -> set[tuple[str, str | None, str]]:
    return {
        (member.level.code, each.scope, each.text)
        for ladder in made.ladders
        for member in ladder.members
        for each in member.level.fragments
        if each.kind == "fact"
    }


def test_a_name_is_a_competency_or_a_scope() -> None:
    made = read(GROUPED, "a.csv", rows="scopes", names={"dough": "competency"})
    assert ("L1", "Dough", "Trade", "I weigh") in said(made)
    assert ("L1", "Trade", "Ovens", "I sweep") in said(made)
    made = read(GROUPED, "a.csv", rows="scopes", names={"Trade": "scope"})
    assert ("L1", "Ovens", "Trade", "I sweep") in said(made)
    made = read("# L1 Baker\n\n## At home\n\n- I sweep\n", names={"At home": "scope"})
    assert said(made) == {("L1", None, "At home", "I sweep")}


def test_a_name_is_a_fact_or_a_fact_a_competency() -> None:
    text = (
        "Skill,L1,L2\nShifts,Early and late,Office hours\nOvens,I sweep the floor each day,I bake\n"
    )
    made = read(text, "a.csv", names={"Shifts": "fact"})
    assert said(made) == {
        ("L1", "Ovens", None, "I sweep the floor each day"),
        ("L2", "Ovens", None, "I bake"),
    }
    assert facts(made) == {("L1", "Shifts", "Early and late"), ("L2", "Shifts", "Office hours")}
    text = (
        "# L1 Baker\n\n## Shifts\n\n> _When we work._\n\n- Early\n- Late\n\n## Ovens\n\n- I sweep\n"
    )
    made = read(text, names={"Shifts": "fact"})
    assert facts(made) == {("L1", "Shifts", "Early; Late")}
    assert [e.text for e in made.drafts[0].fragments() if e.kind == "prose"] == ["When we work."]
    text = "# L1 Baker\n\n- **Reports to:** the head\n\n## Ovens\n\n- I sweep\n"
    assert facts(read(text)) == {("L1", "Reports to", "the head")}
    made = read(text, names={"reports to": "competency"})
    assert ("L1", "Reports to", None, "the head") in said(made)
    assert not facts(made)


def test_scores_are_left_out() -> None:
    text = "Skill,L1,L2\nOvens,I sweep,I bake\nDough,2,3.5\n"
    made = read(text, "a.csv", numbers="left out")
    assert said(made) == {("L1", "Ovens", None, "I sweep"), ("L2", "Ovens", None, "I bake")}
    assert sum(each.kind == "omitted" for each in made.drafts[0].fragments()) == 2
    assert not made.questions


def test_what_had_no_place_is_placed_line_by_line() -> None:
    made = read(
        LEFT,
        placed=[{"text": "I greet  guests", "level": "L2", "competency": "Guests"}],
        left_out=["Page 1"],
    )
    assert ("L2", "Guests", None, "I greet guests") in said(made)
    (draft,) = made.drafts
    (omitted,) = [each for each in draft.fragments() if each.kind == "omitted"]
    assert (omitted.text, omitted.lines) == ("Page 1", (9,))
    assert not any(each.kind == "remainder" for each in draft.fragments())
    assert b"Page 1" not in b"".join(each.content for each in plan(made.ladders).files)


def test_a_place_is_looked_for_in_its_own_document_first() -> None:
    files = {name: LEFT.replace("sweep", name).encode() for name in ("a.md", "b.md")}
    decided = Decisions.model_validate({"placed": [{"text": "Page 1", "level": "L2"}]})
    made = read_documents(files, decided)
    assert [sum("Page 1" in f.text for f in d.levels[1].fragments) for d in made.drafts] == [1, 1]
    other = {"x.md": files["a.md"], "y.md": b"# L7 Head\n\n- I lead\n"}
    decided = Decisions.model_validate({"placed": [{"text": "Page 1", "level": "L7"}]})
    assert ("L7", None, None, "Page 1") in said(read_documents(other, decided))


def test_a_level_that_is_not_there_takes_nothing() -> None:
    made = read(LEFT, placed=[{"text": "Page 1", "level": "L9"}])
    assert "Page 1" in " ".join(f.text for f in made.drafts[0].fragments() if f.kind == "remainder")
    assert any('"Page 1" is not among' in each.text for each in made.remarks)


def test_a_passage_that_stands_twice_becomes_one_statement() -> None:
    text = LEFT.replace("I greet guests", "Page 1")
    made = read(text, placed=[{"text": "Page 1", "level": "L1", "kind": "example"}])
    (example,) = [each for each in made.drafts[0].fragments() if each.kind == "example"]
    assert example.lines == (8, 9)


def test_pieces_are_lines_with_their_own_numbers() -> None:
    whole = Fragment("remainder", "a\n\nb", (3, 5))
    assert [(each.text, each.lines) for each in pieces(whole)] == [("a", (3,)), ("b", (5,))]
    whole = Fragment("remainder", "a\nb", (3,))
    assert [each.lines for each in pieces(whole)] == [(3,), (3,)]


def test_an_answered_question_is_not_asked_again() -> None:
    text = (
        f"# L2 Engineer\n\n## Craft\n\n{''.join(f'- I do {n} things{chr(10)}' for n in range(7))}"
    )
    (question,) = read(text).questions
    yes, *_ = question.answers
    assert (yes.label, question.asked) == ("Yes", 'Is "Craft" the only competency?')
    assert not read_documents({"a.md": f"{text}- more\n".encode()}, yes.decisions).questions


def test_a_document_whose_only_level_was_decided_away_is_shown_without_one() -> None:
    made = read("## Ovens\n\n- I sweep\n", "L1.md", not_levels=["L1"])
    assert not made.ladders
    assert "I sweep" in [each.text for draft in made.drafts for each in draft.fragments()]


def test_a_fact_of_thousands_of_lines_keeps_them_all_and_costs_no_more() -> None:
    deeds = [f"I bake the bread of day {at}" for at in range(3_000)]
    text = "# L1 Baker\n\n## Craft\n\n" + "".join(f"- {deed}\n" for deed in deeds)
    fragments = read(text, names={"Craft": "fact"}).ladders[0].members[0].level.fragments
    assert len([each for each in fragments if each.kind == "fact"]) == 1
    assert all(len(each.text) <= 10_000 for each in fragments)
    said = "; ".join(each.text for each in fragments).split("; ")
    assert sorted(said) == sorted(deeds)
