"""Charts: what is drawn for values, in both directions, without a style of their own."""

from lxml import etree

from liaison.publish import charts
from liaison.publish.charts import Column

YEARS = [Column(str(2010 + at), at * 3, f"{at * 3}") for at in range(12)]


def _read(drawn: str) -> etree._Element:
    return etree.fromstring(drawn)


def _percent(value: str | None) -> float:
    assert value is not None
    return float(value.removesuffix("%"))


def test_the_highest_value_reaches_the_top_and_is_named() -> None:
    chart = _read(str(charts.columns(YEARS, "What <was> published")))
    assert chart.findtext("title") == "What <was> published"
    assert chart.get("role") == "img"
    bars = chart.findall("rect")
    assert len(bars) == 11  # nothing is drawn for nothing
    heights = [_percent(bar.get("height")) for bar in bars]
    assert max(heights) == heights[-1] == 76
    assert [one.text for one in chart.iterfind("text[@class='number']")] == ["33"]


def test_labels_leave_room_and_name_the_last() -> None:
    labels = [
        one.text for one in _read(str(charts.columns(YEARS, "t"))).iterfind("text[@class='label']")
    ]
    assert labels == ["2011", "2013", "2015", "2017", "2019", "2021"]


def test_few_columns_have_each_their_number() -> None:
    chart = _read(str(charts.columns(YEARS[:6], "t")))
    assert len(chart.findall("text[@class='number']")) == 6


def test_time_runs_from_the_right_where_words_do() -> None:
    chart = _read(str(charts.columns(YEARS, "t", rightwards=False)))
    across = [_percent(bar.get("x")) for bar in chart.findall("rect")]
    assert across == sorted(across, reverse=True)
    assert '<rect x="75%" width="25%"' in str(charts.bar(1, 4, rightwards=False))


def test_a_part_is_drawn_over_the_whole() -> None:
    chart = _read(str(charts.columns([Column("a", 10, "10", part=4)], "t")))
    drawn = [(bar.get("class"), _percent(bar.get("height"))) for bar in chart.findall("rect")]
    assert drawn == [("whole", 76.0), ("part", 30.4)]


def test_nothing_at_all_is_drawn_without_a_division() -> None:
    assert _read(str(charts.columns([], "t"))).findall("rect") == []
    assert 'width="0%"' in str(charts.bar(0, 0))


def test_shades_grow_with_the_value() -> None:
    assert [charts.shade(value, 100) for value in (0, 1, 10, 30, 60, 100)] == [0, 1, 1, 2, 3, 4]


def test_no_chart_has_a_style_that_the_policy_would_refuse() -> None:
    assert "style" not in str(charts.columns(YEARS, "t")) + str(charts.bar(1, 2))
