"""A medicine's classes are those of its listed name, and of no name that only looks like one."""

import tomllib

import pytest

from mdt_app.clinical.events import MEDICINE_CLASS_ORDER, MEDICINE_CLASSES
from mdt_app.intake.vocabulary.medicine_names import medicine_classes
from mdt_app.resources import resource_text

TABLES = tomllib.loads(resource_text("vocabulary", "medicines.toml"))


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Metformin 500mg modified-release tablets", "metformin"),
        ("METFORMIN HYDROCHLORIDE 1G", "metformin"),
        ("Gliclazide 80mg tablets", "sulfonylurea"),
        ("Repaglinide 1mg tablets", "glinide"),
        ("Sitagliptin 100mg tablets", "dpp4"),
        ("Forxiga 10mg tablets", "sglt2"),
        ("Ozempic 0.5mg/0.37ml solution for injection", "glp1"),
        ("Mounjaro KwikPen 5mg/0.6ml", "glp1"),
        ("Orforglipron 6mg", "glp1"),
        ("Pioglitazone 30mg tablets", "pioglitazone"),
        ("Acarbose 50mg tablets", "acarbose"),
        ("Lantus 100units/ml SoloStar", "insulin"),
        ("Insulin glargine 100 UNT/ML Prefilled Syringe", "insulin"),
        ("insulin human, isophane 70 UNT/ML [Humulin]", "insulin"),
        ("NovoRapid FlexPen 100units/ml pre-filled pen", "insulin"),
        ("Insulin pen", "insulin"),
        ("Insulin lispro pen", "insulin"),
        ("Glargine", "insulin"),
        ("Atorvastatin 20mg tablets", "statin"),
        ("Ezetimibe 10mg tablets", "other_lipid"),
        ("Bempedoic acid 180mg tablets", "other_lipid"),
        ("Leqvio 284mg/1.5ml", "other_lipid"),
        ("Ramipril 10mg capsules", "ace_inhibitor"),
        ("Losartan 50mg / Hydrochlorothiazide 12.5mg", "arb"),
        ("Entresto 49mg/51mg", "arb"),
        ("Kerendia 10mg", "finerenone"),
        ("Janumet 50mg/1g tablets", "metformin+dpp4"),
        ("Metformin 850mg / Vildagliptin 50mg tablets", "metformin+dpp4"),
        ("Eucreas 50mg/1000mg", "metformin+dpp4"),
        ("Jentadueto", "metformin+dpp4"),
        ("Komboglyze", "metformin+dpp4"),
        ("Vipdomet", "metformin+dpp4"),
        ("Xigduo 5mg/1000mg", "metformin+sglt2"),
        ("Synjardy", "metformin+sglt2"),
        ("Vokanamet", "metformin+sglt2"),
        ("Segluromet", "metformin+sglt2"),
        ("Competact 15mg/850mg", "metformin+pioglitazone"),
        ("Actoplus Met", "metformin+pioglitazone"),
        ("Glyxambi", "dpp4+sglt2"),
        ("Qtern", "dpp4+sglt2"),
        ("Steglujan", "dpp4+sglt2"),
        ("Trijardy XR", "metformin+dpp4+sglt2"),
        ("Xultophy 100units/ml / 3.6mg/ml", "glp1+insulin"),
        ("Insulin degludec 100units/ml / Liraglutide 3.6mg/ml", "glp1+insulin"),
        ("Suliqua", "glp1+insulin"),
        ("Inegy 10mg/20mg", "statin+other_lipid"),
        ("Trinomia", "statin+ace_inhibitor"),
        ("Co-Diovan 80mg/12.5mg", "arb"),
    ],
)
def test_a_listed_name_gives_its_classes(name, classes):
    assert medicine_classes(name) == classes


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Paracetamol 500mg tablets",
        "Amlodipine 5mg tablets",
        "Levothyroxine 100microgram tablets",
        "Metformine 500mg",
        "Metfomin 500mg",
        "Insulin pen needles 4mm/32gauge",
        "BD Micro-Fine insulin syringe 0.5ml",
        "Insulin passport",
        "Insulin pen case",
        "Insulin infusion set",
        "Glucagon 1mg injection",
        "Riamet 20mg/120mg tablets",
        "Rosiglitazone 4mg",
        "Statin",
        "\0",
        "x" * 100_000,
    ],
)
def test_any_other_name_gives_none(name):
    assert medicine_classes(name) is None


def test_every_class_listed_is_a_class_of_the_plain_layout_in_its_order():
    for classes in (*TABLES["class"], *TABLES["combination"]):
        parts = classes.split("+")
        assert set(parts) <= MEDICINE_CLASSES
        assert sorted(parts, key=MEDICINE_CLASS_ORDER.index) == parts


def test_every_listed_name_is_found_and_listed_once():
    names = [
        (name, classes)
        for table in ("class", "combination")
        for classes, listed in TABLES[table].items()
        for name in listed
    ]
    assert len({name for name, _ in names}) == len(names)
    for name, classes in names:
        found = medicine_classes(name.upper() + " 10mg tablets")
        assert found is not None
        assert set(classes.split("+")) <= set(found.split("+"))


def test_a_number_between_two_words_keeps_them_apart():
    assert medicine_classes("Nicotinic acid 500mg tablets") == "other_lipid"
    assert medicine_classes("Nicotinic 5 acid") is None
