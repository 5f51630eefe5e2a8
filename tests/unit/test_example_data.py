"""The registries hang together, and the example data says what the published documents say."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "dbt_project" / "seeds"
EXAMPLE_DATA = ROOT / "example_data"

FORM_A = "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note"
FORM_B = (
    "helhedsplan;omraade;aktivitet;maaltal;periode;opgoerelse;antal;forbehold;gengangere;"
    "indberettet_af;indberettet_dato;bemaerkning;antal_hoejst;usikker;kilde"
)
HEADERS = {
    "agreements/amager_2022_25.csv": FORM_A + ";etiket;instrument",
    "public_lists/statens_lister.csv": FORM_A,
    "registrations/amager_erfaringer.csv": FORM_B,
    "registrations/en_faelles_indsats_2022.csv": FORM_B,
    "registrations/jobcenter_2022K2.csv": FORM_B,
    "registrations/jobcenter_2022K3.csv": FORM_B,
}
KEYS = {
    "activities": 1,
    "activity_effects": 2,
    "agreement_baselines": 3,
    "area_aliases": 2,
    "area_groups": 2,
    "areas": 1,
    "assumptions": 1,
    "checks": 2,
    "indicators": 1,
    "measures": 1,
    "proposals": 1,
    "reporting_calendar": 3,
    "statutory_list_membership": 3,
    "statutory_references": 4,
    "statutory_rules": 2,
    "statutory_statuses": 2,
    "suppression_rules": 2,
    "targets": 1,
}
Row = dict[str, str]


def seed(name: str) -> list[Row]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def real(name: str) -> list[Row]:
    """The registry's rows without those of invented places."""
    invented = {area["area_id"] for area in seed("areas") if area["is_synthetic"] == "true"}
    return [row for row in seed(name) if invented.isdisjoint(row.values())]


def delivered(folder: str) -> list[Row]:
    """Every row of a source's example files."""
    rows: list[Row] = []
    for path in sorted((EXAMPLE_DATA / folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file, delimiter=";")
    return rows


def key(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def areas_by_name() -> dict[tuple[str, str], set[str]]:
    """The areas that an id, a name or an alias can mean in a municipality."""
    meanings: dict[tuple[str, str], set[str]] = {}
    for area in seed("areas"):
        for text in (area["area_id"], area["name_da"]):
            meanings.setdefault((key(text), area["municipality_code"]), set()).add(area["area_id"])
    for alias in seed("area_aliases"):
        meanings.setdefault((key(alias["alias"]), alias["municipality_code"]), set()).add(alias["area_id"])
    return meanings


def area_id(text: str, municipality_code: str) -> str:
    (found,) = areas_by_name()[key(text), municipality_code]
    return found


def slug(name: str) -> str:
    for letter, ascii_letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        name = name.lower().replace(letter, ascii_letters)
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")


@pytest.mark.parametrize(("name", "width"), KEYS.items())
def test_seed_is_sorted_by_an_id_that_is_unique(name: str, width: int) -> None:
    keys = [tuple(row.values())[:width] for row in seed(name)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_every_seed_is_plain_utf8_with_unix_line_ends() -> None:
    for path in SEEDS.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content, path.name
        assert not content.startswith(b"\xef\xbb\xbf"), path.name
        content.decode("utf-8")


def test_danish_is_written_with_its_own_letters() -> None:
    texts = [
        row[column] for path in SEEDS.glob("*.csv") for row in seed(path.stem) for column in row if column[-3:] == "_da"
    ]
    texts += [row["note"] for row in delivered("agreements") + delivered("public_lists")]
    texts += [row["bemaerkning"] for row in delivered("registrations")]
    for text in texts:
        # Words on -bo aside, these pairs stand for æ and ø only where a keyboard lacked them.
        assert not re.search(r"ae|(?<!b)oe|boern", text.lower()), text


def test_every_parent_and_successor_exists_and_leads_to_the_top() -> None:
    parents = {area["area_id"]: area["parent_area_id"] for area in seed("areas")}
    for area in seed("areas"):
        assert area["successor_area_id"] in {"", *parents}
        steps = 0
        current = area["area_id"]
        while current:
            assert current in parents
            current = parents[current]
            steps += 1
            assert steps < 10, area["area_id"]


def test_area_ids_follow_the_rule() -> None:
    for area in seed("areas"):
        identifier, code = area["area_id"], area["municipality_code"]
        if area["area_type"] == "kommune":
            assert identifier == f"kommune-{code}"
        elif area["area_type"] == "region":
            assert re.fullmatch(r"region-(08[1-5]|eksempel)", identifier)
        elif not identifier.startswith(("dk", "land-", "hp-", "ref-", "sloeret-")):
            assert identifier == f"{slug(area['name_da'])}-{code}"
        assert area["is_synthetic"] == ("true" if code == "999" or "eksempel" in identifier else "false")


def test_a_name_means_one_area_in_a_municipality() -> None:
    ambiguous = {text: areas for text, areas in areas_by_name().items() if len(areas) > 1}
    assert not ambiguous


def test_98_municipalities_in_five_regions() -> None:
    municipalities = [area for area in real("areas") if area["area_type"] == "kommune"]
    assert len(municipalities) == 98
    assert Counter(area["parent_area_id"] for area in municipalities) == {
        "region-084": 29,
        "region-085": 17,
        "region-083": 22,
        "region-082": 19,
        "region-081": 11,
    }


@pytest.mark.parametrize(("file", "header"), HEADERS.items())
def test_file_has_the_columns_of_its_form(file: str, header: str) -> None:
    text = (EXAMPLE_DATA / file).read_bytes().decode("utf-8")
    lines = text.splitlines()
    assert lines[0] == header
    assert {line.count(";") for line in lines} == {header.count(";")}
    assert '"' not in text
    assert "\r" not in text


def test_no_example_file_is_left_out_of_these_tests() -> None:
    assert {path.relative_to(EXAMPLE_DATA).as_posix() for path in EXAMPLE_DATA.glob("*/*.csv")} == set(HEADERS)


def test_every_name_in_form_a_is_known() -> None:
    indicators = {row["indicator_id"]: row for row in seed("indicators")}
    for row in delivered("agreements") + delivered("public_lists"):
        assert area_id(row["omraade"], row["kommune_kode"])
        indicator = indicators[row["indikator"]]
        if indicator["period_type"] == "survey_wave":
            assert row["instrument"], row
        if indicator["period_type"] == "school_year":
            assert re.fullmatch(r"\d{4}/\d{2}", row["periode"])
        else:
            assert re.fullmatch(r"\d{4}", row["periode"])


def test_every_name_in_form_b_is_known() -> None:
    plans = {row["activity_id"]: row["helhedsplan_id"] for row in seed("activities")}
    measures = {row["measure_id"] for row in seed("measures")}
    codes = {row["area_id"]: row["municipality_code"] for row in seed("areas")}
    for row in delivered("registrations"):
        assert plans[row["aktivitet"]] == row["helhedsplan"]
        assert row["maaltal"] in measures
        assert not row["omraade"] or area_id(row["omraade"], codes[row["helhedsplan"]])
        assert row["opgoerelse"] in {"periode", "aar_til_dato", "projekt_til_dato", "ukendt"}
        assert row["forbehold"] in {"", "ca", "mindst", "hoejst"}
        assert row["gengangere"] in {"ja", "nej", "ukendt"}
        assert row["indberettet_af"]
        assert row["antal"].isdecimal()
        assert not row["antal_hoejst"] or int(row["antal_hoejst"]) > int(row["antal"])


def test_every_row_names_its_source_as_a_reader_would() -> None:
    for row in delivered("agreements") + delivered("public_lists") + delivered("registrations"):
        assert re.match(
            r"Strategisk samarbejdsaftale|Delaftale for|Statens liste|Bilag til statusrapport", row["kilde"]
        )
        assert not re.search(r"\b00\d\b|[Xx]{4}", row["kilde"])


def test_no_row_is_delivered_twice_under_one_source() -> None:
    for folder in ("agreements", "public_lists"):
        keys = Counter(
            (area_id(row["omraade"], row["kommune_kode"]), row["indikator"], row["periode"], row["kilde"])
            for row in delivered(folder)
        )
        assert keys.most_common(1)[0][1] == 1


def test_19_afdelinger_and_four_zones_make_up_the_amager_plan() -> None:
    types = {row["area_id"]: row["area_type"] for row in seed("areas")}
    homes = {
        area_id(row["omraade"], "101"): int(row["vaerdi"])
        for row in delivered("agreements")
        if row["indikator"] == "lejemaal"
    }
    afdelinger = [count for area, count in homes.items() if types[area] == "afdeling"]
    zones = [count for area, count in homes.items() if area.startswith("zone-")]
    assert len(afdelinger) == 19
    assert sum(afdelinger) == sum(zones) == homes["hp-amager"] == 4135
    members = {row["member_area_id"] for row in seed("area_groups") if row["group_area_id"] == "zone-1-101"}
    assert sum(homes[member] for member in members) == homes["zone-1-101"] == 2388


def test_the_nine_fixed_indicators_have_goal_baseline_and_benchmark() -> None:
    fixed = [row for row in seed("indicators") if row["is_fixed"] == "true"]
    # Nine in the agreement; participation in elections is one there and two here.
    assert len(fixed) == 10
    assert len({row["goal_da"] for row in fixed}) == 4
    given = {
        (row["indikator"], area_id(row["omraade"], row["kommune_kode"]), row["periode"])
        for row in delivered("agreements")
    }
    baselines = real("agreement_baselines")
    assert {row["indicator_id"] for row in fixed} <= {row["indicator_id"] for row in baselines}
    for row in baselines:
        assert (row["indicator_id"], row["area_id"], row["period_id"]) in given
        if row["benchmark_area_id"]:
            assert (row["indicator_id"], row["benchmark_area_id"], row["benchmark_period_id"]) in given


@pytest.mark.parametrize(
    ("area", "indicator", "period", "values"),
    [
        ("hp-amager", "dagtilbud_1_5", "2020", ["89,2"]),
        ("kommune-101", "karakter_9_klasse", "2020", ["7,4"]),
        ("hp-amager", "uden_tilknytning_18_64", "2020", ["29,2"]),
        ("kommune-101", "sigtede_15_29", "2020", ["2,0"]),
        ("urbanplanen-101", "trygge_18_plus", "2018", ["72"]),
        ("amagerbro-101", "trygge_18_plus", "2018", ["64"]),
        ("dk", "trygge_18_plus", "2018", ["89"]),
        ("ref-alle-helhedsplaner", "frivilligt_arbejde_18_plus", "2018", ["12"]),
        ("dk", "valgdeltagelse_fv", "2019", ["84,6"]),
        ("kommune-101", "valgdeltagelse_kv", "2017", ["61,9"]),
        ("amagerbro-101", "trivsel_4_7_klasse", "2019", ["3,42"]),
        ("amagerbro-101", "skolefravaer_grundskolen", "2019/20", ["8,01"]),
        ("hp-amager", "bestaar_grundskolen", "2019", ["87,2"]),
        ("ref-almene-boliger", "passive_kontanthjaelp_andel", "2019", ["40,68"]),
        ("hp-amager", "lommepengejob_antal", "2020", ["70"]),
        ("hp-amager", "fritidsjob_antal", "2021", [""]),
        ("amagerbro-101", "utryg_ved_unge", "2018", ["37"]),
        ("kommune-101", "afbrudt_udd_18_29", "2019", ["4,9"]),
        ("urbanplanen-101", "tillid_borgerservice", "2018", ["67"]),
        ("hp-amager", "beskaeftigede_18_64", "2016", ["ca. 53"]),
        ("hoergaarden-101", "doemte_18_plus", "2019", ["2,35"]),
        ("hoergaarden-101", "doemte_18_plus", "2020", ["2,19"]),
        ("remisevaenget-vest-101", "doemte_18_plus", "2019", ["3,95"]),
        ("televaenget-ii-iii-101", "doemte_18_plus", "2019", ["3,37"]),
        ("dk", "doemte_18_plus", "2019", ["0,8"]),
        ("ref-helhedsplaner-101", "boernefaglige_indsatser_0_17", "2021", ["4"]),
        ("amager-vest-101", "ssp_sager_niveau_1_2", "2017", ["117"]),
        ("amager-partnerskab-101", "utrygge_borgere", "2021", ["17"]),
        ("hp-amager", "beboere", "2022", ["9027"]),
        # The agreement contradicts itself, and both figures stand as delivered; the table's comes first.
        ("hp-amager", "unge_15_29_uden_udd_job", "2020", ["19,3", "19,3"]),
        ("hp-amager", "unge_15_29_uden_udd_job_antal", "2020", ["375", "430"]),
        ("ref-alle-helhedsplaner", "hjaelper_naboer", "2018", ["61", "64"]),
    ],
)
def test_figure_of_the_amager_agreement(area: str, indicator: str, period: str, values: list[str]) -> None:
    rows = [row for row in delivered("agreements") if (row["indikator"], row["periode"]) == (indicator, period)]
    assert [row["vaerdi"] for row in rows if area_id(row["omraade"], row["kommune_kode"]) == area] == values


def test_counts_behind_shares() -> None:
    counts = {
        (row["indikator"], row["omraade"], row["vaerdi"]): (row["taeller"], row["naevner"])
        for row in delivered("agreements")
        if row["taeller"] or row["naevner"]
    }
    assert counts == {
        ("unge_15_29_uden_udd_job", "Boligsocial indsats på Amager", "19,3"): ("375", ""),
        ("passive_kontanthjaelp_andel", "Urbanplanen", "43,86"): ("384,6", ""),
        ("passive_kontanthjaelp_andel", "Amagerbro", "42,68"): ("295,8", ""),
        ("ikke_del_af_faellesskab", "Urbanplanen", "43"): ("", "393"),
    }


def test_the_text_prints_another_age_band_than_the_table() -> None:
    labels = [row["etiket"] for row in delivered("agreements") if row["indikator"] == "unge_15_29_uden_udd_job"]
    assert labels[:2] == ["", ""]
    assert labels[2].startswith("Andel 18-29-årige")


@pytest.mark.parametrize(
    ("activity", "measure", "area", "count", "highest", "qualifier", "mode"),
    [
        ("hipphopp-skolestart", "familier", "", "90", "", "mindst", "ukendt"),
        ("hipphopp-skolestart", "vejledninger", "", "400", "", "mindst", "ukendt"),
        ("uu-vejledning", "unge-vejledt", "", "60", "", "mindst", "ukendt"),
        ("lektiecafe", "deltagere-pr-gang", "Motalavej", "10", "15", "ca", "ukendt"),
        ("hverdagsoekonomi", "deltagere", "", "26", "", "", "ukendt"),
        ("kvinfo-mentorprojekt", "mentormatch", "", "30", "", "mindst", "ukendt"),
        ("fritidsjobformidling", "virksomhedsbesoeg", "", "200", "", "ca", "ukendt"),
        ("mind-your-own-business", "deltagere", "", "25", "", "ca", "ukendt"),
        ("junior-betjent", "deltagere", "Motalavej", "12", "", "", "periode"),
        ("junior-betjent", "deltagere-pr-aar", "", "12", "", "hoejst", "ukendt"),
        ("get2sport", "satellittraeninger", "", "25", "", "ca", "ukendt"),
        ("beboervejledning", "samtaler", "", "650", "", "ca", "projekt_til_dato"),
        ("sommerferielejr", "deltagere", "", "165", "", "", "ukendt"),
        ("familienet", "deltagere", "", "300", "", "mindst", "ukendt"),
        ("familieklubber", "frivillige-pr-klub", "", "3", "4", "", "ukendt"),
        ("stolegymnastik", "deltagere-pr-gang", "Motalavej", "10", "", "hoejst", "ukendt"),
        ("frokostklubben", "deltagere-pr-gang", "Ringparken", "20", "25", "", "ukendt"),
    ],
)
def test_count_of_the_status_report(
    activity: str, measure: str, area: str, count: str, highest: str, qualifier: str, mode: str
) -> None:
    (row,) = (
        row
        for row in delivered("registrations")
        if (row["aktivitet"], row["maaltal"], row["omraade"]) == (activity, measure, area)
    )
    assert (row["antal"], row["antal_hoejst"]) == (count, highest)
    assert (row["forbehold"], row["opgoerelse"]) == (qualifier, mode)


def test_the_jobcenter_reports_stand_as_the_status_report_tells_them() -> None:
    rows = [row for row in delivered("registrations") if row["aktivitet"] == "beskaeftigelsesindsats-30-plus"]
    assert [(row["maaltal"], row["periode"], row["opgoerelse"], row["antal"]) for row in rows] == [
        ("borgere-i-praktik-eller-loentilskud", "2022K2", "aar_til_dato", "45"),
        ("borgere-i-ordinaer-beskaeftigelse", "2022K2", "aar_til_dato", "15"),
        ("borgere-i-praktik-eller-loentilskud", "2022K3", "ukendt", "3"),
    ]
    assert {row["usikker"] for row in rows} == {""}
    assert {row["indberettet_af"] for row in rows} == {"Slagelse Kommunes jobcenter (CAI)"}


def test_only_the_open_guidance_is_marked_as_doubted() -> None:
    doubted = [row["aktivitet"] for row in delivered("registrations") if row["usikker"] == "ja"]
    assert doubted == ["aaben-beskaeftigelsesvejledning"]


def test_repeats_are_told_only_where_the_source_tells_them() -> None:
    told = {row["aktivitet"]: row["gengangere"] for row in delivered("registrations") if row["gengangere"] != "ukendt"}
    assert told == {"hipphopp-skolestart": "ja", "familienet": "ja", "superkraefter": "nej"}


def test_targets_of_the_delaftale() -> None:
    targets = {row["target_id"]: row for row in real("targets")}
    assert {identifier: row["target_value"] for identifier, row in targets.items()} == {
        "slagelse-boernedemokrati": "12",
        "slagelse-brobygningssamtaler": "1500",
        "slagelse-stoerre-aktiviteter": "12",
    }
    assert {row["target_basis"] for row in targets.values()} == {"unclear"}
    assert {(row["valid_from"], row["valid_to"]) for row in targets.values()} == {("2021-10-01", "2025-09-30")}
    assert targets["slagelse-brobygningssamtaler"]["assumption_id"] in {
        row["assumption_id"] for row in seed("assumptions")
    }


def test_every_plan_has_the_activities_its_papers_name() -> None:
    assert Counter(row["helhedsplan_id"] for row in real("activities")) == {
        "hp-amager": 9,
        "hp-en-faelles-indsats": 21,
        "hp-en-faelles-indsats-2017": 10,
    }
    themes = {row["theme_da"] for row in seed("activities") if row["helhedsplan_id"] == "hp-amager"}
    assert themes == {
        "Uddannelse og livschancer",
        "Beskæftigelse",
        "Kriminalitetsforebyggelse",
        "Sammenhængskraft og medborgerskab",
    }


def test_each_list_year_has_one_rule_set() -> None:
    rules = seed("statutory_rules")
    for year in range(2010, 2026):
        in_force = {
            rule["rule_set"]
            for rule in rules + seed("statutory_statuses")
            if int(rule["valid_from_list_year"]) <= year <= int(rule["valid_to_list_year"] or 9999)
        }
        assert len(in_force) == 1, year


def test_a_convicted_share_on_the_moving_limit_counts_as_met() -> None:
    moving = [rule for rule in seed("statutory_rules") if rule["threshold_reference_id"]]
    assert {rule["comparator"] for rule in moving} == {"ge"}
    assert {(rule["criteria_group"], rule["multiplier"]) for rule in moving} == {("udsat", "3"), ("forebyggelse", "2")}
    assert not any(rule["threshold"] for rule in moving)


def test_both_printed_limits_of_2019_are_kept() -> None:
    printed = {row["value"] for row in seed("statutory_references") if row["list_year"] == "2019"}
    assert printed == {"1.98", "2.03"}


def test_values_of_the_state_lists() -> None:
    rows = delivered("public_lists")
    ringparken = {row["indikator"]: row["vaerdi"] for row in rows if row["omraade"] == "Ringparken"}
    assert ringparken == {
        "uden_tilknytning_18_64": "41,2",
        "ikke_vestlige_andel": "57,0",
        "doemte_18_plus": "2,07",
        "grundskole_30_59": "70,2",
        "indkomst_pct_af_region": "57,7",
        "beboere": "2008",
    }
    assert all(re.search(r"sikkerhed [ABC]:", row["kilde"]) for row in rows)
    (doubtful,) = (row for row in rows if row["omraade"] == "Vollsmose" and row["periode"] == "2021")
    assert doubtful["note"].startswith("Listeåret er usikkert")


def test_number_of_areas_on_each_published_list() -> None:
    known = {row["area_id"] for row in seed("areas")}
    membership = seed("statutory_list_membership")
    assert {row["area_id"] for row in membership} <= known
    assert Counter(row["list_date"] for row in membership) == {
        "2017-12-01": 22,
        "2018-05-01": 30,
        "2018-12-01": 29,
        "2019-12-01": 28,
    }
