"""Every page, print, file and form of one conversation, by who reads it."""

import io
from collections.abc import Callable, Iterator
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.models import Avoidance, Participant
from tests.attack.talks import Talk
from tests.integration.consultations.deciding import WORDS as DECISION
from tests.integration.consultations.reading import page_of, sent

Ask = Callable[[], HttpResponse | str]
CLOZAPINE = "clozapine"

SPELT = ("Clozapine", "CLOZAPINE", "clozapine")
OF_CLINICIANS = """
conversation beginning joining beforehand sharing another_day experience effects_now pregnancy
matters checklist checklist_form how_this_works our_compare decision newest_cards then_and_now
addendum summary my_view differ questions here
"""
OF_PERSONS = """
experience effects_now matters checklist checklist_form how_this_works our_compare my_view differ
questions summary here
"""
OF_CARERS = """
carer carers_list carers_comparison carers_differ carers_sheet carers_large_sheet carers_sheet_text
"""
DECIDED = ["earlier_summary", "large_summary", "summary_text"]
"""Once something is decided, by its number."""
PRINTED = ["summary_pdf", "earlier_summary_pdf", "large_summary_pdf"]


class Room:
    """One conversation and who reads it, each in a browser of their own."""

    def __init__(self, talk: Talk) -> None:
        """Let everybody come in."""
        self.talk, self.code = talk, talk.consultation.code
        self.person_key = talk.consultation.service_user_id
        self.clinician, self.person, self.carer = Client(), Client(), Client()
        self.clinician.force_login(talk.amara)
        self.person.cookies[settings.SEAT_COOKIE_NAME] = talk.persons_seat
        self.carer.cookies[settings.SEAT_COOKIE_NAME] = talk.carers_seat

    def at(self, name: str, *args: object) -> str:
        """Return an address of the conversation."""
        return reverse(name, args=[self.code, *args])

    def always(self, number: int) -> Iterator[tuple[str, Ask]]:
        """Yield what is read each time, by one and the other in turn."""
        whose = ((self.clinician, ""), (self.person, " of the person"))
        browser, by = whose[number % 2]
        yield f"comparison{by}", partial(browser.get, self.at("comparison"))

    def before(self) -> Iterator[tuple[str, Ask]]:
        """Yield every page and form there is before something is decided."""
        chance, codes = self.talk.chance, self.talk.codes
        for name in OF_CLINICIANS.split():
            yield name, partial(self.clinician.get, self.at(name))
        for name in OF_PERSONS.split():
            yield f"{name} of the person", partial(self.person.get, self.at(name))
        for name in OF_CARERS.split():
            yield name, partial(self.carer.get, self.at(name))
        yield "carers_card", partial(self.carer.get, self.at("carers_card", chance.choice(codes)))
        yield "parts", partial(self._parts, self.clinician)
        yield "parts of the person", partial(self._parts, self.person)
        yield "a press", self._press
        yield "decision read back", partial(self._decision, chance.choice([CLOZAPINE, *codes]))
        yield "decision with errors", partial(self._decision, CLOZAPINE, dose="x" * 500)
        for browser, whose in ((self.clinician, ""), (self.person, " of the person")):
            cards = "&medicine=".join(chance.sample(codes, 3))
            line, form = chance.randint(1, 37), chance.choice(["injection", "liquid", "tablet"])
            yield (
                f"our_card{whose}",
                partial(browser.get, self.at("our_card", chance.choice(codes))),
            )
            yield f"its card{whose}", partial(browser.get, self.at("our_card", CLOZAPINE))
            side_by_side = f"{self.at('our_compare')}?medicine={cards}"
            yield f"side by side{whose}", partial(browser.get, side_by_side)
            yield f"one_line{whose}", partial(browser.get, self.at("one_line", line))
            filtered = f"{self.at('comparison')}?form={form}"
            yield f"filtered{whose}", partial(browser.get, filtered)
        yield from self._of_the_clinic()

    def _of_the_clinic(self) -> Iterator[tuple[str, Ask]]:
        """Yield what only the clinician opens, of this conversation and of the person."""
        own = Participant.objects.filter(consultation__code=self.code)
        for each in own.filter(kind="carer"):
            yield "share_with", partial(self.clinician.get, self.at("share_with", each.pk))
            yield "preview", partial(self.clinician.get, self.at("sharing_preview", each.pk))
        voices = Avoidance.objects.filter(consultation__code=self.code)
        for key in voices.exclude(voice__kind="service_user").values_list("voice", flat=True):
            yield "comparison_by", partial(self.clinician.get, self.at("comparison_by", key))
        for kind in ("now", "before"):
            yield f"add {kind}", partial(self.clinician.get, self.at("experience_add", kind))
        for name in ("person", "start", "looks", "record", "keeping"):
            yield name, partial(self.clinician.get, reverse(name, args=[self.person_key]))
        for name in ("day", "blank_checklist", "people"):
            yield name, partial(self.clinician.get, reverse(name))
        for kind in ("json", "pdf"):
            where = reverse(f"record_{kind}", args=[self.person_key])
            yield f"record as {kind}", partial(self.clinician.post, where)
        yield "rank", self._rank

    def after(self) -> Iterator[tuple[str, Ask]]:
        """Yield the same once something is decided, with every print of it."""
        yield from self.before()
        for browser, whose in ((self.clinician, ""), (self.person, " of the person")):
            for name in (*DECIDED, *PRINTED):
                args = () if name == "summary_pdf" else (1,)
                yield f"{name}{whose}", partial(browser.get, self.at(name, *args))
        for kind in ("pdf", "large"):
            yield f"carers {kind}", partial(self.carer.get, self.at(f"carers_sheet_{kind}"))
        yield "letter", partial(self.clinician.get, self.at("letter", 1))
        typed = {"text": f"Dear colleague, {self.talk.said()} {self.talk.chance.choice(SPELT)}"}
        yield "letter typed", partial(self.clinician.post, self.at("letter", 1), typed)

    def _parts(self, browser: Client) -> HttpResponse:
        """Ask as the script of an open screen does."""
        headers = {"Checklist": "parts", "Live": "follow"}
        return browser.get(self.at("checklist"), headers=headers)

    def _press(self) -> HttpResponse:
        """Press as the script of the person's screen does."""
        page = self.person.get(self.at("checklist"))
        if page.status_code != 200:
            return page
        ticket = page_of(page).select_one("#ticket")
        line = self.talk.chance.choice(["tremor", "weight_gain", "dry_mouth"])
        data = {"ticket": ticket["value"] if ticket else "", "do": f"avoid:{line}"}
        return self.person.post(self.at("checklist"), data, headers={"Checklist": "parts"})

    def _decision(self, code: str, **words: str) -> HttpResponse:
        """Type a decision and have it read back."""
        page = self.clinician.get(self.at("decision"))
        if page.status_code != 200 or not page_of(page).select("main form[method=post]"):
            return page
        typed = DECISION | {"medication": code, "gate_is_confirmed": "on"} | words
        return self.clinician.post(self.at("decision"), sent(page_of(page)) | typed)

    def _rank(self) -> str:
        """Ask the command for the order by the person's list, as JSON."""
        voice = {"voice__kind": "service_user", "consultation__code": self.code}
        rows = Avoidance.objects.filter(**voice).order_by("priority")
        avoid = ",".join(rows.values_list("effect__code", flat=True)) or "tremor"
        out = io.StringIO()
        call_command("rank", "--avoid", avoid, "--json", stdout=out)
        return out.getvalue()
