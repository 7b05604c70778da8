"""Each rule of the repository catches what it forbids, and this checkout breaks none."""

import pathlib
import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tools.tidy import rules, tidy
from tools.tidy.tree import Tree

# A small checkout without a violation; the cases below add or replace one file.
CLEAN = {
    "src/LAYERS": "base\nnet\nsql\nserver\n",
    "src/base/README.md": "base",
    "src/net/README.md": "net",
    "src/sql/README.md": "sql",
    "src/server/README.md": "server",
    "src/base/error.h": '#include "base/codes.inc"\n',
    "src/base/codes.inc": "",
    "src/base/error.cpp": '#include "base/error.h"\n#include <spdlog/spdlog.h>\n',
    "src/net/listener.h": "#include <boost/asio.hpp>\n",
    "src/sql/ast/node.h": '#include "base/error.h"\n',
    "src/sql/ast/node_test.cpp": '#include "sql/ast/node.h"\n',
    "src/server/main.cpp": '#include "net/listener.h"\n#include "sql/ast/node.h"\n#include <nlohmann/json.hpp>\n',
    "deps/apt.txt": "# comment\n\ncmake  # the build\n",
    "deps/python.txt": "pytest==9.2.0  # tests\n",
}

# rule, file, its text, and what the violation says
CASES = [
    (rules.include_order, "src/base/log.cpp", '#include "sql/ast/node.h"\n', "sql comes after base in src/LAYERS"),
    (rules.include_order, "src/extra/a.cpp", "", "its folder is not in src/LAYERS"),
    (rules.include_order, "src/a.cpp", "", "lies in no folder of src/LAYERS"),
    (rules.include_paths, "src/sql/ast/walk.cpp", '#include "node.h"\n', 'includes "node.h", which is not the path'),
    (rules.heavy_headers, "src/sql/a.cpp", "#include <boost/asio/ip/tcp.hpp>\n", "stay on the network side"),
    (rules.heavy_headers, "src/sql/a.cpp", "# include <duckdb.h>\n", "reached through engine/engine.h"),
    (rules.heavy_headers, "src/net/a.cpp", "#include <spdlog/spdlog.h>\n", "the log is base/log.h"),
    (rules.heavy_headers, "src/net/a.cpp", "#include <libpq-fe.h>\n", "no client of PostgreSQL"),
    (rules.heavy_headers, "src/server/a.h", "#include <nlohmann/json.hpp>\n", "headers take <nlohmann/json_fwd.hpp>"),
    (rules.dead_headers, "src/sql/unused.h", "", "nothing includes it"),
    (rules.dead_headers, "src/base/unused.inc", "", "nothing includes it"),
    (rules.folder_guides, "src/server/README.md", None, "src/server: has no README.md"),
    (rules.dependencies, "deps/apt.txt", "cmake\n", "deps/apt.txt:1: cmake has no reason"),
    (rules.dependencies, "deps/python.txt", "\npytest  # tests\n", "deps/python.txt:2: pytest has no version"),
]


def write(root: pathlib.Path, files: dict[str, str | None]) -> Tree:
    for name, text in files.items():
        if text is not None:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
    return Tree(root)


def test_a_clean_checkout_breaks_no_rule(tmp_path):
    assert tidy.violations(write(tmp_path, CLEAN)) == []


@pytest.mark.parametrize("rule, file, text, words", CASES)
def test_each_rule_catches_its_violation(tmp_path, rule, file, text, words):
    tree = write(tmp_path, {**CLEAN, file: text})
    found = list(rule(tree))
    assert len(found) == 1
    assert words in found[0]
    assert found[0].startswith(file.removesuffix("/README.md"))


def test_a_header_used_by_its_own_source_and_test_alone_is_dead(tmp_path):
    include = '#include "sql/lonely.h"\n'
    tree = write(
        tmp_path, {**CLEAN, "src/sql/lonely.h": "", "src/sql/lonely.cpp": include, "src/sql/lonely_test.cpp": include}
    )
    assert list(rules.dead_headers(tree)) == ["src/sql/lonely.h: nothing includes it"]


def test_the_largest_files_come_first(tmp_path):
    tree = write(tmp_path, {**CLEAN, "src/sql/long.cpp": "\n" * 700})
    assert tidy.largest(tree)[0] == (700, "src/sql/long.cpp")
    assert len(tidy.largest(tree)) <= tidy.LARGEST_SHOWN


def test_the_command_fails_on_a_violation(tmp_path):
    write(tmp_path, {**CLEAN, "src/sql/unused.h": ""})
    result = subprocess.run([sys.executable, tidy.__file__, tmp_path], capture_output=True, text=True)
    assert result.returncode == 1
    assert "src/sql/unused.h: nothing includes it\n1 rules broken\n" in result.stdout


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_this_checkout_keeps_the_rule(rule):
    assert list(rule(Tree(ROOT))) == []
