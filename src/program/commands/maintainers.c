// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/load.h"
#include "base/files/name.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "kernel/maintainers/routing.h"
#include "kernel/tree/tree.h"
#include "program/options/command.h"
#include "program/options/options.h"

#include <stdlib.h>
#include <string.h>

/* The path of a file that exists, named from the working directory or absolutely, in the tree; or NULL. */
static char *path_from_here(const struct tree *tree, const char *name)
{
	char *real = realpath(name, NULL), *path = NULL;
	size_t length = strlen(tree->root);

	if (real && path_is_below(real, tree->root) && real[length])
		path = mem_strdup(real + length + 1);
	free(real);
	return path;
}

/* The path of what the user names, relative to the root or from here; a folder's ends with a slash. */
static char *path_in(const struct tree *tree, const char *name, struct err *err)
{
	char *path = mem_strdup(name), *found;
	mode_t mode;

	name_clean(path);
	mode = name_refused(path) ? 0 : mode_below(tree->root, path);
	if (!mode) {
		free(path);
		path = path_from_here(tree, name);
		mode = path ? mode_below(tree->root, path) : 0;
	}
	if (!mode) {
		err_set(err, "%s: is no file of %s; name one of this tree", name, tree->root);
		free(path);
		return NULL;
	}
	found = S_ISDIR(mode) && !ends_with(path, "/") ? mem_printf("%s/", path) : mem_strdup(path);
	free(path);
	return found;
}

static int add_file(const struct tree *tree, const struct options *options, const char *name,
		    const struct maintainers *maintainers, struct routing *routing, struct err *err)
{
	char *path = path_in(tree, name, err);
	int status = path ? routing_add_file(routing, maintainers, path, options->keywords_in_file, err) : -1;

	free(path);
	return status;
}

static int add_patch(const char *path, const struct maintainers *maintainers, struct routing *routing,
		     struct err *err)
{
	struct buf patch = {0};
	int status = load_file(&patch, strcmp(path, "-") ? path : "/dev/stdin", err);

	if (!status)
		status = routing_add_patch(routing, maintainers, path, &patch, err);
	buf_free(&patch);
	return status;
}

/* All that the user names. -1 sets err. */
static int route(const struct tree *tree, const struct options *options,
		 const struct maintainers *maintainers, struct routing *routing, struct err *err)
{
	int status = 0;

	if (options->diff)
		status = add_patch(options->diff, maintainers, routing, err);
	for (size_t i = 1; !status && i < options->paths.n; i++)
		status = add_file(tree, options, options->paths.items[i], maintainers, routing, err);
	if (!status)
		routing_end(routing, maintainers);
	return status;
}

/* The status. */
static int print_routing(const struct tree *tree, const struct options *options,
			 const struct routing *routing)
{
	static const struct result nothing;
	const struct report report = {
		.subject = SUBJECT_ROUTING, .routing = routing, .result = &nothing,
		.heading = { .root = tree->root, .version = tree->version_text },
	};

	return output_report(options, &report) ? EXIT_TROUBLE : EXIT_NOTHING;
}

int command_maintainers(int argc, char **argv)
{
	struct maintainers maintainers = {0};
	struct routing routing = {0};
	struct options options;
	struct tree tree = {0};
	struct err err = {0};
	int status = EXIT_TROUBLE;

	options_parse(argc, argv, &options);
	if (options.paths.n < (options.diff ? 1 : 2))
		err_set(&err, "%s: name a kernel tree, and files of it or --diff FILE",
			options.paths.n ? options.paths.items[0] : "maintainers");
	else if (!tree_open(&tree, options.paths.items[0], NULL, &err) &&
		 !maintainers_open(&maintainers, tree.root, &err) &&
		 !route(&tree, &options, &maintainers, &routing, &err))
		status = print_routing(&tree, &options, &routing);
	if (err.text)
		complain(&err);
	routing_free(&routing);
	maintainers_close(&maintainers);
	tree_close(&tree);
	options_free(&options);
	return status;
}
