"""Every way in which a file of the library is known to break, and what is said of it."""

from tests.integration.medications.files import (
    Change,
    drop_rows,
    repeat_row,
    replace_text,
    set_cell,
)

TWICE = "stands in the file twice"
BROKEN: dict[str, tuple[Change, str]] = {
    "file missing": (
        lambda folder: (folder / "glossary.csv").unlink(),
        "glossary.csv: the file is missing",
    ),
    "file without rows": (
        drop_rows("explanations.csv"),
        "explanations.csv: the file has no rows",
    ),
    "not UTF-8": (
        replace_text("benefits.csv", b"adults", b"\xff\xfe"),
        "benefits.csv: the file is not UTF-8 text",
    ),
    "column called otherwise": (
        replace_text("evidence.csv", b"reported_term", b"term"),
        "evidence.csv, row 1, column “reported_term”: the column is missing",
    ),
    "column too many": (
        replace_text("medications.csv", b"code,name", b"code,name,dose"),
        "medications.csv, row 1, column “dose”: the column is not known",
    ),
    "row with a cell too many": (
        replace_text("medications.csv", b"asenapine,Asenapine", b"asenapine,Asenapine,1"),
        "medications.csv, row 4: the row has too many or too few cells",
    ),
    "line 0 of the checklist": (
        set_cell("effects.csv", 2, "number", "0"),
        "effects.csv, row 2, column “number”: must be a whole number from 1 to 37",
    ),
    "a number of the checklist twice": (
        set_cell("effects.csv", 3, "number", "1"),
        f"effects.csv, row 2, column “number”: {TWICE}",
    ),
    "a symbol twice": (
        set_cell("effects.csv", 3, "symbol", "daytime_sleepiness"),
        f"effects.csv, row 2, column “symbol”: {TWICE}",
    ),
    "a line of the checklist missing": (
        drop_rows("effects.csv", number="36"),
        "effects.csv, column “number”: the lines 1 to 37 must all be there",
    ),
    "line 37 is another": (
        set_cell("effects.csv", 38, "code", "anything"),
        "effects.csv, row 38, column “code”: line 37, and only line 37, is “something_else”",
    ),
    "unknown group": (
        set_cell("effects.csv", 2, "group", "sleeping"),
        "effects.csv, row 2, column “group”: “sleeping” is not known here",
    ),
    "unknown NICE class": (
        set_cell("effects.csv", 2, "nice_class", "liver"),
        "effects.csv, row 2, column “nice_class”: “liver” is not known here",
    ),
    "empty explanation": (
        set_cell("effects.csv", 9, "explanation", " "),
        "effects.csv, row 9, column “explanation”: must not be empty",
    ),
    "two headings in one place": (
        set_cell("effect_groups.csv", 3, "position", "1"),
        f"effect_groups.csv, row 2, column “position”: {TWICE}",
    ),
    "a medicine twice": (
        repeat_row("medications.csv", 2, name="Solian"),
        f"medications.csv, row 2: {TWICE}",
    ),
    "unknown kind of source": (
        set_cell("sources.csv", 5, "kind", "blog"),
        "sources.csv, row 5, column “kind”: “blog” is not known here",
    ),
    "a day that is none": (
        set_cell("sources.csv", 5, "read_on", "23/11/2026"),
        "sources.csv, row 5, column “read_on”: “23/11/2026” is not a date such as 2026-11-23",
    ),
    "a source twice": (
        repeat_row("sources.csv", 5, title="Another"),
        f"sources.csv, row 5: {TWICE}",
    ),
    "unknown medicine": (
        set_cell("evidence.csv", 7, "medication", "aspirin"),
        "evidence.csv, row 7, column “medication”: “aspirin” is not known here",
    ),
    "unknown effect": (
        set_cell("evidence.csv", 7, "effect", "hiccups"),
        "evidence.csv, row 7, column “effect”: “hiccups” is not known here",
    ),
    "evidence on line 37": (
        set_cell("evidence.csv", 7, "effect", "something_else"),
        "evidence.csv, row 7, column “effect”: “something_else” is not known here",
    ),
    "unknown measure": (
        set_cell("evidence.csv", 7, "measure", "odds_ratio"),
        "evidence.csv, row 7, column “measure”: “odds_ratio” is not known here",
    ),
    "unknown source": (
        set_cell("evidence.csv", 7, "source", "XYZ1"),
        "evidence.csv, row 7, column “source”: “XYZ1” is not known here",
    ),
    "unknown frequency": (
        set_cell("evidence.csv", 4, "value", "often"),
        "evidence.csv, row 4, column “value”: “often” is not known here",
    ),
    "a grade in words": (
        set_cell("evidence.csv", 2, "value", "+"),
        "evidence.csv, row 2, column “value”: “+” is not a number",
    ),
    "an empty grade": (
        set_cell("evidence.csv", 2, "value", ""),
        "evidence.csv, row 2, column “value”: must not be empty",
    ),
    "a grade above three": (
        set_cell("evidence.csv", 2, "value", "4"),
        "evidence.csv, row 2, column “value”: must be a grade from 0 to 3 in halves",
    ),
    "a grade in quarters": (
        set_cell("evidence.csv", 2, "value", "0.25"),
        "evidence.csv, row 2, column “value”: must be a grade from 0 to 3 in halves",
    ),
    "more than all people": (
        set_cell("evidence.csv", 8, "value", "100.1"),
        "evidence.csv, row 8, column “value”: must be per cent, from 0 to 100",
    ),
    "fewer than nobody on placebo": (
        set_cell("evidence.csv", 8, "comparator_value", "-1"),
        "evidence.csv, row 8, column “comparator_value”: must be per cent, from 0 to 100",
    ),
    "a range in words": (
        set_cell("evidence.csv", 2, "low", "n.a."),
        "evidence.csv, row 2, column “low”: “n.a.” is not a number",
    ),
    "a figure twice": (repeat_row("evidence.csv", 2), f"evidence.csv, row 2: {TWICE}"),
    "a benefit without a value": (
        set_cell("benefits.csv", 3, "value", ""),
        "benefits.csv, row 3, column “value”: must not be empty",
    ),
    "a fact without words": (
        set_cell("card_facts.csv", 6, "value", ""),
        "card_facts.csv, row 6, column “value”: must not be empty",
    ),
    "a kind of fact that no section shows": (
        set_cell("card_facts.csv", 6, "fact", "shelf life"),
        "card_facts.csv, row 6, column “fact”: “shelf life” is not known here",
    ),
    "unknown form": (
        set_cell("preparations.csv", 2, "form", "patch"),
        "preparations.csv, row 2, column “form”: “patch” is not known here",
    ),
    "a form without its fact": (
        set_cell("preparations.csv", 2, "source", "CF01"),
        "preparations.csv, row 2, column “source”: no card fact of this kind has this source",
    ),
    "unknown kind of caution": (
        set_cell("cautions.csv", 2, "kind", "hint"),
        "cautions.csv, row 2, column “kind”: “hint” is not known here",
    ),
    "a gate that is neither": (
        set_cell("cautions.csv", 2, "gating", "perhaps"),
        "cautions.csv, row 2, column “gating”: “perhaps” is not known here",
    ),
    "a caution that rests on nothing": (
        set_cell("cautions.csv", 2, "facts", "stopping@CF99"),
        "cautions.csv, row 2, column “facts”: “stopping@CF99” is no card fact of this medicine",
    ),
    "a caution whose fact is no pair": (
        set_cell("cautions.csv", 2, "facts", "stopping"),
        "cautions.csv, row 2, column “facts”: “stopping” is no card fact of this medicine",
    ),
    "a hard word twice": (
        repeat_row("glossary.csv", 2, meaning="Something else."),
        f"glossary.csv, row 2, column “term”: {TWICE}",
    ),
    "unknown section": (
        set_cell("explanations.csv", 2, "section", "history"),
        "explanations.csv, row 2, column “section”: “history” is not known here",
    ),
}
