"""Python's search for cycles: put off while rows are read, and as it was afterwards."""

import gc

import pytest

from mdt_app.intake.collecting import collecting_later


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("error", [None, ValueError])
def test_cycles_are_looked_for_again_only_by_whoever_did_before(was_on, error):
    (gc.enable if was_on else gc.disable)()
    try:
        with collecting_later():
            assert not gc.isenabled()
            if error:
                raise error
    except ValueError:
        pass
    finally:
        found = gc.isenabled()
        gc.disable()
    assert found is was_on
