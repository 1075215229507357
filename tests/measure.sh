#!/usr/bin/env bash
# Prints the embedded service's time from start to first encrypt and its idle memory. Numbers of one machine at one
# moment: to be read, not asserted.   usage: tests/measure.sh [runs]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/Kms.Silo --configuration Release --verbosity quiet
[[ -d tests/node-sdk/node_modules ]] || (cd tests/node-sdk && npm ci --silent)
node tests/node-sdk/measure.mjs "$PWD/src/Kms.Silo/bin/Release/net10.0/Kms.Silo.dll" "${1:-5}"
