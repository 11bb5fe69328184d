#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Drivers outside of the tree that are written for many kernels: what this one compiles is judged, what
# it cannot compile is not. A line that must be found to be stale ends with the comment `stale`.
load common

# judge TREE FILE...: the lines of the first file that check names are those marked, and no others;
# and convert names no other line either.
judge()
{
	local tree=$1 found named

	shift
	found=$(guptidy check --all --kernel "$FIXTURES/$tree" "$@" | grep '\[stale-call\]' |
		grep -o "$1:[0-9]*:" | cut -d : -f 2 | sort -n | uniq)
	diff <(grep -n '/\* stale \*/$' "$1" | cut -d : -f 1) <(printf '%s' "${found:+$found
}")
	named=$(guptidy convert --kernel "$FIXTURES/$tree" "$1" 2>&1 | grep 'stale-call' |
		grep -o "$1:[0-9]*:" | cut -d : -f 2 | sort -n | uniq)
	diff <(printf '%s' "$found") <(printf '%s' "$named")
}

@test "the rung that the tree selects is judged, in code and in macros" {
	plant rung.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

long rung_peek(struct task_struct *who, struct mm_struct *mm, unsigned long at, struct page **out)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 10, 0)
	return get_user_pages_remote(who, mm, at, 1, FOLL_FORCE, out, NULL);
#elif LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)
	return get_user_pages_remote(who, mm, at, 1, FOLL_FORCE, out, NULL, NULL);
#else
	return get_user_pages_remote(mm, at, 1, FOLL_FORCE, out, NULL, NULL); /* stale */
#endif
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)
#define RUNG_PIN(at, n, out)	pin_user_pages(at, n, FOLL_WRITE, out, NULL) /* stale */
#else
#define RUNG_PIN(at, n, out)	get_user_pages(at, n, FOLL_WRITE, out)
#endif
END
	judge linux-6.6 rung.c
}

@test "a driver's own words for the version are looked through" {
	plant inc/alias.h <<'END'
#ifndef ALIAS_H
#define ALIAS_H
#ifndef KERNEL_VERSION
#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))
#endif
#define ALIAS_IS(op, a, b)	(LINUX_VERSION_CODE op KERNEL_VERSION(a, b, 0))
#if ALIAS_IS(<, 6, 5)
#define ALIAS_HAS_VMAS
#endif
#endif
END
	plant src/alias.c <<'END'
#include "inc/alias.h"

long alias_get(unsigned long at, struct page **out)
{
#ifdef ALIAS_HAS_VMAS
	return get_user_pages(at, 1, FOLL_WRITE, out, NULL);
#else
	return get_user_pages(at, 1, FOLL_WRITE, out, 0, 0); /* stale */
#endif
}

long alias_pin(unsigned long at, struct page **out)
{
#if !ALIAS_IS(>=, 5, 6) || (defined(VENDOR_RELEASE) && LINUX_VERSION_CODE < 0x040900)
	return pin_user_pages(at, 1);
#endif
	return -EINVAL;
}
END
	judge linux-6.6 src/alias.c
}

@test "what a configure script has to say is not guessed" {
	plant script.h <<'END'
static inline long script_get(struct mm_struct *mm, unsigned long at, unsigned int how, bool store,
			      struct page **out)
{
#if defined(SCRIPT_REMOTE_LOCKED)
	return get_user_pages_remote(mm, at, 1, how, out, NULL);
#elif defined(SCRIPT_REMOTE_WRITE)
	int write = how & FOLL_WRITE, force = how & FOLL_FORCE;

	return get_user_pages_remote(mm, at, 1, write, force, out);
#endif
#ifndef SCRIPT_FAST_FLAGS
	return get_user_pages_fast(at, 1, store, out);
#endif
#ifdef SCRIPT_UNPIN
	unpin_user_page_lock(*out);
#else
	return get_user_pages_longterm(at, 1, how, out, NULL);
#endif
}
END
	judge linux-6.6 script.h
	run -0 guptidy check --all --kernel "$FIXTURES/linux-6.6" script.h
	run -0 guptidy convert --kernel "$FIXTURES/linux-5.1" script.h
}

@test "a kernel that is not Red Hat's has no RHEL_RELEASE_CODE" {
	cat >hat.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

long hat_pin(unsigned long at, unsigned long n, struct page **out)
{
#if (!defined(RHEL_RELEASE_CODE) && LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)) || \
	(defined(RHEL_RELEASE_CODE) && RHEL_RELEASE_CODE >= RHEL_RELEASE_VERSION(9, 6))
	return pin_user_pages(at, n, FOLL_WRITE, out, NULL); /* stale */
#else
	return pin_user_pages(at, n, FOLL_WRITE, out);
#endif
#ifdef RHEL_RELEASE_CODE
#if RHEL_RELEASE_CODE > RHEL_RELEASE_VERSION(8, 0)
	return get_user_pages(at, n);
#endif
#endif
}
END
	judge linux-6.6 hat.c
	# one of Red Hat's: which, its version does not tell
	cp -r "$FIXTURES/linux-6.6" hat
	printf 'RHEL_MAJOR = 9\nRHEL_MINOR = 6\n' >>hat/Makefile
	run -0 guptidy check --kernel hat hat.c
	[ -z "$output" ]
}

@test "a call that an #if cuts is what the tree sees of it" {
	plant cut.c <<'END'
#include <linux/mm.h>
#define CUT_NEW (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 9, 0))

long cut_peek(struct task_struct *who, struct mm_struct *mm, unsigned long at, unsigned int how,
	      struct page **out)
{
	long got;

	got = get_user_pages_remote( /* stale */
#if !CUT_NEW
		who,
#endif
		mm, at, 1, how, out, NULL
#if CUT_NEW
		, NULL
#endif
		);
#if CUT_NEW
	got += get_user_pages_remote(mm, at, /* stale */
#else
	got += get_user_pages_remote(who, mm, at,
#endif
			1, how, out, NULL, NULL);
	return got + get_user_pages(at, 1, how, out
#ifdef CONFIG_CUT
		, NULL
#endif
		);
}
END
	judge linux-6.6 cut.c
	run -1 guptidy check --kernel "$FIXTURES/linux-6.6" cut.c
	lacks "$output" write:
	lacks "$output" 'not analysed'
}

@test "arguments of several branches are not counted in a row" {
	cat >fork.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

long fork_by_version(unsigned long at, unsigned long n, int write, struct page **pages)
{
	return get_user_pages(at, n,
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
			      write ? FOLL_WRITE : 0,
#else
			      write, 0,
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
			      pages);
#else
			      pages, NULL);
#endif
}

long fork_by_script(unsigned long at, unsigned long n, int write, struct page **pages)
{
	return get_user_pages(at, n,
#ifdef FORK_HAS_FLAGS
			      write ? FOLL_WRITE : 0
#else
			      write
#endif
			      , pages);
}
END
	judge linux-6.6 fork.c
	judge linux-5.2 fork.c
	run -2 --separate-stderr guptidy check --all fork.c
	[ -z "$output" ]
	holds "$stderr" "fork.c:6: not analysed: without a kernel tree nothing tells which version's function"
	holds "$stderr" "fork.c:21: not analysed: without a kernel tree nothing tells which version's function"
}

@test "a macro's name excuses too few arguments, never too many" {
	plant caps.c <<'END'
#define CAPS_ONE	1
#define CAPS_TWO	FOLL_WRITE, out
long caps(unsigned long at, unsigned long length, struct page **out)
{
	get_user_pages(at, CAPS_ROUND_UP(length), FOLL_WRITE, out, NULL); /* stale */
	get_user_pages(at, 1, CAPS_HOW, 1, out, NULL); /* stale */
	get_user_pages(at, CAPS_ONE, out); /* stale */
	get_user_pages(at, 1, CAPS_TWO);
	return get_user_pages(at, CAPS_OTHER, out);
}
END
	judge linux-6.6 caps.c
}

@test "a call of another version with as many arguments is stale, and nothing else" {
	plant many.c <<'END'
long many(struct task_struct *who, struct mm_struct *mm, unsigned long at, bool store, int force,
	  struct page **out, void __user *user, uintptr_t odd)
{
	struct page *some[4], *one;

	get_user_pages_remote(who, mm, at, 1, store, force, out, NULL); /* stale */
	get_user_pages_remote(current, current->mm, at, 1, 1, 1, some, NULL); /* stale */
	get_user_pages_remote(mm, who, at, 1, FOLL_WRITE, out, NULL, NULL); /* stale */
	get_user_pages(at, 1, FOLL_WRITE, at, NULL); /* stale */
	get_user_pages(&one, 1, FOLL_WRITE, out, NULL); /* stale */
	get_user_pages_remote(NULL, mm, at, 1, 0, some + 1, NULL, NULL);
	get_user_pages_remote(0, who->mm, (unsigned long)user, 1, 0, &one, 0, NULL);
	get_user_pages(odd, 1, FOLL_WRITE, &some[1], NULL);
	get_user_pages((unsigned long)out, 1, FOLL_WRITE, (struct page **)at, NULL);
	return get_user_pages(user, 1, FOLL_WRITE, (void *)out, NULL);
}
END
	judge linux-5.1 many.c
	run -1 guptidy check --all --kernel "$FIXTURES/linux-5.1" many.c
	lacks "$output" bool-as-flags
	lacks "$output" literal-flags
	holds "$output" 'write: get_user_pages_remote(who, mm, at, 1, (store ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), out, NULL, NULL)'
	holds "$output" 'write: get_user_pages_remote(current, current->mm, at, 1, FOLL_WRITE | FOLL_FORCE, some, NULL, NULL)'
}

@test "the mended call comes from the tables, or not at all" {
	plant port.c <<'END'
long port(struct task_struct *who, struct mm_struct *mm, unsigned long at, int write,
	  struct vm_area_struct **vmas, struct page **out)
{
	get_user_pages(current, current->mm, at, 2, write, 1, out, NULL); /* stale */
	get_user_pages(who, mm, at, 2, 1, 0, out, NULL); /* stale */
	get_user_pages(at, 2, FOLL_WRITE, out, vmas); /* stale */
	return get_user_pages_remote(who, mm, at, 1, FOLL_WRITE, out, NULL, NULL); /* stale */
}
END
	judge linux-6.6 port.c
	run -1 guptidy check --all --kernel "$FIXTURES/linux-6.6" port.c
	[ "$(grep write: <<<"$output")" = \
"      | write: get_user_pages(at, 2, (write ? FOLL_WRITE : 0) | FOLL_FORCE, out)
      | write: get_user_pages_remote(mm, at, 2, FOLL_WRITE, out, NULL)
      | write: get_user_pages_remote(mm, at, 1, FOLL_WRITE, out, NULL)" ]
}

@test "a ladder without a rung for this tree is named, at its first rung" {
	plant none.c <<'END'
#include <linux/version.h>
long none(struct task_struct *who, struct mm_struct *mm, unsigned long at, struct page **out)
{
#ifdef NONE_HAS_LOCKED
	return get_user_pages_remote(mm, at, 1, 0, out, NULL, NULL); /* stale */
#elif LINUX_VERSION_CODE < KERNEL_VERSION(4, 4, 0)
	return 0;
#else
	return get_user_pages_remote(who, mm, at, 1, 0, out, NULL);
#endif
}

long none_but_one(unsigned long at, struct page **out)
{
#ifdef NONE_HAS_VMAS
	return get_user_pages(at, 1, 0, out, NULL);
#else
	return get_user_pages(at, 1, 0, out);
#endif
}

long none_but_silence(unsigned long at, struct page **out)
{
#if defined(NONE_A)
	return get_user_pages(at, 1, 0, out, NULL);
#elif defined(NONE_B)
	return get_user_pages(at, 1, 0, 0, out, NULL);
#endif
#ifdef NONE_C
#ifdef NONE_D
	return get_user_pages(at, 1, 0, out, NULL);
#else
	return get_user_pages(at, 1, 0, 0, out, NULL);
#endif
#endif
}
END
	judge linux-6.6 none.c
	run -1 guptidy check --kernel "$FIXTURES/linux-6.6" none.c
	holds "$output" 'nor does any other branch of this #if fit'
}

@test "a variable that several arms declare is one variable behind them" {
	plant several.c <<'END'
#include <linux/mm.h>

int looked_at(unsigned long at, int n, int write, struct page **out)
{
#if CRANE_HAS(FLAGS)
	long held = get_user_pages_unlocked(at, n, out, write ? FOLL_WRITE : 0);
#elif CRANE_HAS(FORCE)
	long held = get_user_pages_unlocked(at, n, write, 0, out);
#else
	struct task_struct *me = current;
	long held;

	held = get_user_pages_unlocked(me, me->mm, at, n, write, 0, out);
#endif
	if (held == n)
		return 0;
	if (held < 0)
		return held;
	release_pages(out, held);
	return -EFAULT;
}

int told_apart(unsigned long at, int n, struct page **out)
{
#ifdef CRANE_KEEPS
	unsigned int how = FOLL_LONGTERM;
#else
	unsigned int how = true;
#endif
	long held = get_user_pages_unlocked(at, n, out, how);

	return held == n ? 0 : -EFAULT;
}

int dropped(unsigned long at, int n, struct page **out)
{
#ifdef CRANE_HAS_FLAGS
	long held = get_user_pages_unlocked(at, n, out, FOLL_WRITE);
#else
	long held = get_user_pages_unlocked(at, n, 1, 0, out);
#endif
	{
		long held = 0;

		return held < n ? 0 : -EFAULT;
	}
}
END
	run guptidy check several.c
	[[ $output != *"several.c:6:"* && $output != *"several.c:8:"* && $output != *"several.c:13:"* ]]
	# What is true on one way is flags on the other.
	[[ $output == *"write \`how = FOLL_WRITE\` there [bool-as-flags]"* && $output != *"how ? FOLL_WRITE"* ]]
	# A block's own variable of that name is another one.
	[[ $output == *"several.c:38:14: error: the result of get_user_pages_unlocked() is never looked at"* ]]
	[[ $output == *"several.c:40:14: error: the result of get_user_pages_unlocked() is never looked at"* ]]
}
