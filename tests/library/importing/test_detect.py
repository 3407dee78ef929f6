"""Which documents are refused, and why."""

from explorer.importing import read_documents


def test_severities_in_a_document_of_incidents_are_no_ladder() -> None:
    text = b"# Incident levels\n\n## SEV1 - Critical\n\n- Page all\n\n## SEV2 - Minor\n\n- Wait\n"
    (refused,) = read_documents({"levels.md": text}).refused
    assert refused.reason == 'its levels are those of something else, such as "SEV1"'


def test_the_steps_of_a_maturity_model_are_no_ladder() -> None:
    text = b"| | Level 1 - Initial | Level 2 - Repeatable |\n|-|-|-|\n| Backups | none | weekly |\n"
    (refused,) = read_documents({"cloud-maturity.md": text}).refused
    assert refused.reason == 'its levels are those of something else, such as "Initial"'


def test_rows_that_no_word_calls_levels_in_a_rota_are_none() -> None:
    text = b"Week,Primary,Secondary\n27,Amara,Jonas\n28,Jonas,Wen\n29,Wen,Amara\n"
    (refused,) = read_documents({"oncall-rota.csv": text}).refused
    assert refused.reason == 'its levels are those of something else, such as "Level 27"'
    assert read_documents({"weeks.csv": text}).questions
