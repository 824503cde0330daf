#!/bin/sh
# How many pictures a second the page Live reads at 640 x 480 with one face: server, browser and camera (a film of mean
# faces) on this machine. Needs Debian's chromium and chromium-driver. On a free machine.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B test -Dslow -pl app -am -Dtest=LiveSpeedTest -Dsurefire.failIfNoSpecifiedTests=false "$@" | grep -E '^live:|ERROR|BUILD'
