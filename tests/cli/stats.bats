#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# stats: who calls the family, counted, in one tree or several.
load common

@test "stats: each call of the ledger is counted once by kind, function and area" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		calls=$(guptidy find --format=json "$FIXTURES/$tree" | jq .ledger.call)
		guptidy stats --format=json "$FIXTURES/$tree" >json
		jq -e --argjson calls "$calls" '.trees | length == 1 and (.[0] |
			def sum: [.[] | del(.name) | add] | add;
			.calls == $calls and ([.kinds | add] | add) == $calls and
			(.functions | sum) == $calls and (.areas | sum) == $calls)' json
	done
}

@test "stats: references and pins, long-term by flags, by a variable, or by name" {
	small_tree tree
	cat >>tree/include/linux/mm.h <<'END'
#define FOLL_LONGTERM	0x10000
long get_user_pages_longterm(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
			     struct page **pages, struct vm_area_struct **vmas);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
void unpin_user_page(struct page *page);
int fixup_user_fault(struct mm_struct *mm, unsigned long address, unsigned int fault_flags, bool *unlocked);
END
	plant tree/drivers/misc/calls.c <<'END'
#include <linux/mm.h>

void calls(int write, struct page **p, struct mm_struct *mm)
{
	unsigned int flags = FOLL_LONGTERM;

	if (write)
		flags |= FOLL_WRITE;
	get_user_pages_fast(0, 1, write ? FOLL_WRITE : 0, p);
	get_user_pages_fast(0, 1, FOLL_WRITE | FOLL_LONGTERM, p);
	get_user_pages_longterm(0, 1, FOLL_WRITE, p, NULL);
	pin_user_pages_fast(0, 1, flags, p);
	pin_user_pages_fast(0, 1, FOLL_WRITE, p);
	pin_user_pages_fast(0, 1, FOLL_WRITE, p);
	unpin_user_page(p[0]);
	fixup_user_fault(mm, 0, 0, NULL);
}
END
	guptidy stats --format=json tree | jq -e '.trees[0].kinds ==
		{get: 1, get_longterm: 2, pin: 2, pin_longterm: 1, release: 1, fault: 1}'
	run -0 guptidy stats tree
	[[ $output =~ 'drivers/misc '+3\ +3\ +3 ]]
}

@test "stats: trees stand side by side, in the order in which they are named" {
	run -0 guptidy stats "$FIXTURES/linux-6.6" "$FIXTURES/linux-5.1"
	[[ ${lines[0]} =~ ^calls\ +6\.6\.0\ +5\.1\.0$ ]]
	read -r _ new old <<<"$(grep '^total' <<<"$output")"
	[ "$new" = "$(guptidy stats --format=json "$FIXTURES/linux-6.6" | jq '.trees[0].calls')" ]
	[ "$old" = "$(guptidy stats --format=json "$FIXTURES/linux-5.1" | jq '.trees[0].calls')" ]
}

@test "stats: a tree that cannot be read is trouble, and the others are counted" {
	run -2 --separate-stderr guptidy stats "$FIXTURES/linux-5.1" no-such-tree "$FIXTURES/linux-6.6"
	[[ ${lines[0]} =~ ^calls\ +5\.1\.0\ +6\.6\.0$ ]]
	begins "$stderr" 'no-such-tree: '
}

@test "stats: a picture, of well-formed XML whatever a folder is called" {
	small_tree tree
	printf '#include <linux/mm.h>\nint f(struct page **p) { return get_user_pages_fast(0, 1, 0, p); }\n' |
		plant tree/$'<&"\001\377]]>'/a.c
	guptidy stats --output a.svg tree "$FIXTURES/linux-6.6" >text
	guptidy stats --format=svg tree "$FIXTURES/linux-6.6" | cmp a.svg -
	python3 - a.svg "$(guptidy stats --format=json "$FIXTURES/linux-6.6" | jq '.trees[0].kinds.pin')" <<'END'
import sys
import xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
texts = [text.text for text in root.iter('{http://www.w3.org/2000/svg}text')]
assert '<&"\ufffd\ufffd]]>' in texts, texts
assert sys.argv[2] in texts, texts
assert 'http' not in open(sys.argv[1], encoding='utf-8').read().replace('http://www.w3.org/2000/svg', '')
END
	run -0 guptidy stats tree
	lacks "$output" $'\001'
	run -2 guptidy check --output a.svg tree
	run -2 guptidy stats --html a.html tree
}

@test "stats: of no tree there is no table, and one that is not there is named beside the others" {
	run -2 --separate-stderr guptidy stats nowhere
	[ -z "$output" ]
	[[ $stderr == nowhere:* ]]
	run -2 --separate-stderr guptidy stats --format=json nowhere
	[ -z "$output" ]
	run -2 --separate-stderr guptidy stats --format=json nowhere "$FIXTURES/linux-6.6"
	jq -e '(.trees | length) == 1 and [.unanalysed[].file] == ["nowhere"]' <<<"$output"
}
