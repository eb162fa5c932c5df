"""Out and in again changes nothing, whatever a card says, as a workbook and as CSV files."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medications.content import CautionContent, Content, PreparationContent, RatingContent
from medications.exchange.carrying import _content, _plain
from medications.exchange.rows import card_tables
from medications.exchange.texts import guarded, plain, unguarded
from medications.exchange.writing import csv_files, workbook
from medications.models import Caution, Preparation
from medications.starter_rule import Basis
from tests.unit.exchange.standing import LABELS, NAMES, OLANZAPINE, read, standing

LETTERS = st.characters(exclude_categories=["Cs"])
TRICKS = st.sampled_from(
    ["=1+1", "+++", "-", "@x", "\t", "\r\n", "'", "''=a", " =b", "|c", "_x000D_", "x005F_", "\x0b"]
)
TEXT = st.lists(TRICKS | st.text(LETTERS, max_size=8), max_size=5).map("".join)
RATING = st.builds(
    RatingContent,
    level=st.sampled_from([None, 0, 1, 2, 3]),
    basis=st.sampled_from([each.value for each in Basis]),
    frequency=st.sampled_from(["", "common", "written before"]),
    note=TEXT,
    reason=TEXT,
    evidence=st.sampled_from([(), ("a",)]),
)
CAUTION = st.builds(
    CautionContent,
    kind=st.sampled_from(Caution.Kind.values),
    is_gating=st.booleans(),
    text=TEXT,
    facts=st.sampled_from([(), ("f1",)]),
)
PREPARATION = st.builds(
    PreparationContent,
    form=st.sampled_from(Preparation.Form.values),
    strengths=TEXT,
    how_often=TEXT,
    source=st.sampled_from(["", "LEAFLET", "GONE"]),
)
CONTENT = st.builds(
    Content,
    medication=st.just("olanzapine"),
    ratings=st.dictionaries(st.sampled_from(sorted(LABELS)), RATING),
    sections=st.dictionaries(
        st.sampled_from(["dose", "what_it_is"]), st.lists(TEXT, min_size=1).map(tuple)
    ),
    cautions=st.lists(CAUTION, max_size=4).map(tuple),
    preparations=st.lists(PREPARATION, max_size=3).map(tuple),
    evidence=st.just(frozenset({"a"})),
    facts=st.just(frozenset({"f1"})),
    review_on=st.none() | st.dates(),
    names=st.dictionaries(st.sampled_from(["name", "brands"]), TEXT),
)
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(content=CONTENT)
def test_a_workbook_changes_nothing(content: Content) -> None:
    data = workbook(card_tables([content], NAMES, LABELS))

    checked = read(data, against=standing(content))

    assert (checked.cards, checked.faults) == ({}, [])


@SLOW
@given(content=CONTENT)
def test_csv_files_change_nothing(content: Content) -> None:
    data = csv_files(card_tables([content], NAMES, LABELS))

    checked = read(data, "cards.zip", standing(content))

    assert (checked.cards, checked.faults) == ({}, [])


@SLOW
@given(content=CONTENT)
def test_what_the_page_carries_comes_back_whole(content: Content) -> None:
    assert _content(_plain(content)) == content


@given(text=TEXT)
def test_a_guarded_cell_says_the_same_and_never_runs(text: str) -> None:
    cell = guarded(text)

    assert unguarded(cell) == text
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(text=st.text(LETTERS), more=st.sampled_from(["", " ", "\n", "\r\n"]))
def test_blanks_and_line_ends_do_not_count(text: str, more: str) -> None:
    assert plain(f"{more}{text}{more}") == plain(text)
    assert plain(plain(text)) == plain(text)


def test_a_card_of_every_kind_of_cell_comes_back() -> None:
    for write, name in ((workbook, "a.xlsx"), (csv_files, "a.zip")):
        data = write(card_tables([OLANZAPINE], NAMES, LABELS))

        assert read(data, name).cards == {}
