"""What every repository does, on files, SQLite and PostgreSQL alike: no save is lost, nothing
damaged is overwritten, and nobody reads what is another's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from explorer.errors import Conflict, CorruptProfile, StoreError, Unavailable
from explorer.profiles.profile import MAX_REVISION, Perspective, Profile
from explorer.profiles.profile_file import dump, parse
from explorer.storage.repository import Kept, Listed, ProfileRepository
from library.storage.conftest import Kind
from library.storage.keeping import load, save

EMPTY = Profile("sre", "L4", "Site Reliability")


def test_nothing_is_kept_before_the_first_save(store: ProfileRepository) -> None:
    assert load(store, "sre") is None
    assert (store.listed(), store.everything()) == ([], {})


def test_what_is_saved_is_read_with_the_next_revision(store: ProfileRepository) -> None:
    first = save(store, EMPTY.with_rating("L4", "craft", "Maturing"))
    assert first.revision == 1
    assert first.saved.endswith(" UTC")
    assert load(store, "sre") == first
    assert save(store, first).revision == 2
    assert store.listed() == [Listed("sre", "self")]


def test_what_is_kept_is_the_download_and_opens_elsewhere(store: ProfileRepository) -> None:
    saved = save(store, EMPTY.with_label("é\U0001f642'\"\\"))
    assert store.everything() == {"sre.yaml": dump(saved).encode()}
    assert parse(store.everything()["sre.yaml"]) == (saved, [])


@pytest.mark.parametrize("key", ["../../up", "/etc/passwd", "a b", "é", ".", "x" * 60, "a\nb'; --"])
def test_a_ladder_may_have_any_name(store: ProfileRepository, key: str) -> None:
    saved = save(store, Profile(key, "L4"))
    assert load(store, key) == saved
    assert load(store, "other") is None
    assert store.listed() == [Listed(key, "self")]


def test_a_second_window_never_overwrites_the_first(store: ProfileRepository) -> None:
    first = store.write(EMPTY)
    mine = store.write(first.profile.with_rating("L4", "craft", "Maturing"), first)
    for known in (first, None):
        with pytest.raises(Conflict) as caught:
            store.write(first.profile.with_rating("L4", "craft", "Exceeding"), known)
        assert caught.value.current == mine.profile == load(store, "sre")
        found = caught.value.kept
        assert store.read("sre", known=found) is found
    with pytest.raises(Conflict):
        store.write(EMPTY)
    store.delete("sre")
    for known in (mine, None):
        with pytest.raises(Conflict) as caught:
            store.write(mine.profile, known)
        assert caught.value.current is None


def test_what_was_deleted_and_made_anew_is_not_taken_for_what_it_was(
    store: ProfileRepository,
) -> None:
    mine = store.write(EMPTY.with_rating("L4", "craft", "Maturing"))
    store.delete("sre")
    theirs = store.write(EMPTY.with_rating("L4", "craft", "Exceeding"))
    assert theirs.profile.revision == mine.profile.revision
    found = store.read("sre", known=mine)
    assert found is not None
    assert found.profile == theirs.profile
    with pytest.raises(Conflict):
        store.write(mine.profile.with_rating("L4", "people", "Maturing"), mine)


def test_what_has_not_changed_is_not_read_again(store: ProfileRepository) -> None:
    kept = store.write(EMPTY)
    for word in ("Maturing", "Exceeding"):
        kept = store.write(kept.profile.with_rating("L4", "craft", word), kept)
        assert store.read("sre", known=kept) is kept
    assert load(store, "sre") == kept.profile


def test_what_is_damaged_is_never_overwritten(kind: Kind, store: ProfileRepository) -> None:
    kept = store.write(EMPTY)
    spoiled = kind.damage(store, "sre")
    with pytest.raises(CorruptProfile, match=r"cannot be read \(sre\.yaml:\d+:\d+: found"):
        store.read("sre", known=kept)
    for profile, known in ((kept.profile, kept), (kept.profile, None), (EMPTY, None)):
        with pytest.raises(CorruptProfile):
            store.write(profile, known)
    assert kind.raw(store, "sre") == spoiled


def test_what_is_damaged_can_be_set_aside_again_and_again(
    kind: Kind, store: ProfileRepository
) -> None:
    aside = []
    for _ in range(2):
        save(store, EMPTY)
        spoiled = kind.damage(store, "sre")
        aside.append(store.quarantine("sre"))
        assert load(store, "sre") is None
    assert len(set(aside)) == 2
    assert all(name.startswith("sre.damaged-") for name in aside)
    assert save(store, EMPTY).revision == 1
    kept = store.everything()
    assert sum(raw == spoiled for raw in kept.values()) == 2, "the backup has them"
    assert store.listed() == [Listed("sre", "self")]


def test_setting_aside_what_is_not_there_is_said(store: ProfileRepository) -> None:
    with pytest.raises(Unavailable):
        store.quarantine("sre")


def test_two_views_are_two_with_revisions_of_their_own(store: ProfileRepository) -> None:
    own = save(store, EMPTY.with_rating("L4", "craft", "Maturing"))
    theirs = Profile("sre", "L4", perspective="manager").with_rating("L4", "craft", "Exceeding")
    manager = save(store, theirs)
    assert sorted(store.everything()) == ["sre.yaml", "sre@manager.yaml"]
    assert (load(store, "sre"), load(store, "sre", "manager")) == (own, manager)
    assert store.listed() == [Listed("sre", "manager"), Listed("sre", "self")]
    save(store, manager)
    assert save(store, own).revision == 2
    store.delete("sre", "manager")
    assert load(store, "sre", "manager") is None
    assert load(store, "sre") is not None


def test_a_ladder_that_is_called_like_a_managers_view_has_its_own(
    store: ProfileRepository,
) -> None:
    saved = save(store, Profile("x@manager", "L4"))
    manager = save(store, Profile("x", "L4", perspective="manager"))
    both = save(store, Profile("x@manager", "L4", perspective="manager"))
    assert len(store.everything()) == 3
    assert load(store, "x@manager") == saved
    assert load(store, "x", "manager") == manager
    assert load(store, "x@manager", "manager") == both


def test_deleting_everything_leaves_nothing_of_this_owner(
    kind: Kind, store: ProfileRepository
) -> None:
    other = kind.new()
    theirs = save(other, EMPTY)
    store.delete_everything()
    save(store, EMPTY.with_rating("L4", "craft", "Maturing"))
    save(store, Profile("sre", "L4", perspective="manager"))
    save(store, Profile("bakers", "L4"))
    kind.damage(store, "bakers")
    store.quarantine("bakers")
    store.delete_everything()
    assert (store.listed(), store.everything()) == ([], {})
    assert save(store, EMPTY).revision == 1
    assert load(other, "sre") == theirs


def test_another_owner_sees_nothing_and_changes_nothing(
    kind: Kind, store: ProfileRepository
) -> None:
    mine, other = save(store, EMPTY), kind.new()
    assert load(other, "sre") is None
    other.delete("sre")
    other.delete_everything()
    with pytest.raises(Conflict) as caught:
        save(other, mine)
    assert caught.value.current is None
    assert load(store, "sre") == mine


def test_any_revision_that_is_read_can_be_saved_and_read_again(store: ProfileRepository) -> None:
    for revision in (MAX_REVISION - 2, MAX_REVISION - 1):
        kept = save(store, replace(EMPTY, revision=0))
        # Saved a billion times.
        store.delete("sre")
        with counted_from(revision):
            kept = save(store, EMPTY)
        again = save(store, kept)
        assert kept.revision != again.revision
        assert load(store, "sre") == again
        store.delete("sre")


@contextmanager
def counted_from(revision: int) -> Iterator[None]:
    from explorer.storage import database_repository, file_repository, repository

    def later(profile: Profile) -> Profile:
        return replace(repository.next_revision(profile), revision=revision + 1)

    with pytest.MonkeyPatch.context() as patch:
        for module in (database_repository, file_repository):
            patch.setattr(module, "next_revision", later)
        yield


def test_every_trouble_is_a_store_error() -> None:
    assert all(issubclass(each, StoreError) for each in (Conflict, CorruptProfile, Unavailable))


# -- any order of anything ---------------------------------------------------------------

LADDERS = st.sampled_from(["sre", "x@manager", "x"])
VIEWS: st.SearchStrategy[Perspective] = st.sampled_from(["self", "manager"])
WINDOWS = st.integers(0, 1)


class Keeping(RuleBasedStateMachine):
    """Two windows of one owner, in any order of anything, against a dictionary."""

    kind: Kind

    def __init__(self) -> None:
        super().__init__()
        self.store = self.kind.new()
        self.kept: dict[tuple[str, Perspective], Profile] = {}
        self.known: list[dict[tuple[str, Perspective], Kept]] = [{}, {}]
        self.aside = 0
        self.number = 0

    @rule(ladder=LADDERS, by=VIEWS, window=WINDOWS)
    def look(self, ladder: str, by: Perspective, window: int) -> None:
        key = ladder, by
        found = self.store.read(ladder, by, self.known[window].get(key))
        assert (found.profile if found else None) == self.kept.get(key)
        self.known[window].pop(key, None)
        if found:
            self.known[window][key] = found

    @rule(ladder=LADDERS, by=VIEWS, window=WINDOWS)
    def rate(self, ladder: str, by: Perspective, window: int) -> None:
        key, self.number = (ladder, by), self.number + 1
        known = self.known[window].get(key)
        before = known.profile if known else Profile(ladder, "L4", perspective=by)
        changed = before.with_rating("L4", "craft", f"word {self.number}")
        up_to_date = (known.profile if known else None) == self.kept.get(key)
        try:
            kept = self.store.write(changed, known)
        except Conflict as conflict:
            kept, current = conflict.kept, conflict.current
            saved = False
            self.known[window].pop(key, None)
            if kept:
                self.known[window][key] = kept
        else:
            saved, current = True, self.kept.get(key)
        assert (saved, current) == (up_to_date, self.kept.get(key))
        if saved:
            assert replace(kept.profile, revision=before.revision, saved=before.saved) == changed
            self.kept[key], self.known[window][key] = kept.profile, kept

    @rule(ladder=LADDERS, by=VIEWS)
    def delete(self, ladder: str, by: Perspective) -> None:
        self.store.delete(ladder, by)
        self.kept.pop((ladder, by), None)

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def set_aside(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.kept)))
        self.store.quarantine(*key)
        del self.kept[key]
        self.aside += 1

    @rule()
    def delete_everything(self) -> None:
        self.store.delete_everything()
        self.kept, self.aside = {}, 0

    @invariant()
    def all_of_it_is_there(self) -> None:
        assert self.store.listed() == sorted(Listed(*key) for key in self.kept)
        everything = self.store.everything()
        assert len(everything) == len(self.kept) + self.aside


def test_any_order_of_anything(kind: Kind) -> None:
    class OfThisKind(Keeping):
        pass

    OfThisKind.kind = kind
    run_state_machine_as_test(
        OfThisKind, settings=settings(stateful_step_count=20, max_examples=15)
    )
