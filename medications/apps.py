"""The library as a Django app."""

from django.apps import AppConfig


class MedicationsConfig(AppConfig):
    """The library."""

    name = "medications"
