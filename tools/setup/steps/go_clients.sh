STEP_WHAT="Go drivers of tests/clients/go/go.mod"
STEP_INPUTS=(tests/clients/go/go.mod tests/clients/go/go.sum)

step_is_present() { [[ -d "$(go env GOMODCACHE)/github.com/jackc" ]]; }

step_install() { (cd tests/clients/go && retry go mod download); }
