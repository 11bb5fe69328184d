#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# checker/guptidy-sparse on the fixtures, with argument lists like kbuild's; tests/real/configured.bats
# has it under make, on a configured kernel.
load ../cli/common

CHECKER=$ROOT/checker/guptidy-sparse

setup_file()
{
	command -v sparse >/dev/null || skip "sparse is not installed"
	[ -r "$ROOT/build/checker/gup_flags.h" ] || skip "build/checker/gup_flags.h is not built"
}

# kbuild TREE FILE [OPTION...]: runs the checker in the tree as kbuild would, for x86. FILE may be
# absolute.
kbuild()
{
	local tree=$FIXTURES/$1 file=$2 made=$BATS_TEST_TMPDIR/made-$1 header first=
	shift 2

	mkdir -p "$made/generated" "$made/asm"
	: >"$made/generated/autoconf.h"
	for header in "$tree"/include/asm-generic/*.h; do
		header=${header##*/}
		[ -e "$tree/arch/x86/include/asm/$header" ] ||
			echo "#include <asm-generic/$header>" >"$made/asm/$header"
	done
	[ ! -e "$tree/include/linux/compiler-version.h" ] ||
		first="-include $tree/include/linux/compiler-version.h"
	# shellcheck disable=SC2086 # two words or none
	(cd "${AT:-$tree}" && "${RUN:-$CHECKER}" "$@" -D__linux__ -Wbitwise -m64 -D__KERNEL__ \
		-nostdinc -I"$tree/arch/x86/include" -I"$made" -I"$tree/include" \
		-I"$tree/arch/x86/include/uapi" -I"$tree/include/uapi" $first \
		-include "$tree/include/linux/kconfig.h" \
		-include "$tree/include/linux/compiler_types.h" -O2 -fconserve-stack "$file")
}

# A sparse that says so when it is run.
fake_sparse()
{
	printf '#!/bin/sh\necho "sparse was run" >&2\n%s\n' "${1:-}" >fake
	chmod +x fake
	export SPARSE=$PWD/fake
}

# plants BODY: a file new.c whose function has the usual variables.
plants()
{
	plant new.c <<END
#include <linux/mm.h>

struct box { unsigned int fl; bool writable; struct page **pages; };

int own(struct box *b, unsigned long s, int n, int write, bool on, unsigned int gup_flags,
	struct page **p)
{
	$1
	return 0;
}
END
}

# says TREE BODY TEXT: what BODY brings is one finding, with TEXT.
says()
{
	plants "$2"
	run -0 kbuild "$1" "$PWD/new.c"
	[ "$(grep -c ': warning: ' <<<"$output")" -eq 1 ] || {
		printf 'not one warning for %s:\n%s\n' "$2" "$output"
		return 1
	}
	holds "$output" "$3"
}

# quiet TREE BODY: it brings none.
quiet()
{
	plants "$2"
	run -0 kbuild "$1" "$PWD/new.c"
	[ -z "$output" ] || {
		printf 'for %s:\n%s\n' "$2" "$output"
		return 1
	}
}

@test "sparse: the mistake of 2018 is found, and its right neighbours are quiet" {
	run -0 kbuild linux-5.1 drivers/vfio/vfio_lectern.c
	diff -u - <(printf '%s\n' "$output") <<'END'
drivers/vfio/vfio_lectern.c:23:23: warning: incorrect type in argument 3 (different base types)
drivers/vfio/vfio_lectern.c:23:23:    expected gup_flags_t gup_flags
drivers/vfio/vfio_lectern.c:23:23:    got int
drivers/vfio/vfio_lectern.c:61:16: warning: incorrect type in argument 4 (different base types)
drivers/vfio/vfio_lectern.c:61:16:    expected gup_flags_t gup_flags
drivers/vfio/vfio_lectern.c:61:16:    got int
END
}

@test "sparse: truth values where flags are expected" {
	local w='expected gup_flags_t gup_flags'

	says linux-6.6 'pin_user_pages_fast(s, n, !!write, p);' "$w"
	says linux-6.6 'pin_user_pages_fast(s, n, n == 1, p);' "$w"
	says linux-6.6 'pin_user_pages_fast(s, n, 1, p);' "$w"
	says linux-6.6 'pin_user_pages_fast(s, n, write, p);' 'got int write'
	says linux-6.6 'pin_user_pages_fast(s, n, on, p);' 'got bool on'
	says linux-6.6 'pin_user_pages_fast(s, n, b->writable, p);' 'got bool writable'
	says linux-6.6 'get_user_pages_unlocked(s, n, p, write && n);' 'in argument 4'
	says linux-6.6 'get_user_pages_remote(NULL, s, n, on, p, NULL);' 'in argument 4'
	says linux-6.6 'pin_user_pages_fast(s, n, FOLL_WRITE | !on, p);' 'dubious: x | !y'
	says linux-5.1 'get_user_pages_longterm(s, n, write, p, NULL);' 'got int write'
	says linux-5.1 'get_user_pages(s, n, on, p, NULL);' 'got bool on'
}

@test "sparse: through variables" {
	says linux-6.6 'int w = on; pin_user_pages_fast(s, n, w, p);' 'got int w'
	says linux-6.6 'unsigned int w = !!n; pin_user_pages_fast(s, n, w, p);' 'got unsigned int w'
	says linux-6.6 'b->fl = n == 2; pin_user_pages_fast(s, n, b->fl, p);' 'got unsigned int fl'
	says linux-5.1 'unsigned int w = FOLL_WRITE; get_user_pages_fast(s, n, w, p);' \
		'note: FOLL_* flags go into w here'
	says linux-5.1 'b->fl |= FOLL_WRITE; get_user_pages_fast(s, n, b->fl, p);' \
		'note: FOLL_* flags go into fl here'
}

@test "sparse: flags where a truth value is expected" {
	local w='expected int write'

	says linux-5.1 'get_user_pages_fast(s, n, FOLL_WRITE, p);' "$w"
	says linux-5.1 'get_user_pages_fast(s, n, write ? FOLL_WRITE : 0, p);' "$w"
	says linux-5.1 'get_user_pages_fast(s, n, gup_flags, p);' 'got unsigned int gup_flags'
	says linux-5.1 '__get_user_pages_fast(s, n, FOLL_WRITE, p);' "$w"
	says linux-5.2 '__get_user_pages_fast(s, n, FOLL_WRITE, p);' "$w"
	says linux-5.2 'get_user_pages_fast(s, n, write, p);' 'expected gup_flags_t gup_flags'
	says linux-6.6 'write = FOLL_WRITE;' 'expected int write'
	says linux-6.6 'on |= FOLL_WRITE;' 'invalid assignment'
	says linux-6.6 'get_user_pages_fast(s, FOLL_WRITE, 0, p);' 'expected int nr_pages'
}

@test "sparse: right calls are quiet" {
	for call in '0' 'FOLL_WRITE' 'gup_flags' 'on ? FOLL_WRITE : 0' 'gup_flags | FOLL_FORCE' \
		    'FOLL_WRITE | (on ? FOLL_FORCE : 0)' 'gup_flags & ~FOLL_WRITE'; do
		quiet linux-6.6 "pin_user_pages_fast(s, n, $call, p);"
		quiet linux-5.1 "get_user_pages(s, n, $call, p, NULL);"
	done
	quiet linux-6.6 'int w = on ? FOLL_WRITE : 0; pin_user_pages_fast(s, n, w, p);'
	quiet linux-6.6 'unsigned int w = 0; if (on) w |= FOLL_WRITE; pin_user_pages_fast(s, n, w, p);'
	quiet linux-6.6 'b->fl = FOLL_FORCE; pin_user_pages_fast(s, n, b->fl, p);'
	for call in 0 1 true write on '!!n' 'gup_flags & FOLL_WRITE' '!!(gup_flags & FOLL_WRITE)'; do
		quiet linux-5.1 "get_user_pages_fast(s, n, $call, p);"
	done
}

@test "sparse: finds nothing in the fixtures that guptidy check does not find" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		while read -r file; do
			kbuild "$tree" "$file" 2>&1 | grep ': warning: ' | cut -d : -f 1,2 || :
		done < <(cd "$FIXTURES/$tree" && find drivers fs kernel lib mm net virt -name '*.c') |
			sort -u >"$tree.sparse"
		guptidy check --format=json "$FIXTURES/$tree" |
			jq -r '(.findings + .suppressed)[] | "\(.file):\(.line)"' | sort -u >check
		[ -s "$tree.sparse" ]
		# An int that holds FOLL_WRITE or 0 is right by its value, and sparse knows types alone.
		comm -23 "$tree.sparse" check | (! grep -v '^drivers/misc/test_of_foll_write\.c:')
	done
	[ "$(wc -l <linux-5.1.sparse)" -gt 20 ]
}

@test "sparse: the family's own files are analysed: definitions are left alone" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		run -0 kbuild "$tree" mm/gup.c
		[ -z "$output" ]
	done
	run -0 kbuild linux-6.6 mm/gup.c --all
	holds "$output" 'note: calls of pin_user_pages() are not checked: the file has its own'
}

@test "sparse: a member of the same name is left alone" {
	run -0 kbuild linux-5.1 drivers/misc/member_with_family_name.c
	[ -z "$output" ]
}

@test "sparse: a declaration that the tables do not know is named, not passed over" {
	copy linux-6.6
	sed -i 's/^int pin_user_pages_fast(unsigned long start,/& void *hook,/' linux-6.6/include/linux/mm.h
	FIXTURES=$PWD
	says linux-6.6 'pin_user_pages_fast(s, NULL, n, FOLL_WRITE, p);' \
		'declares pin_user_pages_fast() in a form that guptidy does not know'
}

@test "sparse: a file without a word of the family is skipped, sparse is not run" {
	fake_sparse
	printf '#include <linux/mm.h>\nint get_user_pages_faster;\n' >none.c
	run -0 kbuild linux-6.6 "$PWD/none.c"
	[ -z "$output" ]
	echo '/* get_user_pages_fast */' >some.c
	run -0 kbuild linux-6.6 "$PWD/some.c" --all
	[ "$output" = 'sparse was run' ]
}

@test "sparse: a header in quotes, from the file's folder, counts; another does not" {
	fake_sparse
	echo 'static inline int f(void) { return FOLL_WRITE; }' >inner.h
	printf '#include "inner.h"\n' >quoted.c
	run -0 kbuild linux-6.6 "$PWD/quoted.c" --all
	[ "$output" = 'sparse was run' ]
	printf '#include <inner.h>\n' >angled.c
	run -0 kbuild linux-6.6 "$PWD/angled.c" --all
	[ -z "$output" ]
}

@test "sparse: a finding in a header in quotes is shown with the header's place" {
	cat >inner.h <<'END'
#include <linux/mm.h>
static inline int f(struct page **p, bool on) { return get_user_pages_fast(0, 1, on, p); }
END
	printf '#include "inner.h"\nint g(void) { return f(NULL, 0); }\n' >quoted.c
	run -0 kbuild linux-6.6 "$PWD/quoted.c"
	holds "$output" 'inner.h:2:'
	holds "$output" 'got bool on'
}

@test "sparse: other warnings are kept back; --all shows them" {
	plants 'char *c = 0; pin_user_pages_fast(s, n, write, p);'
	run -0 kbuild linux-6.6 "$PWD/new.c"
	lacks "$output" 'Using plain integer as NULL pointer'
	holds "$output" 'got int write'
	run -0 kbuild linux-6.6 "$PWD/new.c" --all
	holds "$output" 'Using plain integer as NULL pointer'
	holds "$output" 'got int write'
}

@test "sparse: findings are 0, with --error 1; nothing found is 0" {
	plants 'pin_user_pages_fast(s, n, write, p);'
	run -0 kbuild linux-6.6 "$PWD/new.c"
	run -1 kbuild linux-6.6 "$PWD/new.c" --error
	run -1 kbuild linux-6.6 "$PWD/new.c" --error --all
	run -0 kbuild linux-6.6 "$PWD/new.c" -Wsparse-error
	plants 'pin_user_pages_fast(s, n, FOLL_WRITE, p);'
	run -0 kbuild linux-6.6 "$PWD/new.c" --error
	[ -z "$output" ]
}

@test "sparse: a file that was not analysed is 2, and the message begins with the file" {
	plants 'pin_user_pages_fast(s, n, no_such_thing, p);'
	run -2 kbuild linux-6.6 "$PWD/new.c"
	holds "$output" "$PWD/new.c: error: sparse could not analyse this file"
	holds "$output" "undefined identifier 'no_such_thing'"
	run -2 kbuild linux-6.6 "$PWD/missing.c"
	[ "$output" = "$PWD/missing.c: error: cannot be read" ]
	plants 'pin_user_pages_fast(s, n, write, p);'
	mv new.c a:b.c
	run -2 kbuild linux-6.6 "$PWD/a:b.c"
	begins "$output" "$PWD/a:b.c: error: not analysed"
	fake_sparse 'exit 139'
	mv a:b.c new.c
	run -2 kbuild linux-6.6 "$PWD/new.c"
	begins "${lines[-1]}" "$PWD/new.c: error: sparse could not analyse this file (status 139)"
}

@test "sparse: warnings behind an error of the kernel's annotations are not lost" {
	plants 'struct page __user *u = NULL; if (u == *p) return 1; pin_user_pages_fast(s, n, write, p);'
	run kbuild linux-6.6 "$PWD/new.c" --all
	holds "$output" 'different address spaces'
	run -0 kbuild linux-6.6 "$PWD/new.c"
	holds "$output" 'got int write'
}

@test "sparse: without sparse, a clear message and 2" {
	SPARSE=/nowhere/sparse
	export SPARSE
	run -2 kbuild linux-5.1 drivers/vfio/vfio_lectern.c
	begins "$output" 'drivers/vfio/vfio_lectern.c: error: not analysed, /nowhere/sparse is not installed'
}

@test "sparse: its files are found through a link, from anywhere; missing ones are named" {
	ln -s "$CHECKER" link
	ln -s "$PWD/link" again
	plants 'pin_user_pages_fast(s, n, write, p);'
	RUN=$PWD/again AT=/ run -0 kbuild linux-6.6 "$PWD/new.c"
	holds "$output" 'got int write'
	cp "$CHECKER" alone
	RUN=$PWD/alone run -2 kbuild linux-6.6 "$PWD/new.c"
	holds "$output" 'gup_flags.h, gup_names and gup_roles are missing'
}

@test "sparse: without arguments, how to call it, and 2" {
	run -2 "$CHECKER"
	begins "$output" 'usage: guptidy-sparse'
}
