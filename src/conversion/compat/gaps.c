// SPDX-License-Identifier: GPL-2.0-only
/* What the header cannot give: found out by walking through the versions that it serves. */
#include "base/data/mem.h"
#include "conversion/compat/private.h"
#include "conversion/compat/words.h"

#include <stdlib.h>
#include <string.h>

struct gaps {
	const struct compat *compat;
	void (*visit)(const char *reason, void *data);
	void *data;
};

static void tell(const struct gaps *gaps, char *reason)
{
	gaps->visit(reason, gaps->data);
	free(reason);
}

/* The form that mainline's function has in a version; 0: none. */
static unsigned number_at(const struct compat *compat, const struct gup_function *function,
			  unsigned version)
{
	struct gup_forms forms;

	forms_of(function, compat->since, compat->to->version, &forms);
	for (size_t i = 0; i < forms.n; i++)
		if (!forms.items[i].level && forms.items[i].first <= version &&
		    version <= forms.items[i].last)
			return forms.items[i].number;
	return 0;
}

static bool holds(const struct compat *compat, const struct asked_form *asked, unsigned version)
{
	unsigned number;

	if (!asked->function)
		return true;
	number = number_at(compat, asked->function, version);
	return asked->in_any_form ? number != 0 : number == asked->number;
}

/* The rung that a kernel of that version takes, or NULL: it has the function as it is. */
static const struct rung *rung_at(const struct compat *compat, const struct rungs *rungs,
				  unsigned version)
{
	for (size_t i = 0; i < rungs->n; i++)
		if (holds(compat, &rungs->items[i].asks[0], version) &&
		    holds(compat, &rungs->items[i].asks[1], version))
			return &rungs->items[i];
	return NULL;
}

static bool is_gap(const struct compat *compat, const struct rungs *rungs, unsigned version)
{
	const struct rung *rung = rung_at(compat, rungs, version);

	return rung && !rung->text && !rung->callee.function;
}

static void tell_function(const struct gaps *gaps, const struct rungs *rungs)
{
	const struct compat *compat = gaps->compat;
	unsigned last = 0;

	for (unsigned v = compat->since; v < compat->to->version; v = kernel_next(v))
		if (is_gap(compat, rungs, v))
			last = v;
	if (last)
		tell(gaps, mem_printf("up to v%u.%u nothing can be %s() of v%u.%u: " COMPAT_HEADER
				      " stops the build there", last / 1000, last % 1000,
				      rungs->function->name, compat->to->version / 1000,
				      compat->to->version % 1000));
}

static bool takes(const struct rung *rung, enum gup_role role)
{
	for (const enum gup_role *own = rung->callee.roles; *own != ROLE_NONE; own++)
		if (*own == role)
			return true;
	return false;
}

/* A kernel that takes truth values knows no other flag. */
static bool loses(const struct compat *compat, const struct rungs *rungs, unsigned version,
		  const struct gup_flag *flag)
{
	const struct rung *rung = rung_at(compat, rungs, version);

	if (!rung || !rung->callee.function || !takes(rung, ROLE_WRITE) ||
	    !strcmp(flag->name, "FOLL_WRITE"))
		return false;
	return strcmp(flag->name, "FOLL_FORCE") || !takes(rung, ROLE_FORCE);
}

static bool may_pass(const struct compat *compat, const struct gup_function *function,
		     const struct gup_flag *flag)
{
	size_t f = (size_t)(function - gup_functions);

	return (compat->passed[f] | (compat->passes_any[f] ? compat->elsewhere : 0)) &
	       1u << (flag - gup_flags);
}

static void tell_lost_flag(const struct gaps *gaps, const struct rungs *rungs,
			   const struct gup_flag *flag)
{
	const struct compat *compat = gaps->compat;
	unsigned last = 0;

	if (!may_pass(compat, rungs->function, flag) || flag->first > compat->since ||
	    flag_is_harmless(flag))
		return;
	for (unsigned v = compat->since; v < compat->to->version; v = kernel_next(v))
		if (loses(compat, rungs, v, flag))
			last = v;
	if (last)
		tell(gaps, mem_printf("%s() takes no flags up to v%u.%u, and %s is lost there",
				      rungs->function->name, last / 1000, last % 1000, flag->name));
}

static void tell_flags(const struct gaps *gaps)
{
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		if (gaps->compat->flags[flag - gup_flags] && flag->first > gaps->compat->since &&
		    !flag_is_harmless(flag))
			tell(gaps, mem_printf("nothing does what %s asks for before v%u.%u: "
					      COMPAT_HEADER " stops the build there", flag->name,
					      flag->first / 1000, flag->first % 1000));
}

void compat_each_gap(const struct compat *compat, void (*visit)(const char *reason, void *data), void *data)
{
	struct gaps gaps = { .compat = compat, .visit = visit, .data = data };
	struct all_rungs all;

	all_rungs_collect(compat, &all);
	for (size_t i = 0; i < all.n; i++) {
		tell_function(&gaps, &all.items[i]);
		for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
			tell_lost_flag(&gaps, &all.items[i], flag);
	}
	tell_flags(&gaps);
	all_rungs_free(&all);
}
