"""Where things are in this checkout."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPS = ROOT / ".deps"
# Another build than the optimised one, for trying things: BLUESHIFT_PRESET=dev.
BUILD = ROOT / "build" / os.environ.get("BLUESHIFT_PRESET", "release")
BLUESHIFT = BUILD / "blueshift"
SLT = BUILD / "slt"
