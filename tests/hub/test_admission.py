"""PINs: hashed, checked one at a time, and guessed only a few times."""

from __future__ import annotations

import asyncio

import pytest

from console.contract.shifts import EnrolPerson, HandOver, SignOn
from console.domain.shifts import Person
from console.domain.values import Role
from console.errors import Refused
from console.hub import attempts
from console.hub.admission import SEAL, Admission
from console.hub.attempts import NAMES_MOST, Attempts
from console.hub.pins import matches, sealed
from console.hub.shift_book import folded

RIGHT, WRONG = "4711", "4712"
SALT, DIGEST = sealed(RIGHT)
LI = Person(name="Li Wei", role=Role.OPERATOR, salt=SALT, digest=DIGEST)
LOCKS_S = (60, 120, 240, 480, 900, 900)


class Door:
    """An admission with one person known, and a clock to step."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.people = {folded(LI.name): LI}
        self.admission = Admission(lambda: self.now, lambda name: self.people.get(folded(name)))

    def tries(self, pin: str = WRONG, name: str = "Li Wei", seat: str = "console1") -> str:
        """Try once; return the code it is refused with, or nothing."""
        try:
            request = asyncio.run(self.admission.admit(SignOn(person=name, pin=pin), seat))
        except Refused as refusal:
            return refusal.code
        assert isinstance(request, SignOn)
        assert request.pin == ""
        return ""


def test_the_right_pin_opens_however_the_name_is_written() -> None:
    door = Door()
    assert [door.tries(RIGHT, name) for name in ("Li Wei", " li wei", "LI WEI", "Ｌi Wei")] == [
        ""
    ] * 4


def test_a_wrong_name_and_a_wrong_pin_sound_the_same() -> None:
    door = Door()
    assert {door.tries(), door.tries(RIGHT, "Nobody"), door.tries("x"), door.tries("")} == {
        "bad_pin"
    }


def test_five_failures_lock_a_person_at_every_seat_and_the_seat_for_everyone() -> None:
    door = Door()
    assert [door.tries() for _ in range(5)] == ["bad_pin"] * 5
    assert door.tries(RIGHT) == "sign_on_locked"
    assert door.tries(RIGHT, seat="console2") == "sign_on_locked"
    assert door.tries(RIGHT, "Nobody") == "sign_on_locked"
    door.now += 59.9
    assert door.tries(RIGHT) == "sign_on_locked"
    door.now += 0.2
    assert door.tries(RIGHT) == ""


def test_a_seat_is_locked_by_many_names_and_a_person_from_many_seats() -> None:
    door = Door()
    assert [door.tries(name=f"n{n}") for n in range(5)] == ["bad_pin"] * 5
    assert door.tries(RIGHT) == "sign_on_locked"
    door = Door()
    assert [door.tries(seat=f"s{n}") for n in range(5)] == ["bad_pin"] * 5
    assert door.tries(RIGHT, seat="s9") == "sign_on_locked"


def test_locks_double_up_to_a_quarter_of_an_hour_until_one_succeeds() -> None:
    door = Door()
    for lock_s in LOCKS_S:
        assert [door.tries() for _ in range(5)] == ["bad_pin"] * 5
        door.now += lock_s - 0.1
        assert door.tries(RIGHT) == "sign_on_locked"
        door.now += 0.2
    assert door.tries(RIGHT) == ""
    assert [door.tries() for _ in range(5)] == ["bad_pin"] * 5
    door.now += 60.1
    assert door.tries(RIGHT) == ""


def test_ones_own_success_does_not_forgive_guesses_at_another() -> None:
    door = Door()
    door.people[folded("Wang")] = Person(
        name="Wang", role=Role.OPERATOR, salt=SALT, digest=sealed("9999")[1]
    )
    codes = []
    for _ in range(5):
        codes.append(door.tries(name="Wang"))
        assert door.tries(RIGHT) == ""
    assert codes == ["bad_pin"] * 5
    assert door.tries(name="Wang") == "sign_on_locked"
    assert door.tries(RIGHT) == ""


def test_many_guesses_at_once_are_still_one_after_the_other() -> None:
    door = Door()

    async def storm() -> list[object]:
        guesses = (SignOn(person="Li Wei", pin=f"{n:04}") for n in range(20))
        tries = (door.admission.admit(guess, "console1") for guess in guesses)
        return list(await asyncio.gather(*tries, return_exceptions=True))

    codes = [told.code for told in asyncio.run(storm()) if isinstance(told, Refused)]
    assert codes == ["bad_pin"] * 5 + ["sign_on_locked"] * 15


def test_the_loop_goes_on_while_a_pin_is_checked() -> None:
    door = Door()
    ticks = 0

    async def both() -> None:
        nonlocal ticks
        trying = asyncio.create_task(
            door.admission.admit(SignOn(person="Li Wei", pin=RIGHT), "console1")
        )
        while not trying.done():
            ticks += 1
            await asyncio.sleep(0)
        await trying

    asyncio.run(both())
    assert ticks > 5


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "１２３４", "12 34", "-123"])
def test_a_new_pin_is_four_to_twelve_digits(pin: str) -> None:
    request = EnrolPerson(person="Li", as_role="operator", pin=pin)
    with pytest.raises(Refused, match="pin_form"):
        asyncio.run(Door().admission.admit(request, "root"))


def test_an_enrolment_leaves_as_salt_and_digest() -> None:
    request = EnrolPerson(person="Li", as_role="operator", pin=RIGHT)
    first, second = (asyncio.run(Door().admission.admit(request, "root")) for _ in range(2))
    assert isinstance(first, EnrolPerson)
    assert isinstance(second, EnrolPerson)
    assert first.pin != second.pin  # salted
    salt, _, digest = first.pin.partition(SEAL)
    assert matches(RIGHT, salt, digest)
    assert not matches(WRONG, salt, digest)
    assert not matches(RIGHT, None, None)


def test_requests_do_not_show_their_pins() -> None:
    for request in (
        SignOn(person="Li", pin=RIGHT),
        EnrolPerson(person="Li", as_role="operator", pin=RIGHT),
    ):
        assert RIGHT not in repr(request)
        assert RIGHT not in f"{request}"
        assert type(request).secret


def test_other_requests_pass_as_they_are() -> None:
    request = HandOver(note="x")
    assert asyncio.run(Door().admission.admit(request, "root")) is request


def test_only_so_many_names_are_remembered_and_none_that_is_locked_is_let_go_first() -> None:
    known = Attempts()
    for _ in range(attempts.FAILURES_MOST):
        known.failed(["locked"], 0.0)
    for n in range(NAMES_MOST * 2):
        known.failed([f"n{n}"], 1.0)
    assert len(known._tallies) == NAMES_MOST
    assert known.wait_s(["locked"], 1.0) == 59.0
