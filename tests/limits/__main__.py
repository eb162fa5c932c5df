"""`python -m tests.limits` writes docs/limits.md."""

import os
import sys


def main() -> int:
    """Write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    # It reads forms, which are there from now on.
    from tests.limits import boxes

    boxes.PAGE.write_text(boxes.page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
