"""The invented world of the tests: one network, one day, one passphrase, nobody real."""

import re
from datetime import date

from mdt_app.clinical.nhs_number import has_valid_check_digit

USER = "N. Patel"
PASSPHRASE = "seven quiet herons by the water"
TODAY = date(2026, 11, 26)
NETWORK = "Network 3"
PRACTICES = {
    "Y00001": "Alder Road",
    "Y00002": "Birch Lane",
    "Y00003": "Cedar Street",
    "Y00004": "Dock View",
}

CANARIES: set[str] = {"Canaryson"}
"""Words of test patients that must turn up in no log and no stray file. Tests may add theirs."""

_NUMBER = re.compile(r"(?<!\d)(999)[ -]?(\d{3})[ -]?(\d{4})(?!\d)")


def patient_in(text: str) -> bool:
    """Whether the text names or numbers a test patient."""
    if any(canary in text for canary in CANARIES):
        return True
    return any(has_valid_check_digit("".join(found.groups())) for found in _NUMBER.finditer(text))
