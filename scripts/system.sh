#!/bin/sh
# Installs what is missing of: venv (python3-venv), pango (for PDF), chromium (for browser tests).
# As root on Debian or Ubuntu through apt; elsewhere it says in one sentence what to install.
set -eu

is_there() {
  case $1 in
    venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    pango) ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 ;;
    chromium) command -v chromium >/dev/null 2>&1 ;;
  esac
}

packages() {
  case $1 in
    venv) echo python3-venv ;;
    pango) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
    chromium) echo chromium fonts-dejavu-core ;;
  esac
}

missing=""
for each in "$@"; do
  is_there "$each" || missing="$missing $(packages "$each")"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing:$missing"
  apt-get update -qq >/dev/null
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Please install these packages of your system, then run this again:$missing" >&2
  exit 1
fi
