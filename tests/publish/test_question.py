"""A question written into addresses: the short ways write what the long ones do."""

from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st

from liaison.index.protocol import Facet, Sort
from liaison.publish.parameters import with_values
from liaison.publish.question import Question

VALUES = st.sampled_from(["ISL", "press_release", "2019", "a b", "ü&=+", "un-srhrd"])
QUESTIONS = st.builds(
    Question,
    words=st.sampled_from(["", "coast", "a & b", "“ü” +c", "موريتانيا"]),
    chosen=st.dictionaries(
        st.sampled_from(Facet),
        st.lists(VALUES, min_size=1, max_size=3, unique=True).map(lambda some: tuple(sorted(some))),
        max_size=3,
    ),
    since=st.sampled_from(["", "2012-03"]),
    until=st.sampled_from(["", "2014"]),
    sort=st.sampled_from([None, *Sort]),
    page=st.integers(1, 3),
    more=st.sampled_from([None, Facet.COUNTRY]),
    exact=st.sampled_from([(), ("*",), ("script:минск", "violation:torture")]),
)


@given(question=QUESTIONS, facet=st.sampled_from(Facet), value=VALUES)
def test_a_toggle_leads_where_the_toggled_question_does(
    question: Question, facet: Facet, value: str
) -> None:
    assert question.toggles()(facet)(value) == question.toggled(facet, value).query()


@given(question=QUESTIONS)
def test_what_a_form_carries_along_is_what_the_address_says(question: Question) -> None:
    assert question.pairs() == parse_qsl(question.query())


@given(
    values=st.dictionaries(
        st.sampled_from(["q", "kind", "since"]),
        st.one_of(st.text(max_size=9), st.lists(st.text(max_size=9), max_size=3)),
    ).filter(
        lambda values: (
            not any("\ud800" <= c <= "\udfff" for v in values.values() for w in v for c in w)
        )
    )
)
def test_a_query_string_is_written_as_everywhere(values: dict[str, str | list[str]]) -> None:
    wanted = urlencode({name: value for name, value in values.items() if value}, doseq=True)
    assert with_values(values) == wanted
