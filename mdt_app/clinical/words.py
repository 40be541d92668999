"""How kinds of result, events and medicine classes are called in a sentence."""

from collections.abc import Mapping, Sequence

from mdt_app.clinical.kinds import Kind

KIND_WORDS: Mapping[int, str] = {
    Kind.HBA1C: "HbA1c",
    Kind.BLOOD_PRESSURE: "blood pressure",
    Kind.EGFR: "eGFR",
    Kind.CREATININE: "creatinine",
    Kind.ACR: "urine ACR",
    Kind.CHOLESTEROL: "total cholesterol",
    Kind.HDL: "HDL cholesterol",
    Kind.LDL: "LDL cholesterol",
    Kind.NON_HDL: "non-HDL cholesterol",
    Kind.TRIGLYCERIDES: "triglycerides",
    Kind.WEIGHT: "weight",
    Kind.HEIGHT: "height",
    Kind.BMI: "BMI",
    Kind.KFRE_5_YEAR: "5-year kidney failure risk",
    Kind.QRISK3: "QRISK3",
    Kind.SMOKING: "smoking status",
    Kind.FOOT_RISK_LEFT: "left foot",
    Kind.FOOT_RISK_RIGHT: "right foot",
    Kind.RETINAL_LEFT: "left eye",
    Kind.RETINAL_RIGHT: "right eye",
}

_SIDES: Mapping[int, str] = {
    Kind.FOOT_RISK_LEFT: "foot status",
    Kind.FOOT_RISK_RIGHT: "foot status",
    Kind.RETINAL_LEFT: "retinal grade",
    Kind.RETINAL_RIGHT: "retinal grade",
}

_EVENTS = {
    "diagnosis_type_1": "diagnosis of type 1 diabetes",
    "diagnosis_type_2": "diagnosis of type 2 diabetes",
    "ckd_3_to_5": "CKD stage 3 to 5",
    "hypo_call": "ambulance call for a hypo",
    "hypo_call_contacted": "contact after the hypo call",
    "dka": "DKA",
    "hhs": "HHS",
    "retinal_screen_attended": "eye screening attended",
    "retinal_screen_declined": "eye screening declined",
    "retinal_screen_missed": "eye screening missed",
    "retinal_ineligible": "not eligible for eye screening",
    "retinal_recall_due": "eye screening due",
    "sglt2_declined": "SGLT2 inhibitor declined",
    "sglt2_contraindicated": "SGLT2 inhibitor contraindicated",
}
_CLASSES = {
    "dpp4": "DPP-4 inhibitor",
    "sglt2": "SGLT2 inhibitor",
    "glp1": "GLP-1 receptor agonist or tirzepatide",
    "other_lipid": "other lipid-lowering medicine",
    "ace_inhibitor": "ACE inhibitor",
    "arb": "ARB",
}
_UNITS = {"mL/min/1.73m2": "mL/min/1.73 m²", "kg/m2": "kg/m²", "umol/L": "µmol/L"}


def kind_words(kind: int) -> str:
    """A kind of result in running text: `urine ACR`."""
    return KIND_WORDS[kind]


def status_words(kind: int) -> str:
    """What is recorded, whichever side: `foot status`, `retinal grade`, `HbA1c`."""
    return _SIDES.get(kind) or kind_words(kind)


def event_words(kind: str) -> str:
    """An event in running text: `hypo_call` is `ambulance call for a hypo`."""
    return _EVENTS.get(kind, kind.replace("_", " "))


def class_words(name: str) -> str:
    """A medicine class in running text: `sglt2` is `SGLT2 inhibitor`."""
    return _CLASSES.get(name, name.replace("_", " "))


def unit_words(unit: str) -> str:
    """A unit as it is printed: `mL/min/1.73 m²`."""
    return _UNITS.get(unit, unit)


def joined(words: list[str], last: str = "and") -> str:
    """Words as a sentence lists them.

    >>> joined(["HbA1c", "BMI", "smoking status"])
    'HbA1c, BMI and smoking status'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def first_few(words: Sequence[str], most: int) -> str:
    """As many words as there is room for, and how many are left.

    >>> first_few(["HbA1c", "BMI", "weight"], 3), first_few(["HbA1c", "BMI", "weight"], 2)
    ('HbA1c, BMI, weight', 'HbA1c, BMI and 1 more')
    """
    more = f" and {grouped(len(words) - most)} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 month`, `15 months`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def grouped(number: int) -> str:
    """A whole number by its thousands, never broken between them: `2 487`, `12`."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def article(words: str) -> str:
    """With its article, by the sound: `an HbA1c`, `a urine ACR`.

    >>> article("eGFR"), article("blood pressure")
    ('an eGFR', 'a blood pressure')
    """
    return f"{'an' if words.startswith(('HbA1c', 'eGFR', 'LDL', 'emergency')) else 'a'} {words}"
