#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
	cp -r "$FIXTURES/pins" "$FIXTURES/linux-6.6" .
}

pin()
{
	guptidy convert --pin --kernel linux-6.6 "$@"
}

# faults FOLDER: what check says about releases, without places and lines of code.
faults()
{
	{ guptidy check --kernel linux-6.6 "$1" || [ $? -eq 1 ]; } |
		sed -nE 's/^([^:]*):[0-9:]* error: .*\[(wrong-release|pin-leak|double-release|partial-pin)\]$/\1 \2/p'
}

@test "pin: what becomes a pin, for which case, and what is left, is what is expected" {
	"$ROOT/tests/expect/outputs" pins
}

@test "pin: the diff is what --in-place does, and twice changes nothing more" {
	mkdir patched
	cp -r pins patched/
	pin pins >diff 2>/dev/null || [ $? -eq 1 ]
	(cd patched && patch -s -p1 --fuzz=0 <../diff)
	run -1 --separate-stderr pin --in-place pins
	[ -z "$output" ]
	diff -r pins patched/pins
	run -1 --separate-stderr pin pins
	[ -z "$output" ]
	lacks "$stderr" 'note:'
}

@test "pin: what is converted has no wrong release, no leak and no second release that was not there" {
	faults pins >before
	run -1 pin --in-place pins
	faults pins >after
	diff before after
	[ -s before ]
}

@test "pin: a release in a file that nobody asked for leaves the call as it is" {
	run -1 --separate-stderr pin pins/kiln/load.c
	[ -z "$output" ]
	holds "$stderr" 'unload.c:15: releases its pages, and is not in PATH'
}

@test "pin: a name that the file gives another meaning is none to call" {
	sed -i '/^void kiln_unload/i static void unpin_user_page(struct page *page, int how) { }\n' pins/kiln/unload.c
	run -1 --separate-stderr pin pins/kiln
	lacks "$output" 'unpin_user_page('
	holds "$output" 'unpin_user_pages('
	holds "$stderr" "this file has a function unpin_user_page() of its own"
}

@test "pin: the files of a group change together, or none of them does" {
	sed -i '/^void kiln_unload/i #define unpin_user_page(page) (page)->no_such_member\n' pins/kiln/unload.c
	run -2 --separate-stderr pin pins/kiln
	[ -z "$output" ]
	holds "$stderr" 'load.c: not analysed: not converted, as the result could not be proved: it must go together with'
	lacks "$stderr" 'note:'
}

@test "pin: JSON names each call, its case, and why" {
	guptidy convert --pin --format json --kernel linux-6.6 pins >out || [ $? -eq 1 ]
	[ "$(jq -r '.pinned[] | select(.file | endswith("kiln/load.c")) | "\(.line) \(.function) \(.callee) \(.case)"' out)" = \
'22 kiln_load pin_user_pages_fast 2
39 kiln_shut pin_user_pages_fast 5
67 kiln_stack pin_user_pages_fast 1' ]
	[ "$(jq '[.pinned[].why | length > 10] | all' out)" = true ]
	[ "$(jq '.ledger.total' out)" -gt 20 ]
	[ "$(jq '.unanalysed | length' out)" = 0 ]
}

@test "pin: a kernel without pins is an error that says where they are" {
	run -2 --separate-stderr guptidy convert --pin --kernel "$FIXTURES/linux-5.2" pins
	[ -z "$output" ]
	holds "$stderr" 'no pin_user_pages() is declared there: kernels have it since v5.6'
	run -2 --separate-stderr guptidy convert --pin pins
	holds "$stderr" 'no pin_user_pages() is declared there'
}

@test "pin: one conversion at a time" {
	run -2 --separate-stderr guptidy convert --pin --to 6.12 pins
	holds "$stderr" '--pin and --to: convert to 6.12 first'
	run -2 --separate-stderr guptidy convert --pin --migration x pins
	holds "$stderr" '--migration and --pin: each is a conversion of its own'
}

@test "pin: another engine has no part in it" {
	run -2 --separate-stderr guptidy convert --pin --engine cocci --kernel linux-6.6 pins
	holds "$stderr" '--pin: spatch has no patch for it; use it without --engine'
}

# refused WHY [STATUS]: stdin is a driver's file whose call stays, with that reason.
refused()
{
	mkdir -p one
	{ echo "#include <linux/mm.h>"; cat; } >one/a.c
	run -"${2:-1}" --separate-stderr pin one
	[ -z "$output" ]
	holds "$stderr" "$1"
}

@test "pin: what is called by the name of a variable, or becomes one's, stays" {
	local get='	struct page *page;

	if (get_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -1;
	put_page(page);
	return 0;
}'

	refused '`put_page` is a variable or parameter here' <<<"int a(unsigned long addr, void (*put_page)(struct page *))
{
$get"
	refused '`get_user_pages_fast` is a variable or parameter here' \
		<<<"int a(unsigned long addr, int (*get_user_pages_fast)(unsigned long, int, unsigned int, struct page **))
{
$get"
	refused 'which is the name of a variable or parameter here' \
		<<<"int a(unsigned long addr, void (*unpin_user_page)(struct page *))
{
$get"
	plant one/own.h <<<'#define put_page(page) trace(page)'
	refused "put_page() is a macro's here" 2 <<<"#include \"own.h\"

int a(unsigned long addr)
{
$get"
	refused "put_page() is a macro's here" 2 <<<'#include "own.h"

int a(unsigned long addr)
{
	struct page *pages[8];
	int i, got = get_user_pages_fast(addr, 8, FOLL_WRITE, pages);

	for (i = 0; i < got; i++)
		clear_highpage(pages[i]);
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}'
	refused 'this file has a function unpin_user_page() of its own' <<<"static void unpin_user_page(struct page *page)
{
}

int a(unsigned long addr)
{
$get"
}

@test "pin: pages that other kernels take, too, keep the releases that they share" {
	local ladder='#include <linux/version.h>

int a(unsigned long addr)
{
	struct page *page;
	int got;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	got = get_user_pages_unlocked(addr, 1, &page, FOLL_WRITE);
#else
	got = get_user_pages_unlocked(addr, 1, 1, 0, &page);
#endif'

	refused 'other kernels take these pages in line 12, and release them as this one does' <<<"$ladder
	if (got != 1)
		return -1;
	put_page(page);
	return 0;
}"
	# each of them releases its own
	{ echo '#include <linux/mm.h>'; sed 's/^#else$/\tif (got == 1)\n\t\tput_page(page);\n&/' <<<"$ladder"; } >one/a.c
	cat >>one/a.c <<'END'
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
	if (got == 1)
		put_page(page);
#endif
	return 0;
}
END
	run -0 --separate-stderr pin one
	[ "$(grep '^[+-]	' <<<"$output")" = '-	got = get_user_pages_unlocked(addr, 1, &page, FOLL_WRITE);
+	got = pin_user_pages_unlocked(addr, 1, &page, FOLL_WRITE);
-		put_page(page);
+		unpin_user_page(page);' ]
}

@test "pin: a struct whose values are given by their order may get other pages" {
	local kiln='struct oven { int heat; struct page *page; };

int fill(struct oven *oven, unsigned long addr)
{
	return get_user_pages_fast(addr, 1, FOLL_WRITE, &oven->page);
}

void empty(struct oven *oven)
{
	put_page(oven->page);
}
'
	for value in 'struct oven other = { 1, page };' 'struct oven others[] = { { 1, page } };' \
		     'fill(&(struct oven){ 1, page }, 0);'; do
		refused 'a struct oven gets values in their order here' <<<"$kiln
void other(struct page *page)
{
	$value
}"
	done
	for value in 'struct oven other = { 0 };' 'struct oven other = {};' 'struct oven other = { .heat = 1 };'; do
		mkdir -p one
		printf '#include <linux/mm.h>\n%s\nvoid other(void)\n{\n\t%s\n}\n' "$kiln" "$value" >one/a.c
		pin one >diff
		grep -q '^+.*unpin_user_page(oven->page)' diff
	done
}

# oven LINE...: a driver whose struct oven holds a page, and these lines.
oven()
{
	mkdir -p one
	{
		cat <<'END'
#include <linux/mm.h>

struct oven { int heat; struct page *page; };
struct other { int heat; struct page *page_of_other; };
struct rack { int n; struct oven ovens[4]; };

int fill(struct oven *oven, unsigned long addr)
{
	return get_user_pages_fast(addr, 1, FOLL_WRITE | FOLL_LONGTERM, &oven->page);
}

void empty(struct oven *oven)
{
	put_page(oven->page);
}

END
		printf '%s\n' "$@"
	} >one/a.c
}

@test "pin: a struct whose bytes come from elsewhere, or go there, keeps its references" {
	local line

	for line in \
		'void a(struct oven *o, const void *from) { memcpy(o, from, sizeof(*o)); }' \
		'void a(struct oven *o, const void *from) { memmove(o, from, sizeof *o); }' \
		'void a(struct rack *r, const void *from) { memcpy(r, from, 64); }' \
		'void a(struct rack *r, const void *from) { memcpy(r->ovens, from, 64); }' \
		'void a(void *to, struct oven *o) { __memcpy(to, o, 16); }' \
		'void a(struct other *to, struct oven *o) { memcpy(to, o, sizeof(*to)); }' \
		'struct oven *a(struct other *o) { return kmemdup(o, sizeof(*o), GFP_KERNEL); }' \
		'void a(struct oven *o, struct other *from) { o = kmemdup(from, 16, GFP_KERNEL); }' \
		'void a(struct other *from) { struct oven *o = kmemdup(from, 16, GFP_KERNEL); empty(o); }' \
		'void *a(struct oven *o) { return kmemdup(o, sizeof(*o), GFP_KERNEL); }' \
		'struct oven *a(void __user *p) { return memdup_user(p, sizeof(struct oven)); }' \
		'int a(struct oven *o, void __user *p) { return copy_from_user(o, p, sizeof(*o)); }' \
		'int a(struct oven *o) { return send_bytes(o, sizeof(*o)); }' \
		'#define BAKE(o, from) memcpy(o, from, sizeof(struct oven))' \
		$'void a(struct oven *o, void *from)\n{\n#define BAKE o = kmemdup(from, sizeof(struct oven), GFP_KERNEL)\n\tBAKE;\n}' \
		$'void *a(void *from)\n{\n#ifdef A\n}\n#else\n\treturn kmemdup(from, sizeof(struct oven), GFP_KERNEL);\n}\n#endif' \
		'void a(struct oven *o, struct other *from) { *o = *(struct oven *)from; }' \
		'void a(struct oven *o, void *from) { *o = *(struct oven *)from; }' \
		'void a(struct oven *o) { struct other *t = (struct other *)o; put_page(t->page_of_other); }' \
		'unsigned long a(void) { return offsetof(struct oven, page); }'; do
		oven "$line"
		run -1 --separate-stderr pin one
		[ -z "$output" ] || { echo "$line"; return 1; }
		grep -qE 'a struct oven as a whole here, and `page` with it|the place of `page` in struct oven' <<<"$stderr" ||
			{ echo "$line: $stderr"; return 1; }
	done

	oven
	sed -i 's/struct oven {.*/struct oven { int heat; union { struct page *page; void *raw; }; };/' one/a.c
	run -1 --separate-stderr pin one
	[ -z "$output" ]
	holds "$stderr" '`page` shares its place with others of a union'
}

@test "pin: a struct that is copied to another of its kind, or only counted, changes as ever" {
	oven 'void a(struct oven *o, const struct oven *from) { *o = *from; }' \
	     'void b(struct oven *o, const struct oven *from) { memcpy(o, from, sizeof(*o)); }' \
	     'void *c(void) { return kzalloc(sizeof(struct oven), GFP_KERNEL); }' \
	     'void d(struct oven *o) { memset(o, 0, sizeof(*o)); }' \
	     'void e(void *private) { struct oven *o = (struct oven *)private; put_page(o->page); }' \
	     'struct rack *f(struct oven *o) { return container_of(o, struct rack, ovens[0]); }' \
	     'struct oven *kmemdup_none(int n) { return NULL; }' \
	     'void g(struct other *to, struct other *from) { memcpy(to, from, sizeof(*to)); }'
	run -0 --separate-stderr pin one
	[ "$(grep -c '^+.*unpin_user_page(o' <<<"$output")" -eq 2 ]
	run ! grep '^-.*put_page(other' <<<"$output"
}
