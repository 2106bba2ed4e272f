"""Prizes named without their award: 技术发明奖 is the province's, where the report is of the province's award."""

from dataclasses import replace

from kg import places
from kg.extraction.entities.forms import Form, form_key
from kg.model import Context
from kg.tables import table


def with_award(forms: tuple[Form, ...], context: Context) -> tuple[Form, ...]:
    """The forms with the prizes of data/lexicon/prizes.toml led by the place of the one award that is named."""
    leads = {lead for f in forms if (lead := _lead(f))}
    if len(leads) != 1:
        return forms
    return tuple(_led(f, min(leads), context) if _is_bare(f) else f for f in forms)


def _is_bare(form: Form) -> bool:
    prizes = table("lexicon", "prizes")
    return form.cls in prizes["classes"] and form.name.startswith(tuple(prizes["kinds"]))


def _lead(form: Form) -> str:
    prizes = table("lexicon", "prizes")
    if form.cls not in prizes["classes"]:
        return ""
    lead = prizes["state"] if form.name.startswith(prizes["state"]) else places.leading(form.name)
    return lead if lead and form.name[len(lead) :].startswith((*prizes["award"], *prizes["kinds"])) else ""


def _led(form: Form, lead: str, context: Context) -> Form:
    name = lead + form.name
    return replace(form, name=name, key=form_key(name, form.cls, context))
