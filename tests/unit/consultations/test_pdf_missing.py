"""Where the drawing program or a library of the system is missing, there is no PDF and no crash."""

import builtins
from collections.abc import Iterator
from typing import Any

import pytest

from consultations import pdf

load = builtins.__import__


@pytest.fixture(autouse=True)
def _ask_anew() -> Iterator[None]:
    """Forget what was found before and after."""
    pdf.loaded.cache_clear()
    yield
    pdf.loaded.cache_clear()


@pytest.mark.parametrize("missing", [ImportError, OSError])
def test_it_says_that_there_is_none(
    missing: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "weasyprint":
            raise missing(name)
        return load(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)

    assert not pdf.is_there()
    with pytest.raises(RuntimeError, match="no PDF"):
        pdf.render("")


def test_it_is_there_here() -> None:
    """Or the tests of the PDF would be about nothing."""
    assert pdf.is_there()
