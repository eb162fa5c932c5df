"""What the preview of a draft needs: the card as the person will see it, once it is published."""

from dataclasses import replace
from typing import Any

from medications import selectors
from medications.models import Card, Release
from medications.pages.drafting import named
from medications.pages.reading import terms_of
from medications.presenters.card import presented_card
from medications.presenters.preview import leading_to_the_draft, preview_status

Context = dict[str, Any]


def preview(release: Release, draft: Card) -> Context:
    """Gather a draft as its card: the same words and template, read anew at each look.

    Nothing of it is kept for the process: unlike a published card, a draft changes.
    """
    about = named(release, draft)
    whole = presented_card(selectors.whole_cards([draft.pk])[0])
    card = leading_to_the_draft(replace(whole, medicine=about["medicine"]), draft)
    organisation, medication = release.organisation, draft.medication_id
    return about | {
        "draft": draft,
        "card": card,
        "status": preview_status(
            draft,
            selectors.availability(organisation).get(medication),
            selectors.local_notes(organisation, [draft]).get(medication, []),
        ),
        "starter_sentence": "",
        "terms": terms_of([card]),
    }
