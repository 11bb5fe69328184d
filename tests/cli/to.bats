# SPDX-License-Identifier: GPL-2.0-only
#
# convert --to: what another kernel makes of a driver, or of a tree. What becomes of each call is
# tests/unit/test_port.c.

load common

DRIVERS=$FIXTURES/drivers

# A kernel of one header: small_kernel FOLDER VERSION, its prototypes on stdin.
small_kernel()
{
	mkdir -p "$1/include/linux" "$1/mm"
	printf 'VERSION = %s\nPATCHLEVEL = %s\nSUBLEVEL = 0\n' "${2%.*}" "${2#*.}" >"$1/Makefile"
	{
		printf '#ifndef _LINUX_MM_H\n#define _LINUX_MM_H\n'
		cat
		printf '#endif\n'
	} >"$1/include/linux/mm.h"
}

@test "to: drivers of seven versions, to each of six kernels" {
	run -0 "$ROOT/tests/expect/ported"
	[ -z "$output" ]
}

@test "to: twice changes nothing" {
	cp -r "$DRIVERS" .
	for driver in drivers/v*/; do
		run --separate-stderr guptidy convert --to 6.12 --in-place "$driver"
		[ "$status" -le 1 ]
		run --separate-stderr guptidy convert --to 6.12 "$driver"
		[ -z "$output" ]
	done
}

@test "to: what is converted has nothing that check --against finds, but what is left" {
	cp -r "$DRIVERS/v4.9" "$DRIVERS/v5.8" .
	for driver in v4.9 v5.8; do
		run -1 guptidy convert --to 6.12 --in-place $driver
		run -1 --separate-stderr guptidy convert --to 6.12 $driver
		grep -o '^[^:]*:[0-9]*' <<<"$stderr" | sort -u >left
		run guptidy check --against 6.12 --rule stale-call $driver
		grep -o '^v[^:]*:[0-9]*' <<<"$output" | sort -u >found
		[ -s left ]
		[ -z "$(comm -13 left found)" ]
	done
}

@test "to: the prototypes of the tree decide, not its version" {
	small_kernel hybrid 4.4 <<'END'
#define FOLL_WRITE 1
#define FOLL_FORCE 2
long get_user_pages(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		    unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas);
END
	plant driver/a.c <<'END'
long f(unsigned long a, struct page **p)
{
	return get_user_pages(current, current->mm, a, 1, 1, 1, p, NULL);
}
END
	run -0 guptidy convert --to hybrid driver
	holds "$output" '+	return get_user_pages(current, current->mm, a, 1,
+			      FOLL_WRITE | FOLL_FORCE, p, NULL);'
}

@test "to: --kernel says what a driver is written for" {
	plant driver/a.c <<'END'
int f(unsigned long a, int n, unsigned int mode, struct page **p)
{
	return get_user_pages_fast(a, n, mode, p);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'as it was up to v5.1, or since v5.2; say with --kernel TREE'
	run -0 guptidy convert --to 6.12 --kernel "$FIXTURES/linux-5.1" driver
	holds "$output" '+	return get_user_pages_fast(a, n, mode ? FOLL_WRITE : 0, p);'
	run -0 guptidy convert --to 6.12 --kernel "$FIXTURES/linux-6.6" driver
	[ -z "$output" ]
}

@test "to: a whole tree; its prototypes are named and stay" {
	copy linux-5.1
	run -1 --separate-stderr guptidy convert --to 6.12 linux-5.1
	printf '%s\n' "$output" >diff
	patch -s -p1 -d linux-5.1 <diff
	holds "$stderr" 'include/linux/mm.h'
	lacks "$(grep '^[-+][-+]' diff)" include/linux/mm.h
	run -1 --separate-stderr guptidy convert --to 6.12 linux-5.1
	[ -z "$output" ]
}

@test "to: files that name nobody of the family, but a neighbour or the mmap lock" {
	plant driver/lock.c <<'END'
void f(struct mm_struct *mm)
{
	down_write(&mm->mmap_sem);
	up_write(&mm->mmap_sem);
}
END
	plant driver/own.c <<'END'
struct lamp { struct rw_semaphore mmap_sem; };
void g(struct lamp *lamp)
{
	down_write(&lamp->mmap_sem);
}
END
	plant driver/peek.c <<'END'
int h(struct task_struct *tsk, unsigned long a, void *buf)
{
	return access_process_vm(tsk, a, buf, 4, 1);
}
END
	run -1 --separate-stderr guptidy convert --to 5.8 driver
	holds "$output" '+	mmap_write_lock(mm);
+	mmap_write_unlock(mm);'
	holds "$output" '+	return access_process_vm(tsk, a, buf, 4, FOLL_FORCE | FOLL_WRITE);'
	lacks "$output" lamp
	holds "$stderr" 'driver/own.c:4:20: left to you: the mmap_sem of an mm'
	run -0 --separate-stderr guptidy convert --to 5.7 driver
	lacks "$output" mmap_write
}

@test "to: what a configure script, or another version, chooses is not touched" {
	plant driver/compat.h <<'END'
static inline void lamp_lock(struct mm_struct *mm)
{
#if defined(LAMP_HAS_MMAP_LOCK)
	mmap_read_lock(mm);
#else
	down_read(&mm->mmap_sem);
#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
	up_read(&mm->mmap_sem);
#endif
}
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
static inline void unpin_user_page(struct page *page)
{
	put_page(page);
}
#endif
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" "driver/compat.h:6:17: left to you: stands in an #if branch that hangs on the driver's own build"
	holds "$stderr" 'driver/compat.h:9:15: left to you: stands in an #if branch that 6.12 does not compile'
	[ "${#stderr_lines[@]}" -eq 2 ]
}

@test "to: a driver with the new names of its own does not call itself" {
	plant driver/compat.h <<'END'
static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_sem);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'driver/compat.h:3:17: left to you: the file has a mmap_read_lock() of its own'
}

@test "to: a function of the driver's own whose name the kernel has taken" {
	plant driver/a.c <<'END'
static int pin_user_pages(unsigned long a, int n)
{
	return n;
}

int f(unsigned long a)
{
	return pin_user_pages(a, 1);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'driver/a.c:1:12: left to you: 6.12 has a pin_user_pages() of its own'
	run -0 guptidy convert --to 5.5 driver
}

@test "to: a variable that has no use left is named" {
	plant driver/a.c <<'END'
long f(struct mm_struct *mm, unsigned long a, struct page **p)
{
	struct task_struct *tsk = current;
	int force = 1;

	return get_user_pages(tsk, mm, a, 1, 0, force, p, NULL);
}

long g(unsigned long a, struct page **p)
{
	struct mm_struct *mm = current->mm;

	down_read(&mm->mmap_sem);
	return get_user_pages(current, mm, a, 1, 0, 0, p, NULL);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	holds "$stderr" 'driver/a.c:6:9: left to you: `tsk` has no use left in this function'
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "to: a comment in an argument that goes into another text is not lost in silence" {
	plant driver/a.c <<'END'
long f(unsigned long a, int w, struct page **p)
{
	return get_user_pages(a, 1, w /* in */ | 2, 0, p, NULL);
}
END
	run --separate-stderr guptidy convert --to 6.12 driver
	holds "$output$stderr" '/* in */'
}

@test "to: a comment beside an argument that goes is not lost in silence, unless it only names that" {
	plant driver/a.c <<'END'
long f(unsigned long a, struct page **p)
{
	return get_user_pages(a, 1, FOLL_WRITE, p, NULL /* vmas */) +
	       get_user_pages(a, 1, FOLL_WRITE, p, NULL /* nobody looks at them */) +
	       get_user_pages(a, 1, FOLL_WRITE, p, /* until we need them */ NULL);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	holds "$output" '+	return get_user_pages(a, 1, FOLL_WRITE, p) +'
	lacks "$output" '-	       get_user_pages'
	holds "$stderr" 'driver/a.c:4:9: left to you: a comment would go with an argument; convert it by hand'
	holds "$stderr" 'driver/a.c:5:9: left to you: a comment would go with an argument; convert it by hand'
}

@test "to: words that name no kernel" {
	plant driver/a.c <<<'int x;'
	for word in 3.2 6.99 nowhere 6.12-vendor driver; do
		run -2 --separate-stderr guptidy convert --to $word driver
		[ -z "$output" ]
		[ -n "$stderr" ]
	done
	run -2 --separate-stderr guptidy convert --to 6.12 --engine=cocci driver
	holds "$stderr" 'no semantic patches'
	run -2 guptidy convert --to
}

@test "to: an answer that is kept belongs to one kernel" {
	copy linux-5.1
	guptidy convert --to 5.2 linux-5.1 >first 2>/dev/null || [ $? -eq 1 ]
	guptidy convert --to 6.12 linux-5.1 >second 2>/dev/null || [ $? -eq 1 ]
	guptidy convert --to 5.2 linux-5.1 >again 2>/dev/null || [ $? -eq 1 ]
	guptidy convert --to 6.12 --no-cache linux-5.1 >fresh 2>/dev/null || [ $? -eq 1 ]
	cmp first again
	cmp second fresh
	! cmp -s first second
}

@test "to: a call in the arguments of another one" {
	plant driver/a.c <<'EOF'
long f(unsigned long a, struct page **p)
{
	return get_user_pages(current, current->mm, a, get_user_pages(current, current->mm, a, 2, 1, 0, p, NULL),
			      0, 0, p, NULL);
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 --in-place driver
	holds "$stderr" 'driver/a.c:3:49: left to you: a call that is converted stands around this one'
	run -0 guptidy convert --to 6.12 --in-place driver
	holds "$(<driver/a.c)" '	return get_user_pages(a, get_user_pages(a, 2, FOLL_WRITE, p),'
	run -0 guptidy convert --to 6.12 driver
	[ -z "$output" ]
}

@test "to: a macro of the file that brings two arguments is not counted as one" {
	plant driver/a.c <<'EOF'
#define PAIR(a) current, current->mm, a
#define SAME(a) PAIR(a)
long f(unsigned long a, int n, int w, struct page **p)
{
	return get_user_pages(PAIR(a), n, w, 0, p, NULL);
}
long g(unsigned long a, int n, int w, struct page **p)
{
	return get_user_pages(SAME(a), n, w, 0, p, NULL);
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'driver/a.c:5:9: left to you: a macro may bring some of the arguments'
	holds "$stderr" 'driver/a.c:9:9: left to you: a macro may bring some of the arguments'
}

@test "to: the mmap_sem of a driver's own struct is not an mm's" {
	plant driver/own.c <<'EOF'
struct arena { struct rw_semaphore mmap_sem; };
static struct arena mm;
int f(void)
{
	down_read(&mm.mmap_sem);
	return 0;
}
EOF
	plant driver/header.c <<'EOF'
int f(struct arena mm, struct arena *q)
{
	down_read(&mm.mmap_sem);
	return 0;
}
int g(struct mm_struct *p, struct mm_struct mm)
{
	down_read(&mm.mmap_sem);
	down_read(&p->mmap_sem);
	return down_read_killable(&init_mm.mmap_sem);
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[[ $output != *own.c* && $output != *'@@ -1,5'* ]]
	holds "$output" '+	mmap_read_lock(&mm);
+	mmap_read_lock(p);
+	return mmap_read_lock_killable(&init_mm);'
	holds "$stderr" 'driver/own.c:5:16: left to you'
	holds "$stderr" 'driver/header.c:3:16: left to you'
}

@test "to: flags beside FOLL_WRITE in the place of a write asked for nothing" {
	plant driver/a.c <<'EOF'
long f(unsigned long a, struct page **p)
{
	return get_user_pages(current, current->mm, a, 1, FOLL_WRITE | FOLL_FORCE, 0, p, NULL);
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'left to you: in 6.12 FOLL_* flags beside FOLL_WRITE asked for write access'
}

@test "to: addresses and macro values in a driver without its kernel are named" {
	plant driver/a.c <<'EOF'
#define gup get_user_pages
#ifdef get_user_pages
#endif
static const struct { void *f; } ops = { .f = get_user_pages_fast };
void *dump = get_dump_page, *unpin = unpin_user_pages;
long f(unsigned long a, struct page **p)
{
	return (*get_user_pages)(current, current->mm, a, 1, 1, 0, p, NULL);
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ "$(grep -o '^[^:]*:[0-9]*' <<<"$stderr")" = "$(printf 'driver/a.c:%s\n' 1 4 5 8)" ]
	holds "$stderr" 'driver/a.c:5:14: left to you: 6.12 may have another get_dump_page()'
}

@test "to: a macro with a ?: of its own gets parentheses" {
	plant driver/a.c <<'EOF'
#define MODE(w) w ? 4 : 0
#define TIGHT(w) ((w) ? 4 : 0)
int f(unsigned long a, int w, struct page **p)
{
	return get_user_pages(current, current->mm, a, 1, MODE(w), 0, p, NULL) +
	       get_user_pages(current, current->mm, a, 2, TIGHT(w), 0, p, NULL);
}
EOF
	run -0 guptidy convert --to 6.12 driver
	holds "$output" '(MODE(w)) ? FOLL_WRITE : 0'
	holds "$output" '2, TIGHT(w) ? FOLL_WRITE : 0'
}

@test "to: no call becomes one of the driver's own function or macro" {
	plant driver/a.c <<'EOF'
#define mmap_write_lock(mm) down_write(&(mm)->mmap_sem)
#define get_user_page_fast_only(a, p) (__get_user_pages_fast(a, 1, 1, p) == 1)
static long get_user_pages_remote(struct mm_struct *mm, unsigned long a);
static long get_user_pages_remote(struct mm_struct *mm, unsigned long a)
{
	return 0;
}
long f(struct mm_struct *mm, unsigned long a, struct page **p)
{
	down_write(&mm->mmap_sem);
	return get_user_pages(NULL, mm, a, 1, 1, 0, p, NULL);
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	lacks "$output" '+	mmap_write_lock'
	lacks "$output" '+	return'
	holds "$output" '(get_user_pages_fast_only(a, 1,'
	holds "$stderr" 'driver/a.c:1:47: left to you: the file has a mmap_write_lock() of its own'
	holds "$stderr" 'driver/a.c:10:18: left to you: the file has a mmap_write_lock() of its own'
	holds "$stderr" 'driver/a.c:11:9: left to you: the file has a get_user_pages_remote() of its own'
}

# hold STATIC BODY CALLER: what --to 6.12 makes of a wrapper's call of v4.4, which is all of BODY, and why not.
hold()
{
	cat >hold.c <<END
#include <linux/mm.h>

$1long hold(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, struct page **pages,
	       struct vm_area_struct **vmas)
{
	$2
	return get_user_pages(tsk, mm, start, 1, 1, 0, pages, vmas);
}

long one(unsigned long start, struct page **pages)
{
	struct task_struct *me = current;

	return hold(me, me->mm, start, pages, NULL);
}

long two(unsigned long start, struct page **pages, struct task_struct *other, struct vm_area_struct **vmas)
{
	$3
	return hold(current, current->mm, start, pages, NULL);
}
END
	run --separate-stderr guptidy convert --to 6.12 hold.c
}

@test "to: what all callers of a static wrapper pass is what it passes on" {
	hold "static " "" ""
	holds "$output" "+	return get_user_pages(start, 1, FOLL_WRITE, pages);"
	hold "static " "tsk = current;" "hold(other, current->mm, start, pages, NULL);"
	holds "$output" "+	return get_user_pages(start, 1, FOLL_WRITE, pages);"
	# The mm of another one: get_user_pages_remote() takes over, and wants to be told of its flags.
	hold "static " "" "hold(other, other->mm, start, pages, NULL);"
	holds "$output" "+	return get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);"
	for way in "static ||hold(current, current->mm, start, pages, vmas);" "||" "static |vmas = of(mm);|" \
		   "static ||call(hold);" "static |if (start) vmas = of(mm);|" "static |fill(&vmas);|"; do
		IFS='|' read -r linkage body caller <<<"$way|"
		hold "$linkage" "$body" "${caller%|}"
		echo "$way: $output"
		[ -z "$output" ]
		holds "$stderr" "takes no vmas any more"
	done
}

@test "to: a function in one line gets four when the call makes it too long" {
	plant driver/a.c <<'END'
static inline int old(unsigned long a, struct page **p) { return get_user_pages(current, current->mm, a, 1, 1, 0, p, NULL); }
static inline int one(int a, int w, struct page **p){return get_user_pages_unlocked(a, 1, w, 0, p);}
static inline int two(unsigned long a, struct page **p) { return get_user_pages_unlocked(a, 1, 1, 0, p); }
static int both(int a, struct page **p) { return get_user_pages_fast(a, 1, !a, p) + get_user_pages_fast(0, 1, 1, p); }
static int noted(int a, struct page **p) { return get_user_pages_unlocked(a, 1, !a, 0, p); } /* in one line */
END
	run --separate-stderr guptidy convert --to 6.12 --in-place driver
	run cat driver/a.c
	holds "$output" 'old(unsigned long a, struct page **p) { return get_user_pages(a, 1, FOLL_WRITE, p); }
static inline int one(int a, int w, struct page **p)
{
	return get_user_pages_unlocked(a, 1, p, w ? FOLL_WRITE : 0);
}
static inline int two(unsigned long a, struct page **p)
{
	return get_user_pages_unlocked(a, 1, p, FOLL_WRITE);
}'
	holds "$output" 'static int both(int a, struct page **p) { return get_user_pages_fast('
	holds "$output" 'static int noted(int a, struct page **p) { return get_user_pages_unlocked('
}

@test "to: parentheses around what is locked, and comments inside of them" {
	plant driver/a.c <<'EOF'
void f(struct task_struct *task, struct mm_struct *mm, unsigned long x)
{
	down_read(&(task->mm->mmap_sem));
	up_read((&((task->mm)->mmap_sem)));
	if (down_write_trylock(&(mm->mmap_sem)))
		downgrade_write(&(mm
				  ->mmap_sem));
	down_read(/* theirs */ &mm->mmap_sem);
	down_read(&(/* ours */ mm->mmap_sem));
	down_read(&mm-> /* ours */ mmap_sem);
	down_read((x, &(mm->mmap_sem)));
	down_read(x & (mm->mmap_sem));
}
EOF
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	holds "$output" '+	mmap_read_lock(task->mm);
+	mmap_read_unlock(task->mm);
+	if (mmap_write_trylock(mm))
+		mmap_write_downgrade(mm);
+	mmap_read_lock(/* theirs */ mm);
 	down_read(&(/* ours */ mm->mmap_sem));'
	holds "$stderr" 'driver/a.c:9:29: left to you: a comment stands inside of what becomes the mm; convert it by hand'
	holds "$stderr" 'driver/a.c:10:29: left to you: a comment'
	holds "$stderr" 'driver/a.c:11:22: left to you: the mmap_sem of an mm'
	holds "$stderr" 'driver/a.c:12:21: left to you: the mmap_sem of an mm'
}
