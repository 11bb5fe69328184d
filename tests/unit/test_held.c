// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whether the mmap lock is held at the call of pin_user_pages() in a body: what all ways to it have met,
 * as letters. E is as at entry, T taken, D dropped, F shown to be free, H hinted at, o that
 * another mm's is taken, ? that nobody knows, - that no way leads there; t, d and f: what is done first behind
 * a call that is reached as at entry; v: all ways have tried for it in vain.
 */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "contract/lock/held.h"
#include "contract/lock/lock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct row {
	const char *body, *expected;
};

/* What the bodies may call. */
static const char helpers[] =
	"\n#define HOLD(m) mmap_read_lock(m)\n"
	"#define HOLD_TOO(m) do { (m)->n++; HOLD(m); } while (0)\n"
	"#define NOTE(m) ((m)->n++)\n"
	"#define ROUND(m) ROUND(m)\n"
	"enum { NONE, SOME }; enum { ZERO, ONE = ZERO, FOUR = 4, QUAD = 4 };"
	"\n#define NIL 0\n#define SUM 3 + 1\n"
	"static void take(struct mm_struct *m) { mmap_read_lock(m); }"
	"static void drop(struct mm_struct *m) { mmap_read_unlock(m); }"
	"static void enter(struct work *w) { w->n++; take(w->mm); }"
	"static int wait(struct mm_struct *m) { if (mmap_read_lock_killable(m)) return -EINTR; return 0; }"
	"static int wait_too(struct mm_struct *m) { int ret = mmap_read_lock_killable(m); return ret; }"
	"static bool try(struct mm_struct *m) { return mmap_read_trylock(m); }"
	"static struct vma *find(struct mm_struct *m) { struct vma *v; mmap_read_lock(m); v = look(m);"
	"	if (!v) { mmap_read_unlock(m); return NULL; } return v; }"
	"static struct vma *seek(struct mm_struct *m) { struct vma *v; mmap_read_lock(m); v = look(m);"
	"	if (!v) { mmap_read_unlock(m); return ERR_PTR(-1); } return v; }"
	"static void perhaps(struct mm_struct *m, int n) { if (n) mmap_read_lock(m); }"
	"static int either(struct mm_struct *m, int n) { if (n) { mmap_read_lock(m); return 0; } return 0; }"
	"static void peek_guarded(struct mm_struct *m) { guard(mmap_read_lock)(m); look(m); }"
	"static void peek(struct mm_struct *m) { mmap_read_lock(m); mmap_read_unlock(m); }"
	"static void yield(struct mm_struct *m) { mmap_read_unlock(m); mmap_read_lock(m); }"
	"static void two(struct mm_struct *m, struct mm_struct *o) { mmap_read_lock(m); mmap_read_lock(o); }"
	"static void other(struct mm_struct *m) { m = m->next; mmap_read_lock(m); }"
	"static void round(struct mm_struct *m, int n) { if (n) round(m, n - 1); mmap_read_lock(m); }"
	"static void chatty(struct mm_struct *m) { mmap_read_lock(m); talk(m); }"
	"static void dip(struct work *w) { struct mm_struct *m = w->other; mmap_read_lock(m); mmap_read_unlock(m); }"
	"static void try_dip(struct work *w) { struct mm_struct *m = w->other;"
	"	if (mmap_read_trylock(m)) mmap_read_unlock(m); }"
	"static void undip(struct work *w) { struct mm_struct *m = w->other; mmap_read_unlock(m); mmap_read_lock(m); }"
	"static void half_dip(struct work *w) { struct mm_struct *m = w->other; mmap_read_lock(m);"
	"	if (w->n) return; mmap_read_unlock(m); }"
	"static void relock7(struct work *w) { w->n++; } static void six(struct work *w) { relock7(w); }"
	"static void five(struct work *w) { six(w); } static void four(struct work *w) { five(w); }"
	"static void three(struct work *w) { four(w); } static void two_of(struct work *w) { three(w); }"
	"static void one(struct work *w) { two_of(w); }";

/* Puts the bodies into a function, and asks at its call of pin_user_pages(). */
static void read_held(const char *body, struct source *source, struct held *held)
{
	char *text = mem_printf("%s int f(struct mm_struct *mm, struct work *work, int fast, int write) { "
				"int ret, locked = 1; %s }", helpers, body);
	static struct scanned_file file;
	size_t i = 0;

	source_from_text(source, &file, text, strlen(text));
	while (!token_is(&source->outline.tokens, i, "pin_user_pages"))
		assert_true(++i < source->outline.tokens.n);
	held_at(source, i, "mm", held);
	free(text);
}

static char *held_in(const char *body)
{
	static const char letters[] = "ETD?FHo";
	struct source source;
	struct buf out = {0};
	struct held held;

	read_held(body, &source, &held);
	for (size_t bit = 0; letters[bit]; bit++)
		if (held.holds >> bit & 1)
			buf_printf(&out, "%c", letters[bit]);
	buf_puts(&out, held.holds ? "" : "-");
	buf_puts(&out, held.taken_behind != NO_TOKEN ? " t" : "");
	buf_puts(&out, held.dropped_behind != NO_TOKEN ? " d" : "");
	buf_puts(&out, held.free_behind != NO_TOKEN ? " f" : "");
	buf_puts(&out, held.holds && !held.is_untried ? " v" : "");
	source_close(&source);
	return buf_take(&out);
}

static void assert_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *found = held_in(rows[i].body);

		if (strcmp(found, rows[i].expected))
			fail_msg("%s\n  expected: %s\n  found:    %s", rows[i].body, rows[i].expected,
				 found);
		free(found);
	}
}

#define CALL "pin_user_pages(0, 1, 0, work->pages);"
#define LOCK "mmap_read_lock(mm);"
#define UNLOCK "mmap_read_unlock(mm);"

static void test_plain(void **state)
{
	static const struct row rows[] = {
		{ CALL, "E" },
		{ LOCK CALL UNLOCK, "T" },
		{ LOCK UNLOCK CALL, "D" },
		{ "if (fast) " LOCK CALL UNLOCK, "ET d" },
		{ "down_read(&mm->mmap_sem); " CALL, "T" },
		{ "down_read(&work->sem); " CALL, "E" },
		{ "mmap_read_lock(work->mm); " CALL, "o" },
		{ "mmap_read_lock(work->mm); mmap_read_unlock(work->mm); " CALL, "?" },
		{ "mmap_read_lock(work->mm); " LOCK CALL, "T" },
		{ "if (fast) mmap_read_lock(work->mm); " CALL, "Eo" },
		{ "mmap_read_lock(work->mm); find_vma(mm, 0); " CALL, "?" },
		{ "mmap_assert_locked(mm); " CALL, "T" },
		{ "mmap_write_lock(mm); mmap_write_downgrade(mm); " CALL, "T" },
		{ CALL UNLOCK, "E d" },
		{ CALL LOCK UNLOCK, "E t" },
		{ "return 0; " CALL, "-" },
		{ "lock_it(mm); " CALL, "?" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Guards hold the lock in their scope alone. */
static void test_guards(void **state)
{
	static const struct row rows[] = {
		{ "guard(mmap_read_lock)(mm); " CALL, "T" },
		{ "guard(rwsem_write)(&mm->mmap_lock); " CALL, "T" },
		{ "guard(rwsem_write)(&work->lock); " CALL, "E" },
		{ "guard(mmap_read_lock)(work->mm); " CALL, "?" },
		{ "guard(mutex)(&work->lock); " CALL, "E" },
		{ "guard(mmap_shared)(mm); " CALL, "?" },
		{ "guard(work)(work); " CALL, "?" },
		{ "CLASS(work, held)(work); " CALL, "?" },
		{ "CLASS(fd, held)(work->fd); " CALL, "E" },
		{ "ACQUIRE(mutex_intr, held)(&work->lock); " CALL, "E" },
		{ "scoped_cond_guard(mmap_read_lock, return 0, mm) " CALL, "?" },
		{ "{ guard(mmap_read_lock)(mm); } " CALL, "D" },
		{ "{ guard(mmap_read_lock)(mm); mmap_assert_locked(mm); } " CALL, "D" },
		{ "if (fast) { guard(mmap_read_lock)(mm); ret = 1; } " CALL, "ED" },
		{ "while (fast--) { " CALL " guard(mmap_read_lock)(mm); ret = 1; }", "ED t" },
		{ "scoped_guard(mmap_read_lock, mm) " CALL, "T" },
		{ "scoped_guard(mmap_read_lock, mm) { ret = 1; } " CALL, "D" },
		{ "scoped_guard(mmap_read_lock, mm) { if (fast) break; continue; } " CALL, "D" },
		{ "scoped_guard(mmap_read_lock, mm) { " UNLOCK " } " CALL, "D" },
		{ "scoped_guard(mmap_read_lock_try, mm) { ret = 1; } " CALL, "?" },
		{ "scoped_guard(mutex, &work->lock) { " LOCK " } " CALL, "T" },
		{ "scoped_guard(mutex_try, &work->lock) { " LOCK " } " CALL, "ET" },
		{ "peek_guarded(mm); " CALL, "F" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Two conditions of one text agree on each way, as long as nothing of them changes. */
static void test_conditions(void **state)
{
	static const struct row rows[] = {
		{ "if (!fast) " LOCK "if (fast) " CALL, "E" },
		{ "if (!fast) " LOCK "if (!fast) " CALL, "T" },
		{ "if (fast == 0) " LOCK "if (!fast) " CALL, "T" },
		{ "if (ret == write) " LOCK "if (write != ret) " CALL, "E" },
		{ "if (!fast) " LOCK "fast = write; if (fast) " CALL, "ET" },
		{ "if (!fast) " LOCK "touch(&fast); if (fast) " CALL, "ET" },
		{ "if (!work->fast) " LOCK "touch(write); if (work->fast) " CALL, "ET" },
		{ "if (!fast && write) " LOCK "if (!fast) " CALL, "ET" },
		{ "if (mm == current->mm) { down_read(&current->mm->mmap_sem); " CALL "}", "T" },
		{ "if (mm == work->mm) mmap_read_lock(work->mm); if (mm == work->mm) " CALL, "T" },
		{ "if (mm != work->mm) mmap_read_lock(work->mm); if (mm != work->mm) " CALL, "o" },
		{ "if (at->mm == mm) mmap_read_lock(at->mm); if (mm == at->mm) " CALL, "T" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* A variable that is set to a constant tells which branch is taken behind that. */
static void test_constants(void **state)
{
	static const struct row rows[] = {
		{ "int once; for (once = 1, mmap_read_lock(mm); once; once = 0, mmap_read_unlock(mm)) " CALL, "T" },
		{ "bool have = false; if (write) { " LOCK " have = true; } if (have) " CALL, "T" },
		{ "bool have = false; if (write) { " LOCK " have = true; } if (!have) " CALL, "E" },
		{ "ret = -EINVAL; if (write) { " LOCK " ret = 0; } if (ret < 0) return ret; " CALL, "T" },
		{ "ret = 1; if (write) { " LOCK " ret = 3; } if (2 <= ret) " CALL, "T" },
		{ "int at = NONE; if (write) { " LOCK " at = SOME; } if (at == SOME) " CALL, "T" },
		{ "int at = ZERO; if (write) { " LOCK " at = ONE; } if (at == ONE) " CALL, "ET" },
		{ "int at = NIL; if (write) { " LOCK " at = FOUR; } if (at == FOUR) " CALL, "T" },
		{ "int at = FOUR; if (write) { " LOCK " at = QUAD; } if (at == QUAD) " CALL, "ET" },
		{ "int at = FOUR; if (write) { " LOCK " at = SUM; } if (at == SUM) " CALL, "ET" },
		/* the labels of a switch */
		{ "int at = NONE; if (write) { " LOCK " at = SOME; } switch (at) { case SOME: " CALL " }", "T" },
		{ "int at = NONE; switch (at) { case NONE: " LOCK " case SOME: " CALL " }", "T" },
		{ "int at = NONE; switch (at + 1) { case NONE: " LOCK " case SOME: " CALL " }", "ET" },
		{ "int at = NONE; switch (at) { case NONE: " LOCK " default: " CALL " }", "ET" },
		{ "int at = 2; switch (at) { case 0 ... 1: " LOCK " case SOME: " CALL " }", "ET" },
		/* set by somebody else, or now and then; another variable of that name */
		{ "int have = 0; watch(&have); have = 0; if (!have) " LOCK CALL, "ET" },
		{ "static int have = 0; if (!have) " LOCK CALL, "ET" },
		{ "ret = 0; if (write && (ret = 1)) " LOCK " if (ret) " CALL, "ET" },
		{ "ret = 3; if (write) { " LOCK " ret -= 1; } if (ret == 2) " CALL, "T" },
		{ "ret = 0; { int ret = 1; } if (!ret) " LOCK CALL, "ET" },
		{ "unsigned int n = -1; if (n < 0) " LOCK CALL, "ET" },
		{ "ret = 0; work->ret = 1; if (!ret) " LOCK CALL, "ET" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Operations that may fail. */
static void test_answers(void **state)
{
	static const struct row rows[] = {
		{ "if (mmap_read_lock_killable(mm)) return -EINTR; " CALL, "T" },
		{ "if (!mmap_read_trylock(mm)) return -EAGAIN; " CALL, "T" },
		{ "if (mmap_read_trylock(mm)) return 0; " CALL, "E v" },
		{ "if (mmap_read_trylock(mm)) return 0; " CALL UNLOCK, "E d v" },
		{ "if (fast && mmap_read_trylock(mm)) return 0; " CALL, "E" },
		{ "if (mmap_read_trylock(work->mm)) return 0; " CALL, "E" },
		{ "ret = mmap_read_trylock(mm); if (ret) return ret; " CALL, "E v" },
		/* in a condition, and not alone */
		{ "if (write && mmap_write_lock_killable(mm)) return -EINTR; " CALL, "ET" },
		{ "if (mmap_read_lock_killable(mm) != 0) return -EINTR; " CALL, "T" },
		{ "if ((ret = mmap_read_lock_killable(mm))) return ret; " CALL, "T" },
		/* in a variable */
		{ "ret = mmap_read_lock_killable(mm); if (ret) return ret; " CALL, "T" },
		{ "ret = mmap_read_lock_killable(mm); if (ret < 0) return ret; " CALL, "T" },
		{ "ret = mmap_read_lock_killable(mm); if (!ret) return ret; " CALL, "E" },
		{ "ret = mmap_read_trylock(mm); if (!ret) return ret; " CALL, "T" },
		{ "ret = mmap_read_trylock(mm); if (ret == 0) return ret; " CALL, "T" },
		{ "ret = down_read_killable(&mm->mmap_sem); if (unlikely(ret)) goto out; " CALL
		  "up_read(&mm->mmap_sem); out: return ret;", "T" },
		{ "ret = mmap_read_lock_killable(mm); if (ret) goto out; " UNLOCK " out: " CALL, "ED" },
		{ "ret = mmap_read_lock_killable(mm); if (ret) write = 1; if (!ret) " CALL, "T" },
		{ CALL "ret = mmap_read_lock_killable(mm); if (!ret) " UNLOCK, "E t" },
		/* nobody looks, or nobody can tell */
		{ "ret = mmap_read_lock_killable(mm); " CALL, "?" },
		{ "ret = mmap_read_lock_killable(mm); touch(&ret); if (ret) return ret; " CALL, "?" },
		{ "ret = mmap_read_lock_killable(mm); if (is_bad(ret)) return ret; " CALL, "?" },
		{ "ret = mmap_read_lock_killable(mm); ret = write; if (ret) return ret; " CALL, "?" },
		{ "mmap_read_lock_killable(mm); " CALL, "?" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

#define REMOTE "get_user_pages_remote(mm, 0, 1, 0, work->pages, NULL, &locked);"

/* What the family dropped, or not. */
static void test_locked(void **state)
{
	static const struct row rows[] = {
		{ LOCK REMOTE "if (locked) " CALL, "T" },
		{ LOCK REMOTE "if (!locked) " CALL, "D" },
		{ LOCK REMOTE "if (locked == 0) " CALL, "D" },
		{ LOCK REMOTE "if (locked != 0) " CALL, "T" },
		{ LOCK REMOTE "if (locked == 1) " CALL, "T" },
		{ LOCK REMOTE "if (locked != 1) " CALL, "D" },
		{ LOCK REMOTE "if (locked == 2) " CALL, "?" },
		{ LOCK REMOTE "if (locked) " UNLOCK CALL, "D" },
		{ LOCK REMOTE CALL, "?" },
		{ LOCK REMOTE "locked = 1; if (locked) " CALL, "?" },
		{ LOCK REMOTE "if (write) " CALL, "?" },
		{ REMOTE "if (locked) " CALL, "E" },
		{ LOCK "get_user_pages_remote(mm, 0, 1, 0, work->pages, NULL, NULL); " CALL, "T" },
		{ LOCK "get_user_pages_remote(mm, 0, 1, 0, work->pages, NULL, work->locked); " CALL, "?" },
		{ LOCK "get_user_pages_remote(work->mm, 0, 1, 0, work->pages, NULL, &locked); "
		  "if (!locked) " CALL, "?" },
		{ LOCK "fixup_user_fault(mm, 0, 0, &unlocked); " CALL, "T" },
		{ "down_read(&current->mm->mmap_sem); get_user_pages_locked(0, 1, 0, work->pages, &locked); "
		  "if (mm == current->mm) if (locked) " CALL, "?" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Functions that do it for their caller. */
static void test_helpers(void **state)
{
	static const struct row rows[] = {
		{ "take(mm); " CALL, "T" },
		{ "take(mm); drop(mm); " CALL, "D" },
		{ "take(work->mm); " CALL, "o" },
		{ "enter(work); " CALL, "o" },
		{ "wait(mm); " CALL, "?" },
		{ "if (wait(mm)) return 0; " CALL, "T" },
		{ "if (wait(mm)) " CALL, "F" },
		{ "ret = wait_too(mm); if (ret) return ret; " CALL, "T" },
		{ "ret = wait_too(mm); if (!ret) return ret; " CALL, "E" },
		{ "if (try(mm)) " CALL, "T" },
		{ "if (!try(mm)) " CALL, "E v" },
		{ "struct vma *v = find(mm); if (v) " CALL, "T" },
		{ "struct vma *v = find(mm); if (!v) " CALL, "E v" },
		{ "peek(mm); " CALL, "F" },
		{ "yield(mm); " CALL, "T" },
		{ "dip(work); " CALL, "E" },
		{ "try_dip(work); " CALL, "?" },
		{ "undip(work); " CALL, "?" },
		{ "half_dip(work); " CALL, "?" },
		/* now this, now that; another mm than its parameter; itself */
		{ "perhaps(mm, fast); " CALL, "?" },
		{ "seek(mm); " CALL, "?" },
		{ "either(mm, fast); " CALL, "?" },
		{ "two(mm, work->mm); " CALL, "?" },
		{ "other(mm); " CALL, "?" },
		{ "round(mm, fast); " CALL, "?" },
		/* a chain of calls, as far as it is followed: whatever was read of it before */
		{ "two_of(work); " CALL, "E" },
		{ "one(work); " CALL, "?" },
		{ "three(work); one(work); " CALL, "?" },
		/* talk() may have dropped it, though nothing tells so */
		{ "chatty(mm); " CALL, "T" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Macros of the file, in whatever letters. */
static void test_macros(void **state)
{
	static const struct row rows[] = {
		{ "HOLD(mm); " CALL, "?" },
		{ "HOLD_TOO(mm); " CALL, "?" },
		{ "NOTE(mm); " CALL, "E" },
		{ "ROUND(mm); " CALL, "?" },
		{ "ELSEWHERE(mm); " CALL, "E" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Functions of which nothing but the name is known. */
static void test_names(void **state)
{
	static const struct row rows[] = {
		{ "lock_all(work); " CALL, "?" },
		{ "work_unlocked(work); " CALL, "?" },
		{ "find_any_vma(mm, 0); " CALL, "?" },
		{ "vma_of(mm); " CALL, "?" },
		{ "padlock(mm); " CALL, "?" },
		{ "block_unlocked(mm); " CALL, "?" },
		{ "set_default(work); " CALL, "E" },
		{ "begin_work(work); " CALL, "?" },
		{ "block_work(work); " CALL, "E" },
		{ "work_clock(work); " CALL, "E" },
		{ "vmap_work(work); " CALL, "E" },
		{ "resend(work); " CALL, "E" },
		{ "ret = srcu_read_lock(&work->srcu); " CALL, "E" },
		{ "lock_sock(work->sk); " CALL, "E" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

/* Of the ways that took the lock, or dropped it, one surely goes on to the call: t, d. */
static void test_right_before(void **state)
{
	static const struct row rows[] = {
		{ "if (fast) goto in; " LOCK "in: " CALL, "t" },
		{ "if (fast) goto in; " LOCK UNLOCK "in: " CALL, "d" },
		{ "if (fast) goto in; " LOCK "in: if (pin_user_pages(0, 1, 0, work->pages)) ret = 1;", "t" },
		{ "if (fast) goto in; " LOCK "in: if (write) " CALL, "" },
		{ "if (fast) goto in; " LOCK "in: if (write) { " CALL " }", "" },
		{ "if (fast) goto in; " LOCK "in: for (; write; pin_user_pages(0, 1, 0, work->pages)) write--;", "" },
		{ "if (fast) goto in; " LOCK "in: while (write) " CALL, "" },
		{ "switch (fast) { case 1: if (write) goto in; " LOCK "in: " CALL " }", "t" },
		{ "switch (fast) { case 1: " LOCK "case 2: " CALL " }", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct source source;
		struct held held;

		read_held(rows[i].body, &source, &held);
		if ((held.taken_just != NO_TOKEN) != !strcmp(rows[i].expected, "t") ||
		    (held.dropped_just != NO_TOKEN) != !strcmp(rows[i].expected, "d"))
			fail_msg("%s\n  expected: %s", rows[i].body, rows[i].expected);
		source_close(&source);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_right_before),
		cmocka_unit_test(test_guards),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_constants),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_locked),
		cmocka_unit_test(test_helpers),
		cmocka_unit_test(test_macros),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
