"""Two processes, a TCP connection on loopback between them, and the processor time that each of them used.

A sender gives batches as frames and takes the answer to each; a receiver answers frames, and does afterwards what needs
no answer. Processor time is counted from a mark after one batch of warming up, as in a node that has been running.
"""

from __future__ import annotations

import multiprocessing
import resource
import socket
import struct
import time
from collections.abc import Callable
from cProfile import Profile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_MARK = b""
Process = multiprocessing.get_context("fork").Process


class Sender(Protocol):
    """One side of an exchange; made in its own process."""

    def send_batch(self, ask: Callable[[bytes], bytes]) -> int:
        """Send one batch through `ask` and take its receipt; give how many messages it held."""
        ...


class Receiver(Protocol):
    """The other side; made in its own process."""

    def answer(self, data: bytes) -> bytes:
        """Give the answer to a frame: what it proves is durable by then."""
        ...

    def afterwards(self) -> None:
        """Do what follows without an answer."""
        ...


@dataclass(frozen=True)
class Cost:
    """Microseconds of processor time per message on each side, and messages per second of the clock on the wall."""

    sender: float
    receiver: float
    rate: float

    @property
    def both(self) -> float:
        """Processor time of both sides."""
        return self.sender + self.receiver


def run(
    make_sender: Callable[[], Sender],
    make_receiver: Callable[[], Receiver],
    *,
    seconds: float,
    profiles: Path | None = None,
) -> Cost:
    """Give the cost of exchanging for `seconds`; `profiles`: a folder in which each side leaves `*.prof`."""
    listening = socket.create_server(("127.0.0.1", 0))
    told, tell = multiprocessing.Pipe(duplex=False)

    def send() -> None:
        line, _ = listening.accept()
        tell.send(_send(make_sender(), _Frames(line), seconds, _profile(profiles, "sender")))

    def receive() -> None:
        line = socket.create_connection(listening.getsockname())
        tell.send(_receive(make_receiver(), _Frames(line), _profile(profiles, "receiver")))

    both = [Process(target=send), Process(target=receive)]
    for process in both:
        process.start()
    for process in both:
        process.join()
        if process.exitcode != 0:
            raise RuntimeError("one side of the exchange failed; its error stands above")
    found = dict(part for _ in both for part in told.recv())
    count = found["count"]
    return Cost(found["sender"] / count * 1e6, found["receiver"] / count * 1e6, count / found["elapsed"])


def processor_seconds() -> float:
    """Give what this process and its ended children used, in user and system mode."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _send(sender: Sender, frames: _Frames, seconds: float, profile: _Kept) -> list[tuple[str, float]]:
    sender.send_batch(frames.ask)
    frames.put(_MARK)
    count, before, started = 0, processor_seconds(), time.perf_counter()
    with profile:
        while time.perf_counter() - started < seconds:
            count += sender.send_batch(frames.ask)
    elapsed = time.perf_counter() - started
    used = processor_seconds() - before
    frames.close()
    return [("sender", used), ("count", count), ("elapsed", elapsed)]


def _receive(receiver: Receiver, frames: _Frames, profile: _Kept) -> list[tuple[str, float]]:
    while data := frames.take():
        frames.put(receiver.answer(data))
        receiver.afterwards()
    before = processor_seconds()
    with profile:
        while (data := frames.take()) is not None:
            frames.put(receiver.answer(data))
            receiver.afterwards()
    return [("receiver", processor_seconds() - before)]


class _Frames:
    """Byte strings over a connection, each behind its length."""

    def __init__(self, line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line = line

    def ask(self, data: bytes) -> bytes:
        self.put(data)
        answer = self.take()
        if answer is None:
            raise EOFError("the other side is gone")
        return answer

    def put(self, data: bytes) -> None:
        self._line.sendall(struct.pack(">I", len(data)) + data)

    def take(self) -> bytes | None:
        length = self._read(4)
        return None if length is None else self._read(struct.unpack(">I", length)[0])

    def close(self) -> None:
        self._line.close()

    def _read(self, length: int) -> bytes | None:
        data = bytearray()
        while len(data) < length:
            piece = self._line.recv(min(1 << 20, length - len(data)))
            if not piece:
                return None
            data += piece
        return bytes(data)


class _Kept:
    """A profiler that leaves its figures in a file; without a file it does nothing and costs nothing."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._profile = Profile()

    def __enter__(self) -> None:
        if self._file is not None:
            self._profile.enable()

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._profile.disable()
            self._profile.dump_stats(self._file)


def _profile(folder: Path | None, side: str) -> _Kept:
    return _Kept(None if folder is None else folder / f"{side}.prof")
