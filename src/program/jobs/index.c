// SPDX-License-Identifier: GPL-2.0-only
#include "program/jobs/index.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "program/ways/migration.h"
#include "program/ways/ways.h"
#include "treewide/drive/drive.h"
#include "treewide/graph/index.h"
#include "treewide/graph/manifest.h"
#include "treewide/graph/texts.h"

#include <stdlib.h>

/* Its basis says nothing, as no job asks for it. */
static int write_without_jobs(const struct graph *graph, struct err *err)
{
	static const struct groups none;
	char *basis = graph_path(graph, "basis");
	struct buf nothing = {0};
	int status;

	buf_puts(&nothing, "");
	status = work_write_news(basis, &nothing, err) || manifest_write_cell(graph, &none, err) ||
		 index_write_new(graph, err) ? -1 : 0;
	buf_free(&nothing);
	free(basis);
	return status;
}

/*
 * A conversion to another kernel reads that one; and a migration, or pins, look for files of their own. No list has
 * these: they are gathered anew each time, which what is kept of them makes short.
 */
static bool is_listed(const struct options *options)
{
	return !options->to && !options->pin && !options->migration;
}

int index_cell(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	struct err unread = {0};

	if (!options->run.graph)
		return write_without_jobs(&session->graph, err);
	if (options->migration) {
		if (!index_migration(session, &unread))
			return 0;
		err_clear(&unread);
		return write_without_jobs(&session->graph, err);
	}
	if (run_open(&session->run, &options->run, &unread)) {
		err_clear(&unread);
		return write_without_jobs(&session->graph, err);
	}
	session->graph.is_always_news = !is_listed(options);
	return run_index(&session->run, &options->run, way_goal(options), err);
}
