STEP_WHAT="Python environment .deps/venv from deps/python.txt"
STEP_INPUTS=(deps/python.txt)

# Debian's own Python, whatever else is on PATH: python3-venv belongs to it.
PYTHON=/usr/bin/python3

step_is_present() { [[ -x .deps/venv/bin/pytest ]]; }

step_install() {
    .deps/venv/bin/python -c 'import pip' 2>/dev/null || "$PYTHON" -m venv --clear .deps/venv
    retry .deps/venv/bin/python -m pip install --quiet --disable-pip-version-check --use-pep517 \
        -r deps/python.txt
}
