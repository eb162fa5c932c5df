"""`manage.py rank`: how the medicines of a release compare for some wishes, for scripts."""

from argparse import ArgumentParser
from collections import Counter
from difflib import get_close_matches
from typing import Any

from consultations.matching import Wishes, rank, results, shares
from consultations.matching.results import Result
from consultations.selectors import profiles
from medications import selectors as library
from medications.management.release import ReleaseCommand
from medications.models import Release


def _codes(words: str) -> tuple[str, ...]:
    """Split "weight_gain, tremor" into codes."""
    return tuple(code.strip() for code in words.split(",") if code.strip())


class Command(ReleaseCommand):
    """Prints the order for one person's wishes. Rule: docs/matching.md."""

    help = "Print how the medicines compare for these wishes: a start for talking."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to avoid, most important first, and what would help."""
        super().add_arguments(parser)
        parser.add_argument(
            "--avoid", type=_codes, action="extend", default=[], help="up to five effect codes"
        )
        parser.add_argument(
            "--helpful", type=_codes, action="extend", default=[], help="effect codes"
        )

    def answer(self, release: Release, options: dict[str, Any]) -> dict[str, Any]:
        """Rank, and gather what holds of each medicine."""
        avoid, helpful = tuple(options["avoid"]), tuple(options["helpful"])
        if not avoid and not helpful:
            raise ValueError("Say at least one side effect to avoid or one that would help.")
        _check_known(avoid + helpful)
        ranking = rank(profiles(release), Wishes(avoid, helpful))
        first = {code: share.first for code, share in shares(ranking).items()}
        conditions = library.conditions(release)
        return {
            "release": release.number,
            "weights": [str(weight) for weight in ranking.weights],
            "results": [
                _result(result, first.get(result.code, 0.0))
                | ({"conditions": conditions[result.code]} if result.code in conditions else {})
                for result in results(ranking)
            ],
        }

    def in_words(self, answer: dict[str, Any]) -> str:
        """Return one line per medicine, each with its conditions."""
        lines = [f"Release {answer['release']}. A start for talking, not an instruction."]
        shared = Counter(result["place"] for result in answer["results"])
        for result in answer["results"]:
            place = str(result["place"] or "not placed")
            if result["place"] and shared[result["place"]] > 1:
                place = f"joint {place}"
            unknown = f"  (not known: {', '.join(result['unknown'])})" if result["unknown"] else ""
            lines.append(f"{place:>10}  {result['medication']}{unknown}")
            lines += [f"            ! {each}" for each in result.get("conditions", [])]
        return "\n".join(lines)


def _check_known(codes: tuple[str, ...]) -> None:
    """Refuse a code that is none of the 37 lines."""
    known = {effect.code for effect in library.effects()}
    for code in codes:
        if code not in known:
            near = get_close_matches(code, known, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ValueError(f"'{code}' is not one of the 37 side effects.{hint}")


def _result(result: Result, first_share: float) -> dict[str, Any]:
    """Return one medicine as plain values."""
    return {
        "medication": result.code,
        "place": result.place,
        "score": None if result.score is None else str(result.score),
        "always_first": result.always_first,
        "behind": list(result.behind),
        "surely_behind": list(result.surely_behind),
        "first_share": round(first_share, 4),
        "unknown": list(result.unknown),
    }
