"""Persons: LAC's names with a surname, names after posts, names with an inner space, foreign names with ·."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.mentions.lexicon import lexicon, word_list
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token

CLASS = "Person"
_LIKE_TAGS = frozenset({"n", "nz", "nr", "nw", "LOC", "ORG"})
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8})+")
_NUMERALS = frozenset("第一二三四五六七八九十0123456789")
_WRITERS_REACH = 40
# What LAC takes the last character of a name for.
_LAST_TAGS = frozenset({"v", "a", "n", "nr", "ad", "vn", "an", "f", "LOC", "PER"})
# What stands behind a name: a deed, a mark, a preposition.
_NEXT_TAGS = frozenset({"v", "w", "p", "d", "c", "u"})


def recognise(words: Words) -> Iterator[Mention]:
    """Persons, but for those who write the report."""
    for mention in (*_tagged(words), *_beside(words), *_spaced(words), *_dotted(words)):
        if not _writes(words.text, mention.span):
            yield mention


def has_surname(name: str) -> bool:
    """Whether a name begins with a Chinese surname and has one or two characters after it."""
    surnames = word_list("surnames")
    return any(name[:n] in surnames and 1 <= len(name) - n <= 2 for n in (1, 2))


def _tagged(words: Words) -> Iterator[Mention]:
    for number, word in enumerate(words.items):
        if word.tag != "PER" or words.text.startswith(lexicon(CLASS).words["doctrine"], word.end):
            continue
        if word.text in word_list("surnames"):
            yield from (Mention(span, CLASS, 0.8, "surname") for span in _with_given(words, number))
        elif _is_name(word) or _is_posted(words, number):
            yield Mention(Span(_with_first(words, number), _with_last(words, number)), CLASS, 0.9, "lac:PER")
        elif name := _before_deed(word):
            yield Mention(name, CLASS, 0.85, "deed")
        elif _is_minority(word.text):
            yield Mention(Span(word.start, word.end), CLASS, 0.8, "minority")


def _with_given(words: Words, number: int) -> Iterator[Span]:
    """A surname with the one or two characters behind it, where they are a name to LAC or a rank follows them."""
    word = words.items[number]
    given, after = (*words.items[number + 1 : number + 3], word, word)[:2]
    if given.start != word.end or len(given.text) > len("某某") or not _HAN.fullmatch(given.text):
        return
    titled = after.text in lexicon(CLASS).words["titles"] or (_after_post(words, number) and after.tag in _NEXT_TAGS)
    if given.tag in {"PER", "LOC"} or titled:
        yield Span(word.start, given.end)


def _after_post(words: Words, number: int) -> bool:
    """Whether a post or a rank stands right before the word."""
    before = words.items[number - 1] if number else None
    return (before is not None and before.end == words.items[number].start
            and before.text.endswith(lexicon(CLASS).words["posts"]))


def _is_posted(words: Words, number: int) -> bool:
    """Whether a post tells that LAC's person is one, be the surname ever so rare."""
    word = words.items[number]
    fits = len("某某") <= len(word.text) <= len("某某某") and bool(_HAN.fullmatch(word.text))
    return fits and word.text not in lexicon(CLASS).bare and _after_post(words, number)


def _before_deed(word: Token) -> Span | None:
    """The name of three characters to which LAC glued what the person does: 某某某代表."""
    deed = next((d for d in lexicon(CLASS).words["deeds"] if word.text.endswith(d)), "")
    name = word.text.removesuffix(deed)
    return Span(word.start, word.start + len(name)) if deed and has_surname(name) and _HAN.fullmatch(name) else None


def _with_first(words: Words, number: int) -> int:
    """The beginning of a name whose surname is a preposition to LAC: 总监|向|某某|说."""
    word = words.items[number]
    if number > 1 and len(word.text) == len("某某") and words.items[number - 1].text in {"向", "于", "从", "和"}:
        surname, after = words.items[number - 1], (*words.items[number + 1 : number + 2], word)[0]
        if surname.end == word.start and _after_post(words, number - 1) and after.tag == "v":
            return surname.start
    return word.start


def _with_last(words: Words, number: int) -> int:
    """The end of a name of two characters, with the third where LAC takes that for a word of its own."""
    word = words.items[number]
    last, after = (*words.items[number + 1 : number + 3], word, word)[:2]
    if len(word.text) != len("某某") or last.start != word.end or len(last.text) > 1:
        return word.end
    if last.text == "和":
        parted = after.tag in {"v", "w"} and not word.text.startswith(tuple(_compound()))
    else:
        one = last.tag in _LAST_TAGS and after.tag in _NEXT_TAGS
        parted = last.text in lexicon(CLASS).words["given"] or (
            one and _after_post(words, number) and last.text not in lexicon(CLASS).words["no_given"])
    return last.end if parted else word.end


@cache
def _compound() -> frozenset[str]:
    return frozenset(s for s in word_list("surnames") if len(s) > 1)


def _is_minority(name: str) -> bool:
    """Whether a name of four characters or more is written with those that Tibetan, Uyghur, Mongol names have."""
    return len(name) >= len("扎西次仁") and set(name) <= word_list("surnames", "minorities")


def _beside(words: Words) -> Iterator[Mention]:
    """Names that LAC takes for other things: behind a post, before a rank, or in a list with persons."""
    posts, titles = (lexicon(CLASS).words[key] for key in ("posts", "titles"))
    for before, word, after in zip(words.items, words.items[1:], words.items[2:], strict=False):
        if word.tag not in _LIKE_TAGS or not _is_name(word) or before.end != word.start or after.start != word.end:
            continue
        follows = after.tag in {"w", "v", "p", "d", "c"} or after.text in lexicon(CLASS).words["deeds"]
        posted = before.text.endswith(posts) and follows
        titled = after.text in titles and before.tag in {"w", "p", "v", "n"} and word.tag != "n"
        if posted or titled or _among(words, word):
            yield Mention(Span(word.start, word.end), CLASS, 0.75, "post")


def _among(words: Words, word: Token) -> bool:
    """Whether 、 parts the word from a person on either side."""
    at = words.index(word.start)
    near = [words.items[at + step : at + step + 2] for step in (-2, 1)]
    left, right = (sorted(pair, key=lambda t: t.text != "、") for pair in near)
    return any(len(p) > 1 and p[0].text == "、" and p[1].tag == "PER" and _is_name(p[1]) for p in (left, right))


def _is_name(word: Token) -> bool:
    listed = word.text in lexicon(CLASS).bare
    return not listed and bool(_HAN.fullmatch(word.text)) and has_surname(word.text)


@cache
def _space_pattern() -> re.Pattern[str]:
    single = "".join(sorted(s for s in word_list("surnames") if len(s) == 1))
    return re.compile(rf"[{single}][ \u3000]{{1,2}}[\u4e00-\u9fff](?=[（( \u3000，、。；\n等被和与]|$)")


def _spaced(words: Words) -> Iterator[Mention]:
    for match in _space_pattern().finditer(words.text):
        if words.text[match.start() - 1 : match.start()] not in _NUMERALS:
            yield Mention(Span(match.start(), match.end()), CLASS, 0.85, "spaced")


def _dotted(words: Words) -> Iterator[Mention]:
    for match in _DOTTED.finditer(words.text):
        dots = [at for at in range(match.start(), match.end()) if words.text[at] in "·•・"]
        first, last = words.items[words.index(dots[0] - 1)], words.items[words.index(dots[-1] + 1)]
        inside = words.within(Span(first.start, last.end))
        if "PER" in {first.tag, last.tag} and not any(w.text in lexicon(CLASS).bare for w in inside):
            yield Mention(Span(first.start, last.end), CLASS, 0.85, "dotted")


@cache
def _writers() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(w) for w in sorted(lexicon(CLASS).words["writers"], key=len, reverse=True))
    return re.compile(rf"(?:{alternatives})[^。；，,;\n]*$")


def _writes(text: str, span: Span) -> bool:
    """Whether the name is that of a journalist, editor or photographer of the report."""
    if text[span.end :].startswith(lexicon(CLASS).words["writers_after"]):
        return True
    before = text[max(0, span.start - _WRITERS_REACH) : span.start]
    match = _writers().search(before)
    return bool(match) and not re.search(r"[从向对]|获悉|[)）]", match.group()) if match else False
