"""What a reader asks of the search page: read from an address, and written back into one."""

import dataclasses
import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.index.protocol import AS_TYPED, FURTHEST, Facet, Selection, Sort
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.storable import storable
from liaison.publish import labels, wording
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.parameters import (
    allow_only,
    did_you_mean,
    one_of,
    one_value,
    whole_number,
    with_value,
    with_values,
)
from liaison.publish.sentences import isolated

PAGE_SIZE = 20
LAST_PAGE = FURTHEST // PAGE_SIZE
_LONGEST = 1_000  # characters of words that are searched; what follows is cut off
_MOST_EXACT = 40
_LONGEST_WAY = 80
ORDERS = (Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)  # that a reader may choose
_MOST_CHOSEN = 40
_FORMS = {"year": "2012", "month": "2012-03", "day": "2012-03-15"}
_FACETS = {facet.value: facet for facet in Facet}
# Codes alone, which every page has again: what readers type is not kept in memory.
_quoted = functools.lru_cache(maxsize=8_192)(quote_plus)
_OF_A_SELECTION = ("q", *_FACETS, "exact", "since", "until")
_OF_A_PAGE = ("sort", "page", "more")
_NAMES = (*_OF_A_SELECTION, *_OF_A_PAGE)


@dataclass(frozen=True, slots=True)
class Question:
    """A selection as a reader words it. `more` names the facet shown with all its values."""

    words: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD
    until: str = ""
    sort: Sort | None = None
    page: int = 1
    more: Facet | None = None
    exact: tuple[str, ...] = ()  # other ways to say the words that were switched off; "*": all
    cut: bool = False  # the words were longer than what is searched

    @property
    def order(self) -> Sort:
        """By relevance where there are words, newest first otherwise, unless asked for."""
        if self.sort is not None:
            return self.sort
        return Sort.RELEVANCE if self.words else Sort.NEWEST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words narrows it."""
        return bool(self.chosen or self.since or self.until)

    def selection(self, size: int = PAGE_SIZE) -> Selection:
        """The same, in the words of the index."""
        return Selection(
            words=self.words,
            chosen=self.chosen,
            since=PartialDate.parse(self.since).first_day() if self.since else None,
            until=PartialDate.parse(self.until).last_day() if self.until else None,
            sort=self.order,
            offset=(self.page - 1) * size,
            limit=size,
            language=get_language() or "en",
            as_typed=self.exact,
        )

    def query(self) -> str:
        """The query string that `read_question` reads as this; the same for equal questions."""
        return with_values(_values(self))

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the query string with their values, for a form to carry along."""
        return [
            (name, one)
            for name, value in _values(self).items()
            for one in ((value,) if isinstance(value, str) else value)
            if one
        ]

    def on_page(self, page: int) -> "Question":
        """The same question, another page of its answer."""
        return dataclasses.replace(self, page=page)

    def sorted_by(self, sort: Sort) -> "Question":
        """The same documents in another order."""
        return dataclasses.replace(self, sort=sort, page=1)

    def showing(self, facet: Facet | None) -> "Question":
        """The same, with all values of one facet listed."""
        return dataclasses.replace(self, more=facet, page=1)

    def toggled(self, facet: Facet, value: str) -> "Question":
        """With a value chosen, or dropped if it was."""
        now = self.chosen.get(facet, ())
        values = tuple(v for v in now if v != value) if value in now else (*now, value)
        chosen = {**self.chosen, facet: tuple(sorted(values))}
        return dataclasses.replace(
            self, chosen={key: kept for key, kept in chosen.items() if kept}, page=1
        )

    def toggles(self) -> Callable[[Facet], Callable[[str], str]]:
        """By facet and value, the query string of `toggled`: for pages, which have a hundred.

        What is the same in many of them is written once.
        """
        values = _values(self.on_page(1))
        parts = [with_value(name, value) if value else "" for name, value in values.items()]
        places = {name: place for place, name in enumerate(values)}

        def of(facet: Facet) -> Callable[[str], str]:
            name, now = facet.value, self.chosen.get(facet, ())
            before = [part for part in parts[: places[name]] if part]
            after = [part for part in parts[places[name] + 1 :] if part]
            first, last = "".join(f"{part}&" for part in before), "".join(f"&{p}" for p in after)

            def query(value: str) -> str:
                if not now:
                    return f"{first}{name}={_quoted(value)}{last}"
                kept = [v for v in now if v != value] if value in now else sorted((*now, value))
                return "&".join([*before, *(f"{name}={_quoted(one)}" for one in kept), *after])

            return query

        return of

    def looking(self, way: str) -> "Question":
        """With one other way to say the words switched off, or on again if it was off."""
        kept = {one for one in self.exact if one != AS_TYPED}
        return dataclasses.replace(self, exact=tuple(sorted(kept ^ {way})), page=1)

    def as_typed(self) -> "Question":
        """With the words looked for as they were typed, in no other way."""
        return dataclasses.replace(self, exact=(AS_TYPED,), page=1)

    def in_every_way(self) -> "Question":
        """With no other way to say the words switched off."""
        return dataclasses.replace(self, exact=(), page=1)

    def in_words(self, words: str) -> "Question":
        """The same in other words."""
        return dataclasses.replace(self, words=words, page=1)

    def without_dates(self) -> "Question":
        """Whenever published."""
        return dataclasses.replace(self, since="", until="", page=1)

    def words_alone(self) -> "Question":
        """Without anything that narrows."""
        return Question(words=self.words, exact=self.exact)


def _values(question: Question) -> dict[str, str | Collection[str]]:
    """What its query string holds, in that order, what is empty too."""
    return {
        "q": question.words,
        **{name: question.chosen.get(facet, ()) for name, facet in _FACETS.items()},
        "exact": question.exact,
        "since": question.since,
        "until": question.until,
        "sort": question.sort.value if question.sort is not None else "",
        "more": question.more.value if question.more is not None else "",
        "page": str(question.page) if question.page > 1 else "",
    }


def read_question(given: QueryDict) -> Question:
    """The question of an address. Raises MistakenQuery for what cannot be understood."""
    allow_only(given, _NAMES)
    return _read(given)


def read_whole(given: QueryDict) -> Question:
    """The question of an address that gives a whole selection: in no order but its own, on no page.

    Raises MistakenQuery for what cannot be understood, and for what a page alone can be asked.
    """
    for name in _OF_A_PAGE:
        if name in given:
            raise MistakenQuery(
                _("“%(name)s” says nothing here: this file holds all, newest first.")
                % {"name": isolated(name)},
                _("Take it out of the address."),
                offers=[Offer(dict.fromkeys(_OF_A_PAGE, ()))],
            )
    allow_only(given, _OF_A_SELECTION)
    return _read(given)


def _read(given: QueryDict) -> Question:
    sort = one_value(given, "sort")
    more = one_value(given, "more")
    words = _words(given)
    question = Question(
        words=words[:_LONGEST].rpartition(" ")[0] or words[:_LONGEST]
        if len(words) > _LONGEST
        else words,
        cut=len(words) > _LONGEST,
        exact=_exact(given),
        chosen=_all_chosen(given),
        since=read_date(given, "since"),
        until=read_date(given, "until"),
        sort=Sort(one_of("sort", sort, ORDERS, _order)) if sort else None,
        page=whole_number(given, "page", default=1, highest=LAST_PAGE),
        more=Facet(one_of("more", more, tuple(Facet), wording.parameter)) if more else None,
    )
    check_span(question.since, question.until)
    return question


def _words(given: QueryDict) -> str:
    return " ".join(one_value(given, "q").replace("\0", " ").split())


def _exact(given: QueryDict) -> tuple[str, ...]:
    """Whatever is named: a way that the words do not have switches nothing off."""
    values = (storable(value).strip()[:_LONGEST_WAY] for value in given.getlist("exact"))
    return tuple(sorted(set(filter(None, values)))[:_MOST_EXACT])


def _all_chosen(given: QueryDict) -> dict[Facet, tuple[str, ...]]:
    chosen = {facet: values for facet in Facet if (values := _chosen(given, facet))}
    if sum(map(len, chosen.values())) > _MOST_CHOSEN:
        most = max(chosen, key=lambda facet: len(chosen[facet]))
        at_most = _("Keep at most %(count)s of them.") % {"count": _MOST_CHOSEN}
        without = _("Search without any value of “%(name)s”") % {
            "name": isolated(wording.facet(most))
        }
        what = _("More filters are chosen than can be answered.")
        raise MistakenQuery(
            what,
            at_most,
            said=f"{what} {at_most}",
            offers=[Offer({most.value: ()}, without)],
            parameter=most.value,
        )
    return chosen


def _chosen(given: QueryDict, facet: Facet) -> tuple[str, ...]:
    asked = {value.strip() for value in given.getlist(facet.value) if value.strip()}
    if not asked:
        return ()
    valid = labels.values_of(facet)
    language = get_language() or "en"

    def called(value: str) -> str:
        return labels.of(facet, value, language).text

    def in_english(value: str) -> str:
        return labels.of(facet, value, "en").text

    return tuple(
        sorted(one_of(facet.value, value, valid, called, in_english, asked) for value in asked)
    )


def read_date(given: QueryDict, name: str) -> str:
    """A date as precise as it is given, ISO 8601; "" for none. Raises MistakenQuery."""
    value = one_value(given, name)
    if not value:
        return ""
    try:
        return str(PartialDate.parse(value))
    except ValueError:
        what = _("“%(value)s” is not a date.") % {"value": isolated(value[:60])}
        way_out = _("Write it as %(year)s, %(month)s or %(day)s.") % {
            form: isolated(example) for form, example in _FORMS.items()
        }
        raise MistakenQuery(
            what,
            way_out,
            said=f"{wording.parameter(name)}: {what} {way_out}",
            offers=[Offer({name: ()})],
            parameter=name,
        ) from None


def check_span(since: str, until: str) -> None:
    """Raise MistakenQuery where the first date is later than the last."""
    if not (since and until):
        return
    if PartialDate.parse(since).first_day() <= PartialDate.parse(until).last_day():
        return
    language = get_language() or "en"
    what = _("The first date is later than the last: %(span)s.") % {
        "span": wording.between(since, until, language)
    }
    turned = wording.between(until, since, language)
    raise MistakenQuery(
        what,
        _("Exchange them, or leave one out."),
        offers=[
            Offer({"since": [until], "until": [since]}, did_you_mean(turned)),
            Offer({"since": (), "until": ()}, _("Search without dates: the rest is kept")),
        ],
        parameter="since",
    )


def _order(code: str) -> str:
    return wording.order(Sort(code))
