#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

@test "patches turn linux-5.1 into linux-5.2, but for the listed files" {
	cp -r "$FIXTURES/linux-5.1" tree
	cd tree
	for script in gup_longterm gup_fast_flags bool_as_flags literal_flags; do
		spatch_on $script patch --in-place --dir . >/dev/null
	done
	"$BATS_TEST_DIRNAME/same_meaning" . "$FIXTURES/linux-5.2" | sort |
		diff -u <(cut -f 1 "$EXPECTED/linux-5.2.differences") -
}
