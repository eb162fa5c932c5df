"""The levels of a draft: what is suggested, when a reason is needed, what a level then rests on."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import AuditEntry
from medications.models import Rating
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, drawn, page_of, save
from tests.integration.medications.reading import fold, words

NOT_SUGGESTED = "This is not the level that the figures suggest. Say why."
JUMPS = "This is 2 or more steps from the level in use. Say why."


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def draft(dev: Client) -> str:
    """Begin a draft of olanzapine: its address."""
    return begun(dev)


def rating(draft: str, effect: str = "weight_gain") -> Rating:
    """Return what a draft says of an effect."""
    return card_at(draft).ratings.get(effect__code=effect)


def without_figures(draft: str, effect: str) -> None:
    """Take every row on one effect out of a draft."""
    card = card_at(draft)
    card.evidence.remove(*card.evidence.filter(effect__code=effect))


def test_the_words_are_those_of_every_page(dev: Client, draft: str, read: Read) -> None:
    page = read(f"{draft}levels/weight_gain/", client=dev)

    assert [words(each) for each in page.select("main .nhsuk-radios__item")] == [
        "none known",
        "+ uncommon or mild",
        "++ commoner or moderately severe",
        "+++ common or more severe",
        "not known",
    ]
    chosen = page.select("main input[type=radio][checked]")
    assert [each["value"] for each in chosen] == ["3"]


def test_the_suggestion_and_its_rows_stand_beside_the_form(
    dev: Client, draft: str, read: Read
) -> None:
    page = read(f"{draft}levels/weight_gain/", client=dev)
    shown = words(page.select_one("main .gist"))

    assert "Suggested by the figures" in shown
    assert "From tables that grade medicines against each other" in shown
    rows = rating(draft).evidence.count()
    behind = fold(page, f"What the suggestion rests on ({rows})")
    assert len(behind.select("li")) == rows
    assert len(behind.select("a[href*='/evidence/']")) == rows


def test_another_level_needs_a_reason(dev: Client, draft: str) -> None:
    response = save(dev, f"{draft}levels/weight_gain/", level="2", note="See the audit.")
    page = page_of(response)

    assert response.status_code == 422
    assert NOT_SUGGESTED in words(page)
    assert page.select_one("a[href='#id_reason']")
    assert words(page.select_one("textarea[name=note]")) == "See the audit."
    assert rating(draft).level == 3


def test_with_a_reason_it_is_the_pharmacists(dev: Client, draft: str, read: Read) -> None:
    response = save(dev, f"{draft}levels/weight_gain/", level="2", reason="A newer table.")

    assert (response.status_code, response["Location"]) == (
        302,
        f"{draft}?open=metabolic#metabolic",
    )
    found = rating(draft)
    assert (found.level, found.basis, found.reason) == (2, "pharmacist", "A newer table.")
    assert not found.evidence.exists()
    opened = read(str(response["Location"]), client=dev)
    assert words(opened.select_one("details[open] summary")).startswith("Weight, blood sugar")
    page = words(opened)
    assert "The figures suggest +++ common or more severe; a pharmacist said why" in page
    assert "Weight gain is saved." in page
    entry = AuditEntry.objects.filter(action="write_level").get()
    assert entry.detail == {"effect": "weight_gain", "level": 2}


def test_the_suggested_level_rests_on_its_rows_again(dev: Client, draft: str) -> None:
    before = set(rating(draft).evidence.all())
    save(dev, f"{draft}levels/weight_gain/", level="2", reason="A newer table.")
    save(dev, f"{draft}levels/weight_gain/", level="3", reason="")

    found = rating(draft)
    assert (found.level, found.basis) == (3, "comparative")
    assert set(found.evidence.all()) == before


@pytest.mark.parametrize(
    ("level", "sentence"), [("unknown", ""), ("0", NOT_SUGGESTED), ("1", NOT_SUGGESTED)]
)
def test_without_figures_only_not_known_needs_none(
    dev: Client, draft: str, level: str, sentence: str
) -> None:
    without_figures(draft, "weight_gain")
    response = save(dev, f"{draft}levels/weight_gain/", level=level)

    assert response.status_code == (422 if sentence else 302)
    if sentence:
        assert sentence in words(page_of(response))
    else:
        assert (rating(draft).level, rating(draft).basis) == (None, "nothing_found")


def test_a_jump_needs_a_reason_even_when_it_is_suggested(dev: Client, draft: str) -> None:
    """Hazard H10: a slip in a row would else carry a level along."""
    base = card_at(draft).based_on
    assert base is not None
    base.ratings.filter(effect__code="weight_gain").update(level=1)
    rating(draft)
    Rating.objects.filter(card=card_at(draft), effect__code="weight_gain").update(level=1)

    assert JUMPS in words(page_of(save(dev, f"{draft}levels/weight_gain/", level="3")))
    said = {"level": "3", "reason": "The table was misread before."}
    assert save(dev, f"{draft}levels/weight_gain/", **said).status_code == 302
    assert rating(draft).basis == "comparative"


def test_what_is_not_explained_is_still_to_do(dev: Client, draft: str, read: Read) -> None:
    without_figures(draft, "weight_gain")
    page = read(draft, client=dev)
    to_do = page.select_one("section[aria-labelledby=to-do]")

    assert words(to_do.select_one("a")) == "Weight gain: say why this level."
    assert "The figures suggest not known: say why it is another one." in words(page)
    [opened] = page.select("details[open]")
    assert "Weight, blood sugar and blood fats" in words(opened.select_one("summary"))


def test_frequency_and_severity_are_kept_apart(dev: Client, draft: str) -> None:
    save(dev, f"{draft}levels/weight_gain/", frequency="very_common", severity="moderate")

    found = rating(draft)
    assert (found.frequency, found.severity) == ("very_common", "moderate")
    assert found.basis == "comparative"


def test_one_goes_on_to_the_next_line(dev: Client, draft: str) -> None:
    """Class by class, and after the last one to the draft."""
    seen, address = [], f"{draft}levels/weight_gain/"
    while address != draft and len(seen) < 40:
        seen.append(address)
        form = drawn(dev, address)
        address = str(dev.post(address, form | {"next": "yes"})["Location"])

    assert len(set(seen)) == len(seen) >= 30


def test_a_level_has_to_be_chosen(dev: Client, draft: str) -> None:
    form = drawn(dev, f"{draft}levels/tremor/")
    del form["level"]
    response = dev.post(f"{draft}levels/tremor/", form)

    assert "Choose a level, or “not known”." in words(page_of(response))


class TestTwoEditors:
    """Neither overwrites the other without having read it."""

    def conflict(self, cast: Cast, dev: Client, draft: str) -> tuple[Client, str, BeautifulSoup]:
        """Let Ewa save after Dev did, on a page that she opened before."""
        ewa, address = signed_in(cast.people["ewa"]), f"{draft}levels/weight_gain/"
        late = drawn(ewa, address) | {"level": "1", "reason": "Our own audit."}
        save(dev, address, level="2", reason="A newer table.")
        response = ewa.post(address, late)
        assert response.status_code == 422
        return ewa, address, page_of(response)

    def test_both_texts_stand_side_by_side(self, cast: Cast, dev: Client, draft: str) -> None:
        """Only what differs, in words."""
        _ewa, address, page = self.conflict(cast, dev, draft)
        yours, theirs = (words(each) for each in page.select(".conflict .panel"))

        assert "Somebody else wrote here since you opened this page." in words(page)
        assert yours == "Yours Level + uncommon or mild Why this level Our own audit."
        assert theirs.endswith(
            "Level ++ commoner or moderately severe Why this level A newer table."
        )
        assert words(page.select_one("textarea[name=reason]")) == "Our own audit."
        assert rating(draft).level == 2
        take = page.select_one(".conflict a")
        assert (words(take), take["href"]) == ("Take theirs", address)

    def test_mine_can_be_kept(self, cast: Cast, dev: Client, draft: str) -> None:
        """The form carries what was read now."""
        ewa, address, page = self.conflict(cast, dev, draft)
        form = page.select_one(f"form[action='{address}']")
        assert words(form.select_one("button")) == "Keep mine"
        again = {"seen": str(form.select_one("input[name=seen]")["value"])}
        sent = {"level": "1", "reason": "Our own audit."} | again

        assert ewa.post(address, sent).status_code == 302
        assert (rating(draft).level, rating(draft).reason) == (1, "Our own audit.")
        assert set(card_at(draft).written_by.all()) == {cast.people["dev"], cast.people["ewa"]}

    def test_another_section_is_no_conflict(self, cast: Cast, dev: Client, draft: str) -> None:
        """Two people can work on one draft."""
        ewa = signed_in(cast.people["ewa"])
        late = drawn(ewa, f"{draft}words/driving/") | {"words": "Wait."}
        save(dev, f"{draft}levels/weight_gain/", level="2", reason="A newer table.")

        assert ewa.post(f"{draft}words/driving/", late).status_code == 302

    def test_what_was_taken_out_meanwhile_can_be_kept(
        self, cast: Cast, dev: Client, draft: str
    ) -> None:
        """It is then added again."""
        caution = card_at(draft).cautions.first()
        assert caution is not None
        ewa, address = signed_in(cast.people["ewa"]), f"{draft}cautions/{caution.pk}/"
        late = drawn(ewa, address) | {"text": "In Ewa's words."}
        save(dev, address, remove="yes")
        page = page_of(ewa.post(address, late))
        assert "Somebody took this out of the draft in the meantime." in words(page)

        seen = str(page.select_one("main input[name=seen]")["value"])
        assert ewa.post(address, late | {"seen": seen}).status_code == 302
        assert card_at(draft).cautions.filter(text="In Ewa's words.").count() == 1

    def test_nobody_takes_out_what_they_have_not_read(
        self, cast: Cast, dev: Client, draft: str
    ) -> None:
        """A removal carries the key too."""
        caution = card_at(draft).cautions.first()
        assert caution is not None
        ewa, address = signed_in(cast.people["ewa"]), f"{draft}cautions/{caution.pk}/"
        late = drawn(ewa, address) | {"remove": "yes"}
        save(dev, address, text="In Dev's words.")

        assert ewa.post(address, late).status_code == 422
        assert card_at(draft).cautions.filter(text="In Dev's words.").exists()
