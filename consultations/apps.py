"""The room as a Django app."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The room."""

    name = "consultations"
