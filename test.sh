#!/usr/bin/env bash
# Installs what the tests need and this machine lacks (Debian packages, as root), builds once, runs every test.
# Closes with "N passed, N failed[, N skipped]"; exits non-zero when something failed or nothing ran.
# usage: ./test.sh [arguments for the test programs, e.g. --filter-class '*KeyGrainTests']
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
configuration=Release

has_postgres() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

install_packages() {
  local wanted=()
  command -v softhsm2-util >/dev/null || wanted+=(softhsm2)
  has_postgres || wanted+=(postgresql)
  command -v node >/dev/null || wanted+=(nodejs)
  command -v npm >/dev/null || wanted+=(npm)
  if ((${#wanted[@]} > 0)); then
    echo "installing ${wanted[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
  fi
}

# The published Node SDK, as its lock file pins it; a second run finds it.
install_node_sdk() {
  local installed=tests/node-sdk/node_modules/.package-lock.json
  if [[ ! -e $installed || tests/node-sdk/package-lock.json -nt $installed ]]; then
    (cd tests/node-sdk && npm ci --silent)
  fi
}

# A test project that the solution does not name would never run.
check_solution() {
  local project missing=0
  for project in tests/*.Tests/*.csproj; do
    if ! grep -qF "${project//\//\\}" Kms.sln; then
      echo "not in Kms.sln: $project"
      missing=1
    fi
  done
  return $missing
}

# One number of the run's summary ("  succeeded: 12"), 0 when it is not there.
summary() {
  local number
  number=$(sed -nE "s/^ +$1: ([0-9]+)$/\1/p" "$output" | tail -n 1)
  echo "${number:-0}"
}

install_packages
install_node_sdk
check_solution
dotnet build Kms.sln --configuration "$configuration" --verbosity quiet

output=$(mktemp)
trap 'rm -f "$output"' EXIT
code=0
timeout --kill-after=30s 80m dotnet test --solution Kms.sln --no-build --configuration "$configuration" \
  --max-parallel-test-modules 1 --no-ansi "$@" </dev/null 2>&1 | tee "$output" || code=$?

passed=$(summary succeeded) failed=$(summary failed) skipped=$(summary skipped)
if ((code != 0 && failed == 0)); then
  echo "the run ended with exit code $code" # a crash, a time-out or a project without tests: not a passing run
  failed=1
elif ((passed + failed == 0)); then
  echo "no test ran"
  code=1
fi

closing="$passed passed, $failed failed"
((skipped == 0)) || closing+=", $skipped skipped"
echo "$closing"
exit "$code"
