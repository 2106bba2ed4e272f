"""Units as reports write them, and the base unit that each stands for (data/units.toml)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.graph.iris import safe
from kg.rdf import NamedNode, named
from kg.tables import table, wrong


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit: its labels and its IRI in QUDT, where it has one."""

    zh: str
    en: str | None
    qudt: str | None

    def iri(self, base: str) -> NamedNode:
        """The IRI in QUDT, else one of our own."""
        return named(self.qudt) if self.qudt else named(base, "unit/", safe(self.zh))


def unit(label: str) -> tuple[Unit, Decimal]:
    """The base unit of a unit as written, and how many of it one of these is: 亿元 is 10^8 of 元.

    A label that the table does not know is a base unit of its own: 家 is 1 of 家.
    """
    forms = _forms()
    if label in forms:
        return forms[label]
    for prefix, factor in _multipliers():
        if label.startswith(prefix) and len(label) > len(prefix):
            base, inner = forms.get(rest := label.removeprefix(prefix), (Unit(rest, None, None), Decimal(1)))
            return base, factor * inner
    return Unit(label, None, None), Decimal(1)


def counts(label: str) -> bool:
    """Whether a unit as written counts things (家, 个, 万家): one that the table of units does not know."""
    return unit(label)[0].zh not in table("units")["unit"]


@cache
def _multipliers() -> tuple[tuple[str, Decimal], ...]:
    found = [(k, _number(k, v)) for k, v in table("units")["multipliers"].items()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _forms() -> dict[str, tuple[Unit, Decimal]]:
    forms: dict[str, tuple[Unit, Decimal]] = {}
    for zh, entry in table("units")["unit"].items():
        for form, factor in _entry(zh, entry).items():
            if form in forms:
                raise wrong(f"{zh}: {form}", "两个单位都有 / stands for two units", "units")
            forms[form] = (Unit(zh, entry.get("en"), entry.get("iri")), _number(form, factor))
    return forms


def _entry(zh: str, entry: dict[str, Any]) -> dict[str, str]:
    if unknown := sorted(set(entry) - {"iri", "en", "forms"}):
        raise wrong(zh, f"不认识的键 / unknown keys {unknown}", "units")
    forms: dict[str, str] = entry.get("forms", {})
    if not forms:
        raise wrong(zh, "没有写法 / has no forms", "units")
    return forms


def _number(entry: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise _not_a_number(entry) from error


def _not_a_number(entry: str) -> DataError:
    return wrong(entry, "换算系数不是数 / the factor is no number", "units")
