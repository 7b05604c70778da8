# What setup.sh and its steps share. A step sets STEP_WHAT (one line for people) and STEP_INPUTS (the files whose
# change makes it run again), and defines step_is_present and step_install. Steps run in the repository's root.

say() { printf 'setup: %s\n' "$*"; }

fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

# The lines of a list in deps/ without comments and blank lines.
entries() { sed -E 's/(^|[[:space:]])#.*$//; /^[[:space:]]*$/d; s/[[:space:]]+$//' "$1"; }

# Runs a download up to three times: registries time out now and then.
retry() {
    local try
    for try in 1 2 3; do
        "$@" && return 0
        say "try $try of 3 failed: $*"
        sleep $((try * 2))
    done
    return 1
}

# Go's and Debian's name of this machine's architecture.
go_arch() {
    case "$(uname -m)" in
        x86_64) echo amd64 ;;
        aarch64) echo arm64 ;;
        *) fail "no prebuilt engine for $(uname -m): x86_64 and aarch64 only" ;;
    esac
}

# The line of deps/go.txt that starts with a module path, with the architecture filled in.
go_module() {
    local line
    line=$(entries deps/go.txt | sed "s/{arch}/$(go_arch)/" | grep -F "$1") || fail "deps/go.txt has no $1"
    echo "$line"
}

# Downloads MODULE@VERSION and prints its folder in Go's module cache. Works from Go 1.16 on.
go_download() {
    local answer
    answer=$(cd / && retry go mod download -json "$1" 2>&1) || fail "go mod download $1 failed: $answer"
    sed -nE 's/^[[:space:]]*"Dir": "(.*)",?$/\1/p' <<<"$answer"
}
