"""How far an expectation reaches, where a sentence says so itself: "my team", "my group".

The words of the languages that ladders were seen in stand side by side: none of them means
something else in another of these. (Portuguese "time" does, and is left out.)
"""

from collections import Counter

from explorer.text.stemming import words

_FORMS = """
area areas|bereich bereiche bereichen bereichs|company companies|industry|branche branchen
department departments|departement departements|departamento departamentos|abteilung abteilungen
division divisions|everyone|myself|unternehmen unternehmens
group groups|gruppe gruppen|groupe groupes|grupo grupos|entreprise entreprises|empresa empresas
org|organisation organisations organisationen organization organizations
organizacion organizaciones|organizacao organizacoes|squad squads|tribe tribes|unit units
team teams|equipe equipes|equipo equipos|equipa equipas
"""

REACH = {
    form: row.split()[0]
    for row in _FORMS.strip().replace("\n", "|").split("|")
    for form in row.split()
}
"""Each of these words, folded, by its base form."""


def other_reach(before: str, after: str) -> tuple[str, str]:
    """The words of reach that only one of two sentences has, as they stand there: ("team",
    "group"). "teams" reaches as far as "team", and "organization" as "organisation"."""
    was, now = (
        [(REACH[word], text[start:end]) for word, (start, end) in words(text) if word in REACH]
        for text in (before, after)
    )
    # The first of several is shown.
    old, new = (dict(reversed(each)) for each in (was, now))
    counts = [Counter(base for base, _ in each) for each in (was, now)]
    fewer, more = counts[0] - counts[1], counts[1] - counts[0]
    return ", ".join(old[each] for each in fewer), ", ".join(new[each] for each in more)
