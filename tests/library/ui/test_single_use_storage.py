"""A download lies at a random address, for one taking and a minute at the most."""

import contextlib
import threading

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from explorer.ui import single_use_storage
from explorer.ui.single_use_storage import SECONDS, SingleUseStorage

RATINGS = b"ladder: sre\nratings: {craft: Maturing}\n"
KIND = ("application/yaml", MediaFileKind.DOWNLOADABLE, "profile.yaml")


@pytest.fixture
def storage() -> SingleUseStorage:
    return SingleUseStorage("/media")


def asked(url: str) -> str:
    """What the route asks for when somebody opens the address."""
    return url.removeprefix("/media/")


def test_it_is_given_once(storage: SingleUseStorage) -> None:
    url = storage.get_url(storage.load_and_get_id(RATINGS, *KIND))
    assert storage.get_file(asked(url)).content == RATINGS
    with pytest.raises(MediaFileStorageError):
        storage.get_file(asked(url))


def test_who_guesses_the_content_finds_nothing(storage: SingleUseStorage) -> None:
    addresses = {storage.load_and_get_id(RATINGS, *KIND) for _ in range(20)}
    assert len(addresses) == 20, "the same content, at another address each time"
    guessed = _calculate_file_id(RATINGS, "application/yaml", "profile.yaml")
    with pytest.raises(MediaFileStorageError):
        storage.get_file(f"{guessed}.yaml")


def test_of_many_at_once_one_gets_it(storage: SingleUseStorage) -> None:
    name = asked(storage.get_url(storage.load_and_get_id(RATINGS, *KIND)))
    got: list[bytes] = []
    start = threading.Barrier(8)

    def take() -> None:
        start.wait()
        with contextlib.suppress(MediaFileStorageError):
            got.append(storage.get_file(name).content)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [RATINGS]


def test_the_reruns_of_others_do_not_take_it_away(storage: SingleUseStorage) -> None:
    manager = MediaFileManager(storage)
    placeholder = manager.add_deferred(lambda: RATINGS, "application/yaml", "1.2", "profile.yaml")
    url = manager.execute_deferred(placeholder)
    for _ in range(4):
        manager.remove_orphaned_files()
    assert storage.get_file(asked(url)).content == RATINGS


def test_what_nobody_fetched_is_gone_after_a_minute(
    storage: SingleUseStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(single_use_storage.time, "monotonic", lambda: clock[0])
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
