# SPDX-License-Identifier: GPL-2.0-only
#
# convert --to: what of a driver's own follows its calls. A prototype that it repeats, a pointer that gets a function
# of the family, parameters that nobody passes on any more.

load common

# Converts a.c; twice changes nothing. What is left is in $stderr.
follow()
{
	local left
	run --separate-stderr guptidy convert --to 6.12 "$@" --in-place driver
	left=$stderr
	run --separate-stderr guptidy convert --to 6.12 "$@" driver
	[ -z "$output" ]
	stderr=$left
	output=$(cat driver/a.c)
}

@test "to-follow: a prototype that the driver repeats" {
	plant driver/a.c <<'END'
extern int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
long get_user_pages(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int,
		    struct page **, struct vm_area_struct **);
int get_user_pages_unlocked(unsigned long, unsigned long, int, int, struct page **);

int f(unsigned long a, struct page **p)
{
	extern int get_user_pages_fast(unsigned long, int, int write, struct page **);

	return get_user_pages_fast(a, 1, 1, p) + get_user_pages(current, current->mm, a, 1, 0, 0, p, NULL);
}
END
	follow
	holds "$output" 'extern int get_user_pages_fast(unsigned long start, int nr_pages,
			       unsigned int gup_flags, struct page **pages);
long get_user_pages(unsigned long, unsigned long, unsigned int,
		    struct page **);'
	holds "$output" '	extern int get_user_pages_fast(unsigned long, int,
				       unsigned int gup_flags, struct page **);'
	holds "$output" '	return get_user_pages_fast(a, 1, FOLL_WRITE, p) +
	       get_user_pages(a, 1, 0, p);'
	# Its result has another type: what it is nobody knows.
	holds "$output" 'int get_user_pages_unlocked(unsigned long, unsigned long, int, int, struct page **);'
	[ "$(cut -d: -f2 <<<"$stderr" | tr '\n' ' ')" = '4 ' ]
	holds "$stderr" 'convert its prototypes and definitions by hand'
}

@test "to-follow: a prototype with an attribute, and one of what the driver defines, stays" {
	plant driver/a.h <<'END'
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
END
	plant driver/a.c <<'END'
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	return 0;
}
extern long get_user_pages(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int,
			   struct page **, struct vm_area_struct **) __attribute__((nonnull(7)));
END
	run --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'driver/a.h:1:5: left to you: 6.12 has another get_user_pages_fast(), or none'
	holds "$stderr" 'driver/a.c:5:13: left to you: 6.12 has another get_user_pages(), or none'
}

@test "to-follow: a member that gets one function, and all calls through it" {
	plant driver/a.c <<'END'
struct lamp_ops {
	int (*get)(unsigned long start, int nr, int write, struct page **pages);
	void (*put)(struct page *page);
};

static const struct lamp_ops lamp_ops = {
	.get = get_user_pages_fast,
	.put = put_page,
};

static int lamp_get(const struct lamp_ops *ops, unsigned long a, int rw, struct page **p)
{
	if (!ops || !ops->put || ops->get == NULL)
		return -EINVAL;
	return ops->get(a, 1, 1, p) + lamp_ops.get(a, 1, rw == READ, p + 1) + (*ops->get)(a, 1, 0, p);
}
END
	follow
	[ -z "$stderr" ]
	holds "$output" '	int (*get)(unsigned long start, int nr,
		   unsigned int gup_flags, struct page **pages);'
	holds "$output" 'ops->get(a, 1, FOLL_WRITE, p)'
	holds "$output" 'lamp_ops.get(a, 1, rw == READ ? FOLL_WRITE : 0, p + 1)'
	holds "$output" '(*ops->get)(a, 1, 0, p)'
}

@test "to-follow: variables, and parameters that go" {
	plant driver/a.c <<'END'
static long (*get)(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr,
		   int write, int force, struct page **pages, struct vm_area_struct **vmas);

void set(void)
{
	get = &get_user_pages;
}

long f(unsigned long a, struct page **p)
{
	int (*fast)(unsigned long, int, int, struct page **) = get_user_pages_fast;

	return get(current, current->mm, a, 1, 1, 0, p, NULL) + fast(a, 1, 1, p);
}
END
	follow
	[ -z "$stderr" ]
	holds "$output" 'static long (*get)(unsigned long start, unsigned long nr,
		   unsigned int gup_flags, struct page **pages);'
	holds "$output" '	int (*fast)(unsigned long, int,
		    unsigned int, struct page **) = get_user_pages_fast;'
	holds "$output" '	return get(a, 1, FOLL_WRITE, p) +
	       fast(a, 1, FOLL_WRITE, p);'
}

@test "to-follow: the same name in other structs" {
	plant driver/a.c <<'END'
struct lamp_ops {
	int (*get)(unsigned long start, int nr, int write, struct page **pages);
};
struct lamp {
	const struct lamp_ops *ops;
	struct lamp_ops *table[4];
};
struct other {
	int get;
};
static struct lamp_ops all[] = { { .get = NULL }, [2] = {} }, *none = NULL;
static const struct lamp_ops lamp_ops = { .get = get_user_pages_fast };

int lamp_get(struct lamp *lamp, struct foreign *foreign, struct other *other, unsigned long a, struct page **p)
{
	*lamp->table[0] = (struct lamp_ops){ .get = get_user_pages_fast };
	lamp->ops = &(struct lamp_ops){ .get = &get_user_pages_fast };
	return lamp->ops->get(a, other->get, 1, p) + foreign->get(a, 1, 1, p) + (lamp->table[2])->get(a, 1, 1, p);
}
END
	run --separate-stderr guptidy convert --to 6.12 driver
	echo "$stderr"
	# Of an array nobody says what is in it.
	holds "$stderr" 'line 11 may use it in another way'
	sed -i 's/{ { .get = NULL }, \[2\] = {} }/{ }/' driver/a.c
	follow
	[ -z "$stderr" ]
	holds "$output" 'lamp->ops->get(a, other->get, FOLL_WRITE, p)'
	holds "$output" 'foreign->get(a, 1, 1, p)'
	holds "$output" '(lamp->table[2])->get(a, 1, FOLL_WRITE, p)'
}

@test "to-follow: a short name that others have as well" {
	plant driver/a.c <<'END'
#define LAMP(f, x) f(x)

int one(unsigned long a, struct page **p)
{
	int (*f)(unsigned long, int, int, struct page **) = get_user_pages_fast;

	return f(a, 1, 1, p) + LAMP(note, p->f);
}

int two(struct lamp *f)
{
	return f->f(f);
}

static int (*g)(unsigned long, int, int, struct page **) = &get_user_pages_fast;

int three(unsigned long a, struct page **p)
{
	int h = g(a, 1, 1, p);
	{
		char *g = next(&h);

		note(g);
		g = NULL;
	}
	return h;
}
END
	follow
	[ -z "$stderr" ]
	holds "$output" '	return f(a, 1, FOLL_WRITE, p) + LAMP(note, p->f);'
	holds "$output" '	int h = g(a, 1, FOLL_WRITE, p);'
	plant driver/a.c <<'END'
struct lamp_ops {
	int (*get)(unsigned long, int, int, struct page **);
};
#define LAMP_GET(ops, a) ((ops)->get(a, 1, 1, NULL))
struct lamp_ops lamp_ops = { .get = get_user_pages_fast };
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'line 4 may use it in another way'
}

@test "to-follow: a pointer that somebody else may set, or call, stays, and why is said" {
	local shape n=0
	while IFS='|' read -r members fill use why; do
		n=$((n + 1))
		plant driver/a.c <<END
struct lamp_ops {
	$members
};
$fill

int lamp_get(struct lamp_ops *ops, struct other *other, unsigned long a, struct page **p)
{
	$use
	return ops->get(a, 1, 1, p);
}
END
		cp driver/a.c before.c
		run --separate-stderr guptidy convert --to 6.12 --in-place driver
		echo "$n: $stderr"
		cmp driver/a.c before.c
		holds "$stderr" "the pointer's type and its calls must follow; $why"
	done <<'END'
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|ops->get = lamp_own;|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|give(ops->get);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|set(&ops->get);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|other_t *o = 0; o->get(a, 1, 1, p);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|find(a)->get(a, 1, 1, p);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct lamp_ops other_ops = { lamp_own };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|*ops = (struct lamp_ops){ lamp_own };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = (void *)get_user_pages_fast };|;|it is no plain
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { get_user_pages_fast };|;|it is no plain
long (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|;|its type is none
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct lamp_ops m[2] = { { lamp_own } };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct lamp_ops m = { .n = 1, lamp_own };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct lamp_ops m = LAMP_OPS_INIT;|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct lamp_ops *m = ops, n = { lamp_own };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct outer { struct lamp_ops ops; } m = { { lamp_own } };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|typedef struct lamp_ops lamp_ops_t;|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct outer m = { .ops = { .get = lamp_own } };|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|if (ops->get == lamp_own) return 0;|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|if (lamp_own != ops->get) return 0;|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|g = ops->get ?: lamp_own;|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|if (g = ops->get) return 0;|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = NULL };|g = ops->get = get_user_pages_fast;|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = NULL };|give(ops->get = get_user_pages_fast, 1);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|(*(get_t *)ops->get)(a, 1, 1, p);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|(*p ? lamp_own : ops->get)(a, 1, 1, p);|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|int get = 1; set(ops, offsetof(struct lamp_ops, get));|line 8 may use it
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|typeof(*ops) m = { lamp_own };|line 8 may fill its struct
int (*get)(unsigned long, int, int, struct page **) __attribute__((nonnull(4)));|struct lamp_ops l = { .get = get_user_pages_fast };|;|an attribute may count
int (*get)(unsigned long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|struct lamp_ops { get_t *get; } o = {};|another struct of the file has the same tag
get_t get;|struct lamp_ops l = { .get = get_user_pages_fast };|;|the file does not declare
int (*get)(long, int, int, struct page **);|struct lamp_ops l = { .get = get_user_pages_fast };|;|its type is none
END
	[ "$n" -eq 31 ]
}

@test "to-follow: a struct that a function declares for itself stays" {
	plant driver/a.c <<'END'
int f(unsigned long a, struct page **p)
{
	struct { int (*get)(unsigned long, int, int, struct page **); } ops;

	ops.get = get_user_pages_fast;
	return ops.get(a, 1, 1, p);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" "its struct is one of a function's own"
}

@test "to-follow: calls in the arguments of each other: what hangs on them stays" {
	plant driver/a.c <<'END'
static int (*get)(unsigned long, int, int, struct page **) = get_user_pages_fast;

static long own(struct mm_struct *mm, unsigned long a, struct page **p)
{
	return get_user_pages(current, mm, a, 1, 1, 0, p, NULL);
}

static long other(struct mm_struct *mm, unsigned long a, struct page **p)
{
	return get_user_pages(current, mm, a, 1, 1, 0, p, NULL);
}

long f(unsigned long a, struct page **p)
{
	return own(current->mm, other(current->mm, a, p), p) + get(a, get(a, 1, 1, p), 1, p);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	echo "$output$stderr"
	holds "$output" '+	return own(current->mm, other(a, p), p) + get(a, get(a, 1, 1, p), 1, p);'
	holds "$stderr" 'its calls must follow; a call of it stands in the arguments of another one'
	holds "$stderr" 'in own(): remove it, with what its callers pass; a call of it has another converted call'
}

@test "to-follow: a pointer may be asked for, and set in a statement" {
	plant driver/a.c <<'END'
static int (*get)(unsigned long, int, int, struct page **);

int f(int on, unsigned long a, struct page **p)
{
	if (on)
		get = get_user_pages_fast;
	else
		get = NULL;
	if (WARN_ON(!get) || NULL == get)
		return get ? 1 : 0;
	return get(a, 1, 1, p);
}
END
	follow
	[ -z "$stderr" ]
	holds "$output" '	return get(a, 1, FOLL_WRITE, p);'
}

# What the driver's other file, a macro or a string names is more than the code of this one shows.
@test "to-follow: what other files and macros may use stays, and why is said" {
	local n=0
	while IFS='|' read -r name text above use fixed why; do
		n=$((n + 1))
		rm -rf driver
		plant "driver/$name" <<<"$text"
		plant driver/a.c <<END
#include "lamp.h"
$above
struct lamp_ops {
	int (*get)(unsigned long, int, int, struct page **);
};
static const struct lamp_ops ops = { .get = get_user_pages_fast };
static int (*fast)(unsigned long, int, int, struct page **) = get_user_pages_fast;

static long own(struct task_struct *tsk, unsigned long a, struct page **p)
{
	$use;
	return get_user_pages(tsk, current->mm, a, 1, 0, 0, p, NULL);
}

long f(unsigned long a, struct page **p)
{
	return own(current, a, p) + ops.get(a, 1, 1, p) + fast(a, 1, 1, p);
}
END
		run --separate-stderr guptidy convert --to 6.12 driver
		echo "$n: $output $stderr"
		holds "$stderr" "$why"
		case $fixed in
		get | fast)	lacks "$output" "$fixed(a, 1, FOLL_WRITE, p)" ;;
		own)		lacks "$output" 'own(unsigned long a' ;;
		*)		holds "$output" '+	return own(a, p) + ops.get(a, 1, FOLL_WRITE, p) +' ;;
		esac
	done <<'END'
lamp.h|#define LAMP(ops) ((ops)->get(0, 1, 1, NULL))||;|get|its calls must follow; lamp.h has its name, too
lamp.h|#define LAMP() fast(0, 1, 1, NULL)||;|fast|its calls must follow; lamp.h has its name, too
lamp.h||#define LAMP(n) f##n|;|fast|its calls must follow; a macro of a.c may make its name
lamp.h|#define NOTE() note(tsk)||NOTE()|own|in own(): remove it, with what its callers pass; a macro that it uses
lamp.h|#define NOTE2() note(tsk)|#define NOTE() NOTE2()|NOTE()|own|in own(): remove it, with what its callers pass; a macro that it uses
lamp.h|#define NOTE(tsk) note((tsk)->get, (current)->tsk)||NOTE(current)|get|its calls must follow; lamp.h has its name, too
lamp.h|#define NOTE(tsk) note((tsk)->mm)||NOTE(current)||
lamp.h||long other(void) __attribute__((alias("own")));|;|own|in own(): remove it, with what its callers pass; a string
lamp.h|||asm volatile("call own")|own|in own(): remove it, with what its callers pass; a string
lamp.h|||note("own failed")||
lamp.h||EXPORT_SYMBOL_GPL(own);|;|own|in own(): remove it, with what its callers pass; it is exported
all.c|#include "a.c"||;|own|in own(): remove it, with what its callers pass; all.c includes this file
all.c|#include "a.c"||;|get|its calls must follow; all.c includes this file
END
	[ "$n" -eq 13 ]
}

@test "to-follow: whose memory it is, callers that the file does not show may say otherwise" {
	local n=0
	while IFS='|' read -r name text above; do
		n=$((n + 1))
		rm -rf driver
		plant "driver/$name" <<<"$text"
		plant driver/a.c <<END
#include "lamp.h"
$above
static long own(struct task_struct *tsk, struct mm_struct *mm, unsigned long a, struct page **p)
{
	return get_user_pages(tsk, mm, a, 1, 1, 0, p, NULL);
}

static long outer(struct task_struct *tsk, unsigned long a, struct page **p)
{
	return own(tsk, tsk->mm, a, p);
}

long f(struct task_struct *tsk, unsigned long a, struct page **p)
{
	return own(current, current->mm, a, p) + outer(current, a, p);
}
END
		run --separate-stderr guptidy convert --to 6.12 driver
		echo "$n: $output $stderr"
		[ "$n" -eq 1 ] || holds "$output" '+	return get_user_pages_remote(mm, a, 1, FOLL_WRITE, p, NULL);'
		[ "$n" -gt 1 ] || holds "$output" '+	return get_user_pages(a, 1, FOLL_WRITE, p);'
	done <<'END'
lamp.h|#define LAMP(tsk) note(tsk)|
lamp.h|#define LAMP(tsk) own(tsk, (tsk)->mm, 0, NULL)|
lamp.h|#define LAMP(tsk) outer(tsk, 0, NULL)|
lamp.h||#define LAMP(n) o##n(other, other->mm, 0, NULL)
all.c|#include "a.c"|
END
	[ "$n" -eq 5 ]
}

@test "to-follow: an address goes with its pointer, which is somebody's: each is named" {
	plant driver/a.c <<'END'
struct ops {
	int (*fast)(unsigned long, int, int, struct page **);
};
typedef int fast_t(unsigned long, int, int, struct page **);

static const struct ops ops = {
	.fast = &get_user_pages_fast,
};
static int (*fast)(unsigned long, int, int, struct page **) = get_user_pages_fast;
static fast_t *table[] = { get_user_pages_fast, [1] = &get_user_pages_fast };

int by_pointer(unsigned long a, struct page **p, fast_t *late)
{
	late = get_user_pages_fast;
	give(get_user_pages_fast, (void *)get_user_pages_fast);
	return ops.fast(a, 1, 1, p) + fast(a, 1, 0, p) + late(a, 1, 0, p);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	[ "$(cut -d: -f2 <<<"$stderr" | tr '\n' ' ')" = '7 9 10 10 14 15 15 ' ]
	[ "$(grep -c "the pointer's type and its calls must follow" <<<"$stderr")" -eq 7 ]
}

@test "to-follow: what others can see, and what older kernels need, stays; what none needs goes" {
	plant driver/a.h <<'END'
static int (*get)(unsigned long, int, int, struct page **) = get_user_pages_fast;
END
	run --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
	holds "$stderr" 'whoever includes this header can use it'
	rm driver/a.h
	plant driver/a.c <<'END'
extern int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
static int (*get)(unsigned long, int, int, struct page **) = get_user_pages_fast;

static inline int short_one(unsigned long a, int w, struct page **p) { return get_user_pages_fast(a, 1, w, p); }

static long own(struct mm_struct *mm, unsigned long a, struct page **p)
{
	return get(a, 1, 1, p) + get_user_pages(current, mm, a, 1, 0, 0, p, NULL);
}

long f(unsigned long a, struct page **p)
{
	return own(current->mm, a, p);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.4 driver
	lacks "$(grep '^[-+]' <<<"$output")" '*get'
	# Its function stays what each kernel has, and so does the line.
	lacks "$(grep '^[-+]' <<<"$output")" short_one
	holds "$stderr" 'driver/a.c:2:62: left to you: 6.12 may have another get_user_pages_fast(), or none: the pointer'
	holds "$stderr" 'older kernels need it as it is'
	# What no kernel needs goes all the same.
	holds "$output" '+static long own(unsigned long a, struct page **p)'
	holds "$output" '+	return own(a, p);'
	plant driver/a.c <<'END'
long f(struct mm_struct *mm, unsigned long a, struct page **p)
{
	struct vm_area_struct **none = NULL;

	give(get_user_pages);
	return get_user_pages(a, 1, FOLL_WRITE, p, none);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.9 driver
	[ -z "$output" ]
	holds "$stderr" 'driver/a.c:6:9: left to you: stays as it is'
	lacks "$stderr" 'has no use left'
}

@test "to-follow: parameters that have no use left go, with what the callers pass" {
	plant driver/a.c <<'END'
static long inner(struct task_struct *, struct mm_struct *, unsigned long, struct page **);

static long outer(struct task_struct *tsk, struct mm_struct *mm, unsigned long a, struct page **p)
{
	return inner(tsk, mm, a, p);
}

/**
 * inner - get two pages
 * @tsk: whose memory
 *	it is
 * @mm: the memory
 * @a: where
 * @p: the pages
 */
static long inner(struct task_struct *tsk, struct mm_struct *mm, unsigned long a, struct page **p)
{
	return get_user_pages(tsk, mm, a, 1, 0, 0, p, NULL) + get_user_pages(tsk, mm, a, 1, 0, 0, p, NULL);
}

static long none(struct vm_area_struct **vmas)
{
	return get_user_pages(current, current->mm, 0, 1, 0, 0, pages, vmas);
}

long all(unsigned long a, struct page **p)
{
	struct task_struct *me = current;

	return outer(me, me->mm, a, p) + none(NULL);
}
END
	follow
	holds "$output" 'static long inner(unsigned long, struct page **);

static long outer(unsigned long a, struct page **p)
{
	return inner(a, p);
}

/**
 * inner - get two pages
 * @a: where
 * @p: the pages
 */
static long inner(unsigned long a, struct page **p)
{'
	holds "$output" 'static long none(void)'
	holds "$output" '	return outer(a, p) + none();'
	[ "$stderr" = 'driver/a.c:30:9: left to you: `me` has no use left in this function: remove it' ]
}

@test "to-follow: parameters that must stay are named, with the reason" {
	local n=0
	while IFS='|' read -r above list body call why; do
		n=$((n + 1))
		plant driver/a.c <<END
#define NONNULL __attribute__((nonnull(1)))
$above
static long own($list)
{
	long got = get_user_pages(current, mm, a, 1, 0, 0, pages, NULL);

	$body
	return got;
}

long f(unsigned long a, struct page **p)
{
	return $call;
}
END
		run --separate-stderr guptidy convert --to 6.12 driver
		echo "$n: $output $stderr"
		[ "$(grep -c '^+.*own(' <<<"$output")" -eq 0 ]
		[ -z "$why" ] || holds "$stderr" "parameter \`mm\` has no use left in own(): remove it, with what its callers pass; $why"
		[ -n "$why" ] || lacks "$stderr" "no use left"
	done <<'END'
|struct mm_struct *mm, unsigned long a|look(mm);|own(current->mm, a)|
|struct mm_struct *mm, unsigned long a|;|own(current->mm, a) + call(own)|
|struct mm_struct *mm /* ours */, unsigned long a|;|own(current->mm, a)|a comment, or an #if, stands between its parameters
|struct mm_struct *mm, unsigned long a|;|own(/* ours */ current->mm, a)|a comment, or an #if, stands between the arguments
#define NOTE() note(mm)|struct mm_struct *mm, unsigned long a|NOTE();|own(current->mm, a)|a macro that it uses has its name
__attribute__((nonnull(1)))|struct mm_struct *mm, unsigned long a|;|own(current->mm, a)|an attribute may count
NONNULL|struct mm_struct *mm, unsigned long a|;|own(current->mm, a)|an attribute may count
|struct mm_struct *mm, unsigned long a, char (*b)[sizeof(*mm)]|;|own(current->mm, a, NULL)|
END
	[ "$n" -eq 8 ]
	plant driver/a.c <<'END'
/**
 * own - of @mm
 * @mm: ours
 */
static long own(struct mm_struct *mm)
{
	return get_user_pages(current, mm, 0, 1, 0, 0, pages, NULL);
}

/**
 * long_own - of ours
 * @mm: ours
 *
 *   Or anybody's.
 * @p: pages
 */
static long long_own(struct mm_struct *mm, struct page **p)
{
	return get_user_pages(current, mm, 0, 1, 0, 0, p, NULL);
}

static long other(struct task_struct *tsk, struct page **p)
{
	return get_user_pages_remote(tsk, current->mm, 0, 1, 0, p, NULL, NULL);
}

long f(void)
{
	return own(current->mm) + other(find_task(), pages) + long_own(current->mm, pages);
}
END
	run --separate-stderr guptidy convert --to 6.12 driver
	holds "$stderr" 'in own(): remove it, with what its callers pass; the comment above it speaks of it elsewhere'
	holds "$stderr" 'in long_own(): remove it, with what its callers pass; the comment above it speaks of it elsewhere'
	plant driver/c.c <<'END'
#ifdef LAMP
static int twice(struct mm_struct *mm)
{
	return get_user_pages(current, mm, 0, 1, 0, 0, pages, NULL);
}
#else
static int twice(struct mm_struct *mm)
{
	return look(mm);
}
#endif
int g(void)
{
	return twice(current->mm);
}
END
	plant driver/b.c <<'END'
static int first(struct mm_struct *mm)
{
	return get_user_pages(current, mm, 0, 1, 0, 0, pages, NULL);
}

long f(void)
{
	return get_user_pages(current, current->mm, first(current->mm), 1, 0, 0, pages, NULL);
}
END
	run --separate-stderr guptidy convert --to 6.12 driver
	holds "$output" '+	return get_user_pages(first(current->mm), 1, 0, pages);'
	lacks "$output" 'twice('
	holds "$stderr" 'in first(): remove it, with what its callers pass; a call of it has another converted call'
	holds "$stderr" 'in other(): remove it, with what its callers pass; a caller passes what may do more than name one'
}

@test "to-follow: what follows compiles as what went in" {
	mkdir old new
	cat >old/kernel.h <<'END'
struct page;
struct mm_struct;
struct vm_area_struct;
struct task_struct { struct mm_struct *mm; } *current;
#define NULL ((void *)0)
#define FOLL_WRITE 1
#define FOLL_FORCE 16
END
	cp old/kernel.h new
	cat >>old/kernel.h <<'END'
long get_user_pages(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
		    int write, int force, struct page **pages, struct vm_area_struct **vmas);
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
END
	cat >>new/kernel.h <<'END'
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages);
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
END
	plant driver/a.c <<'END'
#include "kernel.h"

extern int get_user_pages_fast(unsigned long, int, int, struct page **);

struct lamp_ops {
	int (*fast)(unsigned long start, int nr, int write, struct page **pages);
	long (*slow)(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr, int write,
		     int force, struct page **pages, struct vm_area_struct **vmas);
};
static const struct lamp_ops lamp_ops = { .fast = get_user_pages_fast, .slow = &get_user_pages };

static long own(struct task_struct *tsk, struct mm_struct *mm, unsigned long a, int write, struct page **p);

static long outer(struct mm_struct *mm, unsigned long a, struct page **p)
{
	return own(current, mm, a, 1, p);
}

static long own(struct task_struct *tsk, struct mm_struct *mm, unsigned long a, int write, struct page **p)
{
	return get_user_pages(tsk, mm, a, 1, write, 1, p, NULL);
}

long all(const struct lamp_ops *ops, unsigned long a, int rw, struct page **p)
{
	if (!ops)
		ops = &lamp_ops;
	return outer(current->mm, a, p) + ops->fast(a, 1, rw == 0, p) +
	       ops->slow(current, current->mm, a, 1, rw, 0, p, NULL) + get_user_pages_fast(a, 1, 1, p);
}
END
	cc -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I old driver/a.c
	run -1 cc -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I new driver/a.c
	follow
	[ -z "$stderr" ]
	cc -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I new driver/a.c
}
