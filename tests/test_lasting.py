"""Much that stays is made without a search for garbage."""

import gc

import pytest

from broadsheet.lasting import without_collection


def test_nobody_looks_for_garbage_meanwhile_and_afterwards_as_before() -> None:
    assert gc.isenabled()
    looked = []

    @without_collection()
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
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
