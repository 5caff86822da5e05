#!/usr/bin/env bash
# Starts a server of MongoDB's protocol for tests and prints its address, one line, for MONGODB_URL. It runs until it is
# stopped by a signal. Needs a JDK 17 and Maven.
# Usage: start.sh [port, any free one unless given] [absolute path of its file, a temporary one unless given]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

jar=target/mongodb-test-server-1.jar
if [ ! -e "$jar" ] || [ pom.xml -nt "$jar" ] || [ src/main/java/MongodbTestServer.java -nt "$jar" ]; then
  mvn -q -B package >&2
fi
file=${2:-$(mktemp -d)/read-models.h2}
exec java -Xmx256m -cp 'target/*:target/dependency/*' MongodbTestServer "${1:-0}" "$file"
