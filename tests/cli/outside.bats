# SPDX-License-Identifier: GPL-2.0-only
#
# A driver outside of the kernel tree: what its files are called, and what may be converted.

load common

# A driver with a truth value for flags, on line 5.
driver()
{
	plant "$1" <<'END'
#include <linux/mm.h>

int feed(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, store, pages);
}
END
}

# A kernel whose get_user_pages_fast() takes `int write`, with three definitions.
old_kernel()
{
	plant old/Makefile <<'END'
VERSION = 4
PATCHLEVEL = 20
SUBLEVEL = 0
END
	plant old/include/linux/mm.h <<'END'
#define FOLL_WRITE	0x01
struct page;
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
END
	for file in mm/gup.c arch/sh/mm/gup.c arch/mips/mm/gup.c; do
		plant old/$file <<'END'
#include <linux/mm.h>

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	return write ? nr_pages : 0;
}
END
	done
}

@test "outside: each format for programs names files from the repository, wherever one stands" {
	small_tree tree
	driver repo/src/feed.c
	mkdir repo/.git
	cd repo/src
	for format in github gitlab checkstyle json sarif checkpatch org; do
		run -1 --separate-stderr guptidy check --kernel=../../tree --format=$format feed.c
		holds "$output" src/feed.c
		case $format in
		json|sarif)	holds "$output" "$BATS_TEST_TMPDIR/repo" ;;
		*)		lacks "$output" "$BATS_TEST_TMPDIR" ;;
		esac
	done
}

@test "outside: without a repository names are relative to the working directory" {
	small_tree tree
	driver work/src/feed.c
	cd work
	for path in src ./src/feed.c ../work/src "$PWD/src/feed.c"; do
		run -1 guptidy check --kernel=../tree --format=checkpatch "$path"
		begins "$output" src/feed.c:5:
	done
}

@test "outside: a driver that is not below the working directory is named from its own folder" {
	small_tree tree
	driver sibling/feed.c
	mkdir here
	cd here
	run -1 guptidy check --kernel=../tree --format=checkpatch ../sibling
	begins "$output" feed.c:5:
	ln -s ../sibling link
	run -1 guptidy check --kernel=../tree --format=checkpatch link/feed.c
	begins "$output" feed.c:5:
}

@test "outside: drivers in two repositories are named from the folder of both" {
	small_tree tree
	driver all/one/feed.c
	driver all/two/feed.c
	mkdir all/one/.git all/two/.git
	run -0 --separate-stderr guptidy convert --kernel=tree all/one all/two
	[ "$output" = "$(cd all && "$GUPTIDY" convert --kernel=../tree one two 2>/dev/null)" ]
	holds "$output" '+++ b/one/feed.c'
	holds "$output" '+++ b/two/feed.c'
	(cd all && patch -s -p1) <<<"$output"
	guptidy check --kernel=tree all/one all/two
}

@test "outside: the diff applies with patch and git where the names start" {
	small_tree tree
	driver repo/src/feed.c
	(cd repo && git init -q .)
	(cd repo/src && "$GUPTIDY" convert --kernel=../../tree feed.c) >diff
	(cd repo && git apply --check - && patch -s -p1 --dry-run) <diff
	(cd repo && git apply ../diff)
	grep -q 'store ? FOLL_WRITE : 0' repo/src/feed.c
	guptidy check --kernel=tree repo
}

@test "outside: what was not done with a driver is said of the driver, not of its kernel" {
	driver repository/src/feed.c
	git init -q repository
	echo 'void lose(unsigned long from, struct page **pages) { get_user_pages_fast(from, 1, 0, pages); }' \
		>>repository/src/feed.c
	run -1 --separate-stderr guptidy check --kernel "$FIXTURES/linux-6.6" --fix --dry-run repository/src
	begins "$stderr" 'repository: 1 more finding: '
	old_kernel
	run -2 --separate-stderr guptidy convert --pin --kernel old "$PWD/repository/src"
	holds "$stderr" "
$PWD/repository: not analysed: nothing was converted"
}

@test "outside: --in-place writes, from any folder and through a link" {
	small_tree tree
	for path in driver/feed.c ./driver ../work/driver "$BATS_TEST_TMPDIR/work/driver" link; do
		driver work/driver/feed.c
		ln -sfn driver work/link
		(cd work && "$GUPTIDY" convert --kernel=../tree --in-place "$path")
		grep -q 'store ? FOLL_WRITE : 0' work/driver/feed.c
	done
}

@test "outside: a read-only file is named once" {
	small_tree tree
	driver driver/feed.c
	chmod 444 driver/feed.c
	run -2 guptidy convert --kernel=tree --in-place driver
	holds "$output" 'driver/feed.c: not analysed: is read-only'
}

@test "outside: files of the tree beside it keep their names, and have a diff of their own" {
	small_tree tree
	driver driver/feed.c
	driver tree/drivers/feed.c
	run -1 guptidy check --kernel=tree --format=checkpatch driver tree/drivers
	holds "$output" "$BATS_TEST_TMPDIR/driver/feed.c:5:"
	holds "$output" $'\n'drivers/feed.c:5:
	run -2 guptidy convert --kernel=tree driver tree/drivers
	holds "$output" 'one diff cannot name files of the kernel tree and files outside of it'
	guptidy convert --kernel=tree --in-place driver tree/drivers
	guptidy check --kernel=tree driver tree/drivers
}

@test "outside: a driver in the tree's own folder is the tree's" {
	small_tree tree
	driver tree/external/feed.c
	mkdir tree/external/.git
	run -1 guptidy check --kernel=tree --format=checkpatch tree/external
	begins "$output" external/feed.c:5:
}

@test "outside: a baseline holds wherever the driver lies" {
	small_tree tree
	driver one/feed.c
	(cd one && "$GUPTIDY" check --kernel=../tree --write-baseline ../baseline .) || true
	mv one two
	(cd two && "$GUPTIDY" check --kernel=../tree --baseline ../baseline .)
}

@test "outside: a call whose prototype stays is left as it is, in one line that says of which tree" {
	old_kernel
	driver work/feed.c
	cd work
	guptidy check --all --kernel=../old .
	run -1 --separate-stderr guptidy convert --kernel=../old .
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 1 ]
	begins "$stderr" "../old/include/linux/mm.h:3:5: left to you: get_user_pages_fast() takes \`int write\`"
}

@test "outside: a call that is right as flags and as int write is not mentioned" {
	old_kernel
	plant driver/feed.c <<'END'
#include <linux/mm.h>

int feed(unsigned long from, struct page **pages)
{
	return get_user_pages_fast(from, 1, FOLL_WRITE, pages);
}
END
	run -0 guptidy convert --kernel=old driver
	[ -z "$output" ]
}

@test "outside: the driver goes with its kernel where PATH holds both" {
	old_kernel
	driver driver/feed.c
	guptidy convert --kernel=old --in-place driver old
	grep -q 'store ? FOLL_WRITE : 0' driver/feed.c
	grep -q 'unsigned int gup_flags' old/include/linux/mm.h old/arch/sh/mm/gup.c
}

@test "convert: a definition whose prototype is not in PATH stays, and the prototype is named" {
	old_kernel
	cp -r old before
	run -1 guptidy convert --kernel=old --in-place old/mm
	begins "$output" 'old/include/linux/mm.h:3:5: left to you: get_user_pages_fast() takes `int write`'
	diff -r before old
}

@test "outside: without a kernel tree, each line says that --kernel is missing" {
	plant driver/feed.c <<'END'
#include <linux/mm.h>

int feed(unsigned long from, struct page **pages)
{
	return get_user_pages_fast(from, 1, some_config.how, pages);
}

void drop(struct page **pages, unsigned long n, struct feed *feed)
{
	unpin_user_pages_dirty_lock(pages, n, feed->dirty);
}
END
	for command in check convert find; do
		run guptidy $command driver
		lacks "$output" include/linux/mm.h
		while read -r line; do
			[[ $line != *driver/feed.c*": not analysed"* || $line == *'pass --kernel'* ]]
		done <<<"$output"
	done
}

@test "outside: a header of a driver alone is no kernel's, whatever its folder is called" {
	driver repo/src/feed.c
	mkdir repo/.git
	plant repo/include/linux/compat.h <<'END'
void put_user_page(struct page *page);
END
	run guptidy check repo
	lacks "$output" 'not declared in this tree'
	holds "$output" 'src/feed.c:5'
}

@test "convert: where prototypes take flags, one definition that fails takes no caller along" {
	small_tree tree
	driver tree/net/feed.c
	plant tree/arch/sh/mm/gup.c <<'END'
#include <linux/mm.h>

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	int kept = write;

	write = 0;
	return kept + write;
}
END
	plant tree/arch/mips/mm/gup.c <<'END'
#include <linux/mm.h>

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	return write ? undeclared_here(nr_pages) : 0;
}
END
	run guptidy convert --in-place tree
	grep -q 'store ? FOLL_WRITE : 0' tree/net/feed.c
}

@test "check: a file of an architecture is read with that one's headers, whatever is missing there" {
	small_tree tree
	plant tree/arch/arm/include/asm/cell.h <<'END'
typedef struct { int store; } cell_t[2];
END
	plant tree/arch/arm/include/asm/missing.h </dev/null
	plant tree/arch/sh/include/asm/cell.h <<'END'
typedef struct { _Bool store; } cell_t;
END
	plant tree/arch/sh/mm/feed.c <<'END'
#include <linux/mm.h>
#include <asm/missing.h>
#include <asm/cell.h>

int feed(cell_t *cell, struct page **pages)
{
	return get_user_pages_fast(0, 1, cell->store, pages);
}
END
	run guptidy check tree/arch/sh
	begins "$output" 'tree/arch/sh/mm/feed.c:7:9: error: `cell->store` is a bool'
}

# Debian's and Ubuntu's packages: headers that all flavours share, and one flavour's own.
header_packages()
{
	small_tree usr/src/linux-headers-5.2-common
	plant usr/src/linux-headers-5.2-amd64/Makefile <<END
include $PWD/usr/src/linux-headers-5.2-common/Makefile
END
	plant usr/src/linux-headers-5.2-amd64/include/generated/autoconf.h </dev/null
	mkdir -p lib/modules/5.2-amd64
	ln -s ../../../usr/src/linux-headers-5.2-amd64 lib/modules/5.2-amd64/build
	plant usr/src/linux-headers-5.2-generic/include/generated/autoconf.h </dev/null
	ln -s ../linux-headers-5.2-common/Makefile usr/src/linux-headers-5.2-generic/Makefile
	ln -s ../../linux-headers-5.2-common/include/linux usr/src/linux-headers-5.2-generic/include/linux
}

@test "api: Debian's and Ubuntu's header folders give what their shared headers declare" {
	header_packages
	expected=$(guptidy api usr/src/linux-headers-5.2-common)
	holds "$expected" 'include/linux/mm.h:5: declares int get_user_pages_fast('
	for folder in lib/modules/5.2-amd64/build usr/src/linux-headers-5.2-amd64 \
		      usr/src/linux-headers-5.2-generic; do
		run -0 guptidy api $folder
		[ "$output" = "$expected" ]
		run -0 guptidy api --kernel=$folder $folder
		[ "$output" = "$expected" ]
	done
}

@test "check: a driver against Debian's and Ubuntu's header folders" {
	header_packages
	driver driver/feed.c
	for folder in lib/modules/5.2-amd64/build usr/src/linux-headers-5.2-generic; do
		run -1 guptidy check --kernel=$folder driver
		begins "$output" driver/feed.c:5:
		run -0 guptidy check $folder
		run -0 guptidy find $folder
		holds "$output" 'include/linux/mm.h:5:5: declaration: get_user_pages_fast'
	done
}

@test "check: a driver's own stand-in is not named as what to use" {
	mkdir driver
	cat >driver/stand_in.c <<'END'
#include <linux/mm.h>

static void unpin_user_pages_dirty_lock(struct page **pages, unsigned long n, bool dirty)
{
	put_user_pages_dirty_lock(pages, n, dirty);
}

void stand_in_drop(struct page **pages, unsigned long n)
{
	unpin_user_pages_dirty_lock(pages, n, true);
}
END
	run -1 guptidy check --kernel "$FIXTURES/linux-5.1" driver
	holds "$output" 'put_user_pages_dirty_lock() is not declared in this tree; mainline has it since v5.2 [stale-call]'
	[ "$(grep -c stale-call <<<"$output")" -eq 1 ]
}

@test "outside: a release that the driver defines itself drops what it gets" {
	old_kernel
	plant driver/feed.c <<'END'
#include <linux/mm.h>

struct feed {
	struct page **pages;
	int n;
};

static void unpin_user_pages(struct page **pages, unsigned long n)
{
	while (n--)
		put_page(pages[n]);
}

int feed_fill(struct feed *feed, unsigned long from, int n)
{
	feed->n = get_user_pages_fast(from, n, 1, feed->pages);
	return feed->n < 0 ? feed->n : 0;
}

void feed_empty(struct feed *feed)
{
	unpin_user_pages(feed->pages, feed->n);
}
END
	run -0 guptidy check --rule wrong-release --kernel=old driver
	sed -i '/^static void unpin/,/^}/d' driver/feed.c
	run -1 guptidy check --rule wrong-release --kernel=old driver
	holds "$output" 'unpin_user_pages() does not fit'
}

@test "outside: the notes of findings name files as the findings do" {
	for name in one two three; do
		mkdir -p driver/$name
		cp "$FIXTURES/linux-6.6/drivers/misc/released_otherwise.c" driver/$name/
	done
	run -1 guptidy check --kernel="$FIXTURES/linux-6.6" driver
	holds "$output" "driver/three/released_otherwise.c:24:6: note: taken here"
	lacks "$output" "$BATS_TEST_TMPDIR"
}

# A name of later kernels, as a driver gives it to itself in a header of its own.
@test "outside: what findings and reasons say of other files names them so, too" {
	plant drv/src/tray.h <<-'END'
	struct tray {
		struct page *pages[8];
		int n;
	};
	END
	plant drv/src/fill.c <<-'END'
	#include <linux/mm.h>
	#include "tray.h"

	int tray_fill(struct tray *tray, unsigned long at)
	{
		tray->n = pin_user_pages_fast(at, 8, FOLL_WRITE, tray->pages);
		return tray->n < 0 ? tray->n : 0;
	}
	END
	plant drv/src/empty.c <<-'END'
	#include <linux/mm.h>
	#include "tray.h"

	void tray_empty(struct tray *tray)
	{
		int i;

		for (i = 0; i < tray->n; i++)
			put_page(tray->pages[i]);
	}
	END
	run -1 guptidy check --kernel "$FIXTURES/linux-6.6" drv
	holds "$output" 'see pin_user_pages_fast() at drv/src/fill.c:6 [wrong-release]'
	run -1 guptidy check --kernel "$FIXTURES/linux-6.6" --format json drv
	lacks "$(jq .findings <<<"$output")" "$PWD"
	git init -q drv
	run -1 guptidy check --kernel "$FIXTURES/linux-6.6" drv
	holds "$output" 'see pin_user_pages_fast() at src/fill.c:6 [wrong-release]'
	# a reason
	printf '#include <linux/mm.h>\n%%:define TRAY tray_get\n' >drv/src/odd.c
	plant drv/src/get.c <<-'END'
	#include <linux/mm.h>

	int tray_get(unsigned long at, struct page **pages)
	{
		return get_user_pages_fast(at, 8, FOLL_WRITE, pages);
	}
	END
	run --separate-stderr guptidy convert --pin --kernel "$FIXTURES/linux-6.6" drv
	holds "$stderr" 'src/odd.c cannot be read'
	lacks "$stderr" "$PWD"
}

@test "a file alone is judged with the headers that it brings along" {
	mkdir -p driver/include
	plant driver/include/own.h <<-'END'
	static inline int pin_user_pages_fast(unsigned long at, int n, bool write, struct page **p)
	{
		return get_user_pages_fast(at, n, write, p);
	}
	END
	echo '#include "own.h"' >driver/between.h
	plant driver/main.c <<-'END'
	#include <linux/mm.h>
	#include "between.h"

	int load(unsigned long at, int n, struct page **p)
	{
		return pin_user_pages_fast(at, n, true, p);
	}
	END
	run -0 guptidy check --kernel "$FIXTURES/linux-5.2" driver/main.c
	[ -z "$output" ]
	run -0 guptidy convert --kernel "$FIXTURES/linux-5.1" driver/main.c
	[ -z "$output" ]
	# The same in the tree.
	run -0 guptidy check "$FIXTURES"/linux-5.2/drivers/misc/nib/namesake_calls.c
	[ -z "$output" ]
	# Nobody asked for the header itself.
	sed -i 's/n, write, p/n, !!write, p/' driver/include/own.h
	run -0 guptidy check --kernel "$FIXTURES/linux-5.2" driver/main.c
	run -1 guptidy check --kernel "$FIXTURES/linux-5.2" driver
	holds "$output" own.h:3
}
