"""A browser's key: derived apart, written down, and of no use for another's document."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.storage.owners import KEY_BYTES, Browser, Person, UnsealError

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES).map(Browser)
FIRST = Browser(bytes(range(16)))


@given(KEYS)
def test_a_phrase_is_the_key_however_it_is_typed(browser: Browser) -> None:
    phrase = browser.phrase
    assert [len(group) for group in phrase.split("-")] == [4] * 7
    sloppy = phrase.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert Browser.of_phrase(phrase) == browser == Browser.of_phrase(f" {sloppy}\n")


@given(KEYS, st.data())
def test_one_wrong_letter_is_found(browser: Browser, data: st.DataObject) -> None:
    """All but one in 4,096, of which these examples have none."""
    letters = list(browser.phrase)
    at = data.draw(st.integers(0, len(letters) - 1).filter(lambda at: letters[at] != "-"))
    letters[at] = data.draw(
        st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter(lambda x: x != letters[at])
    )
    assert Browser.of_phrase("".join(letters)) is None


@given(st.text())
def test_any_other_text_is_no_phrase(text: str) -> None:
    found = Browser.of_phrase(text)
    assert found is None or len(text) >= 28


@given(KEYS, st.binary(), st.binary())
def test_what_is_sealed_opens_with_its_key_and_what_stands_beside_it(
    browser: Browser, document: bytes, about: bytes
) -> None:
    sealed = browser.seal(document, about)
    assert browser.unseal(sealed, about) == document
    assert sealed != browser.seal(document, about), "no two alike"
    spoiled = bytes([*sealed[:-1], sealed[-1] ^ 1])
    for wrong in ((sealed, about + b"x"), (spoiled, about), (sealed[:11], about), (b"", about)):
        with pytest.raises(UnsealError):
            browser.unseal(*wrong)
    with pytest.raises(UnsealError):
        Browser.new().unseal(sealed, about)


def test_neither_key_nor_address_leads_to_the_other() -> None:
    again = Browser(FIRST.key)
    assert again == FIRST
    assert again.address == FIRST.address
    assert FIRST.key.hex() not in FIRST.address
    assert FIRST.phrase not in repr(FIRST)
    assert FIRST.key.hex() not in repr(FIRST)
    assert len({Browser.new().address for _ in range(50)}) == 50


def test_what_was_kept_by_this_version_opens_in_every_later_one() -> None:
    """Recorded: another derivation would lose what browsers have kept."""
    assert FIRST.address == (
        "browser:b41ecc4a073f979259e1b9fe32fcbf5ce16b6597eb1d17ed9d78fef0c61c32c2"
    )
    assert FIRST.phrase == "000G-40R4-0M30-E209-185G-R38E-1WGG"
    sealed = bytes.fromhex(
        "69651e823bb51de6cfce746f623e249ad697f05ee3b68f805227bea7af4613415285a42d"
    )
    assert FIRST.unseal(sealed, b"about") == b"document"


def test_a_person_has_readable_documents() -> None:
    person = Person("3f2a")
    assert person.address == "person:3f2a"
    assert person.unseal(person.seal(b"words", b"x"), b"y") == b"words"


def test_no_letter_of_a_phrase_is_easily_misread() -> None:
    used = Counter("".join(Browser.new().phrase for _ in range(300)))
    assert not set("OILU") & set(used)
