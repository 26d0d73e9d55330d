"""What tantivy alone needs: few segments, however often somebody writes a little."""

from pathlib import Path

from liaison.index import open_writer
from liaison.index.tantivy_engine.reader import TantivyReader
from tests.index.conftest import text_entry

_WRITERS = 18
_MOST = 10  # the engine puts together eight of about one size


def test_writers_that_commit_once_leave_few_segments(tmp_path: Path) -> None:
    for number in range(_WRITERS):
        writer = open_writer(tmp_path)
        writer.add([text_entry(str(number), "Three defenders were detained.")])
        writer.commit()
        writer.close()
    reader = TantivyReader(tmp_path)
    assert reader.count() == _WRITERS
    assert reader._state().searcher.num_segments <= _MOST
