"""Which fields of our models hold text, found out from the models themselves.

Whatever is not known to hold no text is taken for text: a new kind of field has to be looked at.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from consultations.models.person import SearchKeyField
from tests.source import ROOMS

NO_TEXT = (
    models.AutoField,
    models.BinaryField,  # numbers in bytes (ImpactPart)
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.IntegerField,
    models.UUIDField,
    models.ForeignKey,
)


def our_models() -> Iterator[type[models.Model]]:
    """Return every model of our rooms."""
    return (each for each in apps.get_models() if each._meta.app_label in ROOMS)


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of a model that can hold words of any kind.

    One with choices holds one of a few words that stand in the program.
    """
    fields = model._meta.concrete_fields
    return [each for each in fields if not isinstance(each, NO_TEXT) and not each.choices]


def is_worked_out(field: models.Field) -> bool:
    """Tell whether a field is worked out of another one whenever its row is saved."""
    return isinstance(field, SearchKeyField)


def name_of(field: models.Field) -> str:
    """Return a field as the table says it: "consultations.Goal.text"."""
    return f"{field.model._meta.label}.{field.name}"


def every_text_field() -> dict[str, models.Field]:
    """Return the text fields of all our models by name."""
    return {name_of(field): field for model in our_models() for field in text_fields(model)}
