// SPDX-License-Identifier: GPL-2.0-only
/* What a driver needs. */
#include "conversion/compat/compat.h"

#include "base/data/mem.h"
#include "conversion/compat/private.h"
#include "conversion/compat/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t flag_count(void)
{
	size_t n = 0;

	while (gup_flags[n].name)
		n++;
	return n;
}

bool compat_wrote(const char *text)
{
	return strstr(text, "\n" HEADER_MARK) || strstr(text, "\n" KBUILD_MARK);
}

void compat_begin(struct compat *compat, const struct target *to, unsigned since)
{
	*compat = (struct compat){
		.to = to, .since = since,
		.functions = mem_calloc(gup_function_count, sizeof(bool)),
		.flags = mem_calloc(flag_count(), sizeof(bool)),
		.locks = mem_calloc(lock_row_count, sizeof(bool)),
		.passed = mem_calloc(gup_function_count, sizeof(unsigned)),
		.passes_any = mem_calloc(gup_function_count, sizeof(bool)),
	};
}

void compat_end(struct compat *compat)
{
	free(compat->functions);
	free(compat->flags);
	free(compat->locks);
	free(compat->passed);
	free(compat->passes_any);
	path_list_free(&compat->own);
	*compat = (struct compat){0};
}

/* What its inlines rest on gets inlines too. */
static bool use_function(struct compat *compat, const struct gup_function *function)
{
	bool *used = &compat->functions[function - gup_functions];
	struct rungs rungs;

	rungs_of(compat, function, &rungs);
	if (*used)
		return rungs.n;
	*used = true;
	for (size_t f = 0; f < gup_function_count; f++)
		if (rungs_rest_on(&rungs, compat, &gup_functions[f]))
			use_function(compat, &gup_functions[f]);
	return rungs.n;
}

static bool use_flag(struct compat *compat, const struct gup_flag *flag)
{
	compat->flags[flag - gup_flags] = true;
	return flag->first > compat->since;
}

static bool use_lock(struct compat *compat, const char *word, size_t length)
{
	for (size_t i = 0; i < lock_row_count; i++) {
		struct asked_word asked = lock_word(&lock_rows[i]);

		if (strlen(lock_rows[i].name) != length || memcmp(lock_rows[i].name, word, length))
			continue;
		compat->locks[i] = true;
		return word_is_asked(compat, &asked);
	}
	return false;
}

static bool use(struct compat *compat, const char *word, size_t length)
{
	const struct gup_function *function = gup_function_find(word, length);
	const struct gup_flag *flag = gup_flag_find(word, length);

	return function ? use_function(compat, function) :
	       flag ? use_flag(compat, flag) : use_lock(compat, word, length);
}

void compat_pass(struct compat *compat, const struct gup_function *function, const struct gup_flag *flag)
{
	unsigned bit = flag ? 1u << (flag - gup_flags) : 0;

	if (!function)
		compat->elsewhere |= bit;
	else if (!flag)
		compat->passes_any[function - gup_functions] = true;
	else
		compat->passed[function - gup_functions] |= bit;
}

void compat_except(struct compat *compat, const char *word, size_t length)
{
	char *copy;

	if (compat_excepts(compat, word, length))
		return;
	copy = mem_strndup(word, length);
	VEC_PUSH(&compat->own, copy);
}

size_t compat_parameters(const struct compat *compat, const char *word, size_t length)
{
	const struct gup_function *function = gup_function_find(word, length);
	struct rungs rungs;
	size_t n = 0;

	if (!function)
		return 0;
	rungs_of(compat, function, &rungs);
	while (rungs.n && rungs.roles[n] != ROLE_NONE)
		n++;
	return n;
}

/* The first parameter in which two lists of one length differ; SIZE_MAX: they have other lengths, or do not. */
static size_t first_difference(const enum gup_role *a, const enum gup_role *b)
{
	size_t first = SIZE_MAX, i;

	for (i = 0; a[i] != ROLE_NONE && b[i] != ROLE_NONE; i++)
		if (first == SIZE_MAX && a[i] != b[i])
			first = i;
	return a[i] == b[i] ? first : SIZE_MAX;
}

size_t compat_misread(const struct compat *compat, const char *word, size_t length, unsigned *last)
{
	const struct gup_function *function = gup_function_find(word, length);
	struct gup_forms forms;
	struct rungs rungs;
	size_t place = SIZE_MAX;

	if (!function)
		return SIZE_MAX;
	rungs_of(compat, function, &rungs);
	forms_of(function, compat->since, compat->to->version, &forms);
	for (size_t i = 0; rungs.n && i < forms.n && place == SIZE_MAX; i++) {
		place = first_difference(rungs.roles, forms.items[i].roles);
		*last = forms.items[i].last;
	}
	return place;
}

bool compat_has_roles(const struct compat *compat, const struct gup_function *function,
		      const enum gup_role *roles)
{
	struct rungs rungs;

	rungs_of(compat, function, &rungs);
	return rungs.roles && form_same_roles(rungs.roles, roles);
}

bool compat_use(struct compat *compat, const char *word, size_t length)
{
	if (compat_excepts(compat, word, length))
		return false;
	return use(compat, word, length);
}
