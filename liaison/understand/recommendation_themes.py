"""The themes of a recommendation, by trained weights over the words that many States are told.

`recommendation_weights.npz` is made by `python -m liaison.measure.recommendation_themes`; decision
16 says from what, and what is not in it. It knows words by their checksums alone.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from liaison.understand.recommendation_features import Feature, features, words_of

FILE = Path(__file__).with_name("recommendation_weights.npz")

_SURE = 1.5  # what a score is divided by before it becomes a confidence
_SHOWN = 5  # words shown for a theme
_LOWEST = 0.05


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over features.

    `checksums` (n, ascending) are the CRC-32 of the features' names, `rarity` (n) their inverse
    frequencies, `weights` (n by themes, a byte each) times `scales` (themes) what each adds, and
    `offsets` (themes) what a score begins with: above 0 it is the theme's.
    """

    themes: tuple[str, ...]
    checksums: npt.NDArray[np.uint32]
    rarity: npt.NDArray[np.float32]
    weights: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    offsets: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a recommendation, and how sure that is (0 to 1)."""

    code: str
    confidence: float


def themes(text: str, model: Weights | None = None) -> list[Theme]:
    """The themes of one recommendation, at least one where any of its words is known.

    `text` is its words alone, in English; `model` the project's own where none is given.
    """
    weighed = weights() if model is None else model
    scores = scored(words_of(text), weighed)
    if scores is None:
        return []
    chosen = np.flatnonzero(scores > 0)
    if not len(chosen):
        chosen = np.array([int(scores.argmax())])
    sureness = 1 / (1 + np.exp(-scores[chosen] / _SURE * 4))
    return [
        Theme(weighed.themes[theme], round(float(np.clip(sure, _LOWEST, 0.99)), 2))
        for theme, sure in zip(chosen, sureness, strict=True)
    ]


def scored(words: Sequence[str], model: Weights) -> npt.NDArray[np.float32] | None:
    """The score of every theme; None where the model knows no word."""
    counted = Counter(zlib.crc32(one.name.encode()) for one in features(words))
    at, counts = _known(counted, model)
    if not len(at):
        return None
    strength = 1 + np.log(counts)
    length = float(np.sqrt(np.square(strength * model.rarity[at]).sum()))
    told = (strength / length) @ model.weights[at].astype(np.float32)
    return np.asarray(told * model.scales + model.offsets, dtype=np.float32)


def _known(
    counted: Counter[int], model: Weights
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """The places in the model of the features that it knows, and how often each is seen."""
    asked = np.fromiter(counted.keys(), dtype=np.uint32, count=len(counted))
    times = np.fromiter(counted.values(), dtype=np.float32, count=len(counted))
    at = np.minimum(np.searchsorted(model.checksums, asked), len(model.checksums) - 1)
    known = model.checksums[at] == asked
    return at[known], times[known]


def telling(text: str, theme: str, model: Weights | None = None) -> list[str]:
    """The words of a recommendation that weighed most for a theme, the weightiest first.

    At most five, in lower case. Raises ValueError for a theme that the model does not have.
    """
    weighed = weights() if model is None else model
    column = weighed.themes.index(theme)
    words = words_of(text)
    shares: dict[str, float] = defaultdict(float)
    for one in features(words):
        weight = _weight(one, column, weighed)
        for word in {words[at] for at in one.words}:
            shares[word] += weight / len(one.words)
    heaviest = sorted(shares, key=lambda word: -shares[word])[:_SHOWN]
    return [word for word in heaviest if shares[word] > 0]


def _weight(feature: Feature, column: int, model: Weights) -> float:
    checksum = zlib.crc32(feature.name.encode())
    at = int(np.searchsorted(model.checksums, checksum))
    if at == len(model.checksums) or model.checksums[at] != checksum:
        return 0.0
    return float(model.weights[at, column] * model.scales[column])


def read_weights(file: Path) -> Weights:
    """The weights of a file. Raises OSError or ValueError for one that holds none."""
    with np.load(file, allow_pickle=False) as held:
        return Weights(
            themes=tuple(str(code) for code in held["themes"]),
            checksums=held["checksums"],
            rarity=held["rarity"].astype(np.float32),
            weights=held["weights"],
            scales=held["scales"],
            offsets=held["offsets"],
        )


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The project's own weights. Read once per process."""
    return read_weights(FILE)
