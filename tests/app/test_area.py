import re
from collections.abc import Callable

from tests.app.reading import alt, curves, lines, points
from tests.published import everything, figure

MOTALAVEJ = {"plan": "hp-en-faelles-indsats", "omraade": "motalavej-330"}


def test_the_title_counts_what_is_worse_better_and_unsure(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    assert page.title == (
        "Motalavej: 1 af 5 tal ligger sikkert dårligere end sammenligningen, og 1 ligger sikkert bedre"
    )
    assert "5 af områdets 6 nyeste tal kan sammenlignes. For 2 af dem kan det ikke afgøres" in page.text


def test_every_newest_figure_of_the_area_has_one_line(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    table = page.html.split("Udvikling over tid")[0]
    assert table.count('scope="row"') == 6
    assert "ca. 6 2020" in page.line("Karaktergennemsnit")
    assert "−1,4 karakterpoint" in page.line("Karaktergennemsnit")
    assert "1.713" in page.line("Antal beboere")


def test_a_mean_and_a_share_stand_on_one_axis(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    assert "20 procentpoint til hver side" in page.text
    assert "Aksen er den samme for alle områder i En Fælles Indsats" in page.text
    mean, share = 50 - 1.4 / 15 * 100 / 20 * 46, 50 - 18.6 / 20 * 46
    assert f'class="dot hollow not_compared" style="left:{mean:.1f}%"' in page.html
    assert f'class="dot hollow not_compared" style="left:{share:.1f}%"' in page.html


def test_there_is_a_trend_wherever_two_comparable_figures_exist_and_a_table_beside_it(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    assert len(curves(page)) == 2
    assert page.html.count("Tallene i kurven") == 2
    assert "26,0 %" in page.line("2018", "26,0")
    assert alt(curves(page)[0]).startswith("Kurve over Motalavej og Slagelse. Andel 15-29-årige uden uddannelse")


def test_the_curves_stand_by_theme_as_the_table_does(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    headings = re.findall(r"<h2>(Udvikling[^<]*)</h2>", page.html)
    assert headings == ["Udvikling over tid: beskæftigelse", "Udvikling over tid: kriminalitetsforebyggelse"]
    assert page.html.index(headings[1]) < page.html.index("<h3>Andel 15-29-årige sigtet")
    # Beside its own name in the title the line needs none.
    assert re.findall(r'class="label own[^>]*>([^<]*)<', curves(page)[0]) == ["området"]


def test_a_count_is_drawn_alone_since_another_place_has_another_size(open_page: Callable):
    of_country = {"baseline_kind": "country", "baseline_area_id": "dk", "reason_da": "Områderne er ikke lige store."}
    pairs = [
        figure("motalavej-330", "beboere", year, value, baseline_value=6_000_000.0 + year, **of_country)
        for year, value in ((2019, 1700.0), (2020, 1713.0))
    ]
    tables = {
        "fct_indicator_value": [fact for fact, _ in pairs],
        "mart_area_vs_baseline": [mart for _, mart in pairs],
        "mart_finding": [],
    }
    for name, address in (("area", MOTALAVEJ), ("indicator", {"plan": MOTALAVEJ["plan"], "indikator": "beboere"})):
        page = open_page(name, tables=tables, **address)
        [curve] = curves(page)
        assert points(curve, "benchmark") == []
        assert len(points(curve, "own")) == 2
        ticks = [float(tick.replace(".", "")) for tick in re.findall(r'class="tick y"[^>]*>([\d.]+)', curve)]
        assert 1000 < min(ticks) < max(ticks) < 2500
        assert "Et antal vises alene, fordi et andet steds antal følger stedets størrelse." in page.text
        assert "6.00" not in page.text
        assert "Områderne er ikke lige store." in page.text


def test_a_curve_asks_no_other_host_for_anything(open_page: Callable):
    for curve in curves(open_page("area", **MOTALAVEJ)):
        assert re.findall(r'(?:src|href)="(?!data:|/|#)', curve) == []


def test_no_line_is_drawn_across_a_break_in_the_series(open_page: Callable):
    whole, broken = curves(open_page("area", **MOTALAVEJ))
    assert lines(broken) == [2]
    assert "brud i serien</b>" in broken
    assert lines(whole) == [3]
    assert "brud i serien" not in whole


def test_a_benchmark_of_another_year_is_not_drawn_at_the_figures_own(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    drawn = [words.replace("\u00a0", " ") for words in points(curves(page)[1], "benchmark")]
    assert drawn == ["Slagelse, 2018: 2,3 %", "Slagelse, 2019: 2,2 %"]
    assert "2,4 % Slagelse · 2016" in page.line("2017", "5,0 %")


def test_the_course_is_told_in_the_words_of_the_tables(open_page: Callable):
    assert "Andelen er faldet fra 26,0 til 19,6 % siden 2018." in open_page("area", **MOTALAVEJ).text


def test_a_title_does_not_compare_across_a_break(open_page: Callable):
    text = open_page("area", **MOTALAVEJ).text
    assert "sigtet mindst én gang: 4,1 % i 2018, 3,8 % i 2019" in text
    assert "5,0 % i 2017" not in text
    assert "Tallene før og efter bruddet er opgjort forskelligt" in text


def test_a_figure_in_doubt_is_hollow_and_joined_to_nothing(open_page: Callable):
    rows = everything()
    pairs = [
        figure("sydbyen-330", "unge", 2018, 20.0),
        figure("sydbyen-330", "unge", 2019, 60.0, is_flagged=True),
        figure("sydbyen-330", "unge", 2020, 21.0),
    ]
    tables = {
        "fct_indicator_value": [row for row in rows["fct_indicator_value"] if row["area_id"] != "sydbyen-330"]
        + [fact for fact, _ in pairs],
        "mart_area_vs_baseline": [mart for _, mart in pairs],
    }
    page = open_page("area", tables=tables, plan="hp-en-faelles-indsats", omraade="sydbyen-330")
    curve = curves(page)[0]
    assert [words.split(":")[0] for words in points(curve, "own loose")] == ["Sydbyen, 2019"]
    assert len(points(curve, "own")) == 2
    assert lines(curve) == []
    assert "60,0 % Se bemærkning" in page.line("60,0")


def test_small_movements_are_not_blown_up(open_page: Callable):
    curve = curves(open_page("area", **MOTALAVEJ))[0]
    ticks = [float(words) for words in re.findall(r'class="tick y"[^>]*>(\d+)', curve)]
    assert max(ticks) - min(ticks) >= 8


def test_one_figure_alone_is_no_trend(open_page: Callable):
    page = open_page("area", plan="hp-en-faelles-indsats", omraade="ringparken-330")
    assert not curves(page)
    assert "Der er endnu ikke to tal, der kan sammenlignes over tid" in page.text
    assert page.title == "Ringparken: 1 er under afklaring"


def test_an_area_of_another_plan_is_passed_over(open_page: Callable):
    page = open_page("area", plan="hp-amager", omraade="motalavej-330")
    assert page.title.startswith("Urbanplanen")


def test_the_area_follows_when_another_plan_is_chosen(open_page: Callable):
    page = open_page("area", **MOTALAVEJ)
    page.app.sidebar.selectbox(key="plan").set_value("hp-amager").run()
    assert type(page)(page.app).title.startswith("Urbanplanen")
