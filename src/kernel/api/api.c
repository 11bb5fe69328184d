/* SPDX-License-Identifier: GPL-2.0-only */
#include "kernel/api/api.h"

#include "base/data/mem.h"
#include "kernel/api/signature.h"

#include <string.h>

#define FUNCTION(name, kind, successor, signatures)				\
	{ #name, KIND_##kind, successor,					\
	  (const struct gup_signature[]){ signatures { .returns = NULL } } },

/* After which a major number ended. */
static const unsigned last_minors[] = { KERNEL(4, 20), KERNEL(5, 19), KERNEL(6, 19) };

unsigned kernel_next(unsigned version)
{
	for (size_t i = 0; i < ARRAY_SIZE(last_minors); i++)
		if (version == last_minors[i])
			return KERNEL(version / 1000 + 1, 0);
	return version + 1;
}

const struct gup_function gup_functions[] = {
#include "kernel/api/functions.def"
	{ NULL, KIND_ACQUIRE, NULL, NULL },
};

#define GUP_FLAG(name, value_define, value_enum, first, last, class)		\
	{ "FOLL_" #name, value_define, value_enum, first, last, FLAG_##class },

const struct gup_flag gup_flags[] = {
#include "kernel/api/flags.def"
	{ NULL, 0, 0, 0, 0, FLAG_CALLER },
};

#define GUP_ROLE(id, name, type, names) [ROLE_##id] = { name, type, names },

static const struct {
	const char *name;
	const char *type;
	const char *names;
} roles[ROLE_COUNT] = {
	[ROLE_NONE] = { "unknown", "", "" },
#include "kernel/api/roles.def"
};

const size_t gup_function_count = ARRAY_SIZE(gup_functions) - 1;

/* The first version whose flags are the bits of an enum. */
#define FIRST_WITH_ENUM KERNEL(6, 3)

/* The given bytes may come from a binary file: a NUL among them must not end the comparison. */
static bool is_name(const char *known, const char *name, size_t length)
{
	return length && *known == *name && strlen(known) == length && !memcmp(known, name, length);
}

const struct gup_function *gup_function_find(const char *name, size_t length)
{
	const struct gup_function *function;

	for (function = gup_functions; function->name; function++) {
		if (is_name(function->name, name, length))
			return function;
	}
	return NULL;
}

const struct gup_signature *gup_signature_at(const struct gup_function *function, unsigned version)
{
	const struct gup_signature *signature;

	for (signature = function->signatures; signature->returns; signature++) {
		if (signature->first <= version && version <= signature->last)
			return signature;
	}
	return NULL;
}

const struct gup_signature *gup_signature_newest(const struct gup_function *function)
{
	const struct gup_signature *signature = function->signatures;

	while (signature[1].returns)
		signature++;
	return signature;
}

enum gup_lock gup_signature_lock(const struct gup_signature *signature, bool passes_locked)
{
	return signature->lock == LOCK_HELD_MAY_DROP && !passes_locked ? LOCK_HELD :
	       signature->lock;
}

bool gup_contract_changed(const struct gup_function *function)
{
	const struct gup_signature *first = function->signatures;

	for (const struct gup_signature *s = first; s->returns; s++)
		if (s->result != first->result || s->lock != first->lock)
			return true;
	return false;
}

bool gup_function_pins(const struct gup_function *function)
{
	return function->kind == KIND_ACQUIRE && strstr(function->name, "pin_") != NULL;
}

bool gup_function_hands_out(const struct gup_function *function)
{
	const struct gup_signature *signature = gup_signature_newest(function);

	if (function->kind != KIND_ACQUIRE)
		return false;
	return signature->result != RESULT_ZERO_OR_ERRNO;
}

size_t gup_signature_length(const struct gup_signature *signature)
{
	size_t n = 0;

	while (n < GUP_MAX_PARAMETERS && signature->roles[n] != ROLE_NONE)
		n++;
	return n;
}

const struct gup_flag *gup_flag_find(const char *name, size_t length)
{
	const struct gup_flag *flag;

	for (flag = gup_flags; flag->name; flag++) {
		if (is_name(flag->name, name, length))
			return flag;
	}
	return NULL;
}

unsigned long gup_flag_value(const struct gup_flag *flag, unsigned version)
{
	if (version < flag->first || version > flag->last)
		return 0;
	return version < FIRST_WITH_ENUM ? flag->value_define : flag->value_enum;
}

const char *gup_role_name(enum gup_role role)
{
	if ((size_t)role >= ARRAY_SIZE(roles))
		role = ROLE_NONE;
	return roles[role].name;
}

const char *gup_role_type(enum gup_role role)
{
	if ((size_t)role >= ARRAY_SIZE(roles) || !roles[role].type)
		return "int";
	return roles[role].type;
}

/* C lets one type be written in several ways; the table has one of them. */
static const char *usual_spelling(const char *type)
{
	static const char *const spellings[][2] = {
		{ "_Bool", "bool" },
		{ "_Bool *", "bool *" },
		{ "unsigned", "unsigned int" },
		{ "unsigned long int", "unsigned long" },
		{ "long unsigned int", "unsigned long" },
		{ "unsigned long *", "pgoff_t *" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(spellings); i++) {
		if (!strcmp(type, spellings[i][0]))
			return spellings[i][1];
	}
	return type;
}

static bool is_pointer(const char *type)
{
	return strchr(type, '*');
}

/* An aggregate or a function by value is no parameter of the family, whatever its name. */
static bool is_integer(const char *type)
{
	return *type && strcmp(type, "void") && strncmp(type, "struct ", 7) &&
	       strncmp(type, "union ", 6) && !strpbrk(type, "*([");
}

bool gup_list_has(const char *list, const char *name, size_t length)
{
	while (*list) {
		size_t word = strcspn(list, " ");

		if (word == length && !memcmp(list, name, length))
			return true;
		list += word;
		list += strspn(list, " ");
	}
	return false;
}

static enum gup_role role_of_pointer(const char *type, const char *name)
{
	enum gup_role found = ROLE_NONE;

	for (unsigned i = ROLE_NONE + 1; i < ROLE_COUNT; i++) {
		if (strcmp(roles[i].type, type))
			continue;
		if (gup_list_has(roles[i].names, name, strlen(name)))
			return i;
		if (found == ROLE_NONE)
			found = i;
	}
	return found;
}

static enum gup_role role_of_named_integer(const char *type, const char *name)
{
	enum gup_role found = ROLE_NONE;

	for (unsigned i = ROLE_NONE + 1; i < ROLE_COUNT; i++) {
		if (is_pointer(roles[i].type) || !gup_list_has(roles[i].names, name, strlen(name)))
			continue;
		if (!strcmp(roles[i].type, type))
			return i;
		if (found == ROLE_NONE)
			found = i;
	}
	return found;
}

/* A type that several roles share tells nothing. */
static enum gup_role role_of_unnamed_integer(const char *type)
{
	enum gup_role found = ROLE_NONE;

	for (unsigned i = ROLE_NONE + 1; i < ROLE_COUNT; i++) {
		if (strcmp(roles[i].type, type))
			continue;
		if (found != ROLE_NONE)
			return ROLE_NONE;
		found = i;
	}
	return found;
}

enum gup_role gup_role_of_parameter(const char *type, const char *name)
{
	type = usual_spelling(type);
	if (is_pointer(type))
		return role_of_pointer(type, name);
	if (!is_integer(type))
		return ROLE_NONE;
	return *name ? role_of_named_integer(type, name) : role_of_unnamed_integer(type);
}

const struct gup_conversion gup_conversions[] = {
#define WRITE_TO_FLAGS(function) { #function, NULL, NULL },
#define NAME_TO_FLAG(function, successor, flag) { #function, #successor, #flag },
#include "kernel/api/conversions.def"
	{ NULL, NULL, NULL },
};

const struct gup_conversion *gup_conversion_of(const struct gup_function *function)
{
	for (const struct gup_conversion *c = gup_conversions; c->function; c++)
		if (!strcmp(c->function, function->name))
			return c;
	return NULL;
}
