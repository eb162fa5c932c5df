"""The front door as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The front door."""

    name = "accounts"
