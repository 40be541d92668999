"""How a run ends: its exit status, and the sentence that explains it on standard error."""

import os
import sys
from collections.abc import Callable

from mdt_app.errors import Cancelled, UserError

DONE, PROBLEM, FAULT, STOPPED, READER_GONE = 0, 1, 70, 130, 141
"""2 is wrong usage; 70, 130 and 141 are what Unix gives a fault, Ctrl-C and a closed pipe."""


def status_of(work: Callable[[], int], *, is_debug: bool = False) -> int:
    """Do the work and say how it ended. A fault in the program says its lines on request."""
    try:
        return _flushed(work())
    except UserError as error:
        return _explained(error)
    except (KeyboardInterrupt, Cancelled):
        say("Stopped. Nothing of this command was kept.")
        return STOPPED
    except BrokenPipeError:
        # The reader has gone (`… | head`): there is nobody left to tell, nor a flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except Exception as error:  # the top of the program: what arrives here is a fault
        return _fault(error, is_debug)


def say(words: str) -> None:
    """Words for a person: standard error, so that standard output holds results only."""
    from mdt_app.clinical.shown_text import shown

    print(shown(words), file=sys.stderr)


def _flushed(status: int) -> int:
    sys.stdout.flush()
    return status


def _explained(error: UserError) -> int:
    say(error.message)
    if error.hint:
        say(error.hint)
    return PROBLEM


def _fault(error: Exception, is_debug: bool) -> int:
    """A fault's own message may quote a record, so only its type and its lines are ever said."""
    say(f"This is a fault in the program, not something you did ({type(error).__name__}).")
    if is_debug:
        from mdt_app.log import places

        say(places(error))
    else:
        say("Run the same command as `mdt-app --debug …` to see where it happened.")
    return FAULT
