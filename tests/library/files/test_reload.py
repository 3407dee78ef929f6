"""A ladder that is edited while it is read."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from explorer.files import reload
from explorer.files.paths import state
from explorer.files.reload import LiveSite
from explorer.search.index import Index
from library.writing import level, write


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the files each time."""
    monkeypatch.setattr(reload, "LOOK_SECONDS", 0.0)


def test_the_files_are_looked_at_once_in_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"})}))
    monkeypatch.setattr(reload, "LOOK_SECONDS", 60.0)
    before = live.now()
    write(tmp_path, {"L1.yaml": level("L1", {"a": "I orchestrate"})})
    assert live.now() is before
    live.look_again()
    after = live.now()
    assert after is not before
    write(tmp_path, {"L1.yaml": level("L1", {"a": "I sing"})})
    assert live.now() is after
    monkeypatch.setattr(reload, "LOOK_SECONDS", 0.0)
    assert live.now() is not after


def test_of_more_files_than_are_loaded_no_more_are_looked_at(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"L{number}.yaml").touch()
    assert len(state(tmp_path)) == 501


def test_nothing_is_loaded_again_while_nothing_changes(tmp_path: Path) -> None:
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"})}))
    assert live.now() is live.now()


def test_an_edit_is_there_the_next_time_and_can_be_found(tmp_path: Path) -> None:
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"})}))
    before = live.now()
    write(tmp_path, {"L1.yaml": level("L1", {"a": "I orchestrate"})})
    after = live.now()
    assert [hit.entry.id for hit in Index.of(after.site).search("orchestrate").hits] == ["a"]
    assert Index.of(before.site).search("orchestrate").hits == ()


def test_a_half_saved_file_leaves_the_last_good_state_until_it_is_whole(tmp_path: Path) -> None:
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"})}))
    good = live.now().site
    for half in ("code:", 'code: "L1"\ntitle: [', ""):
        write(tmp_path, {"L1.yaml": half})
        assert live.now().site.ladders == good.ladders
        assert live.now().site.stale_files == ("L1.yaml",)
    write(tmp_path, {"L1.yaml": level("L1", {"b": "I write"})})
    assert live.now().site.stale_files == ()
    assert live.now().site.problems == ()


def test_a_folder_that_goes_away_and_comes_back_is_no_error(tmp_path: Path) -> None:
    live = LiveSite(tmp_path / "later")
    assert live.now().site.problems[0].found == "no such folder"
    write(tmp_path, {"later/L1.yaml": level("L1")})
    assert [ladder.key for ladder in live.now().site.ladders] == ["later"]


def test_many_threads_share_one_snapshot(tmp_path: Path) -> None:
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1")}))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: live.now(), range(40)))
    assert len({id(snapshot) for snapshot in found}) == 1


def test_an_edit_that_keeps_the_size_and_the_time_is_there_as_well(tmp_path: Path) -> None:
    """As rsync -t, tar and touch -r leave a file; in place, and put in its place."""
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"})}))
    file = tmp_path / "L1.yaml"
    time = file.stat().st_mtime_ns
    assert live.now().site.ladders[0].levels[0].competencies

    def said() -> str:
        return live.now().site.ladders[0].levels[0].title

    for way, title in (("in place", "Engineer L2"), ("put in its place", "Engineer L3")):
        new = file if way == "in place" else tmp_path / "new"
        content = file.read_text().replace(said(), title)
        new.write_text(content)
        os.utime(new, ns=(time, time))
        new.replace(file)
        assert file.stat().st_mtime_ns == time
        assert said() == title, way


def test_a_clock_that_is_set_back_hides_no_edit(tmp_path: Path) -> None:
    live = LiveSite(write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"})}))
    live.now()
    write(tmp_path, {"L1.yaml": level("L1", {"a": "I read"}, summary="Later")})
    os.utime(tmp_path / "L1.yaml", ns=(0, 0))
    assert "Later" in str(live.now().site.ladders[0].levels[0].summary)
