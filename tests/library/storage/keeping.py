"""Reading and saving in the words of the tests."""

from explorer.profiles.profile import Perspective, Profile
from explorer.storage.repository import ProfileRepository


def load(store: ProfileRepository, ladder: str, by: Perspective = "self") -> Profile | None:
    kept = store.read(ladder, by)
    return kept.profile if kept else None


def save(store: ProfileRepository, profile: Profile) -> Profile:
    return store.write(profile).profile
