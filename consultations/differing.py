"""Who named what: lists of several voices side by side, without a score and without a winner."""

from collections.abc import Sequence

Group = tuple[tuple[int, ...], tuple[str, ...]]
"""Which lists, by their place, and the side effects that these lists name and no other does."""


def groups(lists: Sequence[Sequence[str]]) -> list[Group]:
    """Return what the same lists name, what most of them name first.

    Within a group the side effects stand as the first of its lists has them.
    """
    found: dict[tuple[int, ...], list[str]] = {}
    for code in dict.fromkeys(code for each in lists for code in each):
        who = tuple(place for place, each in enumerate(lists) if code in each)
        found.setdefault(who, []).append(code)
    in_order = sorted(found.items(), key=lambda its: (-len(its[0]), its[0]))
    return [(who, tuple(codes)) for who, codes in in_order]
