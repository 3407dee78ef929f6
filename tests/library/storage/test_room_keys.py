"""What is made of a room's key, and of the code that is typed for ten minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.storage.owners import UnsealError
from explorer.storage.room_keys import RoomKey, ShortCode, holder_of, new_token

KEYS = st.binary(min_size=16, max_size=16).map(lambda key: RoomKey("0123456789ab", key))


@given(KEYS)
def test_a_link_is_the_key(key: RoomKey) -> None:
    assert RoomKey.of_link(f" {key.link}\n") == key
    assert key.key.hex() not in repr(key) + key.digest
    assert key.digest not in repr(key)


@given(st.text().filter(lambda text: sum(map(str.isalnum, text.upper())) != 8))
def test_any_other_text_is_no_key_and_no_code(text: str) -> None:
    assert RoomKey.of_link(text) is None
    assert ShortCode.of(text) is None


@given(KEYS, st.binary(), st.integers(1, 9))
def test_a_room_opens_with_its_key_and_its_revision(
    key: RoomKey, document: bytes, revision: int
) -> None:
    sealed = key.seal(document, revision)
    assert key.unseal(sealed, revision) == document
    elsewhere = RoomKey("ba9876543210", key.key)
    for other, at in ((key, revision + 1), (key.renewed(), revision), (elsewhere, revision)):
        with pytest.raises(UnsealError):
            other.unseal(sealed, at)


def test_a_code_is_found_and_opens_however_it_is_typed() -> None:
    typed, code = ShortCode.new()
    key = RoomKey.new()
    again = ShortCode.of(f" {typed.lower().replace('-', ' ')}")
    assert again
    assert again.address == code.address
    assert again.unseal(key.id, code.seal(key)) == key
    other, _ = ShortCode.new()
    wrong = ShortCode.of(other)
    assert wrong
    assert wrong.address != code.address
    with pytest.raises(UnsealError):
        wrong.unseal(key.id, code.seal(key))


def test_who_reads_a_mark_cannot_show_its_token() -> None:
    token = new_token()
    assert token not in holder_of(token)
    assert holder_of(token) != holder_of(new_token())
