# The S3 clients that the tests run; sourced, never run.
# shellcheck shell=bash

# What is called, and the package of Debian that has it.
CLIENTS=(
    aws:awscli s3cmd:s3cmd rclone:rclone s3fs:s3fs fusermount:fuse3 restic:restic gdal_translate:gdal-bin node:nodejs npm:npm
)

# Installs packages whose commands or modules are missing; says which when it may not.
require_clients() {
    local missing=() as_root=() client
    for client in "${CLIENTS[@]}"; do
        command -v "${client%:*}" >/dev/null || missing+=("${client#*:}")
    done
    /usr/bin/python3 -c 'import boto3' 2>/dev/null || missing+=(python3-boto3)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    command -v apt-get >/dev/null || die "the tests need ${missing[*]}: install them first"
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null || die "the tests need ${missing[*]}: install them first"
        as_root=(sudo -n)
    fi
    echo "Installing ${missing[*]}"
    "${as_root[@]}" apt-get -qq update >/dev/null || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "${missing[@]}" >/dev/null ||
        die "could not install ${missing[*]}, which the tests need"
}
