#!/usr/bin/env bash
# Make .venv with the first suitable Python; on Debian, install the venv package first where it is missing.
set -euo pipefail
[ -x .venv/bin/python ] && [ -x .venv/bin/pip ] && exit 0
python=
for candidate in python3 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Comity needs Python 3.11 or later; python3 is $(python3 --version 2>&1 || echo missing)." >&2
  exit 2
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  as_root=$([ "$(id -u)" = 0 ] && echo "" || echo "sudo -n")
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv"; } >/dev/null || {
    echo "Python's venv module is missing and could not be installed: apt-get install python$version-venv" >&2
    exit 2
  }
fi
"$python" -m venv .venv
