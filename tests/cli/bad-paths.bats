#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Functions that nobody can walk through, or that tempt one to guess. What is too large or too tangled is
# named, and the exit status is 2; what can be walked gets a finding only where there is no doubt.
load common

setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
}

# Nothing here may hang.
check()
{
	timeout -k 5 120 "$GUPTIDY" check --kernel "$FIXTURES/linux-6.6" "$@"
}

# repeat N TEXT: N times, each % in it replaced by a number that counts up.
repeat()
{
	awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) { line = text; gsub(/%/, i, line); print line } }'
}

# with_body FILE: stdin becomes the body of a function in front of a call.
with_body()
{
	{
		printf '#include <linux/mm.h>\n\nlong f(unsigned long addr, struct page **pages, int x)\n{\n'
		printf '\tlong ret = 0;\n\n\tmmap_read_lock(current->mm);\n'
		cat
		printf '\tret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);\n\treturn ret;\n}\n'
	} >"$1"
}

# is_named FILE REASON: the run names it with this reason and finds nothing in it.
is_named()
{
	run --separate-stderr check "$1"
	[ "$status" -eq 2 ]
	[ -z "$output" ]
	holds "$stderr" "$1:"
	holds "$stderr" 'not analysed: locks and pages are not followed through a function'
	holds "$stderr" "$2"
}

@test "paths: a function of ten thousand lines is named" {
	repeat 10000 '	x = x + %;' | with_body long.c
	is_named long.c 'tokens, the limit is 8000'
}

@test "paths: two thousand branches are named" {
	repeat 2000 '	if (x == %) x++;' | with_body branches.c
	is_named branches.c 'tokens, the limit is 8000'
}

@test "paths: five hundred gotos are named" {
	repeat 500 '	l%: if (x) goto l%;' | with_body gotos.c
	is_named gotos.c 'part and meet at more than 1000 places'
}

@test "paths: blocks in blocks, and parentheses in parentheses, are named" {
	{ repeat 3000 '	if (x) {'; repeat 3000 '}'; } | with_body blocks.c
	is_named blocks.c 'tokens, the limit is 8000'
	{ echo 'x = '; repeat 9000 '('; echo x; repeat 9000 ')'; echo ';'; } | with_body parentheses.c
	is_named parentheses.c 'tokens, the limit is 8000'
}

@test "paths: #ifs that cut statements in thousands of ways are named" {
	for i in $(seq 12); do
		printf '#ifdef A%u\n\tif (x > %u) {\n#else\n\tif (x < %u) {\n#endif\n\t\tx++;\n\t}\n' "$i" "$i" "$i"
	done | with_body readings.c
	is_named readings.c 'too many #ifs cut its statements'
}

@test "paths: a size that is not too large gets its finding" {
	repeat 500 '	x = x + %;' | with_body long.c
	run check long.c
	[ "$status" -eq 1 ]
	holds "$output" '[lock-held]'
}

@test "paths: an #if that cuts statements is read in each way" {
	printf '#ifdef A\n\tif (x > 1) {\n#else\n\tif (x) {\n#endif\n\t\tx++;\n\t}\n' | with_body cut.c
	run check cut.c
	[ "$status" -eq 1 ]
	holds "$output" '[lock-held]'
	# With A the lock is still held.
	printf '#ifdef A\n\tif (x > 1) {\n#else\n\tmmap_read_unlock(current->mm);\n\tif (x) {\n#endif\n\t\tx++;\n\t}\n' |
		with_body cut.c
	run check cut.c
	[ "$status" -eq 1 ]
	holds "$output" 'one way takes it right before this call'
	printf '#ifdef A\n\tmmap_read_unlock(current->mm);\n\tif (x > 1) {\n#else\n\tmmap_read_unlock(current->mm);\n\tif (x) {\n#endif\n\t\tx++;\n\t}\n' |
		with_body cut.c
	run check cut.c
	[ "$status" -eq 0 ]
}

@test "paths: braces that do not match on some branch of an #if are no reason to guess" {
	printf '#ifdef A\n\tif (x) {\n\t\tmmap_read_unlock(current->mm);\n#endif\n' | with_body unbalanced.c
	run --separate-stderr check unbalanced.c
	[ "$status" -ne 1 ]
	[ -z "$output" ]
}

@test "paths: computed goto, asm goto, labels and gotos in macros: no guess" {
	cat >jumps.c <<'END'
#include <linux/mm.h>

#define OUT(label)	label: mmap_read_unlock(current->mm)
#define JUMP(label)	goto label

long computed(unsigned long addr, struct page **pages, int x)
{
	static void *ways[] = { &&locked, &&free };
	long ret = 0;

	goto *ways[x];
locked:
	mmap_read_lock(current->mm);
	prepare(current->mm);
free:
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long by_macro(unsigned long addr, struct page **pages, int x)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	if (x)
		JUMP(out);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	OUT(out);
	return ret;
}

long by_assembler(unsigned long addr, struct page **pages, int x)
{
	long ret = 0;

	asm goto ("" : : : : out);
	mmap_read_lock(current->mm);
	prepare(current->mm);
out:
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
	return ret;
}
END
	run --separate-stderr check jumps.c
	[ -z "$output" ]
	[ "$status" -eq 0 ]
}

@test "paths: functions in functions and statements in expressions: no guess" {
	cat >inside.c <<'END'
#include <linux/mm.h>

long outer(unsigned long addr, struct page **pages)
{
	long inner(void)
	{
		mmap_read_lock(current->mm);
		return 0;
	}
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages) + inner();
}

long expression(unsigned long addr, struct page **pages, int x)
{
	return ({
		long ret;

		if (x)
			mmap_read_lock(current->mm);
		ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
		ret;
	});
}
END
	run --separate-stderr check inside.c
	[ -z "$output" ]
}

@test "paths: functions that call each other in a circle, and one name twice, end" {
	cat >circle.c <<'END'
#include <linux/mm.h>

static long there(unsigned long addr, struct page **pages);

static long here(unsigned long addr, struct page **pages)
{
	return there(addr, pages);
}

static long there(unsigned long addr, struct page **pages)
{
	here(addr, pages);
	return pin_user_pages(addr, 1, FOLL_WRITE, pages);
}

static long there(unsigned long addr, struct page **pages)
{
	return here(addr, pages);
}
END
	run --separate-stderr check circle.c
	[ -z "$output" ]
	[ "$status" -ne 1 ]
}

# nested N: a call of the family that is the argument of another one, N in all.
nested()
{
	printf '#include <linux/mm.h>\n\nlong f(struct page **pages)\n{\n\treturn '
	repeat "$1" 'pin_user_pages_fast('
	printf '0'
	repeat "$1" ', 1, FOLL_WRITE, pages)'
	printf ';\n}\n'
}

@test "paths: of calls in calls in calls those are named that nobody could have written" {
	nested 300 >nested.c
	run --separate-stderr check --format=json nested.c
	[ "$status" -eq 2 ]
	[ "$(jq '[.unanalysed[] | select(.reason | startswith("the call stands in more than 100 brackets"))] | length' \
		<<<"$output")" -eq 200 ]
	echo 'pin_user_pages_fast(start, nr, flags, pages) -> pin_fast(pages, start, nr, flags)' >rules
	run --separate-stderr timeout -k 5 120 "$GUPTIDY" convert --kernel "$FIXTURES/linux-6.6" --migration rules nested.c
	[ "$status" -eq 2 ]
	holds "$stderr" 'the call stands in more than 100 brackets'
	nested 20000 >nested.c
	run --separate-stderr check nested.c
	[ "$status" -eq 2 ]
	holds "$stderr" 'the call stands in more than 100 brackets'
}
