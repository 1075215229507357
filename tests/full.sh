#!/usr/bin/env bash
# The long forms of the tests: more kill rounds, more fuzz cases, slow algorithms. Everything else is as in test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export KMS_TEST_LONG=1
exec ./test.sh "$@"
