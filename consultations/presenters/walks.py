"""The walks, word by word: what the tool does for each role, in five to seven short steps.

Two minutes of reading for a role, examples included: a test counts the words and grades them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Step:
    """One step of a walk. `example` names the macro's part of templates/consultations/learn.html.

    matters, list, order, differ, nothing_shared, shared, signs; '' for words alone
    """

    heading: str | Promise
    words: tuple[str | Promise, ...]
    example: str = ""


@dataclass(frozen=True)
class Walk:
    """All steps of one role, and what the link to them says."""

    title: str | Promise
    steps: tuple[Step, ...]


PERSON = Walk(
    gettext_lazy("For the person the medicine is for"),
    (
        Step(
            gettext_lazy("You choose together"),
            (
                gettext_lazy("You know what matters to you. Your clinician knows the medicines."),
                gettext_lazy(
                    "This tool puts the two side by side. It does not decide. You need no account."
                ),
            ),
        ),
        Step(
            gettext_lazy("Say what matters"),
            (
                gettext_lazy("What should get better? What is a good day? You can skip it."),
                gettext_lazy("Your words stay as you wrote them."),
            ),
            "matters",
        ),
        Step(
            gettext_lazy("Pick up to five"),
            (
                gettext_lazy(
                    "Which side effects do you most want to avoid? Pick up to five. Then put them "
                    "in order. You can also tick what would help you."
                ),
            ),
            "list",
        ),
        Step(
            gettext_lazy("See how the medicines compare"),
            (
                gettext_lazy(
                    "Each one is put beside your list. Not known is never counted as none. It is a "
                    "start for talking."
                ),
            ),
            "order",
        ),
        Step(
            gettext_lazy("Decide, or wait"),
            (
                gettext_lazy(
                    "You can choose a medicine, no change, a lower dose or none. You can say: not "
                    "today. If your clinician sees it another way, the page says so, and why."
                ),
            ),
        ),
        Step(
            gettext_lazy("Take it home"),
            (
                gettext_lazy("You get a summary in plain words. You can change your mind."),
                gettext_lazy(
                    "A carer sees nothing unless you agree. Do not stop a medicine suddenly: ask "
                    "first."
                ),
            ),
        ),
    ),
)

CARER = Walk(
    gettext_lazy("For a carer"),
    (
        Step(
            gettext_lazy("At first you see nothing"),
            (gettext_lazy("The person decides what you see. They can stop it at any time."),),
            "nothing_shared",
        ),
        Step(
            gettext_lazy("Then you see what is shared"),
            (gettext_lazy("Each thing is agreed for itself. Your page says what it is."),),
            "shared",
        ),
        Step(
            gettext_lazy("Say how you see it"),
            (
                gettext_lazy(
                    "If it is agreed, you can write notes and make a list of your own. It stands "
                    "under your name. It never changes the person’s list."
                ),
            ),
        ),
        Step(
            gettext_lazy("See where you differ"),
            (gettext_lazy("Nobody is right or wrong. It helps you to ask each other why."),),
            "differ",
        ),
        Step(
            gettext_lazy("What you can always do"),
            (
                gettext_lazy("You can read the cards of all medicines. They are open to anyone."),
                gettext_lazy(
                    "You can tell the team what you see. They listen, even when they may not tell "
                    "you anything. In an emergency, call 999."
                ),
            ),
        ),
    ),
)

CLINICIAN = Walk(
    gettext_lazy("For a clinician"),
    (
        Step(
            gettext_lazy("Before the visit"),
            (
                gettext_lazy(
                    "Open a conversation from your day. You can print a sheet with a link, so that "
                    "the person can begin at home. On the day you let them in with a code."
                ),
            ),
        ),
        Step(
            gettext_lazy("Begin with what matters"),
            (gettext_lazy("The words are the person’s. You see them on each later page."),),
            "matters",
        ),
        Step(
            gettext_lazy("The list is theirs"),
            (
                gettext_lazy(
                    "They pick up to five and put them in order. If you type for them, the page "
                    "says so."
                ),
            ),
            "list",
        ),
        Step(
            gettext_lazy("Talk about the order"),
            (
                gettext_lazy(
                    "It follows a rule that you can read. It is a start for talking. It does not "
                    "check allergies, other medicines or test results. You do that."
                ),
            ),
            "order",
        ),
        Step(
            gettext_lazy("When you see it another way"),
            (
                gettext_lazy(
                    "Make a list of your own. It stands under your name, and the person can read "
                    "it. You can look at the medicines by it. Their order stays."
                ),
            ),
        ),
        Step(
            gettext_lazy("Decide and look again"),
            (
                gettext_lazy(
                    "Read the decision back before you keep it. Say why, if it is not what the "
                    "person named. Set a day to look again. Then print the summary."
                ),
            ),
        ),
    ),
)

PHARMACIST = Walk(
    gettext_lazy("For a pharmacist"),
    (
        Step(
            gettext_lazy("The cards come first"),
            (
                gettext_lazy(
                    "You find starter cards on your desk. Read each one, then approve it for your "
                    "service. Until then each page says that nobody here has approved it."
                ),
            ),
        ),
        Step(
            gettext_lazy("What the signs mean"),
            (gettext_lazy("Not known is a level of its own. It is never counted as none."),),
            "signs",
        ),
        Step(
            gettext_lazy("Correct a card as a draft"),
            (
                gettext_lazy(
                    "Nobody else sees a draft. Each figure needs its source. A large step in a "
                    "level needs a reason."
                ),
            ),
        ),
        Step(
            gettext_lazy("A second person publishes"),
            (
                gettext_lazy(
                    "They read what is old and what is new. Nobody publishes their own words. You "
                    "can withdraw a card alone, at once."
                ),
            ),
        ),
        Step(
            gettext_lazy("What your levels do"),
            (
                gettext_lazy(
                    "People’s lists and your levels make the order. Before you publish, you see "
                    "which past orders would change."
                ),
            ),
            "order",
        ),
        Step(
            gettext_lazy("What can be had here"),
            (
                gettext_lazy(
                    "Say on your desk what is not in stock, and why. The person reads the reason. "
                    "No medicine is ever left out."
                ),
            ),
        ),
    ),
)

WALKS: Mapping[str, Walk] = MappingProxyType(
    {"person": PERSON, "carer": CARER, "clinician": CLINICIAN, "pharmacist": PHARMACIST}
)
"""By the word in the address."""
