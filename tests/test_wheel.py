"""The wheel carries all that it needs: installed beside its dependencies it builds from an empty folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, root):
    pytest.importorskip("hatchling", reason="the wheel test needs hatchling")
    copy = tmp_path_factory.mktemp("source") / "project"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".git", ".venv*", "build", "node_modules", "*cache*"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return next((copy / "dist").glob("*.whl"))


def test_the_wheel_holds_no_report_and_no_gold(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(n.endswith("ontology/scitech-kg.ttl") for n in names)
    assert not [n for n in names if "data/reports" in n or "gold/" in n]


def test_the_wheel_builds_from_an_empty_folder(wheel, hengyang, tmp_path):
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env" / "lib").glob("python*")) / "site-packages"
    zipfile.ZipFile(wheel).extractall(site)
    # The dependencies of this interpreter, but not its editable install of the project: nested .pth are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    folder = tmp_path / "empty"
    folder.mkdir()
    shutil.copy(hengyang, folder)
    python = tmp_path / "env" / "bin" / "python"
    bare = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    where = subprocess.run([python, "-c", "import kg; print(kg.__file__)"], cwd=folder, capture_output=True, text=True,
                           check=True, env=bare)
    assert Path(where.stdout.strip()).is_relative_to(site)
    for command in (["build", "hengyang-2024.txt"], ["query", "platforms-by-host"], ["validate"]):
        done = subprocess.run([python, "-m", "kg", *command], cwd=folder, capture_output=True, text=True, check=False,
                              env=bare)
        assert done.returncode == 0, done.stderr
