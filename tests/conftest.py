"""What many tests share: the repository's folders and one build of the Hengyang report."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def hengyang() -> Path:
    return ROOT / "data" / "reports" / "hengyang-2024.txt"


@pytest.fixture(scope="session")
def built(tmp_path_factory, hengyang) -> Path:
    """The folder of one ``kg build`` of the Hengyang report; tests must not change it."""
    from kg.api import build

    folder = tmp_path_factory.mktemp("built") / "build"
    build([hengyang], folder)
    return folder
