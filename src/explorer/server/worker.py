"""The child of `import_process`: a job on standard input, its outcome on standard output.

Runs as `python -m explorer.server.worker`, limits its own time and memory first, and gives
way to whatever else the machine has to do.
"""

import os
import pickle
import sys
import traceback
from contextlib import suppress

from explorer.server.import_process import (
    CPU_SECONDS,
    FAILED,
    MEMORY_BYTES,
    TOO_MUCH,
    ImportOutcome,
    run,
)


def limit() -> None:
    """Ceilings for this process. A system that has none leaves it to the parent's clock."""
    with suppress(OSError, AttributeError):
        # Others' clicks come first, but a busy machine must still get it done: at 10, 9,500 rows
        # were not done after 100 seconds on two crowded cores.
        os.nice(5)
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - Windows has none

        for kind, most in (
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_AS, MEMORY_BYTES),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (most, most))


def main() -> None:
    limit()
    try:
        outcome = run(pickle.load(sys.stdin.buffer))  # noqa: S301 - the parent's own words
    except MemoryError:
        outcome = ImportOutcome(trouble=TOO_MUCH)
    except Exception as error:
        # Only where it happened: the words of the documents are their owner's.
        place = traceback.extract_tb(error.__traceback__)[-1]
        print(f"{type(error).__name__} at {place.filename}:{place.lineno}", file=sys.stderr)
        outcome = ImportOutcome(trouble=FAILED)
    with suppress(BrokenPipeError):  # the parent has gone
        pickle.dump(outcome, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
