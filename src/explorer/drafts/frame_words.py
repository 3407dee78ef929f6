"""Words of headings that only say what stands under them: "Overview", "Skills needed"."""

import re

# Headings over what the level is: test_a_summary_under_a_heading_of_that_name_is_the_levels_own.
SUMMARY_NAMES = frozenset(
    "summary,overview,in short,description,role summary,tl;dr,about,role description,introduction,"
    "purpose,role purpose,job purpose,job summary,purpose of the role,purpose of this role,"
    "about this role,about the role,role overview,resumen,résumé,zusammenfassung,kurzbeschreibung,"
    "resumo,概要".split(",")
)
# "Facts" over the labelled bullets of L2-Legal-Counsel.md.
FACT_NAMES = frozenset("facts,key facts,at a glance,quick facts,in brief,basics".split(","))
# Headings over all competencies that name none: "Expectations", "Skills needed at this level".
FRAME_WORDS = frozenset(
    "skills expectations expect look competencies competences responsibilities requirements behaviours "
    "behaviors capabilities dimensions areas criteria kompetenzen fähigkeiten erwartungen "
    "compétences attentes competencias kompetencer kompetenser forventninger förväntningar".split()
)
_FRAME_FILLERS = frozenset(
    "a and area at by core for in key level levels main needed of our required role the this to we "
    "what you your".split()
)
# What a sheet is called that only holds a table: "Sheet1", "Competency matrix".
TABLE_WORDS = FRAME_WORDS | frozenset(
    "matrix ladder framework profiles levels roles competency skill career sheet tabelle blatt feuil".split()
)
# "You", "You no longer", "Everything in P1, and you" go on with what was said below.
GROWS = re.compile(r"(?:everything|all) .{1,60}(?:plus|and|and you|also)", re.IGNORECASE)
SPEAKS = re.compile(
    rf"(?:at this (?:\w+ )?level,? )?(?:i|we|you(?: [\w’']+){{0,2}})|{GROWS.pattern}", re.IGNORECASE
)
FRAME_NAMES = FRAME_WORDS | _FRAME_FILLERS | SUMMARY_NAMES | FACT_NAMES
"""Words of headings that only say what stands under them."""


def names_nothing(heading: str) -> bool:
    """Whether a heading over tables names no competency: "Overview", "Competencies"."""
    words = set(re.findall(r"[^\W\d]+", heading.casefold()))
    only_a_table = bool(words & TABLE_WORDS) and words <= TABLE_WORDS | _FRAME_FILLERS
    return heading.casefold() in SUMMARY_NAMES or only_a_table


def is_frame(name: str) -> bool:
    """Whether a heading only says that competencies stand under it."""
    words = set(re.findall(r"\w+", name.casefold()))
    return bool(words & FRAME_WORDS) and words <= FRAME_WORDS | _FRAME_FILLERS
