"""The sources of the small areas, each of its own year: no report mixes them without saying so."""

from directory.insight.reports.report import Source

OGL = "Open Government Licence v3"
CENSUS = Source(
    "Census 2021 (Office for National Statistics): residents, disability, ethnic group", "2021", "March 2021", OGL
)
AGES = Source(
    "Mid-year estimates by age (Office for National Statistics), for small areas of 2011; estimated from the ward where"
    " borders changed since",
    "2020",
    "mid-2020",
    OGL,
)
DEPRIVATION = Source(
    "English Indices of Deprivation (Ministry of Housing, Communities and Local Government)",
    "2025",
    "October 2025",
    OGL,
)
PLACES = Source(
    "Small areas and wards (Office for National Statistics), rural and urban classification",
    "2021",
    "wards of 2025",
    OGL,
)
ALL = (CENSUS, AGES, DEPRIVATION, PLACES)
