"""How quick a vault of many people is, and what its encryption costs: the same pages in the clear.

python -m tests.workspace.measuring [--people 300000] [--rounds 60] [--kept FOLDER]

With --kept the vault stays in FOLDER, and is not made anew the next time. Everybody in it is invented by chance. Pages are asked of the whole application, in this process.
"""

import argparse
import datetime as dt
import functools
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

_LATIN: tuple[str, ...] = (
    "qu",
    "ch",
    "sh",
    "kh",
    "gh",
    "th",
    "zh",
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
)
_LATIN += ("j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "v", "w", "x", "y", "z")
_CYRILLIC: tuple[str, ...] = (
    "к",
    "ч",
    "ш",
    "х",
    "г",
    "т",
    "ж",
    "а",
    "б",
    "к",
    "д",
    "е",
    "ф",
    "г",
    "х",
    "и",
)
_CYRILLIC += ("дж", "к", "л", "м", "н", "о", "п", "р", "с", "т", "у", "в", "у", "кс", "й", "з")
_ARABIC: tuple[str, ...] = (
    "ق",
    "تش",
    "ش",
    "خ",
    "غ",
    "ث",
    "ج",
    "ا",
    "ب",
    "ك",
    "د",
    "",
    "ف",
    "غ",
    "ه",
    "ي",
)
_ARABIC += ("ج", "ك", "ل", "م", "ن", "و", "ب", "ر", "س", "ت", "و", "ف", "و", "كس", "ي", "ز")
_SYLLABLES = [first + vowel for first in "bdfghklmnrstwz" for vowel in "aeiou"]
_COUNTRIES = ("SEN", "PER", "KAZ", "EGY", "PHL", "COD", "UKR", "LBN", "MEX", "BGD")
_CHUNK = 20_000
_PASSPHRASE = "five words that belong nowhere"  # noqa: S105 (of a vault that is thrown away)


def main() -> None:
    """Make the vault, ask it, copy it into the clear, ask that, and say what came of it."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--people", type=int, default=300_000)
    given.add_argument("--rounds", type=int, default=60)
    given.add_argument("--kept", type=Path, default=None)
    said = given.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.workspace")
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="measured-") as folder:
        _measure(said.kept or Path(folder), said.people, said.rounds)


def _measure(folder: Path, people: int, rounds: int) -> None:
    from liaison.workspace.vault import opened

    vault = _vault(folder, people)
    with opened.working_in(vault):
        who, asked = _sample(rounds)
    figures: dict[str, dict[str, list[tuple[float, float]]]] = {"encrypted": {}, "in the clear": {}}
    with _in_the_clear(vault, folder):
        _asked(who, asked)  # warms what both share
    for _turn in range(2):  # by turns: a machine has moods
        _add(figures["encrypted"], _asked(who, asked))
        with _in_the_clear(vault, folder):
            _add(figures["in the clear"], _asked(who, asked))
    _tell(figures)


def _vault(folder: Path, people: int) -> Any:
    """The vault of that folder, made and filled where it is not there yet."""
    from liaison.workspace.vault import key_file, making, opened
    from liaison.workspace.vault.places import Place

    place = Place("measured", folder / "vaults", folder / "keys")
    if place.key_file.exists():
        file = key_file.read(place.key_file)
        return making.open_with(place, file, file.open(_PASSPHRASE))
    made = making.create(place, _PASSPHRASE, key_file.Cost(1, 64, 1))
    began = time.perf_counter()
    with opened.working_in(made.vault):
        _fill(people)
    size = place.database(1).stat().st_size
    _say(f"{people:,} people written in {time.perf_counter() - began:.0f} s, {size:,} bytes")
    return made.vault


def _fill(people: int) -> None:
    from liaison.workspace.members.models import Member
    from liaison.workspace.members.queries import who as as_rules_see
    from liaison.workspace.people import actions
    from liaison.workspace.policy.members import Role

    member = Member.objects.create(username="officer", name="Officer", role=Role.OFFICER)
    chance = random.Random(11)  # noqa: S311 (no secret)
    for start in range(0, people, _CHUNK):
        new = [_invented(chance, start + at) for at in range(min(_CHUNK, people - start))]
        now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=start)
        actions.create_people(people=new, now=now, by=as_rules_see(member))


def _sample(rounds: int) -> tuple[Any, list[tuple[str, str]]]:
    """The officer, and people with a name of theirs, in one script or another."""
    from liaison.workspace.members.models import Member
    from liaison.workspace.members.queries import who as as_rules_see
    from liaison.workspace.people import queries
    from liaison.workspace.people.models import Person

    by = as_rules_see(Member.objects.get(username="officer"))
    chance = random.Random(7)  # noqa: S311 (no secret)
    some = Person.objects.filter(
        pk__in=[1 + chance.randrange(Person.objects.count()) for _round in range(rounds)]
    )
    cards = [queries.card(one.reference, by=by) for one in some]
    return by, [(card.reference, chance.choice(card.names)) for card in cards]


def _invented(chance: random.Random, number: int) -> Any:
    from liaison.workspace.people.actions import NewPerson
    from liaison.workspace.people.codes import PersonKind
    from liaison.workspace.policy.terms import Facet

    given, weights = _given_names()
    words = [
        *chance.choices(given, cum_weights=weights, k=2),
        "".join(chance.choice(_SYLLABLES) for _syllable in range(chance.choice((2, 3, 3)))),
    ]
    latin = " ".join(word.title() for word in words)
    other = _written(latin, _CYRILLIC if number % 2 else _ARABIC)
    return NewPerson(
        pseudonym=f"{chance.choice(_SYLLABLES)}{chance.choice(_SYLLABLES)}-{number}",
        kind=PersonKind.PERSON,
        country=chance.choice(_COUNTRIES),
        content={
            Facet.IDENTITY: {
                "names": [{"text": latin, "kind": "legal"}, {"text": other, "kind": "spelling"}],
                "birth_year": 1950 + number % 50,
            },
            Facet.CONTACT: {"text": f"by {words[2]}, in the evening"},
            Facet.NARRATIVE: {"text": "was summoned, and asked about meetings. " * 10},
        },
    )


@functools.cache
def _given_names() -> tuple[list[str], list[float]]:
    """Given names, and how often each and those before it are borne: the first by one in 60."""
    from liaison.names.sounds import data_lines

    words = (word for line in data_lines("given_names.txt") for word in line.split())
    found = sorted({word for word in words if word.isascii()})
    random.Random(3).shuffle(found)  # noqa: S311 (no secret)
    return found, list(itertools.accumulate(1 / (10 + rank) for rank in range(len(found))))


def _written(latin: str, letters: tuple[str, ...]) -> str:
    text = latin.lower()
    for one, other in zip(_LATIN, letters, strict=True):
        text = text.replace(one, other)
    return text.title()


@contextmanager
def _in_the_clear(vault: Any, folder: Path) -> Iterator[None]:
    """The same vault from a copy in the clear, registered in its place."""
    from django.db import connections

    from liaison.workspace.vault import opened
    from liaison.workspace.vault.opened import Vault
    from liaison.workspace.vault.places import Place

    clear = Place("measured", folder / "clear", folder / "keys")
    path = clear.database(vault.generation)
    if not path.exists():
        clear.attachments.mkdir(parents=True)
        _copied(vault, path)
    opened.register(Vault(clear, vault.key, vault.generation))
    alias = vault.alias
    settings = {**connections.settings[alias], "ENGINE": "tests.workspace.plain"}
    connections.settings = {**connections.settings, alias: settings}
    try:
        yield
    finally:
        opened.register(vault)


def _copied(vault: Any, path: Path) -> None:
    from sqlcipher3 import dbapi2

    from liaison.workspace.vault.backend.base import unlock

    source = vault.place.database(vault.generation)
    with closing(dbapi2.connect(str(source), isolation_level=None)) as connection:
        unlock(connection, vault.key.derive("database"), str(source))
        connection.execute("ATTACH DATABASE ? AS clear KEY ''", (str(path),))
        connection.execute("SELECT sqlcipher_export('clear')")
        connection.execute("DETACH DATABASE clear")


def _asked(who: Any, asked: list[tuple[str, str]]) -> dict[str, list[tuple[float, float]]]:
    """How long each page took, in milliseconds, by what it is."""
    from liaison.workspace.vault import opened
    from tests.workspace.browsing import Browser

    vault = opened.by_name("measured")
    assert vault is not None
    with opened.working_in(vault):
        here = Browser("measured", who)
    token = _token(here)
    took: dict[str, list[tuple[float, float]]] = {"list": [], "person": [], "search by name": []}
    for at, (reference, name) in enumerate(asked):
        country = _COUNTRIES[at % len(_COUNTRIES)] if at % 2 else ""
        _time(took["list"], partial(here.get, "/people/", country=country))
        _time(took["person"], partial(here.get, f"/people/{reference}/"))
        typed = name if at % 2 else " ".join(name.split()[::2])  # without the father's name
        form = {"name": typed, "csrfmiddlewaretoken": token}
        page = _time(took["search by name"], partial(here.post, "/people/search/", form))
        assert reference in page.text or typed != name, "who was asked for is not found"
    return took


def _token(here: Any) -> str:
    from lxml import html

    page = html.fromstring(here.get("/people/").text)
    return str(page.xpath("string(//input[@name='csrfmiddlewaretoken']/@value)"))


def _time(took: list[tuple[float, float]], ask: Callable[[], Any]) -> Any:
    began, worked = time.perf_counter(), time.thread_time()
    answer = ask()
    took.append(((time.perf_counter() - began) * 1_000, (time.thread_time() - worked) * 1_000))
    assert answer.status_code == 200, answer.status_code
    return answer


def _add(
    known: dict[str, list[tuple[float, float]]], more: dict[str, list[tuple[float, float]]]
) -> None:
    for name, values in more.items():
        known.setdefault(name, []).extend(values)


def _tell(figures: dict[str, dict[str, list[tuple[float, float]]]]) -> None:
    """By the clock, and by what the processor worked: a busy machine makes them differ."""
    _say(
        f"{'page':16} {'':9} {'encrypted p50':>14} {'p95':>9} {'clear p50':>12} {'p95':>9} {'cost':>6}"
    )
    for page, values in figures["encrypted"].items():
        for kind, at in (("clock", 0), ("processor", 1)):
            sealed = [one[at] for one in values]
            clear = [one[at] for one in figures["in the clear"][page]]
            cost = statistics.median(sealed) / statistics.median(clear)
            _say(
                f"{page:16} {kind:9} {statistics.median(sealed):11.1f} ms {_p95(sealed):6.1f} ms"
                f" {statistics.median(clear):9.1f} ms {_p95(clear):6.1f} ms {cost:5.2f}x"
            )


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
