STEP_WHAT="Debian packages of deps/apt.txt"
STEP_INPUTS=(deps/apt.txt)

# The packages this run needs, after unless= and for=.
wanted_packages() {
    local package marks mark wanted
    while read -r package marks; do
        wanted=1
        for mark in $marks; do
            case "$mark" in
                unless=*) if command -v "${mark#unless=}" >/dev/null; then wanted=0; fi ;;
                for=*) if [[ " $SETUP_GROUPS " != *" ${mark#for=} "* ]]; then wanted=0; fi ;;
                *) fail "deps/apt.txt: '$mark' of package $package is not unless= or for=" ;;
            esac
        done
        if ((wanted)); then echo "$package"; fi
    done < <(entries deps/apt.txt)
}

missing_packages() {
    local wanted installed
    wanted=$(wanted_packages | sort -u)
    # dpkg-query fails when it does not know one of the names; what it prints is what counts.
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
        awk '$2 == "installed" {print $1}' | sort -u) || true
    comm -23 <(echo "$wanted") <(echo "$installed")
}

step_is_present() { [[ -z "$(missing_packages)" ]]; }

step_install() {
    local missing as_root=()
    missing=$(missing_packages)
    [[ -n "$missing" ]] || return 0
    command -v apt-get >/dev/null ||
        fail "no apt-get here; install the equivalents of: $(tr '\n' ' ' <<<"$missing")"
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null ||
            fail "as root, run: apt-get install $(tr '\n' ' ' <<<"$missing")"
        as_root=(sudo)
    fi
    say "apt: installing $(tr '\n' ' ' <<<"$missing")"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    if ! { retry "${apt[@]}" update && retry "${apt[@]}" install -y --no-install-recommends $missing; } \
        </dev/null &>.deps/apt.log; then
        tail -20 .deps/apt.log >&2
        fail "apt-get failed; all it said is in .deps/apt.log"
    fi
}
