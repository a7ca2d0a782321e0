"""A script that becomes whom PostgreSQL lets run it, and then becomes PostgreSQL.

`python -I -S launch.py IDENTITY MANNER PROGRAM WORDS…`. IDENTITY is `self`, `masked:UID:GID` or
`other:UID:GID`; MANNER is `stay`, or `detach`, which prints the process's number and returns.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION = 0x20080522


def mask(uid: int, gid: int) -> None:
    """Enter a user namespace in which we are called `uid`, and stay outside who we are.

    So root's server passes for an ordinary user's and reads what root may read.
    """
    outside = os.geteuid(), os.getegid()
    _must(_libc().unshare(CLONE_NEWUSER))
    Path("/proc/self/setgroups").write_text("deny")  # else no gid may be mapped
    Path("/proc/self/uid_map").write_text(f"{uid} {outside[0]} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {outside[1]} 1")


def become(uid: int, gid: int) -> None:
    """Become another user who, if the system allows it, still reads what root may read.

    Without that a home or an installation below /root, which is 0700, would be out of reach.
    """
    libc = _libc()
    _must(libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    bit = 1 << CAP_DAC_OVERRIDE
    # Effective, permitted, inheritable; and the same for the upper 32, of which we want none.
    if libc.capset(header, (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)) == 0:
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def detach() -> None:
    """Go on as a child that neither the terminal nor the caller's end reaches."""
    child = os.fork()
    if child:
        os.write(1, str(child).encode())
        os._exit(0)
    os.setsid()
    os.dup2(2, 1)


def main(identity: str, manner: str, program: str, *words: str) -> None:
    """Become the program, as the given identity and in the given manner."""
    way, *numbers = identity.split(":")
    if numbers:
        uid, gid = map(int, numbers)
        (mask if way == "masked" else become)(uid, gid)
    if manner == "detach":
        detach()
    os.execv(program, [program, *words])  # noqa: S606 - our own command line


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _must(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


if __name__ == "__main__":
    main(*sys.argv[1:])
