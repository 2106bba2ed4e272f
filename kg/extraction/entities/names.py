"""Names as strings: what is compared of them, their short and long words, the core of a company's name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from kg import places
from kg.tables import table

_PUNCTUATION = re.compile(r"[\s“”\"'‘’《》〈〉()（）\[\]【】·•,，、.。:：;；\-—–~～]")


def normalise(text: str) -> str:
    """A name without quotes, spaces and punctuation, half-width and lower-case."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


@cache
def _long_words() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = table("lexicon", "abbreviations")["words"]
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest))), words


@cache
def reduce(text: str) -> str:
    """A normalised name with every long word made short (科学技术局 → 科技局), to compare, not to show."""
    pattern, words = _long_words()
    whole = table("lexicon", "abbreviations")["wholes"].get(text)
    text = normalise(whole) if whole else text
    while (shorter := pattern.sub(lambda m: words[m.group()], text)) != text:
        text = shorter
    return text


def longest_in(name: str, text: str) -> str:
    """The name with its short words made long (科技局 → 科学技术局), as far as the text writes it so anywhere."""
    for long, short in sorted(table("lexicon", "abbreviations")["words"].items()):
        if short and short in name and (longer := name.replace(short, long)) in text:
            name = longer
    return name


def with_full_place(text: str, within: str | None) -> str:
    """The name with the place that it begins with in full: 沧州高新区 → 沧州市高新区; 大连理工大学 is no place's."""
    place = places.leading(text)
    if not place or place == text:
        return text
    return places.full(place, within) + text[len(place) :]


def without_place(text: str) -> str:
    """The name without the place and country that it begins with, as far as something is left."""
    for country in table("lexicon", "companies")["countries"]:
        if text.startswith(country) and len(text) > len(country) + 1:
            text = text[len(country) :]
    place = places.leading(text)
    return text[len(place) :] if place and len(text) > len(place) + 1 else text


def form_of(text: str) -> str:
    """The legal form or kind that a company's name ends with (股份有限公司, 集团, 公司), or nothing."""
    forms = table("lexicon", "companies")["forms"]
    return max((f for f in forms if text.endswith(f) and len(text) > len(f)), key=len, default="")


def core(text: str) -> str:
    """The word that a company's name turns on: 湖南星岭循环科技股份有限公司 → 星岭循环科技."""
    return without_place(_without_form(text))


def cores(text: str) -> tuple[str, ...]:
    """The core, and what else it may be: a county's short name at the head may be a brand (长丰 is both)."""
    stem = _without_form(text)
    place = places.leading(stem)
    either = place and places.named(place)[0].rank > 2 and place == places.shorten(place)
    return tuple(dict.fromkeys((without_place(stem), stem) if either else (without_place(stem),)))


def _without_form(text: str) -> str:
    text = normalise(text)
    while form := form_of(text):
        text = text[: -len(form)]
    return text


def runs(short: str, full: str) -> tuple[int, ...] | None:
    """The lengths of the runs in which ``short`` stands in ``full`` in order (greedy, longest first), or None."""
    found: list[int] = []
    at = i = 0
    while i < len(short):
        length = next((n for n in range(len(short) - i, 0, -1) if short[i : i + n] in full[at:]), 0)
        if not length:
            return None
        at = full.index(short[i : i + length], at) + length
        found.append(length)
        i += length
    return tuple(found)


def level_prefix(text: str) -> str:
    """The level word (市, 全省) that a name has instead of a place, or nothing: 市财政局 → 市, 市场部 → nothing."""
    references = table("lexicon", "references")
    if text.startswith(tuple(references["no_level"])) and not text.startswith(tuple(references["still_level"])):
        return ""
    prefixes = level_words()
    return max((p for p in prefixes if text.startswith(p) and len(text) > len(p)), key=len, default="")


@cache
def level_words() -> dict[str, tuple[str, ...]]:
    """Every level word with the ends of the places that it may stand for: 市, 我市, 全市 → (市,)."""
    found: dict[str, tuple[str, ...]] = {}
    for level in table("lexicon", "levels")["level"]:
        for word in (level["prefix"], *level["self"], *level["whole"]):
            found[word] = found.get(word, ()) + tuple(level["ends"])
    return found


def first_of(texts: Iterable[str]) -> str:
    """The fullest of several names: the longest by its letters, then the least."""
    return min(texts, key=lambda t: (-len(normalise(t)), t))
