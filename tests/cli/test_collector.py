"""The collector of cycles waits until the tables are loaded, then works on without them, and is left as it was found."""

import gc

import pytest

from detente.cli._collector import patient_collector


def test_nothing_is_collected_before_the_first_article_and_collection_goes_on_after_it():
    with patient_collector() as read:
        assert not gc.isenabled()
        read("id")
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0


def test_what_a_second_language_loads_is_set_aside_too():
    with patient_collector() as read:
        read("id")
        before = gc.get_freeze_count()
        tables = [[number] for number in range(1000)]
        read("en")
        assert gc.get_freeze_count() >= before + len(tables)


def test_a_run_that_fails_leaves_the_collector_on():
    with pytest.raises(ValueError, match="poisoned"), patient_collector():
        raise ValueError("poisoned")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with patient_collector() as read:
            read("en")
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
