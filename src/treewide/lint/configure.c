// SPDX-License-Identifier: GPL-2.0-only
/*
 * A change must not choose how it is judged: what counts is what .guptidy was before it. To the rest of lint that
 * file is none of the change's.
 */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/open.h"
#include "check/config/config.h"
#include "treewide/lint/private.h"

#include <stdlib.h>
#include <string.h>

/* The file as the change calls it, or NULL: it is not where the change can be. */
static char *path_in_change(const struct linting *linting, const struct config *config)
{
	const char *top = linting->lint->change.top;
	char *full;
	size_t length;

	if (!top)
		return NULL;
	if (linting->place != linting->options->tree)
		return mem_strdup(CONFIG_NAME);
	full = path_join(config->folder, CONFIG_NAME);
	length = strlen(top);
	if (!path_is_below(full, top)) {
		free(full);
		return NULL;
	}
	memmove(full, full + length + 1, strlen(full + length + 1) + 1);
	return full;
}

/* The old state's text; 1: that has none. */
static int read_old(const struct change *change, const char *path, struct buf *text, struct err *err)
{
	const struct overlay_file *file = overlay_find(&change->old_state, path);

	if (file ? !file->text : !mode_below(change->top, path))
		return 1;
	return overlay_read(&change->old_state, change->top, path, text, err);
}

/* The kernel that it names takes the place of the one that was found. */
static int open_kernel(struct linting *linting, const char *before, struct err *err)
{
	const char *kernel = linting->options->run.kernel;

	if (!kernel || kernel == before)
		return 0;
	linting_join(linting);
	scan_free(&linting->homes);
	linting->homes = (struct scan){0};
	tree_close(&linting->tree);
	if (tree_open(&linting->tree, linting->place, kernel, err))
		return -1;
	linting_begin_homes(linting);
	return 0;
}

/* Once: of several changes, one after the other, none is judged by what another one says. */
static int configure(struct linting *linting, struct config *config, const char *path, struct err *err)
{
	struct lint_options *options = linting->options;
	const char *before = options->run.kernel;
	struct buf text = {0};
	int status = read_old(&linting->lint->change, path, &text, err);

	if (!status)
		status = config_parse(config, config->path, text.data ? text.data : "", text.length, err);
	if (status >= 0)
		status = options->configure(options, config, err);
	options->configure = NULL;
	options->is_configured = true;
	buf_free(&text);
	return status ? -1 : open_kernel(linting, before, err);
}

int linting_configure(struct linting *linting, struct err *err)
{
	struct change *change = &linting->lint->change;
	const struct lint_options *options = linting->options;
	struct config config = {0};
	int status = config_locate(&config, linting->place, err);
	char *path = status ? NULL : path_in_change(linting, &config);

	if (path && (options->configure || options->is_configured) && change_touches(change, path))
		say("%s: note: this change is judged by what stood there before it", config.path);
	if (path && options->configure)
		status = configure(linting, &config, path, err);
	if (path)
		change_forget(change, path);
	free(path);
	config_free(&config);
	return status;
}
