"""Every address of the service, with the keys and codes of what was planted."""

import re
from collections.abc import Iterator
from itertools import product

from django.urls import get_resolver

from accounts.models import Account
from consultations.presenters.texts import TEXTS
from consultations.presenters.walks import WALKS
from medications.models import CardFact, Evidence
from tests.canaries.story import Story
from tests.integration.accounts.test_rules import addresses

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
AS_THEY_ARE = {
    "account_reset_password_from_key": ["/account/password/reset/key/1-bad/"],
    "account_confirm_email": ["/account/confirm-email/abc/"],
    "openid_connect_login": ["/account/oidc/provider/login/"],
    "openid_connect_callback": ["/account/oidc/provider/login/callback/"],
}
"""Addresses that are patterns of another kind."""

QUERIES = {
    "compare": ["?medicine=ours&medicine=clozapine"],
    "card": ["?language=pl"],
    "our_card": ["?language=pl"],
    "our_compare": ["?medicine=ours&medicine=clozapine"],
    "carers_card": ["?language=pl"],
    "compare_releases": ["?before=0&after=1"],
    "compare_versions": ["?before=1&after=1"],
    "word": ["?from=1"],
    "start": ["?since={earlier}"],
    "experience_add": ["?earlier=olanzapine"],
    "cards": ["?effect=weight_gain&level=1"],
}
"""What else is asked of an address."""


def every_address(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the name of each address and where it is, with each of its values.

    Of other conversations than Sam's each address is asked once: whoever may open none of their
    pages gets the same answer to all.
    """
    sams, since = story.consultation("shared").code, story.consultation("earlier").code
    for pattern, name, _view in addresses(get_resolver("sdmtool.urls").url_patterns):
        if name in AS_THEY_ARE:
            yield from ((name, each) for each in AS_THEY_ARE[name])
            continue
        is_in_talk, names = "<uuid:code>" in pattern, PARAMETER.findall(pattern)
        for place in values_of(story, name, "code") if is_in_talk else [None]:
            many = not is_in_talk or place == sams
            values = [
                values_of(story, name, each) for each in names if each != "code" or not is_in_talk
            ]
            for chosen in product(*(each if many else each[:1] for each in values)):
                filled = iter(map(str, [place, *chosen] if is_in_talk else chosen))
                where = "/" + PARAMETER.sub(lambda _, its=filled: next(its), pattern)
                yield name, where
                if many:
                    queries = (each.format(earlier=since) for each in QUERIES.get(name, ()))
                    yield from ((name, where + each) for each in queries)


def values_of(story: Story, name: str, parameter: str) -> list[object]:
    """Return what a parameter of an address may be. Raises KeyError for one that is not known."""
    found = _by_address(story).get(f"{name}.{parameter}")
    return _by_name(story)[parameter] if found is None else found


def _by_address(story: Story) -> dict[str, list[object]]:
    """Return the values of parameters that mean something else at each address."""
    sams = story.talks["shared"]
    people = [each.consultation.service_user_id for each in story.talks.values()]
    carers = [each.pk for each in sams.carers.values()]
    return {
        "clinic.code": [*{each.consultation.clinic.code for each in story.talks.values()}],
        "effect.code": ["weight_gain", "something_else"],
        "account.key": [*Account.objects.values_list("pk", flat=True)],
        "person.key": people,
        "change_person.key": people,
        "looks.key": people,
        "record.key": people,
        "keeping.key": people,
        "record_json.key": people,
        "record_pdf.key": people,
        "start.key": people,
        "emergency_record.key": people,
        "emergency_conversation.key": people,
        "answer.key": [*sams.consultation.question_rows.values_list("pk", flat=True)],
        "comparison_by.key": [*carers, sams.clinician.pk],
        "share_with.key": carers,
        "sharing_preview.key": carers,
        "experience_entry.key": [
            *sams.consultation.currentmedicine_rows.values_list("pk", flat=True),
            *sams.consultation.experience_rows.values_list("pk", flat=True),
        ],
        "touched.key": [story.run.pk],
        "review_prompt.key": [story.prompt.pk],
        "one_line.number": [1, 37],
        "release.number": [0, 1],
        "word.key": list(TEXTS),
        "draft_words.section": ["alcohol", "driving"],
        "draft_new_fact.section": ["alcohol"],
        "translate_section.section": ["alcohol", "driving"],
        "draft_level.effect": ["weight_gain"],
    }


def _by_name(story: Story) -> dict[str, list[object]]:
    """Return the values of parameters that mean the same everywhere."""
    cards = story.library.cards
    drafts = [cards["drafted"], cards["handed over"], cards["theirs"]]
    figures = Evidence.objects.filter(cards__in=drafts).values_list("pk", flat=True)
    facts = CardFact.objects.filter(cards__in=drafts).values_list("pk", flat=True)
    return {
        "code": [each.consultation.code for each in story.talks.values()],
        "medication": ["ours", "olanzapine", "drafted", "handed-over", "theirs"],
        "effect": ["weight_gain", "something_else"],
        "source": [each.evidence.get().source_id for each in cards.values()],
        "card": [each.pk for each in drafts],
        "caution": [each.cautions.first().pk for each in drafts],
        "preparation": [each.preparations.get().pk for each in drafts],
        "row": [*figures, *facts[:2]],
        "about": ["weight_gain"],
        "measure": ["frequency_class"],
        "language": ["pl"],
        "translation": [each.pk for each in story.library.translations],
        "kind": ["now", "before"],
        "number": [1],
        "note": [0],
        "pk": [1],
        "role": list(WALKS),
        "step": [1, 2, 3, 4, 5],
    }
