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

# places RULE TREE: where guptidy's own expected output has findings of that rule.
places()
{
	(cd "$FIXTURES/expected" && grep -rhF " [$1]" "$2") | cut -d : -f 1,2 | sort
}

@test "lock_held and wrong_release find nothing that guptidy does not, and miss what is listed" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		cd "$FIXTURES/$tree"
		for script in lock_held wrong_release; do
			places ${script/_/-} $tree >"$BATS_TEST_TMPDIR/expected" || :
			spatch_on $script report --dir . | sed 's,^\./,,' | cut -d : -f 1,2 | sort |
				comm -3 - "$BATS_TEST_TMPDIR/expected" | sed "s,^\t*,$script $tree &,"
		done
	done | diff -u <(grep -v '^#' "$EXPECTED/holds.differences" | cut -f 1,2) -
}
