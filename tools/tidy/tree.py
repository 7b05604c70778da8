"""The C++ sources of a checkout and what they include."""

import dataclasses
import functools
import pathlib
import re

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
SOURCE_SUFFIXES = {".h", ".cpp", ".inc"}


@dataclasses.dataclass(frozen=True)
class Source:
    path: pathlib.PurePosixPath  # from the checkout's root
    text: str

    @property
    def folder(self) -> str:
        """The folder of src/ it belongs to, like `sql` for src/sql/parser/select.cpp."""
        return self.path.parts[1]

    @functools.cached_property
    def own_includes(self) -> list[str]:
        """What it includes in quotes."""
        return [own for own, _ in INCLUDE.findall(self.text) if own]

    @functools.cached_property
    def foreign_includes(self) -> list[str]:
        """What it includes in angle brackets."""
        return [foreign for _, foreign in INCLUDE.findall(self.text) if foreign]

    @property
    def subject(self) -> str:
        """Its path without suffix and _test: the same for a header, its source and its unit test."""
        return re.sub(r"_test$", "", str(self.path.with_suffix("")))


class Tree:
    """Reads `src` below `root` once."""

    def __init__(self, root: pathlib.Path):
        self.root = root
        layers = root / "src" / "LAYERS"
        self.layers = layers.read_text().split() if layers.exists() else []
        self.sources = [
            Source(pathlib.PurePosixPath(path.relative_to(root).as_posix()), path.read_text())
            for path in sorted((root / "src").rglob("*"))
            if path.suffix in SOURCE_SUFFIXES
        ]
