"""Whose a kept profile is, and what that makes of its document in a database.

The owner of a browser's profiles is a random key that only the browser holds. The database has
an address that was derived from the key and documents encrypted under another derivation: who
reads it, or a backup of it, learns neither the words nor whose they are. What stands beside a
document (ladder, perspective, revision) is authenticated with it, so no row passes for another.

The key is also the recovery phrase: seven groups of four letters that can be written down.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 16
_NONCE_BYTES = 12
_CHECK_BITS = 12
"""One mistyped phrase in 4,096 passes, and then opens nothing."""
_LETTERS = 28
"""128 bits of key and 12 of checksum, five to a letter."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is easily taken for another."""
_MISREAD = str.maketrans("OIL", "011")


class UnsealError(ValueError):
    """A document that this owner's key does not open: damaged, or another's."""


class Owner(Protocol):
    """Whose rows they are: a name for the rows, and what a document is turned into."""

    @property
    def address(self) -> str: ...

    def seal(self, document: bytes, about: bytes, /) -> bytes:
        """The document as its row has it; `about` is what stands beside it there."""

    def unseal(self, sealed: bytes, about: bytes, /) -> bytes:
        """The document again. Raises UnsealError."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in: their documents are readable text in the database."""

    id: str

    @property
    def address(self) -> str:
        return f"{PERSON}{self.id}"

    def seal(self, document: bytes, _: bytes, /) -> bytes:
        return document

    def unseal(self, sealed: bytes, _: bytes, /) -> bytes:
        return sealed


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that holds a key. Neither the key nor what is made of it is ever printed."""

    key: bytes = field(repr=False)
    address: str = field(init=False)
    _cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", f"{BROWSER}{derived(self.key, b'address').hex()}")
        object.__setattr__(self, "_cipher", AESGCM(derived(self.key, b"document")))

    @classmethod
    def new(cls) -> "Browser":
        return cls(secrets.token_bytes(KEY_BYTES))

    def seal(self, document: bytes, about: bytes, /) -> bytes:
        return sealed_with(self._cipher, document, about)

    def unseal(self, sealed: bytes, about: bytes, /) -> bytes:
        return unsealed_with(self._cipher, sealed, about)

    @property
    def phrase(self) -> str:
        """The key to write down: `7F2K-…`, seven groups of four."""
        number = int.from_bytes(self.key, "big") << _CHECK_BITS | _check(self.key)
        letters = [_ALPHABET[number >> 5 * at & 31] for at in reversed(range(_LETTERS))]
        return "-".join("".join(letters[at : at + 4]) for at in range(0, _LETTERS, 4))

    @classmethod
    def of_phrase(cls, text: str) -> "Browser | None":
        """The browser of a phrase as somebody types it; None where it is none or mistyped."""
        letters = "".join(each for each in text.upper().translate(_MISREAD) if each.isalnum())
        if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
            return None
        number = 0
        for letter in letters:
            number = number << 5 | _ALPHABET.index(letter)
        key = (number >> _CHECK_BITS).to_bytes(KEY_BYTES, "big")
        return cls(key) if _check(key) == number & (1 << _CHECK_BITS) - 1 else None


def derived(key: bytes, purpose: bytes) -> bytes:
    """32 bytes for one purpose, of which no other can be computed."""
    info = b"ladder-explorer/1/" + purpose
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)


def sealed_with(cipher: AESGCM, document: bytes, about: bytes) -> bytes:
    """A document encrypted; `about` is authenticated with it."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, document, about)


def unsealed_with(cipher: AESGCM, sealed: bytes, about: bytes) -> bytes:
    """The document again. Raises UnsealError."""
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return cipher.decrypt(nonce, rest, about)
    except (InvalidTag, ValueError) as error:
        raise UnsealError from error


BROWSER, PERSON = "browser:", "person:"
"""How the addresses of browsers and of people begin."""


def _check(key: bytes) -> int:
    return int.from_bytes(sha256(b"ladder-explorer/phrase/" + key).digest()[:2], "big") >> 4
