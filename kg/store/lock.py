"""One writer of a build at a time: the next one waits for a while, then says who holds it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

PATIENCE = 60.0
_PAUSE = 0.05


@contextmanager
def locked(build: Path, *, patience: float | None = None) -> Iterator[None]:
    """Hold the build folder ``build`` for writing while the block runs.

    The lock is a file beside the folder, for the folder itself changes places with the new one. The system lets go of
    it when its process ends, however that ends.

    Args:
        patience: seconds to wait for another writer; by default ``PATIENCE``.

    Raises:
        OutputError: another process holds it for longer, or the lock cannot be written.
    """
    path = build.parent / f".{build.name}.lock"
    handle = _taken(path, build, PATIENCE if patience is None else patience)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _taken(path: Path, build: Path, patience: float) -> int:
    """The handle of the lock, held."""
    deadline = time.monotonic() + patience
    while True:
        handle = _opened(path, build)
        if _held(handle, path):
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
            return handle
        holder = os.pread(handle, 32, 0).decode(errors="replace") or "?"
        os.close(handle)
        if time.monotonic() > deadline:
            raise OutputError(f"{build}: 进程 {holder} 正在写，请稍后再试 / process {holder} is writing it: try later")
        time.sleep(_PAUSE)


def _opened(path: Path, build: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(f"{build}: 写不了 / cannot be written: {error.strerror or error}") from error


def _held(handle: int, path: Path) -> bool:
    """Whether the lock is ours; a file that its last holder has removed meanwhile is no lock any more."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    try:
        return os.fstat(handle).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False
