"""Found figures against the right ones."""

import re
from collections.abc import Callable

from kg.evaluate.counts import Fault, Judged, Score, count
from kg.evaluate.gold import GoldAnswer, GoldFigure
from kg.evaluate.names import dice, normalise
from kg.model import Entity, Extraction, Observation


def score_figures(result: Score, extraction: Extraction, found: dict[str, Entity], pairs: dict[str, str],
                  gold: GoldAnswer) -> None:
    """Count the figures of ``extraction`` in ``result``: by value, unit and a like indicator, and by all fields."""
    free = list(extraction.observations)
    core = full = 0

    def subject_name(o: Observation) -> str:
        return found[o.subject].name if o.subject in found else ""

    for figure in gold.figures:
        gold_name = gold.entities[figure.subject].name if figure.subject in gold.entities else ""
        candidates = [o for o in free if _same(figure, gold_name, o, subject_name(o))]
        if not candidates:
            text = f"{gold_name}: {figure.indicator} {figure.value} {figure.unit}"
            result.faults.append(Fault("missed figure", figure.unit, text))
            continue

        def rank(o: Observation, figure: GoldFigure = figure) -> tuple[bool, float]:
            return not _parted(figure, o, pairs), dice(normalise(figure.indicator), normalise(o.indicator))

        best = max(candidates, key=rank)
        free.remove(best)
        core += 1
        parted = _parted(figure, best, pairs)
        result.judged.append(Judged("figure", "core" if parted else "full", best.confidence, True))
        full += not parted
        if parted:
            text = (f"{_describe(figure, gold_name)}  got {best.period} change {best.change} rank {best.rank} "
                    f"target {best.target} {subject_name(best)}")
            result.faults.append(Fault("partial figure", parted, text))
    for o in free:
        result.judged.append(Judged("figure", "-", o.confidence, False))
        text = f"{subject_name(o)}: {o.indicator} {o.value} {o.unit} rank {o.rank} [{o.extractor}]"
        result.faults.append(Fault("extra figure", o.unit or "-", text))
    result.parts["observation"] = count(core, len(extraction.observations), len(gold.figures))
    result.parts["observation_full"] = count(full, len(extraction.observations), len(gold.figures))


def _describe(figure: GoldFigure, name: str) -> str:
    return (f"{name}: {figure.indicator} {figure.value} {figure.unit} {figure.period} change {figure.change} "
            f"rank {figure.rank} target {figure.target}")


def _number(text: object) -> float | None:
    try:
        return float(str(text).replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def _equal(a: float | None, b: float | None, near: Callable[[float], float] = lambda _: 1e-9) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= near(a)


def _same(figure: GoldFigure, gold_name: str, o: Observation, name: str) -> bool:
    like = _like(figure.indicator, gold_name, o.indicator, name)
    gold_value, value = _number(figure.value), _number(o.value)
    if gold_value is None and value is None:
        rank = _number(figure.rank)
        return rank is not None and rank == _number(o.rank) and like
    if gold_value is None or value is None:
        return False
    same_unit = normalise(figure.unit.strip("-")) == normalise((o.unit or "").strip("-"))
    return _equal(gold_value, value, lambda x: 1e-9 * max(1, abs(x))) and same_unit and like


def _like(a: str, a_name: str, b: str, b_name: str) -> bool:
    ours = [normalise(a), normalise(a_name + a)]
    theirs = [normalise(b), normalise(b_name + b)]
    return any(x and y and (x in y or y in x or dice(x, y) >= 0.5) for x in ours for y in theirs)


def _parted(figure: GoldFigure, o: Observation, pairs: dict[str, str]) -> str:
    """The fields of a figure that differ, joined by ``+``."""
    def year(text: str | None) -> str:
        return re.sub(r"[^0-9]", "", text or "")[:4]

    same = {"subject": pairs.get(o.subject) == figure.subject, "period": year(figure.period) == year(o.period),
            "change": _equal(_number(figure.change), _number(o.change)),
            "rank": _equal(_number(figure.rank), _number(o.rank)), "modality": figure.target == o.target}
    return "+".join(field for field, equal in same.items() if not equal)
