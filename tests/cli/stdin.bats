#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# check --stdin-name: a text that is not saved, as a file of its name.
load common

VFIO=drivers/vfio/vfio_lectern.c

@test "stdin: a file's own text gets what the file gets, in all formats" {
	cd "$FIXTURES/linux-6.6"
	for format in text json sarif github checkpatch; do
		guptidy check --format=$format $VFIO >"$BATS_TEST_TMPDIR/file" || [ $? -eq 1 ]
		guptidy check --format=$format --stdin-name $VFIO - <$VFIO >"$BATS_TEST_TMPDIR/typed" || [ $? -eq 1 ]
		diff <(sed 's/^ "uri".*//' "$BATS_TEST_TMPDIR/file") <(sed 's/^ "uri".*//' "$BATS_TEST_TMPDIR/typed")
	done
}

@test "stdin: the text counts, and not what lies on the disk" {
	copy linux-6.6
	cd linux-6.6
	run -0 guptidy check --stdin-name $VFIO - <<<'int nothing;'
	[ -z "$output" ]
	run -0 guptidy check --stdin-name $VFIO - </dev/null
	[ -z "$output" ]
	sed '1i /* a line */' $VFIO >text
	run -1 guptidy check --stdin-name ./$VFIO - <text
	begins "$output" ./$VFIO:22:9:
	# One that is not there yet, seen with the headers around it.
	plant drivers/new/wrap.h <<<'#define WRAP(at, out)	pin_user_pages_fast(at, 1, !!(at), out)'
	cd drivers
	run -1 guptidy check --stdin-name new/wrap.c - <<'END'
#include "wrap.h"
int wrap(unsigned long at, struct page **out)
{
	return pin_user_pages_fast(at, 1, !!at, out);
}
END
	begins "$output" 'new/wrap.c:4:9: error: '
	holds "$output" '../include/linux/mm.h:'
	[ ! -e new/wrap.c ]
}

@test "stdin: the compiler is asked about the text" {
	small_tree tree
	mkdir -p tree/drivers
	plant tree/drivers/how.h <<<'struct how { _Bool store; };'
	run -1 guptidy check --stdin-name tree/drivers/a.c - <<'END'
#include "how.h"
int a(struct how *how, struct page **pages)
{
	return get_user_pages_fast(0, 1, how->store, pages);
}
END
	holds "$output" 'tree/drivers/a.c:4:9: error: `how->store` is a bool'
	run -2 guptidy check --stdin-name tree/drivers/a.c - <<'END'
int a(struct nobody *how, struct page **pages)
{
	return get_user_pages_fast(0, 1, how->store, pages);
}
END
	holds "$output" 'tree/drivers/a.c:3: not analysed: '
}

@test "stdin: a driver beside its kernel" {
	small_tree tree
	mkdir -p driver/.git driver/src here
	cd here
	run -1 guptidy check --kernel ../tree --format=json --stdin-name ../driver/src/a.c - <<'END'
int a(_Bool store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	jq -e '[.findings[].file] == ["src/a.c"]' <<<"$output"
}

@test "stdin: --fix --dry-run prints a diff of the text" {
	copy linux-6.6
	cd linux-6.6
	sed '1i /* a line */' $VFIO >text
	guptidy check --stdin-name $VFIO --fix --dry-run - <text >diff 2>messages || [ $? -eq 1 ]
	begins "$(cat diff)" "--- a/$VFIO"
	cp text $VFIO
	patch -s -p1 <diff
	run -1 cmp -s text $VFIO
	holds "$(cat messages)" '2 more findings: without a ready fix'
	run -1 guptidy check $VFIO
	lacks "$output" bool-as-flags
}

@test "stdin: comments, .guptidy and --exclude hold for it" {
	small_tree tree
	mkdir tree/drivers
	text='int a(struct page **p) { return get_user_pages_fast(0, 1, 1, p); }'
	run -1 guptidy check --stdin-name tree/drivers/a.c - <<<"$text"
	run -0 guptidy check --stdin-name tree/drivers/a.c - <<<"/* guptidy: allow literal-flags - a test */
$text"
	run -0 guptidy check --exclude drivers --stdin-name tree/drivers/a.c - <<<"$text"
	echo 'no-rule = literal-flags' >tree/.guptidy
	run -0 guptidy check --stdin-name tree/drivers/a.c - <<<"$text"
	cd tree/drivers
	run -0 guptidy check --stdin-name a.c - <<<"$text"
	run -1 guptidy check --no-config --stdin-name a.c - <<<"$text"
}

@test "stdin: names that are none, and options that do not fit" {
	small_tree tree
	run -2 guptidy check --stdin-name nowhere/a.c - </dev/null
	begins "$output" 'nowhere/a.c: No such file or directory; --stdin-name'
	run -2 guptidy check --stdin-name tree - </dev/null
	begins "$output" 'tree: is a folder; --stdin-name'
	run -2 guptidy check --stdin-name tree/ - </dev/null
	begins "$output" 'tree/: is a folder; --stdin-name'
	run -2 guptidy check --stdin-name tree/a.c tree/a.c </dev/null
	holds "$output" 'PATH is - then, and nothing else'
	run -2 guptidy check --stdin-name tree/a.c --fix - </dev/null
	holds "$output" 'nothing can be written; add --dry-run'
	run -2 guptidy check --stdin-name tree/a.c --against 6.12 - </dev/null
	holds "$output" '--stdin-name and --against: use one'
}
