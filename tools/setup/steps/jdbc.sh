STEP_WHAT="Java drivers from deps/maven.txt"
STEP_INPUTS=(deps/maven.txt)

step_is_present() {
    local artifact group name version
    while IFS=: read -r group name version; do
        [[ -e ".deps/jars/$name-$version.jar" ]] || return 1
    done < <(entries deps/maven.txt)
}

step_install() {
    local artifact
    mkdir -p .deps/jars
    while read -r artifact; do
        retry mvn --batch-mode --quiet dependency:copy \
            -Dartifact="$artifact" -DoutputDirectory="$PWD/.deps/jars" </dev/null
    done < <(entries deps/maven.txt)
}
