"""Who looks for what: the conversations of a hiring panel, and the readable file of their plan.

A plan is frozen; each change gives a new one. A conversation (a slot) takes some of the
level's confirmed expectations by their ids, and may say in its own words how to open one.
What is not covered and what is covered more than once is never hidden.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainSerializer

from explorer.files.schema import Code, Key, Name
from explorer.files.yaml_reader import read
from explorer.interviews import interview_files, prompts
from explorer.interviews.interview_files import FORM, Label, LongText, Mark, OptionalLabel
from explorer.model import Ladder, Level, Statement
from explorer.problems import Problem, one_of, quoted
from explorer.text.translation import N_, ngettext
from explorer.text.translation import gettext as _

KIND = "ladder-plan"
MAX_INTERVIEWS = 12
DEFAULT_INTERVIEWS = (N_("First conversation"), N_("System design"), N_("Incident walk-through"))

_HEAD = """\
# The plan of a hiring panel, made with Ladder Explorer: who looks for what. It names nobody.
# The app opens it again under "Hiring panel".
"""


def _said(prompts: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({id: said for id, said in prompts.items() if said})


Prompts = Annotated[
    Mapping[Key, Annotated[tuple[LongText, ...], Field(max_length=20)]],
    AfterValidator(_said),
    PlainSerializer(lambda prompts: {id: list(said) for id, said in prompts.items() if said}),
    Field(exclude_if=lambda prompts: not _said(prompts)),
]
Once = AfterValidator(lambda ids: tuple(dict.fromkeys(ids)))


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation of the panel: its name, the ids it looks for, and the `prompts` that were
    put in other words."""

    __pydantic_config__ = FORM
    name: Label
    expectations: Annotated[tuple[Key, ...], Field(max_length=500), Once] = ()
    prompts: Prompts = field(default_factory=lambda: MappingProxyType({}))

    def covers(self, ids: Iterable[str]) -> bool:
        """Whether it looks for all of these expectations."""
        return set(ids) <= set(self.expectations)

    def expected_statements(self, level: Level) -> tuple[Statement, ...]:
        """What it looks for and the level has, in the level's order."""
        return tuple(s for s in expectations(level) if s.id in self.expectations)


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """The conversations of one panel for one level, read and written as its file. `content_hash`
    is that of the level the plan was made for, as `interview_files.content_hash` gives it."""

    __pydantic_config__ = FORM
    ladder: Name
    level: Code
    content_hash: Annotated[Mark, Field(alias="wording")]
    reference: OptionalLabel = ""
    interviews: Annotated[
        tuple[Interview, ...], Field(alias="slots", max_length=MAX_INTERVIEWS)
    ] = ()

    def interview(self, name: str) -> Interview | None:
        return next((interview for interview in self.interviews if interview.name == name), None)

    def number_of(self, name: str) -> str:
        """The place of a conversation from 1, as an address has it; empty where it is none."""
        names = [interview.name for interview in self.interviews]
        return str(names.index(name) + 1) if name in names else ""

    def numbered(self, number: str) -> Interview | None:
        """The conversation that an address names, if the plan has it."""
        return next((i for i in self.interviews if self.number_of(i.name) == number), None)

    def interviews_for(self, id: str) -> tuple[str, ...]:
        """The conversations that look for an expectation."""
        return tuple(
            interview.name for interview in self.interviews if id in interview.expectations
        )

    def with_reference(self, reference: str) -> "InterviewPlan":
        return replace(self, reference=interview_files.one_line(reference))

    def with_interview(self, name: str) -> "InterviewPlan":
        """The plan with one more conversation; not one of a name that is there, nor too many."""
        name = interview_files.one_line(name)
        if not name or self.interview(name) or len(self.interviews) >= MAX_INTERVIEWS:
            return self
        return replace(self, interviews=(*self.interviews, Interview(name)))

    def without_interview(self, name: str) -> "InterviewPlan":
        return replace(
            self,
            interviews=tuple(interview for interview in self.interviews if interview.name != name),
        )

    def renamed(self, name: str, new: str) -> "InterviewPlan":
        """The plan with a conversation under another name, if that is a name and free."""
        new = interview_files.one_line(new)
        if not new or self.interview(new):
            return self
        return self._with(name, lambda interview: replace(interview, name=new))

    def assigned(self, id: str, names: Iterable[str]) -> "InterviewPlan":
        """The plan in which exactly these conversations look for an expectation."""
        wanted = frozenset(names)
        interviews = []
        for interview in self.interviews:
            kept = tuple(each for each in interview.expectations if each != id)
            interviews.append(
                replace(interview, expectations=(*kept, id) if interview.name in wanted else kept)
            )
        return replace(self, interviews=tuple(interviews))

    def covering(self, ids: Iterable[str], names: Iterable[str]) -> "InterviewPlan":
        """The plan in which exactly these conversations look for all of the expectations; one
        that looked for all of them and is not named looks for none."""
        asked, wanted = tuple(ids), frozenset(names)

        def put(interview: Interview) -> Interview:
            others = tuple(each for each in interview.expectations if each not in asked)
            if interview.name in wanted:
                return replace(interview, expectations=(*others, *asked))
            return replace(interview, expectations=others) if interview.covers(asked) else interview

        return replace(self, interviews=tuple(map(put, self.interviews)))

    def with_prompts(self, name: str, id: str, said: Iterable[str] | None) -> "InterviewPlan":
        """The plan in which a conversation opens an expectation in these words; None: in ours."""
        words = None if said is None else tuple(filter(None, map(_prompt, said)))

        def put(interview: Interview) -> Interview:
            others = {key: own for key, own in interview.prompts.items() if key != id}
            made = others if words is None else {**others, id: words}
            return replace(interview, prompts=MappingProxyType(made))

        return self._with(name, put)

    def _with(self, name: str, change: Callable[[Interview], Interview]) -> "InterviewPlan":
        return replace(
            self,
            interviews=tuple(
                change(interview) if interview.name == name else interview
                for interview in self.interviews
            ),
        )


def _prompt(said: str) -> str:
    return interview_files.cleaned(" ".join(said.split()), 4_000)


def expectations(level: Level) -> tuple[Statement, ...]:
    """What can be covered: confirmed statements only."""
    return tuple(s for s in level.statements if not s.tentative)


def new_plan(ladder: Ladder, level: Level) -> InterviewPlan:
    """A plan with the usual conversations, that look for nothing yet."""
    interviews = tuple(Interview(_(name)) for name in DEFAULT_INTERVIEWS)
    return InterviewPlan(
        ladder.key, level.code, interview_files.content_hash(level), "", interviews
    )


def prompts_by_statement(
    interview: Interview, level: Level, default_prompts: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[tuple[Statement, tuple[str, ...]], ...]:
    """What a conversation looks for, each with its prompts: the panel's own, or the `usual`
    ones that are made from the ladder (`prompts.of_level`)."""
    default_prompts = prompts.default_prompts(level) if default_prompts is None else default_prompts
    return tuple(
        (s, interview.prompts.get(s.id) or default_prompts.get(s.id, ()))
        for s in interview.expected_statements(level)
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is not covered, and what several interviews cover, in the level's order."""

    uncovered: tuple[Statement, ...]
    covered_twice: tuple[tuple[Statement, tuple[str, ...]], ...]
    size: int

    @property
    def sentence(self) -> str:
        """The coverage in one sentence."""
        if not self.size:
            return _("The level has no confirmed expectations to cover.")
        if not self.uncovered and not self.covered_twice:
            return ngettext(
                "The one expectation is covered by one interview.",
                "Each of the {number} expectations is covered by one interview.",
                self.size,
            )
        if len(self.uncovered) == self.size:
            return ngettext(
                "The one expectation is not covered yet.",
                "None of the {number} expectations is covered yet.",
                self.size,
            )
        bare, twice = len(self.uncovered), len(self.covered_twice)
        return _(
            "Of {size} expectations, {uncovered} and {twice}.",
            size=self.size,
            uncovered=ngettext("{number} is not covered", "{number} are not covered", bare)
            if bare
            else _("none are not covered"),
            twice=ngettext(
                "{number} is covered more than once", "{number} are covered more than once", twice
            )
            if twice
            else _("none are covered more than once"),
        )


def coverage(plan: InterviewPlan, level: Level) -> Coverage:
    """How the plan covers the level's confirmed expectations."""
    found = [(s, plan.interviews_for(s.id)) for s in expectations(level)]
    return Coverage(
        tuple(s for s, names in found if not names),
        tuple((s, names) for s, names in found if len(names) > 1),
        len(found),
    )


# -- the file --------------------------------------------------------------------------


def dump_plan(plan: InterviewPlan) -> str:
    """The plan as the text of its file."""
    return interview_files.dump(_HEAD, plan_data(plan))


def plan_data(plan: InterviewPlan) -> dict[str, Any]:
    """What the file of a plan says."""
    return interview_files.file_data(KIND, plan.reference, plan)


def parse_plan(raw: bytes, file: str = "plan.yaml") -> tuple[InterviewPlan | None, list[Problem]]:
    """A plan from its file's bytes, or None and what is wrong with them."""
    wanted = 'a plan that was downloaded from "Hiring panel"'
    plan, problems = interview_files.parse(InterviewPlan, KIND, raw, file, wanted)
    if plan is None:
        return None, problems
    at = interview_files.second([interview.name for interview in plan.interviews])
    if at is not None:
        place = read(raw, file, interview_files.MAX_BYTES).place(("slots", at))
        found = f"a second interview called {quoted(plan.interviews[at].name)}"
        return None, [Problem(file, *place, found, "a name of its own for each")]
    return plan, []


def check_plan(raw: bytes, file: str, plan: InterviewPlan, level: Level) -> list[Problem]:
    """What in a plan that could be read does not fit its level, at its line.

    Unknown and uncovered expectations are errors; what is looked for twice, an older
    wording and prompts that yes or no could answer are told as warnings.
    """
    document = read(raw, file, interview_files.MAX_BYTES)
    known = [s.id for s in expectations(level)]
    discussed = {s.id for s in level.statements if s.tentative}
    found: list[Problem] = []

    def tell(path: tuple[str | int, ...], what: str, wanted: str, warning: bool = False) -> None:
        place = document.values.get(path) or document.place(path)
        found.append(Problem(file, *place, what, wanted, "warning" if warning else "error"))

    if plan.content_hash != interview_files.content_hash(level):
        tell(
            ("wording",),
            "an older wording of the level",
            "a look at what reads otherwise now",
            True,
        )
    seen: dict[str, str] = {}
    for at, interview in enumerate(plan.interviews):
        for number, id in enumerate(_ids(document.data, at)):
            here = ("slots", at, "expectations", number)
            if id in discussed:
                tell(here, f"{quoted(id)}, which is under discussion", "a confirmed expectation")
            elif id not in known:
                tell(here, f"{quoted(id)}, which {level.code} does not have", one_of(id, known))
            elif id in seen:
                tell(
                    here,
                    f"{quoted(id)} again, after {quoted(seen[id])}",
                    "it in one interview, unless that is intended",
                    True,
                )
            seen.setdefault(id, interview.name)
        for id, said in interview.prompts.items():
            if id not in interview.expectations:
                tell(
                    ("slots", at, "prompts", id),
                    f"a prompt for {quoted(id)}",
                    "one that this interview covers",
                    True,
                )
            for each in filter(prompts.is_closed_question, said):
                tell(
                    ("slots", at, "prompts", id),
                    f"{quoted(each)}, which yes or no could answer",
                    "an open question: how, what, tell us about …",
                    True,
                )
    for statement in coverage(plan, level).uncovered:
        tell(("slots",), f"no interview that covers {quoted(statement.id)}", "it in an interview")
    return found


def _ids(data: Any, at: int) -> list[str]:
    found: list[str] = data["slots"][at].get("expectations") or []
    return found
