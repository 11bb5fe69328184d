// SPDX-License-Identifier: GPL-2.0-only
#include "program/session/naming.h"

#include "base/data/mem.h"
#include "treewide/run/name.h"

#include <stdlib.h>
#include <string.h>

/* What a result calls the file or folder of that path, which is a part of it. */
static const char *known_as(const struct run *run, const char *real)
{
	const char *base = run_base(run);

	if (!path_is_below(real, base))
		return real;
	real += strlen(base);
	return real + strspn(real, "/");
}

/* The user's way to the folder in front of the known name: "../linux" of "../linux/mm". */
static void add_base(struct shown *shown, const struct run *run, const char *known, const char *given)
{
	size_t length = strlen(given), tail = strlen(known);
	char *base;

	if (!*known || *known == '/' || length <= tail || strcmp(given + length - tail, known) ||
	    given[length - tail - 1] != '/')
		return;
	length -= tail + 1;
	base = length ? mem_strndup(given, length) : mem_strdup("/");
	shown_add(shown, "", base);
	shown_add(shown, run_base(run), base);
	free(base);
}

/* A path that is no file keeps its name, too: it is what the message is about. */
static void add_given(struct shown *shown, const struct run *run, const char *given)
{
	char *real = realpath(given, NULL);
	const char *own = !strcmp(given, ".") ? "" : given;

	shown_add(shown, real ? real : given, own);
	if (real) {
		shown_add(shown, known_as(run, real), own);
		add_base(shown, run, known_as(run, real), given);
	}
	free(real);
}

/* A folder that messages name whole, or that names begin at. */
static void add_way(struct shown *shown, const char *known, const char *folder)
{
	char *here = realpath(".", NULL), *way = path_from(here ? here : "/", folder);

	shown_add(shown, known, way);
	free(way);
	free(here);
}

void naming_read(struct shown *shown, const struct run *run, const struct run_options *options)
{
	for (size_t i = 0; !options->state && i < options->n_paths; i++)
		add_given(shown, run, options->paths[i]);
	if (options->commands)
		add_given(shown, run, options->commands);
	if (options->kernel)
		add_given(shown, run, options->kernel);
	add_way(shown, "", run_base(run));
	add_way(shown, run_base(run), run_base(run));
	add_way(shown, run->tree.root, run->tree.root);
}
