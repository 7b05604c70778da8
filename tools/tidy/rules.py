"""The repository's rules. Each takes a Tree and yields one line per violation, starting with the file."""

import collections
import re
from collections.abc import Iterator

from tools.tidy.tree import Source, Tree

# To add: which headers of a library only some places may include, and why. A place is a path prefix below src/.
OWNED_HEADERS = [
    # header                places                           reason
    (r"boost/(asio|beast)", ("net/", "protocol/", "api/"),   "coroutines and sockets stay on the network side"),
    (r"duckdb\.h",          ("engine/duckdb/",),             "the engine is reached through engine/engine.h"),
    (r"spdlog/",            ("base/",),                      "the log is base/log.h"),
    (r"CLI/",               ("server/",),                    "the command line is the server's"),
    (r"toml\+\+/",          ("server/",),                    "the configuration file is the server's"),
    (r"curl/",              ("storage/",),                   "requests to S3 go through storage/"),
    (r"pugixml",            ("storage/",),                   "S3's XML is read in storage/"),
    (r"libpq-fe",           (),                              "the server is no client of PostgreSQL"),
]  # fmt: skip


def include_order(tree: Tree) -> Iterator[str]:
    """A folder includes only folders before it in src/LAYERS."""
    height = {folder: index for index, folder in enumerate(tree.layers)}
    for source in tree.sources:
        if len(source.path.parts) < 3:
            yield f"{source.path}: lies in no folder of src/LAYERS"
            continue
        if source.folder not in height:
            yield f"{source.path}: its folder is not in src/LAYERS"
            continue
        for included in source.own_includes:
            folder = included.split("/")[0]
            if folder in height and height[folder] > height[source.folder]:
                yield f'{source.path}: includes "{included}", but {folder} comes after {source.folder} in src/LAYERS'


def include_paths(tree: Tree) -> Iterator[str]:
    """Our own headers are included by their path below src/."""
    for source in tree.sources:
        for included in source.own_includes:
            if not (tree.root / "src" / included).is_file():
                yield f'{source.path}: includes "{included}", which is not the path of a file below src/'


def heavy_headers(tree: Tree) -> Iterator[str]:
    """A library's heavy headers are included by their owners only."""
    for source in tree.sources:
        place = str(source.path).removeprefix("src/")
        for included in source.foreign_includes:
            for pattern, owners, reason in OWNED_HEADERS:
                if re.match(pattern, included) and not place.startswith(owners):
                    yield f"{source.path}: includes <{included}>: {reason}"
            if included == "nlohmann/json.hpp" and source.path.suffix != ".cpp":
                yield f"{source.path}: includes <{included}>: headers take <nlohmann/json_fwd.hpp>"


def dead_headers(tree: Tree) -> Iterator[str]:
    """Every header is included by something besides its own source and test."""
    includers: dict[str, set[str]] = collections.defaultdict(set)
    for source in tree.sources:
        for included in source.own_includes:
            includers[f"src/{included}"].add(source.subject)
    for source in tree.sources:
        if source.path.suffix != ".cpp" and not _others(includers[str(source.path)], source):
            yield f"{source.path}: nothing includes it"


def _others(subjects: set[str], source: Source) -> set[str]:
    # A list (.inc) serves the header of the same name.
    return subjects if source.path.suffix == ".inc" else subjects - {source.subject}


def folder_guides(tree: Tree) -> Iterator[str]:
    """Each folder of src/ has a README.md that says what it is for."""
    for folder in sorted({source.folder for source in tree.sources if len(source.path.parts) > 2}):
        if not (tree.root / "src" / folder / "README.md").is_file():
            yield f"src/{folder}: has no README.md"


def dependencies(tree: Tree) -> Iterator[str]:
    """Each dependency states its reason and, where its client has versions, the version."""
    for file in sorted((tree.root / "deps").glob("*.txt")):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            name, _, reason = line.partition("#")
            if not name.strip():
                continue
            if not reason.strip():
                yield f"deps/{file.name}:{number}: {name.strip()} has no reason"
            if file.name != "apt.txt" and not re.search(r"(==|@v|:)\d", name):
                yield f"deps/{file.name}:{number}: {name.strip()} has no version"


RULES = [include_order, include_paths, heavy_headers, dead_headers, folder_guides, dependencies]
