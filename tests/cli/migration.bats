#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

# shelves: a small tree whose kernel declares shelf_add() and shelf_insert().
shelves()
{
	small_tree tree
	plant tree/include/linux/shelf.h <<'END'
#ifndef _LINUX_SHELF_H
#define _LINUX_SHELF_H

struct shelf;
struct book;

int shelf_add(struct shelf *shelf, struct book *book);
int shelf_insert(struct shelf *shelf, struct book *book);

#endif
END
	echo "shelf_add(shelf, book) -> shelf_insert(shelf, book)" >rename
}

# migrate RULES: stdin is the file drivers/a.c of the tree; what it becomes is in tree/drivers/a.c.
migrate()
{
	plant tree/drivers/a.c
	echo "$1" >rules
	run --separate-stderr guptidy convert --in-place --migration rules tree/drivers
}

# lines WORD: those of the converted file that hold it, without what they begin with.
lines()
{
	sed -n "/$1/s/^[ 	]*//p" tree/drivers/a.c
}

@test "migration: a file that is wrong is refused, with what is wrong where" {
	for file in "$ROOT"/tests/migrations/wrong/*.migration; do
		cp "$file" .
		run -2 --separate-stderr guptidy convert --migration "$(basename "$file")" "$FIXTURES/linux-5.1"
		[ -z "$output" ]
		diff -u "${file%.migration}.expected" - <<<"$stderr"
	done
	run -2 --separate-stderr guptidy convert --migration nowhere "$FIXTURES/linux-5.1"
	[[ $stderr == "nowhere: "* ]]
}

@test "migration: fast as a flag, the idea that began it all" {
	echo "get_user_pages_fast(start, nr_pages, gup_flags, pages) ->" \
	     "get_user_pages(start, nr_pages, gup_flags | FOLL_FAST, pages)" >rules
	copy linux-6.6
	run -1 --separate-stderr guptidy convert --migration rules --in-place linux-6.6
	run ! grep -rnE '^[^*/]*\bget_user_pages_fast\(.*\)[;)]' linux-6.6/drivers
	grep -rq 'FOLL_WRITE | FOLL_FAST' linux-6.6/drivers
	cp -r linux-6.6 once
	run --separate-stderr guptidy convert --migration rules --in-place linux-6.6
	diff -r once linux-6.6
}

@test "migration: calls in all branches, in macros, in arguments of macros and of each other" {
	shelves
	migrate "shelf_add(shelf, book) -> shelf_insert(book, shelf)" <<'END'
#define PUT(s, b)	\
	shelf_add(s, b)
#define CALL(shelf_add)	shelf_add(NULL, NULL)

#ifdef CONFIG_SHELF
int a(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
#else
int a(struct shelf *s, struct book *b)
{
	WARN_ON(shelf_add(s, b));
	return shelf_add(s, shelf_add(shelf_add(b, s), b));
}
#endif
END
	[ "$status" -eq 0 ]
	[ "$(lines shelf_)" = 'shelf_insert(b, s)
#define CALL(shelf_add)	shelf_add(NULL, NULL)
return shelf_insert(b, s);
WARN_ON(shelf_insert(b, s));
return shelf_insert(shelf_insert(b, shelf_insert(s, b)), s);' ]
}

@test "migration: names that are something else are left alone" {
	shelves
	plant tree/drivers/own.c <<'END'
static int shelf_add(int a, int b)
{
	return a + b;
}

int use(void)
{
	return shelf_add(1, 2);
}
END
	plant tree/drivers/sub/own.h <<'END'
#define shelf_add(a, b) ((a) + (b))
END
	plant tree/drivers/sub/b.c <<'END'
#include <linux/shelf.h>
#include "own.h"

int b(void)
{
	return shelf_add(1, 2);
}
END
	cp -r tree before
	migrate "$(cat rename)" <<'END'
#include <linux/shelf.h>

struct ops { int (*shelf_add)(int a, int b); };

int c(struct ops *ops, int (*shelf_add)(int a, int b))
{
	return ops->shelf_add(1, 2) + shelf_add(1, 2);
}

int d(int shelf_insert)
{
	return shelf_add(NULL, NULL) + shelf_insert;
}
END
	diff -r -x a.c before tree
	grep -q 'ops->shelf_add(1, 2) + shelf_add(1, 2)' tree/drivers/a.c
	grep -q 'shelf_add(NULL, NULL) + shelf_insert' tree/drivers/a.c
	holds "$stderr" "drivers/a.c:12:9: left to you: becomes shelf_insert(), which is the name of a variable or parameter here; give that another name"
	[ "$(grep sub/b.c <<<"$stderr")" = 'tree/drivers/sub/b.c:6:9: left to you: drivers/sub/own.h has a shelf_add() of its own, which may be meant here; convert it by hand' ]
}

@test "migration: a call that no rule takes is not named, whatever its name means" {
	shelves
	plant tree/drivers/sub/own.h <<'END'
#define shelf_add(a, b) ((a) + (b))
END
	plant tree/drivers/sub/b.c <<'END'
#include <linux/shelf.h>
#include "own.h"

int b(struct shelf *shelf)
{
	return shelf_add(1, 2) + shelf_add(shelf->top, NULL) + shelf_add(1);
}
END
	echo 'shelf_add(shelf->top, book) -> shelf_insert(shelf, book)' >some
	run -1 --separate-stderr guptidy convert --migration some tree
	[ -z "$output" ]
	[ "$(grep sub/b.c <<<"$stderr" | cut -d: -f2-3 | tr '\n' ' ')" = '6:27 6:57 ' ]
}

@test "migration: what is no call is named, each once" {
	shelves
	plant tree/lib/shelf.c <<'END'
/**
 * shelf_add() - puts a book on a shelf
 */
int shelf_add(struct shelf *shelf, struct book *book)
{
	/* shelf_add() is slow */
	printk("shelf_add\n");
	return 0;
}
EXPORT_SYMBOL(shelf_add);

int shelf_insert(struct shelf *shelf, struct book *book)
{
	return shelf_add(shelf, book);
}

int (*pointer)(struct shelf *, struct book *) = shelf_add;
#define ALIAS shelf_add
END
	plant tree/Documentation/shelf.rst <<<"Call shelf_add()."
	run -1 --separate-stderr guptidy convert --migration rename tree
	[ -z "$output" ]
	[ "$stderr" = 'tree/Documentation/shelf.rst:1:6: left to you: names shelf_add(), which goes: say shelf_insert()
tree/include/linux/shelf.h:7:5: left to you: shelf_add() goes: remove its prototype once no caller is left
tree/lib/shelf.c:2:4: left to you: names shelf_add(), which goes: say shelf_insert()
tree/lib/shelf.c:4:5: left to you: shelf_add() goes: remove its definition once no caller is left
tree/lib/shelf.c:6:5: left to you: names shelf_add(), which goes: say shelf_insert()
tree/lib/shelf.c:7:10: left to you: names shelf_add(), which goes: say shelf_insert()
tree/lib/shelf.c:10:15: left to you: shelf_add() goes: remove its export with its definition
tree/lib/shelf.c:14:9: left to you: stands in shelf_insert() itself, which would call itself: turn the two around
tree/lib/shelf.c:17:49: left to you: names shelf_add(), which goes: say shelf_insert()
tree/lib/shelf.c:18:15: left to you: names shelf_add(), which goes: say shelf_insert()' ]
}

@test "migration: a tree that is half converted is finished, and twice changes nothing" {
	small_tree tree
	plant tree/include/linux/shelf.h <<'END'
int shelf_add(struct book *book);
END
	migrate "shelf_add(shelf, book) -> shelf_add(book)" <<'END'
int a(void)
{
	return shelf_add(b) + shelf_add(s, b) + shelf_add(s, b, 3);
}
END
	grep -q 'shelf_add(b) + shelf_add(b) + shelf_add(s, b, 3);' tree/drivers/a.c
	[ "$status" -eq 1 ]
	[ "$stderr" = 'tree/drivers/a.c:3:42: left to you: passes 3 arguments, and no rule is for that: a macro may bring others; convert it by hand' ]
	cp -r tree once
	run --separate-stderr guptidy convert --in-place --migration rules tree
	diff -r once tree
}

@test "migration: an argument that does something is not lost, nor done twice" {
	shelves
	migrate "shelf_add(shelf, book) -> shelf_insert(book, book)" <<'END'
int a(void)
{
	shelf_add(get(), b);
	shelf_add(s++, b);
	shelf_add(s, get());
	return shelf_add(s, b->next);
}
END
	[ "$status" -eq 1 ]
	[ "$(lines shelf_)" = 'shelf_add(get(), b);
shelf_add(s++, b);
shelf_add(s, get());
return shelf_insert(b->next, b->next);' ]
	[ "$(grep -c 'may do something' <<<"$stderr")" -eq 3 ]
}

@test "migration: what the author lets go may do whatever it does" {
	lose()
	{
		plant tree/drivers/a.c
		run -1 --separate-stderr guptidy convert $1 --migration rules --in-place tree/drivers
	}
	shelves
	printf 'shelf_add(shelf, book, n) -> shelf_add(book)\n\tdrop n, shelf\n' >rules
	for option in "" --keep-effects; do
		lose "$option" <<'END'
int a(void)
{
	shelf_add(get(), b, c++);
	return shelf_add(s, b, shelf_add(/* why */ get(), b, c));
}
END
		[ "$(lines shelf_add)" = $'shelf_add(b);\nreturn shelf_add(s, b, shelf_add(/* why */ get(), b, c));' ]
		holds "$stderr" "and a comment with it"
	done
	printf 'shelf_add(shelf, book, n) -> shelf_add(book)\n\tdrop n\n' >rules
	lose "" <<'END'
int a(void)
{
	shelf_add(get(), b, c++);
	shelf_add(s, b, c++);
}
END
	holds "$stderr" "argument 1 of shelf_add() goes, but \`get()\` may do something"
	[ "$(lines shelf_add)" = $'shelf_add(get(), b, c++);\nshelf_add(b);' ]
	# A function may have the word for its name.
	printf 'drop(shelf) -> drop_all(shelf)\nwhere(shelf) -> where_all(shelf)\n' >rules
	lose "" <<'END'
int a(void)
{
	drop(s);
}
END
	[ "$(lines drop)" = "drop_all(s);" ]
}

@test "migration: --keep-effects makes a statement of an argument that goes, where one can stand" {
	shelves
	plant tree/drivers/a.c <<'END'
int a(void)
{
	shelf_add(get(), b, c++);
	if (x)
		shelf_add(get(), b, c);
	for (shelf_add(i++, b, c); i; i--) {
		shelf_add(s,
			  shelf_add(i, j, k()), l());
	}
	{ shelf_add(s++, b, c); }
	return shelf_add(s++, b, c);
}
END
	echo "shelf_add(shelf, book, n) -> shelf_add(book)" >rules
	run -1 --separate-stderr guptidy convert --keep-effects --migration rules --in-place tree/drivers
	[ "$(grep -c 'may do something' <<<"$stderr")" -eq 4 ]
	sed -n '3,14p' tree/drivers/a.c >made
	diff - made <<'END'
	get();
	c++;
	shelf_add(b);
	if (x)
		shelf_add(get(), b, c);
	for (shelf_add(i++, b, c); i; i--) {
		l();
		shelf_add(shelf_add(i, j, k()));
	}
	{ s++; shelf_add(b); }
	return shelf_add(s++, b, c);
}
END
}

@test "migration: a call that an #if cuts, or that has no end, is named" {
	shelves
	migrate "$(cat rename)" <<'END'
int a(void)
{
	return shelf_add(
#ifdef CONFIG_B
			 a,
#else
			 b,
#endif
			 c);
}

int b(void)
{
	return shelf_add(a, b;
}
END
	[ "$status" -eq 2 ]
	[[ $stderr == *'an #if stands between the arguments'* ]]
	[[ $stderr == *'the call has no end'* ]]
	grep -q 'return shelf_add(a, b;' tree/drivers/a.c
}

@test "migration: the diff is what --in-place does, and JSON has the same edits" {
	shelves
	plant tree/drivers/a.c <<'END'
int a(void)
{
	return shelf_add(shelf_add(a, b), shelf_add(c, d)) + shelf_add(e, f);
}
END
	echo "shelf_add(shelf, book) -> shelf_put(book, shelf, GFP_KERNEL)" >rules
	cp -r tree place
	run -1 --separate-stderr guptidy convert --in-place --migration rules place/drivers
	[ "$stderr" = 'place/include/linux/shelf.h:7:5: left to you: no header in include/ declares shelf_put() with 3 arguments: add it; until then its calls are proved by their text alone' ]
	run -1 --separate-stderr guptidy convert --migration rules tree/drivers
	printf '%s\n' "$output" >diff
	run -1 --separate-stderr guptidy convert --migration rules --format=json tree/drivers
	printf '%s\n' "$output" >json
	cp -r tree patched
	patch -p1 -d patched <diff
	diff -r place patched
	python3 - <<'END'
import json
edits = json.load(open("json"))["edits"]
text = open("tree/drivers/a.c").read()
for edit in reversed(edits):
    offset = edit["offset"]
    assert text[offset:offset + len(edit["old"])] == edit["old"]
    text = text[:offset] + edit["new"] + text[offset + len(edit["old"]):]
assert text == open("place/drivers/a.c").read(), text
END
}

@test "migration: a call that would get a new complaint of the compiler stays" {
	shelves
	plant tree/include/linux/shelf.h <<'END'
struct shelf;
struct book;
int shelf_add(struct shelf *shelf, struct book *book);
int shelf_insert(struct book *book, struct shelf *shelf);
int shelf_sort(struct shelf *shelf, int how);
#define SHELF_UP 1
END
	plant tree/drivers/bad.c <<'END'
#include <linux/shelf.h>

int bad(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
END
	cp -r tree before
	run -1 --separate-stderr guptidy convert --in-place --migration rename tree/drivers
	diff -r before tree
	holds "$stderr" "drivers/bad.c:5:9: left to you: converted, the compiler would say of it: incompatible pointer types"
	# What was wrong before is no reason.
	sed -i 's/shelf_add(s, b)/shelf_add(b, s)/' tree/drivers/bad.c
	run -0 guptidy convert --in-place --migration rename tree/drivers
	echo "shelf_insert(a, b) -> shelf_sort(b, SHELF_UP | SHELF_DOWN)" >sort
	run -1 --separate-stderr guptidy convert --in-place --migration sort tree/drivers
	[[ $stderr == *"no header in include/ has SHELF_DOWN: add it"* ]]
	grep -q 'return shelf_sort(s, SHELF_UP | SHELF_DOWN);' tree/drivers/bad.c
}

# one_of_each: a migration with everything that the language has.
one_of_each()
{
	cat >rules <<'END'
book_move(NULL, name) -> book_drop(name)
book_move(a, name) -> left "say \"where\" to"
	where name != 0 && a == THIS_SHELF
book_move(a, b) -> book_put(b, &a->shelf, SHELF_FAST | `jiffies`)
	where result unused
book_move(a, b) -> book_take(a, b)
	where result used && b != NULL
pack(x, ...) -> unpack(..., x)
rename -> name
END
	plant tree/drivers/a.c <<'END'
int f(struct x *a)
{
	book_move(NULL, b);
	book_move(THIS_SHELF, b);
	book_move(THIS_SHELF, 0);
	book_move(a, b);
	if (a)
		book_move(a + 1, b | c);
	x = book_move(a, b);
	if (book_move(a, NULL))
		return 1;
	pack(1, 2, 3);
	pack(1);
	rename();
	return rename(rename(a, c), b);
}
END
}

@test "migration: --smpl prints what spatch takes in each mode, and does the same with" {
	command -v spatch >/dev/null || skip "spatch is not installed"
	one_of_each
	guptidy convert --migration rules --smpl >rules.cocci
	spatch --parse-cocci rules.cocci >/dev/null 2>&1
	for mode in patch context org report; do
		spatch --parse-cocci -D $mode rules.cocci >/dev/null 2>&1
	done
	cp tree/drivers/a.c by-spatch.c
	spatch --very-quiet --in-place --no-show-diff --cocci-file rules.cocci by-spatch.c
	run -1 --separate-stderr guptidy convert --in-place --migration rules tree
	[[ $stderr == *'drivers/a.c:4:2: left to you: say "where" to' ]]
	diff by-spatch.c tree/drivers/a.c
	one_of_each
	spatch --very-quiet -D report --cocci-file rules.cocci tree/drivers/a.c >report
	[ "$(grep -c becomes report)" -eq 10 ]
	grep -q 'a.c:4:1-10: say "where" to' report
}

@test "migration: --smpl of many arguments in expressions does not grow without end" {
	echo "f(a, b, c, d, e, g, h) -> k(a | X, b | X, c | X, d | X, e | X, g | X, h | X)" >rules
	guptidy convert --migration rules --smpl >rules.cocci
	[ "$(wc -l <rules.cocci)" -lt 100 ]
	grep -qF '+ k((a) | X, (b) | X,' rules.cocci
	# No mode asks what an argument is: the one that changes puts parentheses around all of them.
	[ "$(grep -cF 'f@p(a, b, c, d, e, g, h)' rules.cocci)" -eq 3 ]
}

@test "migration: a name that nobody has is no silence" {
	shelves
	echo "shelf_ad(shelf, book) -> shelf_insert(shelf, book)" >rules
	run -0 --separate-stderr guptidy convert --migration rules tree
	[ "$stderr" = 'rules: warning: nothing there names shelf_ad(); is it spelt as in the tree?' ]
}

@test "migration: options that do not go together are refused" {
	refused()
	{
		run -2 --separate-stderr guptidy convert "${@:2}" "$FIXTURES/linux-5.1"
		[ -z "$output" ]
		[[ $stderr == *"$1"* ]]
	}
	echo "a(b) -> c(b)" >rules
	refused "--smpl: needs --migration FILE" --smpl
	refused "--keep-effects: needs --migration FILE" --keep-effects
	refused "--migration and --to: each is a conversion of its own" --migration rules --to 6.12
	refused "--migration and --pin: each is a conversion of its own" --migration rules --pin
	refused "--migration FILE --smpl prints" --migration rules --engine=cocci
	refused "nothing is converted with --smpl" --migration rules --smpl --in-place
}

@test "migration: reconcile runs both engines, and says where they differ" {
	command -v spatch >/dev/null || skip "spatch is not installed"
	echo "book_move(a, b) -> book_put(b, a | SHELF_FAST, a)" >rules
	plant tree/a.c <<'END'
int f(struct x *a)
{
	book_move(a, b);	/* as it
				   should be */
	book_move(a ? b : c, d);
	book_move(get(), b);
	return 0;
}

int g(int (*book_move)(int, int))
{
	return book_move(1, 2);
}
END
	run -1 --separate-stderr guptidy reconcile --migration rules tree
	[ "$output" = 'tree/a.c:6:2: only cocci: clang: as it is cocci: `book_put(b, get() | SHELF_FAST, get())` [call]
tree/a.c:12:9: only cocci: clang: as it is cocci: `book_put(2, 1 | SHELF_FAST, 1)` [call]

      2  agreed
      0  only clang
      2  only cocci
      0  different text
      0  different meaning
      0  not seen by spatch' ]
	# Parentheses are put where they are needed, in --smpl as here.
	echo "book_move(a, b) -> book_put(a - 1, b | 1, -a)" >rules
	sed -i '/get/d; /book_move(1, 2)/d; s/a ? b : c/1 << a/; s/, d)/, x \& d)/' tree/a.c
	run -0 --separate-stderr guptidy reconcile --migration rules tree
	[[ $output == *'      2  agreed'* ]]
	guptidy convert --in-place --migration rules tree
	grep -q 'book_put((1 << a) - 1, (x & d) | 1, -(1 << a));' tree/a.c
	sed -i 's/book_put((1.*/book_move(a, book_move(b, c));/' tree/a.c
	run -2 --separate-stderr guptidy reconcile --migration rules tree
	[[ $stderr == *"cannot change calls that stand in calls of the same function"* ]]
}

@test "migration: those that come with guptidy are found by their names, and all of them can be read" {
	for file in "$ROOT"/migrations/*.migration; do
		name=$(basename "$file" .migration)
		guptidy convert --migration "$name" --smpl >"$name.cocci"
		grep -q "^| $name |" "$ROOT/docs/migrations.md"
		if command -v spatch >/dev/null; then
			spatch --parse-cocci "$name.cocci" >/dev/null 2>&1
		fi
	done
	run -2 --separate-stderr guptidy convert --migration class_creat "$FIXTURES/linux-5.1"
	[[ $stderr == "class_creat: there is no such file, and no migration of that name"* ]]
}

# smpl FILE: what --smpl prints of it is one that spatch takes.
smpl()
{
	guptidy convert --migration "$1" --smpl "$FIXTURES/linux-5.1" >rules.cocci
	spatch --parse-cocci rules.cocci >parsed 2>&1
}

@test "migration: nothing in the file, nor its name, becomes a script of spatch" {
	local end=$'\n' script='@initialize:python@'
	echo 'int f(int x) { return shelf_add(x, 1); }' >a.c
	cp a.c before.c

	# A comment with line ends, and one that would hide what stands behind it.
	echo "f(a, b) -> g(a, 1 + /*$end$script$end@@$end*/ b) " >comment
	smpl comment
	run ! grep "$script" rules.cocci
	echo "f(a, b) -> g(a, 1 + // one${end}b)" >comment
	smpl comment

	# The name of the file.
	echo "shelf_add(a, b) -> shelf_put(a, b)" >"x$end$script$end@@${end}import os; os.mkdir('planted')$end#"
	smpl x*
	run ! grep -x "$script" rules.cocci
	spatch --very-quiet --cocci-file rules.cocci -D patch a.c >diff
	grep -q '^+.*shelf_put(x, 1)' diff
	[ ! -e planted ]

	# A reason ends its string, or the rule.
	echo 'shelf_add(a, b) -> left "is `it` \"right\", a@b: @script:python@ @@ \\"' >reason
	guptidy convert --migration reason --smpl "$FIXTURES/linux-5.1" >rules.cocci
	spatch --very-quiet --cocci-file rules.cocci -D report a.c >said
	grep -qF 'is `it` "right", a@b: @script:python@ @@ \' said
}

@test "migration: a file that is too large, or no file, is not waited for" {
	head -c 66000 /dev/zero | tr '\0' x >large
	run -2 --separate-stderr guptidy convert --migration large "$FIXTURES/linux-5.1"
	holds "$stderr" "large: has more than 65536 bytes"
	mkfifo pipe
	for file in pipe /dev/zero "$FIXTURES"; do
		run -2 --separate-stderr timeout 20 "$GUPTIDY" convert --migration "$file" "$FIXTURES/linux-5.1"
		holds "$stderr" "$file: not a regular file"
	done
	run -2 --separate-stderr guptidy convert --migration ../migrations/strscpy "$FIXTURES/linux-5.1"
	holds "$stderr" "../migrations/strscpy: there is no such file"
}

# keeps WHY: stdin is a call's file that stays as it is, with that reason.
keeps()
{
	migrate "$(cat rename)"
	grep -q "shelf_add(s, b" tree/drivers/a.c
	run ! grep -q "shelf_insert(s, b" tree/drivers/a.c
	holds "$stderr" "left to you: becomes shelf_insert(), $1"
}

@test "migration: a new name that means something else there keeps the call" {
	shelves
	keeps "which is the name of a variable or parameter here" <<'END'
int a(struct shelf *s, struct book *b)
{
	int (*shelf_insert)(int) = other;

	return shelf_add(s, b) + shelf_insert(1);
}
END
	keeps "which is the name of a variable or parameter here" <<'END'
#define PUT(s, b, shelf_insert)	(shelf_add(s, b) + (shelf_insert))
END
	keeps "and this file has one of its own" <<'END'
static int shelf_insert(struct shelf *s, struct book *b)
{
	return 0;
}

int a(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
END
	keeps "and this file has one of its own" <<'END'
#define shelf_insert(x, y)	mine(x, y)

int a(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
END
	# A block that is closed, and a member, are in nobody's way.
	migrate "$(cat rename)" <<'END'
int a(struct shelf *s, struct book *b)
{
	if (s) {
		int shelf_insert = 1;

		use(shelf_insert);
	}
	return shelf_add(s, b) + s->shelf_insert;
}
END
	[ -z "$stderr" ]
	grep -q "shelf_insert(s, b) + s->shelf_insert" tree/drivers/a.c
}

@test "migration: a header beside the kernel's may give the new name another meaning" {
	local file='#include <linux/shelf.h>
#include "outer.h"

int a(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}'

	shelves
	plant tree/drivers/outer.h <<<'#include "deep/inner.h"'
	for inner in '#define shelf_insert(x) mine(x)' 'static inline int shelf_insert(int x) { return x; }' \
		     '#ifdef OLD
#define shelf_insert(x) mine(x)
#endif'; do
		plant tree/drivers/deep/inner.h <<<"$inner"
		keeps "and drivers/deep/inner.h has one of its own" <<<"$file"
	done
	# A use, a prototype of the kernel's own, and a header that nobody includes, say nothing.
	plant tree/drivers/other.h <<<'#define shelf_insert(x) mine(x)'
	plant tree/drivers/deep/inner.h <<'END'
#include "../outer.h"
int shelf_insert(struct shelf *shelf, struct book *book);
#define PUT(s, b) shelf_insert(s, b)
END
	migrate "$(cat rename)" <<<"$file"
	[ -z "$stderr" ]
	grep -q "return shelf_insert(s, b);" tree/drivers/a.c
	# What the kernel does not have is the header's to give.
	sed -i /shelf_insert/d tree/include/linux/shelf.h
	plant tree/drivers/deep/inner.h <<<'static inline int shelf_insert(struct shelf *s, struct book *b) { return 0; }'
	migrate "$(cat rename)" <<<"$file"
	grep -q "return shelf_insert(s, b);" tree/drivers/a.c
}

@test "migration: a driver alone has nobody but its own headers" {
	mkdir -p alone/include
	cat >alone/a.c <<'END'
#include "compat.h"

int a(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
END
	echo '#define shelf_insert(x) mine(x)' >alone/include/compat.h
	echo "shelf_add(s, b) -> shelf_insert(s, b)" >rules
	run -1 --separate-stderr guptidy convert --migration rules alone
	[ -z "$output" ]
	[[ $stderr == *"alone/include/compat.h has one of its own; convert it by hand"* ]]
}

@test "migration: a comment is not lost, and stands at no other argument than before" {
	shelves
	for rule in "shelf_add(shelf, book) -> shelf_insert(shelf)" "shelf_add(shelf, book) -> shelf_insert(book, shelf)"; do
		for call in "s, /* heavy */ b" "s, b /* heavy */"; do
			migrate "$rule" <<<"int a(struct shelf *s, struct book *b) { return shelf_add($call); }"
			grep -qF "shelf_add($call)" tree/drivers/a.c
			holds "$stderr" "comment"
		done
	done
	migrate "shelf_add(shelf, book) -> shelf_insert(shelf)" \
		<<<"int a(struct shelf *s, struct book *b) { return shelf_add(/* mine */ s, b); }"
	grep -qF "shelf_insert(/* mine */ s)" tree/drivers/a.c
}

# macros OLD NEW [LINE]: a tree whose headers define an old macro and a new one of (type, member) so, with LINE between.
macros()
{
	small_tree tree
	plant tree/include/linux/extent.h <<END
#ifndef _LINUX_EXTENT_H
#define _LINUX_EXTENT_H
${3-}
#define EXTENT$1
#endif
END
	plant tree/include/linux/span.h <<END
#ifndef _LINUX_SPAN_H
#define _LINUX_SPAN_H
#define span_of$2
#endif
END
	plant tree/drivers/a.c <<'END'
#include <linux/extent.h>

struct shelf {
	int books[4];
};

int a = EXTENT(struct shelf, books[0]);
END
	echo "EXTENT(type, member) -> span_of(type, member)" >rules
}

# asks STATUS: what becomes of the tree where there is no compiler: 1, it is converted; 2, one would have to be asked.
asks()
{
	(without_libclang && run "-$1" --separate-stderr guptidy convert --no-cache --migration rules tree)
}

@test "migration: macros that stand for the same text ask no compiler" {
	local include="#include <linux/span.h>"

	macros "(t, f) (sizeof(((t*)0)->f))" "(TYPE, MEMBER) sizeof((((TYPE *)0)->MEMBER))" "$include"
	asks 1
	# One is the other.
	macros "(t, f) (span_of(t, f))" "(t, f) sizeof(((t *)0)->f)"
	asks 1
	macros " span_of" "(t, f) sizeof(((t *)0)->f)"
	asks 1
	# The same words, but it is not seen; or not in every configuration.
	macros "(t, f) sizeof(((t *)0)->f)" "(t, f) sizeof(((t *)0)->f)"
	asks 2
	macros "(t, f) sizeof(((t *)0)->f)" "(t, f) sizeof(((t *)0)->f)" $'#ifdef CONFIG_SPAN\n'"$include"$'\n#endif'
	asks 2
	# Other words.
	macros "(t, f) sizeof(((t *)0)->f)" "(t, f) sizeof(((f *)0)->t)" "$include"
	asks 2
	macros "(t, f) sizeof(((t *)0)->f)" "(t, f) sizeof((((t) *)0)->f)" "$include"
	asks 2
	macros "(t, f) sizeof(((t *)0)->f)" "(t, f) sizeof(((t *)0)->f) + 0" "$include"
	asks 2
	macros "(t, f) (sizeof(t) + 0)" "(t, f) sizeof(t) + 0" "$include"
	asks 2
}

@test "migration: macros that take words as they are written are no others' stand-ins" {
	macros "(t, f) span_of(t, f)" "(t, f) sizeof(#t) + sizeof(((t *)0)->f)"
	asks 2
	macros " span_of" "(t, f) sizeof(#t) + sizeof(((t *)0)->f)"
	asks 1
	# What stands behind a call takes the index for its own.
	macros "(t, f) (sizeof(t))" "(t, f) sizeof(t)" "#include <linux/span.h>"
	asks 1
	sed -i 's/\(EXTENT(.*)\);/\1["text"];/' tree/drivers/a.c
	asks 2
}

@test "migration: a function that only another header declares is looked for by the compiler" {
	shelves
	sed -i '/shelf_insert/d' tree/include/linux/shelf.h
	plant tree/include/linux/put.h <<'END'
struct shelf;
struct book;
int shelf_insert(struct shelf *shelf, struct book *book);
END
	migrate "shelf_add(shelf, book) -> shelf_insert(shelf, book)" <<'END'
#include <linux/shelf.h>

int a(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
END
	holds "$stderr" "the compiler would say of it: call to undeclared function 'shelf_insert'"
	sed -i 's/^struct shelf;/#include <linux\/put.h>/' tree/include/linux/shelf.h
	asks 1
}

# What is precompiled is mm.h and the like, for more than a few files.
@test "migration: many files that do not include what declares the new function keep the old one" {
	shelves
	sed -i '/shelf_insert/d' tree/include/linux/shelf.h
	sed -i '/^struct page;/a struct shelf;\nstruct book;\nint shelf_insert(struct shelf *shelf, struct book *book);' \
		tree/include/linux/mm.h
	for i in 1 2 3 4 5 6 7; do
		plant tree/drivers/$i.c <<END
#include <linux/shelf.h>

int put_$i(struct shelf *s, struct book *b)
{
	return shelf_add(s, b);
}
END
	done
	sed -i '1i #include <linux/mm.h>' tree/drivers/7.c
	echo "shelf_add(shelf, book) -> shelf_insert(shelf, book)" >rules
	run -1 --separate-stderr guptidy convert --in-place --migration rules tree
	[ "$(grep -c "undeclared function 'shelf_insert'" <<<"$stderr")" -eq 6 ]
	[ "$(grep -l shelf_insert tree/drivers/*.c)" = tree/drivers/7.c ]
	# A driver's own header is no other's: whoever includes the kernel's sees all of it.
	mkdir tree/drivers/own
	mv tree/include/linux/shelf.h tree/drivers/own
	for i in 1 2 3 4 5 6; do
		sed 's/<linux.shelf.h>/"shelf.h"/' tree/drivers/$i.c >tree/drivers/own/$i.c
		rm tree/drivers/$i.c
	done
	sed -i 's/shelf_insert/shelf_add/; s/<linux.shelf.h>/"own\/shelf.h"/' tree/drivers/7.c
	run -1 --separate-stderr guptidy convert --no-cache --in-place --migration rules tree
	[ "$(grep -l shelf_insert tree/drivers/*.c tree/drivers/own/*.c)" = tree/drivers/7.c ]
	sed -i 's/shelf_insert/shelf_add/' tree/drivers/7.c
	run -1 --separate-stderr guptidy convert --no-cache --work work --in-place --migration rules tree
	[ "$(grep -l shelf_insert tree/drivers/*.c tree/drivers/own/*.c)" = tree/drivers/7.c ]
}

@test "migration: what the compiler proved is kept, until a header changes" {
	small_tree tree
	plant tree/include/linux/shelf.h <<'END'
#define shelf_add(shelf, book) shelf_insert(shelf, book)
#define shelf_put(shelf, book) shelf_insert((shelf), book)
int shelf_insert(void *shelf, void *book);
END
	plant tree/drivers/a.c <<'END'
#include <linux/shelf.h>

int a(void *s, void *b)
{
	return shelf_add(s, b);
}
END
	echo "shelf_add(shelf, book) -> shelf_put(shelf, book)" >rules
	find tree -type f -exec touch -d '1 minute ago' {} +
	run -1 --separate-stderr guptidy convert --migration rules tree
	first=$output
	holds "$first" "+	return shelf_put(s, b);"
	without_libclang
	run -1 --separate-stderr guptidy convert --migration rules tree
	[ "$output" = "$first" ]
	run -2 --separate-stderr guptidy convert --no-cache --migration rules tree
	unset LD_LIBRARY_PATH
	sed -i 's/^#define shelf_put.*/#define shelf_put(shelf, book) shelf_insert(nobody, book)/' tree/include/linux/shelf.h
	run -1 --separate-stderr guptidy convert --migration rules tree
	holds "$stderr" "drivers/a.c:5:9: left to you: converted, the compiler would say of it: use of undeclared identifier 'nobody'"
}

@test "migration: what the compiler minds keeps one call, and not the others of the file" {
	small_tree tree
	plant tree/include/linux/shelf.h <<'END'
struct shelf { int n; };
int shelf_add(void *shelf);
int shelf_put(int *n);
END
	plant tree/drivers/a.c <<'END'
#include <linux/shelf.h>

int a(struct shelf *s, void *v)
{
	if (shelf_add(s) < 0)
		return shelf_add(v);
	s->n = shelf_add(v);
	return s->n + shelf_add(s + shelf_add(s));
}
END
	echo 'shelf_add(shelf) -> shelf_put(&shelf->n)' >rules
	run -1 --separate-stderr guptidy convert --in-place --migration rules tree
	[ "$(sed -n 5,8p tree/drivers/a.c)" = '	if (shelf_put(&s->n) < 0)
		return shelf_add(v);
	s->n = shelf_add(v);
	return s->n + shelf_put(&(s + shelf_put(&s->n))->n);' ]
	[ "$(grep -c "left to you: converted, the compiler would say of it: member reference base type 'void'" <<<"$stderr")" = 2 ]
	run -1 --separate-stderr guptidy convert --migration rules tree
	[ -z "$output" ]
}

@test "migration: a line of several calls is broken between them" {
	shelves
	migrate "shelf_add(shelf, book) -> shelf_insert_sorted(shelf, book)" <<'END'
int several(struct shelf *a, struct shelf *b, struct book *book)
{
	int first = shelf_add(a, book), second = shelf_add(b, book), third;

	if (shelf_add(a, book) && shelf_add(b, book) && shelf_add(a, book))
		third = shelf_add(a, book) ? shelf_add(b, book) : third;
	for (; shelf_add(a, book); shelf_add(a, book->next_of_all_others))
		note(shelf_add(a, book), shelf_add(b, book), shelf_add(a, book), 0);
	if (book &&
	    shelf_add(a, book->next_of_all_others) && book->next_of_all_others)
		return 0;
	return shelf_add(a, book->next_of_all_others) || shelf_add(b, book);
}
END
	diff tree/drivers/a.c - <<'END'
int several(struct shelf *a, struct shelf *b, struct book *book)
{
	int first = shelf_insert_sorted(a, book),
	    second = shelf_insert_sorted(b, book), third;

	if (shelf_insert_sorted(a, book) &&
	    shelf_insert_sorted(b, book) && shelf_insert_sorted(a, book))
		third = shelf_insert_sorted(a, book) ?
			shelf_insert_sorted(b, book) : third;
	for (; shelf_insert_sorted(a, book);
	     shelf_insert_sorted(a, book->next_of_all_others))
		note(shelf_insert_sorted(a, book),
		     shelf_insert_sorted(b, book), shelf_insert_sorted(a, book),
		     0);
	if (book &&
	    shelf_insert_sorted(a, book->next_of_all_others) &&
	    book->next_of_all_others)
		return 0;
	return shelf_insert_sorted(a, book->next_of_all_others) ||
	       shelf_insert_sorted(b, book);
}
END
}

@test "migration: what stands beside a call breaks sooner than the call, at its loosest operator" {
	shelves
	migrate "shelf_add(shelf, book) -> shelf_insert_sorted(shelf, book, SHELF_BY_TITLE)" <<'END'
int beside(struct shelf *a, struct shelf *b, struct book *book, int n)
{
	struct pair pair = { shelf_add(a, book), shelf_add(b, book) };
	int sum = shelf_add(a, book) + shelf_add(b, book) + n;

	if (shelf_add(a, book) > 0 || shelf_add(b, book) < 0)
		n = book ? shelf_add(a, book) : -ENOENT;
	n ? (shelf_add(a, book), 0) : shelf_add(b, book->next);
	note(n, "one more of these", shelf_add(a, book));
	sum = shelf_add(a, book->of_them_all) + 1;
	for (n = 0; n < sum && shelf_add(a, book); n++)
		sum = n ? shelf_add(a, book->next) :
			  shelf_add(b, book->next);
	return sum && shelf_add(a, book->next) == n ? book->pages : sum;
}
END
	diff tree/drivers/a.c - <<'END'
int beside(struct shelf *a, struct shelf *b, struct book *book, int n)
{
	struct pair pair = { shelf_insert_sorted(a, book, SHELF_BY_TITLE),
			     shelf_insert_sorted(b, book, SHELF_BY_TITLE) };
	int sum = shelf_insert_sorted(a, book, SHELF_BY_TITLE) +
		  shelf_insert_sorted(b, book, SHELF_BY_TITLE) + n;

	if (shelf_insert_sorted(a, book, SHELF_BY_TITLE) > 0 ||
	    shelf_insert_sorted(b, book, SHELF_BY_TITLE) < 0)
		n = book ? shelf_insert_sorted(a, book, SHELF_BY_TITLE) :
		    -ENOENT;
	n ? (shelf_insert_sorted(a, book, SHELF_BY_TITLE), 0) :
		shelf_insert_sorted(b, book->next, SHELF_BY_TITLE);
	note(n, "one more of these",
	     shelf_insert_sorted(a, book, SHELF_BY_TITLE));
	sum = shelf_insert_sorted(a, book->of_them_all, SHELF_BY_TITLE) + 1;
	for (n = 0; n < sum && shelf_insert_sorted(a, book, SHELF_BY_TITLE);
	     n++)
		sum = n ? shelf_insert_sorted(a, book->next, SHELF_BY_TITLE) :
			  shelf_insert_sorted(b, book->next, SHELF_BY_TITLE);
	return sum && shelf_insert_sorted(a, book->next, SHELF_BY_TITLE) == n ?
	       book->pages : sum;
}
END
}

@test "migration: a call that is not converted stays aligned, where what stands in front of it changes" {
	shelves
	migrate "shelf_add(shelf, book) -> shelf_insert_sorted(shelf, book)" <<'END'
int left(struct shelf *a, struct shelf *b, struct book *book)
{
	int n = shelf_add(a, book) + shelf_count(b,
						 book);
	int first = shelf_add(a, book), second = shelf_count(a,
							     book);

	if (shelf_add(a, book) && shelf_count(b, shelf_size(a,
							    b),
					      book))
		note(shelf_add(a, book), shelf_count(b,
			book));
	return shelf_add(a, book) + shelf_add(a,
					      book) + (n -
						       first);
}
END
	diff tree/drivers/a.c - <<'END'
int left(struct shelf *a, struct shelf *b, struct book *book)
{
	int n = shelf_insert_sorted(a, book) + shelf_count(b,
							   book);
	int first = shelf_insert_sorted(a, book), second = shelf_count(a,
								       book);

	if (shelf_insert_sorted(a, book) && shelf_count(b, shelf_size(a,
								      b),
							book))
		note(shelf_insert_sorted(a, book), shelf_count(b,
			book));
	return shelf_insert_sorted(a, book) + shelf_insert_sorted(a,
								  book) + (n -
									   first);
}
END
}

@test "migration: a call with as many arguments as a new one, but a macro that brings others, is left" {
	shelves
	migrate "shelf_add(shelf, book) -> shelf_add(book)" <<'END'
#define BOTH	a, book
#define ONE	(a, book)
#define ADD(...)	shelf_add(__VA_ARGS__)
#define ADD_ALL(all...)	shelf_add(all)

int others(struct shelf *a, struct book *book)
{
	return shelf_add(BOTH) + shelf_add(book) + shelf_add(ONE);
}
END
	[ "$(grep -o ':[0-9]*:[0-9]*: left to you: passes 1 argument' <<<"$stderr" | cut -d: -f2 | tr '\n' ' ')" = '3 4 8 ' ]
	grep -qF 'return shelf_add(BOTH) + shelf_add(book) + shelf_add(ONE);' tree/drivers/a.c
}

@test "migration: a complaint about what a call gives stands beside the call" {
	small_tree tree
	plant tree/include/linux/shelf.h <<'END'
struct shelf { int n; };
struct book { struct shelf *on; };
#define shelf_of(book) (*(struct shelf **)&(book)->on)
#define shelf_at(book) ({ (book)->on; })
#define shelf_number(book) ((book)->on->n)
END
	plant tree/drivers/written.c <<'END'
#include <linux/shelf.h>

void written(struct book *b, struct shelf *s)
{
	shelf_of(b) = s;
}
END
	sed 's/shelf_of(b) = s/if (s == shelf_of(b))\n\t\treturn/' tree/drivers/written.c >tree/drivers/compared.c
	sed 's/shelf_of(b) = s/struct shelf *t = shelf_of(b)/' tree/drivers/written.c >tree/drivers/declared.c
	sed 's/shelf_of(b) = s/s = shelf_of(b)/' tree/drivers/written.c >tree/drivers/assigned.c
	echo 'shelf_of(book) -> shelf_at(book)' >rules
	run -1 --separate-stderr guptidy convert --migration rules tree
	holds "$stderr" "drivers/written.c:5:2: left to you: converted, the compiler would say of it: expression is not assignable"
	[ "$(grep -c '^+[^+]' <<<"$output")" = 3 ]
	printf '%s\n' '#include <linux/shelf.h>' '#define PUT(b, s) do { shelf_of(b) = s; } while (0)' >tree/drivers/macro.c
	plant tree/drivers/off.c <<'END'
#if 0
void off(struct book *b, struct shelf *s)
{
	shelf_of(b) = shelf_of(s->book);
}
#endif
END
	run -1 --separate-stderr guptidy convert --migration rules tree
	holds "$stderr" "drivers/macro.c:2:24: left to you: it is assigned to, or its address taken, and no compiler sees"
	holds "$stderr" "drivers/off.c:4:2: left to you: converted, the compiler would say of it: nothing, and it is assigned to, or its address taken"
	[ "$(grep -c '^+[^+]' <<<"$output")" = 4 ]
	printf '%s\n' '#include <linux/shelf.h>' '#define FILL(b, s) (*shelf_of(b) = *(s))' >tree/drivers/macro.c
	sed -i 's/shelf_of(b) = .*/*shelf_of(b) = *s;/' tree/drivers/off.c
	run -0 --separate-stderr guptidy convert --migration rules tree/drivers/macro.c tree/drivers/off.c
	holds "$output" '+#define FILL(b, s) (*shelf_at(b) = *(s))'
	holds "$output" '+	*shelf_at(b) = *s;'
	rm tree/drivers/macro.c tree/drivers/off.c
	plant tree/drivers/blind.c <<'END'
#include <linux/shelf.h>
#define AT ((struct book *)mapped(NOWHERE))
#define COPY(b, s) do { (shelf_of(b)) = s; shelf_of(b).n = 1; shelf_of(b).a[0].n++; } while (0)
#define WHERE(b) use(1 & shelf_of(b), (void *)(long *)&shelf_of(b), shelf_of(b)->n = 1, shelf_of(b)[0] = *s, (shelf_of(b)), f(shelf_of(b)) = 1)

static struct nowhere file_wide;

void constant(struct shelf *s)
{
	shelf_of(AT) = shelf_of(AT);
}

void value(struct book *b)
{
	shelf_of(b) = NOWHERE;
}

void object(struct shelf *s)
{
	struct nowhere b;

	shelf_of(&b) = s;
}

void whole_file(struct shelf *s)
{
	shelf_of(&file_wide) = s;
}
END
	run -1 --separate-stderr guptidy convert --migration rules tree/drivers/blind.c
	[ "$(grep -c "left to you: it is assigned to, or its address taken, and no" <<<"$stderr")" = 4 ]
	for line in 3:26 3:44 3:63 4:56; do
		grep -q "blind.c:$line: left to you: it is" <<<"$stderr"
	done
	[ "$(grep -c "say of it: \(expression is not\|nothing, and\)" <<<"$stderr")" = 5 ]
	run ! grep -E '^\+.*shelf_at.* = (s|NOW|shelf)|^\+#define COPY' <<<"$output"
	rm tree/drivers/blind.c
	echo 'shelf_of(book) -> shelf_number(book)' >rules
	run -1 --separate-stderr guptidy convert --migration rules tree
	[ "$(grep -c "pointer to integer\|integer to pointer\|between pointer and integer" <<<"$stderr")" = 4 ]
	[ -z "$output" ]
}

@test "migration: a call that clang can make nothing of is not written" {
	small_tree tree
	plant tree/include/linux/shelf.h <<'END'
struct shelf { int n; };
int shelf_add(void *shelf);
int shelf_put(int *n);
END
	plant tree/drivers/a.c <<'END'
#include <linux/shelf.h>

int a(struct shelf *s, void *v)
{
	return shelf_add(s);
}
END
	sed 's/(s)/(v)/' tree/drivers/a.c >tree/drivers/b.c
	echo 'shelf_add(shelf) -> shelf_put(&shelf->n)' >rules
	run -1 --separate-stderr guptidy convert --in-place --migration rules tree
	holds "$stderr" "drivers/b.c:5:9: left to you: converted, the compiler would say of it: member reference base type 'void'"
	grep -q 'shelf_put(&s->n)' tree/drivers/a.c
	grep -q 'shelf_add(v)' tree/drivers/b.c
}

@test "migration: the family's own are those of the tables, and their semantic patches those of the migrations" {
	names=$("$ROOT/build/migrations-generate")
	[ "$(ls "$ROOT"/migrations/gup_*.migration | sed 's|.*/||; s/\.migration$//')" = "$(sort <<<"$names")" ]
	[ "$(ls "$ROOT/cocci/migrations" | sed 's/\.cocci$//')" = "$(sort <<<"$names")" ]
	for name in $names; do
		"$ROOT/build/migrations-generate" "$name" | diff -u "$ROOT/migrations/$name.migration" -
		guptidy convert --migration "$ROOT/migrations/$name.migration" --smpl |
			diff -u "$ROOT/cocci/migrations/$name.cocci" -
	done
}

@test "migration: a driver of the oldest family goes up by releases, as both engines say" {
	small_tree tree
	plant tree/drivers/a.c <<'END'
int a(unsigned long start, int rw, struct page **pages)
{
	int n;

	n = get_user_pages(current, current->mm, start, 1, rw, 0, pages, NULL);
	n += get_user_pages(current, current->mm, start, 1, 1, rw == 2, pages, NULL);
	return n + get_user_pages(tsk, mm, start, 1, rw, 1, pages, NULL);
}
END
	for name in gup_current gup_flags gup_locked gup_tsk gup_vmas; do
		run -0 --separate-stderr guptidy reconcile --migration "$name" tree
		run --separate-stderr guptidy convert --in-place --migration "$name" tree
	done
	diff -u - <(sed -n 5,10p tree/drivers/a.c) <<'END'
	n = get_user_pages(start, 1, rw ? FOLL_WRITE : 0, pages);
	n += get_user_pages(start, 1, FOLL_WRITE | (rw == 2 ? FOLL_FORCE : 0),
			    pages);
	return n + get_user_pages_remote(mm, start, 1,
					 (rw ? FOLL_WRITE : 0) | FOLL_FORCE,
					 pages, NULL);
END
}

@test "migration: a macro is expanded before a parenthesis, whatever variable has its name" {
	shelves
	echo '#define shelf_of(book) ((book)->on)' >>tree/include/linux/shelf.h
	plant tree/drivers/own.h <<<'#define own_of(book) ((book)->on)'
	plant tree/drivers/a.c <<'END'
#include <linux/shelf.h>
#include "own.h"

int parameter(struct book *b, struct shelf *shelf_of)
{
	shelf_of = shelf_of(b);
	return shelf_of->n;
}

int variable(struct book *b)
{
	struct shelf *shelf_of = shelf_of(b), *own_of;

	own_of = own_of(b);
	return shelf_of->n + own_of->n;
}

int hidden(struct shelf *s, int (*shelf_add)(struct shelf *))
{
	return shelf_add(s);
}
END
	cp tree/drivers/a.c before
	for old in shelf_of own_of; do
		echo "$old(book) -> shelf_at(book)" >>rules
	done
	echo "shelf_add(shelf) -> shelf_put(shelf)" >>rules
	run -1 --separate-stderr guptidy convert --migration rules --in-place tree
	for place in 6:13 12:27; do
		holds "$stderr" "drivers/a.c:$place: left to you: shelf_of is a variable or parameter here, and its call"
	done
	holds "$stderr" "drivers/a.c:14:11: left to you: own_of is a variable or parameter here, and its call the macro's of drivers/own.h"
	run ! grep "a.c:20" <<<"$stderr"
	cmp before tree/drivers/a.c
	plant tree/drivers/b.c <<'END'
#define shelf_of(book) ((book)->shelf)

struct shelf *b(struct book *b)
{
	struct shelf *shelf_of;

	return shelf_of(b);
}
END
	run -1 --separate-stderr guptidy convert --migration rules tree/drivers/b.c
	run ! grep "b.c:7" <<<"$stderr"
}

@test "migration: a name in a comment of a function's body is no variable" {
	shelves
	plant tree/drivers/a.c <<'END'
int a(struct shelf *s, struct book *b)
{
	/* shelf_add() does the work, "shelf_add" is its name */
	say("shelf_add");
	return shelf_add(s, b);
}
END
	# Whatever lies in memory that nobody has written to.
	for byte in 0 1 90 255; do
		MALLOC_PERTURB_=$byte run --separate-stderr guptidy convert --migration rename tree/drivers
		[ "$status" -eq 1 ]
		holds "$output" "+	return shelf_insert(s, b);"
	done
}

@test "a name in a string is no variable of the function around it" {
	small_tree tree
	plant tree/drivers/loud.c <<'END'
int loud(int n)
{
	int r = old_name(1);

	if (n)
		pr_err("old_name failed: %d\n", r);
	return r;
}
END
	echo 'old_name(a) -> new_name(a)' >m.migration
	MALLOC_PERTURB_=170 run -1 guptidy convert --migration m.migration tree
	holds "$output" '+	int r = new_name(1);'
	holds "$output" 'loud.c:6:'
}

@test "migration: expressions on the left side, as both engines see them" {
	small_tree tree
	plant tree/drivers/a.c <<'END'
void a(struct mm *mm, struct vma *vma, int n)
{
	down_read(&mm->sem);
	down_read(&vma->mm->sem);
	down_read(&mm->other);
	p = alloc(n * sizeof(*p), FLAGS);
	p = alloc((n + 1) * sizeof(*p), FLAGS);
	p = alloc(n + sizeof(*p), FLAGS);
	up_read(&mm->sem);
}
END
	printf '%s\n' 'down_read(&mm->sem) -> mmap_read_lock(mm)' 'up_read(&mm->sem) -> mmap_read_unlock(mm)' \
		'alloc(n * size, flags) -> alloc_array(n, size, flags)' >rules
	# spatch keeps the parentheses of (n + 1).
	run -1 guptidy reconcile --migration rules tree
	holds "$output" '6  agreed'
	holds "$output" '1  different text'
	holds "$output" '0  different meaning'
	run --separate-stderr guptidy convert --in-place --migration rules tree
	lacks "$stderr" goes
	diff -u - tree/drivers/a.c <<'END'
void a(struct mm *mm, struct vma *vma, int n)
{
	mmap_read_lock(mm);
	mmap_read_lock(vma->mm);
	down_read(&mm->other);
	p = alloc_array(n, sizeof(*p), FLAGS);
	p = alloc_array(n + 1, sizeof(*p), FLAGS);
	p = alloc(n + sizeof(*p), FLAGS);
	mmap_read_unlock(mm);
}
END
}

@test "migration: a macro that would be defined as itself is left, with its call" {
	small_tree tree
	plant tree/include/linux/shelf.h <<'EOF'
struct shelf { int n; };
static inline int shelf_pad_width(struct shelf *s, int i)
{
	return s->n + i;
}
#define shelf_try_width(s, i) \
	shelf_pad_width(s, i)
EOF
	printf '%s\n' 'shelf_try_width(s, i) -> shelf_width(i)' 'shelf_pad_width(s, i) -> shelf_width(i)' >rules
	run --separate-stderr guptidy convert --migration rules tree
	[ "$status" -eq 1 ]
	holds "$stderr" "stands in shelf_try_width() itself, which would call itself"
	[[ $output != *'+#define shelf_width('* ]]
}
