"""How many files this process may have open, and how many visits that allows.

Each socket is an open file, and Streamlit takes three more per visit. Where they run out a
server accepts nobody, so the limit is raised at the start and the visits are bounded by it.
"""

import sys

AIM = 65_536
"""More than this no server of one process needs; some systems call their limit infinite."""
_STEPS = (AIM, 32_768, 10_240, 4_096, 1_024)
"""macOS names no hard limit and still refuses more than its kernel has: 10,240 by default."""
_LIVE, _GONE = 4, 3
"""Descriptors per open visit and per visit that may still come back, as counted in /proc."""
_OWN = 64
"""For the server itself, the ladder's files, and pages that are being fetched."""
MOST_GONE = 128
MOST_VISITS = 2_000
"""With 200 visitors who act at once, half wait two seconds; ten times as many only read."""
UNLIMITED = 10_000
"""Taken where a system has no such limit to ask for, as on Windows."""


def raise_limit() -> int:
    """Raise the soft limit on open files as far as it goes; gives what it is now."""
    if sys.platform == "win32":
        return UNLIMITED
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = AIM if hard == resource.RLIM_INFINITY else min(hard, AIM)
    for step in (most, *(step for step in _STEPS if step < most)):
        if soft == resource.RLIM_INFINITY or soft >= step:
            break
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (step, hard))
        except (OSError, ValueError):
            continue
        return step
    return AIM if soft == resource.RLIM_INFINITY else soft


def visits_within(limit: int) -> tuple[int, int]:
    """How many visits may be open at once, and how many gone ones may be waited for."""
    left = max(limit - _OWN, 8 * (_LIVE + _GONE))
    gone = min(MOST_GONE, left // (_LIVE + _GONE))
    return min(MOST_VISITS, (left - _GONE * gone) // _LIVE), gone
