# Finds a JDK 25 and exports JAVA_HOME. Sourced by ./parley, ./check and .ci/run.
# Looks at JAVA_HOME, then at java on the PATH, then in the usual folders.

jdk_is_25() {
    [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

find_jdk_25() {
    if [ -n "${JAVA_HOME:-}" ] && jdk_is_25 "$JAVA_HOME"; then
        return 0
    fi
    if command -v java >/dev/null 2>&1; then
        on_path=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
        if jdk_is_25 "$on_path"; then
            JAVA_HOME=$on_path
            return 0
        fi
    fi
    for folder in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if jdk_is_25 "$folder"; then
            JAVA_HOME=$folder
            return 0
        fi
    done
    cat >&2 <<'TEXT'
Parley needs a JDK 25, and none was found in JAVA_HOME, on the PATH or in the usual folders.
Get one: install Eclipse Temurin 25 (package temurin-25-jdk), or with SDKMAN: sdk install java 25-tem
Then run this again, or set JAVA_HOME to its folder.
TEXT
    return 1
}

find_jdk_25 || exit 1
export JAVA_HOME
