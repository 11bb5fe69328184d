// SPDX-License-Identifier: GPL-2.0-only
/* Calls: an argument becomes flags, and a name becomes a flag. */
#include "convert/convert.h"

#include "base/mem.h"
#include "convert/rename.h"
#include "rules/mend.h"

#include <stdlib.h>
#include <string.h>

/* The argument that a conversion rewrites: the write of a listed function, else the flags. */
static struct expr *argument_of(const struct call_site *site, size_t *i)
{
	const struct gup_conversion *conversion = gup_conversion_of(site->mention->name);
	struct expr *argument = conversion ? call_site_argument(site, ROLE_WRITE, i) : NULL;

	return argument ? argument : call_site_argument(site, ROLE_FLAGS, i);
}

bool convert_needs_types(const struct call_site *site, size_t *token)
{
	return call_site_needs_types(site, token);
}

/* A truth value on one way and flags on another: which of them is meant is for a person to say. */
static bool is_mixed(const struct meaning *meaning)
{
	return meaning->bits & MEANS_FLAGS &&
	       meaning->bits & ~(unsigned)(MEANS_FLAGS | MEANS_ZERO);
}

static void convert_write(struct converter *converter, const struct call_site *site, size_t i)
{
	const struct expr *argument = site->call.arguments[i];
	struct meaning meaning = meaning_of(site->source, argument, site->oracle);
	char *text;

	if (is_mixed(&meaning)) {
		convert_leave(converter, site->mention->offset,
			      "argument %zu of %s() is a truth value on one way and FOLL_* flags on "
			      "another; make it flags on both", i + 1, site->mention->name->name);
		return;
	}
	text = mend_write_as_flags(site, argument);
	if (text)
		convert_argument(converter, &site->call, i, text);
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

static void convert_name(struct converter *converter, const struct call_site *site, size_t i,
			 const struct gup_conversion *conversion)
{
	convert_rename(converter, &site->call, conversion->successor, i,
		       mend_add_longterm(site, site->call.arguments[i]));
	if (!family_has_flag(site->family, conversion->flag))
		leave_flag(converter, site->declared, conversion->flag);
}

/* The values of flags are the tree's own; only 1 has been FOLL_WRITE in every one. */
static bool is_other_number(const struct meaning *meaning)
{
	return meaning->bits & MEANS_NUMBER && meaning->number != 1;
}

/* Flags that are a truth value or a number by accident. */
static void convert_flags(struct converter *converter, const struct call_site *site, size_t i)
{
	const struct expr *argument = site->call.arguments[i];
	struct meaning meaning = meaning_of(site->source, argument, site->oracle);
	char *text = is_other_number(&meaning) ? NULL : mend_as_flags(site, argument);

	if (text)
		convert_argument(converter, &site->call, i, text);
	else if (meaning.bits & (MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK) && meaning.because)
		convert_leave(converter, site->mention->offset,
			      "%s, where %s() expects flags, and no rule can tell which flags are meant",
			      meaning.because, site->mention->name->name);
}

void convert_call(struct converter *converter, const struct call_site *site)
{
	const struct gup_conversion *conversion = gup_conversion_of(site->mention->name);
	size_t i;

	if (!call_site_fits(site)) {
		convert_leave(converter, site->mention->offset,
			      "the call does not fit this tree's declaration; see "
			      "`guptidy explain stale-call`");
		return;
	}
	if (!argument_of(site, &i))
		return;
	if (site->call.split)
		convert_leave(converter, site->mention->offset,
			      "an #if stands between the arguments; convert each branch by hand");
	else if (site->declared->roles[i] == ROLE_WRITE)
		convert_write(converter, site, i);
	else if (conversion && conversion->successor)
		convert_name(converter, site, i, conversion);
	else
		convert_flags(converter, site, i);
}
