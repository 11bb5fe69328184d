// SPDX-License-Identifier: GPL-2.0-only
/* Calls: an argument becomes flags, and a name becomes a flag. */
#include "base/data/mem.h"
#include "calls/site/mend.h"
#include "conversion/convert/comment.h"
#include "conversion/convert/convert.h"

#include <stdlib.h>
#include <string.h>

/* A truth value on one way and flags on another: which of them is meant is for a person to say. */
static bool is_mixed(const struct meaning *meaning)
{
	static const unsigned flags = MEANS_FLAGS | MEANS_STRAY | MEANS_WRITE_TEST;

	return meaning->bits & flags && meaning->bits & ~(flags | MEANS_ZERO);
}

/* What is asked for becomes text, and the call one of name (NULL: as it is). */
static void rewrite(struct converter *converter, const struct call_site *site, const char *name,
		    const char *text)
{
	size_t i = site->access.index;

	if (site->is_cut)
		convert_leave(converter, site->mention->offset,
			      "an #if stands between the arguments; convert each branch by hand");
	else if (comment_is_lost(site->source, site->access.expr, text))
		convert_leave(converter, site->mention->offset,
			      "a comment inside argument %zu has no place in `%s`; convert it by hand",
			      i + 1, text);
	else
		convert_argument(converter, &site->call, name, i, text);
}

static void convert_write(struct converter *converter, const struct call_site *site)
{
	const struct meaning *meaning = &site->access.meaning;
	const struct declared *holder =
		family_holder(converter->family, site->function, site->source->path);
	const char *text;

	if (holder) {
		if (mend_write_as_flags(site))
			convert_leave_held(converter, holder);
		return;
	}
	if (is_mixed(meaning)) {
		convert_leave(converter, site->mention->offset,
			      "argument %zu of %s() is a truth value on one way and FOLL_* flags on "
			      "another; make it flags on both", site->access.index + 1,
			      site->function->name);
		return;
	}
	if (!mend_agrees_as_write(site)) {
		convert_leave(converter, site->mention->offset,
			      "FOLL_* flags without FOLL_WRITE asked for write access as long as %s() "
			      "took an int; say which is meant", site->function->name);
		return;
	}
	text = mend_write_as_flags(site);
	if (text)
		rewrite(converter, site, NULL, text);
	else if (!(meaning->bits & (MEANS_FLAGS | MEANS_WRITE_TEST | MEANS_ZERO)))
		convert_leave(converter, site->mention->offset,
			      "no rule can tell which flags argument %zu of %s() means",
			      site->access.index + 1, site->function->name);
}

/* A tree from before the flag: where it belongs is known, what else hangs on it is not. */
static void leave_flag(struct converter *converter, const struct declared *declared,
		       const char *flag)
{
	char *reason = mem_printf("this tree has no %s: define it beside the other FOLL_* flags, and "
				  "give it its meaning in mm/", flag);

	converter->left.add(converter->left.data, declared->path, declared->line, declared->column,
			    "", reason);
	free(reason);
}

static void convert_name(struct converter *converter, const struct call_site *site,
			 const struct gup_conversion *conversion)
{
	bool has_flag = family_has_flag(site->family, conversion->flag);

	/* A driver outside of the tree waits for the flag; the tree itself is about to get it. */
	if (!has_flag && *site->source->path == '/') {
		leave_flag(converter, site->declared, conversion->flag);
		return;
	}
	rewrite(converter, site, conversion->successor, mend_add_flag(site, conversion->flag));
	if (!has_flag)
		leave_flag(converter, site->declared, conversion->flag);
}

/* The values of flags are the tree's own; only 1 has been FOLL_WRITE in every one. */
static bool is_other_number(const struct meaning *meaning)
{
	return meaning->bits & MEANS_NUMBER && meaning->number != 1;
}

/* Flags that are a truth value or a number by accident. */
static void convert_flags(struct converter *converter, const struct call_site *site)
{
	static const unsigned wrong = MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK;
	const struct meaning *meaning = &site->access.meaning;
	const char *text = is_other_number(meaning) ? NULL : mend_as_flags(site);

	if (meaning_wrong_way(meaning, wrong))
		convert_leave(converter, site->mention->offset,
			      "%s, where %s() expects flags, and something else on other ways%s",
			      meaning_because(site->source, meaning, wrong),
			      site->function->name, mend_advice(site, wrong));
	else if (text)
		rewrite(converter, site, NULL, text);
	else if (meaning->bits & (MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK) && meaning->because)
		convert_leave(converter, site->mention->offset,
			      "%s, where %s() expects flags, and no rule can tell which flags are meant",
			      meaning->because, site->function->name);
}

/*
 * A definition whose `int write` goes changes all that its body says of it: see declaration.c. A
 * call there that passes it on must not be changed twice.
 */
static bool is_changed_with_definition(const struct call_site *site)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);
	const struct token *name = function ? &outline->tokens.items[function->name_token] : NULL;
	const struct declared *defined =
		name ? family_at(site->family, site->source->path, name->offset) : NULL;
	int write = defined && gup_conversion_of(defined->function) ?
		declared_role(defined, ROLE_WRITE) : -1;

	for (size_t i = site->access.expr->first; write >= 0 && i < site->access.expr->last; i++)
		if (token_is(&outline->tokens, i, defined->prototype.parameters[write].name))
			return true;
	return false;
}

/* NULL: it fits; "": it may not, but nothing is to be done to it. */
static const char *why_it_does_not_fit(const struct call_site *site)
{
	if (site->call.split)
		return "an #if stands between the arguments; convert each branch by hand";
	if (call_site_fits(site))
		return NULL;
	/* Only the compiler sees how many arguments there are; where nothing is due, nothing is said. */
	if (site->declared && site->misfit == site->call.n && call_site_may_fit(site))
		return gup_conversion_of(site->function) ?
			"a macro may bring some of the arguments; convert it by hand" : "";
	return "the call does not fit this tree's declaration as it is written; see `guptidy explain "
	       "stale-call`";
}

void convert_call(struct converter *converter, const struct call_site *site)
{
	const struct gup_conversion *conversion = gup_conversion_of(site->function);
	const char *why_not = why_it_does_not_fit(site);

	/* A rung of a ladder for some other kernel: stale-call is silent as well. */
	if (why_not && site->is_foreign && !call_site_fits(site))
		return;
	if (why_not) {
		if (*why_not)
			convert_leave(converter, site->mention->offset, "%s", why_not);
		return;
	}
	/* An `int write` that no conversion is about is none of ours. */
	if (!site->access.expr || (site->access.role == ROLE_WRITE && !conversion) ||
	    is_changed_with_definition(site))
		return;
	if (site->access.expr->kind == EXPR_BAD)
		convert_leave(converter, site->mention->offset,
			      "argument %zu holds something that only the preprocessor can read; "
			      "convert it by hand", site->access.index + 1);
	else if (site->access.role == ROLE_WRITE)
		convert_write(converter, site);
	else if (conversion && conversion->successor)
		convert_name(converter, site, conversion);
	else
		convert_flags(converter, site);
}
