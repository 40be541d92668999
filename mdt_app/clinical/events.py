"""The kinds of event a record can hold, and the medicine classes."""

EVENT_KINDS = frozenset(
    [
        "diagnosis_type_1",
        "diagnosis_type_2",
        "diabetes_resolved",
        "remission",
        "cardiovascular_disease",
        "haemorrhagic_stroke",
        "familial_hypercholesterolaemia",
        "ckd_3_to_5",
        "proteinuria",
        "heart_failure",
        "severe_hypo",
        "hypo_call",
        "hypo_call_contacted",
        "dka",
        "hhs",
        "emergency_admission",
        "foot_check",
        "retinal_screen_attended",
        "retinal_screen_declined",
        "retinal_screen_missed",
        "retinal_ineligible",
        "retinal_recall_due",
        "education_referred",
        "education_offered",
        "education_attended",
        "education_completed",
        "education_declined",
        "care_plan_agreed",
        "care_plan_reviewed",
        "annual_review",
        "medication_review",
        "missed_appointment",
        "contact",
        "pregnant",
        "planning_pregnancy",
        "pregnancy_ended",
        "housebound",
        "not_housebound",
        "severe_mental_illness",
        "learning_disability",
        "dementia",
        "maximal_therapy",
        "invited",
        "declined_monitoring",
        "unsuitable",
        "sglt2_declined",
        "sglt2_contraindicated",
        "statin_declined",
        "statin_contraindicated",
        "process_declined",
    ]
)
"""Kinds of the plain layout. `hypo_call` is an ambulance call-out and also a severe hypo."""

FUTURE_EVENT_KINDS = frozenset(["retinal_recall_due"])
"""Events whose day is when something falls due, not when it happened: it may lie ahead."""

MEDICINE_CLASS_ORDER = (
    "metformin",
    "sulfonylurea",
    "glinide",
    "dpp4",
    "sglt2",
    "glp1",
    "pioglitazone",
    "acarbose",
    "insulin",
    "statin",
    "other_lipid",
    "ace_inhibitor",
    "arb",
    "finerenone",
)
"""The order in which the classes of one medicine are joined."""

MEDICINE_CLASSES = frozenset((*MEDICINE_CLASS_ORDER, "other"))
"""`glp1` includes tirzepatide. A medicine may belong to several, joined by `+`."""
