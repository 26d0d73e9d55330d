"""The weights that tell near relatives: from texts to a file, by one command."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from liaison.measure.kin_languages import train

_DECLARATION = """<udhr xmlns="http://efele.net/udhr">{}</udhr>"""
_FILES = ("run", "kin", "tir", "amh", "wol", "hau_NG")
_CATALOGUES = ("ss", "zu", "nr", "tn", "nso", "ts", "ve")


def write(folder: Path) -> None:
    for name in _FILES:
        words = "canke umwe " * 5 if name == "run" else "cyangwa undi " * 5
        article = f"<article><para>{words}</para></article>"
        (folder / f"udhr_{name}.xml").write_text(_DECLARATION.format(article * 2), encoding="utf-8")
    for code in _CATALOGUES:
        catalogue = Catalog()
        said = "umuntfu lomuhle File" if code == "ss" else "umuntu omuhle File"
        for number in range(5):
            catalogue.add(f"File number {'I' * number}", f"{said} {'la ' * number}")
        content = BytesIO()
        write_mo(content, catalogue)
        (folder / code / "deep").mkdir(parents=True)
        (folder / code / "deep" / "messages.mo").write_bytes(content.getvalue())


def test_what_only_one_of_two_relatives_has_speaks_for_it(tmp_path: Path) -> None:
    write(tmp_path)
    trained = train(tmp_path, tmp_path)
    languages = trained["languages"]
    assert isinstance(languages, dict)
    assert languages["ss"]["like"] == "zu"
    assert languages["ss"]["tenths"]["tf"] > 0 > languages["ss"]["tenths"]["ntu"]
    assert languages["rn"]["tenths"][" can"] > 0
    assert "fil" not in languages["ss"]["tenths"], "words that were left in English say nothing"
    assert train(tmp_path, tmp_path) == trained


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "zu" / "deep" / "messages.mo").unlink()
    with pytest.raises(FileNotFoundError, match="zu"):
        train(tmp_path, tmp_path)
