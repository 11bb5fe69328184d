// SPDX-License-Identifier: GPL-2.0-only
#include "graph/graph.h"

#include "base/digest.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "graph/texts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK "guptidy-work"		/* also says whose folder it is */
#define NAME_DIGITS 12

static bool is_empty(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool empty = true;

	while (dir && (entry = readdir(dir)))
		empty &= !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
	if (dir)
		closedir(dir);
	return empty;
}

static int make_folder(const char *path, struct err *err)
{
	if (!mkdir(path, 0777) || errno == EEXIST)
		return 0;
	return err_set(err, "%s: no work folder can be made there: %s; name one with --work that can",
		       path, strerror(errno));
}

/*
 * Not closed in those that this process starts: should it be killed, they may be at work for a moment
 * longer, and whoever comes next waits for them.
 */
static int take_lock(struct graph *graph, struct err *err)
{
	char *path = path_join(graph->work, LOCK);

	graph->lock = access(path, F_OK) && !is_empty(graph->work) ? -1 :
		      open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0666);
	while (graph->lock >= 0 && flock(graph->lock, LOCK_EX) && errno == EINTR)
		;
	free(path);
	if (graph->lock >= 0)
		return 0;
	return err_set(err, "%s: is no work folder, and not empty, or cannot be written to; name a new one with "
		       "--work", graph->work);
}

int graph_open(struct graph *graph, const char *path, struct err *err)
{
	graph->lock = -1;
	if (make_folder(path, err))
		return -1;
	graph->work = realpath(path, NULL);
	if (!graph->work)
		return err_set(err, "%s: %s; name a folder with --work", path, strerror(errno));
	return take_lock(graph, err);
}

int graph_set_cell(struct graph *graph, const char *command, const char *const *paths, size_t n,
		   struct err *err)
{
	char digits[DIGEST_LENGTH + 1], *path;
	struct digest digest;
	int status;

	digest_init(&digest);
	for (size_t i = 0; i < n; i++) {
		char *real = realpath(paths[i], NULL);

		digest_text(&digest, real ? real : paths[i]);
		free(real);
	}
	digest_end(&digest, digits);
	graph->cell = mem_printf("%s-%.*s", command, NAME_DIGITS, digits);
	path = path_join(graph->work, graph->cell);
	status = make_folder(path, err);
	work_sweep(path);
	free(path);
	return status;
}

void graph_join(struct graph *graph, const char *work, const char *cell, enum graph_part part)
{
	*graph = (struct graph){
		.work = mem_strdup(work), .cell = mem_strdup(cell), .part = part, .lock = -1,
	};
}

char *graph_path(const struct graph *graph, const char *name)
{
	return mem_printf("%s/%s/%s", graph->work, graph->cell, name);
}

void graph_close(struct graph *graph)
{
	if (graph->work && graph->lock >= 0)
		close(graph->lock);
	free(graph->work);
	free(graph->cell);
	*graph = (struct graph){ .lock = -1 };
}
