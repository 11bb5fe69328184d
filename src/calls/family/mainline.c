// SPDX-License-Identifier: GPL-2.0-only
/* A family without a tree: as the tables of api/ have it. */
#include "base/data/mem.h"
#include "calls/family/family.h"
#include "kernel/api/backports.h"

#include <stdlib.h>
#include <string.h>

static struct declared *add_signature(struct family *family, const struct gup_function *function,
				      const struct gup_signature *signature)
{
	struct declared declared = {
		.function = function, .path = mem_strdup("include/linux/mm.h"),
		.is_home = true, .is_public = true,
	};

	declared.prototype.returns = mem_strdup(signature->returns);
	declared.prototype.n = gup_signature_length(signature);
	for (size_t i = 0; i < declared.prototype.n; i++) {
		enum gup_role role = signature->roles[i];

		declared.roles[i] = role;
		declared.prototype.parameters[i].type = mem_strdup(gup_role_type(role));
		declared.prototype.parameters[i].name = mem_strdup(gup_role_name(role));
	}
	VEC_PUSH(family, declared);
	return &family->items[family->n - 1];
}

/* Without its kernel, a call may be for one of the stable kernels that are no version of mainline. */
static void add_backports(struct family *family, const struct gup_function *function)
{
	for (const struct gup_backport *row = gup_backports; row->function; row++) {
		struct gup_signature signature;

		if (strcmp(row->function, function->name))
			continue;
		signature = gup_backport_signature(row);
		add_signature(family, function, &signature)->is_mainline = true;
	}
}

void family_add_mainline(struct family *family)
{
	for (size_t f = 0; f < gup_function_count; f++) {
		add_backports(family, &gup_functions[f]);
		for (const struct gup_signature *s = gup_functions[f].signatures; s->returns; s++)
			add_signature(family, &gup_functions[f], s)->is_mainline = true;
	}
}

/* A static function of mm/gup.c: no other file can mean it. */
static void make_internal(struct declared *declared)
{
	free(declared->path);
	declared->path = mem_strdup("mm/gup.c");
	declared->is_public = false;
	declared->is_definition = true;
	declared->prototype.is_static = true;
}

static void add_flags(struct family *family, unsigned version)
{
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
		char *name;

		if (version < flag->first || version > flag->last)
			continue;
		name = mem_strdup(flag->name);
		VEC_PUSH(&family->flags, name);
	}
}

void family_add_function(struct family *family, const struct gup_function *function, unsigned version)
{
	const struct gup_signature *signature = gup_signature_at(function, version);
	struct declared *declared;

	if (!signature)
		return;
	declared = add_signature(family, function, signature);
	if (signature->is_internal)
		make_internal(declared);
}

void family_add_version(struct family *family, unsigned version)
{
	family->version = version;
	add_flags(family, version);
	for (size_t f = 0; f < gup_function_count; f++)
		family_add_function(family, &gup_functions[f], version);
}
