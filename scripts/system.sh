#!/bin/sh
# Installs what is missing of: venv (python3-venv), pango (for PDF), chromium (for browser tests; as
# the shell without windows where there is one), nginx (for tests of several nodes, with ps).
# As root on Debian or Ubuntu through apt; elsewhere it says in one sentence what to install, and
# stops unless all that is missing is Pango, without which everything but PDF works.
set -eu
# Debian keeps ldconfig off the PATH of an ordinary account.
PATH="$PATH:/usr/sbin:/sbin"

has_library() {
  ldconfig -p 2>/dev/null | grep -q "$1"
}

is_there() {
  case $1 in
    venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    pango) has_library libpangoft2-1.0 && has_library libharfbuzz-subset ;;
    chromium) command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 ;;
    nginx) command -v nginx >/dev/null 2>&1 && command -v ps >/dev/null 2>&1 ;;
  esac
}

packages() {
  case $1 in
    venv) echo python3-venv ;;
    pango) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core ;;
    chromium) echo chromium-headless-shell fonts-dejavu-core ;;
    nginx) echo nginx-light procps ;;
  esac
}

needed=""
for_pdf=""
for each in "$@"; do
  if ! is_there "$each"; then
    case $each in
      pango) for_pdf=" $(packages "$each")" ;;
      *) needed="$needed $(packages "$each")" ;;
    esac
  fi
done
[ -z "$needed$for_pdf" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing:$needed$for_pdf"
  apt-get update -qq >/dev/null
  apt-cache show chromium-headless-shell >/dev/null 2>&1 ||
    needed=$(echo "$needed" | sed 's/chromium-headless-shell/chromium/')
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needed $for_pdf >/dev/null
  exit 0
fi
if [ -n "$for_pdf" ]; then
  echo "Going on without PDF, which needs these packages of your system:$for_pdf" >&2
fi
if [ -n "$needed" ]; then
  echo "Please install these packages of your system, then run this again:$needed" >&2
  exit 1
fi
