"""Work on a store in a process of its own: the engine has no deadline and no limit of memory, the system has both."""

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import KgError, QueryError

SECONDS = 60.0
MEMORY = 4 << 30


def bounded(work: Callable[..., str], *arguments: object, seconds: float = SECONDS, memory: int = MEMORY,
            **options: object) -> str:
    """What ``work(*arguments, **options)`` answers, within ``seconds`` and, where the system can, ``memory`` bytes.

    Raises:
        KgError: as ``work``.
        QueryError: it takes too long or too much.
    """
    # A fork starts at once; it is safe as long as this process has neither threads nor an open store.
    context: Any = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sending, memory, work, arguments, options))
    process.start()
    sending.close()
    try:
        return _received(receiving, seconds)
    finally:
        process.kill()
        process.join()
        process.close()
        receiving.close()


def _received(receiving: Connection, seconds: float) -> str:
    if not receiving.poll(seconds):
        raise QueryError(f"查询超过 {seconds:g} 秒，已停止；请缩小范围或加大 --timeout / the query took more than "
                         f"{seconds:g} s and was stopped: ask for less, or raise --timeout")
    try:
        answer: str | KgError = receiving.recv()
    except EOFError as error:
        raise _too_much() from error  # the engine ends its process where it gets no memory
    if isinstance(answer, KgError):
        raise answer
    return answer


def _too_much() -> QueryError:
    return QueryError("查询用的内存过多，已停止；请缩小范围 / the query took too much memory and was stopped: "
                      "ask for less")


def _answer(sending: Connection, memory: int, work: Callable[..., str], arguments: tuple[object, ...],
            options: dict[str, object]) -> None:
    _limit(memory)
    try:
        sending.send(work(*arguments, **options))
    except KgError as error:
        sending.send(error)
    except MemoryError:
        sending.send(_too_much())


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
