"""Every benefit measure of the files in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

MEASURE_WORDS: dict[str, Promise] = {
    "overall_symptoms_smd": gettext_lazy("All symptoms, size of the difference from placebo"),
    "overall_symptoms_smd_bias_adjusted": gettext_lazy(
        "All symptoms, size of the difference after small-trial effects are taken out"
    ),
    "overall_symptoms_smd_direct": gettext_lazy(
        "All symptoms, size of the difference in trials against placebo only"
    ),
    "positive_symptoms_smd": gettext_lazy("Voices and beliefs, size of the difference"),
    "negative_symptoms_smd": gettext_lazy("Drive and feeling, size of the difference"),
    "depression_smd": gettext_lazy("Low mood, size of the difference"),
    "functioning_smd": gettext_lazy("Getting on with daily life, size of the difference"),
    "quality_of_life_smd": gettext_lazy("Quality of life, size of the difference"),
    "quality_of_life_smd_maintenance": gettext_lazy(
        "Quality of life when staying on a medicine, size of the difference"
    ),
    "good_response_percent_on_medicine": gettext_lazy("Good response out of 100, on a medicine"),
    "good_response_percent_on_placebo": gettext_lazy("Good response out of 100, on placebo"),
    "minimal_response_percent_on_medicine": gettext_lazy(
        "Some response at least out of 100, on a medicine"
    ),
    "minimal_response_percent_on_placebo": gettext_lazy(
        "Some response at least out of 100, on placebo"
    ),
    "response_percent_on_medicine": gettext_lazy("Response out of 100, on a medicine"),
    "response_percent_on_placebo": gettext_lazy("Response out of 100, on placebo"),
    "response_risk_ratio": gettext_lazy("Response, times as many people as on placebo"),
    "response_50_percent_percent_on_medicine": gettext_lazy(
        "Half the symptoms gone or more, out of 100, on a medicine"
    ),
    "response_50_percent_percent_on_placebo": gettext_lazy(
        "Half the symptoms gone or more, out of 100, on placebo"
    ),
    "response_50_percent_risk_ratio": gettext_lazy(
        "Half the symptoms gone or more, times as many people as on placebo"
    ),
    "relapse_percent_on_medicine_1_year": gettext_lazy("Relapse out of 100, on a medicine"),
    "relapse_percent_on_placebo_1_year": gettext_lazy("Relapse out of 100, on placebo"),
    "relapse_risk_ratio_1_year": gettext_lazy("Relapse, times as many people as on placebo"),
    "relapse_number_needed_to_treat": gettext_lazy(
        "How many people stay on a medicine for one relapse less"
    ),
    "readmission_percent_on_medicine": gettext_lazy("Back in hospital out of 100, on a medicine"),
    "readmission_percent_on_placebo": gettext_lazy("Back in hospital out of 100, on placebo"),
    "readmission_risk_ratio": gettext_lazy("Back in hospital, times as many people as on placebo"),
    "readmission_number_needed_to_treat": gettext_lazy(
        "How many people stay on a medicine for one stay in hospital less"
    ),
    "movement_disorder_number_needed_to_harm": gettext_lazy(
        "How many people stay on a medicine for one more with movement effects"
    ),
    "weight_gain_number_needed_to_harm": gettext_lazy(
        "How many people stay on a medicine for one more with weight gain"
    ),
    "no_improvement_percent": gettext_lazy("No improvement at all, out of 100, on a medicine"),
    "under_25_percent_improvement_percent": gettext_lazy(
        "Less than a quarter better, out of 100, on a medicine"
    ),
    "under_50_percent_improvement_percent": gettext_lazy(
        "Less than half better, out of 100, on a medicine"
    ),
    "no_remission_percent": gettext_lazy("Not free of most symptoms, out of 100, on a medicine"),
}
"""Every benefit measure of the files in plain words; a test proves that none is missing."""
