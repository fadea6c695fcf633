"""The fake's clock: it goes on while a program sleeps or works, and stands still while it may not run."""

from pathlib import Path

import pytest

from tests.discord import clock
from tests.discord.clock import FairClock


class Machine:
    """Whose time goes by, and whose threads wait, as a test says."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.seconds = folder, 0.0

    def monotonic(self) -> float:
        return self.seconds

    def waits(self, thread: str, seconds: float) -> None:
        """For a processor, since it began."""
        (self._folder / thread).mkdir(exist_ok=True)
        (self._folder / thread / "schedstat").write_text(f"77 {round(seconds * 1e9)} 5\n")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)
    monkeypatch.setattr(clock, "_TASKS", tmp_path)
    monkeypatch.setattr(clock, "time", machine)
    machine.waits("1", 100.0)
    return machine


def test_a_program_that_sleeps_or_works_grows_older(machine: Machine) -> None:
    fair = FairClock()
    machine.seconds += 3.0
    assert fair.now() == 3.0
    machine.seconds += 0.01
    assert fair.now() == pytest.approx(3.01)


def test_waiting_for_a_processor_makes_it_no_older(machine: Machine) -> None:
    fair = FairClock()
    machine.seconds += 10.0
    machine.waits("1", 108.0)
    assert fair.now() == pytest.approx(2.0)
    machine.seconds += 1.0
    assert fair.now() == pytest.approx(3.0)


def test_it_never_goes_back_when_several_threads_wait(machine: Machine) -> None:
    fair = FairClock()
    machine.seconds += 1.0
    machine.waits("1", 101.0)
    machine.waits("2", 1.0)
    assert fair.now() == 0.0


def test_a_thread_that_has_ended_is_no_wait_taken_back(machine: Machine, tmp_path: Path) -> None:
    fair = FairClock()
    machine.seconds += 10.0
    machine.waits("2", 4.0)
    assert fair.now() == pytest.approx(6.0)
    (tmp_path / "2" / "schedstat").unlink()
    machine.seconds += 1.0
    assert fair.now() == pytest.approx(7.0)


def test_it_is_the_plain_one_where_nothing_is_told(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "1" / "schedstat").unlink()
    fair = FairClock()
    machine.seconds += 3.0
    assert fair.now() == 3.0
