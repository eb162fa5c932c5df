"""The people conversations are with, within one organisation."""

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404

from accounts.models import Account, Organisation
from consultations.models import ServiceUser
from consultations.names import search_key
from consultations.permissions import check_not_restricted

MOST_FOUND = 20
"""How many people one search shows; the page asks for more of the name when there are more."""

LAST_LETTER = "\U0010ffff"
COLUMNS = ("search_name", "search_given_names", "search_family_name")


def person(account: Account, organisation: Organisation, key: int) -> ServiceUser:
    """Return one person of the organisation, for whoever asks.

    Raises Http404, and PermissionDenied while their record is restricted.
    """
    found = get_object_or_404(ServiceUser.objects.filter(organisation=organisation), pk=key)
    check_not_restricted(account, found)
    return found


def find_people(organisation: Organisation, words: str) -> list[ServiceUser]:
    """Return up to MOST_FOUND + 1 people by local number, NHS number or how their names begin.

    A few small index scans instead of one OR that no index serves. A number that fits exactly
    comes first.
    """
    key = search_key(words.replace(",", " "))
    if not key:
        return []
    here = ServiceUser.objects.filter(organisation=organisation)
    digits = "".join(words.replace("-", " ").split())
    found = [
        *here.filter(search_local_number=search_key(words))[:1],
        *(here.filter(nhs_number=digits)[:1] if digits.isdigit() else ()),
        *_begins(here, key),
        *(() if digits.isdigit() else _has_words(here, key)),
    ]
    return list(dict.fromkeys(found))[: MOST_FOUND + 1]


def _has_words(people: QuerySet[ServiceUser], key: str) -> list[ServiceUser]:
    """Return people of whose names every word begins one, in any order: "sam riv", "rivers s".

    The index of names is read at the longest word, which fewest names begin with. Nobody there:
    it may be a second name ("marquez" of García Márquez), so the next longest is tried.
    """
    words = sorted(key.split(), key=len, reverse=True)
    if len(words) == 1:
        return []
    # The three names in one column: no index is on it, so none but the longest word's is read.
    parts = [part for column in COLUMNS for part in (Value(" "), F(column))]
    named = people.annotate(names=Concat(*parts, output_field=TextField()))
    for word in words:
        named = named.filter(names__contains=f" {word}")
    return next((found for word in words if (found := _begins(named, word))), [])


def _begins(people: QuerySet[ServiceUser], key: str) -> list[ServiceUser]:
    """Return people one of whose names begins so; the bounds let the plain indexes serve."""
    found: list[ServiceUser] = []
    for column in COLUMNS:
        within = {f"{column}__gte": key, f"{column}__lt": key + LAST_LETTER}
        found += people.filter(**within).order_by(column, "pk")[: MOST_FOUND + 1]
    return found
