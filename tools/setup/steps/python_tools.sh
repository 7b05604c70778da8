STEP_WHAT="Python environment .deps/venv-tools from deps/python-tools.txt"
STEP_INPUTS=(deps/python-tools.txt)

step_is_present() { [[ -x .deps/venv-tools/bin/dbt ]]; }

step_install() {
    .deps/venv-tools/bin/python -c 'import pip' 2>/dev/null || /usr/bin/python3 -m venv --clear .deps/venv-tools
    retry .deps/venv-tools/bin/python -m pip install --quiet --disable-pip-version-check -r deps/python-tools.txt
}
