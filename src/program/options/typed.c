// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/typed.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "calls/family/homes.h"
#include "report/format/shown.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int read_stdin(struct buf *text, struct err *err)
{
	char bytes[65536];
	size_t n;

	while ((n = fread(bytes, 1, sizeof(bytes), stdin)))
		buf_add(text, bytes, n);
	return ferror(stdin) ? err_set(err, "stdin: cannot be read; pipe the file's text into it") : 0;
}

char *typed_folder(const char *name)
{
	const char *slash = strrchr(name, '/');

	return mem_strndup(slash ? name : ".", slash && slash > name ? (size_t)(slash - name) : 1);
}

static bool is_folder(const char *name)
{
	struct stat st;

	return !*path_name(name) || (!stat(name, &st) && S_ISDIR(st.st_mode));
}

/* The name with the links of its folder resolved, as the file itself may not be there yet; NULL sets err. */
static char *full_name(const struct typed *typed, const char *name, struct err *err)
{
	char *folder = realpath(typed->folder, NULL), *full;
	const char *why = !folder ? strerror(errno) : is_folder(name) ? "is a folder" : NULL;

	if (why) {
		err_set(err, "%s: %s; --stdin-name is the file that stdin has the text of", name, why);
		free(folder);
		return NULL;
	}
	full = path_join(strcmp(folder, "/") ? folder : "", path_name(name));
	free(folder);
	return full;
}

static int open_tree(struct typed *typed, const char *full, const struct run_options *options, struct err *err)
{
	struct tree tree;
	int status = tree_open(&tree, typed->folder, options->kernel, err);

	if (!status) {
		const char *inside = path_rest(full, tree.root);

		typed->path = mem_strdup(inside ? inside : full);
		status = homes_scan(&tree, options->jobs, options->use_cache, &typed->homes, err);
	}
	tree_close(&tree);
	return status;
}

static void lay_over(struct typed *typed, struct buf *text)
{
	size_t length = text->length;

	overlay_add(&typed->overlay, typed->path, buf_take(text), length);
	overlay_sort(&typed->overlay);
	typed->state = (struct state){
		.place = typed->folder, .name = "stdin", .overlay = &typed->overlay,
		.paths = (const char *const *)&typed->path, .n_paths = 1, .is_asked = true,
		.homes = &typed->homes,
	};
}

int typed_open(struct typed *typed, const char *name, struct run_options *options, struct shown *shown,
	       struct err *err)
{
	struct buf text = {0};
	char *full;
	int status;

	*typed = (struct typed){ .folder = typed_folder(name) };
	full = full_name(typed, name, err);
	status = !full || open_tree(typed, full, options, err) || read_stdin(&text, err) ? -1 : 0;
	if (!status) {
		lay_over(typed, &text);
		shown_add(shown, typed->path, name);
		options->state = &typed->state;
	}
	buf_free(&text);
	free(full);
	return status;
}

void typed_close(struct typed *typed)
{
	overlay_free(&typed->overlay);
	scan_free(&typed->homes);
	free(typed->folder);
	free(typed->path);
	*typed = (struct typed){0};
}
