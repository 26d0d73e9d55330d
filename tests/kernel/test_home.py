"""One home, one kind of record, one process a task."""

import multiprocessing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from liaison.kernel.errors import HomeUnusable
from liaison.kernel.home import Home


def test_a_rehearsal_and_a_real_record_never_share_a_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.claim_for("rehearsal")
    home.claim_for("rehearsal")
    with pytest.raises(HomeUnusable, match="set LIAISON_HOME to another folder"):
        home.claim_for("real")


def test_a_damaged_stamp_is_named(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.stamp.write_text("{", encoding="utf-8")
    with pytest.raises(HomeUnusable, match=r"home\.json cannot be read"):
        home.kind()


def _hold(root: Path, held: Event, release: Event) -> None:
    with Home(root).hold("harvest"):
        held.set()
        release.wait(30)


def test_a_task_is_held_by_one_process_and_let_go_when_that_is_killed(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(tmp_path, held, release))
    holder.start()
    try:
        assert held.wait(30)
        with pytest.raises(HomeUnusable, match=f"pid {holder.pid}"), Home(tmp_path).hold("harvest"):
            pass
        with Home(tmp_path).hold("process"):
            pass
    finally:
        holder.kill()
        holder.join()
    with Home(tmp_path).hold("harvest"):
        pass
