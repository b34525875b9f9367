"""Much that stays is made without a search for garbage."""

import gc

import pytest

from broadsheet.lasting import all_lasts


def test_nobody_looks_for_garbage_meanwhile_and_afterwards_as_before() -> None:
    assert gc.isenabled()
    looked = []

    @all_lasts()
    def fail() -> None:
        looked.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert looked == [False]
    assert gc.isenabled()


def test_who_did_not_look_before_does_not_look_afterwards() -> None:
    gc.disable()
    try:
        with all_lasts():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
