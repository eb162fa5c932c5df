"""`python -m tests.rights` writes docs/rights.md; with `sweep` it tries every cell of it.

With `tabs` it swaps two hundred forms of two conversations in two tabs.
"""

import logging
import os
import sys

import pytest

SWEEP = ("tests/integration/test_rights.py", "tests/integration/test_canaries.py")
WHOLE = ("-q", "-s", "--timeout=0")
"""What is asked of every cell takes as long as it takes."""
WHICH = "every_cell or in_a_form or answer_to_a_form"
TABS = "tests/integration/test_two_tabs.py"


def main() -> int:
    """Do what was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if "sweep" in sys.argv[1:]:
        os.environ["EVERY_CELL"] = "true"
        return int(pytest.main([*WHOLE, *SWEEP, "-k", WHICH]))
    if "tabs" in sys.argv[1:]:
        os.environ["TWO_TABS"] = "200"
        return int(pytest.main([*WHOLE, TABS, "-k", "swapped"]))
    logging.disable(logging.WARNING)  # each view says which methods it answers to
    import django

    django.setup()
    # It reads models, which are there from now on.
    from tests.rights import matrix

    matrix.PAGE.write_text(matrix.page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
