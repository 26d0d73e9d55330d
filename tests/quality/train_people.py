"""Learns how much each clue counts for a person being told of as a victim.

    python -m tests.quality.train_people [DATA]

reads the labelled articles of DATA/hrdsattack and the records of DATA/amnesty-listings, whose titles
name victims, in place and writes
`liaison/understand/person_weights.csv`: a number for each clue, and nothing of any text. Prints F1
of names on articles that were left out, ten times a tenth, twice: of names as they are spelt
(folded), and of names that a reasonable reader takes for one. The annotators cut and misspell some.
"""

import csv
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from sklearn.linear_model import LogisticRegression

from liaison.kernel.reading import Context, Format, Reading
from liaison.measure.quality.cases import folded_name
from liaison.understand import people
from liaison.understand.read import Read, begin
from liaison.vocabulary import Vocabulary, load
from tests.conftest import ROOT
from tests.quality.sets import attacks, records

_TENTHS = 10
_ORDERS = 5  # in which the articles are parted into tenths
_STRENGTH = 0.1  # of the model (C): the best of 0.01, 0.03 and 0.1 on what was left out
# What is learnt from: with clues left out one after another for as long as the guesses on what was
# left out got no worse. A hundred articles bear no more than some thirty.
_LEARNT = (
    "aged",
    "agent",
    "alias_before",
    "befallen",
    "bodily_after",
    "bodily_before",
    "bodily_of",
    "bodily_suspect",
    "defended",
    "defender",
    "defender_harm",
    "in_list",
    "in_passing",
    "in_title",
    "legal",
    "list_harm",
    "share_bodily_next",
    "legal_after",
    "legal_before",
    "legal_for_bodily",
    "names_in_list",
    "next_harm",
    "official_harm",
    "owns",
    "relative_after",
    "share_by_before",
    "share_comma_after",
    "share_harm_sentence",
    "share_official_before",
    "share_place_before",
    "share_spoke_after",
    "share_who_unharmed",
    "single",
    "spoke_sentence",
    "share_suspect_before",
    "share_lawyer_unharmed",
)
_EXCERPTS = 0.2  # what a person of an excerpt counts for; of 0.1, 0.3 and 1 the last was worse
_APART = 5.0  # so large that regularisation does not hold the column down
_NEARLY = 90  # of 100, how like two spellings of one name are (rapidfuzz ratio)


def articles(data: Path) -> list[tuple[str, str, list[str]]]:
    """Title, text and names of victims of each labelled article."""
    return [
        (line["title"], line["text"], line["expected"]["person"]) for line in attacks(data, data)
    ]


def excerpts(data: Path) -> list[tuple[str, str, list[str]]]:
    """Excerpts of an index whose title names people, who are nearly always victims: no title."""
    vocabulary = load()
    found = []
    for line in records(data, data):
        read = _begun(line["title"], "", vocabulary)
        named = people.people(read, "en")
        names = [one.span.words(read.parts) for one in named if one.value != "group"]
        if whole := [name for name in names if " " in name]:
            found.append(("", line["text"], whole))
    return found


def _begun(title: str, text: str, vocabulary: Vocabulary) -> Read:
    reading = Reading(Format.TEXT, title, text)
    return begin(reading, Context(address="https://example.org/"), vocabulary)


def alike(name: str, other: str) -> bool:
    """Whether two folded names are one to a reasonable reader.

    One holds all words of the other, two or more ("president amina oduya"), or they differ by a
    letter or two.
    """
    words, others = set(name.split()), set(other.split())
    if len(words & others) > 1 and (words <= others or others <= words):
        return True
    return bool(fuzz.ratio(name, other) >= _NEARLY)


@dataclass(frozen=True)
class Example:
    """A person that is found in an article, and whether the annotators name it a victim."""

    article: int
    clues: dict[str, float]
    name: str  # folded
    right: bool
    nearly: bool  # right, or by a trifle not


def examples(texts: Sequence[tuple[str, str, list[str]]]) -> list[Example]:
    """Each person that is found in the articles."""
    vocabulary = load()
    found = []
    for number, (title, text, names) in enumerate(texts):
        wanted = {folded_name(name) for name in names}
        read = _begun(title, text, vocabulary)
        for mention, clues in people.told_of(people.surroundings(read, "en")):
            around, name, _ = mention
            written = folded_name(
                around.text.text[around.start(name) : around.text.ends[name.last]]
            )
            nearly = any(alike(written, one) for one in wanted)
            found.append(Example(number, dict(clues), written, written in wanted, nearly))
    return found


def train(data: Path) -> None:
    """Learn, print how well, and write the weights."""
    texts = articles(data)
    rows = examples(texts)
    wanted = [sorted({folded_name(name) for name in names}) for _, _, names in texts]
    learnt = Learnt.of(rows, examples(excerpts(data)))
    guesses = [_guessed(learnt, order, len(texts)) for order in range(_ORDERS)]
    for bound in np.arange(0.15, 0.6, 0.03):
        strict, lenient = (
            np.mean([_f1(rows, guess >= bound, wanted, same) for guess in guesses])
            for same in (str.__eq__, alike)
        )
        sys.stdout.write(f"from {bound:.2f}: F1 {strict:.3f} as spelt, {lenient:.3f} leniently\n")
    model = learnt.fitted(np.ones(len(rows), dtype=bool))
    with (ROOT / "liaison" / "understand" / "person_weights.csv").open("w", newline="") as file:
        out_file = csv.writer(file, lineterminator="\n")
        out_file.writerow(("clue", "weight"))
        out_file.writerow(("intercept", f"{model.intercept_[0]:.4f}"))
        weights = model.coef_[0][: len(_LEARNT)] / learnt.scale
        for clue, weight in sorted(zip(_LEARNT, weights, strict=True)):
            out_file.writerow((clue, f"{weight:.4f}"))


@dataclass(frozen=True)
class Learnt:
    """What weights are learnt from: persons of articles and, counting less, of excerpts.

    A column says which they are of, so that how often excerpts name victims says nothing of
    articles; it is no clue.
    """

    values: np.ndarray  # of articles
    right: np.ndarray
    article: np.ndarray
    more: np.ndarray  # of excerpts
    more_right: np.ndarray
    scale: np.ndarray

    @classmethod
    def of(cls, rows: Sequence[Example], more: Sequence[Example]) -> "Learnt":
        """Of the persons of articles and of excerpts."""
        values = _values(rows)
        scale = np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
        return cls(
            values=np.c_[values / scale, np.zeros(len(rows))],
            right=np.array([row.nearly for row in rows]),
            article=np.array([row.article for row in rows]),
            more=np.c_[_values(more) / scale, np.full(len(more), _APART)],
            more_right=np.array([row.nearly for row in more]),
            scale=scale,
        )

    def fitted(self, of: np.ndarray) -> LogisticRegression:
        """A model that knows the persons of articles that `of` says, and all of excerpts."""
        weight = np.r_[np.ones(of.sum()), np.full(len(self.more), _EXCERPTS)]
        model = LogisticRegression(C=_STRENGTH, max_iter=3_000)
        right = np.r_[self.right[of], self.more_right]
        return model.fit(np.r_[self.values[of], self.more], right, sample_weight=weight)


def _values(rows: Sequence[Example]) -> np.ndarray:
    return np.array([[row.clues.get(clue, 0.0) for clue in _LEARNT] for row in rows])


def _guessed(learnt: Learnt, order: int, articles: int) -> np.ndarray:
    """The chance of each person by a model that knows nothing of its article."""
    tenth = np.random.RandomState(order).permutation(articles)[learnt.article] % _TENTHS
    guessed = np.zeros(len(tenth))
    for number in range(_TENTHS):
        out = tenth == number
        guessed[out] = learnt.fitted(~out).predict_proba(learnt.values[out])[:, 1]
    return guessed


def _f1(
    rows: Sequence[Example],
    chosen: np.ndarray,
    wanted: Sequence[Sequence[str]],
    same: Callable[[str, str], bool],
) -> float:
    """F1 of the chosen names; each name wanted is answered by one of them at most."""
    given: dict[int, set[str]] = {}
    for row, is_chosen in zip(rows, chosen, strict=True):
        if is_chosen:
            given.setdefault(row.article, set()).add(row.name)
    hits = 0
    for number, names in given.items():
        left = list(wanted[number])
        for name in sorted(names, key=lambda name: name not in left):
            fitting = [one for one in left if name == one] or [
                one for one in left if same(name, one)
            ]
            if fitting:
                left.remove(fitting[0])
                hits += 1
    return 2 * hits / (sum(map(len, given.values())) + sum(map(len, wanted)))


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    train(given or Path(os.environ.get("LIAISON_REAL_DATA") or ROOT.parent / "shared" / "data"))
