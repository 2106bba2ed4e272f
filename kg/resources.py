"""Where the project's knowledge lies: beside the package in a checkout, under it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources"
ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """The path of a data file or folder, e.g. ``resource("ontology", "scitech-kg.ttl")``."""
    return ROOT.joinpath(*parts)
