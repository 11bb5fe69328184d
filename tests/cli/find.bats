#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

@test "find: the ledger adds up to ripgrep's count, in all and name by name" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		guptidy find --format=json "$FIXTURES/$tree" >report
		mentions "$FIXTURES/$tree" >expected
		jq -r '.mentions | group_by(.name)[] | "\(length) \(.[0].name)"' report |
			sort -k2 >found
		sort -k2 expected | diff -u - found
		[ "$(jq .ledger.total report)" -eq "$(awk '{ n += $1 } END { print n }' expected)" ]
		[ "$(jq .ledger.total report)" -gt 100 ]
	done
}

@test "find, check: print what is expected of each fixture" {
	"$ROOT/tests/expect/outputs" texts
}

@test "find: the ledger counts the lines above it, class by class" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		guptidy find "$FIXTURES/$tree" >out
		sed '/^$/,$d' out | cut -d : -f 4 | sort | uniq -c |
			sed -E 's/^ *([0-9]+)  */\1 /; s/ call by macro$/ calls by macro, beside the total/' >counted
		sed '1,/^ledger of /d; /  total$/d; s/^ *//; s/  / /' out | sort -k2 | diff -u counted -
	done
}

@test "find: mentions are no findings: exit status 0" {
	run -0 --separate-stderr guptidy find "$FIXTURES/linux-5.1"
	[ -z "$stderr" ]
}

@test "find: JSON: the classes' sum is the total and the number of mentions" {
	guptidy find --format=json "$FIXTURES/linux-5.1" >report
	jq -e '.schema == 1 and .tool.name == "guptidy" and (.tool.version | type) == "string"' report
	jq -e --arg root "$FIXTURES/linux-5.1" '.tree == {root: $root, version: "5.1.0"}' report
	jq -e '.unanalysed == []' report
	jq -e '(.ledger | del(.total) | add) == .ledger.total' report
	jq -e '.ledger.total == (.mentions | length)' report
	jq -e '(.mentions | group_by(.class) | map({(.[0].class): length}) | add) ==
	       (.ledger | del(.total) | with_entries(select(.value > 0)))' report
	jq -e '.ledger | del(.total) | keys == ["address taken", "call", "comment", "declaration",
	       "definition", "documentation", "export", "kernel-doc", "macro body", "namesake",
	       "other language", "string"]' report
}

@test "find: JSON: every mention has every key, and stands where it says, counted in bytes" {
	copy linux-5.1
	printf '/* h\303\251! \302\265 */ int get_user_pages_fast;\t/* \351 */ /* pin_user_pages */\n' |
		plant linux-5.1/lib/bytes.txt
	guptidy find --format=json linux-5.1 >report
	jq -e '.mentions | all(keys == ["class", "column", "file", "function", "line", "name"])' report
	jq -c '.mentions[] | select(.file == "lib/bytes.txt") | [.line, .column, .name]' report |
		diff -u - <(printf '[1,19,"get_user_pages_fast"]\n[1,51,"pin_user_pages"]\n')
	jq -r '.mentions[] | "\(.file) \(.line) \(.column) \(.name)"' report |
	while read -r file line column name; do
		[ "$(sed -n "${line}p" "linux-5.1/$file" | tail -c "+$column" |
		     head -c ${#name})" = "$name" ] || {
			echo "$file:$line:$column is not $name"
			exit 1
		}
	done
}

@test "find: one file, several files, a folder: text has paths as given, JSON those from the tree's root" {
	cd "$FIXTURES/linux-5.1"
	run -0 guptidy find drivers/vfio/vfio_lectern.c
	begins "$output" 'drivers/vfio/vfio_lectern.c:'
	holds "$output" '      4  call'
	holds "$output" '      5  total'

	run -0 guptidy find drivers/vfio/vfio_lectern.c net/spindle/lines_on_tabs.c
	holds "$output" 'drivers/vfio/vfio_lectern.c:'
	holds "$output" 'net/spindle/lines_on_tabs.c:'

	cd drivers
	run -0 guptidy find vfio
	begins "$output" 'vfio/vfio_lectern.c:'
	cd vfio
	run -0 guptidy find ../../mm/gup.c
	begins "$output" '../../mm/gup.c:'
	run -0 guptidy find
	begins "$output" 'vfio_lectern.c:'
	guptidy find --format=json ../../mm/gup.c . | jq -e '[.mentions[].file] | unique ==
		["drivers/vfio/vfio_lectern.c", "drivers/vfio/vfio_rostrum.c", "mm/gup.c"]'
}

@test "find: the same folder by any name gives the same report" {
	guptidy find --format=json "$FIXTURES/linux-6.6/mm" >absolute
	(cd "$FIXTURES" && guptidy find --format=json linux-6.6/mm/) | diff -u absolute -
	(cd "$FIXTURES/linux-6.6" && guptidy find --format=json ./mm) | diff -u absolute -
	(cd "$FIXTURES/linux-6.6/mm" && guptidy find --format=json .) | diff -u absolute -
	(cd "$FIXTURES/linux-6.6/mm" && guptidy find --format=json ../mm/../mm) | diff -u absolute -
	ln -s "$FIXTURES/linux-6.6" link
	guptidy find --format=json link/mm | diff -u absolute -
}

@test "find: a file named twice, or with its folder, is counted once" {
	ln -s "$FIXTURES/linux-5.1/drivers" drivers
	guptidy find drivers/vfio >once
	guptidy find drivers/vfio/vfio_lectern.c drivers/vfio | diff -u once -
	guptidy find drivers/vfio ./drivers/vfio | diff -u once -
}

@test "find: --kernel names the tree of a driver that lies elsewhere" {
	mkdir driver
	cp "$FIXTURES/linux-5.1/drivers/vfio/vfio_lectern.c" driver/
	run -0 guptidy find --kernel="$FIXTURES/linux-5.1" driver
	holds "$output" "driver/vfio_lectern.c:23:9: call: get_user_pages_longterm in lectern_addr_to_pfn()"
	holds "$output" '      4  call'
	holds "$output" '(5.1.0)'
}

@test "find: each kind of mention has its class" {
	(cd "$FIXTURES/linux-5.1" && guptidy find) >found
	while read -r line; do
		grep -qxF -- "$line" found || { echo "not found: $line"; false; }
	done <<'END'
arch/mips/mm/gup.c:26:5: definition: get_user_pages_fast in get_user_pages_fast()
arch/mips/mm/gup.c:59:19: export: get_user_pages_fast
arch/x86/lib/assembler.S:9:11: other language: __get_user_pages_fast
drivers/fpga/call_in_macro_argument.c:24:30: macro body: get_user_pages_fast
drivers/misc/Kconfig:6:39: documentation: get_user_pages_fast
drivers/misc/function_pointer.c:31:18: address taken: get_user_pages_fast in stylus_setup()
drivers/misc/member_with_family_name.c:32:14: namesake: get_user_pages_fast in platen_load()
drivers/misc/nib/namesake_calls.c:12:9: namesake: pin_user_pages_fast in nib_load()
drivers/misc/nib/namesake.h:12:19: namesake: pin_user_pages_fast in pin_user_pages_fast()
drivers/vfio/vfio_lectern.c:4:4: comment: get_user_pages_longterm
drivers/vfio/vfio_lectern.c:23:9: call: get_user_pages_longterm in lectern_addr_to_pfn()
include/linux/mm.h:34:6: declaration: get_user_pages
include/linux/mm.h:47:20: definition: get_user_pages_longterm in get_user_pages_longterm()
lib/compared_result.c:26:20: string: get_user_pages_fast in tatting_pages()
mm/gup.c:188:4: kernel-doc: get_user_pages_fast
rust/kernel/pages.rs:7:24: other language: get_user_pages_fast
END
}

@test "find: what a driver defines for older kernels is its own in the same branch, and no question" {
	cd "$BATS_TEST_TMPDIR"
	plant drv/compat.h <<'END'
#ifndef DRV_HAS_PUT
static inline void put_user_page(struct page *page)
{
	put_page(page);
}

static inline void put_user_pages(struct page **pages, unsigned long n)
{
	while (n--)
#ifdef DRV_TRACE
		drv_put(pages[n]);
#else
		put_user_page(pages[n]);
#endif
}
#endif
END
	run -0 --separate-stderr guptidy find --kernel "$FIXTURES/linux-5.2" drv
	holds "$output" 'compat.h:13:3: namesake: put_user_page in put_user_pages()'
	run -0 --separate-stderr guptidy find drv
	holds "$output" 'compat.h:13:3: namesake: put_user_page in put_user_pages()'
	# in front of it, and in another branch, it may be the kernel's
	sed -i -e '/^#endif$/,$!b' -e '$a #ifdef DRV_LATE\nstatic void drv_late(struct page *page)\n{\n\tput_user_page(page);\n}\n#endif' drv/compat.h
	run -2 --separate-stderr guptidy find drv
	holds "$stderr" 'compat.h:20: not analysed: '
}

@test "find: a function that a file defines for itself is a namesake, its calls too" {
	small_tree tree
	plant tree/drivers/own.c <<'END'
static int get_user_pages_fast(void *own)
{
	return own != 0;
}

int own_load(void *own)
{
	return get_user_pages_fast(own);
}
END
	run -0 guptidy find tree/drivers
	holds "$output" 'drivers/own.c:1:12: namesake: get_user_pages_fast'
	holds "$output" 'drivers/own.c:8:9: namesake: get_user_pages_fast in own_load()'
	holds "$output" '      2  total'
}

@test "find: .git is not entered" {
	copy linux-5.1
	guptidy find linux-5.1/mm >before
	guptidy find --format=json linux-5.1 | jq .ledger >ledger
	echo 'get_user_pages_fast();' | plant linux-5.1/.git/hooks/a.c
	echo 'get_user_pages_fast();' | plant linux-5.1/mm/.git/b.c
	guptidy find linux-5.1/mm | diff -u before -
	guptidy find --format=json linux-5.1 | jq .ledger | diff -u ledger -
}

@test "find: a .git that is a file, as in a worktree, stops nothing" {
	copy linux-5.1
	guptidy find --format=json linux-5.1 | jq .ledger >ledger
	echo 'gitdir: elsewhere' >linux-5.1/.git
	guptidy find --format=json linux-5.1 | jq .ledger | diff -u ledger -
}

@test "find: hidden files, any suffix and files without one are read" {
	small_tree tree
	for file in .hidden README notes.txt a.dts b.py c.S d.C; do
		echo 'see get_user_pages_fast' >tree/$file
	done
	run -0 guptidy find tree
	for file in .hidden README notes.txt a.dts b.py c.S; do
		holds "$output" "$file:1:5: "
	done
	[ "$(guptidy find --format=json tree | jq .ledger.total)" -eq \
	  "$(mentions tree | awk '{ n += $1 } END { print n }')" ]
}

@test "find: a file system that keeps no types in its folders" {
	guptidy find "$FIXTURES/linux-6.6" >before
	untyped
	guptidy find "$FIXTURES/linux-6.6" | diff -u before -
}

@test "find: a name is a whole word" {
	small_tree tree
	echo 'xget_user_pages_fast get_user_pages_fastx get_user_pages_fast2 _get_user_pages_fast' \
	     'get_user_pages_fast-x (get_user_pages_fast)' >tree/words
	run -0 guptidy find tree/words
	holds "$output" '      2  total'
}

@test "find: -j1 and -j8, cached or not, give the same bytes" {
	for tree in linux-5.1 linux-6.6; do
		guptidy find -j1 "$FIXTURES/$tree" >one
		guptidy find -j8 "$FIXTURES/$tree" | cmp one -
		guptidy find -j8 --no-cache "$FIXTURES/$tree" | cmp one -
		guptidy find --ask-compiler "$FIXTURES/$tree" | diff -u one -
	done
}

@test "find: nothing is written into the tree" {
	copy linux-5.1
	find linux-5.1 -printf '%p %s %T@\n' | sort >before
	guptidy find --ask-compiler linux-5.1 >out
	find linux-5.1 -printf '%p %s %T@\n' | sort | diff -u before -
}
