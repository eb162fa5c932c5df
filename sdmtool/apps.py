"""The shell as a Django app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class ShellConfig(AppConfig):
    """The shell."""

    name = "sdmtool"

    def ready(self) -> None:
        """Have the installation looked at before it serves anybody (`check --deploy`)."""
        from sdmtool.checks import CHECKS

        for each in CHECKS:
            register(each, Tags.security, deploy=True)
