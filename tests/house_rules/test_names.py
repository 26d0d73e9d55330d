"""Names of people are found to link, and shown nowhere."""

import re

from liaison.kernel.finding import UNSHOWN, FindingKind
from tests.conftest import ROOT

# Who may speak of the finding: those who make it, link by it, measure it, or keep it out of sight.
ALLOWED = (
    "kernel",
    "understand",
    "link",
    "measure",
    "catalogue/correcting.py",
    "catalogue/marked.py",
    "pipeline/trial.py",
    "workspace",  # its persons are no findings: members write them down
    "config/vault_demo.py",  # likewise
)


def test_only_understanding_and_linking_read_the_names_of_persons() -> None:
    speaking = re.compile(r"FindingKind\.PERSON|UNSHOWN|[\"']person[\"']")
    others = [
        str(path.relative_to(ROOT / "liaison"))
        for path in sorted((ROOT / "liaison").rglob("*.py"))
        if speaking.search(path.read_text(encoding="utf-8"))
    ]
    foreign = [name for name in others if not name.startswith(ALLOWED)]
    assert foreign == ["vocabulary/terms/places.py"]  # a trap of place names, no finding


def test_no_page_asks_for_them() -> None:
    from liaison.publish import queries

    assert FindingKind.PERSON in UNSHOWN
    assert not UNSHOWN.intersection(queries._SHOWN_FINDINGS)


def test_no_template_and_no_export_names_the_kind() -> None:
    places = [*(ROOT / "liaison" / "publish").rglob("*.html"), ROOT / "liaison/pipeline/export.py"]
    named = [path.name for path in places if "PERSON" in path.read_text(encoding="utf-8")]
    assert named == []
