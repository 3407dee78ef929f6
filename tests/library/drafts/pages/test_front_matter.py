from hypothesis import given
from hypothesis import strategies as st

from explorer.drafts.draft import Draft
from explorer.drafts.pages import front_matter
from explorer.importing import read_documents
from library.drafts.tables.table_readers import around, read, titles, told, unread

TOPICS = """\
---
path: "/kitchen"
title: "🍳 Kitchen Framework"
levels: 2
topics:
  - name: "domain-knowledge"
    title:
    content:
      - level: 1
        criteria:
          - "Knows the pans"
      - level: 2
        criteria:
          - "Knows the menu"
        exampleCriteria:
          - criteria: "Plans the week"
            examples:
              - "Wrote the list on Sunday"
  - name: "teaching"
    title: "🎓 Teaching"
    content:
      - level: 1
        criteria: []
      - level: 2
        criteria:
          - "Shows others"
---
### About
A compass.
- one
"""


def draft(text: str, file: str = "x.md", *kept: str) -> Draft:
    return read(front_matter.read, text, file, kept)


def test_topics_of_levels_are_competencies_and_criteria_statements() -> None:
    made = draft(TOPICS)
    assert made.name == "Kitchen Framework"
    assert titles(made) == {"1": "Level 1", "2": "Level 2"}
    assert told(made) == [
        ("1", "statement", "Domain knowledge", None, "Knows the pans"),
        ("2", "statement", "Domain knowledge", None, "Knows the menu"),
        ("2", "statement", "Domain knowledge", None, "Plans the week"),
        ("2", "example", "Domain knowledge", None, "Wrote the list on Sunday"),
        ("2", "statement", "Teaching", None, "Shows others"),
    ]
    assert dict(made.levels[1].icons) == {"Teaching": "🎓"}


def test_a_fragment_knows_the_line_it_stands_in() -> None:
    assert draft(TOPICS).levels[0].fragments[0].lines == (11,)


def test_what_follows_the_front_matter_is_prose() -> None:
    assert around(draft(TOPICS)) == [
        ("remainder", "About"),
        ("prose", "A compass."),
        ("prose", "one"),
    ]


def test_a_line_of_dashes_alone_begins_no_front_matter() -> None:
    lines = TOPICS.split("---\n###", maxsplit=1)[0].split("\n")
    assert front_matter.read(lines, "x.md") == "it has no front matter"


def test_levels_with_competencies_are_read_too() -> None:
    made = draft(
        "name: Kitchen\nlevels:\n  - code: L1\n    title: Cook\n    summary: I cook.\n"
        "    competencies:\n      craft:\n        - Cuts\n      care:\n        statements: [Asks]\n"
        "        examples: [Asked]\n  - code: L2\n    title: Chef\n    competencies:\n"
        "      - name: Craft\n        criteria: [Plans]\n",
        "x.yaml",
    )
    assert made.name == "Kitchen"
    assert titles(made) == {"L1": "Cook", "L2": "Chef"}
    assert told(made) == [
        ("L1", "summary", None, None, "I cook."),
        ("L1", "statement", "Craft", None, "Cuts"),
        ("L1", "statement", "Care", None, "Asks"),
        ("L1", "example", "Care", None, "Asked"),
        ("L2", "statement", "Craft", None, "Plans"),
    ]


def test_competencies_with_levels_as_keys_are_read_too() -> None:
    made = draft(
        "craft:\n  L1: Cuts\n  L2: |\n    - Plans\n    - Tests\n# TODO: more\n# generated\n",
        "x.yml",
    )
    assert told(made) == [
        ("L1", "statement", "Craft", None, "Cuts"),
        ("L2", "statement", "Craft", None, "Plans"),
        ("L2", "statement", "Craft", None, "Tests"),
    ]
    assert around(made) == [("note", "TODO: more")]


def test_an_open_remark_belongs_where_it_stands() -> None:
    made = draft(
        "L1:\n  craft:\n    - Cuts\n    # TODO: more\n  care:\n    # TODO: ask\n    - Asks\nL2: {}\n# TODO: x",
        "x.yaml",
    )
    assert told(made)[2:] == [
        ("L1", "note", "Craft", None, "TODO: more"),
        ("L1", "note", "Care", None, "TODO: ask"),
    ]
    assert around(made) == [("note", "TODO: x")]


def test_keys_that_say_somebody_are_levels_beside_one_that_a_word_knows() -> None:
    made = draft(
        "dough:\n  Trainee: {statements: [Weighs], notes: [Old]}\n  Baker: Bakes three kinds\n"
        "oven:\n  Trainee: Sweeps it well\n  Baker: Fills it alone\n",
        "x.yaml",
    )
    assert told(made)[:2] == [
        ("Trainee", "statement", "Dough", None, "Weighs"),
        ("Trainee", "note", "Dough", None, "Old"),
    ]
    assert titles(made) == {"Trainee": "Trainee", "Baker": "Baker"}


def test_a_list_of_records_is_read_as_rows_of_a_table() -> None:
    made = draft(
        "- id: a\n  level: L1\n  area: craft\n  summary: Cuts\n  examples: [Cut]\n"
        "- id: b\n  level: L2\n  area: craft\n  summary: Plans\n  examples: []\n",
        "x.yaml",
    )
    assert told(made) == [
        ("L1", "statement", "Craft", None, "Cuts"),
        ("L1", "example", "Craft", None, "Cut"),
        ("L2", "statement", "Craft", None, "Plans"),
    ]


def test_what_a_page_lists_beside_its_topics_is_kept() -> None:
    made = draft(TOPICS.replace("topics:", "authors:\n  - Somebody of us\ntopics:"))
    assert [each for each in around(made) if each[1] != "A compass."][:2] == [
        ("remainder", "Authors"),
        ("prose", "Somebody of us"),
    ]


def test_tags_anchors_and_aliases_are_refused_with_a_sentence() -> None:
    for text in ("a: !!python/object:x {}", "a: &b c", "a: *b"):
        reason = front_matter.read(["---", text, "---"], "x.md")
        assert isinstance(reason, str)
        assert reason.startswith("line 2: found the ")


def test_front_matter_without_levels_is_no_ladder() -> None:
    assert (
        front_matter.read(["---", "title: x", "---"], "x.md") == "its front matter names no level"
    )
    assert front_matter.read(["text"], "x.md") == "it has no front matter"
    assert front_matter.read(["text"], "x.yaml") == "its front matter names no level"


TOML = '''\
# Read by a tool
title = "Bakery"
draft = false

[[levels]]
code = "B1"
title = "Baker"
summary = """
Bakes
bread."""
skills.ovens = ["Sweeps \\"well\\"", "Heats"]

[[levels]]
code = "B2"
title = "Head Baker"
skills.ovens = ["Heats"]
'''


def test_toml_is_read_with_the_lines_of_its_texts() -> None:
    made = draft(TOML, "bakery.toml")
    assert (made.shape, made.name) == ("TOML", "Bakery")
    assert titles(made) == {"B1": "Baker", "B2": "Head Baker"}
    assert [(f.text, f.lines) for f in made.levels[0].fragments] == [
        ("Bakes bread.", (8, 9, 10)),
        ('Sweeps "well"', (11,)),
        ("Heats", (11,)),
    ]
    assert [f.lines for f in made.levels[1].fragments] == [(16,)]


def test_toml_stands_before_the_text_of_a_page() -> None:
    made = draft(f"+++\n{TOML}+++\nA compass.\n")
    assert list(titles(made)) == ["B1", "B2"]
    assert around(made) == [("prose", "A compass.")]


def test_data_that_cannot_be_read_says_where() -> None:
    deep = f"a = {'[' * 30}{']' * 30}"
    for text, said in (("a = 1\nb =", "line 2: "), (deep, "line 1: found more than 20 levels")):
        reason = front_matter.read(["+++", *text.split("\n"), "+++"], "x.md")
        assert isinstance(reason, str)
        assert reason.replace("line 3", "line 2").startswith(said)


def test_json_may_have_tabs_and_escapes() -> None:
    made = draft('{\n\t"L1": {"\\ud83c\\udf73 Craft": ["Cuts evenly"]},\n\t"L2": {}\n}', "x.json")
    assert told(made) == [("L1", "statement", "Craft", None, "Cuts evenly")]


def test_levels_of_any_name_are_what_a_key_calls_so() -> None:
    made = draft(
        "levels:\n  seed: {soil: [Digs a bed]}\n  tree: {soil: [Plans a garden]}\n", "x.yaml"
    )
    assert told(made) == [
        ("seed", "statement", "Soil", None, "Digs a bed"),
        ("tree", "statement", "Soil", None, "Plans a garden"),
    ]


def test_levels_of_competencies_are_ladders_under_the_names_around_them() -> None:
    text = "{name}:\n  L1: {{a: [Does {name} well], b: [Asks first]}}\n  L2: {{a: [Plans it], b: [Says]}}\n"
    made = draft(text.format(name="cooks") + text.format(name="waiters"), "x.yaml")
    assert [(level.code, level.ladder) for level in made.levels] == [
        ("L1", "Cooks"),
        ("L2", "Cooks"),
        ("L1", "Waiters"),
        ("L2", "Waiters"),
    ]


def test_groups_of_topics_that_have_the_same_levels_are_competencies() -> None:
    skill = "  - {{name: {}, levels: {{L1: [Does {}], L2: [Leads {}]}}}}\n"
    text = "groups:\n- name: Craft\n  about: What is made in the end.\n  skills:\n{}{}- name: Care\n  skills:\n{}"
    skills = [skill.replace("{}", name) for name in ("Tests", "Text", "Calls")]
    made = draft(text.format(*skills).replace("{{", "{").replace("}}", "}"), "x.yaml")
    assert told(made) == [
        ("L1", "summary", "Craft", None, "What is made in the end."),
        ("L1", "statement", "Craft", "Tests", "Does Tests"),
        ("L1", "statement", "Craft", "Text", "Does Text"),
        ("L1", "statement", "Care", "Calls", "Does Calls"),
        ("L2", "statement", "Craft", "Tests", "Leads Tests"),
        ("L2", "statement", "Craft", "Text", "Leads Text"),
        ("L2", "statement", "Care", "Calls", "Leads Calls"),
    ]


def test_the_only_competency_of_levels_is_none_of_their_names() -> None:
    made = draft("skill: Knots\nlevels:\n- {level: 1, text: Ties one}\n", "x.yaml")
    assert told(made)[0][1:] == ("statement", None, None, "Ties one")
    made = draft("skills:\n- {skill: Knots, levels: [{level: 1, text: Ties one}]}\n", "x.yaml")
    assert told(made) == [("1", "statement", "Knots", None, "Ties one")]


def test_lists_and_flat_records_are_tables() -> None:
    lists = (
        '[["Area", "L1", "L2"], ["Tests", "Runs one", "Writes one"], ["Text", "Reads", "Edits it"]]'
    )
    made = draft(lists, "x.json")
    assert told(made)[0] == ("L1", "statement", "Tests", None, "Runs one")
    made = draft(
        "- {level: 1, craft: Adopts, care: Asks}\n- {level: 2, craft: Designs, care: Says}\n",
        "x.yml",
    )
    assert told(made)[1] == ("1", "statement", "Care", None, "Asks")


def test_texts_under_levels_of_a_competency_count_them() -> None:
    made = draft("skills:\n- {skill: Knots, levels: [Ties one, Invents one]}\n", "x.yaml")
    assert told(made) == [
        ("1", "statement", "Knots", None, "Ties one"),
        ("2", "statement", "Knots", None, "Invents one"),
    ]
    lists = "levels: [Junior, Senior]\n"
    assert front_matter.read([lists], "x.yaml") == "its front matter names no level"


def test_settings_are_no_ladder() -> None:
    levels = "".join(f"L{n}: {{handlers: [console, file.log], level: DEBUG}}\n" for n in (1, 2))
    small = "L1: {craft: [Cuts evenly]}\nrest:\n  text: |\n    much more is said of all the rest\n"
    for text in (levels, small):
        assert front_matter.read(text.split("\n"), "x.yaml") == "its front matter names no level"


def test_keys_announce_in_other_languages_with_and_without_accents() -> None:
    made = draft(
        "carreira: Bombeiros\nniveis:\n"
        "  Aspirante:\n    resumo: Aprende.\n    competencias: {Fogo: [Desenrola a mangueira]}\n"
        "  Chefe:\n    resumo: Responde.\n    competencias: {Fogo: [Pede reforços]}\n",
        "x.yaml",
    )
    assert told(made)[:2] == [
        ("Aspirante", "summary", None, None, "Aprende."),
        ("Aspirante", "statement", "Fogo", None, "Desenrola a mangueira"),
    ]
    steps = "stufen:\n" + "".join(
        f"- kürzel: V{n}\n  titel: Vermesser\n  erwartungen:\n    Messen: [Misst genau]\n"
        for n in (1, 2)
    )
    assert titles(draft(steps, "x.yaml")) == {"V1": "Vermesser", "V2": "Vermesser"}


def test_titles_may_stand_in_a_mapping_beside() -> None:
    text = "titles: {C1: Carer, C2: Care Lead}\nskills:\n"
    for name in ("Ear", "Hand"):
        text += f"- name: {name}\n  levels: {{C1: [Listens well], C2: [Hears more]}}\n"
    made = draft(text, "x.yaml")
    assert titles(made) == {"C1": "Carer", "C2": "Care Lead"}
    assert told(made)[1] == ("C1", "statement", "Hand", None, "Listens well")
    # A topic that is somebody's work is no ladder among other topics.
    made = draft(text.replace("Hand", "Coaching managers"), "x.yaml")
    assert titles(made) == {"C1": "Carer", "C2": "Care Lead"}


def test_records_name_the_levels_that_stand_in_a_list_beside() -> None:
    text = "levels: [{id: b1, name: Baker}, {id: b2, name: Lead Baker, summary: Leads.}]\nitems:\n"
    for code, skill in (("b1", "Dough"), ("b2", "Dough"), ("b2", "Oven")):
        text += f"- {{level: {code}, area: {skill}, text: Knows the {skill}}}\n"
    made = draft(text, "x.yaml")
    assert titles(made) == {"b1": "Baker", "b2": "Lead Baker"}
    assert told(made)[1:3] == [
        ("b2", "summary", None, None, "Leads."),
        ("b2", "statement", "Dough", None, "Knows the Dough"),
    ]


def test_a_list_says_what_the_rest_calls_by_its_key() -> None:
    known = (
        "skills:\n- {key: dough, name: The dough, about: It rests.}\n- {key: oven, name: Ovens}\n"
    )
    known += "levels:\n"
    level = "  {}: {{title: {}, areas: {{dough: [Knows {}], oven: [Turns {}]}}}}\n"
    made = draft(
        known + level.format("A", "Baker", 1, 2) + level.format("B", "Lead", 3, 4), "x.yaml"
    )
    assert titles(made) == {"A": "Baker", "B": "Lead"}
    assert told(made)[:3] == [
        ("A", "summary", "The dough", None, "It rests."),
        ("A", "statement", "The dough", None, "Knows 1"),
        ("A", "statement", "Ovens", None, "Turns 2"),
    ]
    known = "skills:\n  dough: It rests for a night.\n  oven: Heat is all.\nlevels:\n"
    made = draft(
        known + level.format("A", "Baker", 1, 2) + level.format("B", "Lead", 3, 4), "x.yaml"
    )
    assert told(made)[0] == ("A", "summary", "Dough", None, "It rests for a night.")


def test_records_may_call_levels_and_competencies_by_their_keys() -> None:
    text = "levels: [{id: x-1, name: Baker}, {id: x-2, name: Lead Baker}]\n"
    text += "areas: [{id: a, name: Dough, about: It rests.}, {id: b, name: Oven}]\nitems:\n"
    for code, skill in (("x-1", "a"), ("x-2", "a"), ("x-2", "b")):
        text += f"- {{level: {code}, area: {skill}, text: Knows {skill}}}\n"
    made = draft(text, "x.yaml")
    assert titles(made) == {"x-1": "Baker", "x-2": "Lead Baker"}
    assert told(made) == [
        ("x-1", "summary", "Dough", None, "It rests."),
        ("x-1", "statement", "Dough", None, "Knows a"),
        ("x-2", "statement", "Dough", None, "Knows a"),
        ("x-2", "statement", "Oven", None, "Knows b"),
    ]


def test_a_key_around_all_but_the_facts_of_levels_only_announces() -> None:
    text = "".join(
        f"T{n}:\n  under: Head\n  axes: {{Craft: [Tests {n}], Care: {{Own: [Asks {n}]}}}}\n"
        for n in (1, 2)
    )
    assert told(draft(text, "x.yaml"))[:3] == [
        ("T1", "fact", None, "Under", "Head"),
        ("T1", "statement", "Craft", None, "Tests 1"),
        ("T1", "statement", "Care", "Own", "Asks 1"),
    ]


def test_facts_of_levels_may_stand_apart_from_what_is_expected() -> None:
    text = "levels:\n" + "".join(f"  G{n}: {{title: Gardener, reports_to: Head}}\n" for n in (1, 2))
    text += "skills:\n"
    for name in ("Plants", "People"):
        text += f"- title: {name}\n  about: What grows.\n"
        text += "  expectations: {G1: [Waters them], G2: [Prunes them]}\n"
    assert told(draft(text, "x.yaml"))[:3] == [
        ("G1", "fact", None, "Reports to", "Head"),
        ("G1", "summary", "Plants", None, "What grows."),
        ("G1", "statement", "Plants", None, "Waters them"),
    ]


def test_lists_as_long_as_the_list_of_levels_have_a_text_for_each() -> None:
    text = "levels: [Junior, Senior]\nskills:\n  Craft: [Asks for help, Answers]\n"
    made = draft(f"{text}  Team: [Joins in, Leads it]\n", "x.yaml")
    assert told(made) == [
        ("Junior", "statement", "Craft", None, "Asks for help"),
        ("Junior", "statement", "Team", None, "Joins in"),
        ("Senior", "statement", "Craft", None, "Answers"),
        ("Senior", "statement", "Team", None, "Leads it"),
    ]


def test_a_scope_beside_a_competency_is_kept() -> None:
    record = "{competency: Patients, scope: Ward, statement: Washes hands}"
    made = draft(f"roles:\n- level: 5\n  title: Nurse\n  expectations: [{record}]\n", "x.yaml")
    assert told(made) == [("5", "statement", "Patients", "Ward", "Washes hands")]


def test_a_sentence_over_all_levels_is_prose() -> None:
    text = "to_all: We read this once.\nL1: [Asks early, Writes it down]\nL2: [Says so, Reads it]\n"
    made = draft(text, "x.yaml")
    assert around(made)[0] == ("prose", "We read this once.")


def test_short_texts_are_expected_where_they_are_all_that_is_said() -> None:
    made = draft(
        "levels:\n- title: Cook\n  craft: Fillets a sole in time\n  guests: Knows them\n"
        "- title: Head Cook\n  craft: Buys at the auction alone\n  reports_to: The owner\n",
        "x.yaml",
    )
    assert told(made) == [
        ("Cook", "statement", "Craft", None, "Fillets a sole in time"),
        ("Cook", "statement", "Guests", None, "Knows them"),
        ("Head Cook", "fact", None, "Reports to", "The owner"),
        ("Head Cook", "statement", "Craft", None, "Buys at the auction alone"),
    ]


def test_what_data_lists_of_the_levels_of_a_text_is_joined_with_it() -> None:
    head = "---\nlevels:\n" + "".join(
        f"- {{id: H{n}, name: Pilot, salary_band: C}}\n" for n in (1, 2)
    )
    text = "---\n\nWe fly.\n\n## H1\n\n### Air\n\n- Takes off\n\n## H2\n\n### Air\n\n- Lands\n"
    (made,) = read_documents({"x.md": (head + text).encode()}).drafts
    assert titles(made) == {"H1": "Pilot", "H2": "Pilot"}
    assert told(made)[:2] == [
        ("H1", "fact", None, "Salary band", "C"),
        ("H1", "statement", "Air", None, "Takes off"),
    ]
    assert around(made) == [("prose", "We fly.")]


def test_what_a_page_says_of_its_only_level_before_the_text_is_its_own() -> None:
    head = "---\nname: Ward Nurse\ncode: L3\nsummary: Runs a bay.\ntags: [care]\nlayout: role\n"
    text = "hours: 37 a week\n---\n\n## Care\n\n- Washes hands\n\n## Notes\n\n- Writes at once\n"
    (made,) = read_documents({"x.md": (head + text).encode()}).drafts
    assert titles(made) == {"L3": "Ward Nurse"}
    assert told(made)[:3] == [
        ("L3", "summary", None, None, "Runs a bay."),
        ("L3", "fact", None, "Hours", "37 a week"),
        ("L3", "statement", "Care", None, "Washes hands"),
    ]


def test_a_word_or_two_before_the_text_of_the_only_level_are_facts() -> None:
    head = "---\nid: ds3\nsidebar_position: 3\ntitle: Analyst\nlevel: D3\nteam_size: none, leads by example\n"
    (made,) = read_documents({"x.md": f"{head}---\n\n## Craft\n\n- Asks\n".encode()}).drafts
    assert told(made) == [
        ("D3", "fact", None, "Team size", "none, leads by example"),
        ("D3", "statement", "Craft", None, "Asks"),
    ]


def test_what_data_says_of_a_page_of_several_levels_is_prose() -> None:
    head = '---\ntitle: "Security Engineer"\ndescription: "What we ask of security engineers."\n---\n\n'
    roles = "".join(
        f"## {name}Security Engineer\n\n### Responsibilities\n\n- Reviews\n\n"
        for name in ("Associate ", "", "Senior ")
    )
    (made,) = read_documents({"security-engineer.md": (head + roles).encode()}).drafts
    assert made.name == "Security Engineer"
    assert len(made.levels) == 3
    assert around(made) == [("prose", "What we ask of security engineers.")]


KEYS = st.sampled_from(
    ["level", "title", "criteria", "examples", "topics", "L1", "craft", "x", "levels"]
)
TREES = st.recursive(
    st.sampled_from(["L1", "text", "1", "null", "true", "1.5"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, inner, max_size=4).map(
            lambda node: "{" + ", ".join(f"{key}: {value}" for key, value in node.items()) + "}"
        ),
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_no_tree_is_too_odd(tree: dict[str, str]) -> None:
    lines = ["---", *(f"{key}: {value}" for key, value in tree.items()), "---", "end"]
    made = front_matter.read(lines, "x.md")
    assert isinstance(made, str) or unread(made, lines) is not None


def test_groups_of_topics_with_levels_of_their_own_are_ladders() -> None:
    made = draft(
        "Technical: {Craft: {L1: Codes small things, L2: Codes large things},"
        " Design: {L1: Draws small plans, L2: Draws large plans}}\n"
        "People: {Team: {L3: Helps one of us, L4: Leads many of us},"
        " Design: {L3: Interviews at times, L4: Interviews alone}}\n",
        "x.yaml",
    )
    assert {each.competency for e in made.levels for each in e.fragments} == {
        "Craft",
        "Design",
        "Team",
    }


def test_a_summary_is_expected_where_nothing_else_is_said() -> None:
    rest = "  - {name: Care, summary: Cleans all., expectations: [Sweeps]}\n"
    text = (
        f"levels:\n- name: L1 Baker\n  competencies:\n  - {{name: Craft, summary: Bakes.}}\n{rest}"
    )
    made = draft(text, "x.yaml")
    assert [(each.kind, each.competency) for each in made.levels[0].fragments] == [
        ("statement", "Craft"),
        ("summary", "Care"),
        ("statement", "Care"),
    ]
