"""Everything together: two services, five conversations, and a word in every text field."""

from dataclasses import dataclass
from typing import Any

from consultations.models import Consultation, ImpactRun, Invitation, ReviewPrompt
from medications.models import Release
from tests.canaries import talks
from tests.canaries.library import Library, write_front_door, write_library
from tests.canaries.planting import Words
from tests.canaries.talks import LATER, LONG_AGO, Talk
from tests.cast import Cast
from tests.factories import ReleaseFactory

BEFOREHAND = "somebody before the visit"


@dataclass(frozen=True)
class Story:
    """What was planted, and what addresses need of it.

    talks  by whose they are: "shared" is Sam's, which everything is about
    """

    words: Words
    cast: Cast
    library: Library
    talks: dict[str, Talk]
    waits: Invitation
    prompt: ReviewPrompt
    run: ImpactRun

    def consultation(self, whose: str) -> Consultation:
        """Return one of the conversations."""
        return self.talks[whose].consultation


def tell(cast: Cast, release: Release) -> Story:
    """Write everything."""
    words = Words()
    library = write_library(words, cast, release)
    write_front_door(words, cast)
    before = ReleaseFactory(organisation=cast.organisation, number=0)
    before.cards.set(release.cards.all())
    found = _talks(words, cast, library)
    sams, earlier = found["shared"], found["earlier"]
    talks.say_everything(sams)
    talks.keep_private(sams)
    talks.answer_on_pregnancy(sams)
    talks.guests(sams)
    talks.decide(sams)
    talks.read_in_an_emergency(sams, cast.people["carla"])
    waits = talks.connect(sams, cast.people["amara"])
    for whose in ("earlier", "another's", "of another clinic", "elsewhere", "before the visit"):
        talks.say_everything(found[whose])
    for whose in ("another's", "of another clinic", "elsewhere"):
        talks.decide(found[whose])
    prompt, run = talks.review(earlier, before, talks.decide(earlier))
    return Story(words, cast, library, found, waits, prompt, run)


def _talks(words: Words, cast: Cast, library: Library) -> dict[str, Talk]:
    """Begin the conversations."""
    amara, carla, hugo = (cast.people[each] for each in ("amara", "carla", "hugo"))
    decided = {"stage": "decided", "ended_at": LONG_AGO, "look_again_on": LATER}
    away = cast.people["hugo"].memberships.get()
    away.clinic = talks.clinic_of(words, cast.other_organisation)
    away.save()
    sam = talks.person(words, "shared", cast.clinic)
    here: dict[str, tuple[Any, ...]] = {
        "earlier": (sam, cast.clinic, amara, library.release),
        "another's": (None, cast.clinic, amara, library.release),
        "of another clinic": (None, cast.other_clinic, carla, library.release),
        "elsewhere": (None, away.clinic, hugo, library.theirs),
    }
    found = {
        whose: talks.begin(
            words, whose, whom or talks.person(words, whose, place), place, *rest, **decided
        )
        for whose, (whom, place, *rest) in here.items()
    }
    place = (sam, cast.clinic, amara, library.release)
    follows = {"follows": found["earlier"].consultation}
    found["shared"] = talks.begin(words, "shared", *place, **follows)
    someone = talks.person(words, "before the visit", cast.clinic)
    its = talks.begin(words, "before the visit", someone, *place[1:], stage="planned")
    its.person.seat_until = talks.tomorrow()
    its.person.save()
    return found | {"before the visit": its}
