// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/filter.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/args.h"
#include "kernel/tree/options.h"
#include "kernel/tree/paths.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct filter {
	const struct origin *origin;
	struct args *out;
	struct err *err;
};

/*
 * gcc's own headers do not fit clang, which brings its own. They are in lib/gcc/TARGET/VERSION/include,
 * or Debian's lib/gcc-cross/...; a tree of the user's may well be called gcc.
 */
static bool is_gcc_folder(const char *path)
{
	for (const char *at = strstr(path, "/gcc"); at; at = strstr(at + 1, "/gcc")) {
		const char *target = strchr(at + 1, '/');
		const char *version = target ? strchr(target + 1, '/') : NULL;
		const char *rest = version ? strchr(version + 1, '/') : NULL;

		if (rest && strchr("/-", at[4]) && isdigit((unsigned char)version[1]) &&
		    !strncmp(rest, "/include", 8))
			return true;
	}
	return false;
}

/* clang would take a file among the folders for a map of headers. */
static void keep_folder(struct filter *filter, const char *name, const char *value)
{
	char *path = path_clean_join(filter->origin->folder, value);

	if ((path_is_folder(path) || !path_exists(path)) && !is_gcc_folder(path)) {
		args_add(filter->out, name);
		args_add(filter->out, path);
	}
	free(path);
}

/* The outermost folder around a file, each of whose folders has a Makefile: a driver's own. */
static char *own_folder(const char *file)
{
	char *folder = path_folder(file), *up = path_folder(folder);
	char *makefile = path_join(up, "Makefile");

	while (*up && path_exists(makefile)) {
		free(folder);
		free(makefile);
		folder = up;
		up = path_folder(folder);
		makefile = path_join(up, "Makefile");
	}
	free(makefile);
	free(up);
	return folder;
}

/* A header may be in the tree, where the build is, or in the driver that is built. */
static bool is_ours(const struct origin *origin, const char *real)
{
	char *own = own_folder(origin->file);
	bool ours = origin->own || path_below(real, origin->root) ||
		    path_below(real, origin->folder) || path_below(real, own);

	free(own);
	return ours;
}

/*
 * clang looks into its current folder first, which is / by then. It does not get to choose: a name that
 * it would find there is refused.
 */
static bool is_in_include_folder(const char *value)
{
	char *path = path_clean_join("/", value);
	bool named = (isalnum((unsigned char)*value) || *value == '_') && !strstr(value, "..") &&
		     !path_exists(path);

	free(path);
	return named;
}

/*
 * The driver of clang would take a precompiled header that lies beside the one that is named, and that
 * can be anything; cc1 takes what it is told.
 */
static void keep_header(struct filter *filter, const char *name, const char *path)
{
	if (strcmp(name, "-include")) {
		args_add(filter->out, name);
		args_add(filter->out, path);
	} else {
		args_add_include(filter->out, path);
	}
}

/* False if the header is none that a build would force upon a file. */
static bool add_header(struct filter *filter, const char *name, const char *value)
{
	char *path = path_clean_join(filter->origin->folder, value);
	char *real = path_exists(path) ? realpath(path, NULL) : NULL;
	bool good = real ? path_is_file(real) && is_ours(filter->origin, real) :
			   is_in_include_folder(value);

	if (good)
		keep_header(filter, name, real ? path : value);
	free(real);
	free(path);
	return good;
}

static bool add_value(struct filter *filter, const struct option_row *row, const char *value)
{
	if (!option_value_fits(row->value, value))
		return false;
	switch (row->value) {
	case VALUE_FOLDER:
		keep_folder(filter, row->name, value);
		break;
	case VALUE_HEADER:
		return add_header(filter, row->name, value);
	case VALUE_TARGET:
		args_printf(filter->out, "--target=%s", option_target(value));
		break;
	default:
		args_printf(filter->out, "%s%s", row->name, value);
	}
	return true;
}

static int refuse(const struct filter *filter, const char *argument)
{
	if (filter->origin->own)
		return 0;
	return err_set(filter->err,
		       "%s: %s: the command holds '%s', which could make clang load code, write "
		       "files, or read what no build reads; take it out of the file",
		       filter->origin->list, filter->origin->file, argument);
}

static int refuse_value(const struct filter *filter, const struct option_row *row)
{
	if (filter->origin->own)
		return 0;
	return err_set(filter->err,
		       "%s: %s: the command holds '%s' with a value that is not understood here; "
		       "take it out of the file, or mend it",
		       filter->origin->list, filter->origin->file, row->name);
}

/* Deals with one argument, and with the next if that is its value; -1 if it is refused. */
static int filter_one(struct filter *filter, const char *argument, const char *next)
{
	const struct option_row *row = option_find(argument);
	bool takes_next = option_takes_next(row, argument);

	/* -Xclang -load, -mllvm -load */
	if (row->fate == OPTION_REFUSE ||
	    (row->fate == OPTION_DROP && takes_next && next &&
	     option_find(next)->fate == OPTION_REFUSE))
		return refuse(filter, argument);
	if (row->fate == OPTION_DROP || (takes_next && !next))
		return 0;
	if (row->form == FORM_ALONE) {
		/* clang's own headers stay */
		args_add(filter->out, strcmp(argument, "-nostdinc") ? argument : "-nostdlibinc");
		return 0;
	}
	if (!add_value(filter, row, takes_next ? next : argument + strlen(row->name)))
		return refuse_value(filter, row);
	return 0;
}

int filter_command(const struct origin *origin, const struct args *words, const char *target,
		   struct args *out, struct err *err)
{
	struct filter filter = { .origin = origin, .out = out, .err = err };

	args_printf(out, "--target=%s", target);
	args_add(out, "-xc"); /* headers too */
	args_add(out, "-Qunused-arguments");
	for (size_t i = 1; i < words->n; i++) {
		const char *word = words->items[i];
		const char *next = i + 1 < words->n ? words->items[i + 1] : NULL;

		if (*word != '-' && *word != '@')
			continue;
		if (filter_one(&filter, word, next))
			return -1;
		i += option_takes_next(option_find(word), word);
	}
	return 0;
}
