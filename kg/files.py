"""Write files and folders so that a reader sees the old ones or the new ones, never half of them."""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

_AT_FDCWD = -100
_EXCHANGE = 2


def write_file(path: Path, data: bytes) -> None:
    """Write a file through a temporary one beside it.

    Raises:
        OutputError: it cannot be written; nothing is left behind.
    """
    with _as_output(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files; a folder that is there is replaced.

    Raises:
        OutputError: it cannot be written; nothing is left behind.
    """
    with new_folder(path) as folder:
        for name, data in files.items():
            (folder / name).write_bytes(data)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A temporary folder beside ``path`` that takes its place when the block ends well.

    Left-overs of writers that were killed are cleared. The change of places is one step of the system where it has
    one (Linux); elsewhere ``path`` is away for a moment.

    Raises:
        OutputError: something in the block could not be written; ``path`` is as it was.
    """
    with _as_output(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
        folder = path.parent / f".{path.name}.{os.getpid()}.tmp"
        folder.mkdir()
        try:
            yield folder
            _take_place(folder, path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _as_output(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path}: 写不了 / cannot be written: {reason}") from error


def _take_place(folder: Path, path: Path) -> None:
    """Afterwards ``folder`` is what ``path`` was, if anything."""
    if not path.exists():
        folder.rename(path)
    elif not _exchanged(folder, path):
        old = path.parent / f".{path.name}.{os.getpid()}.old.tmp"
        path.rename(old)
        folder.rename(path)
        shutil.rmtree(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could let the two change places in one step."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return bool(done == 0)


def _clear(path: Path) -> None:
    """Remove what writers of ``path`` left that no longer run; what one had put aside comes back."""
    for aside in path.parent.glob(f".{path.name}.*.old.tmp"):
        if not path.exists():
            aside.rename(path)
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        number = left.name.removeprefix(f".{path.name}.").split(".")[0]
        if number.isdigit() and not _runs(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
