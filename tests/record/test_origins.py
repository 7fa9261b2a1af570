"""What becomes of a chain that comes in, depending on whose it is and who signed its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspection_lib.errors import ChainError, ForeignChainError, ForkedChainError, RolledBackError
from inspection_lib.keys import MachineKey
from inspection_lib.keys.signing import public_half
from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import chain_digests, next_event
from inspection_lib.record.ends import SignedEnd, sign_end
from inspection_lib.record.origins import Arrival, KnownChain, is_device, receive_chain
from tests.record.machines import an_answer


def a_key() -> MachineKey:
    private = Ed25519PrivateKey.generate()
    return MachineKey(public_half(private), private)


MACHINE, ROGUE = a_key(), a_key()


def a_chain(*answers: str, origin: str = "m-1") -> list[ResponseEvent]:
    chain: list[ResponseEvent] = []
    for raw in answers:
        chain.append(next_event(chain[-1] if chain else None, "c", origin, an_answer(raw), "2017-05-22"))
    return chain


CHAIN = a_chain("yes", "no", "yes")
TABLET = a_chain("yes", "no", "yes", origin="t-9f3a")


@dataclass(frozen=True)
class Case:
    """A chain of which ``known`` events are here, and how its end was signed."""

    known: int
    bound: str = ""
    is_own: bool = False
    signer: MachineKey | None = MACHINE
    signed_as_own: bool = True
    chain: Sequence[ResponseEvent] = tuple(CHAIN)

    def receive(self) -> Arrival:
        end = sign_end(self.chain[-1], self.signer, is_own=self.signed_as_own) if self.signer else None
        here = CHAIN if self.chain[0].origin == CHAIN[0].origin else TABLET
        known = KnownChain(chain_digests(here[: self.known]), self.bound, self.is_own)
        return receive_chain(known, self.chain, end)


@pytest.mark.parametrize(
    ("case", "fresh", "keeps_signature", "binds"),
    [
        (Case(0), 3, True, True),
        (Case(1), 2, True, True),
        (Case(1, MACHINE.key), 2, True, False),
        (Case(3, MACHINE.key), 0, True, False),
        (Case(3, MACHINE.key, signer=ROGUE), 0, False, False),
        (Case(3, MACHINE.key, signer=None), 0, False, False),
        (Case(0, signer=None), 3, False, False),
        (Case(0, signed_as_own=False), 3, False, False),
        (Case(3, MACHINE.key, is_own=True), 0, True, False),
        (Case(1, signer=None, chain=tuple(TABLET)), 2, False, False),
        (Case(1, signer=ROGUE, signed_as_own=False, chain=tuple(TABLET)), 2, False, False),
    ],
)
def test_a_chain_is_taken_in_from_its_own_machine(
    case: Case, fresh: int, keeps_signature: bool, binds: bool
) -> None:
    """Whoever brings it. What is known already needs no signature."""
    arrival = case.receive()
    assert len(arrival.fresh) == fresh
    assert (arrival.end is not None, bool(arrival.binds)) == (keeps_signature, binds)


@pytest.mark.parametrize(
    ("case", "error"),
    [
        (Case(1, MACHINE.key, signer=ROGUE), ForeignChainError),
        (Case(0, MACHINE.key, signer=ROGUE), ForeignChainError),
        (Case(1, MACHINE.key, signed_as_own=False), ForeignChainError),
        (Case(1, MACHINE.key, signer=None), ForeignChainError),
        (Case(1, signer=None), ForeignChainError),
        (Case(1, signer=ROGUE, signed_as_own=False), ForeignChainError),
        (Case(1, MACHINE.key, is_own=True, signer=ROGUE), ForeignChainError),
        (Case(1, MACHINE.key, is_own=True), RolledBackError),
        (Case(0, MACHINE.key, is_own=True), RolledBackError),
    ],
)
def test_nobody_else_goes_on_with_a_chain(case: Case, error: type[ChainError]) -> None:
    """And what this machine signed itself, its store must have."""
    with pytest.raises(error, match="060"):
        case.receive()


def test_a_fork_that_its_machine_signed_is_kept_beside() -> None:
    """From the first event that differs. Nothing of it is added to the chain."""
    forked = a_chain("yes", "yes", "no")
    arrival = Case(3, MACHINE.key, chain=tuple(forked)).receive()
    assert (arrival.fresh, arrival.forked) == ((), tuple(forked[1:]))
    for signer in (ROGUE, None):
        with pytest.raises(ForkedChainError):
            Case(3, MACHINE.key, signer=signer, chain=tuple(forked)).receive()


def test_an_end_that_does_not_fit_is_refused() -> None:
    """The end of another event, though it is signed."""
    other: SignedEnd = sign_end(CHAIN[1], MACHINE, is_own=True)
    with pytest.raises(ForeignChainError, match="does not fit"):
        receive_chain(KnownChain({}), CHAIN, other)


def test_tablets_and_phones_are_known_by_their_names() -> None:
    """A machine's name never looks like one of these."""
    assert is_device("t-9f3a9f3a9f3a9f3a")
    assert is_device("odk-9f3a9f3a9f3a9f3a-A01")
    assert not any(is_device(name) for name in ("m-3f9a2c51d07e", "office", "t-", "t-xyz", "odk"))
