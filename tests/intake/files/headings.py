"""Headings of practices' files, word for word."""

PATIENT_LIST = (
    "EMIS Number", "Organisation Code", "Organisation Name", "Usual GP's Full Name", "NHS Number",
    "Title", "Family Name", "Calling Name", "Age", "Date of Birth", "Gender",
    "House Name / Flat Number", "Number and Street", "Locality", "Town", "County", "Postcode",
    "Home Telephone", "Mobile Telephone", "Work Telephone", "E-mail Address",
)  # fmt: skip
LIST_REPORT_PEOPLE = (
    "EMIS Number", "Organisation Code", "NHS Number", "Given Name", "Family Name",
    "Date of Birth", "Age", "Gender", "House Name/Flat Number", "Number and Street", "Locality",
    "Town", "County", "Postcode", "Usual GP's Full Name", "Marital Status", "Ethnic Origin",
)  # fmt: skip
LIST_REPORT = (
    *LIST_REPORT_PEOPLE, "Date", "Code Term", "Date", "Code Term", "Date", "Code Term",
    "Name, Dosage and Quantity", "Most Recent Issue Date in Course", "Date", "Code Term",
    "Date", "Code Term", "Most Recent Issue Date in Course", "Name, Dosage and Quantity",
    "Date", "Code Term", "Count", "Count",
)  # fmt: skip
SHORT_REPORT_PEOPLE = (
    "NHS Number", "Family Name", "Given Name", "Date of Birth", "Gender", "Organisation Code",
)  # fmt: skip
TRIPLES = (
    "NHS Number", "Given Name", "Family Name", "Date of Birth", "Postcode", "Number and Street",
    "Gender", "Height Value", "Height Unit", "Height Date", "Weight Value", "Weight Unit",
    "Weight Date", "Consultation ID", "Consultation Date", "Consultation Time",
    "Consultation Type", "User Type",
)  # fmt: skip
APPOINTMENTS = (
    '"Full Name of the Session Holder of the Session","Day of Week","Session\'s Session Start",'
    '"Session\'s Session End","Appointment Date","Slot Type","Slot Duration","Availability",'
    '"DNA","Consultation Time","",'
)
CVD_BASE = (
    "EMIS Number", "ODS Code", "NHS Number", "PHM Score", "Is Housebound", "PCN Name",
    "Surgery Name", "Surname", "First Names", "Title", "Sex", "Date of Birth", "Age",
    "House Name/Flat", "Street", "Village", "Town", "County", "Postcode", "Home Telephone",
    "Mobile", "Work Telephone", "Email", "Deprivation Index", "Ethnicity (BAME)", "PHM Data",
    "Metric Short Name_merged",
)  # fmt: skip
READINGS = (
    "HbA1c", "HbA1c Date", "Systolic BP", "Diastolic BP", "Systolic BP Date", "Diastolic BP Date",
    "Cholesterol", "Cholesterol Date",
)  # fmt: skip
SYSTMONE = (
    "Date of birth", "NHS number", "Vaccination area code", "Vaccination batch number",
    "Vaccination reason", "Vaccination type", "First name", "Postcode", "Sex", "Surname",
    "Event date", "Event location type", "Event time", "Team ID", "School", "School code",
    "Patient Count",
)  # fmt: skip
SR_PATIENT = (
    "RowIdentifier", "IDOrganisationVisibleTo", "Title", "FirstName", "MiddleNames", "Surname",
    "PreviousSurname", "NHSNumber", "DateBirth", "DateDeath", "BirthPlace", "Gender",
    "SpeaksEnglish", "EmailAddress", "TestPatient", "SSRef", "SpineMatched", "RemovedData",
)  # fmt: skip
SR_CODE = (
    "RowIdentifier", "IDOrganisationVisibleTo", "DateEventRecorded", "DateEvent",
    "IDProfileEnteredBy", "IDDoneBy", "TextualEventDoneBy", "IDOrganisationDoneAt", "CTV3Code",
    "CTV3Text", "SNOMEDCode", "SNOMEDText", "NumericComparator", "IsNumeric", "NumericValue",
    "NumericUnit", "EpisodeType", "IDTemplate", "IDEvent", "IDPatient", "IDReferralIn",
    "IDAppointment", "IDVisit", "IDOrganisation", "RemovedData",
)  # fmt: skip
NPDA = (
    "NHS Number", "Date of Birth", "Postcode of usual address", "Stated gender",
    "Ethnic Category", "Diabetes Type", "Date of Diabetes Diagnosis", "Date of leaving service",
    "Reason for leaving service", "Death Date", "GP Practice Code", "PDU Number",
    "Visit/Appointment Date", "Patient Height (cm)", "Patient Weight (kg)",
    "Observation Date (Height and weight)", "Hba1c Value", "HbA1c result format",
    "Observation Date: Hba1c Value", "Diabetes Treatment at time of Hba1c measurement",
    "At the time of HbA1c measurement, in addition to standard blood glucose monitoring (SBGM),"
    " was the patient using any other method of glucose monitoring?",
    "Systolic Blood Pressure", "Diastolic Blood pressure", "Observation Date (Blood Pressure)",
    "Foot Assessment / Examination Date", "Retinal Screening date", "Retinal Screening Result",
    "Urinary Albumin Level (ACR)", "Observation Date: Urinary Albumin Level",
    "Albuminuria Stage", "Total Cholesterol Level (mmol/l)",
    "Observation Date: Total Cholesterol Level",
)  # fmt: skip
ADMIN_PATIENT = (
    "PatientGuid", "OrganisationGuid", "UsualGpUserInRoleGuid", "Sex", "DateOfBirth",
    "DateOfDeath", "Title", "GivenName", "MiddleNames", "Surname", "DateOfRegistration",
    "NhsNumber", "PatientNumber", "PatientTypeDescription", "DummyType", "HouseNameFlatNumber",
    "NumberAndStreet", "Village", "Town", "County", "Postcode", "ResidentialInstituteCode",
    "NHSNumberStatus", "CarerName", "CarerRelation", "PersonGuid", "DateOfDeactivation",
    "Deleted", "SpineSensitive", "IsConfidential", "EmailAddress", "HomePhone", "MobilePhone",
    "ExternalUsualGPGuid", "ExternalUsualGP", "ExternalUsualGPOrganisation", "ProcessingId",
)  # fmt: skip
ADMIN_ORGANISATION = (
    "OrganisationGuid", "CDB", "OrganisationName", "ODSCode", "ParentOrganisationGuid",
    "CCGOrganisationGuid", "OrganisationType", "OpenDate", "CloseDate", "MainLocationGuid",
    "ProcessingId",
)  # fmt: skip
OBSERVATION = (
    "ObservationGuid", "PatientGuid", "OrganisationGuid", "EffectiveDate",
    "EffectiveDatePrecision", "EnteredDate", "EnteredTime", "ClinicianUserInRoleGuid",
    "EnteredByUserInRoleGuid", "ParentObservationGuid", "CodeId", "ProblemGuid",
    "AssociatedText", "ConsultationGuid", "Value", "NumericUnit", "ObservationType",
    "NumericRangeLow", "NumericRangeHigh", "DocumentGuid", "Deleted", "IsConfidential",
    "ProcessingId",
)  # fmt: skip
CLINICAL_CODE = (
    "CodeId", "Term", "ReadTermId", "SnomedCTConceptId", "SnomedCTDescriptionId",
    "NationalCode", "NationalCodeCategory", "NationalDescription",
    "EmisCodeCategoryDescription", "ProcessingId",
)  # fmt: skip
DRUG_CODE = ("CodeId", "Term", "DmdProductCodeId", "ProcessingId")
DRUG_RECORD = (
    "DrugRecordGuid", "PatientGuid", "OrganisationGuid", "EffectiveDate",
    "EffectiveDatePrecision", "EnteredDate", "EnteredTime", "ClinicianUserInRoleGuid",
    "EnteredByUserInRoleGuid", "CodeId", "Dosage", "Quantity", "QuantityUnit",
    "ProblemObservationGuid", "PrescriptionType", "IsActive", "CancellationDate",
    "NumberOfIssues", "NumberOfIssuesAuthorised", "IsConfidential", "Deleted", "ProcessingId",
)  # fmt: skip
