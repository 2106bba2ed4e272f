"""Numbers in Chinese text with their offsets: 4000余万, 2.15万, 十余, 近百, 六成, 三分之一.

Behaviour after jionlp's money parser (FACTS.md): 4000余万 is above 4e7, 近900万 below 9e6.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Span

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6, "千万": 10**7, "百亿": 10**10, "千亿": 10**11}
_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_YEAR = re.compile(r"(?<![〇零○一二三四五六七八九])[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_WIDE = {ord("０") + i: str(i) for i in range(10)} | {ord("．"): ".", ord("％"): "%", ord("，"): "，"}

# Behind a letter, a digit, 第 or a sign the digits belong to a name, an order or a range.
_ARABIC = re.compile(r"(?<![A-Za-z\d.,\-+/×#第—–~～:])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?) ?"
                     r"(余|多|几)?((?:万亿|[百千]?[万亿])?)(余|多|几)?")
_WORDS = re.compile(rf"(?<![第数几余多{_CHINESE}\d])([{_CHINESE}]+)(余|多|几)?((?:万|亿)?)(?![{_CHINESE}])")
# A scale alone is a number only where it is about one: 千余, 近百, 上千.
_BARE_SCALE = re.compile(r"[百千万亿]")
_ABOUT = ("近", "超", "超过", "上", "约", "逾")
_TENTHS = re.compile(r"(?<![第数几\d])([一二两三四五六七八九])成(半)?(多|以上)?(?![为立员果功本长效熟就交型套群])")
_FRACTION = re.compile(rf"(?<![第数几])(百|千|[{_CHINESE}]{{1,2}})分之([{_CHINESE}\d.]+)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: ``base`` is what stands before the ``scale`` (92.04 and 10^8 in 92.04亿); ``approximate`` marks 余, 多.

    ``chinese`` says that it is written in words, ``percent`` that it is a share (六成, 百分之五) and complete as it is.
    """

    span: Span
    base: Decimal
    scale: str = ""
    approximate: bool = False
    chinese: bool = False
    percent: bool = False

    @property
    def value(self) -> Decimal:
        """The number multiplied out."""
        return self.base * _SCALES.get(self.scale, 1)


def widened(text: str) -> str:
    """``text`` with full-width digits, point and percent sign made narrow, 二〇二四年 as 2024年; the same length."""
    return _YEAR.sub(lambda m: "".join(str(_DIGITS.get(c, 0)) for c in m.group()), text.translate(_WIDE))


def parse_chinese(text: str) -> int | None:
    """The value of a Chinese numeral (一千二百零三, 十五, 二〇二四), or None where it is none."""
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or (0 if section and char != "十" else 1)) * _TENS[char]
            digit = 0
        elif char in _SCALES:
            part = section + digit
            if _SCALES[char] > total:
                total = (total + part or 1) * _SCALES[char]  # 三万亿: 万 counts 亿
            else:
                total += (part or 1) * _SCALES[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of ``text`` in order, none inside another; expects ``widened`` text."""
    found = [*_shares(text)]
    taken = [n.span for n in found]
    for numeral in (*_arabic(text), *_words(text)):
        if not any(s.start < numeral.span.end and numeral.span.start < s.end for s in taken):
            found.append(numeral)
    return tuple(sorted(found, key=lambda n: n.span))


def _arabic(text: str) -> list[Numeral]:
    found = []
    for m in _ARABIC.finditer(text):
        if re.match(r"0\d", m[1]):
            continue  # 07 is a number in a list
        end = m.end()
        while text[end - 1] == " ":
            end -= 1
        found.append(Numeral(Span(m.start(), end), Decimal(m[1].replace(",", "")), m[3],
                             bool(m[2] or m[4])))
    return found


def _words(text: str) -> list[Numeral]:
    found = []
    for m in _WORDS.finditer(text):
        value = parse_chinese(m[1])
        about = m[2] or text[: m.start()].endswith(_ABOUT)
        if value and (about or not _BARE_SCALE.match(m[1])):
            found.append(Numeral(Span(m.start(), m.end()), Decimal(value), m[3] if m[2] else "", bool(m[2]),
                                 chinese=True))
    return found


def _shares(text: str) -> list[Numeral]:
    found = []
    for m in _TENTHS.finditer(text):
        value = Decimal(_DIGITS[m[1]] * 10 + (5 if m[2] else 0))
        end = m.end() - len(m[3] or "") if m[3] == "以上" else m.end()
        found.append(Numeral(Span(m.start(), end), value, "", m[3] == "多", chinese=True, percent=True))
    for m in _FRACTION.finditer(text):
        parts, whole = _number(m[2]), parse_chinese(m[1]) or _TENS.get(m[1], 0)
        if parts and whole > 1:
            value = (parts * 100 / whole).quantize(Decimal("0.01")).normalize()
            found.append(Numeral(Span(m.start(), m.end()), value + 0, chinese=True, percent=True))
    return found


def _number(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    value = parse_chinese(text)
    return Decimal(value) if value else None
