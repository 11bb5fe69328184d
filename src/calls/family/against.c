// SPDX-License-Identifier: GPL-2.0-only
/* A family in which another kernel counts than its own. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "calls/family/family.h"

#include <stdlib.h>

const char *family_kernel(const struct family *family)
{
	return family->name ? family->name : "this tree";
}

/* Static in a .c file: nobody else can mean it. */
static bool is_hidden(const struct declared *declared)
{
	return declared->is_definition && declared->prototype.is_static &&
	       !ends_with(declared->path, ".h");
}

/* The tables' stand in no file; a tree's have the whole path, as this tree has a file of that name too. */
static char *path_in(const char *root, const struct declared *declared)
{
	return root ? path_join(root, declared->path) : mem_strdup("");
}

static void add_copy(struct family *family, const struct declared *declared, const char *root)
{
	struct declared copy = *declared;
	struct prototype *prototype = &copy.prototype;

	copy.path = path_in(root, declared);
	prototype->returns = prototype->returns ? mem_strdup(prototype->returns) : NULL;
	for (size_t i = 0; i < prototype->n; i++) {
		prototype->parameters[i].type = mem_strdup(prototype->parameters[i].type);
		prototype->parameters[i].name = mem_strdup(prototype->parameters[i].name);
	}
	VEC_PUSH(family, copy);
}

static void take_flags(struct family *family, const struct family *kernel)
{
	for (size_t i = 0; i < family->flags.n; i++)
		free(family->flags.items[i]);
	family->flags.n = 0;
	for (size_t i = 0; i < kernel->flags.n; i++) {
		char *copy = mem_strdup(kernel->flags.items[i]);

		VEC_PUSH(&family->flags, copy);
	}
}

void family_hold_against(struct family *family, unsigned own_version, const struct family *kernel,
			 const char *name, const char *root)
{
	family->own_version = own_version;
	family->name = name;
	family->version = kernel->version;
	for (size_t i = 0; i < family->n; i++)
		family->items[i].is_local = family->items[i].is_home;
	for (size_t i = 0; i < kernel->n; i++)
		if (!is_hidden(&kernel->items[i]))
			add_copy(family, &kernel->items[i], root);
	take_flags(family, kernel);
}
