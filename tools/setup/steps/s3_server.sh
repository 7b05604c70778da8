STEP_WHAT="versitygw, the S3 server of the tests and the demo (compiles for one or two minutes)"
STEP_INPUTS=(deps/go.txt)
GO_NEEDED=1.25

step_is_present() { [[ -x .deps/bin/versitygw ]]; }

# Prints the go command to build with: the machine's, or a newer one that it downloads.
recent_go() {
    local have folder
    have=$(go env GOVERSION)
    if [[ "$(printf '%s\n' "$GO_NEEDED" "${have#go}" | sort -V | head -1)" == "$GO_NEEDED" ]]; then
        command -v go
        return
    fi
    say "s3_server: $have is older than $GO_NEEDED; bringing a newer toolchain" >&2
    folder=$(go_download "$(go_module golang.org/toolchain)") ||
        fail "no toolchain could be downloaded; put a 'go' of version $GO_NEEDED or newer on PATH and run 'make setup' again"
    # The module cache holds modules without run bits.
    find "$folder/bin" "$folder/pkg/tool" -type f -exec chmod +x {} +
    echo "$folder/bin/go"
}

step_install() {
    local module go
    module=$(go_module github.com/versity/versitygw)
    go=$(recent_go)
    mkdir -p .deps/bin
    GOBIN="$(realpath .deps)/bin" GOTOOLCHAIN=local retry "$go" install "${module/@//cmd/versitygw@}"
}
