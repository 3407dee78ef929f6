"""Rooms on the pages: started, entered and left; each visit here is a browser of its own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text
from tests.app.conftest import Open, Serve
from tests.app.ladders import SAMPLE
from tests.app.profiles import CULTURE, DOMAIN, EVIL, profile
from tests.app.visiting import Markup, Visit

from explorer.files.loading import load
from explorer.profiles.profile import Profile
from explorer.profiles.profile_file import dump, parse
from explorer.profiles.shared_agenda import AgendaItem
from explorer.rooms.room import CHAIR, AgreedStep, Room
from explorer.server.room_entry import Held
from explorer.storage.database import Database
from explorer.storage.database_rooms import DatabaseRooms
from explorer.storage.room_keys import RoomKey, new_token
from explorer.text.translation import speaking
from explorer.ui import room_session
from explorer.ui.room_talk import with_agreed

START, PANEL_START = "Start a room for two", "Start the panel's room"


@pytest.fixture
def rooms(database: Database) -> DatabaseRooms:
    return DatabaseRooms(database)


class Others:
    """Further browsers that came in by the link, one for each visit."""

    def __init__(self, visit: Open) -> None:
        self.visit, self.now = visit, Held(RoomKey.new(), new_token())

    def come(self, first: Visit, page: str = "one_to_one") -> Visit:
        (session,) = first.at.session_state["rooms"].values()
        self.now = Held(session.held.key, new_token())
        return self.visit(page, room=session.id)

    def held(self, _: object, __: object, id: str) -> Held | None:
        return self.now if self.now.key.id == id else None


@pytest.fixture
def others(visit: Open, monkeypatch: pytest.MonkeyPatch, database: Database) -> Others:
    made = Others(visit)
    monkeypatch.setattr(room_session, "held", made.held)
    return made


def key_of(page: Visit) -> RoomKey:
    (session,) = page.at.session_state["rooms"].values()
    return RoomKey(session.id, session.held.key.key)


@pytest.fixture
def two(visit: Open, others: Others) -> Callable[[], tuple[Visit, Visit]]:
    """Both people in a room for two: one's own view, and the manager's."""

    def begin() -> tuple[Visit, Visit]:
        own = visit("one_to_one").press(START)
        return own, others.come(own).press("Come in")

    return begin


def opened(own: Visit, manager: Visit) -> tuple[Visit, Visit]:
    own.rate(DOMAIN, "Maturing").press("I am ready")
    manager.run().rate(DOMAIN, "Performing").press("I am ready")
    return own.run(), manager


@pytest.mark.parametrize("page", ["one_to_one", "panel"])
def test_where_no_room_can_be_it_is_said_why(visit: Open, serve: Serve, page: str) -> None:
    address = {"show": "plan"} if page == "panel" else {}
    assert "it keeps nothing" in visit(page, **address).text
    serve(personal=True)
    said = visit(page, **address).text
    assert "answers only on this computer" in said
    assert "ladder serve --shared" in said


def test_a_room_starts_with_one_press_and_its_browser_gets_the_cookie(
    visit: Open, rooms: DatabaseRooms
) -> None:
    page = visit("one_to_one").press(START)
    key = key_of(page)
    assert page.address == {"room": key.id}
    assert rooms.read(key).seats_of(rooms.read(key).owner)[0].key == "self"
    script = page.at.main.get("html")[-1].value
    assert f'data-room="{key.link}.' in script
    page.press("held")
    assert 'data-room=""' in page.at.main.get("html")[-1].value
    page.press("refused")
    assert "did not take the room's cookie" in " ".join(page.messages())


@pytest.mark.parametrize("id", ["x", "0123456789ab", "<script>", "../../etc"])
def test_an_address_without_the_key_shows_a_sentence(others: Others, id: str) -> None:
    page = others.visit("one_to_one", room=id)
    assert page.messages()[0].startswith("This browser is not in that room.")
    assert not page.at.segmented_control


def test_a_third_visitor_sees_that_all_seats_are_taken(
    two: Callable[[], tuple[Visit, Visit]], others: Others
) -> None:
    own, _ = two()
    third = others.come(own)
    assert third.messages() == ["Every seat in this room is taken."]
    assert not third.has_button("Come in")


def test_nothing_of_the_other_is_on_the_page_before_both_are_ready(
    two: Callable[[], tuple[Visit, Visit]],
) -> None:
    own, manager = two()
    own.rate(DOMAIN, "Exceeding").press("I am ready")
    manager.run()
    assert "Own view ready" in manager.text
    ready = manager.at.session_state["rooms"]
    assert "Exceeding" not in repr([each.shown for each in ready.values()])
    own.press("Take it back")
    assert "Own view not ready yet" in manager.run().text
    manager.rate(DOMAIN, "Performing")
    own.press("I am ready")
    manager.press("I am ready")
    for page in (own.run(), manager):
        assert "You see it differently" in page.text
        assert "Exceeding" in page.html


def test_a_view_is_brought_from_my_profile_or_from_a_file(
    visit: Open, rooms: DatabaseRooms
) -> None:
    page = visit("profile").rate(DOMAIN, "Maturing").open("one_to_one").press(START)
    page.press("Bring my view")
    part, _ = parse(rooms.read(key_of(page)).part("self").document.encode())
    assert part
    assert part.ratings("L4").competencies[DOMAIN] == "Maturing"
    wrong = {
        "other ladder": dump(profile(ladder="other")).encode(),
        "other perspective": dump(replace(profile(), perspective="manager")).encode(),
        "no profile": b"a: 1",
    }
    for name, raw in wrong.items():
        assert f"{name}.yaml” was not opened" in " ".join(
            page.upload(f"{name}.yaml", raw).messages()
        ).replace('"', "”")
    page.upload("mine.yaml", dump(profile(culture_and_leadership="Exceeding")).encode())
    part, _ = parse(rooms.read(key_of(page)).part("self").document.encode())
    assert part
    assert dict(part.ratings("L4").competencies) == {CULTURE: "Exceeding"}


def test_rating_one_by_one_in_the_room_leaves_my_profile_alone(
    visit: Open, rooms: DatabaseRooms
) -> None:
    page = visit("one_to_one").press(START).choose("room_way", "each")
    page.at.button(key="rate-3").click()
    page.run()
    part, _ = parse(rooms.read(key_of(page)).part("self").document.encode())
    assert part
    assert list(part.ratings("L4").statements.values()) == ["Performing"]
    assert page.open("profile").at.session_state["profile_sessions"]
    assert "Performing" not in str(page.at.session_state["profile_sessions"])


def test_a_second_tab_of_the_same_seat_loses_no_rating(
    visit: Open, others: Others, rooms: DatabaseRooms
) -> None:
    page = visit("one_to_one").press(START).rate(DOMAIN, "Maturing")
    (session,) = page.at.session_state["rooms"].values()
    others.now = session.held
    tab = visit("one_to_one", room=session.id).rate(CULTURE, "Exceeding")
    page.rate(DOMAIN, "Performing")
    assert "in another tab" in page.messages()[0]
    page.rate(DOMAIN, "Performing")
    part, _ = parse(rooms.read(key_of(tab)).part("self").document.encode())
    assert part
    assert dict(part.ratings("L4").competencies) == {DOMAIN: "Performing", CULTURE: "Exceeding"}


def test_the_starter_can_take_the_other_seat_and_another_level(
    visit: Open, rooms: DatabaseRooms
) -> None:
    page = visit("one_to_one").press(START)
    key = key_of(page)
    page.choose(f"room_mine-{key.id}", "manager")
    page.choose(f"room_level-{key.id}", "L5")
    room = rooms.read(key)
    assert [seat.key for seat in room.seats_of(room.owner)] == ["manager"]
    assert room.level == "L5"


def agree(page: Visit, words: str) -> Visit:
    (field,) = [each for each in page.at.text_input if each.label == "Agreed next step"]
    field.set_value(words)
    return page.run()


def test_what_is_agreed_about_a_competency_is_one_note_in_two_languages() -> None:
    """Each takes it to a profile in their own language; both profiles are laid side by side."""
    (ladder,) = load(SAMPLE).ladders
    level = ladder.level("L4")
    assert level
    competency = level.competencies[0]
    item = AgendaItem(f"L4//{competency.key}", competency=competency)
    step = AgreedStep("Ein Review leiten", "2026-12-24")
    room = Room("two", ladder.key, "L4", "", (), agreed={item.name: step})
    taken = Profile(ladder.key, "L4", ladder.name)
    for tag in ("de", "en"):
        with speaking(tag):
            taken = with_agreed(taken, room, (item,), "2026-11-26")
    (note,) = taken.evidence
    assert note.text == "Ein Review leiten (2026-12-24)"


def test_what_is_agreed_is_text_on_both_screens_and_goes_to_my_profile(
    two: Callable[[], tuple[Visit, Visit]], rooms: DatabaseRooms
) -> None:
    own, manager = opened(*two())
    manager.press("Lead both screens").press("Next")
    assert "You follow the manager." in own.run().text
    agree(manager, EVIL)
    own.run()
    tags = {tag for tag, _ in Markup(own.html).tags}
    assert "script" not in tags
    assert "written by the manager" in Markup(own.html).text
    own.press("Edit it")
    agree(own, "Sit in on a review")
    manager.press("We are done")
    assert "Next step Sit in on a review" in Markup(manager.html).text
    own.run().press("Add to my profile")
    assert "My profile, for this visit" in own.text
    (mine,) = [
        each
        for each in own.at.session_state["profile_sessions"].values()
        if each.profile.perspective == "self"
    ]
    assert mine.profile.evidence[0].text == "Sit in on a review"
    own.press("Leave the room")
    assert own.address == {}
    assert "Sit in on a review" in Markup(manager.run().html).text
    key = key_of(manager)
    manager.press("Leave the room")
    with rooms.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM room")) == 0
    assert key.id not in manager.at.session_state["rooms"]


def test_who_writes_over_the_other_is_told_and_loses_nothing(
    two: Callable[[], tuple[Visit, Visit]], rooms: DatabaseRooms
) -> None:
    own, manager = opened(*two())
    for page in (own, manager):
        page.press("Next")
    agree(manager, "Theirs")
    agree(own, "Mine")
    assert "The manager wrote something here in the meantime." in own.messages()[0]
    assert [each.value for each in own.at.text_input] == ["Mine"]
    (step,) = rooms.read(key_of(own)).agreed.values()
    assert step.text == "Theirs"
    own.press("Put mine in its place")
    (step,) = rooms.read(key_of(own)).agreed.values()
    assert step == AgreedStep("Mine", "", "self")


def test_whoever_follows_can_look_around_alone(two: Callable[[], tuple[Visit, Visit]]) -> None:
    own, manager = opened(*two())
    manager.press("Lead both screens")
    own.run().press("Look around alone").press("Next")
    assert "The manager leads." in own.text
    assert "the other looks around alone" in manager.run().text
    own.press("Follow again")
    assert "You follow the manager." in own.text
    manager.run().press("Let them go")
    assert own.run().has_button("Lead both screens")


def test_after_the_end_what_was_on_the_screen_can_be_taken_along(
    two: Callable[[], tuple[Visit, Visit]],
) -> None:
    own, manager = two()
    manager.rate(DOMAIN, "Performing")
    own.open_box("room_box").press("End the room for everybody")
    assert own.address == {}
    assert "not open to this browser (any more)" in manager.run().messages()[0]
    assert [each.proto.label for each in manager.at.get("download_button")] == [
        "Download what you brought"
    ]


def test_the_minutes_stay_on_a_screen_whose_room_has_ended(
    two: Callable[[], tuple[Visit, Visit]],
) -> None:
    own, manager = opened(*two())
    manager.press("We are done")
    own.run().open_box("room_box").press("End the room for everybody")
    said = manager.run()
    assert said.messages()[0].startswith("The room has ended.")
    assert "1:1 on" in Markup(said.html).text
    assert not said.has_button("Leave the room")


def test_a_new_link_and_a_code_are_the_owners_alone(
    two: Callable[[], tuple[Visit, Visit]], rooms: DatabaseRooms
) -> None:
    own, manager = two()
    assert not manager.open_box("room_box").has_button("Make a new link")
    own.open_box("room_box").press("Show a code")
    assert "within ten minutes" in own.text
    old = key_of(own)
    own.press("Make a new link")
    new = key_of(own)
    assert new != old
    assert rooms.read(new).seats
    assert "not open to this browser" in manager.run().messages()[0]


def test_a_part_that_is_taken_out_is_gone_for_both(
    two: Callable[[], tuple[Visit, Visit]], rooms: DatabaseRooms
) -> None:
    own, manager = opened(*two())
    own.open_box("room_box").press("Take my part out")
    for page in (own, manager.run()):
        assert "A part was taken out of the room" in " ".join(page.messages())
    assert list(rooms.read(key_of(own)).parts) == ["manager"]


def test_while_the_database_is_silent_the_page_stays_and_says_so(
    two: Callable[[], tuple[Visit, Visit]], database: Database
) -> None:
    own, _ = two()
    assert database.file
    away = database.file.with_name("away")
    own.rate(DOMAIN, "Maturing")
    database.file.rename(away)
    said = " ".join(own.run().messages())
    assert "does not answer at the moment" in said
    assert own.at.segmented_control, "what was there is still there"
    away.rename(database.file)


# -- a panel ---------------------------------------------------------------------------


def seats(room: Room) -> list[tuple[str, str]]:
    return [(seat.key, seat.sign) for seat in room.seats if seat.key != CHAIR]


def test_the_chair_arranges_seats_and_takes_one(visit: Open, rooms: DatabaseRooms) -> None:
    chair = visit("panel", show="plan").press(PANEL_START)
    key = key_of(chair)
    assert seats(rooms.read(key)) == [("1", "A"), ("2", "B"), ("3", "C")]
    chair.press("Add a seat")
    chair.choose(f"room_sign-{key.id}-4", "blue")
    chair.at.button(key="room_off-3").click()
    chair.run()
    assert seats(rooms.read(key)) == [("1", "A"), ("2", "B"), ("4", "blue")]
    chair.choose(f"room_sign-{key.id}-4", "A")
    assert "a sign of its own" in chair.messages()[0]
    chair.at.button(key="room_take-1").click()
    chair.run()
    assert "My card" in str(chair.at.segmented_control[0].options)
    chair.choose("room_side", "card")
    assert chair.has_button("I am ready")


def test_a_panel_opens_together_or_visibly_without_somebody(
    visit: Open, others: Others, rooms: DatabaseRooms
) -> None:
    chair = visit("panel", show="plan").press(PANEL_START)
    cards = []
    for number, word in enumerate(("At the level", "Partly at the level"), start=1):
        page = others.come(chair, "panel")
        page.at.button(key=f"room_seat-{number}").click()
        page.run()
        page.at.segmented_control[0].set_value(word)
        cards.append(page.run())
    for page in cards:
        page.press("I am ready")
    chair.run()
    assert "2 of 3 ready" in chair.text
    assert not chair.has_button("Open all cards")
    assert "Partly at the level" not in repr(
        [each.shown for each in chair.at.session_state["rooms"].values()]
    )
    chair.at.button(key="room_open_without").click()
    chair.run()
    for page in (chair, *(each.run() for each in cards)):
        assert "The chair opened without C." in page.messages()
        assert "seen differently" in page.text
        assert not page.at.segmented_control
    first = cards[0]
    # A warning stays while others do something, and goes with what its reader does next.
    first.press("Add it")
    (session,) = first.at.session_state["rooms"].values()
    for redrawn in (True, True, False):
        assert any("The note is empty" in each for each in first.messages())
        session.redrawn = redrawn
        first.run()
    assert not any("The note is empty" in each for each in first.messages())
    first.at.text_area(key="room_late_text").set_value("And another thing")
    first.press("Add it")
    assert "A, late" in chair.run().text
    assert len(rooms.read(key_of(chair)).late) == 1


def test_only_who_started_it_opens_a_panel(visit: Open, others: Others) -> None:
    chair = visit("panel", show="plan").press(PANEL_START)
    page = others.come(chair, "panel")
    page.at.button(key="room_seat-1").click()
    page.run()
    assert not page.has_button("Open")
    assert not page.has_button("Free this seat")
    chair.run().press("Free this seat")
    assert page.run().has_button("Come in")
