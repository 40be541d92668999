"""FHIR R4 files as rows of the plain layout."""
