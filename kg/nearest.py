"""The names that a user may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 40  # names in a message: a store holds thousands of reports


def nearest(word: str, known: Iterable[str]) -> str:
    """The known names that look like ``word``, else all of them (the first of very many), as part of a message."""
    names = sorted(known)
    near = get_close_matches(word, names, n=3, cutoff=0.5)
    shown = near or [*names[:_MOST], *["…"][:len(names) > _MOST]]
    return ("是不是 / did you mean: " if near else "现有 / there are: ") + ", ".join(shown)
