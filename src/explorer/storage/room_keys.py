"""The key of a room, which only its link and the browsers in it hold, and what is made of it.

The database has a digest of the key, and the room sealed under another derivation: who reads it,
or a backup of it, opens nothing. A short code is typed from a shared screen; it seals the key
for ten minutes, stretched so that trying all codes takes longer than anybody lives.
"""

import re
import secrets
from dataclasses import dataclass, field, replace
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from explorer.storage.owners import KEY_BYTES, derived, sealed_with, unsealed_with

_LINK = re.compile(r"([0-9a-f]{12})\.([0-9a-f]{32})")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 of them, none easily taken for another."""
_CODE_LETTERS = 8
_SALT = b"ladder-explorer/1/room/code"
"""The same for every code: a code has to be found by itself, and lives for ten minutes."""


@dataclass(frozen=True, slots=True)
class RoomKey:
    """Which room it is, and the key that opens it. The key is never printed."""

    id: str
    key: bytes = field(repr=False)
    digest: str = field(init=False, repr=False)
    _cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", derived(self.key, b"room/digest").hex())
        object.__setattr__(self, "_cipher", AESGCM(derived(self.key, b"room/document")))

    @classmethod
    def new(cls) -> "RoomKey":
        return cls(secrets.token_hex(6), secrets.token_bytes(KEY_BYTES))

    def renewed(self) -> "RoomKey":
        """Another key for the same room."""
        return replace(self, key=secrets.token_bytes(KEY_BYTES))

    @property
    def link(self) -> str:
        """What a link has after its #."""
        return f"{self.id}.{self.key.hex()}"

    @classmethod
    def of_link(cls, text: str) -> "RoomKey | None":
        """The key in the end of a link, or None where it is none."""
        found = _LINK.fullmatch(text.strip())
        return cls(found[1], bytes.fromhex(found[2])) if found else None

    def seal(self, document: bytes, revision: int) -> bytes:
        return sealed_with(self._cipher, document, self._about(revision))

    def unseal(self, sealed: bytes, revision: int) -> bytes:
        """Raises UnsealError."""
        return unsealed_with(self._cipher, sealed, self._about(revision))

    def _about(self, revision: int) -> bytes:
        return f"room/{self.id}/{revision}".encode()


@dataclass(frozen=True, slots=True)
class ShortCode:
    """A code that is typed: the name of its row, and what seals a room's key under it."""

    address: str
    _cipher: AESGCM = field(repr=False, compare=False)

    @classmethod
    def new(cls) -> "tuple[str, ShortCode]":
        """A new one, and how it is typed: eight letters in two groups, such as 7F2K-9QXM."""
        letters = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
        return f"{letters[:4]}-{letters[4:]}", cls._stretched(letters)

    @classmethod
    def of(cls, typed: str) -> "ShortCode | None":
        """The code that somebody typed, or None where it can be none. Takes 50 ms."""
        letters = "".join(each for each in typed.upper() if each.isalnum())
        if len(letters) != _CODE_LETTERS or not set(letters) <= set(_LETTERS):
            return None
        return cls._stretched(letters)

    @classmethod
    def _stretched(cls, letters: str) -> "ShortCode":
        stretched = Scrypt(salt=_SALT, length=64, n=2**14, r=8, p=1).derive(letters.encode())
        return cls(stretched[:32].hex(), AESGCM(stretched[32:]))

    def seal(self, key: RoomKey) -> bytes:
        return sealed_with(self._cipher, key.key, key.id.encode())

    def unseal(self, id: str, sealed: bytes) -> RoomKey:
        """Raises UnsealError."""
        return RoomKey(id, unsealed_with(self._cipher, sealed, id.encode()))


def new_token() -> str:
    """What a browser shows for its seat."""
    return secrets.token_hex(16)


def holder_of(token: str) -> str:
    """The mark of a browser in a room: who reads the room cannot take over its seat."""
    return f"seat:{sha256(token.encode()).hexdigest()[:32]}"
