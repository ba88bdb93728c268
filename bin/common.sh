# Shared by the launchers; sourced, never run.
# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used by those who source it

export LC_ALL=C.UTF-8 LANG=C.UTF-8

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
OLDEST_JAVA=17

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# The major version of a java or javac; empty when it cannot be run.
java_major() {
    "$1" -version 2>&1 | sed -n -E '/version|javac/{s/^[^0-9]*([0-9]+).*/\1/p;q}' || true
}

# Sets JAVA and JAVA_MAJOR, or says what is missing. Argument: java for running alone, javac for building.
require_java() {
    local tool=$1 home=${JAVA_HOME:-} found
    if [[ -n $home ]]; then
        found=$home/bin/$tool
    else
        found=$(command -v "$tool" || true)
    fi
    if [[ -z $found || ! -x $found ]]; then
        die "a JDK $OLDEST_JAVA or newer is needed, but there is no ${found:-$tool on the PATH}; install one or set JAVA_HOME"
    fi
    JAVA_MAJOR=$(java_major "$found")
    if [[ -z $JAVA_MAJOR || $JAVA_MAJOR -lt $OLDEST_JAVA ]]; then
        die "a JDK $OLDEST_JAVA or newer is needed, but $found is version ${JAVA_MAJOR:-unknown}; install one or set JAVA_HOME"
    fi
    JAVA=${found%/*}/java
}

# Sets CLASS_PATH to the built worker; fails when nothing is built.
find_worker() {
    local jars
    shopt -s nullglob
    jars=("$ROOT"/s3-gateway/target/s3-gateway-*.jar)
    shopt -u nullglob
    if [[ ${#jars[@]} -eq 0 || ! -d $ROOT/s3-gateway/target/lib ]]; then
        return 1
    fi
    CLASS_PATH="${jars[0]}:$ROOT/s3-gateway/target/lib/*"
}

# Makes the directories of the environment absolute, so that they mean the same from ROOT.
absolute_directories() {
    local name
    for name in ALLUXIO_CONF_DIR ALLUXIO_LOGS_DIR; do
        if [[ -n ${!name:-} && ${!name} != /* ]]; then
            export "$name=$PWD/${!name}"
        fi
    done
}

# Sets JVM_OPTIONS to what every Java process of the worker gets.
jvm_options() {
    local extra=()
    JVM_OPTIONS=(
        "-Dalluxio.home=$ROOT"
        "-Dalluxio.logs.dir=${ALLUXIO_LOGS_DIR:-$ROOT/logs}"
        -Dfile.encoding=UTF-8
        -Dsun.jnu.encoding=UTF-8
        -Xshare:auto
        --add-opens java.base/java.io=ALL-UNNAMED
    )
    if [[ $JAVA_MAJOR -ge 22 ]]; then
        JVM_OPTIONS+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
    fi
    if [[ -n ${ALLUXIO_JAVA_OPTS:-} ]]; then
        read -r -a extra <<<"${ALLUXIO_JAVA_OPTS//$'\n'/ }"
        JVM_OPTIONS+=("${extra[@]}")
    fi
}

# Sets WORKER_OPTIONS to what a worker process gets on top of that.
worker_options() {
    local extra=()
    WORKER_OPTIONS=(
        -XX:+UseG1GC
        -XX:+ExitOnOutOfMemoryError
        -Dio.netty.allocator.type=pooled
        -Dsun.net.httpserver.maxReqTime=30
        -Dsun.net.httpserver.maxRspTime=60
        -Dsun.net.httpserver.nodelay=true
    )
    if [[ -n ${ALLUXIO_WORKER_JAVA_OPTS:-} ]]; then
        read -r -a extra <<<"${ALLUXIO_WORKER_JAVA_OPTS//$'\n'/ }"
        WORKER_OPTIONS+=("${extra[@]}")
    fi
}
