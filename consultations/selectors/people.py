"""The people conversations are with, within one organisation."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from consultations.models import ServiceUser
from consultations.names import search_key

MOST_FOUND = 20
"""How many people one search shows; the page asks for more of the name when there are more."""

LAST_LETTER = "\U0010ffff"


def person(organisation: Organisation, key: int) -> ServiceUser:
    """Return one person of the organisation. Raises Http404."""
    return get_object_or_404(ServiceUser.objects.filter(organisation=organisation), pk=key)


def find_people(organisation: Organisation, words: str) -> list[ServiceUser]:
    """Return up to MOST_FOUND + 1 people by local number, NHS number or how a name begins.

    Three small index scans instead of one OR that no index serves. A number that fits exactly
    comes first.
    """
    key = search_key(words)
    if not key:
        return []
    here = ServiceUser.objects.filter(organisation=organisation)
    digits = "".join(words.replace("-", " ").split())
    found = [
        *here.filter(local_number=words.strip())[:1],
        *(here.filter(nhs_number=digits)[:1] if digits.isdigit() else ()),
        *_begins(here, "search_name", key),
        *_begins(here, "search_family_name", key),
    ]
    return list(dict.fromkeys(found))[: MOST_FOUND + 1]


def _begins(people: QuerySet[ServiceUser], column: str, key: str) -> QuerySet[ServiceUser]:
    """Return people whose name begins so, by name; the bounds let the plain index serve."""
    within = {f"{column}__gte": key, f"{column}__lt": key + LAST_LETTER}
    return people.filter(**within).order_by(column, "pk")[: MOST_FOUND + 1]
