"""Pure clinical knowledge: units, days, NHS numbers, kinds of result. No files, no clock."""
