// SPDX-License-Identifier: GPL-2.0-only
/*
 * generate SCRIPT
 *
 * Prints a semantic patch with its lists of functions written anew from the tables of src/kernel/api. A list
 * stands between two comments:
 *	// api: names flags	all functions that take gup_flags (write: a truth value), as fn(...)
 *	// api: slots flags	their calls, by number of arguments and place, as fn@q(..., flags@p, ...)
 *	// api: both write	those that took a truth value in one version and flags in another, as fn@p(...)
 *	// api: lock free	those that take the mmap lock themselves, as fn(...)
 *	// api: pin WORD	those that pin what goes where WORD stands, as fn@p(e1, e2, e3, WORD)
 *	// api: get WORD	those that take references, in the same way
 *	// api: unpin WORD	what drops pins, of a page as drop@q(WORD[i]), of an array as drop@q(WORD, ...)
 *	// api: put WORD	what drops references, in the same way
 *	// api: end
 * `ninja cocci` writes the scripts; tests/cocci holds them against the tables.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "kernel/api/api.h"
#include "kernel/api/relatives.h"
#include "base/data/mem.h"

/* The scripts know what callers could write from this version on. */
#define FIRST KERNEL(4, 10)

#define WIDTH 80

static const struct {
	const char *name;
	size_t n, place;
} neighbours[] = {
#define NEIGHBOUR(name, n, place) { #name, n, place },
#include "neighbours.def"
};

/* A list of names as SmPL has it, broken into lines. */
struct list {
	size_t column;
	bool is_open;
};

static int place_of(const struct gup_signature *signature, enum gup_role role)
{
	for (int i = 0; signature->roles[i] != ROLE_NONE; i++)
		if (signature->roles[i] == role)
			return i;
	return -1;
}

/* The place of the role in calls with n arguments; where two versions differ, the later one counts. */
static int place_in(const struct gup_function *function, size_t n, enum gup_role role)
{
	int place = -1;

	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (s->last >= FIRST && gup_signature_length(s) == n && place_of(s, role) >= 0)
			place = place_of(s, role);
	return place;
}

static bool takes(const struct gup_function *function, enum gup_role role)
{
	for (size_t n = 1; n < GUP_MAX_PARAMETERS; n++)
		if (place_in(function, n, role) >= 0)
			return true;
	return false;
}

static void put_name(struct list *list, const char *name)
{
	if (!list->is_open)
		list->column = (size_t)printf(" \\(\\(");
	else if (list->column + strlen(name) + 4 > WIDTH)
		list->column = (size_t)printf("\\|\n    ") - 3;
	else
		list->column += (size_t)printf("\\|");
	list->column += (size_t)printf("%s", name);
	list->is_open = true;
}

static void put_names(enum gup_role role)
{
	struct list list = {0};

	for (const struct gup_function *f = gup_functions; f->name; f++)
		if (takes(f, role))
			put_name(&list, f->name);
	for (size_t i = 0; role == ROLE_FLAGS && i < ARRAY_SIZE(neighbours); i++)
		put_name(&list, neighbours[i].name);
	puts("\\) \\& fn\\)(...)");
}

/* (e1, e2, flags@p, e3) */
static void put_arguments(size_t n, size_t place, const char *what)
{
	size_t e = 0;

	putchar('(');
	for (size_t i = 0; i < n; i++) {
		if (i)
			fputs(", ", stdout);
		if (i == place)
			printf("%s@p", what);
		else
			printf("e%zu", ++e);
	}
	puts(")");
}

/* One form of call, if anything has it. */
static void put_slot(size_t n, size_t place, enum gup_role role, const char *what, bool *is_first)
{
	struct list list = {0};

	for (const struct gup_function *f = gup_functions; f->name; f++) {
		if (place_in(f, n, role) != (int)place)
			continue;
		if (!list.is_open)
			puts(*is_first ? "(" : "|");
		put_name(&list, f->name);
	}
	for (size_t i = 0; role == ROLE_FLAGS && i < ARRAY_SIZE(neighbours); i++) {
		if (neighbours[i].n != n || neighbours[i].place != place)
			continue;
		if (!list.is_open)
			puts(*is_first ? "(" : "|");
		put_name(&list, neighbours[i].name);
	}
	if (!list.is_open)
		return;
	*is_first = false;
	fputs("\\) \\& fn@q\\)", stdout);
	put_arguments(n, place, what);
}

static void put_slots(enum gup_role role, const char *what)
{
	bool is_first = true;

	for (size_t n = 1; n < GUP_MAX_PARAMETERS; n++)
		for (size_t place = 0; place < n; place++)
			put_slot(n, place, role, what, &is_first);
	puts(")");
}

static void put_both(void)
{
	struct list list = {0};

	for (const struct gup_function *f = gup_functions; f->name; f++)
		if (takes(f, ROLE_FLAGS) && takes(f, ROLE_WRITE))
			put_name(&list, f->name);
	puts("\\) \\& fn@p\\)(...)");
}

/* --- locks and holds --- */

static void put_lock_takers(void)
{
	struct list list = {0};

	for (const struct gup_function *f = gup_functions; f->name; f++)
		if (gup_signature_lock(gup_signature_newest(f), false) == LOCK_NOT_HELD)
			put_name(&list, f->name);
	puts("\\) \\& fn\\)(...)");
}

static bool pins(const struct gup_function *function)
{
	return !strncmp(function->name, "pin_", strlen("pin_"));
}

/* The place where the pages of a call with n arguments go, or -1. */
static int pages_place(const struct gup_function *function, size_t n)
{
	int place = function->kind == KIND_ACQUIRE ? place_in(function, n, ROLE_PAGES) : -1;

	return place < 0 && function->kind == KIND_ACQUIRE ? place_in(function, n, ROLE_PAGEP) : place;
}

static void put_fill(size_t n, size_t place, bool does_pin, const char *what, bool *is_first)
{
	struct list list = {0};
	size_t e = 0;

	for (const struct gup_function *f = gup_functions; f->name; f++) {
		if (pins(f) != does_pin || pages_place(f, n) != (int)place)
			continue;
		if (!list.is_open)
			puts(*is_first ? "(" : "|");
		put_name(&list, f->name);
	}
	if (!list.is_open)
		return;
	*is_first = false;
	fputs("\\) \\& fn@p\\)(", stdout);
	for (size_t i = 0; i < n; i++) {
		fputs(i ? ", " : "", stdout);
		if (i == place)
			fputs(what, stdout);
		else
			printf("e%zu", ++e);
	}
	puts(")");
}

static void put_fills(bool does_pin, const char *what)
{
	bool is_first = true;

	for (size_t n = 1; n < GUP_MAX_PARAMETERS; n++)
		for (size_t place = 0; place < n; place++)
			put_fill(n, place, does_pin, what, &is_first);
	puts(")");
}

enum operand { OPERAND_PAGE, OPERAND_PAGES, OPERAND_ALLOCATED };

static const struct {
	const char *name;
	enum hold_kind kind;
	enum operand operand;
} releases[] = {
#define RELEASE(name, kind, operand) { #name, HOLD_KIND_##kind, OPERAND_##operand },
#include "contract/hold/releases.def"
};

static void put_drops_of(enum hold_kind kind, enum operand operand, const char *what)
{
	struct list list = {0};

	for (size_t i = 0; i < ARRAY_SIZE(releases); i++)
		if (releases[i].kind == kind &&
		    (releases[i].operand == OPERAND_PAGES) == (operand == OPERAND_PAGES))
			put_name(&list, releases[i].name);
	printf("\\) \\& drop@q\\)(%s%s)\n", what, operand == OPERAND_PAGE ? "" : ", ...");
}

/* Of a page by itself: for an array of one, its address is the array. */
static void put_drops(enum hold_kind kind, const char *what)
{
	bool is_page = !strcmp(what, "page");
	char element[32];

	snprintf(element, sizeof(element), is_page ? "%s" : "%s[i]", what);
	if (!is_page)
		puts("(");
	put_drops_of(kind, OPERAND_PAGE, element);
	if (is_page)
		return;
	puts("|");
	put_drops_of(kind, OPERAND_PAGES, what);
	puts(")");
}

/* One of the lists about locks and holds; false: there is none of that name. */
static bool put_hold_list(const char *kind, const char *what)
{
	if (!strcmp(kind, "lock"))
		put_lock_takers();
	else if (!strcmp(kind, "pin"))
		put_fills(true, what);
	else if (!strcmp(kind, "get"))
		put_fills(false, what);
	else if (!strcmp(kind, "unpin"))
		put_drops(HOLD_KIND_PIN, what);
	else if (!strcmp(kind, "put"))
		put_drops(HOLD_KIND_REFERENCE, what);
	else
		return false;
	return true;
}

/* The list that the comment asks for; -1: there is none of that name. */
static int put_list(const char *kind, const char *what)
{
	enum gup_role role = !strcmp(what, "flags") ? ROLE_FLAGS : ROLE_WRITE;

	if (put_hold_list(kind, what))
		return 0;
	if (strcmp(what, "flags") && strcmp(what, "write"))
		return -1;
	if (!strcmp(kind, "names"))
		put_names(role);
	else if (!strcmp(kind, "slots"))
		put_slots(role, what);
	else if (!strcmp(kind, "both"))
		put_both();
	else
		return -1;
	return 0;
}

static int fill(FILE *script, const char *path)
{
	char line[512], kind[16], what[16];
	bool skips = false;

	while (fgets(line, sizeof(line), script)) {
		bool ends = !strcmp(line, "// api: end\n");

		if (skips && !ends)
			continue;
		skips = false;
		fputs(line, stdout);
		if (ends || sscanf(line, "// api: %15s %15s", kind, what) != 2)
			continue;
		if (put_list(kind, what)) {
			fprintf(stderr, "%s: no list of that name: %s", path, line);
			return 2;
		}
		skips = true;
	}
	if (skips)
		fprintf(stderr, "%s: a list without // api: end\n", path);
	return skips || ferror(script) || fflush(stdout) ? 2 : 0;
}

int main(int argc, char **argv)
{
	FILE *script = argc == 2 ? fopen(argv[1], "r") : NULL;
	int status;

	if (!script) {
		fputs("usage: generate SCRIPT\n", stderr);
		return 2;
	}
	status = fill(script, argv[1]);
	fclose(script);
	return status;
}
