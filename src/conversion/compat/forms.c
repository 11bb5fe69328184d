// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/compat/forms.h"

#include "base/data/mem.h"
#include "kernel/api/backports.h"

#include <ctype.h>
#include <string.h>

bool form_same_roles(const enum gup_role *a, const enum gup_role *b)
{
	size_t i = 0;

	while (a[i] != ROLE_NONE && a[i] == b[i])
		i++;
	return a[i] == b[i];
}

/* 409 for v4.9; what is older than all trees that were read counts as the oldest of them. */
static unsigned number_of(unsigned first)
{
	if (first < KERNEL_OLDEST)
		first = KERNEL_OLDEST;
	return first / 1000 * 100 + first % 1000;
}

static void add_backports(const struct gup_function *function, unsigned since,
			  const struct gup_signature *signature, struct gup_forms *forms)
{
	for (const struct gup_backport *row = gup_backports; row->function; row++) {
		if (strcmp(row->function, function->name) || row->version < since ||
		    row->version < signature->first || row->version > signature->last)
			continue;
		forms->items[forms->n++] = (struct gup_form){
			.number = number_of(row->version) * 1000 + row->level,
			.first = row->version, .last = row->version, .level = row->level,
			.roles = row->roles, .lock = signature->lock, .result = signature->result,
		};
	}
}

/* Rows that differ in the contract alone are one form: no prototype tells them apart. */
static bool widens(const struct gup_signature *signature, struct gup_forms *forms)
{
	struct gup_form *newer = forms->n ? &forms->items[forms->n - 1] : NULL;

	if (!newer || newer->level || !form_same_roles(newer->roles, signature->roles))
		return false;
	newer->first = signature->first;
	newer->number = number_of(signature->first);
	return true;
}

static void add_signature(const struct gup_function *function, unsigned since,
			  const struct gup_signature *signature, struct gup_forms *forms)
{
	add_backports(function, since, signature, forms);
	if (!widens(signature, forms))
		forms->items[forms->n++] = (struct gup_form){
			.number = number_of(signature->first), .first = signature->first,
			.last = signature->last, .roles = signature->roles,
			.lock = signature->lock, .result = signature->result,
		};
}

/* The rows of a function have no gaps between them. */
static bool may_lack(const struct gup_function *function, unsigned since, unsigned to)
{
	const struct gup_signature *s = function->signatures;
	bool lacks = s->first > since;

	for (; s->returns; s++)
		lacks |= (s->is_internal && s->first <= to && s->last >= since) ||
			 (!s[1].returns && s->last < to);
	return lacks;
}

void forms_of(const struct gup_function *function, unsigned since, unsigned to, struct gup_forms *forms)
{
	const struct gup_signature *s = function->signatures;

	*forms = (struct gup_forms){ .may_lack = may_lack(function, since, to) };
	while (s->returns)
		s++;
	while (s-- > function->signatures)
		if (!s->is_internal && s->last >= since && s->first <= to)
			add_signature(function, since, s, forms);
}

char *form_macro(const char *function)
{
	char *macro = mem_printf(FORM_MACRO_PREFIX "%s", function);

	for (char *c = macro; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return macro;
}
