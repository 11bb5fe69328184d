# SPDX-License-Identifier: GPL-2.0-only
#
# What all tests of the command line share. A test runs in a folder of its own and has a cache of
# its own; what it writes, it writes into a copy.

bats_require_minimum_version 1.5.0

ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
FIXTURES=$ROOT/kernel-fixtures
GUPTIDY=${GUPTIDY:-$ROOT/build/guptidy}
export LC_ALL=C
# What the user, or the machine, has told git does not count here: a name that commits are by, for one.
export GIT_CONFIG_NOSYSTEM=1 HOME=${BATS_TEST_TMPDIR:-/nonexistent}
unset XDG_CONFIG_HOME GIT_CONFIG_GLOBAL

setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
}

guptidy()
{
	"$GUPTIDY" "$@"
}

# limit_memory KILOBYTES: of the address space, for what follows in this shell. A sanitizer needs all of it.
limit_memory()
{
	[[ $GUPTIDY == *asan* ]] || ulimit -v "$1"
}

# copy TREE: the fixture, to be written to.
copy()
{
	cp -r "$FIXTURES/$1" .
}

# untyped: from now on no folder says of what type its entries are, as on some file systems.
untyped()
{
	[[ $GUPTIDY != *asan* ]] || skip "the address sanitizer wants to be loaded first"
	cc -shared -fPIC -D_GNU_SOURCE -x c -o "$BATS_TEST_TMPDIR/untyped.so" - <<'END'
#include <dirent.h>
#include <dlfcn.h>

struct dirent *readdir(DIR *folder)
{
	struct dirent *(*real)(DIR *) = (struct dirent *(*)(DIR *))dlsym(RTLD_NEXT, "readdir");
	struct dirent *entry = real(folder);

	if (entry)
		entry->d_type = DT_UNKNOWN;
	return entry;
}
END
	export LD_PRELOAD=$BATS_TEST_TMPDIR/untyped.so
}

# plant FILE: stdin becomes a file of a copy, and its folder is made.
plant()
{
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}

# holds TEXT PART: or shows both.
holds()
{
	[[ $1 == *"$2"* ]] || {
		printf 'does not hold: %s\nthis text:\n%s\n' "$2" "$1"
		return 1
	}
}

# lacks TEXT PART: or shows both.
lacks()
{
	[[ $1 != *"$2"* ]] || {
		printf 'holds: %s\nthis text:\n%s\n' "$2" "$1"
		return 1
	}
}

# begins TEXT PART: or shows both.
begins()
{
	[[ $1 == "$2"* ]] || {
		printf 'does not begin with: %s\nthis text:\n%s\n' "$2" "$1"
		return 1
	}
}

# data PAGE: the data of a page of --html. It stands on one line, with < and > by their numbers.
data()
{
	sed -n 's/^<script type="application\/json" id="data">\(.*\)<\/script>$/\1/p' "$1"
}

# The family's names, as one pattern for ripgrep.
family()
{
	sed -n 's/^FUNCTION(\([a-z_]*\),.*/\1/p' "$ROOT/src/kernel/api/functions.def" | paste -sd '|'
}

# mentions TREE: how often ripgrep finds which name, "N name" a line, by name.
mentions()
{
	rg -uuu -a -o -w -I --no-config -e "$(family)" "$1" | sort | uniq -c | sed 's/^ *//'
}

# A tree with the fewest files that is one: a Makefile and the prototypes of v5.2.
small_tree()
{
	plant "$1/Makefile" <<'END'
VERSION = 5
PATCHLEVEL = 2
SUBLEVEL = 0
EXTRAVERSION =
END
	plant "$1/include/linux/mm.h" <<'END'
#ifndef _LINUX_MM_H
#define _LINUX_MM_H
#define FOLL_WRITE	0x01
struct page;
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages);
#endif
END
}

# turned TREE N: a tree with N files that call a function, which becomes one of another type: the compiler is asked
# about each. The last file is not as the new one wants it, and the header declares both.
turned()
{
	local i

	small_tree "$1"
	plant "$1/include/linux/turn.h" <<'END'
int turn_old(int knob);
int turn_new(long knob);
END
	for ((i = 1; i <= $2; i++)); do
		plant "$1/drivers/turn$i.c" <<END
#include <linux/turn.h>
int turn$i(int knob)
{
	return turn_old(knob);
}
END
	done
	plant "$1/drivers/turn$2.c" <<'END'
#include <linux/turn.h>
int turn(char *knob)
{
	return turn_old(1) + turn_old(&knob);
}
END
	printf '# Knobs are long.\nturn_old(knob) -> turn_new(knob)\n' >turn.migration
}

# unprivileged COMMAND...: without the permissions that root has.
unprivileged()
{
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		setpriv --bounding-set -dac_override,-dac_read_search "$@"
	fi
}

# Skips where permissions mean nothing.
needs_permissions()
{
	touch closed
	chmod 000 closed
	! unprivileged cat closed 2>/dev/null || skip 'root may read everything here'
}

# From now on the loader finds an empty file before the library, whatever it is called elsewhere.
without_libclang()
{
	local name

	mkdir -p empty
	for name in $(grep -aoE 'libclang[-0-9]*\.so[.0-9]*' "$GUPTIDY"); do
		: >"empty/$name"
	done
	export LD_LIBRARY_PATH=$PWD/empty
}

# The commands, as --help lists them.
commands()
{
	guptidy --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}

# options COMMAND: the long ones of its --help.
options()
{
	guptidy "$1" --help | grep -o -- '^ .\{0,7\}--[a-z-]*' | grep -o -- '--.*'
}
