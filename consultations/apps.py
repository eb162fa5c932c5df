"""The room as a Django app."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The room."""

    name = "consultations"

    def ready(self) -> None:
        """Let the library ask and tell the room."""
        from consultations.listening import Room
        from medications.impact import register

        register(Room())
