#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

TREES='linux-5.1 linux-5.2 linux-6.6'

@test "check: every expectation of the fixtures is met, and nothing else is found" {
	for tree in $TREES; do
		guptidy check --all --no-rule removed-soon --format=json "$FIXTURES/$tree" >report || [ $? -eq 1 ]
		"$ROOT/tests/expect/comments" "$FIXTURES/$tree" report
	done
}

@test "check: what is not sure is as sure as is expected of it" {
	"$ROOT/tests/expect/outputs" doubts
}

@test "check: the compiler, asked about every file, says the same as the text" {
	for tree in $TREES; do
		guptidy check --all --no-cache "$FIXTURES/$tree" >text || [ $? -eq 1 ]
		guptidy check --all --no-cache --ask-compiler "$FIXTURES/$tree" >asked || [ $? -eq 1 ]
		diff -u text asked
	done
}

@test "check: says nothing on stderr when all was read" {
	for tree in $TREES; do
		run -1 --separate-stderr guptidy check "$FIXTURES/$tree"
		[ -z "$stderr" ]
	done
}

@test "check: a finding shows its line, a caret under what is at fault, the call to write, and its notes" {
	cd "$FIXTURES/linux-5.1"
	run -1 guptidy check drivers/vfio/vfio_lectern.c
	diff -u - <(printf '%s\n' "$output") <<'END'
drivers/vfio/vfio_lectern.c:23:9: error: `!!(prot & IOMMU_WRITE)` is a truth value, but argument 3 of get_user_pages_longterm() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
   23 | 		ret = get_user_pages_longterm(vaddr, 1, !!(prot & IOMMU_WRITE),
      | 		      ~~~~~~~~~~~~~~~~~~~~~~~           ^~~~~~~~~~~~~~~~~~~~~~
      | write: get_user_pages_longterm(vaddr, 1, prot & IOMMU_WRITE ? FOLL_WRITE : 0,
      | 					      page, vmas)
include/linux/mm.h:43:6: note: declared here: long get_user_pages_longterm(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas)
drivers/vfio/vfio_lectern.c:23:9: error: get_user_pages_longterm() needs the mmap lock of current->mm, but only the branch for another mm takes a lock: see down_read() at line 29 [lock-not-held]
   23 | 		ret = get_user_pages_longterm(vaddr, 1, !!(prot & IOMMU_WRITE),
      | 		      ^~~~~~~~~~~~~~~~~~~~~~~
drivers/vfio/vfio_lectern.c:29:3: note: taken here for another mm
   29 | 		down_read(&mm->mmap_sem);
      | 		^~~~~~~~~
drivers/vfio/vfio_lectern.c:61:9: error: `!!(prot & IOMMU_WRITE)` is a truth value, but argument 4 of get_user_pages_unlocked() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
   61 | 	return get_user_pages_unlocked(vaddr, 1, page, !!(prot & IOMMU_WRITE));
      | 	       ~~~~~~~~~~~~~~~~~~~~~~~                 ^~~~~~~~~~~~~~~~~~~~~~
      | write: get_user_pages_unlocked(vaddr, 1, page, prot & IOMMU_WRITE ? FOLL_WRITE : 0)
include/linux/mm.h:39:6: note: declared here: long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages, unsigned int gup_flags)
END
}

@test "check: JSON: every finding has every key, with values from the known sets" {
	run -1 --separate-stderr guptidy check --format=json "$FIXTURES/linux-6.6"
	printf '%s\n' "$output" >report
	jq -e '.schema == 1 and .tree.version == "6.6.0" and .unanalysed == []' report
	jq -e '.findings | length > 20' report
	jq -e '.findings | all(keys == ["argument", "callee", "column", "confidence", "end_column", "end_line", "file",
	       "fix", "function", "line", "message", "notes", "rule", "severity"])' report
	jq -e '[.findings[].notes[] | keys == ["column", "end_column", "end_line", "file", "line", "message"]] | length > 5 and all' report
	jq -e '.findings | all(.severity == "error" or .severity == "warning")' report
	jq -e '.findings | all(.confidence == "high" or .confidence == "medium")' report
	jq -e '.findings | all(.fix == null or (.callee as $name | .fix | startswith($name)))' report
	jq -e '.findings | any(.fix == null)' report
	jq -e '(.ledger | del(.total) | add) == .ledger.total' report
	jq -r '.findings[] | "\(.file):\(.line):\(.column): \(.severity): \(.message) [\(.rule)]"' \
		report | diff -u <(cd "$FIXTURES/linux-6.6" && guptidy check | grep '^[a-z]' | grep -v ': note: ') -
}

@test "check: JSON without a finding is a whole document too" {
	run -0 guptidy check --format=json "$FIXTURES/linux-5.1/net/skein/inline_in_loop.c"
	printf '%s\n' "$output" | jq -e '.findings == [] and .unanalysed == []'
}

@test "check: exit status 0 without a finding, 1 with one, 2 if something was not analysed" {
	cd "$FIXTURES/linux-5.1"
	run -0 guptidy check net/skein
	[ -z "$output" ]
	run -1 guptidy check drivers/vfio
	run -2 guptidy check drivers/vfio no-such-file
	holds "$output" 'drivers/vfio/vfio_lectern.c:23:9: error: '
}

@test "check: --rule and --no-rule choose, and part the findings between them" {
	guptidy check "$FIXTURES/linux-5.1" >whole || [ $? -eq 1 ]
	: >parts
	# Advice and removed-soon are for who asks for them.
	rules=$(guptidy explain | awk '$1 != "removed-soon" && $2 != "advice" { print $1 }')
	for rule in $rules; do
		guptidy check --rule $rule "$FIXTURES/linux-5.1" >only || [ $? -eq 1 ]
		guptidy check --no-rule $rule "$FIXTURES/linux-5.1" >without || [ $? -eq 1 ]
		grep '\]$' only >>parts || [ $? -eq 1 ]
		[ -z "$(grep '\]$' only | grep -vF "[$rule]")" ]
		run ! grep -qF "[$rule]" without
		sort <(grep '\]$' only) <(grep '\]$' without) | diff -u <(grep '\]$' whole | sort) -
	done
	sort parts | diff -u <(grep '\]$' whole | sort) -

	guptidy check --rule stale-call --rule literal-flags "$FIXTURES/linux-5.1" >two || [ $? -eq 1 ]
	# shellcheck disable=SC2046 # a word a rule
	guptidy check $(grep -vxE 'stale-call|literal-flags' <<<"$rules" |
		sed 's/^/--no-rule=/') "$FIXTURES/linux-5.1" | diff -u two -
}

# told RULE: what a report has of that rule, and of what could not be analysed.
told()
{
	jq -S --arg rule "$1" '[(.findings, .suppressed) | map(select(.rule == $rule))] + [.unanalysed]'
}

@test "check: a rule that runs alone tells what it tells among all" {
	for tree in linux-5.1 linux-6.6; do
		guptidy check --all --no-cache --format=json "$FIXTURES/$tree" >whole || [ $? -eq 1 ]
		for rule in $(guptidy explain | awk '{ print $1 }'); do
			guptidy check --all --no-cache --format=json --rule $rule "$FIXTURES/$tree" >only || [ $? -eq 1 ]
			diff <(told $rule <whole) <(told $rule <only)
		done
	done
}

@test "check: rules that nobody asks for do not run, and what others keep stays" {
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	tree=$FIXTURES/linux-6.6
	guptidy check --all --no-cache "$tree" >whole || [ $? -eq 1 ]
	guptidy check --all --no-cache --rule stale-call "$tree" >stale || [ $? -eq 1 ]
	guptidy check --all --no-cache --rule pin-leak "$tree" >leaks || [ $? -eq 1 ]
	run ! cmp -s stale leaks

	# The second look has nothing to do for stale-call, and no other rule leaves a finding.
	run -1 guptidy check --all --rule stale-call "$tree"
	diff stale <(echo "$output")
	[ -z "$(find "$XDG_CACHE_HOME" -name 'look*')" ]
	[ "$(find "$XDG_CACHE_HOME" -name 'text*' -exec grep -oh '"rule":"[a-z-]*"' {} + | sort -u)" = '"rule":"stale-call"' ]
	for turn in 1 2; do
		run -1 guptidy check --all --rule pin-leak "$tree"
		diff leaks <(echo "$output")
		run -1 guptidy check --all --rule stale-call "$tree"
		diff stale <(echo "$output")
		run -1 guptidy check --all "$tree"
		diff whole <(echo "$output")
	done
	# What all rules told serves for each of them.
	find "$XDG_CACHE_HOME" -name '*-some' -delete
	run -1 guptidy check --all --rule pin-leak "$tree"
	diff leaks <(echo "$output")
	[ -z "$(find "$XDG_CACHE_HOME" -name '*-some')" ]
}

@test "check: comments and a baseline are about all rules, whatever is asked for" {
	tree=$FIXTURES/linux-6.6
	guptidy check --write-baseline known "$tree" >out || [ $? -eq 1 ]
	run -0 --separate-stderr guptidy check --baseline known --rule stale-call "$tree"
	[ -z "$output$stderr" ]
	guptidy check --no-cache --rule unused-allow "$tree" >alone || [ $? -eq 1 ]
	guptidy check "$tree" | grep -F '[unused-allow]' | diff - <(grep '\]$' alone)
}

@test "check: the exit status is that of the findings that are shown" {
	run -1 guptidy check "$FIXTURES/linux-5.1/drivers/vfio"
	run -0 guptidy check --no-rule bool-as-flags --no-rule lock-not-held "$FIXTURES/linux-5.1/drivers/vfio"
	[ -z "$output" ]
	run -0 guptidy check --rule stale-call --no-rule stale-call "$FIXTURES/linux-5.1/drivers/char"
	[ -z "$output" ]
}

@test "check: --all shows what is shown without it, too" {
	for tree in $TREES; do
		guptidy check "$FIXTURES/$tree" | sort >few
		guptidy check --all "$FIXTURES/$tree" | sort >all
		[ -z "$(comm -23 few all)" ]
	done
}

@test "check: -j1 and -j8 give the same bytes" {
	for tree in $TREES; do
		for how in '' --ask-compiler; do
			for format in text json; do
				guptidy check -j1 --no-cache $how --format=$format "$FIXTURES/$tree" >one ||
					[ $? -eq 1 ]
				guptidy check -j8 --no-cache $how --format=$format "$FIXTURES/$tree" |
					cmp one -
			done
		done
	done
}

@test "check: a second run, from the cache, gives the same bytes; so does a run without one" {
	for how in '' --ask-compiler; do
		guptidy check $how "$FIXTURES/linux-5.1" >first || [ $? -eq 1 ]
		[ -n "$(find "$XDG_CACHE_HOME" -type f)" ]
		guptidy check $how "$FIXTURES/linux-5.1" | cmp first -
		guptidy check $how --no-cache "$FIXTURES/linux-5.1" | cmp first -
	done
}

@test "check: --no-cache keeps nothing" {
	run -1 guptidy check --no-cache --ask-compiler "$FIXTURES/linux-5.1"
	[ -z "$(find "$XDG_CACHE_HOME" -type f 2>/dev/null)" ]
}

@test "check: the cache does not outlive a change of a file, or of a header that it includes" {
	small_tree tree
	plant tree/drivers/store.h <<'END'
struct store { unsigned int mode; };
END
	plant tree/drivers/store.c <<'END'
#include <linux/mm.h>
#include "store.h"

int store(struct store *s, struct page **pages)
{
	return get_user_pages_fast(0, 1, s->mode, pages);
}
END
	run -0 guptidy check tree
	run -0 guptidy check tree
	echo 'struct store { _Bool mode; };' >tree/drivers/store.h
	run -1 guptidy check tree
	holds "$output" 'drivers/store.c:6:9: error: `s->mode` is a bool'
	run -1 guptidy check tree
	echo 'struct store { unsigned int mode; };' >tree/drivers/store.h
	run -0 guptidy check tree
	sed -i 's/s->mode,/!s->mode,/' tree/drivers/store.c
	run -1 guptidy check tree
	holds "$output" 'drivers/store.c:6:9: error: `!s->mode` is a truth value'
}

@test "check: the cache does not outlive a change that keeps size and time of a header" {
	small_tree tree
	echo 'struct store { unsigned mode; };' | plant tree/drivers/store.h
	plant tree/drivers/store.c <<'END'
#include <linux/mm.h>
#include "store.h"

int store(struct store *s, struct page **pages)
{
	return get_user_pages_fast(0, 1, s->mode, pages);
}
END
	touch -d 2020-01-01 tree/drivers/store.h
	run -0 guptidy check tree
	run -0 guptidy check tree
	echo 'struct store { _Bool    mode; };' >tree/drivers/store.h
	touch -d 2020-01-01 tree/drivers/store.h
	run -1 guptidy check tree
	holds "$output" 'drivers/store.c:6:9: error: `s->mode` is a bool'
}

@test "check: a precompiled header does not outlive a change that keeps size and time of what it holds" {
	small_tree tree
	sed -i 's/^struct page;/struct store { unsigned mode; };\n&/' tree/include/linux/mm.h
	grep -q 'struct store' tree/include/linux/mm.h
	for i in {1..4}; do
		plant tree/drivers/store$i.c <<END
#include <linux/mm.h>

int store$i(struct store *s, struct page **pages)
{
	return get_user_pages_fast(0, 1, s->mode, pages);
}
END
	done
	touch -d 2020-01-01 tree/include/linux/mm.h
	run -0 guptidy check tree
	[ -n "$(find "$XDG_CACHE_HOME" -name '*.pch')" ]
	sed -i 's/unsigned mode/_Bool    mode/' tree/include/linux/mm.h
	touch -d 2020-01-01 tree/include/linux/mm.h
	run -1 guptidy check tree
	holds "$output" 'drivers/store4.c:5:9: error: `s->mode` is a bool'
}

@test "check: the cache does not outlive a header that was missing" {
	small_tree tree
	plant tree/drivers/store.c <<'END'
#include <linux/mm.h>
#include "generated.h"

int store(struct store *s, struct page **pages)
{
	return get_user_pages_fast(0, 1, s->mode, pages);
}
END
	run -2 guptidy check tree
	run -2 guptidy check tree
	echo 'struct store { _Bool mode; };' >tree/drivers/generated.h
	run -1 guptidy check tree
	holds "$output" 'drivers/store.c:6:9: error: `s->mode` is a bool'
}

@test "check: a precompiled header does not outlive a header that was missing" {
	small_tree tree
	sed -i 's/^struct page;/#include <linux\/generated.h>\n&/' tree/include/linux/mm.h
	for i in {1..4}; do
		plant tree/drivers/store$i.c <<END
#include <linux/mm.h>

int store$i(struct store *s, struct page **pages)
{
	return get_user_pages_fast(0, 1, s->mode, pages);
}
END
	done
	run -2 guptidy check tree
	[ -n "$(find "$XDG_CACHE_HOME" -name '*.pch')" ]
	echo 'struct store { _Bool mode; };' >tree/include/linux/generated.h
	run -1 guptidy check tree
	holds "$output" 'drivers/store4.c:5:9: error: `s->mode` is a bool'
}

@test "check: the cache does not outlive a change of the prototypes" {
	small_tree tree
	plant tree/drivers/load.c <<'END'
#include <linux/mm.h>

int load(unsigned int how, struct page **pages)
{
	return get_user_pages_fast(0, 1, FOLL_WRITE, pages);
}
END
	run -0 guptidy check --ask-compiler tree
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	run -1 guptidy check --ask-compiler tree
	holds "$output" '[flags-as-bool]'
}

@test "check: a call behind an #if that is off is checked as well" {
	small_tree tree
	plant tree/drivers/off.c <<'END'
#include <linux/mm.h>

#ifdef CONFIG_NOBODY_SETS_THIS
struct off { _Bool store; };

int off_load(struct off *off, struct page **pages)
{
	return get_user_pages_fast(0, 1, off->store, pages);
}
#endif
END
	run -1 guptidy check tree
	holds "$output" 'drivers/off.c:8:9: error: `off->store` is a bool'
}

@test "check: colours are for terminals alone" {
	run -1 guptidy check "$FIXTURES/linux-5.1"
	lacks "$output" $'\033'
	run -1 guptidy check --ask-compiler "$FIXTURES/linux-5.1"
	lacks "$output" $'\r'
}

@test "check: nothing is written into the tree" {
	copy linux-5.1
	find linux-5.1 -printf '%p %s %T@\n' | sort >before
	run -1 guptidy check --ask-compiler linux-5.1
	find linux-5.1 -printf '%p %s %T@\n' | sort | diff -u before -
}

@test "check: compile_commands.json decides how a file is read" {
	small_tree tree
	plant tree/drivers/how.c <<'END'
#include <linux/mm.h>

int how(HOW store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	for type in _Bool unsigned; do
		cat >tree/compile_commands.json <<END
[{"directory": "$PWD/tree", "file": "drivers/how.c",
  "command": "gcc -nostdinc -Iinclude -DHOW=$type -c -o how.o drivers/how.c"}]
END
		run guptidy check tree
		echo "$type: $status: $output"
		[ $type = _Bool ] && expected=1 || expected=0
		[ $status -eq $expected ]
	done
}

# built_outside TYPE: the objects of how.c are in obj, as with O=, and so is what make says of them.
built_outside()
{
	mkdir -p obj
	cat >obj/compile_commands.json <<END
[{"directory": "$PWD/obj", "file": "$PWD/tree/drivers/how.c",
  "command": "gcc -nostdinc -I../tree/include -DHOW=$1 -c -o drivers/how.o $PWD/tree/drivers/how.c"}]
END
}

@test "--compile-commands: the build's file, where O= has it; other commands, other answers" {
	small_tree tree
	plant tree/drivers/how.c <<'END'
#include <linux/mm.h>

int how(HOW store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	# With the cache: its key knows the file.
	for type in _Bool unsigned _Bool; do
		built_outside $type
		run guptidy check --verbose --compile-commands obj/compile_commands.json tree
		echo "$type: $status: $output"
		holds "$output" 'drivers/how.c: read as clang, exact'
		[ $type = _Bool ] && expected=1 || expected=0
		[ $status -eq $expected ]
	done
	# A file at the root is not asked then.
	echo nonsense >tree/compile_commands.json
	run -1 --separate-stderr guptidy check --compile-commands obj/compile_commands.json tree
	[ -z "$stderr" ]
	printf '%s\n' '--- /dev/null' '+++ b/drivers/new.c' '@@ -0,0 +1 @@' '+int new;' >change
	run -0 guptidy lint --diff change --compile-commands obj/compile_commands.json tree
	cd tree/drivers
	run -1 guptidy check --compile-commands ../../obj/compile_commands.json how.c
}

@test "explain: every rule has a text, with an example and its limits" {
	run -0 guptidy explain
	printf '%s\n' "${lines[@]}" >rules
	sed -n 's/^RULE(\([a-z_]*\).*/\1/p' "$ROOT/src/check/rules/rules.def" | tr _ - |
		diff <(cut -d ' ' -f 1 rules) -
	while read -r rule severity summary; do
		run -0 guptidy explain "$rule"
		begins "$output" "$rule ($severity): $summary"
		holds "$output" 'Write'
		holds "$output" $'\n\t'
		if [ "$severity" = advice ]; then
			holds "$output" 'When it would be wrong'
		else
			holds "$output" 'What it gets wrong'
		fi
	done <rules
}

@test "explain: an empty line parts two rules" {
	guptidy explain stale-call bool-as-flags >both
	{ guptidy explain stale-call; echo; guptidy explain bool-as-flags; } | diff -u - both
}

@test "explain: two rules, and one that does not exist" {
	run -2 --separate-stderr guptidy explain stale-call no-such-rule bool-as-flags
	begins "$stderr" 'no-such-rule: '
	begins "$output" 'stale-call '
	holds "$output" 'bool-as-flags (error)'
}

@test "api: names fast's int write and unlocked's order where siblings disagree" {
	run -0 guptidy api "$FIXTURES/linux-5.1"
	holds "$output" 'include/linux/mm.h:56: declares int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)'
	disagree=${output#*where siblings disagree}
	holds "$disagree" 'include/linux/mm.h:56: get_user_pages_fast() takes `int write` where 5 others'
	holds "$disagree" '`unsigned int gup_flags`'
	holds "$disagree" 'include/linux/mm.h:39: get_user_pages_unlocked() has `unsigned int gup_flags` on the other side of `pages`'

	run -0 guptidy api "$FIXTURES/linux-5.2"
	disagree=${output#*where siblings disagree}
	lacks "$disagree" ' get_user_pages_fast() takes `int write`'
	holds "$disagree" ' __get_user_pages_fast() takes `int write`'
}

@test "api: JSON tells each declaration with its parameters and their roles" {
	guptidy api --format=json "$FIXTURES/linux-5.1" >report
	jq -e '.schema == 1 and .tree.version == "5.1.0"' report
	jq -e '.functions[] | select(.name == "get_user_pages_fast" and (.definition | not)) |
	       .file == "include/linux/mm.h" and .line == 56 and .returns == "int" and
	       .parameters[2] == {type: "int", name: "write", role: "write"}' report
	[ "$(jq '.functions | length' report)" -eq \
	  "$(guptidy api "$FIXTURES/linux-5.1" | grep -cE ': (declares|defines) ')" ]
}

@test "removed-soon: not without being asked, by name or by --all" {
	tree=$FIXTURES/linux-5.1
	run guptidy check "$tree"
	lacks "$output" removed-soon
	run -1 guptidy check --rule removed-soon "$tree"
	lacks "$output" bool-as-flags
	holds "$output" 'warning: get_user_pages_longterm() is on its way out: call get_user_pages() with FOLL_LONGTERM, which this tree has yet to get [removed-soon]'
	run -1 guptidy check --all "$tree"
	holds "$output" removed-soon
	run -1 guptidy check --all --no-rule removed-soon "$tree"
	lacks "$output" removed-soon
	# A tree that has it no more says more than that.
	run guptidy check --rule removed-soon "$FIXTURES/linux-5.2"
	lacks "$output" removed-soon
}

@test "help and version" {
	run -0 guptidy --version
	[[ $output =~ ^guptidy\ [0-9]+\.[0-9]+ ]]
	run -0 guptidy --help
	for command in find check lint convert api pairs explain; do
		holds "$output" "  $command "
		run -0 guptidy $command --help
		holds "$output" "guptidy $command"
		run -0 guptidy --help
	done
}

@test "check: a function whose successor is gone as well is named with what the tree has" {
	plant driver/drop.c <<'END'
#include <linux/mm.h>

void drop_all(struct page **pages, unsigned long n)
{
	put_user_pages_dirty(pages, n);
}
END
	run -1 guptidy check --kernel "$FIXTURES/linux-6.6" driver
	holds "$output" 'put_user_pages_dirty() is not declared in this tree; put_user_pages_dirty_lock(), since v5.6 unpin_user_pages_dirty_lock() for pins, does the same, but'
}

# releases FILE: the lines of its wrong-release findings, in one line.
releases()
{
	guptidy check --kernel "$FIXTURES/linux-6.6" --rule wrong-release "$1" |
		sed -n 's/^[^:]*:\([0-9]*\):.*\[wrong-release\]$/\1/p' | xargs
}

@test "wrong-release: put_page() of a pin stands at its own line" {
	cat >clasp.c <<'END'
#include <linux/mm.h>

static int clasp_all(unsigned long addr, int n, struct page **pages)
{
	int i, got;

	got = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}

static int clasp_one(unsigned long addr)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, 0, &page) == 1)
		put_page(page);
	return 0;
}

static int clasp_extra(unsigned long addr)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, 0, &page) == 1) {
		get_page(page);
		put_page(page);
	}
	return 0;
}

static int clasp_both(unsigned long addr, bool pin)
{
	struct page *page;
	int got;

	if (pin)
		got = pin_user_pages_fast(addr, 1, 0, &page);
	else
		got = get_user_pages_fast(addr, 1, 0, &page);
	put_page(page);
	return got;
}

static int clasp_other(unsigned long addr, struct page *other)
{
	struct page *page;

	if (pin_user_pages_fast(addr, 1, 0, &page) == 1)
		put_page(other);
	return 0;
}
END
	[ "$(releases clasp.c)" = "9 18" ]
	# its own function of that name is another one
	sed -i '1a static int pin_user_pages_fast(unsigned long a, int n, int f, struct page **p) { return 0; }' clasp.c
	[ "$(releases clasp.c)" = "" ]
}

@test "check: what is found does not hang on how the code is written" {
	run "$ROOT/tests/expect/rewritten"
	[ "$output" = "" ]
	[ "$status" -eq 0 ]
}
