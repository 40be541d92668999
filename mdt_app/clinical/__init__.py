"""Pure clinical knowledge: units, days, NHS numbers, kinds of result. No Qt, SQL, files or clock."""
