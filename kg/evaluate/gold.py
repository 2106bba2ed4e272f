"""Read a gold answer: entities.tsv, relations.tsv, observations.tsv of one report."""

import csv
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A right entity; ``forms`` are its name and every literal form in the text."""

    cls: str
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A right relation between gold ids."""

    subject: str
    property: str
    object: str
    detail: str | None
    planned: bool


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A right observation; texts as the file has them, ``-`` for nothing."""

    subject: str
    indicator: str
    value: str
    unit: str
    period: str
    change: str
    rank: str
    target: bool


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """All that is right for one report; entities by their id in the files."""

    identifier: str
    entities: dict[str, GoldEntity]
    relations: tuple[GoldRelation, ...]
    figures: tuple[GoldFigure, ...]


def read_gold(folder: Path) -> GoldAnswer:
    """The gold answer in ``folder``; its name is the identifier of the report.

    Raises:
        InputError: a file is missing or lacks a column.
    """
    try:
        entities = {r["id"]: GoldEntity(r["class"], r["name"], _forms(r)) for r in _rows(folder / "entities.tsv")}
        relations = tuple(
            GoldRelation(r["subject"], r["property"], r["object"], _value(r["detail"]), r["modality"] == "planned")
            for r in _rows(folder / "relations.tsv")
        )
        figures = tuple(
            GoldFigure(r["subject"], r["indicator"], r["value"], r["unit"], r["period"], r["change"], r["rank"],
                       r["modality"] == "target")
            for r in _rows(folder / "observations.tsv")
        )
    except KeyError as error:
        raise InputError(f"{folder}: 标准答案缺列 / the gold answer lacks the column {error}") from error
    return GoldAnswer(folder.name, entities, relations, figures)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        handle = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{path}: 读不了标准答案 / cannot read the gold answer: {error.strerror}") from error
    with handle:
        reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{k: (v or "").strip() for k, v in row.items() if k} for row in reader]


def _forms(row: dict[str, str]) -> tuple[str, ...]:
    forms = dict.fromkeys([row["name"], *(f for f in row["aliases"].split("|") if f not in ("", "-"))])
    return tuple(forms)


def _value(text: str) -> str | None:
    return None if text in ("", "-") else text
