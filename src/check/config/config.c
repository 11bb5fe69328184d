// SPDX-License-Identifier: GPL-2.0-only
#include "check/config/config.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "kernel/tree/place.h"
#include "kernel/tree/root.h"
#include "kernel/tree/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A path that opens from the working directory. */
static char *named_from_here(const char *folder)
{
	char *here = realpath(".", NULL), *way = path_from(here ? here : "/", folder), *path;

	path = path_join(way, CONFIG_NAME);
	free(way);
	free(here);
	return path;
}

int config_locate(struct config *config, const char *path, struct err *err)
{
	char *real = realpath(path, NULL), *root, *place;

	if (!real)
		return path_refuse(path, err);
	root = tree_root_above(real);
	place = place_of(real);
	/* A driver's own repository in a kernel tree is nearer. */
	if (root && !(path_is_below(place, root) && place_is_repository(place))) {
		config->folder = root;
		free(place);
	} else {
		config->folder = place;
		free(root);
	}
	config->path = named_from_here(config->folder);
	free(real);
	return 0;
}

/* Whoever can change the code there can say how it is read. */
static int check_owner(const struct config *config, const char *path, const struct stat *st, struct err *err)
{
	struct stat asked;

	if (stat(path, &asked) || tree_is_owner_trusted(st, &asked))
		return 0;
	return err_set(err, "%s: belongs to another user, who would decide what is found; pass --no-config",
		       config->path);
}

static int refuse_file(const struct config *config, const char *why, struct err *err)
{
	return err_set(err, "%s: %s; make it a file that can be read, or pass --no-config", config->path, why);
}

int config_read(struct config *config, const char *path, struct err *err)
{
	struct buf text = {0};
	struct stat st;
	int file, status;

	if (config_locate(config, path, err))
		return -1;
	file = open_below(config->folder, CONFIG_NAME, &st);
	if (file < 0)
		return errno == ENOENT ? 0 : refuse_file(config, open_error(errno), err);
	close(file);
	status = check_owner(config, path, &st, err);
	if (!status)
		status = load_below(&text, config->folder, CONFIG_NAME, err);
	if (!status)
		status = config_parse(config, config->path, text.data ? text.data : "", text.length, err);
	buf_free(&text);
	return status;
}
