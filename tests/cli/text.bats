#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Text for people: what files are called, and what is marked in their lines.
load common

# marks FILE: the lines of the source that are shown, and the marks below; a tab is \t.
marks()
{
	guptidy check "$1" | grep --no-group-separator -A 1 -E '^ *[0-9]+ \| ' | sed 's/\t/\\t/g'
}

# opens PATH: every file that check names in front of a line and column is there, from here.
opens()
{
	local file files

	files=$(guptidy check "$1" | sed -n 's/^\([^ ].*\):[0-9]*:[0-9]*: .*/\1/p' | sort -u)
	holds "$files" vfio_lectern.c
	for file in $files; do
		[ -f "$file" ] || { echo "in $PWD, of $1: $file is not there"; return 1; }
	done
}

@test "text: what a line names opens from where one stands, whatever the path" {
	copy linux-6.6
	tree=$PWD/linux-6.6
	mkdir -p beside/below
	ln -s ../linux-6.6/drivers beside/link
	for from in . linux-6.6 linux-6.6/drivers/vfio beside beside/below /; do
		cd "$BATS_TEST_TMPDIR/$from"
		[ "$from" != / ] || cd /
		for path in "$tree/drivers" "$tree/drivers/vfio" "$(realpath --relative-to=. "$tree/drivers")" \
			    "$(realpath --relative-to=. "$tree/drivers/vfio")/" \
			    "$(realpath --relative-to=. "$tree/drivers")/vfio/vfio_lectern.c"; do
			opens "$path"
		done
	done
	cd "$BATS_TEST_TMPDIR"
	opens beside/link/vfio
}

@test "text: files have the names that they were asked for by" {
	copy linux-6.6
	for path in linux-6.6/drivers/vfio ./linux-6.6/drivers/vfio "$PWD/linux-6.6/drivers/vfio"; do
		run -1 guptidy check "$path"
		begins "$output" "$path/vfio_lectern.c:21:9: "
		holds "$output" "${path%drivers/vfio}include/linux/mm.h:"
		run -0 guptidy find "$path"
		begins "$output" "$path/"
	done
	run -1 guptidy check linux-6.6/drivers/vfio linux-6.6/drivers/media
	holds "$output" $'\nlinux-6.6/drivers/vfio/vfio_lectern.c:21:9: '
	begins "$output" linux-6.6/drivers/media/
	cd linux-6.6/drivers/vfio
	run -1 guptidy check
	begins "$output" vfio_lectern.c:21:9:
	holds "$output" $'\n../../include/linux/mm.h:54:6: note: declared here: '
	run -1 guptidy check ../media .
	begins "$output" ../media/
	holds "$output" $'\nvfio_lectern.c:21:9: '
}

@test "text: messages on stderr have the same names" {
	copy linux-5.1
	mkdir linux-5.1/empty
	run -1 --separate-stderr guptidy convert linux-5.1/drivers linux-5.1/empty
	holds "$stderr" 'linux-5.1/drivers/'
	holds "$stderr" 'linux-5.1/empty: warning: no C source there'
	run -2 --separate-stderr guptidy check linux-5.1/drivers nowhere
	holds "$stderr" $'nowhere: not analysed: '
	lacks "$stderr" linux-5.1/nowhere
	run -0 --separate-stderr guptidy check -v linux-5.1/net/skein
	holds "$stderr" 'linux-5.1/net/skein/inline_in_loop.c: read as '
}

@test "text: api and pairs name files as they open" {
	copy linux-6.6
	run -0 guptidy api linux-6.6
	holds "$output" $'\nlinux-6.6/include/linux/mm.h:54: declares long pin_user_pages('
	cd linux-6.6/drivers
	run -0 guptidy pairs ..
	holds "$output" '  ../drivers/'
}

@test "text: a driver beside its kernel: both have names that open" {
	small_tree tree
	plant driver/feed.c <<'E'
int feed(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, store, pages);
}
E
	mkdir driver/.git here
	cd here
	run -1 guptidy check --kernel ../tree ../driver
	diff -u - <(printf '%s\n' "$output") <<'E'
../driver/feed.c:3:9: error: `store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
    3 | 	return get_user_pages_fast(from, 1, store, pages);
      | 	       ~~~~~~~~~~~~~~~~~~~          ^~~~~
      | write: get_user_pages_fast(from, 1, store ? FOLL_WRITE : 0, pages)
../tree/include/linux/mm.h:5:5: note: declared here: int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
E
}

@test "text: the caret is under the argument, behind tabs and characters of any length" {
	small_tree tree
	plant tree/drivers/a.c <<'E'
int a(unsigned long at, _Bool store, struct page **pages)
{
	char *name = "größe"; return get_user_pages_fast(at /* naïve */, 1,	store, pages);
}
E
	diff -u - <(marks tree/drivers/a.c) <<'E'
    3 | \tchar *name = "größe"; return get_user_pages_fast(at /* naïve */, 1,\tstore, pages);
      | \t                             ~~~~~~~~~~~~~~~~~~~                   \t^~~~~
E
}

@test "text: an argument in a line of its own is shown in that line, one of several lines in the first" {
	small_tree tree
	plant tree/drivers/a.c <<'E'
int a(unsigned long at, int how, struct page **pages)
{
	return get_user_pages_fast(at, 1,
				   how == 1 ||
				   how == 2,
				   pages);
}
E
	diff -u - <(marks tree/drivers/a.c) <<'E'
    3 | \treturn get_user_pages_fast(at, 1,
      | \t       ~~~~~~~~~~~~~~~~~~~
    4 | \t\t\t\t   how == 1 ||
      | \t\t\t\t   ^~~~~~~~~~~
E
}

@test "text: an argument far behind in a line that is long has a line for itself" {
	small_tree tree
	{
		echo 'int a(_Bool store, struct page **pages)'
		echo '{'
		echo "	return get_user_pages_fast($(printf '1 + %.0s' {1..60})1, 1, store, pages);"
		echo '}'
	} | plant tree/drivers/a.c
	marks tree/drivers/a.c >shown
	[ "$(wc -l <shown)" -eq 4 ]
	holds "$(sed -n 2p shown)" '~~~~~~~~~~~~~~~~~~~'
	lacks "$(sed -n 2p shown)" '^'
	column=$(sed -n 4p shown | cut -d '^' -f 1 | wc -c)
	[ "$(sed -n 3p shown | cut -c "$column-$((column + 4))")" = store ]
}

@test "text: JSON has the argument, or null" {
	small_tree tree
	plant tree/drivers/a.c <<'E'
int a(_Bool store, struct page **pages)
{
	get_user_pages_fast(0, 1, 0, pages);
	return get_user_pages_fast(0, 1, store, pages);
}
E
	guptidy check --all --format=json tree/drivers >report || [ $? -eq 1 ]
	jq -e '.findings | any(.rule == "bool-as-flags" and .line == 4 and
	       .argument == {line: 4, column: 35, end_line: 4, end_column: 40})' report
	jq -e '.findings | any(.rule == "unchecked-return" and .argument == null)' report
}
