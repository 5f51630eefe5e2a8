"""Small registries and contracts, so that these tests do not change when the real ones do."""

from collections.abc import Callable

from ingest.evaluation import Evaluation
from ingest.sources import Source

SEEDS = {
    "areas.csv": """area_id,area_type,name_da,municipality_code
dk,land,Hele landet,
hp-anden,helhedsplan,Den anden plan,330
hp-plan,helhedsplan,Planen,330
hp-plan-2017,helhedsplan,Planen,330
kommune-330,kommune,Slagelse,330
nordbyen-330,boligomraade,Nordbyen,330
nordbyen-afdeling-330,afdeling,Nordbyen Afdeling,330
tvilling-1-330,afdeling,Tvilling,330
tvilling-2-330,afdeling,Tvilling,330
nordbyen-101,boligomraade,Nordbyen,101
""",
    "area_aliases.csv": """alias,municipality_code,area_id
Nordby mv.,330,nordbyen-330
Nordbyen i Korsør,326,nordbyen-330
""",
    "indicators.csv": """indicator_id,name_da,measure_type,period_type
uden_job,Uden tilknytning,proportion,year
beboere,Beboere,count,year
trygge,Trygge,proportion,survey_wave
frivillige,Frivillige,proportion,survey_wave
""",
    "activities.csv": """activity_id,name_da,helhedsplan_id
vejledning,Åben vejledning,hp-plan
lektiecafe,Lektiecafé,hp-plan-2017
""",
    "survey_codebook.csv": """instrument,wave,question_id,answer_code,label_da,counts_as,indicator_id
skema,2018,tryg,1,Tryg,numerator,trygge
skema,2018,tryg,2,Hverken eller,denominator,trygge
skema,2018,tryg,3,Utryg,denominator,trygge
skema,2018,tryg,9,Ved ikke,excluded,trygge
skema,2018,frivillig,ja,Ja,numerator,frivillige
skema,2018,frivillig,nej,Nej,denominator,frivillige
skema,2021,tryg,1,Tryg,numerator,trygge
skema,2021,tryg,2,Hverken eller,denominator,trygge
skema,2021,tryg,3,Utryg,denominator,trygge
skema,2021,tryg,9,Ved ikke,excluded,trygge
nyt-skema,2023,foeler_sig_tryg,1,Ja,numerator,trygge
nyt-skema,2023,foeler_sig_tryg,2,Nej,denominator,trygge
""",
    "measures.csv": "measure_id,name_da\nsamtaler,Samtaler\nfamilier,Familier\n",
}
FORM_A = "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note;instrument"
FORM_B = (
    "helhedsplan;omraade;aktivitet;maaltal;periode;opgoerelse;antal;forbehold;gengangere;"
    "indberettet_af;indberettet_dato;bemaerkning;antal_hoejst;usikker"
)

Evaluate = Callable[..., Evaluation]


def source(**changes: object) -> Source:
    """A contract as sources.yml would give it."""
    return Source.model_validate(
        {
            "source_id": "agreements",
            "name_da": "Aftaler",
            "forms": ["indicator_values"],
            "file_types": ["csv"],
            "max_megabytes": 1,
            "owner": "Ejer",
            "cadence": "irregular",
            "lag_months": None,
            "licence": "Åben",
        }
        | changes
    )
