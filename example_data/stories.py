"""What is to be seen in the invented areas, so that every state of a page has something to show.

Eksempelparken gets clearly better and leaves the limits of the lists; Prøvevænget gets worse and lies at a limit;
Mønsterhaven stands still; Skabelongården is so small that nothing can be said.
"""

Points = tuple[tuple[int, float], ...]

HARDSHIP = {
    "eksempelparken": 0.56,
    "proevevaenget": 0.50,
    "moensterhaven": 0.38,
    "skabelongaarden": 0.36,
    "testparken": 0.66,
    "kulisseparken": 0.44,
}
STORIES: dict[tuple[str, str], Points] = {
    ("eksempelparken-999", "uden_tilknytning_18_64"): ((2014, 0.462), (2018, 0.447), (2025, 0.338)),
    ("eksempelparken-999", "unge_15_29_uden_udd_job"): ((2014, 0.235), (2018, 0.225), (2025, 0.150)),
    ("eksempelparken-999", "sigtede_15_29"): ((2014, 0.105), (2019, 0.09), (2025, 0.055)),
    ("eksempelparken-999", "grundskole_30_59"): ((2014, 0.715), (2025, 0.645)),
    ("eksempelparken-999", "doemte_18_plus"): ((2014, 0.031), (2019, 0.0265), (2025, 0.0195)),
    ("eksempelparken-999", "ikke_vestlige_andel"): ((2014, 0.60), (2025, 0.53)),
    ("eksempelparken-999", "indkomst_pct_af_region"): ((2014, 0.535), (2025, 0.575)),
    ("proevevaenget-999", "uden_tilknytning_18_64"): ((2014, 0.365), (2019, 0.385), (2025, 0.412)),
    ("proevevaenget-999", "unge_15_29_uden_udd_job"): ((2014, 0.145), (2019, 0.155), (2025, 0.250)),
    ("proevevaenget-999", "sigtede_15_29"): ((2014, 0.052), (2019, 0.055), (2025, 0.105)),
    ("proevevaenget-999", "grundskole_30_59"): ((2014, 0.595), (2025, 0.604)),
    ("proevevaenget-999", "ikke_vestlige_andel"): ((2014, 0.36), (2025, 0.43)),
    ("proevevaenget-999", "indkomst_pct_af_region"): ((2014, 0.60), (2025, 0.56)),
    ("moensterhaven-999", "uden_tilknytning_18_64"): ((2014, 0.265), (2025, 0.262)),
    ("moensterhaven-999", "unge_15_29_uden_udd_job"): ((2014, 0.150), (2025, 0.150)),
    ("moensterhaven-999", "dagtilbud_1_5"): ((2014, 0.905), (2025, 0.905)),
    ("skabelongaarden-999", "uden_tilknytning_18_64"): ((2014, 0.29), (2025, 0.27)),
    ("skabelongaarden-999", "sigtede_15_29"): ((2014, 0.05), (2025, 0.05)),
    ("skabelongaarden-999", "doemte_18_plus"): ((2014, 0.0), (2025, 0.0)),
    ("testparken-999", "uden_tilknytning_18_64"): ((2014, 0.475), (2025, 0.432)),
    ("testparken-999", "grundskole_30_59"): ((2014, 0.745), (2025, 0.705)),
    ("testparken-999", "doemte_18_plus"): ((2014, 0.036), (2025, 0.0265)),
    ("testparken-999", "ikke_vestlige_andel"): ((2014, 0.69), (2025, 0.64)),
    ("testparken-999", "indkomst_pct_af_region"): ((2014, 0.50), (2025, 0.525)),
}
