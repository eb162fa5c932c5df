"""What kind of people and terms an evidence row speaks of: pure functions of its words."""

from enum import StrEnum

COMPOSITE_MARK = "[composite"
OTHER_CONDITIONS = ("mania", "bipolar", "depress", "indication not shown")


class StudiedGroup(StrEnum):
    """Who was studied, as far as the row says.

    adult_schizophrenia  adults with schizophrenia and nobody else: shown first
    adolescents          young people: kept apart
    other                another condition, several together, or not stated: folded out
    """

    ADULT_SCHIZOPHRENIA = "adult_schizophrenia"
    ADOLESCENTS = "adolescents"
    OTHER = "other"


def is_composite(reported_term: str) -> bool:
    """Tell whether a term counts several effects as one ("[composite]")."""
    return COMPOSITE_MARK in reported_term.lower()


def is_adolescent(population: str) -> bool:
    """Tell whether the row speaks of adolescents."""
    return "adolescent" in population.lower()


def studied_group(population: str) -> StudiedGroup:
    """Return who was studied. What a source does not say counts as other, never as adults."""
    words = population.lower()
    if is_adolescent(words):
        return StudiedGroup.ADOLESCENTS
    if "schizophreni" in words and not any(each in words for each in OTHER_CONDITIONS):
        return StudiedGroup.ADULT_SCHIZOPHRENIA
    return StudiedGroup.OTHER
