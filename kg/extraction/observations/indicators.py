"""What a number counts: the noun chain beside it, without verbs, times and scopes."""

import re

from kg.extraction.observations.lines import HOLE, Line
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.rules import rules
from kg.model import Span, Token

_NOMINAL = frozenset({"n", "nr", "nz", "ns", "nt", "nw", "s", "f", "vn", "an", "a", "m", "q", "b", "PER", "LOC", "ORG",
                      "xc", "j", "TIME"})
_JOINTS = frozenset({"的", "和", "与", "及", "以及", "、", "·", "/", "+", "-"})
_ASPECT = ("了", "过", "着")
_OPEN, _CLOSE = "“‘《（(", "”’》）)"
_LONG_QUOTE = 16
_YEAR = re.compile(r"^(?:截[至止])?(?:到|至)?(?:\d{4}(?:[-—–至]\d{4})?年?(?:度|末|底)?)?(?:\d{1,2}月(?:底|末|份)?)?"
                   r"(?:\d{1,2}日)?(?:\d{1,2}年(?:内|来|间)?)?")
# A note of a communiqué: 总值[2].
_REFERENCE = re.compile(r"\[\d+\]")
_INNER_TIME = re.compile(r"在?(?:(?:今|去|本)年)?(?:上|下)半年的?")
_DATED = re.compile(r"(?:在|于)?(?:19|20)\d\d ?年(?:度|底|末)?(?:\d{1,2}月)?的?$")
_COUNT = "[一二三四五六七八九十]+"
_NUMBERED = re.compile(rf"^(?:[（(]?\d{{1,2}}[)）.．、](?!\d)|[（(]{_COUNT}[)）]|{_COUNT}[是、])")


def left_noun(line: Line, start: int, end: int, *, cut: bool = True) -> tuple[str, int]:
    """The noun chain in the stretch before a number, and where it begins; empty where there is none.

    With ``cut`` it begins behind the last verb that takes the counted thing as its object.
    """
    end = start + len(_DATED.sub("", line.masked[start:end]))
    text = line.masked[start:end]
    if text.rstrip(" " + HOLE).endswith("等") and (line.places_in(start, end) or "“" in text or "《" in text):
        return "", end
    stop = start + len(_without_carriers(text))
    begin = _after_verb(line, start, stop) if cut else start
    begin = _without_leads(line, _after_middle(line, begin, stop), stop)
    noun = _tidy(line.between(begin, stop))
    if noun in rules("indicators").words("bare"):
        begin, noun = _with_verb(line, start, begin, noun)
    return (_whose(line, start, begin) if cut and noun else "") + noun, begin


def _after_middle(line: Line, start: int, end: int) -> int:
    """Behind 现有, 累计 inside the stretch: 实验室现有人员."""
    last = start
    for match in rules("indicators").words("middles").pattern.finditer(line.masked, start, end):
        if match.start() > start and end - match.end() > 1 and not _cuts_word(line, match.end(), end):
            last = match.end()
    return last


def _with_verb(line: Line, start: int, begin: int, noun: str) -> tuple[int, str]:
    """入围企业, 签约项目: what is done with a bare kind tells which ones are counted."""
    before = [t for t in line.tokens_in(start, begin) if t.end == begin and t.tag in ("v", "vn", "vd")]
    if before and len(before[0].text) > 1 and before[0].text not in rules("indicators").words("plain"):
        return before[0].start, before[0].text + noun
    return begin, noun


def _whose(line: Line, start: int, begin: int) -> str:
    """服务业 in 服务业实现增加值: the noun before a linking verb."""
    linking = rules("indicators").words("linking").at_end.search(line.masked[start:begin])
    if not linking:
        return ""
    before, _ = left_noun(line, start, start + linking.start(), cut=False)
    verbs = rules("indicators").words("verbs")
    busy = any(t.tag in ("v", "p") and t.text in verbs for t in line.tokens_in(start, start + linking.start()))
    return before if len(before) > 1 and not busy else ""


def _without_carriers(text: str) -> str:
    carriers = rules("indicators").words("carriers")
    while True:
        text = text.rstrip(HOLE + " ")
        match = carriers.at_end.search(text)
        if not match or text[: match.start()] == text:
            return text
        if _word_goes_on(text, match.start(), match.group().strip()):
            return text
        text = text[: match.start()]


def _word_goes_on(text: str, start: int, carrier: str) -> bool:
    # 占有率在, 所有, 行为: one character of a longer word is no carrier.
    longer = rules("indicators").words("longer")
    return len(carrier) == 1 and text[max(0, start - 1) : start + 1] in longer


def _after_verb(line: Line, start: int, end: int) -> int:
    table = rules("indicators")
    verbs, kept, compounds = table.words("verbs"), table.words("kept"), table.words("compounds")
    begin = start
    tokens = line.tokens_in(start, end)
    for token in tokens:
        if compounds.at_start.match(line.masked, token.start, end):
            continue
        word = kept.at_start.match(line.masked, token.start, end)
        if word and word.end() < end:
            begin = token.start
        elif token.text in verbs and token.tag in ("v", "n", "vd") and _takes_object(tokens, token, end, line):
            begin = token.end
    return begin


def _takes_object(tokens: list[Token], verb: Token, end: int, line: Line) -> bool:
    rest = [t for t in tokens if t.start >= verb.end and t.text not in _ASPECT]
    inner = line.masked[: verb.start].count("“") > line.masked[: verb.start].count("”")
    if inner or not rest or len(line.between(verb.end, end)) < 2:
        return False
    follows = rest[0].tag not in ("u", "w", "f", "c") or rest[0].text[0] in _OPEN
    return follows and (verb.tag == "v" or verb is tokens[0])


def _without_leads(line: Line, start: int, end: int) -> int:
    leads = rules("indicators").words("leads")
    while start < end:
        match = leads.at_start.match(line.masked, start, end)
        step = match.end() if match else start
        if year := _YEAR.match(line.masked[step:end]):
            step += year.end()
        if step == start and (number := _NUMBERED.match(line.masked[start:end])):
            step += number.end()
        if step == start and line.masked[start] in " \x00：:，":
            step += 1
        if step == start:
            return start
        if _cuts_word(line, step, end):
            return start
        start = step
    return start


def _cuts_word(line: Line, at: int, end: int) -> bool:
    """Whether stripping up to ``at`` would cut a word of LAC: 新能源, 有色金属, 对外贸易."""
    return at < end and any(t.start < at < t.end for t in line.tokens)


def _tidy(text: str) -> str:
    text = _REFERENCE.sub("", text)
    text = _INNER_TIME.sub("", text.strip(" 、，：:；。—-\n\u3000" + HOLE))
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text.strip(" 、的等和及与")


def right_noun(line: Line, quantity: Quantity, limit: int) -> Span | None:
    """The noun chain right behind a number and its unit (16个项目; 70多名中外专家), None where there is none."""
    start = end = quantity.span.end
    tokens = _following(line, start, limit)
    if quantity.kind in ("money", "percent") and tokens and tokens[0].tag == "v":
        return None  # 投资20亿元建设…: what the money is for
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if not _continues(line, token, after, start == end, limit) or _is_apposition(line, token, start, end):
            break
        end = token.end
        if token.text in ("的", " ") and start == token.start:
            start = end
    while end > start and (line.masked[end - 1] in " 、的和及与等" + HOLE or _is_among(tokens, end)):
        end -= 1
    return Span(start, end) if end > start else None


def _is_among(tokens: list[Token], end: int) -> bool:
    """36个行业中: the place word is no part of what is counted."""
    return any(t.end == end and t.tag == "f" and len(t.text) == 1 for t in tokens)


def _is_apposition(line: Line, token: Token, start: int, end: int) -> bool:
    """两项专利“…”: a long quote behind a noun names what was counted."""
    return end > start and token.text[:1] == "“" and line.masked.find("”", token.start) - token.start > _LONG_QUOTE


def _following(line: Line, start: int, limit: int) -> list[Token]:
    tokens = [t for t in line.tokens if start < t.end and t.start < limit]
    # LAC may join unit and noun (2 / 万人): the rest of such a word counts as a noun.
    return [t if t.start >= start else Token(start, t.end, t.text[start - t.start :], "n") for t in tokens
            if t.start >= start or t.end > start]


def _continues(line: Line, token: Token, after: Token | None, first: bool, limit: int) -> bool:
    if line.masked[token.start] == HOLE:
        return True
    if token.tag in _NOMINAL:
        return not any(q.core.start <= token.start < q.core.end for q in line.quantities)
    if token.text in _JOINTS:
        return _joins(line, token, after, first, limit)
    if token.text[0] in _OPEN or token.text[-1] in _CLOSE:
        return not (first and token.text[0] in "（(")
    return token.tag == "v" and _qualifies(line, token, after, first, limit)


def _qualifies(line: Line, verb: Token, after: Token | None, first: bool, limit: int) -> bool:
    """Whether a verb goes on with a noun chain: in a quote, before 的, or as its first word (签约项目)."""
    if line.masked[: verb.start].count("“") > line.masked[: verb.start].count("”"):
        return True
    table = rules("indicators")
    if after is None or after.end > limit or verb.text in table.words("stops"):
        return False
    if not first:
        return after.text == "的"
    predicate = any(verb.text in table.words(key) for key in ("linking", "selected", "kept"))
    return after.tag in _NOMINAL and len(verb.text) > 1 and not predicate


def _joins(line: Line, token: Token, after: Token | None, first: bool, limit: int) -> bool:
    if after is None or after.end > limit or (first and token.text != "的") or after.tag in ("v", "p", "d", "r"):
        return False
    return not any(q.span.start <= after.start < q.span.end for q in line.quantities)


def is_nominal(token: Token) -> bool:
    """Whether a word may name a thing: by its tag, number words left out."""
    return token.tag in _NOMINAL and token.tag not in ("m", "q", "f", "TIME", "xc")


def noun_text(line: Line, span: Span) -> str:
    """A noun chain as an indicator."""
    return _tidy(line.between(span.start, span.end))


def split_coordination(text: str) -> list[str]:
    """The members of 甲、乙和丙, quotes and brackets kept whole."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0 and char in "、和与及":
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return [p for p in parts if p]


def overlap(head: str, tail: str) -> str:
    """``tail`` with what ``head`` says before it, where it takes up the end of it: 研发经费投入 + 投入强度."""
    if not rules("indicators").words("rates").at_end.search(tail):
        return tail
    for size in range(min(len(head), len(tail) - 1), 1, -1):
        if head.endswith(tail[:size]):
            return head[: len(head) - size] + tail
    return tail


