"""What the READMEs claim is run."""

import re
import subprocess
import sys

import pytest

from kg.cli import COMMANDS, parser

CODE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(root, name, language):
    return [body.strip() for kind, body in CODE.findall((root / name).read_text("utf-8")) if kind == language]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_set_up_is_two_commands_and_ci_runs_them(root, name):
    install, tests = blocks(root, name, "sh")[:2]
    ci = (root / ".ci" / "run").read_text("utf-8")
    assert "\n" not in install
    assert install in ci
    assert f"\n{tests}\n" in ci


def test_the_commands_shown_run(root, built):
    for line in blocks(root, "README.md", "sh")[2].splitlines():
        done = subprocess.run([line.replace("kg ", f"{sys.executable} -m kg ", 1) + f" --store {built}"], shell=True,
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) > 3


def test_the_python_lines_run(root, tmp_path):
    (tmp_path / "data").symlink_to(root / "data")
    done = subprocess.run([sys.executable, "-c", blocks(root, "README.md", "python")[0]], cwd=tmp_path,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "hengyang.ttl").stat().st_size > 1000


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_command_is_described(root, name):
    described = set(re.findall(r"^\| `kg (\w+)", (root / name).read_text("utf-8"), re.MULTILINE))
    assert described == {m.__name__.rpartition(".")[2] for m in COMMANDS}
    assert all(word in parser().format_help() for word in described)
