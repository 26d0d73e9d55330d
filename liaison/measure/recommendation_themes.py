"""Training of the weights that give the themes of a recommendation.

    python -m liaison.measure.recommendation_themes TABLE [OUT]

reads TABLE, recommendations of the Universal Periodic Review with the issues that people gave them
(JSON lines with To, Text and Issue, may be packed with xz), prints how well States are judged that
the weights have not seen, and writes OUT, or the project's own weights. It needs scikit-learn, and
gives the same bytes each time. docs/decisions/0016 says what is kept of the texts.
"""

import io
import json
import lzma
import math
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from liaison.understand.recommendation_features import features, words_of
from liaison.understand.recommendation_themes import FILE, Weights
from liaison.understand.worded import WORD
from liaison.vocabulary import load

_STATES = 3  # States that must have been told a feature, for it to be kept
_STATES_OF_NAMES = 8  # the same, where a word of it is only ever written as a name is
_PENALTY = 0.3  # C of the support vector machine
_PLAIN = 0.5  # how much the machine on unweighted features adds
_SMOOTHED = 1.0
_MOST = 4.0  # natural logarithm that a ratio is cut at
_BYTE = 127
_NEVER = -9.0
_FOLDS = 5
_F1_FIRST = 0.88  # F1 over all themes, from which the search for thresholds sets out
_ROUNDS = 3
_FEWEST = 3  # recommendations of a theme, for it to be given at all
_OF_BEST = 0.6  # how much the best threshold counts beside the likely one
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the date of every entry, so that the bytes are the same each time

Matrix = Any  # of scipy, which has no types
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coded:
    """A recommendation: the State it is made to, its text, the codes of its issues."""

    state: str
    text: str
    issues: frozenset[str]


def read_table(file: Path) -> list[Coded]:
    """The rows of a table. Raises KeyError for an issue that the vocabulary does not have."""
    codes = {one.names["en"]: code for code, one in load().upr_issues.items()}
    with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open() as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Coded(row["To"], row["Text"], frozenset(codes[name] for name in row["Issue"].split(",")))
        for row in rows
    ]


def fold_of(state: str, folds: int = _FOLDS) -> int:
    """The fold that a State falls into, by the checksum of its name: 0 to `folds` - 1."""
    return zlib.crc32(state.encode()) % folds


def train(rows: Sequence[Coded], folds: int = _FOLDS) -> Weights:
    """The weights from all rows; where each theme begins, by States that were left out in turn."""
    scores = left_out_scores(rows, folds)
    truth = _truth(rows)
    return _packed(_fit(rows, truth), _thresholds(scores, truth))


def left_out_scores(rows: Sequence[Coded], folds: int = _FOLDS) -> Floats:
    """The scores (rows by themes) of every row by a machine that has not seen its State."""
    truth = _truth(rows)
    scores = np.full(truth.shape, _NEVER)
    fold = np.array([fold_of(row.state, folds) for row in rows])
    for one in range(folds):
        seen = [row for row, its in zip(rows, fold, strict=True) if its != one]
        model = _fit(seen, truth[fold != one])
        left_out = [row for row, its in zip(rows, fold, strict=True) if its == one]
        scores[fold == one] = [_scores(row.text, model) for row in left_out]
    return scores


def crossed(rows: Sequence[Coded], scores: Floats, folds: int = _FOLDS) -> float:
    """F1 over all themes of scores by left-out States, each fold judged by the others' thresholds.

    A row under every threshold has the theme of the highest score, as in use.
    """
    truth = _truth(rows)
    fold = np.array([fold_of(row.state, folds) for row in rows])
    given = np.zeros(truth.shape, dtype=bool)
    for one in range(folds):
        above = scores - _thresholds(scores[fold != one], truth[fold != one])
        best = above == above.max(axis=1, keepdims=True)
        given[fold == one] = ((above > 0) | (best & ~(above > 0).any(axis=1, keepdims=True)))[
            fold == one
        ]
    return float(2 * (given & truth).sum() / (given.sum() + truth.sum()))


def f1(model: Weights, rows: Sequence[Coded]) -> tuple[int, int, int]:
    """How many themes of the rows the model gives rightly, wrongly, and misses."""
    from liaison.understand.recommendation_themes import themes

    right = wrong = missed = 0
    for row in rows:
        found = {theme.code for theme in themes(row.text, model)}
        right += len(found & row.issues)
        wrong += len(found - row.issues)
        missed += len(row.issues - found)
    return right, wrong, missed


@dataclass(frozen=True, slots=True)
class _Fitted:
    names: Mapping[str, int]
    rarity: Floats
    weights: Floats
    offsets: Floats


def _truth(rows: Sequence[Coded]) -> npt.NDArray[np.bool_]:
    return np.array([[code in row.issues for code in load().upr_issues] for row in rows])


def _fit(rows: Sequence[Coded], truth: npt.NDArray[np.bool_]) -> _Fitted:
    counted = [Counter(one.name for one in features(words_of(row.text))) for row in rows]
    names = {name: at for at, name in enumerate(_kept(rows))}
    strength = _matrix(counted, names)
    present = sparse.csr_matrix(strength > 0, dtype=float)
    seen = np.asarray(present.sum(axis=0)).ravel()
    rarity = np.log((1 + len(rows)) / (1 + seen)) + 1
    scaled = normalize(strength @ sparse.diags(rarity))
    weights = np.zeros((len(names), truth.shape[1]))
    offsets = np.full(truth.shape[1], _NEVER)
    for theme in range(truth.shape[1]):
        if truth[:, theme].any():
            weights[:, theme], offsets[theme] = _column(scaled, present, seen, truth[:, theme])
    return _Fitted(names, rarity, weights, offsets)


def _column(
    scaled: Matrix, present: Matrix, seen: Floats, truth: npt.NDArray[np.bool_]
) -> tuple[Floats, float]:
    """What each feature adds for one theme, and what its score begins with.

    A machine on features weighed by how much likelier they are with the theme than without, and
    beside it one on the features as they are.
    """
    own = np.asarray(present[truth].sum(axis=0)).ravel()
    with_it, without = _SMOOTHED + own, _SMOOTHED + seen - own
    ratio = np.log((with_it / with_it.sum()) / (without / without.sum())).clip(-_MOST, _MOST)
    likely = LinearSVC(C=_PENALTY, random_state=0).fit(scaled @ sparse.diags(ratio), truth)
    plain = LinearSVC(C=_PENALTY, random_state=0).fit(scaled, truth)
    adds = likely.coef_.ravel() * ratio + _PLAIN * plain.coef_.ravel()
    return adds, float(likely.intercept_[0] + _PLAIN * plain.intercept_[0])


def _kept(rows: Sequence[Coded]) -> list[str]:
    """The features that enough States were told, in order."""
    told: dict[str, set[str]] = defaultdict(set)
    doubtful: set[str] = set()
    named = _written_as_names(rows)
    for row in rows:
        words = words_of(row.text)
        for one in features(words):
            told[one.name].add(row.state)
            if not one.name.startswith("@") and any(words[at] in named for at in one.words):
                doubtful.add(one.name)
    return sorted(
        name
        for name, states in told.items()
        if len(states) >= (_STATES_OF_NAMES if name in doubtful else _STATES)
    )


def _written_as_names(rows: Sequence[Coded]) -> Collection[str]:
    """The words, in lower case, that within a sentence always have one capital, the first."""
    names, others = set(), set()
    for row in rows:
        for number, match in enumerate(WORD.finditer(row.text)):
            word = match.group()
            if number and word[0].isupper() and word[1:].islower():
                names.add(word.lower())
            elif number:
                others.add(word.lower())
    return names - others


def _matrix(counted: Sequence[Counter[str]], names: Mapping[str, int]) -> Matrix:
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for counts in counted:
        for name, times in counts.items():
            if name in names:
                columns.append(names[name])
                values.append(1 + math.log(times))
        ends.append(len(columns))
    return sparse.csr_matrix((values, columns, ends), shape=(len(counted), len(names)))


def _scores(text: str, model: _Fitted) -> Floats:
    counted = Counter(one.name for one in features(words_of(text)))
    row = _matrix([counted], model.names) @ sparse.diags(model.rarity)
    scores: Floats = np.asarray(normalize(row) @ model.weights).ravel() + model.offsets
    return scores


def _thresholds(scores: Floats, truth: npt.NDArray[np.bool_]) -> Floats:
    """For each theme the score from which giving it raises F1 over all themes together.

    The mean of what was best on these scores, which rare themes overdo, and of where a logistic
    curve through them says that a theme is likely enough.
    """
    chosen = np.full(truth.shape[1], -_NEVER)
    f1_now = _F1_FIRST
    for _ in range(_ROUNDS):
        for theme in range(truth.shape[1]):
            if truth[:, theme].sum() >= _FEWEST:
                best = _best(scores[:, theme], truth[:, theme], f1_now / 2)
                curve = _likely(scores[:, theme], truth[:, theme], f1_now / 2)
                chosen[theme] = _OF_BEST * best + (1 - _OF_BEST) * curve
        given = scores > chosen
        f1_now = 2 * (given & truth).sum() / (given.sum() + truth.sum())
    return chosen


def _best(scores: Floats, truth: npt.NDArray[np.bool_], worth: float) -> float:
    """The score above which the right ones exceed `worth` times those given by the most."""
    order = np.argsort(-scores, kind="stable")
    gain = np.cumsum(truth[order] - worth)
    best = int(gain.argmax())
    if gain[best] <= 0:
        return 1.0
    beneath = scores[order[min(best + 1, len(order) - 1)]]
    return float((scores[order[best]] + beneath) / 2)


def _likely(scores: Floats, truth: npt.NDArray[np.bool_], chance: float) -> float:
    """The score at which a theme is as likely as `chance`."""
    curve = LogisticRegression(C=100).fit(scores.reshape(-1, 1), truth)
    return float((math.log(chance / (1 - chance)) - curve.intercept_[0]) / curve.coef_[0, 0])


def _packed(model: _Fitted, begins: Floats) -> Weights:
    """The weights as they are kept: a byte each, features by their checksums.

    Of two features with the same checksum the commoner is kept.
    """
    by_checksum: dict[int, int] = {}
    for name, at in sorted(model.names.items(), key=lambda one: -model.rarity[one[1]]):
        by_checksum[zlib.crc32(name.encode())] = at
    checksums = sorted(by_checksum)
    rows = [by_checksum[checksum] for checksum in checksums]
    weights = model.weights[rows] * model.rarity[rows, None]
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _BYTE
    return Weights(
        themes=tuple(load().upr_issues),
        checksums=np.array(checksums, dtype=np.uint32),
        rarity=model.rarity[rows].astype(np.float16).astype(np.float32),
        weights=np.rint(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        offsets=(model.offsets - begins).astype(np.float32),
    )


def write_weights(model: Weights, file: Path) -> None:
    """Write weights as a .npz that is the same bytes for the same weights."""
    held = {
        "themes": np.array(model.themes),
        "checksums": model.checksums,
        "rarity": model.rarity.astype(np.float16),
        "weights": model.weights,
        "scales": model.scales,
        "offsets": model.offsets,
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, array in held.items():
            written = io.BytesIO()
            np.save(written, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, written.getvalue(), compresslevel=9)


def unseen(rows: Sequence[Coded], fold: int = 0, inner: int = 3) -> tuple[int, int, int]:
    """Right, wrong and missed themes of a fifth of the States, by weights from the others.

    How good the project's own weights are on States that they have not seen: they are made in
    the same way, from all.
    """
    others = [row for row in rows if fold_of(row.state) != fold]
    left_out = [row for row in rows if fold_of(row.state) == fold]
    return f1(train(others, inner), left_out)


def main(table: Path, out: Path) -> None:
    """Measure, train and write. Takes minutes."""
    rows = read_table(table)
    scores = left_out_scores(rows)
    print(f"States that were left out: F1 {crossed(rows, scores):.4f}", flush=True)  # noqa: T201 - a command that reports
    truth = _truth(rows)
    write_weights(_packed(_fit(rows, truth), _thresholds(scores, truth)), out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FILE)  # noqa: PLR2004 - the second is optional
