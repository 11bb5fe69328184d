// SPDX-License-Identifier: GPL-2.0-only
/*
 * generate flags|names|roles
 *
 * Writes, from the tables of src/kernel/api, what guptidy-sparse needs to know about the family:
 *	flags	gup_flags.h, the types for sparse
 *	names	gup_names, the words that make a file worth a run of sparse, one a line
 *	roles	gup_roles, the names that parameters go by, for verdict.awk: `ROLE NAME`, one a line
 * The build calls it; nothing of the family is written down in checker/.
 */
#include "kernel/api/api.h"

#include <stdio.h>
#include <string.h>

/* The types of gup_flags.h. verdict.awk knows both names, and shows TRUTH_TYPE as int. */
#define FLAGS_TYPE "gup_flags_t"
#define TRUTH_TYPE "gup_truth_t"

#define MAX_FORMS 32	/* of one function */

/* The first of the names in roles.def, and all of them. */
static const char *const role_names[ROLE_COUNT] = {
	[ROLE_NONE] = "",
#define GUP_ROLE(id, name, type, names) [ROLE_##id] = names,
#include "kernel/api/roles.def"
};

/* A signature with the types that a tree may have declared it with. */
struct form {
	char types[512];	/* long (*)(unsigned long, ...) */
	size_t signature;	/* its number in the function's row */
};

static bool is_truth(enum gup_role role)
{
	return role == ROLE_WRITE || role == ROLE_FORCE;
}

/* Whether sparse can say something about an argument of the signature. */
static bool is_typed(const struct gup_signature *signature)
{
	for (const enum gup_role *role = signature->roles; *role != ROLE_NONE; role++)
		if (*role == ROLE_FLAGS || is_truth(*role))
			return true;
	return false;
}

static bool function_is_typed(const struct gup_function *function)
{
	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (is_typed(s))
			return true;
	return false;
}

/* Ways to declare a signature. */
enum way {
	WAY_TABLE,	/* the types of the table */
	WAY_CONST,	/* with a const that the table leaves out: get_kernel_pages() */
	WAY_OTHER,	/* `int gup_flags`, as get_user_page_vma_remote() has it; `bool write` */
	WAY_COUNT
};

static void print_declared(char *to, size_t size, enum gup_role role, enum way way)
{
	const char *type = gup_role_type(role);
	size_t length = strlen(type);

	if (way == WAY_OTHER && role == ROLE_FLAGS)
		type = "int";
	else if (way == WAY_OTHER && is_truth(role))
		type = "_Bool";
	snprintf(to, size, "%s%s",
		 way == WAY_CONST && !strcmp(type + length - 2, " *") ? "const " : "", type);
}

/* Adds the form unless the function has it already: two associations of one type are an error. */
static size_t add_form(struct form *forms, size_t count, const struct gup_signature *signature,
		       size_t number, enum way way)
{
	struct form *form = &forms[count];
	char *end = form->types + sizeof(form->types);
	char *at = form->types;
	const char *comma = "";

	at += snprintf(at, (size_t)(end - at), "%s (*)(", signature->returns);
	for (const enum gup_role *role = signature->roles; *role != ROLE_NONE; role++) {
		char type[64];

		print_declared(type, sizeof(type), *role, way);
		at += snprintf(at, (size_t)(end - at), "%s%s", comma, type);
		comma = ", ";
	}
	snprintf(at, (size_t)(end - at), ")");
	form->signature = number;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(forms[i].types, form->types))
			return count;
	return count + 1;
}

/* Mainline's forms first: where a form fits two signatures, it is the one that mainline had. */
static size_t list_forms(struct form forms[MAX_FORMS], const struct gup_function *function)
{
	size_t count = 0;

	for (enum way way = 0; way < WAY_COUNT; way++) {
		for (size_t n = 0; function->signatures[n].returns; n++)
			if (is_typed(&function->signatures[n]) && count < MAX_FORMS)
				count = add_form(forms, count, &function->signatures[n], n, way);
	}
	return count;
}

/* Blank behind a type, none behind a star. */
static const char *gap(const char *type)
{
	return type[strlen(type) - 1] == '*' ? "" : " ";
}

static void print_twin(const struct gup_function *function, size_t number)
{
	const struct gup_signature *signature = &function->signatures[number];
	const char *comma = "";

	printf("extern %s%sgup_typed_%s_%zu(", signature->returns, gap(signature->returns),
	       function->name, number);
	for (const enum gup_role *role = signature->roles; *role != ROLE_NONE; role++) {
		const char *type = *role == ROLE_FLAGS ? FLAGS_TYPE :
				   is_truth(*role) ? TRUTH_TYPE : gup_role_type(*role);

		printf("%s%s%s%.*s", comma, type, gap(type),
		       (int)strcspn(role_names[*role], " "), role_names[*role]);
		comma = ", ";
	}
	puts(");");
}

static void print_function(const struct gup_function *function)
{
	struct form forms[MAX_FORMS];
	size_t count = list_forms(forms, function);

	printf("\n#ifndef GUP_OWN_%s\n", function->name);
	for (size_t n = 0; function->signatures[n].returns; n++)
		if (is_typed(&function->signatures[n]))
			print_twin(function, n);
	printf("#define %s(...) _Generic(&%s, \\\n", function->name, function->name);
	for (size_t i = 0; i < count; i++)
		printf("\t%s: gup_typed_%s_%zu, \\\n", forms[i].types, function->name,
		       forms[i].signature);
	printf("\tdefault: GUP_UNKNOWN_FORM(%s))(__VA_ARGS__)\n#endif\n", function->name);
}

static void print_structs(void)
{
	for (enum gup_role role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
		const char *type = gup_role_type(role);

		if (!strncmp(type, "struct ", 7))
			printf("%.*s;\n", (int)(7 + strcspn(type + 7, " ")), type);
	}
}

static void print_flags(void)
{
	puts("\n#ifdef FOLL_WRITE /* macros of mm.h, up to v6.2; their values are those of the tree */");
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		printf("#ifdef %s\nenum { gup_value_%s = %s };\n#undef %s\n"
		       "#define %s GUP_FLAG(gup_value_%s)\n#endif\n",
		       flag->name, flag->name, flag->name, flag->name, flag->name, flag->name);
	puts("#else /* constants of an enum; those that only mm/ sees are declared behind this */");
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		if (flag->value_enum && flag->class == FLAG_CALLER)
			printf("#define %s GUP_FLAG(%s)\n", flag->name, flag->name);
	puts("#endif");
}

static int print_header(void)
{
	puts("/* SPDX-License-Identifier: GPL-2.0-only */\n"
	     "/*\n"
	     " * Made by checker/generate.c from src/kernel/api. For sparse alone; read behind <linux/mm.h>.\n"
	     " *\n"
	     " * FOLL_* get one bitwise type, and a call of a family function becomes a call of a twin\n"
	     " * whose gup_flags have that type, and whose truth values have another. The type with\n"
	     " * which the tree declares the function picks the twin. GUP_OWN_function leaves the name\n"
	     " * alone, for a file that declares or defines it.\n"
	     " */\n"
	     "#ifndef GUP_FLAGS_H\n"
	     "#define GUP_FLAGS_H\n\n"
	     "typedef unsigned int __attribute__((bitwise)) " FLAGS_TYPE ";\n"
	     "typedef int __attribute__((bitwise)) " TRUTH_TYPE ";\n\n"
	     "#define GUP_FLAG(value) ((__attribute__((force)) " FLAGS_TYPE ")(value))\n\n"
	     "/* Makes sparse name the function when it is declared in a form that the tables lack. */\n"
	     "#define GUP_UNKNOWN_FORM(function) \\\n"
	     "\t({ " FLAGS_TYPE " gup_unknown_form_of_##function = 1; &function; })\n");
	print_structs();
	print_flags();
	for (const struct gup_function *f = gup_functions; f->name; f++)
		if (function_is_typed(f))
			print_function(f);
	puts("\n#endif");
	return 0;
}

static int print_names(void)
{
	for (const struct gup_function *f = gup_functions; f->name; f++)
		if (function_is_typed(f))
			puts(f->name);
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		puts(flag->name);
	return 0;
}

/* Only those of integers: pointers go by their type. */
static int print_roles(void)
{
	for (enum gup_role role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
		const char *kind = role == ROLE_FLAGS ? "flags" : is_truth(role) ? "truth" : "other";

		if (strchr(gup_role_type(role), '*'))
			continue;
		for (const char *name = role_names[role]; *name;) {
			size_t length = strcspn(name, " ");

			printf("%s %.*s\n", kind, (int)length, name);
			name += length + strspn(name + length, " ");
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	const char *what = argc == 2 ? argv[1] : "";

	if (!strcmp(what, "flags"))
		return print_header();
	if (!strcmp(what, "names"))
		return print_names();
	if (!strcmp(what, "roles"))
		return print_roles();
	fputs("usage: generate flags|names|roles\n", stderr);
	return 2;
}
