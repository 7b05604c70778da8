"""Where things are in this checkout."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPS = ROOT / ".deps"
BLUESHIFT = ROOT / "build" / "release" / "blueshift"
SLT = ROOT / "build" / "release" / "slt"
