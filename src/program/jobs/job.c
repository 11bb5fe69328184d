// SPDX-License-Identifier: GPL-2.0-only
/* `guptidy job VERB CELL [NAME]`: what the graph in a work folder does, see docs/graph.md. Not for people. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/path.h"
#include "calls/target/target.h"
#include "program/jobs/gather.h"
#include "program/jobs/index.h"
#include "program/jobs/matrix.h"
#include "program/ways/migration.h"
#include "program/ways/ways.h"
#include "treewide/drive/drive.h"
#include "treewide/drive/job.h"
#include "treewide/graph/order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct job {
	struct session session;
	struct target to;
	struct path_list argv;		/* the order: what the session was asked */
	const char *name;		/* of a group, or an architecture; "" */
};

static int group(struct job *job, struct err *err)
{
	return job_group(&job->session.graph, &job->session.options.run, way_goal(&job->session.options),
			 job->name, err);
}

static int header(struct job *job, struct err *err)
{
	return job_header(&job->session.graph, &job->session.options.run, job->name, err);
}

static int prove(struct job *job, struct err *err)
{
	return prove_migration(&job->session, job->name, err);
}

static int index_tree(struct job *job, struct err *err)
{
	return index_cell(&job->session, err);
}

static const struct verb {
	const char *name;
	enum graph_part part;
	int (*act)(struct job *job, struct err *err);	/* NULL: it goes the whole way of its command */
} verbs[] = {
	{ "index", GRAPH_INDEX, index_tree },
	{ "group", GRAPH_ALL, group },
	{ "header", GRAPH_ALL, header },
	{ "prove", GRAPH_ALL, prove },
	{ "gather", GRAPH_GATHER, NULL },
};

static const struct verb *find_verb(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
		if (!strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

/* ninja runs its jobs in the work folder. The order's words stay the job's to free. */
static int begin(struct job *job, const struct verb *verb, const char *cell, struct err *err)
{
	char *folder = realpath(".", NULL);
	struct graph graph;
	char **argv;
	int argc;

	graph_join(&graph, folder ? folder : ".", cell, verb->part);
	free(folder);
	if (order_read(&graph, &job->argv, err)) {
		graph_close(&graph);
		return -1;
	}
	argc = (int)job->argv.n;
	argv = mem_calloc(job->argv.n + 1, sizeof(*argv));
	memcpy(argv, job->argv.items, job->argv.n * sizeof(*argv));
	session_begin_job(&job->session, argc, argv);
	job->session.graph = graph;
	job->session.graph.argc = argc;
	job->session.graph.argv = argv;
	job->session.graph.launcher = job->session.options.launcher;
	if (!job->session.options.against)
		job->session.options.run.graph = &job->session.graph;
	return 0;
}

static void end(struct job *job)
{
	char **argv = job->session.graph.argv;

	target_close(&job->to);
	session_end(&job->session);
	free(argv);
	path_list_free(&job->argv);
}

/* Goes a way of its own up to the session's end. */
static int gather_cell(struct job *job)
{
	char **argv = job->session.graph.argv;
	int status = gather(&job->session);

	free(argv);
	path_list_free(&job->argv);
	return status;
}

int command_job(int argc, char **argv)
{
	const struct verb *verb = argc >= 3 ? find_verb(argv[1]) : NULL;
	struct job job = { .name = argc > 3 ? argv[3] : "" };
	struct err err = {0};
	unsigned since;
	int status;

	if (argc > 2 && !strcmp(argv[1], "compare"))
		return matrix_job(argc - 2, argv + 2);
	if (!verb) {
		fputs("guptidy job: is what ninja runs in a work folder; see docs/graph.md\n", stderr);
		return EXIT_TROUBLE;
	}
	if (begin(&job, verb, argv[2], &err)) {
		complain(&err);
		return EXIT_TROUBLE;
	}
	if (!verb->act)
		return gather_cell(&job);
	/* That ends the session if it fails. */
	if (open_kernels(&job.session, &job.to, &since))
		return EXIT_TROUBLE;
	status = verb->act(&job, &err);
	if (status)
		complain(&err);
	end(&job);
	return status ? EXIT_TROUBLE : EXIT_NOTHING;
}
