#!/bin/sh
# The loop from an exceedance to a verified close, by public commands and nothing else.
#
#   WANSHOU="wanshou --socket …" PATIENCE=60s LAST=2m sh loop.sh
#
# Ends 0 with the case closed as verified, 124 when the sensor does not come back to normal.
set -eu

PATIENCE=${PATIENCE:-60s}
LAST=${LAST:-$PATIENCE}

# Something is wrong at gate 1: wait for it, take notice, make it a case, send a patrol.
$WANSHOU alerts watch --device air-gate-1 --until unacknowledged --timeout "$PATIENCE" >&2
alert=$($WANSHOU alerts list --device air-gate-1 --state unacknowledged -q | head -n 1)
$WANSHOU alerts ack "$alert" --note "by script" >&2
case=$($WANSHOU cases open "${alert%@*}" -q)
$WANSHOU cases dispatch "$case" --unit p1 >&2

# The patrol looks and reports; every finding gets its usual remedy.
$WANSHOU cases watch "$case" --until handling --timeout "$PATIENCE" >&2
until $WANSHOU cases show "$case" --json | grep -q '"cause":'; do sleep 1; done
finding=1
while :; do
    code=0
    $WANSHOU cases remedy "$case" --finding "$finding" --from "duty officer" >&2 || code=$?
    [ "$code" -ne 5 ] || break # there is no further finding
    [ "$code" -eq 0 ] || exit "$code"
    finding=$((finding + 1))
done

# A case that its sensor has not proved cannot be closed as verified.
if $WANSHOU cases close "$case" --yes >&2; then
    echo "closed before it was verified" >&2
    exit 70
fi

# Only the same sensor, normal for the rule's whole window, opens the gate.
$WANSHOU cases watch "$case" --until verified --timeout "$LAST" >&2
$WANSHOU cases close "$case" --yes >&2
$WANSHOU cases show "$case" --json
