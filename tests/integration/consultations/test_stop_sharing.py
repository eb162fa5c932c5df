"""To stop sharing is as near as to begin."""

import pytest

from consultations.models import Consultation
from consultations.models.consent import SCOPE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import SHARING, agree, agreed
from tests.integration.consultations.knocking import sit_down
from tests.integration.consultations.reading import page_of

pytestmark = pytest.mark.django_db


def test_what_is_shared_can_be_stopped_where_it_is_listed(
    amara: SignedIn, conversation: Consultation
) -> None:
    """One press, and not offered where nothing is shared."""
    sam = sit_down(amara)
    assert not page_of(sam.get(SHARING)).select("button[name=stop]")
    agree(sam, *SCOPE)
    (button,) = page_of(sam.get(SHARING)).select("button[name=stop]")
    form = button.find_parent("form")
    typed = {each["name"]: each["value"] for each in form.select("input, button")}
    assert sam.post(form["action"], typed).url == SHARING
    assert agreed(conversation) == []
