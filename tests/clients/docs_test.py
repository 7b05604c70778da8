"""Every example of docs/clients.md, run as it stands there."""

import os
import re
import shutil
import subprocess

import pytest

from tests.support.paths import DEPS, ROOT

SECTION = re.compile(r"^## (.+?)$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples():
    """(heading, language, mark, code) of each block that has a language."""
    parts = SECTION.split((ROOT / "docs" / "clients.md").read_text())
    for heading, text in zip(parts[1::2], parts[2::2]):
        for language, mark, code in BLOCK.findall(text):
            yield pytest.param(language, mark, code, id=heading.replace(" ", "_"))


def go_program(folder):
    for name in ("go.mod", "go.sum"):
        shutil.copy(ROOT / "tests" / "clients" / "go" / name, folder)
    return ["go", "run", "-mod=mod", "."]


# How to run a file of each language; the file's name says what its tools expect.
RUNNERS = {
    "bash": ("example.sh", lambda folder: ["bash", "-e", "example.sh"]),
    "go": ("main.go", go_program),
    "java": ("Example.java", lambda folder: ["java", "-cp", f"{DEPS}/jars/*", "Example.java"]),
    "javascript": ("example.js", lambda folder: ["node", "example.js"]),
    "python": ("example.py", lambda folder: [DEPS / "venv" / "bin" / "python", "example.py"]),
}


@pytest.mark.parametrize(("language", "mark", "code"), list(examples()))
def test_example(server, s3, bucket, tmp_path, language, mark, code):
    file, command = RUNNERS[language]
    (tmp_path / file).write_text(code)
    environment = {
        **server.environment,
        **s3.environment,
        "AWS_DEFAULT_REGION": s3.region,
        "BUCKET": bucket,
        "NODE_PATH": os.fspath(DEPS / "node" / "node_modules"),
        "PATH": f"{DEPS / ('venv-tools' if mark == 'tools' else 'venv') / 'bin'}:{os.environ['PATH']}",
    }
    run = command(tmp_path)
    if mark == "tools" and language == "python":
        run[0] = DEPS / "venv-tools" / "bin" / "python"
    result = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=180)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "ERROR" not in result.stderr, result.stderr
    assert result.stdout.strip(), "an example shows something"
