#!/usr/bin/env bash
# Puts what the image runs into a folder: the built service and the packages that it needs. Run it from a checkout after
# `npm ci`; the image runs it in its build stage, CI in a temporary folder.
# Usage: docker/assemble.sh <folder, new or empty>
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=$1

mkdir -p "$target"
if [ -n "$(ls -A "$target")" ]; then
  echo "$target is not empty" >&2
  exit 1
fi
npm run build --silent
cp -r package.json package-lock.json node_modules dist "$target"
cd "$target"
npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# The sources of compiled packages are as large as everything else together.
rm -rf node_modules/better-sqlite3/{deps,src,build/Release/obj,build/Release/test_extension.node}
rm -rf node_modules/.cache dist/**/*.map
