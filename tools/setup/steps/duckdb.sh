STEP_WHAT="DuckDB's header and static libraries, as a Go module"
STEP_INPUTS=(deps/go.txt)

step_is_present() { [[ -e .deps/duckdb/duckdb.h ]]; }

step_install() {
    local folder
    folder=$(go_download "$(go_module github.com/duckdb/)")
    [[ -e "$folder/duckdb.h" ]] || fail "'$folder' has no duckdb.h"
    ln -sfn "$folder" .deps/duckdb
}
