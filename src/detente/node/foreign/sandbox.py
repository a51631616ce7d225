"""The walls of the child that reads a foreign file: memory, time, and a short list of system calls.

After `close` the process opens no file, reaches no network, starts nothing and signals nobody: whatever takes it over
has the bytes it came with and a pipe to a parent that checks. Linux on x86-64 and arm64; elsewhere nothing is read.
The filter is a list of what is allowed, so that a call which the kernel learns later is refused, too.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys
from typing import Final

from detente.node.foreign.bounds import CPU_SECONDS, MEMORY_BYTES, MOST_OUT_BYTES

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # prctl(2)
_ALLOW, _KILL, _EPERM = 0x7FFF0000, 0x80000000, 0x00050001  # seccomp(2): the last is ERRNO with EPERM
_LOAD, _EQUAL, _AT_LEAST, _GIVE = 0x20, 0x15, 0x35, 0x06  # classic BPF: ld [k]; jeq; jge; ret
_NUMBER_AT, _MACHINE_AT = 0, 4  # struct seccomp_data
_X32: Final = 0x40000000

# Memory, locks, own signals, clocks, the two files that are open, and the end. The numbers are the kernel's tables.
_CALLS: Final = {
    # read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn sched_yield mremap
    # madvise getpid exit sigaltstack gettid futex sched_getaffinity clock_gettime exit_group getrandom
    "x86_64": (
        0xC000003E,
        (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 39, 60, 131, 186, 202, 204, 228, 231, 318),
    ),
    "aarch64": (
        0xC00000B7,
        (
            63,
            64,
            57,
            80,
            62,
            222,
            226,
            215,
            214,
            134,
            135,
            139,
            124,
            216,
            233,
            172,
            93,
            132,
            178,
            98,
            123,
            113,
            94,
            278,
        ),
    ),
}


class NoSandbox(OSError):
    """This machine cannot close the child in; nothing foreign is read on it."""


def limit(*, seconds: int = CPU_SECONDS, memory: int = MEMORY_BYTES, out: int = MOST_OUT_BYTES) -> None:
    """Bound memory, processor time and output of this process; nobody can raise them again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (out, out))
    # A core file would hold the content, in the clear.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close() -> None:
    """Leave this process only the calls that computing takes. There is no way back.

    Raises:
        NoSandbox: another system or machine, or a kernel without seccomp.
    """
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        raise NoSandbox("no filter is known for this machine")
    machine, calls = _CALLS[platform.machine()]
    program = _program(machine, calls)
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: a length, then (aligned) a pointer.
    described = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for option, value, pointer in (
        (_NO_NEW_PRIVILEGES, 1, 0),
        (_SECCOMP, _FILTER, ctypes.addressof(described)),
    ):
        arguments = [ctypes.c_ulong(each) for each in (value, pointer, 0, 0)]
        if prctl(option, *arguments) != 0:
            raise NoSandbox(ctypes.get_errno(), "the kernel did not take the filter")


def _program(machine: int, calls: tuple[int, ...]) -> bytes:
    """Give the filter: kill a foreign machine's numbers, allow `calls`, answer EPERM to all else."""

    def line(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    lines = [
        line(_LOAD, _MACHINE_AT),
        line(_EQUAL, machine, yes=1),
        line(_GIVE, _KILL),
        line(_LOAD, _NUMBER_AT),
        # x32 numbers the same calls anew under the same machine.
        line(_AT_LEAST, _X32, no=1),
        line(_GIVE, _KILL),
    ]
    for place, number in enumerate(calls):
        lines.append(line(_EQUAL, number, yes=len(calls) - place))
    return b"".join([*lines, line(_GIVE, _EPERM), line(_GIVE, _ALLOW)])
