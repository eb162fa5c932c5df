"""The states of card text in other languages: on the desk, and as readers see it."""

from collections.abc import Callable

from playwright.sync_api import Page

from accounts.models import Account
from medications.languages import BY_CODE
from medications.models import CardTranslation, Medication
from medications.selectors.translating import Place
from medications.translation_stages import TranslationMove
from tests.browser.state import State
from tests.browser.told_states import follow, press
from tests.integration.medications import polish

OLANZAPINE = ("olanzapine",)
URDU = "شراب سے نیند آ سکتی ہے۔ 2 گولیاں"


def place(language: str) -> Place:
    """Return where olanzapine's words on alcohol stand."""
    dev = Account.objects.get(email="dev@example.org")
    organisation = dev.memberships.get().organisation
    medication = Medication.objects.get(code="olanzapine")
    return Place(organisation, medication, BY_CODE[language], "alcohol")


def person(first: str) -> Account:
    """Return one of the cast."""
    return Account.objects.get(email=f"{first}@example.org")


def written(language: str, text: str = polish.WORDS) -> CardTranslation:
    """Let Dev write a text."""
    return polish.write(place(language), person("dev"), text)


def waiting(language: str, text: str = polish.WORDS) -> CardTranslation:
    """Let Dev write a text and hand it over."""
    row = written(language, text)
    polish.hand_over(place(language), person("dev"))
    return row


def approved(language: str, text: str = polish.WORDS) -> None:
    """Let Ewa approve it."""
    row = waiting(language, text)
    polish.answer(row, TranslationMove.APPROVE, person("ewa"))


def after(*steps: Callable[[], object]) -> Callable[[Page], None]:
    """Do something on the desk, and look at the page once more."""

    def walk(page: Page) -> None:
        for step in steps:
            step()
        page.reload()

    return walk


def in_two_languages(page: Page) -> None:
    """Have a text in a language of each direction."""
    after(lambda: approved("pl"), lambda: approved("ur", URDU))(page)


def in_urdu(page: Page) -> None:
    """Read the card in Urdu."""
    in_two_languages(page)
    follow(page, "اردو")


def outdated(page: Page) -> None:
    """Read a card whose English changed since it was translated."""
    approved("pl")
    row = CardTranslation.objects.get()
    CardTranslation.objects.filter(pk=row.pk).update(english_key="older", english=["Older words."])
    page.reload()


def in_hand(page: Page) -> None:
    """Have a text that waits, which Ewa reads."""
    waiting("ur", URDU)
    page.reload()
    follow(page, "Read and approve")


def own_in_hand(page: Page) -> None:
    """Have a text that waits, which Dev wrote."""
    waiting("ur", URDU)
    page.reload()
    follow(page, "Read it, or take it back")


def approve(page: Page) -> None:
    """Approve it."""
    in_hand(page)
    press(page, "Approve")


def send_back_without_words(page: Page) -> None:
    """Send it back, and forget why."""
    in_hand(page)
    press(page, "Send it back")


def hand_over(page: Page) -> None:
    """Hand over a text that was written."""
    written("ur", URDU)
    page.reload()
    press(page, "Hand over to a second pharmacist")


def save(page: Page) -> None:
    """Save what is there."""
    press(page, "Save")


def write_at_once(page: Page) -> None:
    """Write while Ewa does."""
    page.get_by_label("The text in Urdu").fill("میرے الفاظ۔")
    polish.write(place("ur"), person("ewa"), URDU)
    save(page)


IN_URDU = (*OLANZAPINE, "ur")
ALCOHOL = (*IN_URDU, "alcohol")

TRANSLATIONS = [
    State("card", OLANZAPINE, "in two languages", then=in_two_languages),
    State("card", OLANZAPINE, "in Urdu", then=in_urdu),
    State("card", OLANZAPINE, "of an older text", query="?language=pl", then=outdated),
    State("short_card", OLANZAPINE, "in Urdu", then=in_urdu),
    State("short_card", OLANZAPINE, "of an older text", query="?language=pl", then=outdated),
    State("our_card", ("{conversation}", "olanzapine"), "in Urdu", "amara", then=in_urdu),
    State("desk", words="with translations", who="ewa", then=after(lambda: waiting("pl"))),
    State("translations", OLANZAPINE, who="dev"),
    State("translations", OLANZAPINE, "begun", "dev", then=after(lambda: waiting("ur", URDU))),
    State("translations", ("nothing",), "unknown", "dev", status=404),
    State("translated_card", IN_URDU, who="dev"),
    State("translated_card", ("clozapine", "pl"), "with conditions", "dev"),
    State("translated_card", IN_URDU, "written", "dev", then=after(lambda: written("ur", URDU))),
    State("translated_card", IN_URDU, "handed over", "dev", then=hand_over),
    State("translated_card", IN_URDU, "approved", "ewa", then=approve),
    State("translate_section", ALCOHOL, who="dev"),
    State("translate_section", ALCOHOL, "with errors", "dev", then=save),
    State("translate_section", ALCOHOL, "written at once", "dev", then=write_at_once),
    State(
        "translate_section",
        (*OLANZAPINE, "pl", "alcohol"),
        "of an older card",
        "dev",
        then=outdated,
    ),
    State(
        "review_translation", IN_URDU, "by the second", "ewa", at="translated_card", then=in_hand
    ),
    State(
        "review_translation",
        IN_URDU,
        "by the writer",
        "dev",
        at="translated_card",
        then=own_in_hand,
    ),
    State(
        "review_translation",
        IN_URDU,
        "with errors",
        "ewa",
        at="translated_card",
        then=send_back_without_words,
    ),
]
