"""The list of states is whole: no address of the service is left unlooked-at."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.states import STATES


def names(resolver: URLResolver) -> Iterator[str | None]:
    """Yield the name of every address below a resolver."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from names(pattern)


def test_every_address_has_a_state() -> None:
    """A new page is looked at by the browser tests, or this fails."""
    assert {state.name for state in STATES} == set(names(get_resolver()))


def test_states_are_told_apart() -> None:
    """A failing state can be found by its label."""
    labels = [state.label for state in STATES]

    assert len(labels) == len(set(labels))
