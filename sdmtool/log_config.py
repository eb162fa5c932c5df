"""How the service logs: one JSON line for each event, or in the demo plain words."""

from typing import Any


def log_config(*, is_plain: bool) -> dict[str, Any]:
    """Return the settings of Python's logging."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "sdmtool.logs.JsonFormatter"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler"}
            | ({} if is_plain else {"formatter": "json"})
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Nothing of a request is mailed to anybody, and what the line of a request says already
            # is not said twice.
            "django": {"handlers": [], "level": "INFO"},
            "django.request": {"level": "ERROR"},
            "uvicorn": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "sdmtool.requests": {"level": "WARNING" if is_plain else "INFO"},
        },
    }
