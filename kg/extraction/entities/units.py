"""Units named without their university: 材料学院 is a part of the one that is named last before it."""

import re
from dataclasses import replace
from functools import cache

from kg.extraction.entities.forms import Form, form_key
from kg.extraction.mentions.units import fields
from kg.model import Context
from kg.tables import table


def with_university(forms: tuple[Form, ...], context: Context) -> tuple[Form, ...]:
    """The forms with the units of data/lexicon/units.toml led by their university; its later names count where none
    stands before."""
    units = table("lexicon", "units")
    parents = [f for f in forms if f.cls == units["class"] and f.whole and not _is_unit(f) and _whole(f.name)]
    if not parents:
        return forms
    return tuple(_led(f, parents, context) if f.cls == units["class"] and _is_unit(f) else f for f in forms)


def _led(form: Form, parents: list[Form], context: Context) -> Form:
    before = [p for p in parents if p.span.end <= form.span.start]
    name = (before[-1] if before else parents[0]).name + form.name
    return replace(form, name=name, key=form_key(name, form.cls, context))


def _whole(name: str) -> bool:
    return name.endswith(tuple(table("lexicon", "units")["parent"])) or ("学院" in name and not _ends().search(name))


def _is_unit(form: Form) -> bool:
    return _name().fullmatch(form.name) is not None


@cache
def _name() -> re.Pattern[str]:
    return re.compile(f"(?:{fields()})[\u4e00-\u9fff]*(?:{'|'.join(table('lexicon', 'units')['ends'])})")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(f"(?:大学|学院).*(?:{'|'.join(table('lexicon', 'units')['ends'])})$")
