"""What terms mean: whole names as GP systems write them, and nothing that is nearly one."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE, MEASUREMENTS, WORDS
from mdt_app.intake.vocabulary import terms
from mdt_app.intake.vocabulary.codes import Meaning, entries, meaning_in, meaning_of
from mdt_app.intake.vocabulary.phrases import phrase
from mdt_app.intake.vocabulary.terms import Said, said_by, terms_of
from mdt_app.register.values import Person

LISTED = [(role, entry, term) for role, entry in entries("terms.toml") for term in terms_of(entry)]
CODED = {
    meaning_in(role, entry)
    for file in ("results.toml", "events.toml")
    for role, entry in entries(file)
}
NOTHING = Said(None, "", is_achievement=False)


def means(term: str) -> str:
    """The meaning of a term in one word: `hba1c mmol/mol`, `smoking ex`, or ''."""
    meaning = said_by("", term).meaning
    if meaning is None:
        return ""
    half = meaning.role if meaning.role in ("systolic", "diastolic") else ""
    scale = meaning.unit if meaning.kind == "hba1c" else ""
    parts = (meaning.kind, half, meaning.word, meaning.setting, scale, meaning.detail)
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(
    ("term", "meaning"),
    [
        ("Haemoglobin A1c level - IFCC standardised", "hba1c mmol/mol"),
        ("Hemoglobin A1c level - IFCC standardized", "hba1c mmol/mol"),
        ("HbA1c levl - IFCC standardised", "hba1c mmol/mol"),
        ("HAEMOGLOBIN A1C LEVEL, IFCC STANDARDISED", "hba1c mmol/mol"),
        (
            "Haemoglobin A1c level - International Federation of Clinical Chemistry and "
            "Laboratory Medicine standardised",
            "hba1c mmol/mol",
        ),
        ("HbA1c level (DCCT aligned)", "hba1c %"),
        ("HbA1c level (Diabetes Control and Complications Trial aligned)", "hba1c %"),
        ("Hb. A1C - diabetic control", "hba1c"),
        ("Hb. A1C - diabetic control NOS", "hba1c"),
        ("HbA1c (haemoglobin A1c) level", "hba1c"),
        ("Haemoglobin A1c measurement (procedure)", "hba1c"),
        ("O/E - Systolic BP reading", "blood_pressure systolic"),
        ("Systolic blood pressure", "blood_pressure systolic"),
        ("Systolic blood pressure (observable entity)", "blood_pressure systolic"),
        ("O/E - Diastolic BP reading", "blood_pressure diastolic"),
        ("Average home systolic blood pressure", "blood_pressure systolic home"),
        ("O/E - blood pressure reading", "blood_pressure"),
        ("Self measured blood pressure reading", "blood_pressure home"),
        ("O/E - weight", "weight"),
        ("Body weight", "weight"),
        ("O/E - height", "height"),
        ("Standing height", "height"),
        ("Body mass index", "bmi"),
        ("BMI - Body mass index", "bmi"),
        ("GFR calculated abbreviated MDRD", "egfr"),
        ("eGFR using creatinine (CKD-EPI) per 1.73 square metres", "egfr"),
        ("eGFRcreat (CKD-EPI)/1.73 m*2", "egfr"),
        ("eGFR (estimated glomerular filtration rate) by laboratory calculation", "egfr"),
        ("Urine albumin:creatinine ratio", "acr"),
        ("Urine albumin/creatinine ratio", "acr"),
        ("Albumin / creatinine ratio", "acr"),
        ("Serum creatinine level", "creatinine"),
        ("Serum cholesterol level", "cholesterol"),
        ("Serum cholesterol", "cholesterol"),
        ("Serum HDL cholesterol level", "hdl"),
        ("Serum HDL (high density lipoprotein) cholesterol level", "hdl"),
        ("Serum high density lipoprotein cholesterol level", "hdl"),
        ("Calculated LDL cholesterol lev", "ldl"),
        ("Non HDL cholesterol level", "non_hdl"),
        ("Se non HDL cholesterol level", "non_hdl"),
        ("Serum non-HDL cholesterol level", "non_hdl"),
        ("Serum triglycerides", "triglycerides"),
        ("QRISK3 cardiovascular disease 10 year risk calculator score", "qrisk3"),
        ("Never smoked tobacco", "smoking never"),
        ("Ex-smoker", "smoking ex"),
        ("Ex smoker", "smoking ex"),
        ("Ex-light smoker (1-9/day)", "smoking ex"),
        ("Current smoker", "smoking current"),
        ("Very heavy smoker - 40+cigs/d", "smoking current"),
        ("O/E - Right diabetic foot at low risk", "foot_risk_right low"),
        ("On examination - left diabetic foot at increased risk", "foot_risk_left moderate"),
        ("O/E - Left diabetic foot - ulcerated", "foot_risk_left active"),
        ("O/E - left eye background diabetic retinopathy", "retinal_left R1"),
        ("O/E - no right diabetic retinopathy", "retinal_right R0"),
        ("O/E - right eye preproliferative diabetic retinopathy", "retinal_right R2"),
        ("O/E - left eye diabetic maculopathy", "retinal_left M1"),
        ("O/E - diabetic maculopathy absent both eyes", "both M0"),
        ("Moderate frailty", "frailty moderate"),
        ("Type 2 diabetes mellitus", "diagnosis_type_2"),
        ("Type II diabetes mellitus (disorder)", "diagnosis_type_2"),
        ("[X]Type 2 diabetes mellitus", "diagnosis_type_2"),
        ("Type 2 diabetes", "diagnosis_type_2"),
        ("Diabetes mellitus type II", "diagnosis_type_2"),
        ("Type 2 diabetes mellitus with persistent microalbuminuria", "diagnosis_type_2"),
        ("Non-insulin-dependent diabetes mellitus - poor control", "diagnosis_type_2"),
        ("Type I diabetes mellitus", "diagnosis_type_1"),
        ("Type 1 diabetes mellitus with ketoacidosis", "dka"),
        ("Type 2 diabetes mellitus with hypoglycaemic coma", "severe_hypo"),
        ("Type 2 diabetes mellitus in remission", "remission"),
        ("Diabetes resolved", "diabetes_resolved"),
        ("Transient ischaemic attack", "cardiovascular_disease"),
        ("Chronic kidney disease stage 3B without proteinuria", "ckd_3_to_5"),
        (
            "CKD G4A2 - chronic kidney disease with glomerular filtration rate category G4 "
            "and albuminuria category A2",
            "ckd_3_to_5",
        ),
        ("Alzheimer's disease", "dementia"),
        ("Alzheimer’s disease", "dementia"),
        ("Diabetic retinopathy screening", "retinal_screen_attended"),
        ("Diabetic retinopathy screening declined", "retinal_screen_declined"),
        ("Did not attend diabetic retinopathy clinic", "retinal_screen_missed"),
        ("Diabetes structured education programme completed", "education_completed"),
        ("Referral to XPERT diabetes structured education programme", "education_referred"),
        ("Did not attend diabetic clinic", "missed_appointment"),
        ("DNA - Did not attend diabetic clinic", "missed_appointment"),
        ("Diabetic annual review", "annual_review"),
        ("Housebound", "housebound"),
        ("No longer housebound", "not_housebound"),
        ("Diabetes monitoring first letter", "invited"),
    ],
)
def test_a_whole_name_says_what_it_means(term, meaning):
    assert means(term) == meaning
    assert said_by("", term).by == "term"


@pytest.mark.parametrize(
    "term",
    [
        *("HbA1c target", "HbA1c target level - IFCC standardised", "HbA1c declined"),
        *("HbA1c test requested", "Test request : HbA1c", "HbA1c due", "HbA1c not done"),
        *("Haemoglobin A1c abnormal", "HbA1c level raised", "Previous HbA1c level"),
        *("HbA1 - diabetic control", "HbA1 level (DCCT aligned)", "HbA2 level", "Haemoglobin"),
        *("Haemoglobin A1", "Fructosamine", "Glycosylated haemoglobin", "HbA1c variant"),
        *("Target systolic blood pressure", "Blood pressure declined", "Blood pressure target"),
        *("Systolic blood pressure centile", "Minimum systolic blood pressure"),
        *("Standing systolic blood pressure", "Lying diastolic blood pressure"),
        *("Blood pressure monitoring", "Raised blood pressure reading", "[D]BP reading labile"),
        *("Mean arterial pressure", "Pulse pressure", "Borderline blood pressure"),
        *("Family history of raised blood pressure", "Average night interval systolic BP"),
        *("Cholesterol/HDL ratio", "Serum cholesterol/HDL ratio", "Total cholesterol:HDL ratio"),
        *("HDL/LDL ratio", "Serum VLDL cholesterol level", "High cholesterol", "Lipids"),
        *("Serum cholesterol raised", "Cholesterol screen", "FH: Raised blood lipids"),
        *("Urine creatinine level", "Creatinine clearance", "Serum creatinine raised"),
        *("Urine protein/creatinine ratio", "Urine albumin level", "Albumin"),
        *("Target weight", "Ideal body weight", "Weight loss", "Birth weight", "Weight declined"),
        *("Child height centile", "Body mass index centile", "BMI declined", "Waist"),
        *("Family history of type 2 diabetes mellitus", "FH: Diabetes mellitus type 2"),
        *("No family history of diabetes", "H/O: diabetes mellitus", "?Type 2 diabetes mellitus"),
        *("Type 2 diabetes mellitus?", "At risk of type 2 diabetes mellitus"),
        *("Suspected type 2 diabetes mellitus", "Type 2 diabetes mellitus excluded"),
        *("Screening for type 2 diabetes mellitus", "Type 2 diabetes mellitus screening declined"),
        *("Pre-diabetes", "Non-diabetic hyperglycaemia", "Gestational diabetes mellitus"),
        *("Diabetes insipidus", "Not type 1 diabetes mellitus", "Type 2 diabetic dietary review"),
        *("Diabetes mellitus autosomal dominant type 2", "Type 2", "Type 3c diabetes mellitus"),
        *("H/O: myocardial infarction", "Family history of stroke", "Stroke risk", "No angina"),
        *("Stroke annual review", "Heart failure screen", "Heart failure excluded"),
        *("Chronic kidney disease stage 1", "Chronic kidney disease stage 2", "CKD monitoring"),
        *("Chronic kidney disease resolved", "Familial hypercholesterolaemia excluded"),
        *("Non-smoker", "Passive smoker", "Smoking cessation advice", "Smoking status declined"),
        *("Not a smoker", "Mother smokes", "Smoker's cough", "Ex-smoker's clinic"),
        *("O/E - Right diabetic foot at risk", "Diabetic foot at low risk", "Foot at low risk"),
        *("Diabetic foot screening invitation", "Diabetic foot examination not indicated"),
        *("Diabetic retinopathy screening offered", "Diabetic retinopathy screening not indicated"),
        *("Referral for diabetic retinopathy screening", "Diabetic retinopathy", "Retinopathy"),
        *("O/E - no eye disease", "Eye background diabetic retinopathy", "Left eye"),
        *("Diabetes structured education programme not available", "Education"),
        *("Did not complete diabetes structured education programme", "Diabetes leaflet given"),
        *("Diabetes clinical management plan", "Care plan", "Frailty", "No frailty"),
        *("Dementia screening declined", "Family history of dementia", "At risk of dementia"),
        *("Not pregnant", "Pregnancy test negative", "Possible pregnancy", "Statin prophylaxis"),
        *("Temporarily housebound", "Housebound patient review", "Spouse housebound"),
        *("Impaired hypoglycaemia awareness", "Hypoglycaemia advice", "Risk of hypoglycaemia"),
        *("Assessment using QRISK2", "QRISK2 cardiovascular disease 10 year risk score"),
        *("HbA1c<", "HbA1c +", "HbA1c/eGFR", "", " ", "-", "NOS", "O/E -", "[X]", "(finding)"),
    ],
)
def test_what_is_only_about_a_thing_is_not_the_thing(term):
    assert said_by("", term) == NOTHING


@pytest.mark.parametrize(
    "term",
    [
        "HbA1c less than 7.5%",
        "Haemoglobin A1c < 58 mmol/mol",
        "Haemoglobin A1c (HbA1c) less than 7%",
        "Hb. A1C < 7% - good control",
        "Hb. A1C 7-10% - borderline",
        "Hb. A1C > 10% - bad control",
        "HbA1 <7% - good control",
        "IFCC HbA1c level at target",
        "HbA1c 48 mmol/mol or below",
        "HbA1c level 7.5%",
        "HbA1c 7 or less",
        "Hb. A1C - good control",
        "HbA1c target achieved",
        "Last blood pressure reading ≤ 140/80",
        "Last BP reading less than or equal to 140/90",
        "Blood pressure under 130/80",
        "Blood pressure at target",
        "Serum cholesterol less than 4 mmol/L",
        "Total cholesterol =< 5",
        "LDL cholesterol below 2",
        "eGFR >60",
        "GFR 30-59",
        "Body mass index 30+ - obesity",
        "Body mass index 25-29 - overweight",
        "Body mass index less than 20",
        "HBA1C ＜ 58 MMOL/MOL",
    ],
)
def test_a_term_whose_words_carry_the_number_is_not_a_reading(term):
    assert said_by("", term) == Said(None, "term", is_achievement=True)
    assert said_by("42W1.", term, "Read v2") == Said(None, "term", is_achievement=True)


@pytest.mark.parametrize(
    "term", ["Drinks less than 14 units", "Smokes < 1/day or pipe", "Aged over 75", "At target"]
)
def test_a_number_about_nothing_measured_is_no_achievement(term):
    assert said_by("", term) == NOTHING


def test_an_achievement_is_no_reading_even_under_a_known_code():
    assert said_by("999791000000106", "HbA1c < 58 mmol/mol").meaning is None
    assert said_by("44054006", "Type 2 diabetes, HbA1c < 58").meaning.kind == "diagnosis_type_2"


@pytest.mark.parametrize("code", ["246..", "2469.", "246A."])
def test_nor_is_one_of_a_blood_pressure_or_half_of_one(code):
    assert said_by(code, "Blood pressure < 140/80").meaning is None


@pytest.mark.parametrize(
    ("code", "system", "term", "unit"),
    [
        ("999791000000106", "", "Haemoglobin A1c level - IFCC standardised", "mmol/mol"),
        ("XaPbt", "CTV3", "HbA1c levl - IFCC standardised", "mmol/mol"),
        ("42W5.", "Read v2", "lab term nobody knows", "mmol/mol"),
        ("42W5.00", "", "", "mmol/mol"),
        ("42W..", "Read v2", "Hb. A1C - diabetic control", ""),
        ("1003671000000109", "SNOMED CT", "HbA1c level (DCCT aligned)", "%"),
    ],
)
def test_a_known_code_counts_whatever_its_term_and_takes_the_scale_from_it(
    code, system, term, unit
):
    said = said_by(code, term, system)
    assert (said.meaning.kind, said.meaning.unit, said.by) == ("hba1c", unit, "code")


@pytest.mark.parametrize(
    ("code", "term", "code_says", "words_say"),
    [
        ("42W5.", "Serum cholesterol", "HbA1c in mmol/mol", "total cholesterol"),
        ("42W5.", "HbA1c level (DCCT aligned)", "HbA1c in mmol/mol", "HbA1c in %"),
        ("2469.", "Diastolic BP reading", "systolic blood pressure", "diastolic blood pressure"),
        ("246..", "O/E - Systolic BP reading", "blood pressure", "systolic blood pressure"),
        ("1371.", "Ex-smoker", "smoking status never", "smoking status ex"),
        ("2G5E.", "O/E - Left diabetic foot at low risk", "right foot low", "left foot low"),
        ("2G5E.", "O/E - Right diabetic foot at high risk", "right foot low", "right foot high"),
        ("XaJOg", "O/E - left eye background diabetic retinopathy", "right eye R1", "left eye R1"),
        (
            *("C10F.", "Type 1 diabetes mellitus"),
            *("diagnosis of type 2 diabetes", "diagnosis of type 1 diabetes"),
        ),
        (
            *("9OLM.", "Diabetes structured education programme completed"),
            *("education declined", "education completed"),
        ),
        (
            *("412752009", "Diabetes care plan declined"),
            *("process declined foot check", "process declined care plan"),
        ),
        ("44P5.", "Non HDL cholesterol level", "HDL cholesterol", "non-HDL cholesterol"),
        ("925791000000100", "Severe frailty", "frailty mild", "frailty severe"),
        (
            *("390855002", "O/E - diabetic maculopathy present both eyes"),
            *("maculopathy M0", "maculopathy M1"),
        ),
    ],
)
def test_a_code_and_words_that_disagree_are_neither(code, term, code_says, words_say):
    said = said_by(code, term)
    assert said.meaning.role == "unclear"
    assert said.meaning.word == f"Its code says {code_says}, but its words say {words_say}"
    assert said.meaning.detail == "Correct the code or the term in the record, and export again."


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("2469.", "O/E - BP reading"),
        ("413606001", "Systolic blood pressure"),
        ("C10F.", "Diabetes mellitus"),
        ("C10F7", "Type 2 diabetes mellitus - poor control"),
        ("C10EM", "Type 1 diabetes mellitus with ketoacidosis"),
        ("14682-9", "Serum creatinine level"),
        ("2160-0", "Serum creatinine level"),
        ("44054006", "Family history of type 2 diabetes mellitus"),
    ],
)
def test_words_that_say_the_same_or_less_leave_the_code_as_it_is(code, term):
    assert said_by(code, term) == Said(meaning_of(code), "code", is_achievement=False)


@pytest.mark.parametrize(
    ("code", "term", "added"),
    [
        ("2469.", "Average home systolic blood pressure", {"setting": "home"}),
        (
            *("9N42.", "Did not attend diabetes structured education programme"),
            {"detail": "structured education"},
        ),
    ],
)
def test_words_that_say_more_are_added_to_the_code(code, term, added):
    assert said_by(code, term) == Said(meaning_of(code)._replace(**added), "code", False)


def test_words_settle_a_code_that_differs_between_read_versions(monkeypatch):
    both = (Meaning("result", "hdl", unit="mmol/L"), Meaning("result", "ldl", unit="mmol/L"))
    monkeypatch.setattr(terms, "meanings_of", lambda code, system: both)
    monkeypatch.setattr(terms, "meaning_of", lambda code, system: Meaning("unclear", "hdl"))
    assert said_by("44Py.", "Serum LDL cholesterol level") == Said(both[1], "term", False)
    assert said_by("44Py.", "Serum something").meaning.role == "unclear"


def test_the_question_with_its_answer_in_the_term_is_the_answer():
    assert said_by("229819007", "Ex-smoker").meaning.word == "ex"


# --- the list itself ---------------------------------------------------------------------


def test_no_name_is_listed_for_two_meanings():
    found = defaultdict(set)
    for role, entry, term in LISTED:
        found[phrase(term)].add(meaning_in(role, entry))
    assert [words for words, meanings in found.items() if len(meanings) > 1] == []
    assert () not in found


def test_every_meaning_of_a_term_is_one_the_program_knows():
    for role, entry, _term in LISTED:
        meaning = meaning_in(role, entry)
        if role in ("event", "unclear"):
            assert meaning.kind in EVENT_KINDS or meaning in CODED
        elif role == "trait":
            assert meaning.kind in Person.__slots__
        elif role == "word":
            assert meaning.word in WORDS[KIND_BY_CODE[meaning.kind]]
        elif role == "result":
            kept = MEASUREMENTS[KIND_BY_CODE[meaning.kind]]
            assert meaning.unit in ("", kept.unit, *kept.accepted)
        else:
            assert meaning in CODED


def test_a_code_that_says_too_little_stays_so_whatever_its_words_say():
    assert said_by("73211009", "Serum cholesterol") == Said(
        meaning_of("73211009"), "code", is_achievement=False
    )


# --- properties --------------------------------------------------------------------------

WORD = st.text(alphabet="bcdfgjkmnpqtvwxz", min_size=2, max_size=9)


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=30))
def test_any_code_and_term_get_an_answer(code, term, system):
    said = said_by(code, term, system)
    assert said.by in ("code", "term", "")
    assert said.meaning is None or not said.is_achievement


@given(st.lists(WORD, max_size=8))
def test_random_words_mean_nothing(words):
    assert said_by("", " ".join(words)).meaning is None


@given(st.sampled_from([term for _role, _entry, term in LISTED]), WORD, st.booleans())
def test_a_listed_name_with_one_word_more_is_another_name(term, word, in_front):
    longer = f"{word} {term}" if in_front else f"{term} {word}"
    assert said_by("", longer).meaning is None


@given(st.sampled_from([term for _role, _entry, term in LISTED]))
def test_case_and_spaces_do_not_matter(term):
    spaced = f"  {term.upper().replace(' ', '  ')} "
    assert said_by("", spaced).meaning == said_by("", term).meaning is not None
