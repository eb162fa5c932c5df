"""What the groups of the comparison are called, and what is said of each."""

from django.utils.translation import gettext_lazy

from consultations.comparing import Apart

GROUPS = {
    Apart.OPEN: (gettext_lazy("Open to choice now"), ""),
    Apart.NOT_PLACED: (
        gettext_lazy("Not enough is known to place these"),
        gettext_lazy("More than half of what matters here is not known for them."),
    ),
    Apart.GATED: (
        gettext_lazy("Usually kept for later"),
        gettext_lazy("They have conditions that have to be gone through first."),
    ),
    Apart.WITHDRAWN: (
        gettext_lazy("Withdrawn here"),
        gettext_lazy("Not to be chosen for now. Ask your pharmacist what can be done."),
    ),
    Apart.UNAVAILABLE: (
        gettext_lazy("Not available here now"),
        gettext_lazy("Ask your pharmacist what can be done."),
    ),
    Apart.PERHAPS: (
        gettext_lazy("Not known whether they are what the filter asks for"),
        gettext_lazy("They are still choices. Ask your pharmacist."),
    ),
    Apart.LEFT_OUT: (
        gettext_lazy("Not what the filter asks for"),
        gettext_lazy("They are still choices."),
    ),
}
"""Heading and note of each group, in the order of the page."""
