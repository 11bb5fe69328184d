#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy run --matrix: many trees in one graph, and one report that compares them.
load common

# pin_in TREE LINE...: a small tree with a driver whose function has these lines in front of its call.
pin_in()
{
	small_tree "$1"
	{
		printf '#include <linux/mm.h>\n'
		printf '%s\n' "${@:2}"
		printf 'int take(unsigned long at, int store, struct page **pages)\n{\n'
		printf '\treturn get_user_pages_fast(at, 1, store == 1, pages);\n}\n'
	} | plant "$1/drivers/a.c"
}

matrix()
{
	run --separate-stderr guptidy run --matrix --work work "$@"
}

@test "matrix: each cell says what its tree says alone" {
	matrix --check --ask-compiler "$FIXTURES/linux-5.1" "$FIXTURES/linux-6.6"
	[ "$status" -eq 1 ]
	for tree in linux-5.1 linux-6.6; do
		run -1 guptidy check --ask-compiler --format=json "$FIXTURES/$tree"
		cmp - work/*/result.json <<<"$output" || cmp - <(cat work/*/result.json | jq -s --arg t "$tree" \
			--indent 1 -a '.[] | select(.tree.root | endswith($t))') <<<"$output"
	done
}

@test "matrix: what is the same in all, and what is not, wherever the lines are" {
	pin_in one
	pin_in two '' ''
	pin_in three
	echo 'int also(int store, struct page **p) { return get_user_pages_fast(0, 1, store == 1, p); }' \
		>>three/drivers/a.c
	matrix --check one two three
	[ "$status" -eq 1 ]
	[ "$output" = "$(cat <<'END'
tree   version        calls  findings  edits   left  not analysed
one    5.2.0              1         1      0      0             0
two    5.2.0              1         1      0      0             0
three  5.2.0              2         2      0      0             0

In all:
drivers/a.c:5: take(): error: `store == 1` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]

In three; not in one, two:
drivers/a.c:7: also(): error: `store == 1` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
END
)" ]
}

@test "matrix: as JSON, on stdout, in a file, and as ninja makes it by hand" {
	pin_in one
	pin_in two '' ''
	matrix --check --format=json --output matrix.json one two
	cmp matrix.json - <<<"$output"
	cmp matrix.json work/matrix.json
	rm work/matrix.json
	ninja -C work >/dev/null
	cmp matrix.json work/matrix.json
	[ "$(jq -c '[.cells[] | [.tree, .version, .findings]]' matrix.json)" = '[["one","5.2.0",1],["two","5.2.0",1]]' ]
	[ "$(jq -c '[.rows[] | [.kind, .rule, .file, [.in[] | [.cell, .line]]]]' matrix.json)" = \
		'[["finding","bool-as-flags","drivers/a.c",[[0,5],[1,6]]]]' ]
	[ "$(jq -r '.tree.root' "$(jq -r '.cells[1].report' matrix.json)")" = "$PWD/two" ]
}

@test "matrix: a tree that is none is one line, and the others go on" {
	pin_in one
	matrix --check one none
	[ "$status" -eq 2 ]
	holds "$output" "none  failed"
	holds "$output" "drivers/a.c:5: take()"
	holds "$stderr" "none: No such file"
	small_tree none
	matrix --check one none
	[ "$status" -eq 1 ]
	holds "$output" "none  5.2.0"
	rm -r none
	matrix --check one none
	[ "$status" -eq 2 ]
	holds "$output" "none  failed"
}

@test "matrix: a changed file costs its tree, a new one too" {
	for tree in one two three; do
		pin_in $tree
	done
	matrix --check one two three
	stat -c '%n %y %i' work/*/result.json >before
	echo '/* more */' >>two/drivers/a.c
	matrix --check one two three
	stat -c '%n %y %i' work/*/result.json >after
	[ "$(comm -13 before after | wc -l)" -eq 1 ]
	cp two/drivers/a.c three/drivers/b.c
	matrix --check one two three
	stat -c '%n %y %i' work/*/result.json >last
	[ "$(comm -13 after last | wc -l)" -eq 1 ]
	holds "$output" "In three; not in one, two:"
}

@test "matrix: a build folder is a configuration of its tree" {
	copy linux-6.6
	for build in plain large; do
		mkdir $build
		printf 'include %s/Makefile\n' "$PWD/linux-6.6" >$build/Makefile
	done
	plant linux-6.6/drivers/misc/lone.c <<'END'
#include <linux/mm.h>
#ifdef LARGE
_Bool lone(void);
#else
int lone(void);
#endif
int take(unsigned long at, struct page **pages)
{
	return get_user_pages_fast(at, 1, lone(), pages);
}
END
	for build in plain large; do
		jq -n --arg d "$PWD/$build" --arg f "$PWD/linux-6.6/drivers/misc/lone.c" \
			--arg c "gcc -D${build^^} -I$PWD/linux-6.6/include -c $PWD/linux-6.6/drivers/misc/lone.c" \
			'[{directory: $d, file: $f, command: $c}]' >$build/compile_commands.json
	done
	matrix --rule bool-as-flags plain large
	holds "$output" "In large; not in plain:"
	[ "$(sed -n '/^In large/,$p' <<<"$output" | grep -c lone.c)" -eq 1 ]
}

@test "matrix: converts, and counts what it leaves" {
	matrix "$FIXTURES/linux-5.1" "$FIXTURES/linux-5.2"
	[ "$status" -eq 1 ]
	holds "$output" "left to you: "
	run guptidy convert --format=json "$FIXTURES/linux-5.1"
	edits=$(jq '.edits | length' <<<"$output")
	matrix --format=json "$FIXTURES/linux-5.1" "$FIXTURES/linux-5.2"
	[ "$(jq '.cells[0].edits' <<<"$output")" -eq "$edits" ]
}

@test "matrix: a conversion is gathered again when what its proof has read is news" {
	copy linux-5.1
	matrix linux-5.1 "$FIXTURES/linux-5.2"
	stat -c %y work/*/result.json >first
	matrix linux-5.1 "$FIXTURES/linux-5.2"
	stat -c %y work/*/result.json | diff first -
	# A header that no source of the run is, but whose types a proof was made with.
	small_tree tree
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	plant tree/drivers/own.h <<<'struct own { unsigned long at; struct page **pages; };'
	plant tree/drivers/own.c <<'END'
#include <linux/mm.h>
#include "own.h"
int own(struct own *own)
{
	return get_user_pages_fast(own->at, 1, 1, own->pages);
}
END
	matrix tree
	stat -c %y work/*/result.json >first
	matrix tree
	stat -c %y work/*/result.json | diff first -
	sed -i 's/struct page \*\*pages/char pages/' tree/drivers/own.h
	matrix tree
	run -1 diff first <(stat -c %y work/*/result.json)
}

@test "matrix: a migration in several trees" {
	pin_in one
	pin_in two
	echo 'get_user_pages_fast(at, n, flags, pages) -> pin_user_pages_fast(at, n, flags, pages)' >pin.migration
	matrix --migration pin.migration one two
	holds "$output" "In all:"
	holds "$output" "drivers/a.c: converted"
	rm -r work
	# Where jobs prove it, it says the same.
	turned three 2
	turned four 1
	matrix --migration turn.migration three four
	printf '%s\n' "$output" >first
	holds "$output" "turn1.c: converted"
	matrix --migration turn.migration --launcher env three four
	[ "$(ls work/*/*.answers | wc -l)" -eq 2 ]
	cmp first - <<<"$output"
}

@test "matrix: --html is one page of all cells, each as its tree has it alone" {
	pin_in one
	pin_in two '' ''
	matrix --check --html a.html one none two
	[ "$status" -eq 2 ]
	data a.html >runs
	[ "$(jq -c '[.runs[].name]' runs)" = '["one","two"]' ]
	for tree in one two; do
		run -1 guptidy check --html b.html "$tree"
		diff <(jq --arg t "$tree" '.runs[] | select(.name == $t) | del(.name, .cell)' runs) <(data b.html | jq '.runs[0]')
	done
	matrix --check --format=html one two
	data - <<<"$output" | jq -e '.runs | length == 2'
	# The page knows what the cells have in common, and whose a file is; of that it hears anew.
	data a.html | jq -e '.runs[1].cell == 2 and [.rows[0].in[].cell] == [0, 2]'
	data a.html | jq -e '.runs[0].areas["drivers/a.c"] == "drivers"'
	printf 'PRESSES\nM:\tAda <ada@example.org>\nF:\tdrivers/\n' >one/MAINTAINERS
	matrix --check --html a.html one none two
	data a.html | jq -e '[.runs[].areas["drivers/a.c"]] == ["PRESSES", "drivers"]'
	matrix --html c.html one two
	data c.html | jq -e '[.runs[].subject] == ["edits", "edits"] and .runs[0].changes[0].file == "drivers/a.c"'
}

@test "matrix: options that go with one command, or with none" {
	pin_in one
	run -2 guptidy run --matrix --in-place --work work one one
	holds "$output" "--matrix and --in-place"
	run -2 guptidy run --check --in-place one
	holds "$output" "use one command's"
	run -2 guptidy run --check --matrix --format=sarif --work work one
	holds "$output" "is printed as text, json or html"
	run -2 guptidy run --check --matrix --no-cache one
	holds "$output" "name one with --work"
	run -2 guptidy run --check --matrix --compile-commands a.json --work work one
	holds "$output" "each tree has its own"
	run -2 guptidy check --launcher nice one
	holds "$output" "name one with --work"
	[ ! -e work ]
}
