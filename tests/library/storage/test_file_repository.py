"""Keeping a profile: no save is lost, no damaged file is overwritten, nobody else can read it."""

import multiprocessing
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from explorer.errors import Conflict, CorruptProfile, Unavailable
from explorer.profiles.profile import MAX_REVISION, Perspective, Profile
from explorer.profiles.profile_file import dump, parse
from explorer.storage import file_repository as stores
from explorer.storage.file_repository import FileRepository, default_folder
from library.storage.keeping import load, save

EMPTY = Profile("sre", "L4", "Site Reliability")


@pytest.fixture
def store(tmp_path: Path) -> FileRepository:
    return FileRepository(tmp_path / "data" / "profiles")


def files(store: FileRepository) -> list[str]:
    return sorted(path.name for path in store.folder.iterdir() if path.suffix != ".lock")


def test_nothing_is_kept_before_the_first_save(store: FileRepository) -> None:
    assert load(store, "sre") is None
    assert not store.folder.exists()


def test_the_kept_file_is_the_download(store: FileRepository) -> None:
    saved = save(store, EMPTY)
    assert store.path("sre").read_text(encoding="utf-8") == dump(saved)


def test_only_its_owner_can_read_it(store: FileRepository) -> None:
    save(store, EMPTY)
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    for path in store.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("key", ["../../up", "/etc/passwd", "a b", "é", ".", "x" * 60, "con\\aux"])
def test_a_ladder_with_any_name_stays_in_the_folder(store: FileRepository, key: str) -> None:
    saved = save(store, Profile(key, "L4"))
    assert store.path(key).parent == store.folder
    assert load(store, key) == saved
    assert load(store, "other") is None


def test_a_damaged_file_is_never_overwritten(store: FileRepository) -> None:
    saved = save(store, EMPTY)
    store.path("sre").write_bytes(b"profile: ladder-explorer\nversion: 1\nladder: 'x\n")
    before = store.path("sre").read_bytes()
    with pytest.raises(
        CorruptProfile, match=r"cannot be read \(sre\.yaml:3:9: found a quote.* left as"
    ):
        load(store, "sre")
    for profile in (saved, EMPTY):
        with pytest.raises(CorruptProfile):
            save(store, profile)
    assert store.path("sre").read_bytes() == before


def test_deleting_leaves_no_word_of_it(store: FileRepository) -> None:
    save(store, EMPTY.with_rating("L4", "craft", "Maturing"))
    store.delete("sre")
    assert load(store, "sre") is None
    assert b"".join(path.read_bytes() for path in store.folder.iterdir()) == b""
    store.delete("sre")
    store.path("sre").write_bytes(b"damaged")
    store.delete("sre")
    assert files(store) == []


def test_a_save_that_fails_leaves_what_was_kept_and_no_litter(
    store: FileRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = save(store, EMPTY)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="no space left"):
        save(store, first.with_rating("L4", "craft", "Maturing"))
    assert load(store, "sre") == first
    assert files(store) == ["sre.yaml"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = FileRepository(tmp_path / "file" / "profiles")
    for attempt in (
        lambda: save(store, EMPTY),
        lambda: store.delete("sre"),
        lambda: load(store, "sre"),
    ):
        with pytest.raises(Unavailable, match=r"cannot be kept in .*not a directory"):
            attempt()


def test_a_folder_in_the_place_of_the_file_is_said(store: FileRepository) -> None:
    store.path("sre").mkdir(parents=True)
    for attempt in (lambda: load(store, "sre"), lambda: save(store, EMPTY)):
        with pytest.raises(Unavailable, match="is a folder"):
            attempt()


def test_a_lock_that_somebody_keeps_is_said(
    store: FileRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "_PATIENCE", 0.01)
    save(store, EMPTY)
    with (
        FileLock(store.path("sre").with_suffix(".lock")),
        pytest.raises(Unavailable, match="still saving"),
    ):
        store.delete("sre")
    assert load(store, "sre") is not None


def rate_again_and_again(folder: str, name: str, times: int) -> None:
    """Another process that adds its own ratings, and starts again on what it finds."""
    store = FileRepository(Path(folder))
    for number in range(times):
        while True:
            profile = load(store, "sre") or EMPTY
            try:
                save(store, profile.with_rating("L4", f"{name}{number}", "Maturing"))
                break
            except Conflict:
                continue


def test_two_processes_that_save_at_once_lose_nothing(store: FileRepository) -> None:
    times = 15
    spawn = multiprocessing.get_context("spawn")
    others = [
        spawn.Process(target=rate_again_and_again, args=(str(store.folder), name, times))
        for name in ("left", "right")
    ]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
    assert [other.exitcode for other in others] == [0, 0]
    kept = load(store, "sre")
    assert kept is not None
    assert kept.revision == 2 * times
    assert set(kept.ratings("L4").competencies) == {
        f"{name}{number}" for name in ("left", "right") for number in range(times)
    }


def test_profiles_are_kept_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert default_folder().parts[-2:] == ("ladder-explorer", "profiles")


# -- read once -------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the profile files that were opened to be read."""
    names: list[str] = []
    really = stores.read_regular

    def counted(path: Path, *args: Any) -> bytes:
        names.append(path.name)
        return really(path, *args)

    monkeypatch.setattr(stores, "read_regular", counted)
    return names


def test_a_file_in_the_same_state_is_read_once(store: FileRepository, opened: list[str]) -> None:
    save(store, EMPTY)
    opened.clear()
    first = store.read("sre")
    assert first
    assert store.read("sre", known=first) is first
    assert opened == ["sre.yaml"]


def test_what_was_written_is_what_is_kept_and_is_not_read(
    store: FileRepository, opened: list[str]
) -> None:
    kept = store.write(EMPTY)
    opened.clear()
    for word in ("Maturing", "Exceeding"):
        kept = store.write(kept.profile.with_rating("L4", "craft", word), kept)
        assert store.read("sre", known=kept) is kept
    assert opened == []
    assert load(store, "sre") == kept.profile


def test_what_another_window_saved_is_read_and_never_overwritten(
    store: FileRepository, opened: list[str]
) -> None:
    kept = store.write(EMPTY)
    theirs = save(store, kept.profile.with_rating("L4", "craft", "Exceeding"))
    opened.clear()
    with pytest.raises(Conflict) as caught:
        store.write(kept.profile.with_rating("L4", "craft", "Maturing"), kept)
    assert opened == ["sre.yaml"]
    assert caught.value.current == theirs
    assert store.read("sre", known=caught.value.kept) is caught.value.kept
    found = store.read("sre", known=kept)
    assert found is not None
    assert found.profile == theirs
    store.delete("sre")
    assert store.read("sre", known=found) is None
    with pytest.raises(Conflict) as caught:
        store.write(theirs, found)
    assert caught.value.current is None


def test_what_its_owner_edited_by_hand_is_read_and_never_overwritten(store: FileRepository) -> None:
    kept = store.write(EMPTY.with_rating("L4", "craft", "Maturing"))
    path = store.path("sre")
    path.write_text(path.read_text(encoding="utf-8").replace("Maturing", "Exceeding"), "utf-8")
    found = store.read("sre", known=kept)
    assert found is not None
    assert found.profile.ratings("L4").competencies == {"craft": "Exceeding"}
    with pytest.raises(Conflict):
        store.write(kept.profile.with_rating("L4", "people", "Maturing"), kept)
    path.touch()
    again = store.write(found.profile.with_rating("L4", "people", "Maturing"), found)
    assert again.profile.revision == 2, "its time is another one and its words are the same"


# -- two voices ------------------------------------------------------------------------


def test_two_voices_are_two_files_with_revisions_of_their_own(store: FileRepository) -> None:
    own = save(store, EMPTY.with_rating("L4", "craft", "Maturing"))
    theirs = Profile("sre", "L4", perspective="manager").with_rating("L4", "craft", "Exceeding")
    manager = save(store, theirs)
    assert files(store) == ["sre.yaml", "sre@manager.yaml"]
    assert (load(store, "sre"), load(store, "sre", "manager")) == (own, manager)
    assert b"Exceeding" not in store.path("sre").read_bytes()
    assert b"Maturing" not in store.path("sre", "manager").read_bytes()
    save(store, manager)
    assert save(store, own).revision == 2
    store.delete("sre", "manager")
    assert load(store, "sre", "manager") is None
    assert load(store, "sre") is not None


@pytest.mark.parametrize(("there", "asked"), [("self", "manager"), ("manager", "self")])
def test_a_view_in_the_place_of_the_other_is_neither_shown_nor_overwritten(
    store: FileRepository, there: Perspective, asked: Perspective
) -> None:
    save(store, Profile("sre", "L4", perspective=there).with_rating("L4", "craft", "Exceeding"))
    moved = store.path("sre", there).rename(store.path("sre", asked))
    before = moved.read_bytes()
    with pytest.raises(CorruptProfile) as caught:
        load(store, "sre", asked)
    (problem,) = caught.value.problems
    views = {"self": "one's own view", "manager": "a manager's view"}
    assert (problem.found, problem.wanted) == (views[there], views[asked])
    assert "Exceeding" not in str(caught.value)
    with pytest.raises(CorruptProfile):
        save(store, Profile("sre", "L4", perspective=asked))
    assert moved.read_bytes() == before
    store.quarantine("sre", asked)
    assert save(store, Profile("sre", "L4", perspective=asked)).revision == 1


# -- all of it -------------------------------------------------------------------------


def test_a_backup_holds_every_file_as_it_is_damaged_ones_too(store: FileRepository) -> None:
    assert store.everything() == {}
    save(store, EMPTY)
    save(store, Profile("sre", "L4", perspective="manager"))
    store.path("bakers").write_bytes(b"\xff damaged")
    aside = store.quarantine("bakers")
    assert store.everything() == {
        name: (store.folder / name).read_bytes() for name in ("sre.yaml", "sre@manager.yaml", aside)
    }


def test_deleting_everything_leaves_no_word_and_nothing_that_is_not_ours(
    store: FileRepository,
) -> None:
    store.delete_everything()
    save(store, EMPTY.with_rating("L4", "craft", "Maturing"))
    save(store, Profile("sre", "L4", perspective="manager"))
    store.path("bakers").write_bytes(b"damaged")
    store.quarantine("bakers")
    (store.folder / ".half.part").write_text("craft: Mat")
    (store.folder / "mine.txt").write_text("not ours")
    (store.folder / "folder.yaml").mkdir()
    store.delete_everything()
    assert files(store) == ["folder.yaml", "mine.txt"]
    assert not list(store.folder.glob(".half*"))
    locks = b"".join(path.read_bytes() for path in store.folder.glob("*.lock"))
    assert locks == b""
    assert save(store, EMPTY).revision == 1


# -- what is no plain file ---------------------------------------------------------------


def test_a_link_inside_the_folder_stays_a_link_and_is_written_through(
    store: FileRepository,
) -> None:
    saved = save(store, EMPTY)
    synced = store.folder / "synced"
    synced.mkdir()
    store.path("sre").rename(synced / "sre.yaml")
    store.path("sre").symlink_to("synced/sre.yaml")
    again = save(store, saved.with_rating("L4", "craft", "Maturing"))
    assert store.path("sre").is_symlink()
    assert parse((synced / "sre.yaml").read_bytes())[0] == again == load(store, "sre")
    store.delete("sre")
    assert not (synced / "sre.yaml").exists(), "none of its words stay"


def test_a_link_out_of_the_folder_is_refused_and_left_alone(
    store: FileRepository, tmp_path: Path
) -> None:
    saved = save(store, EMPTY)
    elsewhere = tmp_path / "elsewhere.yaml"
    store.path("sre").rename(elsewhere)
    store.path("sre").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    for attempt in (lambda: load(store, "sre"), lambda: save(store, saved)):
        with pytest.raises(Unavailable, match="a link that leads out of the folder"):
            attempt()
    assert store.everything() == {}
    assert (elsewhere.read_bytes(), store.path("sre").is_symlink()) == (before, True)


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(store: FileRepository) -> None:
    store.folder.mkdir(parents=True)
    os.mkfifo(store.path("sre"))
    for attempt in (lambda: load(store, "sre"), lambda: save(store, EMPTY)):
        with pytest.raises(Unavailable, match="a pipe"):
            attempt()


def test_any_revision_that_is_read_can_be_saved_and_read_again(store: FileRepository) -> None:
    for revision in (MAX_REVISION - 1, MAX_REVISION):
        store.folder.mkdir(parents=True, exist_ok=True)
        store.path("sre").write_text(dump(replace(EMPTY, revision=revision)), encoding="utf-8")
        kept = load(store, "sre")
        assert kept is not None
        assert load(store, "sre") != save(store, kept) == load(store, "sre") != kept
    _, problems = parse(dump(replace(EMPTY, revision=MAX_REVISION + 1)).encode())
    assert problems[0].wanted == "at most 1,000,000,000"
