#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# check --fix and --dry-run: what findings have ready is written, once, proved, and nothing else.
load common

# A tree, and the file tree/drivers/load.c with what is on stdin behind its #include.
loads()
{
	small_tree tree
	{ echo '#include <linux/mm.h>'; echo; cat; } | plant tree/drivers/load.c
	cp -r tree before
}

# diff_only OPTION...: --dry-run changes no file; the status is 1.
diff_only()
{
	run -1 --separate-stderr guptidy check --fix --dry-run "$@" tree
	diff -r before tree
}

@test "fix: --dry-run prints the diff that --fix writes, and writes nothing" {
	for tree in linux-5.1 linux-6.6; do
		copy $tree
		cp -r $tree patched
		guptidy check --fix --dry-run $tree >$tree.diff 2>stderr || [ $? -eq 1 ]
		diff -r "$FIXTURES/$tree" $tree
		grep -q '^+.*FOLL_WRITE' $tree.diff
		patch -s -p1 -d patched <$tree.diff
		run -1 guptidy check --fix $tree
		diff -r patched $tree
		rm -r patched
	done
}

@test "fix: what is reported is what is left, at its lines, and a second run writes nothing" {
	for tree in linux-5.1 linux-6.6; do
		copy $tree
		guptidy check --fix $tree >report 2>stderr || [ $? -eq 1 ]
		guptidy check --no-cache $tree >left || [ $? -eq 1 ]
		diff left report
		cp -r $tree before
		guptidy check --fix $tree >again 2>stderr || [ $? -eq 1 ]
		diff left again
		diff -r before $tree
		rm -r before
	done
}

@test "fix: a truth value becomes what convert makes of it, byte by byte" {
	copy linux-6.6
	cp -r linux-6.6 converted
	guptidy check --rule bool-as-flags --fix linux-6.6/drivers/vfio >report || [ $? -eq 1 ]
	guptidy convert --in-place converted/drivers/vfio || [ $? -eq 1 ]
	run -1 diff -r "$FIXTURES/linux-6.6" linux-6.6
	diff -r converted linux-6.6
}

@test "fix: all that was found is mended: status 0, no word" {
	loads <<'END'
int load(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, !!store, pages);
}
END
	diff_only
	[ -z "$stderr" ]
	run -0 guptidy check --rule bool-as-flags --fix tree
	[ -z "$output" ]
	grep -q 'from, 1, store ? FOLL_WRITE : 0, pages' tree/drivers/load.c
}

@test "fix: a diff that leaves findings out says how many" {
	loads <<'END'
int load(unsigned long from, _Bool store, struct page **pages)
{
	get_user_pages_fast(from, 1, FOLL_WRITE, pages);
	return get_user_pages_fast(from, 1, !!store, pages);
}
END
	diff_only
	[ "$stderr" = "tree: 1 more finding: without a ready fix, or advice whose rule is not named; see them without --fix" ]
}

@test "fix: a call of two rules with other calls ready changes once; the second run does the rest" {
	loads <<'END'
long load(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_longterm(from, 1, !!store, pages, NULL);
}
END
	sed -i '$i #define FOLL_LONGTERM 0x10000\
struct vm_area_struct;\
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,\
		    struct page **pages, struct vm_area_struct **vmas);\
long get_user_pages_longterm(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,\
			     struct page **pages, struct vm_area_struct **vmas);' tree/include/linux/mm.h
	rm -r before
	cp -r tree before
	diff_only --rule bool-as-flags --rule removed-soon
	[ "$(grep -c '^-[^-]' <<<"$output")" -eq 1 ]
	[ "$stderr" = 'tree/drivers/load.c:5:9: left to you: another finding changes this call: run guptidy again for this one' ]
	run guptidy check --rule bool-as-flags --rule removed-soon --fix tree
	run -0 guptidy check --rule bool-as-flags --rule removed-soon --fix tree
	grep -q 'return get_user_pages(from, 1,' tree/drivers/load.c
	[ "$(grep -c 'FOLL_WRITE : 0) | FOLL_LONGTERM' tree/drivers/load.c)" -eq 1 ]
}

@test "fix: an allowed finding, a rule that was not asked for, and a baseline's are not touched" {
	loads <<'END'
int load(unsigned long from, _Bool store, struct page **pages)
{
	/* guptidy: allow bool-as-flags - a test */
	return get_user_pages_fast(from, 1, !!store, pages);
}

int more(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, !!store, pages);
}
END
	run guptidy check --no-rule bool-as-flags --fix tree
	diff -r before tree
	run guptidy check --fix tree
	[ "$(diff before/drivers/load.c tree/drivers/load.c | grep -c '^>.*FOLL_WRITE')" -eq 1 ]
	grep -q '!!store' tree/drivers/load.c
	for other in '--baseline known' '--write-baseline known' '--against 6.12' '--work folder'; do
		run -2 guptidy check --fix $other tree
		holds "$output" "--fix and ${other%% *}: use one"
	done
}

@test "fix: what cannot be put in its place is named" {
	loads <<'END'
#define LOAD(at, how, out)	get_user_pages_fast(at, 1, how, out)

int load(unsigned long from, _Bool store, struct page **pages)
{
	return LOAD(from, !!store, pages);
}

int more(unsigned long from, struct page **pages)
{
	return get_user_pages_fast(from, 1, 0x10, pages);
}

int last(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, !!/* why */store, pages);
}
END
	diff_only
	[ -z "$output" ]
	holds "$stderr" 'load.c:7:9: left to you: calls by way of a macro'
	holds "$stderr" 'load.c:12:9: left to you: a number would become the flags that mainline has for it'
	run -1 --separate-stderr guptidy check --fix tree
	diff -r before tree
	holds "$stderr" 'load.c:7:9: left to you: calls by way of a macro'
	holds "$output" 'load.c:12:9: warning:'
}

@test "fix: what is not proved is not written, and makes the status 2" {
	loads <<'END'
#define FOLL_WRITE	nobody

int load(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, !!store, pages);
}
END
	run -2 --separate-stderr guptidy check --fix tree
	diff -r before tree
	holds "$stderr" 'drivers/load.c: not analysed: not converted, as the result could not be proved'
	holds "$output" 'load.c:7:9: error:'
}

@test "fix: one file is mended; what another one and another call hold back is still said" {
	loads <<'END'
#define LOAD(at, how, out)	get_user_pages_fast(at, 1, how, out)

int load(unsigned long from, unsigned long and_the_rest_of_it, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from + and_the_rest_of_it, 1, !!store, pages);
}

int more(unsigned long from, _Bool store, struct page **pages)
{
	return LOAD(from, !!store, pages);
}
END
	sed 's/^#define LOAD.*/#define FOLL_WRITE	nobody/; /^int more/,$d' before/drivers/load.c >tree/drivers/bad.c
	cp tree/drivers/bad.c bad.c
	run -2 --separate-stderr guptidy check --rule bool-as-flags --fix tree
	cmp bad.c tree/drivers/bad.c
	[ "$(grep -n 'LOAD(from' tree/drivers/load.c)" = $'13:\treturn LOAD(from, !!store, pages);' ]
	holds "$stderr" 'drivers/load.c:13:9: left to you: calls by way of a macro'
	holds "$stderr" 'drivers/bad.c: not analysed: not converted, as the result could not be proved'
	holds "$output" 'drivers/load.c:13:9: error:'
	holds "$output" 'drivers/bad.c:7:9: error:'
	lacks "$output" 'drivers/load.c:7:9: error:'
}

@test "fix: a driver outside of the tree is mended where it is" {
	small_tree tree
	mkdir -p repo/.git
	printf '%s\n' '#include <linux/mm.h>' '' 'int feed(unsigned long at, _Bool w, struct page **p)' '{' \
		'	return get_user_pages_fast(at, 1, !!w, p);' '}' | plant repo/src/feed.c
	run -1 guptidy check --kernel tree --fix --dry-run repo/src
	holds "$output" '+++ b/src/feed.c'
	plant tree/drivers/feed.c <repo/src/feed.c
	run -2 --separate-stderr guptidy check --kernel tree --fix --dry-run repo tree/drivers
	[ -z "$output" ]
	holds "$stderr" 'one diff cannot name files of the kernel tree and files outside of it'
	holds "$stderr" 'or without --dry-run'
	run -0 guptidy check --rule bool-as-flags --kernel tree --fix repo tree/drivers
	grep -q 'w ? FOLL_WRITE : 0' repo/src/feed.c
	grep -q 'w ? FOLL_WRITE : 0' tree/drivers/feed.c
}

@test "fix: --dry-run goes with --fix, and with formats that hold a diff" {
	small_tree tree
	run -2 guptidy check --dry-run tree
	holds "$output" '--dry-run: needs --fix'
	run -2 guptidy check --fix --dry-run --format=sarif tree
	holds "$output" '--dry-run: is printed as text, json or html'
	copy linux-6.6
	guptidy check --fix --dry-run --format=json linux-6.6 >report || [ $? -eq 1 ]
	[ "$(jq '.edits | length' report)" -gt 10 ]
}

# mend REPORT FOLDER: writes the fix of each finding over the bytes that the report names, the last one first.
mend()
{
	python3 - "$1" "$2" <<'END'
import json
import sys

findings = json.load(open(sys.argv[1]))["findings"]
for finding in reversed([finding for finding in findings if finding["fix"]]):
    path = sys.argv[2] + "/" + finding["file"]
    lines = open(path, "rb").read().split(b"\n")
    head = lines[:finding["line"] - 1] + [lines[finding["line"] - 1][:finding["column"] - 1]]
    tail = [lines[finding["end_line"] - 1][finding["end_column"] - 1:]] + lines[finding["end_line"]:]
    open(path, "wb").write(b"\n".join(head) + finding["fix"].encode() + b"\n".join(tail))
END
}

@test "fix: the range in JSON is what the fix replaces: whoever writes it there gets what --fix makes, but for layout" {
	copy linux-6.6
	cp -r linux-6.6 by-hand
	guptidy check --rule bool-as-flags --rule stale-call --format=json linux-6.6/drivers >report || [ $? -eq 1 ]
	[ "$(jq '[.findings[] | select(.fix and .end_line > .line)] | length' report)" -gt 2 ]
	mend report by-hand
	guptidy check --rule bool-as-flags --rule stale-call --fix linux-6.6/drivers >left 2>&1 || [ $? -eq 1 ]
	diff -r -q "$FIXTURES/linux-6.6" linux-6.6 | awk '{ print $4 }' >changed
	[ "$(wc -l <changed)" -gt 5 ]
	while read -r file; do
		diff <(tr -d ' \t\n' <"by-hand/${file#*/}") <(tr -d ' \t\n' <"$file")
	done <changed
}

@test "fix: where half of an #if stands in the argument, no call is ready, in JSON neither" {
	loads <<'END'
int load(unsigned long addr, int how, struct page **pages)
{
	return get_user_pages_fast(addr, 1, !!how
#ifdef CONFIG_LOAD_FORCE
				   | FOLL_WRITE
#endif
				   , pages);
}
END
	run -1 --separate-stderr guptidy check --format=json tree
	[ "$(jq -r '.findings[] | [.rule, .fix] | @tsv' <<<"$output")" = $'bool-as-flags\t' ]
	run -1 --separate-stderr guptidy check --fix tree
	diff -r before tree
}

@test "fix: a file with a conflict of a merge is nobody's to edit" {
	loads <<'END'
<<<<<<< HEAD
int number(unsigned long at, _Bool store, struct page **p) { return get_user_pages_fast(at, 2, store, p); }
=======
int number(unsigned long at, _Bool store, struct page **p) { return get_user_pages_fast(at, 3, store, p); }
>>>>>>> topic
END
	run -2 --separate-stderr guptidy check --fix tree
	holds "$stderr" 'tree/drivers/load.c: not '
	holds "$stderr" 'a merge left a conflict in line 3; resolve it first'
	diff -r before tree
	# A file that only has such lines in a comment, and not all three.
	rm -r tree before
	loads <<'END'
/*
=======
<<<<<<< is what git writes
 */
int number(unsigned long at, _Bool store, struct page **p) { return get_user_pages_fast(at, 2, store, p); }
END
	run -0 guptidy check --fix tree
}
