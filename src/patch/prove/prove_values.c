// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/prove_values.h"

#include "base/data/mem.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

/* What flags replace: all else must still be there, and nothing else may come in. */
#define REPLACED (MEANS_ZERO | MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK)

/* Which flags there are is compared one by one. */
#define COMPARED (REPLACED | MEANS_STRAY)

static bool holds_write(uint64_t flags)
{
	for (size_t i = 0; gup_flags[i].name && i < 63; i++)
		if (flags >> i & 1 && !strcmp(gup_flags[i].name, "FOLL_WRITE"))
			return true;
	return false;
}

/* The number that flags are in the tree's version; without one only FOLL_WRITE has a value. */
static unsigned long value_of(const struct call_site *site, uint64_t flags)
{
	unsigned long value = 0;

	for (size_t i = 0; gup_flags[i].name && i < 63; i++)
		if (flags >> i & 1)
			value |= site->version ? gup_flag_value(&gup_flags[i], site->version) :
				 !strcmp(gup_flags[i].name, "FOLL_WRITE");
	return value;
}

static bool is_false(const struct call_site *site)
{
	const struct expr *bare = expr_bare(site->access.expr);

	return site->access.meaning.bits == MEANS_ZERO ||
	       (bare->kind == EXPR_IDENTIFIER && expr_op_is(&site->source->outline, bare, "false"));
}

/* A truth value, a number: is it the same as flags? */
static bool is_replaced_rightly(const struct call_site *before, const struct meaning *now)
{
	const struct meaning *old = &before->access.meaning;

	if (now->bits & (REPLACED & ~(unsigned)MEANS_ZERO))
		return (now->bits & REPLACED) == (old->bits & REPLACED);
	if (is_false(before))
		return true;
	if (old->bits == MEANS_NUMBER && before->access.role == ROLE_FLAGS)
		return (value_of(before, now->flags) & old->number) == old->number;
	return holds_write(now->flags);
}

static char *lost_flag(uint64_t lost)
{
	for (size_t i = 0; gup_flags[i].name && i < 63; i++)
		if (lost >> i & 1)
			return mem_printf("%s would get lost on a way to a call", gup_flags[i].name);
	return mem_strdup("a flag would get lost on a way to a call");
}

/* FOLL_GET is what get_user_pages() does anyway, and what a pin is not to be asked for. */
static uint64_t needless(const struct call_site *before, const struct call_site *now)
{
	bool is_pinned = !strncmp(before->function->name, "get_", strlen("get_")) &&
			 !strncmp(now->function->name, "pin_", strlen("pin_"));
	uint64_t flags = 0;

	for (size_t i = 0; is_pinned && gup_flags[i].name && i < 63; i++)
		if (!strcmp(gup_flags[i].name, "FOLL_GET"))
			flags |= UINT64_C(1) << i;
	return flags;
}

char *prove_values(const struct call_site *before, const struct call_site *now)
{
	const struct meaning *old = &before->access.meaning, *new = &now->access.meaning;
	uint64_t lost = old->flags & ~new->flags & ~needless(before, now);

	if (!before->access.expr || !now->access.expr)
		return NULL;
	if (lost)
		return lost_flag(lost);
	if (old->flags && !(old->flags & ~needless(before, now)) && new->bits == MEANS_ZERO)
		return NULL;
	/* An int write that is some integer is one by its truth, so it may become flags. */
	if (before->access.role == ROLE_FLAGS && old->bits & ~new->bits & ~(unsigned)COMPARED)
		return mem_strdup("a value that is no truth value would become one");
	if (new->bits & ~old->bits & (MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK | MEANS_POINTER))
		return mem_strdup("a call would get something that is no flags");
	if (old->bits & REPLACED && !is_replaced_rightly(before, new))
		return mem_strdup("a call would no longer ask for what it asks for now");
	return NULL;
}

bool prove_values_by_text(const struct call_site *before, const struct call_site *now)
{
	unsigned was = before->access.meaning.bits, is = now->access.meaning.bits;
	char *why = prove_values(before, now);
	bool differs = why;

	free(why);
	if (differs || !before->access.expr || !now->access.expr || is & MEANS_UNKNOWN)
		return false;
	/* An int write of any type is one by its truth. */
	return !(was & MEANS_UNKNOWN) ||
	       (before->access.role == ROLE_WRITE && is == (MEANS_FLAGS | MEANS_ZERO) &&
		holds_write(now->access.meaning.flags));
}
