// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/compat/rungs.h"

#include "base/data/mem.h"
#include "conversion/compat/stand_ins.h"

#include <string.h>

static bool has_role(const enum gup_role *roles, enum gup_role role)
{
	while (*roles != ROLE_NONE && *roles != role)
		roles++;
	return *roles != ROLE_NONE;
}

/* Where the parameter has another role, or there is none. */
static const char *other_argument(const enum gup_role *has, enum gup_role role)
{
	switch (role) {
	case ROLE_NR:
	case ROLE_NR_INT:
		return has_role(has, ROLE_NR) || has_role(has, ROLE_NR_INT) ? "nr_pages" : "1";
	case ROLE_PAGES:
		return has_role(has, ROLE_PAGEP) ? "pagep" : "&page";
	case ROLE_VMAS:
		return has_role(has, ROLE_VMAP) ? "vmap" : "NULL";
	case ROLE_LOCKED:
	case ROLE_UNLOCKED:
		return "NULL";
	case ROLE_TSK:		/* whose faults are counted; with an mm of its own, nobody's */
		return has_role(has, ROLE_MM) ? "NULL" : "current";
	case ROLE_MM:
		return "current->mm";
	case ROLE_WRITE:
		return has_role(has, ROLE_FLAGS) ? "!!(gup_flags & FOLL_WRITE)" : NULL;
	case ROLE_FORCE:
		return has_role(has, ROLE_FLAGS) ? "!!(gup_flags & FOLL_FORCE)" : NULL;
	default:
		return NULL;
	}
}

const char *rung_argument(const enum gup_role *has, enum gup_role role)
{
	return has_role(has, role) ? gup_role_name(role) : other_argument(has, role);
}

/* May a parameter be dropped, where the older function has none for it? */
static bool is_needless(enum gup_role role, const enum gup_role *wants)
{
	switch (role) {
	case ROLE_LOCKED:	/* the lock is never dropped then, and stays held */
	case ROLE_UNLOCKED:
		return true;
	case ROLE_NR:
	case ROLE_NR_INT:
		return has_role(wants, ROLE_NR) || has_role(wants, ROLE_NR_INT);
	case ROLE_PAGEP:
		return has_role(wants, ROLE_PAGES);
	case ROLE_VMAP:
		return has_role(wants, ROLE_VMAS);
	case ROLE_FLAGS:
		return has_role(wants, ROLE_WRITE);
	default:
		return false;
	}
}

/* True if a function with these parameters can call one with those, and nothing of what it got is lost. */
static bool can_call(const enum gup_role *has, const enum gup_role *wants)
{
	for (const enum gup_role *role = wants; *role != ROLE_NONE; role++)
		if (!rung_argument(has, *role))
			return false;
	for (const enum gup_role *role = has; *role != ROLE_NONE; role++)
		if (!has_role(wants, *role) && !is_needless(*role, wants))
			return false;
	return true;
}

/* What the caller holds must be right for both. */
static bool same_lock(enum gup_lock target, enum gup_lock older)
{
	return target == older || (target == LOCK_HELD_MAY_DROP && older == LOCK_HELD);
}

static const enum gup_role *target_roles(const struct compat *compat, const struct gup_function *function)
{
	struct candidates candidates;

	family_candidates(&compat->to->family, function, "", &candidates);
	return candidates.n ? candidates.items[0]->roles : NULL;
}

static enum gup_lock target_lock(const struct compat *compat, const struct gup_function *function)
{
	const struct gup_signature *signature = gup_signature_at(function, compat->to->version);

	return signature ? signature->lock : gup_signature_newest(function)->lock;
}

static bool is_excepted(const struct compat *compat, const struct gup_function *function)
{
	return compat_excepts(compat, function->name, strlen(function->name));
}

/* --- an older form of the function itself --- */

/* The function that went, as it became a flag of this one: NAME_TO_FLAG() of conversions.def. */
static const struct gup_conversion *became_flag(const struct compat *compat,
						const struct gup_function *function)
{
	for (const struct gup_conversion *c = gup_conversions; c->function; c++)
		if (c->successor && !strcmp(c->successor, function->name) &&
		    compat->flags[gup_flag_find(c->flag, strlen(c->flag)) - gup_flags])
			return c;
	return NULL;
}

static void add_flagged(const struct compat *compat, struct rungs *rungs, const struct gup_form *form)
{
	const struct gup_conversion *conversion = became_flag(compat, rungs->function);
	const struct gup_function *other = conversion ? stand_in_function(conversion->function) : NULL;
	struct gup_forms forms = {0};

	if (other)
		forms_of(other, compat->since, form->last, &forms);
	if (!forms.n || forms.items[0].last < form->first ||
	    !can_call(rungs->roles, forms.items[0].roles))
		return;
	rungs->items[rungs->n++] = (struct rung){
		.asks = { { .function = rungs->function, .number = form->number },
			  { .function = other, .in_any_form = true } },
		.callee = { rungs->function, form->roles },
		.flagged = { other, forms.items[0].roles }, .flag = conversion->flag,
	};
}

static void add_form(const struct compat *compat, struct rungs *rungs, const struct gup_form *form)
{
	struct rung rung = { .asks = { { .function = rungs->function, .number = form->number } } };

	add_flagged(compat, rungs, form);
	if (form_same_roles(form->roles, rungs->roles))
		return;
	if (can_call(rungs->roles, form->roles) &&
	    same_lock(target_lock(compat, rungs->function), form->lock))
		rung.callee = (struct callee){ rungs->function, form->roles };
	rungs->items[rungs->n++] = rung;
}

/* --- no function --- */

static struct rung lacking(const struct rungs *rungs)
{
	return (struct rung){ .asks = { { .function = rungs->function, .number = 0 } } };
}

static void add_text(struct rungs *rungs, const struct stand_in_row *row)
{
	struct rung rung = lacking(rungs);

	rung.text = row->text;
	if (*row->beside)
		rung.asks[1] = (struct asked_form){ .function = stand_in_function(row->beside),
						    .in_any_form = true };
	rungs->items[rungs->n++] = rung;
}

/* The other one by the name that this header gives it, or as each of the older kernels has it. */
static void add_other(const struct compat *compat, struct rungs *rungs, const struct gup_function *other)
{
	const enum gup_role *roles = target_roles(compat, other);
	struct rung rung = lacking(rungs);
	struct gup_forms forms;
	size_t n = 0;

	if (roles && can_call(rungs->roles, roles) && !is_excepted(compat, other)) {
		rung.callee = (struct callee){ other, roles };
		rungs->items[rungs->n++] = rung;
		return;
	}
	forms_of(other, compat->since, compat->to->version, &forms);
	for (size_t i = 0; i < forms.n; i++)
		if (can_call(rungs->roles, forms.items[i].roles))
			forms.items[n++] = forms.items[i];
	for (size_t i = 0; i < n; i++) {
		rung.callee = (struct callee){ other, forms.items[i].roles };
		if (n > 1)
			rung.asks[1] = (struct asked_form){ .function = other,
							    .number = forms.items[i].number };
		rungs->items[rungs->n++] = rung;
	}
}

static bool is_whole(const struct rungs *rungs)
{
	const struct rung *last = rungs->n ? &rungs->items[rungs->n - 1] : NULL;

	return last && !last->asks[0].number && !last->asks[1].function;
}

static void add_lacking(const struct compat *compat, struct rungs *rungs)
{
	for (const struct stand_in_row *row = stand_in_rows; row->function; row++) {
		if (strcmp(row->function, rungs->function->name))
			continue;
		if (row->text)
			add_text(rungs, row);
		else
			add_other(compat, rungs, stand_in_function(row->other));
	}
	if (!is_whole(rungs))
		rungs->items[rungs->n++] = lacking(rungs);
}

void rungs_of(const struct compat *compat, const struct gup_function *function, struct rungs *rungs)
{
	struct gup_forms forms;

	*rungs = (struct rungs){ .function = function, .roles = target_roles(compat, function) };
	if (!rungs->roles || is_excepted(compat, function))
		return;
	forms_of(function, compat->since, compat->to->version, &forms);
	for (size_t i = 0; i < forms.n; i++)
		add_form(compat, rungs, &forms.items[i]);
	if (forms.may_lack)
		add_lacking(compat, rungs);
}

bool rungs_rest_on(const struct rungs *rungs, const struct compat *compat,
		   const struct gup_function *function)
{
	const enum gup_role *roles = target_roles(compat, function);

	for (size_t i = 0; i < rungs->n && function != rungs->function; i++)
		if (rungs->items[i].callee.function == function && rungs->items[i].callee.roles == roles)
			return true;
	return false;
}

bool rungs_call(const struct rungs *rungs, const struct compat *compat, const struct gup_function *function)
{
	const enum gup_role *roles = target_roles(compat, function);

	for (size_t i = 0; i < rungs->n && function != rungs->function; i++) {
		const struct rung *rung = &rungs->items[i];

		if ((rung->callee.function == function && rung->callee.roles != roles) ||
		    (rung->text && rung->asks[1].function == function))
			return true;
	}
	return false;
}
