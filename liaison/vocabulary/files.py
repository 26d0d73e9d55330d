"""The files of the vocabulary, read row by row with their line numbers."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from liaison.kernel.errors import MistakenInput
from liaison.vocabulary.plain_yaml import parse

DATA = Path(__file__).parent / "data"

COLUMNS = {
    "countries.csv": ("iso3", "iso2", "m49", "name_en", "region", "subregion", "independent"),
    "country_names.csv": ("iso3", "language", "name", "trap"),
    "former_codes.csv": ("list", "code", "now", "certainty", "source"),
    "nationalities.csv": ("iso3", "language", "word", "kind"),
    "places.csv": ("iso3", "language", "kind", "names"),
    "organisations.csv": ("code", "parent", "name_en"),
    "memberships.csv": (
        "organisation",
        "iso3",
        "status",
        "from",
        "until",
        "certainty",
        "source",
        "note",
    ),
    "languages.csv": ("code", "endonym", "name_en", "scripts"),
    "months.csv": ("month", "language", "name"),
    "date_words.csv": ("language", "kind", "value", "words"),
    "language_marks.csv": ("language", "seldom", "like", "letters", "words"),
    "violation_types.csv": (
        "code",
        "group",
        "name_en",
        "sdg_16_10_1",
        "huridocs_mt4",
        "default_urgency",
        "rights",
    ),
    "defender_types.csv": ("code", "name_en"),
    "perpetrator_types.csv": ("code", "parent", "name_en"),
    "rights.csv": ("code", "name_en", "un_declaration_articles", "commentary_2011_section"),
    "provisions.csv": ("code", "label", "name_en", "addressees", "rights"),
    "article_summaries.csv": ("code", "label", "name_en", "certainty", "source", "checked"),
    "provision_relations.csv": (
        "code",
        "provision",
        "stands",
        "other",
        "author",
        "judged",
        "note",
    ),
    "activity_types.csv": ("code", "name_en"),
    "activity_statuses.csv": ("code", "name_en"),
    "outcomes.csv": ("code", "valence", "name_en"),
    "structural_matters.csv": ("code", "name_en"),
    "structural_stages.csv": ("code", "name_en"),
    "upr_issues.csv": ("code", "name_en"),
    "themes.csv": ("code", "name_en", "rights", "upr_issues"),
    "inter_mechanism_meetings.csv": (
        "code",
        "name_en",
        "number",
        "number_certainty",
        "from",
        "until",
        "date_certainty",
        "place",
        "organisers",
        "hosts",
        "themes",
        "conclusions",
        "certainty",
        "source",
        "checked",
        "note",
    ),
    "protection_measures.csv": (
        "code",
        "kind",
        "name_en",
        "providers",
        "others",
        "criteria",
        "cap_eur",
        "months",
        "languages",
        "channel",
        "certainty",
        "source",
        "checked",
        "note",
    ),
}
# Files of words, with the file whose codes they use; "" for those with codes of their own.
WORDS = {
    "violation_words.csv": "violation_types.csv",
    "defender_words.csv": "defender_types.csv",
    "perpetrator_words.csv": "perpetrator_types.csv",
    "theme_words.csv": "themes.csv",
    "mood_words.csv": "",
    "role_words.csv": "",
    "people_words.csv": "",
    "organisation_words.csv": "",
    "activity_words.csv": "activity_types.csv",
    "status_words.csv": "activity_statuses.csv",
    "outcome_words.csv": "outcomes.csv",
    "structural_words.csv": "structural_matters.csv",
    "stage_words.csv": "structural_stages.csv",
    "instrument_words.csv": "instruments.yaml",
}
COLUMNS |= dict.fromkeys(WORDS, ("code", "language", "strength", "words"))
ENTRIES = {
    "about.yaml": "files",
    "mechanisms.yaml": "mechanisms",
    "instruments.yaml": "instruments",
    "reference_patterns.yaml": "patterns",
    "document_kinds.yaml": "kinds",
    "admissibility_rules.yaml": "rules",
    "working_groups.yaml": "groups",
}

Row = dict[str, str]
Entry = dict[str, Any]


class BrokenFile(MistakenInput):
    """A file of the vocabulary cannot be read. `line` counts from 1."""

    def __init__(self, path: Path, line: int, what: str, way_out: str) -> None:
        self.path, self.line = path, line
        self.fault, self.mend = what, way_out
        super().__init__(f"{path}:{line}: {what}", way_out)


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row of a CSV file with its line number. Raises BrokenFile."""
    reader = csv.reader(_text(path).splitlines(), strict=True)
    try:
        header = next(reader, [])
        missing = [name for name in COLUMNS[path.name] if name not in header]
        if missing:
            raise BrokenFile(path, 1, f"no column {', '.join(missing)}", "add it to the header")
        for cells in reader:
            if len(cells) != len(header):
                raise BrokenFile(
                    path,
                    reader.line_num,
                    f"{len(cells)} cells where the header has {len(header)}",
                    "put cells that hold a comma in double quotes",
                )
            yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise BrokenFile(path, reader.line_num, str(error), "mend the quotes") from error


def entries(path: Path, *, with_lines: bool = False) -> Any:  # noqa: ANN401 (YAML holds anything)
    """What stands under the one key of a YAML file. Raises BrokenFile.

    `with_lines` keeps ruamel's own mappings, whose `lc` knows lines; it is ten times slower.
    """
    text = _text(path)
    try:
        document = YAML(typ="rt").load(text) if with_lines else parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        problem = " ".join((error.problem or "is no YAML").split())
        raise BrokenFile(path, line, problem, "mend the YAML, or quote the value") from error
    name = ENTRIES[path.name]
    shape = dict if path.name == "about.yaml" else list
    found = document.get(name) if isinstance(document, dict) else None
    if not isinstance(found, shape):
        raise BrokenFile(path, 1, f"no `{name}:` with entries", f"write them below `{name}:`")
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # some programs begin a table with a mark
    except FileNotFoundError:
        raise BrokenFile(path, 1, "is missing", "put it back, or name another folder") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenFile(path, line, "is not UTF-8", "save it as UTF-8") from error
