"""Takes one file in and prints how many megabytes the process held at the most."""

import resource
import sys
from pathlib import Path

from tests.bench.intake_row import taken_in


def main(file: str, store: str) -> None:
    taken_in(Path(store), [], [Path(file)])
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(highest / (1 << 10 if sys.platform != "darwin" else 1 << 20))


if __name__ == "__main__":
    main(*sys.argv[1:])
