"""Signs that a ladder was read in the wrong shape, or is none, as questions to whoever imports it.

Real documents came out wrong with exit 0, and each bore one of these: a level without a statement (a
legend read as a level), one competency for everything (its name was a label), statements that are
numbers (columns of scores), levels that are bare numbers of rows. Each sign is one function from a
ladder to its question, and `_SIGNS` has them all; those about names have a room of their own.
"""

import re
from collections.abc import Iterator, Sequence

from explorer.documents.inline import plain_text
from explorer.drafts.codes import is_role, without_seniority
from explorer.drafts.decisions import Answer, Decisions
from explorer.drafts.draft import KINDS, Doubt, Draft, DraftLevel
from explorer.importing.decided_drafts import NUMBER
from explorer.importing.doubts_of_names import SIGNS_OF_NAMES
from explorer.importing.imported_ladder import ImportedLadder, Question
from explorer.importing.other_documents import stem_of, words_of_something_else
from explorer.importing.told import LONG_NAME, Told, first_place, no_level, statements_of, titles_of
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, listed_lazy, ngettext_lazy

# In words; below it a page of links beside a small ladder would be a doubt.
_MANY_WORDS = 40
_WORD = re.compile(r"(?<!\S)(?!\d[\d:./-]*(?!\S))\S+")
_AFTER_NAME = " |:–—-"
# "Staff is a different job" is what a text is about, and no level.
# The text below a title may have been taken into it: "Developer Advocate Helps developers to …."
_SENTENCE = re.compile(
    r".*\b(?:is|are|was|isn[’']t|ist|sind|est|es|è)\b.*|(?:\S+ ){5,}\S*\w{3}\.", re.IGNORECASE
)


def questions(drafts: Sequence[Draft], made: Sequence[ImportedLadder]) -> list[Question]:
    """What looks as if it had been read wrongly, to the readers of documents or by a sign."""
    asked = [
        Question.of(draft.file, said.line, said.text, said.answers)
        for draft in drafts
        for said in draft.warnings
        if isinstance(said, Doubt)
    ]
    return [*asked, *doubts(made)]


def doubts(made: Sequence[ImportedLadder]) -> Iterator[Question]:
    """What of some ladders looks as if it had been read wrongly, each as one question; what an answer
    settles for a whole document is asked of it once (of a list of vans, that was eight ladders)."""
    asked = set[tuple[object, str]]()
    for ladder in made:
        told = statements_of(ladder)
        for sign in _SIGNS:
            for question in sign(ladder, told):
                if sign not in _OF_A_DOCUMENT or (sign, question.file) not in asked:
                    yield question
                asked.add((sign, question.file))


def _empty_levels(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    full = {id(each.level) for each in told}
    for member in ladder.members:
        if id(member.level) not in full:
            named = " ".join(dict.fromkeys((member.level.code, member.level.title)))
            said = gettext_lazy("Is {name} a level? It has no statement.", name=quoted(named))
            yield Question.of(member.file, member.level.line, said, (no_level(named),))


def _sentences_as_levels(ladder: ImportedLadder, _: Sequence[Told]) -> Iterator[Question]:
    """Headings of an essay that speak of roles."""
    said = [title for title in titles_of(ladder) if _SENTENCE.fullmatch(title)]
    if len(said) * 3 >= len(ladder.members):
        text = gettext_lazy("Are these levels? {name} reads like a sentence.", name=quoted(said[0]))
        yield Question.of(*first_place(ladder), text, (no_level(*titles_of(ladder)),))


def _numbers(_: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    found = [each for each in told if NUMBER.fullmatch(each.fragment.text)]
    if found:
        said = ngettext_lazy(
            "Are these scores? {number} statement is a number, such as {text}.",
            "Are these scores? {number} statements are numbers, such as {text}.",
            len(found),
            text=quoted(found[0].fragment.text),
        )
        scores = Answer(gettext_lazy("Yes, leave them out"), Decisions(numbers="left out"))
        no = gettext_lazy("No, they are statements")
        yield Question.of(found[0].file, found[0].line, said, (scores,), no)


def _row_numbers(ladder: ImportedLadder, _: Sequence[Told]) -> Iterator[Question]:
    codes = [member.level.code for member in ladder.members]
    counted = [str(at) for at in range(1, len(codes) + 1)]
    if len(codes) > 1 and codes == counted == titles_of(ladder):
        said = gettext_lazy(
            "Are {codes} levels, or the numbers of rows? None of them has a title.",
            codes=", ".join(codes[:3]),
        )
        rows = Answer(gettext_lazy("The numbers of rows"), Decisions(orientation="columns"))
        yield Question.of(*first_place(ladder), said, (rows,), gettext_lazy("Levels"))


def _roles_side_by_side(ladder: ImportedLadder, _: Sequence[Told]) -> Iterator[Question]:
    """Two roles that a text compares, "Tech lead" and "Engineering manager", are no ladder."""
    titles = titles_of(ladder)
    codes = "".join(member.level.code for member in ladder.members)
    if len(titles) != 2 or any(map(str.isdigit, codes)):
        return
    cores = [
        set(without_seniority(each).casefold().split()) - {"the", "a", "an"} for each in titles
    ]
    if all(cores) and not cores[0] & cores[1] and all(map(is_role, titles)):
        said = gettext_lazy(
            "Are {names} levels of one ladder, or two roles side by side?",
            names=listed_lazy([*map(quoted, titles)]),
        )
        apart = no_level(*titles, label=gettext_lazy("Two roles"))
        yield Question.of(
            *first_place(ladder), said, (apart,), gettext_lazy("Levels of one ladder")
        )


def _something_else(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    called = f"{ladder.name} {stem_of(ladder.members[0].file)}"
    levels = [member.level for member in ladder.members]
    names = dict.fromkeys(each.competency for each in told if each.competency)
    found = words_of_something_else(called, levels, [e.fragment.text for e in told], names)
    if found:
        said = gettext_lazy(
            "Is {name} a ladder? {words} speaks of something else.",
            name=quoted(ladder.name),
            words=quoted(found[0]),
        )
        yield Question.of(*first_place(ladder), said, (no_level(*titles_of(ladder)),))


def _much_left(ladder: ImportedLadder, _: Sequence[Told]) -> Iterator[Question]:
    """A third of all words without a place, more words around the levels than in them, or rows
    that name levels among what is left: there is more to it than was understood."""
    words = dict.fromkeys(KINDS, 0)
    for each in (*ladder.fragments, *(f for m in ladder.members for f in m.level.fragments)):
        # Dates are no words: "Last modified" of teaching-standards.csv.
        words[each.kind] += len(_WORD.findall(each.text))
    left = words["remainder"]
    around = left + words["prose"]
    told = sum(words.values()) - around
    number = left if left * 2 > told and left > _MANY_WORDS else around
    if number <= _MANY_WORDS or (number != left and around <= told):
        rows = _rows_of_levels(ladder)
        number = sum(len(text.split()) for text in rows.values()) if len(rows) > 1 else 0
    if number:
        said = gettext_lazy(
            "Was this read as it should be? {number} of its words stand in no level.", number=number
        )
        yield Question.of(ladder.members[0].file, 0, said)


def _rows_of_levels(ladder: ImportedLadder) -> dict[str, str]:
    """By its code, a text that begins with a level's name and says more than that: a row of a table.
    One that is but code and title is an entry of a table of contents."""
    named: dict[str, list[DraftLevel]] = {}
    for level in (member.level for member in ladder.members):
        for name in {level.code.casefold(), level.title.casefold()} - {""}:
            named.setdefault(name, []).append(level)
    longest = sorted(named, key=len, reverse=True)
    # One look at a text for all levels: there may be 500 of them, and 50,000 texts.
    beginning = re.compile(rf"({'|'.join(map(re.escape, longest))})(?!\w)")
    rows: dict[str, str] = {}
    for each in ladder.fragments:
        text = plain_text(each.text).casefold()
        if found := beginning.match(text):
            for level in named[found[1]]:
                rest = text[found.end() :].strip(_AFTER_NAME)
                if found[1] == level.code.casefold():
                    rest = rest.removeprefix(level.title.casefold()).strip(_AFTER_NAME)
                if len(rest.split()) > 1:
                    rows[level.code] = each.text
    return rows


def _levels_within(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """What begins with a code as the levels have, and none of them has, may be one of them."""
    codes = {member.level.code for member in ladder.members}
    letters = {code.rstrip("0123456789") for code in codes if code[-1:].isdigit()} - {""}
    for each in told:
        word, _, rest = each.fragment.text.partition(" ")
        code = word.rstrip(":.,")
        if (
            rest
            and code not in codes
            and code[-1:].isdigit()
            and code.rstrip("0123456789") in letters
        ):
            said = gettext_lazy(
                "Is {text} a level? It begins with a code as the levels have.",
                text=quoted(each.fragment.text[:LONG_NAME]),
            )
            yield Question.of(each.file, each.line, said)
            return


_SIGNS = (
    _levels_within,
    _empty_levels,
    _sentences_as_levels,
    _numbers,
    _row_numbers,
    *SIGNS_OF_NAMES,
    _roles_side_by_side,
    _something_else,
    _much_left,
)
_OF_A_DOCUMENT = (_numbers, _much_left)
