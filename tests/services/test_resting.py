"""The collector rests for a while and is back afterwards, whatever happened."""

import gc

import pytest

from partnertracker.services.resting import collector_resting


def test_the_collector_comes_back() -> None:
    with collector_resting():
        assert not gc.isenabled()
        with collector_resting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), collector_resting():
        raise KeyError
    assert gc.isenabled()
