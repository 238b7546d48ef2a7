#!/usr/bin/env bash
# Install the Debian packages that the PDF writer loads at run time, where they are missing and where this may be done.
# Setup never fails on it: without them everything but PDF works, and the command that writes PDF says what to install.
set -u
packages=
missing() { [ -z "$(ldconfig -p 2>/dev/null | grep "$1")" ]; }
missing libpango-1.0.so.0 && packages+=" libpango-1.0-0"
missing libpangoft2-1.0.so.0 && packages+=" libpangoft2-1.0-0"
missing libharfbuzz-subset.so.0 && packages+=" libharfbuzz-subset0"
[ -z "$packages" ] && exit 0
as_root=$([ "$(id -u)" = 0 ] || echo "sudo -n")
if command -v apt-get >/dev/null &&
  { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >/dev/null 2>&1; then
  exit 0
fi
echo "PDF files cannot be written until these are installed: apt-get install$packages" >&2
exit 0
