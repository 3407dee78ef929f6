"""Compare: any two levels side by side, and what is different in the ladder's own words."""

import streamlit as st

from explorer.addresses import CompareAddress
from explorer.comparison import compare
from explorer.model import Ladder, Level
from explorer.ui import address as bar
from explorer.ui import frame, sheets
from explorer.ui.escaping import escaped

here = frame.enter()
asked = bar.read(CompareAddress)
LEFT, RIGHT = "compare_left", "compare_right"


def options() -> dict[str, tuple[Ladder, Level]]:
    """Every level that can be chosen, by its name in the address."""
    made = {level.code: (here.ladder, level) for level in here.ladder.levels}
    for ladder, level in here.site.levels():
        if ladder.key != here.ladder.key:
            made[f"{ladder.key}/{level.code}"] = (ladder, level)
    return made


def first_pair(codes: list[str]) -> tuple[str, str]:
    """L4 beside the level below it where there is one; else the last two."""
    at = codes.index("L4") if "L4" in codes[1:] else len(here.ladder.levels) - 1
    return codes[max(at - 1, 0)], codes[at]


def choose(levels: dict[str, tuple[Ladder, Level]]) -> tuple[str, str]:
    codes = list(levels)
    left, right = first_pair(codes)
    if bar.arrived("compare"):
        for name in dict.fromkeys(filter(None, (asked.left, asked.right))):
            if name not in levels:
                st.info(f"There is no level “{escaped(name)}” here. Choose another below.")
        st.session_state[LEFT] = asked.left if asked.left in levels else left
        st.session_state[RIGHT] = asked.right if asked.right in levels else right
    for key, fallback in ((LEFT, left), (RIGHT, right)):
        if st.session_state.get(key) not in levels:
            st.session_state[key] = fallback
    if not asked.printing:
        with st.container(horizontal=True, vertical_alignment="bottom", key="pair"):
            for label, key in (("From", LEFT), ("To", RIGHT)):
                st.selectbox(
                    label,
                    codes,
                    key=key,
                    width=380,
                    format_func=lambda name: (
                        f"{name}{' (draft)' if levels[name][1].draft else ''} · {levels[name][1].title}"
                    ),
                )
            st.button("Swap", icon=":material/swap_horiz:", on_click=swap, type="tertiary")
    return st.session_state[LEFT], st.session_state[RIGHT]


def swap() -> None:
    state = st.session_state
    state[LEFT], state[RIGHT] = state[RIGHT], state[LEFT]


levels = options()
top = st.container()
left, right = choose(levels)
(ladder_a, before), (ladder_b, after) = levels[left], levels[right]
now = here.named(CompareAddress(left=left, right=right, view=asked.view))
with top:
    frame.heading("Compare", here, frame.COMPARE, now)
if left == right:
    st.info("That is one and the same level. Choose another to see what changes.")
if not asked.printing:
    bar.settle("compare", now)
both = ladder_a if ladder_a is ladder_b else None
st.html(
    here.once(("compare", left, right), lambda: sheets.comparison(compare(before, after, both)))
)
drafts = [escaped(level.code) for level in (before, after) if level.draft]
if drafts:
    st.caption(f"{' and '.join(dict.fromkeys(drafts))}: a draft, nobody's agreed ladder yet.")
