#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# Declarations, definitions and what hangs on them, which follow the calls of a migration.
load common

# shop: a small tree that declares, defines, exports and calls lamp_set().
shop()
{
	small_tree tree
	plant tree/include/linux/lamp.h <<'END'
#ifndef _LINUX_LAMP_H
#define _LINUX_LAMP_H

struct lamp;

int lamp_set(struct lamp *lamp, int brightness,
	     unsigned int flags);

#endif
END
	plant tree/lib/lamp.c <<'END'
#include <linux/lamp.h>

/**
 * lamp_set() - makes a lamp bright
 * @lamp: the lamp
 * @brightness: as many per cent
 * @flags: has had no meaning
 *         for years
 *
 * Unlike lamp_set_all(), lamp_set() knows one lamp.
 */
int lamp_set(struct lamp *lamp, int brightness,
	     unsigned int flags)
{
	return lamp && brightness;
}
EXPORT_SYMBOL_GPL(lamp_set);
END
	plant tree/drivers/a.c <<'END'
#include <linux/lamp.h>

int a(struct lamp *lamp)
{
	return lamp_set(lamp, 100, 0);
}
END
}

# follow RULES: converts all of the tree in place.
follow()
{
	echo "$1" >rules
	run --separate-stderr guptidy convert --in-place --migration rules tree
}

# no_diff FILE: the tree's file is what stdin has.
is()
{
	diff -u "$1" -
}

@test "follow: a new name goes to prototype, definition, kernel-doc and export" {
	shop
	follow "lamp_set -> lamp_brighten"
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	is <(sed -n 6,7p tree/include/linux/lamp.h) <<'END'
int lamp_brighten(struct lamp *lamp, int brightness,
		  unsigned int flags);
END
	is <(sed -n '3,4p;9,18p' tree/lib/lamp.c) <<'END'
/**
 * lamp_brighten() - makes a lamp bright
 *
 * Unlike lamp_set_all(), lamp_brighten() knows one lamp.
 */
int lamp_brighten(struct lamp *lamp, int brightness,
		  unsigned int flags)
{
	return lamp && brightness;
}
EXPORT_SYMBOL_GPL(lamp_brighten);
END
	grep -q 'lamp_brighten(lamp, 100, 0)' tree/drivers/a.c
	cp -r tree once
	run --separate-stderr guptidy convert --in-place --migration rules tree
	diff -r once tree
}

@test "follow: a parameter that no body uses goes, with what the kernel-doc says of it" {
	shop
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	grep -qx 'int lamp_set(struct lamp \*lamp, int brightness);' tree/include/linux/lamp.h
	is <(sed -n 3,15p tree/lib/lamp.c) <<'END'
/**
 * lamp_set() - makes a lamp bright
 * @lamp: the lamp
 * @brightness: as many per cent
 *
 * Unlike lamp_set_all(), lamp_set() knows one lamp.
 */
int lamp_set(struct lamp *lamp, int brightness)
{
	return lamp && brightness;
}
EXPORT_SYMBOL_GPL(lamp_set);
END
	cp -r tree once
	run --separate-stderr guptidy convert --in-place --migration rules tree
	diff -r once tree
}

@test "follow: parameters change their places, and all may go" {
	shop
	follow "lamp_set(lamp, brightness, flags) -> lamp_brighten(flags, lamp, brightness)"
	[ "$status" -eq 0 ]
	grep -q '^int lamp_brighten(unsigned int flags, struct lamp \*lamp,' tree/include/linux/lamp.h
	small_tree tree
	plant tree/lib/count.c <<'END'
int count(int unused)
{
	return 1;
}

int twice(void)
{
	return count(1) + count(2);
}
END
	follow "count(unused) -> count()"
	[ "$status" -eq 0 ]
	grep -qx 'int count(void)' tree/lib/count.c
	grep -q 'count() + count()' tree/lib/count.c
}

@test "follow: a name that somebody has already is left to who has it" {
	shop
	echo 'int lamp_brighten(struct lamp *lamp, int brightness, unsigned int flags);' >>tree/include/linux/lamp.h
	follow "lamp_set -> lamp_brighten"
	[ "$status" -eq 1 ]
	holds "$stderr" "lib/lamp.c:12:5: left to you: lamp_set() goes: remove its definition once no caller is left"
	holds "$stderr" "include/linux/lamp.h:6:5: left to you: lamp_set() goes: remove its prototype once no caller is left"
	grep -q '^int lamp_set' tree/lib/lamp.c
	# Also where no header says so, in a file that does not name the old one.
	shop
	plant tree/drivers/b.c <<<'static int lamp_brighten(int b) { return b; }'
	follow "lamp_set -> lamp_brighten"
	grep -q '^int lamp_set' tree/lib/lamp.c
}

@test "follow: nothing is declared anew where one place cannot follow, and each says why" {
	shop
	sed -i 's/return lamp/return flags || lamp/' tree/lib/lamp.c
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	[ "$status" -eq 1 ]
	why='by hand, as lib/lamp.c:12: line 15 uses `flags`, which goes'
	holds "$stderr" "include/linux/lamp.h:6:5: left to you: the calls of lamp_set() change: change its prototype with them $why"
	holds "$stderr" "lib/lamp.c:12:5: left to you: the calls of lamp_set() change: change its definition with them $why"
	grep -q 'lamp_set(lamp, 100)' tree/drivers/a.c
	grep -q 'unsigned int flags)' tree/lib/lamp.c
	grep -q '@flags' tree/lib/lamp.c

	# A macro that the body uses, an attribute that counts, another number of parameters, an address.
	shop
	sed -i -e '2i #define IS_ODD() (flags \& 1)' -e 's/return lamp/return IS_ODD() || lamp/' tree/lib/lamp.c
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	holds "$stderr" "as lib/lamp.c:13: a macro that it uses names \`flags\`, which goes"
	shop
	sed -i 's/^int lamp_set/__printf(2, 3) &/' tree/include/linux/lamp.h
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	holds "$stderr" "as include/linux/lamp.h:6: an attribute counts its parameters"
	shop
	plant tree/drivers/b.c <<<'extern int lamp_set(void);'
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	holds "$stderr" "as drivers/b.c:1: it has 0 parameters here, and the rules have 3"
	shop
	plant tree/drivers/b.c <<<'int (*set)(struct lamp *, int, unsigned int) = lamp_set;'
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	holds "$stderr" "as drivers/b.c:1: what calls it here without its name would pass the old arguments"
	grep -q 'unsigned int flags)' tree/lib/lamp.c
}

@test "follow: rules that ask, or that make arguments, declare nothing" {
	for rules in "lamp_set(lamp, brightness, 0) -> lamp_set(lamp, brightness)" \
		     "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness, flags, NULL)" \
		     "lamp_set(lamp, 100, flags) -> lamp_light(lamp, flags)
lamp_set(lamp, brightness, flags) -> lamp_dim(lamp, brightness, flags)"; do
		shop
		cp -r tree/lib lib
		follow "$rules"
		[ "$status" -eq 1 ]
		diff -r lib tree/lib
		rm -r lib
	done
	# What is asked of a parameter that goes is answered, if a person looks at all other calls.
	shop
	follow "lamp_set(lamp, brightness, 0) -> lamp_set(lamp, brightness)
lamp_set(lamp, brightness, flags) -> left \"which flags?\""
	[ "$status" -eq 0 ]
	grep -q '^int lamp_set(struct lamp \*lamp, int brightness);' tree/include/linux/lamp.h
}

@test "follow: of a function that stays, as no rule takes all of its calls, nothing is said" {
	shop
	plant tree/drivers/b.c <<<'int (*set)(struct lamp *, int, unsigned int) = lamp_set; /* lamp_set() */'
	follow "lamp_set(lamp, 100, flags) -> lamp_light(lamp, flags)"
	[ "$stderr" = "tree/include/linux/lamp.h:6:5: left to you: no header in include/ declares lamp_light() with 2 arguments: add it; until then its calls are proved by their text alone" ]
	grep -q 'lamp_light(lamp, 0)' tree/drivers/a.c
}

@test "follow: addresses get a new name, but not where a macro may make another one of it" {
	shop
	plant tree/drivers/b.c <<'END'
#include <linux/lamp.h>

struct lamp_ops {
	int (*set)(struct lamp *, int, unsigned int);
} ops = {
	.set = lamp_set,
};
END
	follow "lamp_set -> lamp_brighten"
	[ "$status" -eq 0 ]
	grep -q '.set = lamp_brighten,' tree/drivers/b.c
	shop
	plant tree/drivers/b.c <<<'struct entry e = { ENTRY(lamp_set) };'
	follow "lamp_set -> lamp_brighten"
	holds "$stderr" "as drivers/b.c:1: a macro may make another name of it here"
	grep -q '^int lamp_set' tree/lib/lamp.c
}

@test "follow: macros, and what is static in a header, follow one by one" {
	small_tree tree
	plant tree/arch/x86/include/asm/lamp.h <<'END'
#define lamp_ok(kind, lamp)		\
	(!!(lamp))
END
	plant tree/arch/arm/include/asm/lamp.h <<'END'
static inline int lamp_ok(int kind, struct lamp *lamp)
{
	return kind && lamp;
}
END
	plant tree/drivers/a.c <<'END'
#include <asm/lamp.h>

int a(void *lamp)
{
	return lamp_ok(1, lamp);
}
END
	follow "lamp_ok(kind, lamp) -> lamp_ok(lamp)"
	[ "$stderr" = "tree/arch/arm/include/asm/lamp.h:1:19: left to you: the calls of lamp_ok() change: change its definition with them by hand, as line 3 uses \`kind\`, which goes" ]
	is tree/arch/x86/include/asm/lamp.h <<'END'
#define lamp_ok(lamp)			\
	(!!(lamp))
END
	grep -q 'lamp_ok(lamp);' tree/drivers/a.c
}

@test "follow: a function that is declared in a body is meant, and so are its calls there" {
	shop
	plant tree/drivers/b.c <<'END'
int b(struct lamp *lamp)
{
	extern int lamp_set(struct lamp *lamp, int brightness, unsigned int flags);

	return lamp_set(lamp, 1, 2);
}
END
	follow "lamp_set(lamp, brightness, flags) -> lamp_brighten(lamp, brightness)"
	[ "$status" -eq 0 ]
	is tree/drivers/b.c <<'END'
int b(struct lamp *lamp)
{
	extern int lamp_brighten(struct lamp *lamp, int brightness);

	return lamp_brighten(lamp, 1);
}
END
}

@test "follow: a part of the tree declares nothing anew" {
	shop
	echo "lamp_set -> lamp_brighten" >rules
	run -1 --separate-stderr guptidy convert --migration rules tree/lib tree/include
	[ -z "$output" ]
	holds "$stderr" "by hand, as only a part of the tree was asked for"
}

@test "follow: a driver outside of the tree, if its whole folder is asked for" {
	plant driver/lamp.h <<<'int lamp_set(int brightness, int flags);'
	plant driver/lamp.c <<'END'
#include "lamp.h"

int lamp_set(int brightness, int flags)
{
	return brightness;
}
END
	plant driver/use.c <<'END'
#include "lamp.h"

int use(void)
{
	return lamp_set(1, 2);
}
END
	echo 'lamp_set(brightness, flags) -> lamp_brighten(brightness)' >rules
	small_tree kernel
	for kernel in '' --kernel=kernel; do
		rm -rf copy
		cp -r driver copy
		run --separate-stderr guptidy convert $kernel --in-place --migration rules copy/lamp.c
		holds "$stderr" "as only a part of the tree was asked for"
		diff -r driver copy
		run --separate-stderr guptidy convert $kernel --in-place --migration rules copy
		[ "$(cat copy/lamp.h)" = 'int lamp_brighten(int brightness);' ]
		grep -qx 'int lamp_brighten(int brightness)' copy/lamp.c
		grep -q 'lamp_brighten(1);' copy/use.c
	done
}

# rows RULES: of what the shop has, a function and two macros that only pass on what the rules take from them.
rows()
{
	shop
	plant tree/include/linux/row.h <<'END'
#include <linux/lamp.h>

int row_set(struct lamp *lamp, int brightness, unsigned int flags);

#define row_on(lamp, flags) \
	(row_set(lamp, 100, flags) || lamp_set(lamp, 100, flags))
END
	plant tree/lib/row.c <<'END'
#include <linux/row.h>

int row_set(struct lamp *lamp, int brightness, unsigned int flags)
{
	int error = lamp_set(lamp, brightness, (flags));

	return error ? error : row_set(lamp, lamp_set(lamp, 1, flags), flags);
}
END
	plant tree/drivers/row.c <<'END'
#include <linux/row.h>

int row(struct lamp *lamp, int brightness, unsigned int flags)
{
	return row_on(lamp, flags) || row_set(lamp, brightness, flags);
}
END
	rules="lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)
row_set(lamp, brightness, flags) -> row_set(lamp, brightness)
row_on(lamp, flags) -> row_on(lamp)"
}

@test "follow: a parameter that is only passed on goes where that argument goes" {
	rows
	follow "$rules"
	[ "$status" -eq 0 ]
	is <(tail -n +3 tree/include/linux/row.h) <<'END'
int row_set(struct lamp *lamp, int brightness);

#define row_on(lamp) \
	(row_set(lamp, 100) || lamp_set(lamp, 100))
END
	is <(tail -n +3 tree/lib/row.c) <<'END'
int row_set(struct lamp *lamp, int brightness)
{
	int error = lamp_set(lamp, brightness);

	return error ? error : row_set(lamp, lamp_set(lamp, 1));
}
END
	grep -q 'return row_on(lamp) || row_set(lamp, brightness);' tree/drivers/row.c
}

@test "follow: a parameter that is passed on stays where a call of it stays" {
	rows
	sed -i 's|(flags))|flags /* of old */)|' tree/lib/row.c
	follow "$rules"
	[ "$status" -eq 1 ]
	grep -q 'row_set(struct lamp \*lamp, int brightness, unsigned int flags)' tree/lib/row.c tree/include/linux/row.h
	grep -q '#define row_on(lamp) ' tree/include/linux/row.h
	holds "$stderr" "lib/row.c:3:5: left to you: the calls of row_set() change: change its definition with them by hand, as lib/row.c: it could not be proved by its text"
}

@test "follow: what the comment still says of a parameter is named" {
	shop
	sed -i 's/knows one lamp/knows one lamp, and @flags/' tree/lib/lamp.c
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	[ "$stderr" = "tree/lib/lamp.c:12:5: left to you: the comment of lamp_set() speaks of @flags, which is no parameter any more" ]
}

@test "follow: what the compiler alone sees takes all of it back" {
	shop
	plant tree/include/linux/odd.h <<<'#define is_odd() (flags & 1)'
	sed -i -e '2i #include <linux/odd.h>' -e 's/return lamp/return is_odd() || lamp/' tree/lib/lamp.c
	follow "lamp_set(lamp, brightness, flags) -> lamp_set(lamp, brightness)"
	[ "$status" -eq 1 ]
	why="by hand, as lib/lamp.c: line 13: use of undeclared identifier 'flags'"
	holds "$stderr" "include/linux/lamp.h:6:5: left to you: the calls of lamp_set() change: change its prototype with them $why"
	grep -q 'unsigned int flags' tree/include/linux/lamp.h
	grep -q 'lamp_set(lamp, 100)' tree/drivers/a.c
}
