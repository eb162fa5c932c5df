"""The front door as a Django app."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import Tags, register


class AccountsConfig(AppConfig):
    """The front door."""

    name = "accounts"

    def ready(self) -> None:
        """Begin to listen, and have accounts looked at before the service starts."""
        import_module("accounts.receivers")
        from accounts.checks import CHECKS

        for each in CHECKS:
            register(each, Tags.security, deploy=True)
