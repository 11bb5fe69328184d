#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# convert --series: the tree compiles after each patch, and with --bridge callers need not go with what they call.
load common
load series

# frob_tree: functions of lib/, which callers in three areas get from a header.
frob_tree()
{
	setup_git
	plant tree/Makefile <<'END'
VERSION = 6
PATCHLEVEL = 6
SUBLEVEL = 0
EXTRAVERSION =
END
	plant tree/include/linux/things.h <<'END'
/* What does things. */
#ifndef _LINUX_THINGS_H
#define _LINUX_THINGS_H

#ifdef CONFIG_NO_FROB
static inline int frob(void *owner, const char *name)
{
	return name != 0;
}
#else
int frob(void *owner, const char *name);
#endif

int frob_each(int n, const char *name, long how);
int frob_old(const char *name);

#endif
END
	plant tree/lib/things.c <<'END'
#include <linux/things.h>

#ifndef CONFIG_NO_FROB
int frob(void *owner, const char *name)
{
	return name != 0;
}
EXPORT_SYMBOL(frob);
#endif

int frob_each(int n, const char *name, long how)
{
	while (n--)
		how += frob((void *)0, name);
	return (int)how;
}
EXPORT_SYMBOL(frob_each);
END
	for area in one two three; do
		plant tree/drivers/$area/$area.c <<END
#include <linux/things.h>

int $area(void)
{
	return frob(0, "$area") + frob_each(2, "$area", frob(0, "more"));
}
END
	done
	printf '%s DRIVER\nM:\tA <a@example.org>\nF:\tdrivers/%s/\n\n' one one two two three three >tree/MAINTAINERS
	printf 'LIB\nM:\tL <l@example.org>\nF:\tlib/\nF:\tinclude/linux/things.h\n' >>tree/MAINTAINERS
	commit tree
	cp -r tree converted
}

# compiles TREE: each C file, with and without the configuration.
compiles()
{
	local file option

	for file in $(find "$1" -name '*.c'); do
		for option in -DCONFIG_FROB -DCONFIG_NO_FROB; do
			cc -fsyntax-only -Wall -Werror -Wno-unused -Wno-implicit-function-declaration \
				'-DEXPORT_SYMBOL(name)=extern int exported' $option -I "$1/include" "$file" || {
				echo "does not compile: $file"
				return 1
			}
		done
	done
}

# each_compiles TREE DIR: after each patch; and the end is what --in-place gives.
each_compiles()
{
	local patch

	compiles "$1"
	for patch in "$2"/*.patch; do
		[[ $patch == *cover-letter* ]] || git -C "$1" am -q "$PWD/$patch"
		compiles "$1" || {
			echo "behind $patch"
			return 1
		}
	done
	diff -r -x .git "$1" converted
}

@test "a function that changes with its callers: one patch, and the tree compiles" {
	frob_tree
	echo 'frob(owner, name) -> frob(name)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration
	[ "$(wc -l <written)" -eq 2 ]
	each_compiles tree out
}

@test "--bridge: both kinds of calls compile from the first patch to the last, one area after the other" {
	frob_tree
	echo 'frob(owner, name) -> frob(name)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration --bridge --branch topic
	[ "$(wc -l <written)" -eq 6 ]
	[ ! -s left ]
	holds "$(cat out/0001-*)" 'Until the last patch of this series a macro takes both kinds of calls'
	holds "$(cat out/0001-*)" '+#define frob_bridge_old(_1, _2) (frob)(_2)'
	holds "$(unfolded out/0005-*)" '[PATCH 5/5] things: take only the new calls of frob()'
	lacks "$(cat out/0000-*)" 'things.h | 9'
	each_compiles tree out
	git -C tree diff --quiet topic main
}

@test "--bridge: a new name is the old one until the last patch" {
	frob_tree
	printf '%s\n' 'frob_each(n, name, how) -> frob_all(name, n, how)' 'frob(owner, name) -> frob_it(owner, name)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration --bridge
	[ "$(wc -l <written)" -eq 6 ]
	holds "$(cat out/0001-*)" '+#define frob_each(_1, _2, _3) frob_all(_2, _1, _3)'
	holds "$(cat out/0001-*)" '+#define frob frob_it'
	holds "$(unfolded out/0005-*)" '[PATCH 5/5] things: remove 2 old names'
	each_compiles tree out
}

@test "--bridge: a macro goes on under its old name, and namesakes are none of it" {
	frob_tree
	sed -i 's/^int frob_old.*/#ifdef CONFIG_FROB\n#define frob_of(at, type) \\\n\t({ type *of_ = (at); *of_; })\n#else\n#define frob_of(at, type) (*(type *)(at))\n#endif/' \
		tree/include/linux/things.h
	for area in one two; do
		printf 'int %s_of(int *at)\n{\n\treturn frob_of(at, int);\n}\n\nint %s_more(int frob_of)\n{\n\treturn frob_of;\n}\n' \
			$area $area >>tree/drivers/$area/$area.c
	done
	git -C tree commit -qam macro
	rm -rf converted
	cp -r tree converted
	echo 'frob_of(at, type) -> frob_get(type, at)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration --bridge
	[ "$(wc -l <written)" -eq 5 ]
	holds "$(cat out/0001-*)" '+#define frob_of(_1, _2) frob_get(_2, _1)'
	holds "$(cat out/0001-*)" 'Until the last patch of this series a macro takes both kinds of calls'
	holds "$(unfolded out/0004-*)" '[PATCH 4/4] things: remove frob_of()'
	each_compiles tree out
}

@test "--bridge: macros that cannot have one, and why" {
	frob_tree
	sed -i 's/^int frob_old.*/#define frob_of(at, more) ((at) + (more))\n#define frob_name(at) #at/' tree/include/linux/things.h
	for area in one two; do
		printf 'const char *%s_of(int at)\n{\n\treturn frob_name(at) + frob_of(at, 1);\n}\n' $area \
			>>tree/drivers/$area/$area.c
	done
	printf '%s\n' 'frob_of(at, more) -> frob_of(at)' 'frob_name(at) -> frob_word(at)' >m.migration
	series tree out --migration m.migration --bridge
	holds "$(cat left)" '--bridge: frob_name() gets none, as it is a macro that makes names or strings of its arguments'
	holds "$(cat left)" '--bridge: frob_of() gets none, as what declares it is left to you: one patch has all'
}

@test "--bridge: where no macro can tell, one patch has all, and stderr says why" {
	setup_git
	two_areas
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	series tree out --bridge
	[ "$(wc -l <written)" -eq 2 ]
	holds "$(cat left)" '--bridge: get_user_pages_fast() gets none, as only migrations know what both kinds of calls are'
}

@test "--bridge: a member of that name keeps it from having one" {
	frob_tree
	plant tree/drivers/two/member.c <<'END'
struct ops {
	int (*frob)(int a);
};

int two_member(struct ops *ops)
{
	return ops->frob(1);
}
END
	git -C tree add -A
	git -C tree commit -q -m member
	rm -rf converted
	cp -r tree converted
	echo 'frob(owner, name) -> frob(name)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration --bridge
	holds "$(cat left)" 'as something else has its name, too'
	each_compiles tree out
}

@test "series: a migration's first comment says why, but for what it says of its file" {
	frob_tree
	printf '%s\n' '# SPDX-License-Identifier: GPL-2.0-only' '## Made by a machine.' '# v6.4: nobody asks for the' '# owner any more.' \
		'frob(owner, name) -> frob(name)' >m.migration
	series tree out --migration m.migration
	for letter in out/000?-*; do
		holds "$(cat "$letter")" $'\n\nSince v6.4, nobody asks for the owner any more.\n\n'
		lacks "$(cat "$letter")" SPDX
		lacks "$(cat "$letter")" machine
	done
	# As git numbers one patch that has a cover letter.
	holds "$(unfolded out/0001-*)" '[PATCH 1/1] '
}

@test "--bridge: a comma in braces is another argument for a macro, so none takes such calls" {
	frob_tree
	plant tree/drivers/two/braces.c <<'END'
#include <linux/things.h>

int two_braces(void)
{
	return frob(0, (char[]){ 'a', 0 });
}
END
	git -C tree add -A
	git -C tree commit -q -m braces
	rm -rf converted
	cp -r tree converted
	echo 'frob(owner, name) -> frob(name)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration --bridge
	holds "$(cat left)" '--bridge: frob() gets none, as a call of it has a comma in braces or brackets'
	each_compiles tree out
	# A new name alone takes whatever stands behind it.
	git -C tree reset -q --hard main~1
	rm -rf converted out
	cp -r tree converted
	echo 'frob(owner, name) -> frob_it(owner, name)' >m.migration
	guptidy convert --migration m.migration --in-place converted
	series tree out --migration m.migration --bridge
	[ ! -s left ]
	each_compiles tree out
}
