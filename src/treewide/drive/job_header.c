// SPDX-License-Identifier: GPL-2.0-only
/* The job that makes a precompiled header: in a worker, as it reads what may be a stranger's. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/clang/parse.h"
#include "treewide/drive/job.h"
#include "treewide/graph/depfile.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"
#include "treewide/work/pool.h"
#include "treewide/work/sandbox.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct heading {
	struct tree tree;
	const char *arch;
	char *folder;			/* where headers are */
	struct libclang *clang;
	struct path_list read;
};

static void *start_worker(void *data)
{
	const struct heading *heading = data;
	const char *folder = heading->folder;

	sandbox_enter(&(struct sandbox){
		.writable = &folder, .n_writable = 1, .workers = 1, .root = heading->tree.root,
	});
	return parser_new(&heading->tree, heading->folder, heading->clang);
}

static void add_read(const char *path, void *data)
{
	texts_add(data, path);
}

/* That there is none is found out by each group as well, and only costs time. */
static void make_header(void *worker, size_t job, struct buf *out, void *data)
{
	const struct heading *heading = data;
	struct err err = {0};

	(void)job;
	parser_warm_up(worker, heading->arch, &err);
	parser_header_files(worker, heading->arch, add_read, out);
	err_clear(&err);
}

static void take_files(size_t job, enum pool_status status, const char *answer, size_t length, void *data)
{
	struct heading *heading = data;

	(void)job;
	for (size_t at = 0; status == POOL_DONE && at < length; at += strlen(answer + at) + 1) {
		char *path = mem_strdup(answer + at);

		VEC_PUSH(&heading->read, path);
	}
}

static int run_worker(struct heading *heading, const struct run_options *options, struct err *err)
{
	struct pool pool = {
		.workers = 1, .time_limit = options->time_limit, .memory = sandbox_memory(1),
		.start = start_worker, .work = make_header, .done = take_files, .hurries = true,
		.data = heading,
	};
	struct err none = {0};

	heading->clang = libclang_load(&none);
	err_clear(&none);	/* each file will say so */
	return heading->clang ? pool_run(&pool, 1, err) : 0;
}

static int write_stamp(struct heading *heading, const struct graph *graph, const struct timespec *began,
		       struct err *err)
{
	char *name = mem_printf("%s/%s.header", graph->cell, heading->arch);
	char *path = mem_printf("%s/%s", graph->work, name);
	struct buf nothing = {0};
	int status;

	buf_puts(&nothing, "");
	status = depfile_write(path, name, &heading->read, err) || work_write(path, &nothing, err) ||
		 work_set_age(path, began, err) ? -1 : 0;
	buf_free(&nothing);
	free(path);
	free(name);
	return status;
}

int job_header(const struct graph *graph, const struct run_options *options, const char *arch,
	       struct err *err)
{
	struct heading heading = { .arch = arch, .folder = graph_headers(graph) };
	char *cell = graph_path(graph, ".");
	struct timespec began;
	int status = -1;

	if (!work_clock(cell, &began, err) && !tree_open(&heading.tree, options->paths[0], options->kernel, err) &&
	    !run_worker(&heading, options, err))
		status = write_stamp(&heading, graph, &began, err);
	free(heading.clang);
	path_list_free(&heading.read);
	tree_close(&heading.tree);
	free(heading.folder);
	free(cell);
	return status;
}
