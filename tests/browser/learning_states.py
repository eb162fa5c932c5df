"""The states of the walks: one for each kind of example, and one of words alone."""

from tests.browser.state import State

LEARNING = [
    State("learn"),
    State("learn_step", ("person", "1"), "words alone"),
    State("learn_step", ("person", "2"), "what matters"),
    State("learn_step", ("person", "3"), "a list"),
    State("learn_step", ("person", "4"), "an order"),
    State("learn_step", ("carer", "1"), "nothing shared"),
    State("learn_step", ("carer", "2"), "something shared"),
    State("learn_step", ("carer", "4"), "two lists"),
    State("learn_step", ("pharmacist", "2"), "the signs"),
    State("learn_step", ("clinician", "6"), "the last", who="amara"),
    State("learn_step", ("nobody", "1"), "unknown", status=404),
]
