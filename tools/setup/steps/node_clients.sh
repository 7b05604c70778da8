STEP_WHAT="Node drivers of tests/clients/node/package-lock.json"
STEP_INPUTS=(tests/clients/node/package.json tests/clients/node/package-lock.json)

step_is_present() { [[ -d .deps/node/node_modules/pg ]]; }

step_install() {
    mkdir -p .deps/node
    cp tests/clients/node/package.json tests/clients/node/package-lock.json .deps/node/
    (cd .deps/node && retry npm ci --no-audit --no-fund --silent)
}
