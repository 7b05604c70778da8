STEP_WHAT="DuckDB's loadable extensions from deps/extensions.txt"
STEP_INPUTS=(deps/extensions.txt)

# File name of each extension: duckdb-extension-postgres-scanner==1.5.5 brings postgres_scanner.
extension_files() {
    entries deps/extensions.txt |
        sed -E 's/^duckdb-extension-(.*)==.*$/\1/; s/-/_/g; s#(.*)#.deps/extensions/\1.duckdb_extension#'
}

step_is_present() {
    local file
    for file in $(extension_files); do
        [[ -e "$file" ]] || return 1
    done
}

step_install() {
    local wheels
    wheels=$(mktemp -d .deps/wheels.XXXXXX)
    retry .deps/venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps \
        --only-binary=:all: --dest "$wheels" -r deps/extensions.txt
    mkdir -p .deps/extensions
    .deps/venv/bin/python - "$wheels" .deps/extensions <<'PYTHON'
import pathlib
import sys
import zipfile

wheels, target = map(pathlib.Path, sys.argv[1:])
for wheel in wheels.glob("*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".duckdb_extension"):
                file = target / pathlib.PurePosixPath(name).name
                partial = file.with_suffix(".partial")
                partial.write_bytes(archive.read(name))
                partial.rename(file)
PYTHON
    rm -r "$wheels"
}
