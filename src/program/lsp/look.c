// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/look.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "program/lsp/ground.h"
#include "treewide/drive/drive.h"
#include "treewide/run/name.h"

#include <stdlib.h>
#include <string.h>

/* Nobody sees it: forget_unasked() takes it out. */
static const char unasked[] = "the compiler is asked next";

/* The texts of the tree's documents, the asked one among them. */
static void lay_over(struct look *look)
{
	for (size_t i = 0; i < look->documents->n; i++) {
		const struct document *document = look->documents->items[i];
		char *path;

		if (document->ground != look->ground || document->is_lost)
			continue;
		path = ground_path(look->ground, document->path);
		if (language_of(path) == LANGUAGE_C)
			overlay_add(&look->overlay, path,
				    mem_strndup(document->text.data, document->text.length),
				    document->text.length);
		free(path);
	}
	overlay_sort(&look->overlay);
}

int look_open(struct look *look, bool asks_compiler, struct err *err)
{
	const struct buf *text = &look->document->text;

	look->path = ground_path(look->ground, look->document->path);
	lines_read(&look->lines, text->data, text->length, look->encoding);
	lay_over(look);
	look->state = (struct state){
		.place = look->ground->place, .name = "editor", .overlay = &look->overlay,
		.paths = (const char *const *)&look->path, .n_paths = 1, .is_asked = true,
		.homes = &look->ground->homes, .beside = &look->ground->base,
		.beside_overlay = &look->ground->nothing,
	};
	look->run_options = look->options->run;
	look->run_options.kernel = look->ground->kernel;
	look->run_options.state = &look->state;
	look->run_options.unasked = asks_compiler ? NULL : unasked;
	look->run_options.mends = true;
	return run_open(&look->run, &look->run_options, err);
}

/* What waits for the compiler is no matter of the user's. */
static void forget_unasked(struct look *look)
{
	struct result *result = &look->run.result;
	size_t kept = 0;

	for (size_t i = 0; i < result->unanalysed.n; i++) {
		struct unanalysed *item = &result->unanalysed.items[i];

		if (look->run_options.unasked && strstr(item->reason, unasked)) {
			free(item->path);
			free(item->reason);
			look->is_open = true;
			continue;
		}
		result->unanalysed.items[kept++] = *item;
	}
	result->unanalysed.n = kept;
}

/* Files outside of the tree: by the names that a baseline has of them, or by their paths. */
enum named_by { BY_PLACE, BY_PATH };

static void name_findings(struct run *run, enum named_by by)
{
	for (size_t i = 0; run->place && i < run->result.findings.n; i++) {
		struct finding *finding = &run->result.findings.items[i];
		char *name = by == BY_PATH ? path_join(run->place, finding->path) :
				       mem_strdup(name_in(run->place, finding->path));

		free(finding->path);
		finding->path = name;
	}
}

static int choose(struct look *look, struct err *err)
{
	struct run *run = &look->run;
	struct buf stale = {0};		/* whose file changed is not the editor's matter */
	int status;

	name_findings(run, BY_PLACE);
	status = triage_choose(&run->result, &run->paths, &look->options->choices, &stale, err);
	name_findings(run, BY_PATH);
	buf_free(&stale);
	return status;
}

int look_check(struct look *look, struct err *err)
{
	struct run *run = &look->run;

	if (run_analyse(run, &look->run_options, GOAL_CHECK, err))
		return -1;
	run_heed_comments(run);
	forget_unasked(look);
	return choose(look, err);
}

size_t look_offset(const char *text, size_t length, uint32_t line, uint32_t column)
{
	const char *at = text, *end = text + length;

	while (line > 1 && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		at = stop ? stop + 1 : end;
		line--;
	}
	at += column ? column - 1 : 0;
	return at < end ? (size_t)(at - text) : length;
}
