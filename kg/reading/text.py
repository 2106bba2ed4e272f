"""Read a report file into a Source."""

import hashlib
from pathlib import Path

from kg.errors import InputError
from kg.model import Source

MAX_BYTES = 64 * 1024 * 1024
_ENCODINGS = ("utf-8-sig", "gb18030")


def read(path: Path) -> Source:
    """The report in a text file of UTF-8 (with or without a mark) or GB18030; its stem is the identifier.

    Line ends become ``\\n``; nothing else is changed.

    Raises:
        InputError: no file, a folder, empty, larger than 64 MB, binary, or in neither encoding.
    """
    return source(_decode(path, _bytes(path)), path.stem)


def source(text: str, identifier: str) -> Source:
    """A Source of a text that is already there."""
    return Source(identifier, text, hashlib.sha256(text.encode("utf-8")).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error.strerror}") from error
    if not data.strip():
        raise InputError(f"{path}: 文件是空的 / the file is empty")
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: 超过 64 MB，请拆成单篇报告 / over 64 MB: split it into single reports")
    if b"\0" in data:
        raise InputError(f"{path}: 不是文本文件，请先另存为 UTF-8 文本 / binary: save it as UTF-8 text first")
    return data


def _decode(path: Path, data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InputError(f"{path}: 编码不是 UTF-8 或 GB18030 / neither UTF-8 nor GB18030: save it as UTF-8")
