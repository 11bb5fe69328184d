#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Calls by way of macros: of the file itself or of the driver's own headers. A line that must be found
# ends with the comment of its rule; all others are the true twins.
load common

# judge TREE FILE...: the rules and lines that check names are those marked in the first file.
judge()
{
	local tree=$1

	shift
	diff <(grep -no '/\* [a-z-]* \*/$' "$1" | sed 's,:/\* \(.*\) \*/, \1,') \
	     <(guptidy check --all --kernel "$FIXTURES/$tree" "$@" | grep "^$1:" |
	       sed 's/^[^:]*:\([0-9]*\):.*\[\(.*\)\]$/\1 \2/' | sort -n -u)
}

# uses FILE...: line, macro and callee of each call by macro.
uses()
{
	guptidy find --kernel "$FIXTURES/linux-6.6" "$@" |
		sed -n 's/^[^:]*:\([0-9]*\):[0-9]*: call by macro: \([A-Z0-9_]*\) calls \([a-z_]*\).*/\1 \2 \3/p'
}

@test "a name for the function, and a name for that name" {
	plant alias.c <<'END'
#include <linux/mm.h>

#define ALIAS_PIN	pin_user_pages_fast
#define ALIAS_OF_ALIAS	ALIAS_PIN

int alias_wrong(unsigned long at, int n, bool dirty, struct page **out)
{
	if (n == 1)
		return ALIAS_OF_ALIAS(at, n, !!n, out); /* bool-as-flags */
	return ALIAS_PIN(at, n, dirty, out); /* bool-as-flags */
}

int alias_short(unsigned long at, struct page **out)
{
	return ALIAS_PIN(at, FOLL_WRITE, out); /* stale-call */
}

int alias_right(unsigned long at, int n, unsigned int flags, struct page **out)
{
	if (n == 1)
		return ALIAS_OF_ALIAS(at, n, FOLL_WRITE, out);
	return ALIAS_PIN(at, n, flags, out);
}
END
	judge linux-6.6 alias.c
	[ "$(uses alias.c)" = "9 ALIAS_OF_ALIAS pin_user_pages_fast
10 ALIAS_PIN pin_user_pages_fast
15 ALIAS_PIN pin_user_pages_fast
21 ALIAS_OF_ALIAS pin_user_pages_fast
22 ALIAS_PIN pin_user_pages_fast" ]
}

@test "arguments are mapped to the callee's parameters, and mended where they are written" {
	plant mapped.c <<'END'
#include <linux/mm.h>

#define MAP_TURNED(out, how, n, at)	pin_user_pages_fast(at, n, how, out)
#define MAP_MAPPED(at, n, how, out)	pin_user_pages_fast(at, n, (how) ? FOLL_WRITE : 0, out)
#define MAP_ORED(at, n, how, out)	pin_user_pages_fast(at, n, (how) | FOLL_FORCE, out)
#define MAP_TWICE(at, n, how, out)	((how) ? pin_user_pages_fast(at, n, how, out) : 0)
#define MAP_ONE(at, how, out)		pin_user_pages_fast(at, 1, how, out)

int map_wrong(unsigned long at, int n, bool dirty, struct page **out)
{
	int got = MAP_TURNED(out, dirty, n, at); /* bool-as-flags */

	got += MAP_ORED(at, n, dirty, out); /* bool-as-flags */
	got += MAP_TWICE(at, n, dirty, out); /* bool-as-flags */
	got += MAP_ONE(at, /* asked */ dirty, out); /* bool-as-flags */
	got += MAP_ONE(at, (true) /* write */, out); /* bool-as-flags */
	return got;
}

int map_right(unsigned long at, int n, bool dirty, unsigned int flags, struct page **out)
{
	return MAP_TURNED(out, FOLL_WRITE, n, at) + MAP_MAPPED(at, n, dirty, out) +
	       MAP_ORED(at, n, FOLL_WRITE, out) + MAP_ONE(at, flags, out);
}
END
	judge linux-6.6 mapped.c
	run guptidy check --kernel "$FIXTURES/linux-6.6" mapped.c
	[ "$(grep 'write:' <<<"$output")" = "      | write: MAP_TURNED(out, dirty ? FOLL_WRITE : 0, n, at)
      | write: MAP_ONE(at, /* asked */ dirty ? FOLL_WRITE : 0, out)
      | write: MAP_ONE(at, FOLL_WRITE, out)" ]
	[[ $output == *"(by way of the macro MAP_ORED) [bool-as-flags]"* ]]
}

@test "a wrong body is found once, where it is written" {
	plant body.c <<'END'
#include <linux/mm.h>

#define BODY_PIN(at, n, out)		pin_user_pages_fast(at, n, true, out) /* bool-as-flags */
#define BODY_ANY(kind, at, n, out)	kind##_user_pages_fast(at, n, FOLL_WRITE, out)
#define BODY_FAST(how, at, n, out)	get_user_pages##how(at, n, true, out) /* bool-as-flags */

int body_uses(unsigned long at, int n, struct page **out)
{
	return BODY_PIN(at, n, out) + BODY_PIN(at, 1, out) + BODY_FAST(_fast, at, n, out) +
	       BODY_FAST(_fast, at, 1, out) + BODY_ANY(pin, at, n, out) + BODY_ANY(get, at, n, out);
}
END
	judge linux-6.6 body.c
	[ "$(guptidy check --kernel "$FIXTURES/linux-6.6" body.c | grep -c '\[')" = 2 ]
}

@test "pasted names and what stands for ... are read where the text decides" {
	plant pasted.c <<'END'
#include <linux/mm.h>

#define PASTED_BEHIND(how, at, n, f, out)	get_user_pages##how(at, n, f, out)
#define PASTED_FRONT(fn, at, n, f, out)		fn##_fast(at, n, f, out)
#define REST_ALL(...)				pin_user_pages_fast(__VA_ARGS__)
#define REST_NAMED(at, rest...)			pin_user_pages_fast(at, ## rest)
#define REST_OF_ANY(fn, ...)			fn(__VA_ARGS__)

int pasted_wrong(unsigned long at, int n, bool dirty, struct page **out)
{
	int got = PASTED_BEHIND(_fast, at, n, dirty, out); /* bool-as-flags */

	got += PASTED_FRONT(pin_user_pages, at, n, dirty, out); /* bool-as-flags */
	got += REST_ALL(at, n, dirty, out); /* bool-as-flags */
	got += REST_NAMED(at, n, dirty, out); /* bool-as-flags */
	got += REST_OF_ANY(pin_user_pages_fast, at, n, dirty, out); /* bool-as-flags */
	return got + REST_ALL(at, n, out); /* stale-call */
}

int pasted_right(unsigned long at, int n, unsigned int f, struct page **out)
{
	return PASTED_BEHIND(_fast, at, n, f, out) + REST_ALL(at, n, FOLL_WRITE, out) +
	       REST_OF_ANY(pin_user_pages_fast, at, n, 0, out) + PASTED_BEHIND(_fastest, at, n, !f, out);
}
END
	judge linux-6.6 pasted.c
}

@test "the definition that this tree's version selects counts; where nobody knows, nothing is said" {
	plant versions.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)
#define VERSION_PIN(at, n, how, out)	pin_user_pages_fast(at, n, how, out)
#else
#define VERSION_PIN(at, n, how, out)	get_user_pages_fast(at, n, (how) & FOLL_WRITE, out)
#endif

#ifdef CONFIG_VERSION_PINS
#define UNSURE_PIN(at, n, how, out)	pin_user_pages_fast(at, n, how, out)
#else
#define UNSURE_PIN(at, n, how, out)	unsure_pin(at, n, how, out)
#endif

int version_uses(unsigned long at, int n, bool dirty, struct page **out)
{
	return VERSION_PIN(at, n, dirty, out) + /* bool-as-flags */
	       UNSURE_PIN(at, n, dirty, out);
}

#undef VERSION_PIN
int version_behind(unsigned long at, int n, bool dirty, struct page **out)
{
	return VERSION_PIN(at, n, dirty, out);
}
END
	judge linux-6.6 versions.c
	[ "$(uses versions.c)" = "18 VERSION_PIN pin_user_pages_fast" ]
}

@test "macros of the driver's own headers count" {
	plant include/wrap_mm.h <<'END'
#define WRAP_PIN(at, n, how, out)	pin_user_pages_fast(at, n, how, out)
END
	plant wrapped.c <<'END'
#include <linux/mm.h>
#include "wrap_mm.h"

int wrapped(unsigned long at, int n, bool dirty, struct page **out)
{
	int got = WRAP_PIN(at, n, FOLL_WRITE, out);

	unpin_user_pages(out, got);
	return WRAP_PIN(at, n, dirty, out); /* bool-as-flags */
}
END
	judge linux-6.6 wrapped.c
}

# wrap_driver: a driver whose header has the macro; its .c files name nobody of the family.
wrap_driver()
{
	plant wrap/include/wrap_mm.h <<'END'
#define WRAP_PIN(at, n, how, out)	pin_user_pages_fast(at, n, how, out)
END
	plant wrap/include/wrap.h <<'END'
#include "wrap_mm.h"
END
	plant wrap/src/deep/near.c <<'END'
#include <linux/mm.h>
#include "wrap_mm.h"

int near_pin(unsigned long at, int n, bool dirty, struct page **out)
{
	return WRAP_PIN(at, n, dirty, out);
}
END
	plant wrap/src/far.c <<'END'
#include <linux/mm.h>
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)
# include "wrap.h"
#endif

int far_pin(unsigned long at, int n, bool dirty, struct page **out)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
	return WRAP_PIN(at, n, !dirty, out);
#else
	return WRAP_PIN(at, n, dirty, out);
#endif
}
END
	plant wrap/src/silent.c <<'END'
#include <linux/mm.h>
#include "wrap.h"

int silent(void)
{
	return 0;
}
END
	mkdir wrap/.git
}

@test "a file that names nobody of the family calls it by way of its headers" {
	wrap_driver
	for path in wrap wrap/src "wrap/src/far.c wrap/src/deep/near.c" "wrap/src/far.c wrap"; do
		run guptidy find --kernel "$FIXTURES/linux-6.6" $path
		[ "$status" = 0 ]
		[ "$(grep 'call by macro' <<<"$output" | grep -v '^ ' | sort)" = \
"wrap/src/deep/near.c:6:9: call by macro: WRAP_PIN calls pin_user_pages_fast in near_pin()
wrap/src/far.c:11:9: call by macro: WRAP_PIN calls pin_user_pages_fast in far_pin()" ]
		[[ $output == *"      2  calls by macro, beside the total" ]]
		run guptidy check --kernel "$FIXTURES/linux-6.6" $path
		[ "$(grep -c 'by way of the macro WRAP_PIN) \[bool-as-flags\]' <<<"$output")" = 2 ]
	done
	run guptidy check --exclude deep --kernel "$FIXTURES/linux-6.6" wrap
	[ "$(grep -c 'bool-as-flags' <<<"$output")" = 1 ]
	rm wrap/include/wrap_mm.h
	run guptidy check --kernel "$FIXTURES/linux-6.6" wrap
	[ "$status" = 0 ]
}

@test "headers that include each other come to an end" {
	wrap_driver
	for header in one two; do
		plant wrap/src/$header.h <<'END'
#include "../src/one.h"
#include "deep/../two.h"
#include "deep/../one.h"
#include "two.h"
#include "wrap.h"
END
	done
	sed -i '1i #include "one.h"' wrap/src/far.c
	sed -i 's/WRAP_PIN(at, n, dirty, out)/pin_user_pages_fast(at, n, dirty, out)/
		1i #include "two.h"\n#ifdef HAVE_NEAR\n#endif' wrap/src/deep/near.c
	for path in wrap wrap/src/far.c wrap/src/deep/near.c; do
		run timeout 60 "$GUPTIDY" check --kernel "$FIXTURES/linux-6.6" $path
		[ "$status" = 1 ]
	done
}

@test "lint sees what a change does to a file that names nobody of the family" {
	wrap_driver
	rm -r wrap/.git
	git init -q wrap
	git -C wrap add .
	git -C wrap -c user.name=a -c user.email=a@b commit -q -m one
	sed -i 's/dirty, out/!!dirty, out/' wrap/src/deep/near.c
	run guptidy lint --kernel "$FIXTURES/linux-6.6" wrap
	[ "$status" = 1 ]
	[[ $output == wrap/src/deep/near.c:6:* ]]
	[[ $output != *far.c* ]]
}

@test "a file of the tree that names nobody is looked at if it is named" {
	copy linux-6.6
	plant linux-6.6/drivers/misc/wrap_mm.h <<'END'
#define WRAP_PIN(at, n, how, out)	pin_user_pages_fast(at, n, how, out)
END
	plant linux-6.6/drivers/misc/wrap.c <<'END'
#include <linux/mm.h>
#include "wrap_mm.h"

int wrap(unsigned long at, int n, bool dirty, struct page **out)
{
	return WRAP_PIN(at, n, dirty, out);
}
END
	run guptidy check linux-6.6/drivers/misc/wrap.c
	[ "$status" = 1 ]
	[[ $output == linux-6.6/drivers/misc/wrap.c:6:9:* ]]
}

@test "names that a macro has, and uses that are none, are left alone" {
	plant named.c <<'END'
#include <linux/mm.h>

#define NAMED_PIN(at, n, how, out)	pin_user_pages_fast(at, n, how, out)
#define NAMED_SHOW(what)		show(#what, get_user_pages_fast)
#define NAMED_LOOP(at, n, how, out)	NAMED_LOOP(at, n, how, get_user_pages_fast(out)) /* stale-call */

int (*named_address)(unsigned long, int, bool, struct page **) = NAMED_PIN;

int named(unsigned long at, int n, bool dirty, struct page **out)
{
	struct named_ops *NAMED_PIN = 0; /* no use: nothing is called */

	return NAMED_LOOP(at, n, dirty, out) + NAMED_SHOW(dirty);
}
END
	judge linux-6.6 named.c
	[ -z "$(uses named.c)" ]
}

@test "the ledger's total stays what a search counts; calls by macro stand beside it" {
	plant ledger.c <<'END'
#include <linux/mm.h>

#define LEDGER_PIN	pin_user_pages_fast

int ledger(unsigned long at, int n, struct page **out)
{
	return LEDGER_PIN(at, n, FOLL_WRITE, out) + LEDGER_PIN(at, 1, 0, out);
}
END
	run guptidy find --kernel "$FIXTURES/linux-6.6" ledger.c
	[ "$(grep -c 'ledger.c:' <<<"$output")" = 3 ]
	[[ $output == *"      1  total
      2  calls by macro, beside the total" ]]
	guptidy find --format=json --kernel "$FIXTURES/linux-6.6" ledger.c > found.json
	jq -e '.ledger.total == 1 and (.ledger | has("calls by macro") | not) and
	       .calls_by_macro == 2 and .schema == 1 and .macro_calls[0] == {
	       file: "ledger.c", line: 7, column: 9, name: "LEDGER_PIN",
	       callee: "pin_user_pages_fast", function: "ledger"}' found.json
}

@test "convert edits no use of a macro, and says so" {
	plant convert.c <<'END'
#include <linux/mm.h>

#define CONVERT_PIN	pin_user_pages_fast

int convert(unsigned long at, int n, bool dirty, struct page **out)
{
	return CONVERT_PIN(at, n, dirty, out) + CONVERT_PIN(at, n, FOLL_WRITE, out);
}
END
	run guptidy convert --kernel "$FIXTURES/linux-6.6" convert.c
	[ "$output" = "convert.c:7:9: left to you: calls pin_user_pages_fast() by way of the macro CONVERT_PIN: not touched; convert the macro and its uses yourself" ]
	[ "$status" = 1 ]
}

@test "what only types tell is asked of the compiler, also in a macro's argument" {
	plant types.c <<'END'
#include <linux/mm.h>

#define TYPES_PIN	pin_user_pages_fast

struct types {
	bool dirty;
	unsigned int flags;
};

int types(struct types *types, unsigned long at, int n, struct page **out)
{
	return TYPES_PIN(at, n, types->flags, out) +
	       TYPES_PIN(at, n, types->dirty, out); /* bool-as-flags */
}
END
	judge linux-6.6 types.c
	judge linux-6.6 types.c
}
