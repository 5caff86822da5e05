#!/usr/bin/env bash
# Puts into a folder what the image runs: the built service and the packages it needs, nothing else. Run from a checkout
# after `npm ci`; the image does it in its build stage, CI in a temporary folder.
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
# What compiled packages were made from is as large as all the rest.
rm -rf node_modules/better-sqlite3/{deps,src,build/Release/obj,build/Release/test_extension.node}
rm -rf node_modules/.cache dist/**/*.map
