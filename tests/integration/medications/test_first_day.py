"""A pharmacist's first day: what is needed most comes first, and one card leads to the next."""

from bs4 import BeautifulSoup
from django.test import Client

from medications.models import Approval, Release
from tests.cast import Cast
from tests.integration.consultations.changing import decided
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import words
from tests.integration.medications.test_desk import part

LEFT = "Left to approve"


def approve(client: Client, read: Read, address: str) -> BeautifulSoup:
    """Approve the card that stands there, and return the page that comes then."""
    form = read(address, client=client).select_one(f"form[action='{address}approval/']")
    assert form is not None
    fields = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    response = client.post(f"{address}approval/", fields | {"has_read": "on"})
    return read(response["Location"], client=client)


def next_card(page: BeautifulSoup) -> str:
    """Return where the way on leads, which stands at the top and at the end."""
    ways = page.find_all(string=lambda text: "Next to approve:" in text)
    assert len(ways) == 2
    (there,) = {str(each.find_next("a")["href"]) for each in ways}
    return there


def test_the_desk_puts_first_what_is_decided_on_most(cast: Cast, dev: Client, read: Read) -> None:
    for on in ("quetiapine", "pimozide", "quetiapine"):
        decided(cast, f"On {on}", on=on)

    page = read("/desk/", client=dev)

    assert part(page, LEFT)[:4] == ["Quetiapine", "Pimozide", "Amisulpride", "Aripiprazole"]
    assert "Decided on 2 times of late." in words(page)
    assert "Those decided on most often here of late stand first, the others by name." in words(
        page
    )


def test_several_are_approved_in_one_sitting(
    cast: Cast, dev: Client, read: Read, library: Release
) -> None:
    decided(cast, "Robin", on="quetiapine")
    address = "/cards/quetiapine/"
    for left in (18, 17, 16):
        page = approve(dev, read, address)
        assert "You have approved this card for your organisation." in words(page)
        assert f"{left} cards left to approve." in words(page)
        address = next_card(page)

    approved = Approval.objects.order_by("pk").values_list("card__medication__code", flat=True)
    assert list(approved) == ["quetiapine", "amisulpride", "aripiprazole"]
    assert address == "/cards/asenapine/"


def test_one_may_be_left_for_now(dev: Client, read: Read) -> None:
    page = read("/cards/amisulpride/", client=dev)

    assert next_card(page) == "/cards/aripiprazole/"
    assert page.select_one("main a[href='#card-state']") is not None


def test_a_fault_keeps_the_way_on(dev: Client, read: Read) -> None:
    response = dev.post("/cards/amisulpride/approval/", {})

    assert response.status_code == 422
    assert next_card(BeautifulSoup(response.content, "html.parser")) == "/cards/aripiprazole/"


def test_when_all_are_approved_it_says_so(dev: Client, read: Read, library: Release) -> None:
    codes = list(library.cards.values_list("medication__code", flat=True))
    for code in codes:
        page = approve(dev, read, f"/cards/{code}/")

    assert "Every starter card is approved. Back to the desk" in words(page)
    assert part(read("/desk/", client=dev), "Approved or published here") == sorted(
        part(read("/desk/", client=dev), "Approved or published here")
    )


def test_nobody_else_is_led_on(cast: Cast, read: Read) -> None:
    for client in (Client(), signed_in(cast.people["amara"])):
        assert "left to approve" not in words(read("/cards/amisulpride/", client=client))
