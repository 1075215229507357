#!/usr/bin/env bash
# Makes a SoftHSM2 token for development and prints the settings that make the silo use it.
# usage: deploy/softhsm-setup.sh DIRECTORY     (needs softhsm2-util: apt-get install softhsm2)
set -euo pipefail

directory=$(realpath -m "${1:?usage: deploy/softhsm-setup.sh DIRECTORY}")
label=kms
umask 077

if [[ -e $directory/softhsm2.conf ]]; then
  echo "$directory has a token already" >&2
  exit 1
fi

library=
for candidate in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
  [[ -e $candidate ]] && library=$candidate && break
done
[[ -n $library ]] || { echo "libsofthsm2.so was not found; install softhsm2" >&2; exit 1; }

mkdir -p "$directory/tokens"
cat >"$directory/softhsm2.conf" <<CONF
directories.tokendir = $directory/tokens
objectstore.backend = file
log.level = ERROR
CONF

pin=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
so_pin=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$pin" >"$directory/pin"
printf '%s' "$so_pin" >"$directory/so-pin"

export SOFTHSM2_CONF=$directory/softhsm2.conf
softhsm2-util --init-token --free --label "$label" --pin "$pin" --so-pin "$so_pin" >/dev/null

cat <<SETTINGS
export SOFTHSM2_CONF=$directory/softhsm2.conf
export Kms__Hsm__Provider=Pkcs11
export Kms__Hsm__Library=$library
export Kms__Hsm__TokenLabel=$label
export Kms__Hsm__PinFile=$directory/pin
SETTINGS
