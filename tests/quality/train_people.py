"""Learns how much each clue counts for a person being told of as a victim.

    python -m tests.quality.train_people [DATA]

reads the labelled articles of DATA/hrdsattack in place and writes
`liaison/understand/person_weights.csv`: a number for each clue, and nothing of any text. Prints F1
of names (folded, equal) on articles that were left out, ten times a tenth.
"""

import csv
import os
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from liaison.kernel.reading import Context, Format, Reading
from liaison.measure.quality.cases import folded_name
from liaison.understand import people
from liaison.understand.person_clues import gathered
from liaison.understand.read import begin
from liaison.vocabulary import load
from tests.conftest import ROOT
from tests.quality.sets import attacks

_TENTHS = 10
_STRENGTH = 0.1  # of the model (C): the best of 0.01, 0.03 and 0.1 on what was left out


def articles(data: Path) -> list[tuple[str, str, list[str]]]:
    """Title, text and names of victims of each labelled article."""
    return [
        (line["title"], line["text"], line["expected"]["person"]) for line in attacks(data, data)
    ]


def examples(data: Path) -> list[tuple[int, dict[str, float], bool, bool]]:
    """Each person that is found: number of the article, clues, whether to be kept, whether right."""
    vocabulary = load()
    found = []
    for number, (title, text, names) in enumerate(articles(data)):
        wanted = {folded_name(name) for name in names}
        read = begin(
            Reading(Format.TEXT, title, text), Context(address="https://example.org/"), vocabulary
        )
        for key, mentions in people.persons(people.surroundings(read, "en")):
            fullest = next(at for at, one in enumerate(mentions) if one[1].telling == key)
            around, name, _ = mentions[fullest]
            if name.organisation:
                continue
            near = [mentions[fullest], *mentions[:fullest], *mentions[fullest + 1 :]]
            clues = gathered(near[:40], 0)
            written = around.text.text[around.text.starts[name.first] : around.text.ends[name.last]]
            kept = people.is_a_person(clues)
            found.append((number, clues, kept, folded_name(written) in wanted))
    return found


def train(data: Path) -> None:
    """Learn, print how well, and write the weights."""
    rows = [row for row in examples(data) if row[2]]
    total = sum(len({folded_name(name) for name in names}) for _, _, names in articles(data))
    clues = sorted({clue for _, given, _, _ in rows for clue in given})
    values = np.array([[given.get(clue, 0.0) for clue in clues] for _, given, _, _ in rows])
    right = np.array([row[3] for row in rows])
    article = np.array([row[0] for row in rows])
    scale = np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
    guessed = np.zeros(len(rows))
    for tenth in range(_TENTHS):
        out = article % _TENTHS == tenth
        model = _fitted(values[~out] / scale, right[~out])
        guessed[out] = model.predict_proba(values[out] / scale)[:, 1]
    for bound in np.arange(0.1, 0.7, 0.04):
        hit, wrong = (
            int((right & (guessed >= bound)).sum()),
            int((~right & (guessed >= bound)).sum()),
        )
        sys.stdout.write(
            f"from {bound:.2f}: {hit} right, {wrong} wrong, {total - hit} missed, "
            f"F1 {2 * hit / (hit + wrong + total):.3f}\n"
        )
    model = _fitted(values / scale, right)
    with (ROOT / "liaison" / "understand" / "person_weights.csv").open("w", newline="") as file:
        out_file = csv.writer(file, lineterminator="\n")
        out_file.writerow(("clue", "weight"))
        out_file.writerow(("intercept", f"{model.intercept_[0]:.4f}"))
        for clue, weight in zip(clues, model.coef_[0] / scale, strict=True):
            out_file.writerow((clue, f"{weight:.4f}"))


def _fitted(values: np.ndarray, right: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=2_000).fit(values, right)


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    train(given or Path(os.environ.get("LIAISON_REAL_DATA") or ROOT.parent / "shared" / "data"))
