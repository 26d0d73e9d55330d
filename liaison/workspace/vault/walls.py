"""Whether another system user could read a vault or a key: the permissions of files, one by one.

What the public site runs as must not. POSIX.1-2017, 4.5: the owner's bits count for the owner, the
group's for its members, the others' for everybody else; a folder that cannot be passed through
hides all that is in it.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ACL = "system.posix_acl_access"


@dataclass(frozen=True, slots=True)
class SystemUser:
    """A user of the operating system and its groups."""

    name: str
    number: int
    groups: frozenset[int]


def named(name: str) -> SystemUser:
    """The user of this name. Raises KeyError where there is none."""
    import pwd

    found = pwd.getpwnam(name)
    return SystemUser(name, found.pw_uid, frozenset(os.getgrouplist(name, found.pw_gid)))


def readable(user: SystemUser, *folders: Path) -> Iterator[Path]:
    """What this user could read, list or replace of these folders and all that is in them."""
    for folder in folders:
        if folder.exists() and all(_passes(user, one) for one in folder.resolve().parents):
            yield from _within(user, folder)


def _within(user: SystemUser, path: Path) -> Iterator[Path]:
    told = path.lstat()
    may = _bits(user, path, told)
    if stat.S_ISDIR(told.st_mode):
        if may & 0o6:  # list it, or put something into it
            yield path
        if may & 0o1:
            for inner in sorted(path.iterdir()):
                yield from _within(user, inner)
    elif stat.S_ISREG(told.st_mode) and may & 0o6:
        yield path


def _passes(user: SystemUser, folder: Path) -> bool:
    return bool(_bits(user, folder, folder.lstat()) & 0o1)


def _bits(user: SystemUser, path: Path, told: os.stat_result) -> int:
    """4 read, 2 write, 1 pass through. A list of its own (ACL) is taken to allow everything."""
    if user.number == 0:
        return 0o7
    try:
        if os.getxattr(path, _ACL, follow_symlinks=False):
            return 0o7
    except OSError:  # none, or none on this file system
        pass
    if told.st_uid == user.number:
        return (told.st_mode >> 6) & 0o7
    if told.st_gid in user.groups:
        return (told.st_mode >> 3) & 0o7
    return told.st_mode & 0o7
