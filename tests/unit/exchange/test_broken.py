"""Every broken or hostile file is answered with a sentence, soon, and changes nothing."""

import time
from resource import RUSAGE_SELF, getrusage

import pytest

from medications.exchange.guarding import NotReadable
from medications.presenters.exchange import fault_words
from tests.unit.exchange.broken_files import BROKEN_FILES
from tests.unit.exchange.broken_rows import BROKEN_ROWS, Broken
from tests.unit.exchange.standing import read

CORPUS = [*BROKEN_ROWS, *BROKEN_FILES]
SECONDS, KILOBYTES = 2, 100 * 1024


def answer(data: bytes, name: str) -> str:
    """Return what the page would say of a file; nothing where it would go on."""
    try:
        return " ".join(fault_words(read(data, name).faults))
    except NotReadable as why:
        return str(why)


@pytest.mark.parametrize("broken", CORPUS, ids=lambda broken: broken.what)
def test_a_broken_file_is_answered_with_a_sentence(broken: Broken) -> None:
    data = broken.make()
    started, most = time.thread_time(), getrusage(RUSAGE_SELF).ru_maxrss

    said = answer(data, broken.name)

    assert broken.says in said
    assert time.thread_time() - started < SECONDS
    assert getrusage(RUSAGE_SELF).ru_maxrss - most < KILOBYTES


def test_the_corpus_is_large_and_each_of_its_files_another() -> None:
    assert len({each.what for each in CORPUS}) == len(CORPUS) >= 120


def test_not_more_faults_are_listed_than_can_be_read() -> None:
    many = next(each for each in BROKEN_ROWS if each.what == "6,000 rows")

    said = fault_words(read(many.make()).faults)

    assert len(said) == 101
    assert said[-1].endswith("more faults")
