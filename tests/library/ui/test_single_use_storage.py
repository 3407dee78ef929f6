"""A download lies at a random address, for one taking and a minute at the most."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from explorer.ui import single_use_storage
from explorer.ui.single_use_storage import SECONDS, SECONDS_AFTER_TAKING, SingleUseStorage

RATINGS = b"ladder: sre\nratings: {craft: Maturing}\n"
KIND = ("application/yaml", MediaFileKind.DOWNLOADABLE, "profile.yaml")


@pytest.fixture
def storage() -> SingleUseStorage:
    return SingleUseStorage("/media")


def asked(url: str) -> str:
    """What the route asks for when somebody opens the address."""
    return url.removeprefix("/media/")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(single_use_storage.time, "monotonic", lambda: now[0])
    return now


def test_it_is_given_for_one_taking(storage: SingleUseStorage, clock: list[float]) -> None:
    url = storage.get_url(storage.load_and_get_id(RATINGS, *KIND))
    assert storage.get_file(asked(url)).content == RATINGS
    assert storage.get_file(asked(url)).content == RATINGS, "a browser asks twice for one taking"
    clock[0] += SECONDS_AFTER_TAKING + 1
    with pytest.raises(MediaFileStorageError):
        storage.get_file(asked(url))
    assert not storage.get_stats(), "its bytes are gone as well"


def test_taking_it_late_does_not_make_it_last(
    storage: SingleUseStorage, clock: list[float]
) -> None:
    name = asked(storage.get_url(storage.load_and_get_id(RATINGS, *KIND)))
    clock[0] += SECONDS - 1
    assert storage.get_file(name).content == RATINGS
    clock[0] += 2
    with pytest.raises(MediaFileStorageError):
        storage.get_file(name)


def test_who_guesses_the_content_finds_nothing(storage: SingleUseStorage) -> None:
    addresses = {storage.load_and_get_id(RATINGS, *KIND) for _ in range(20)}
    assert len(addresses) == 20, "the same content, at another address each time"
    guessed = _calculate_file_id(RATINGS, "application/yaml", "profile.yaml")
    with pytest.raises(MediaFileStorageError):
        storage.get_file(f"{guessed}.yaml")


def test_the_reruns_of_others_do_not_take_it_away(storage: SingleUseStorage) -> None:
    manager = MediaFileManager(storage)
    placeholder = manager.add_deferred(lambda: RATINGS, "application/yaml", "1.2", "profile.yaml")
    url = manager.execute_deferred(placeholder)
    for _ in range(4):
        manager.remove_orphaned_files()
    assert storage.get_file(asked(url)).content == RATINGS


def test_what_nobody_fetched_is_gone_after_a_minute(
    storage: SingleUseStorage, clock: list[float]
) -> None:
    name = asked(storage.get_url(storage.load_and_get_id(RATINGS, *KIND)))
    clock[0] += SECONDS + 1
    with pytest.raises(MediaFileStorageError):
        storage.get_file(name)
    assert not storage.get_stats(), "its bytes are gone as well"


def test_pictures_stay_as_streamlit_has_them(storage: SingleUseStorage) -> None:
    first = storage.load_and_get_id(b"<svg/>", "image/svg+xml", MediaFileKind.MEDIA)
    assert first == storage.load_and_get_id(b"<svg/>", "image/svg+xml", MediaFileKind.MEDIA)
    name = asked(storage.get_url(first))
    assert storage.get_file(name) == storage.get_file(name)
    storage.delete_file(first)
    with pytest.raises(MediaFileStorageError):
        storage.get_file(name)
