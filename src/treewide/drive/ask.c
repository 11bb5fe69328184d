// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/ask.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/clang/inquiry.h"
#include "check/rules/rule.h"
#include "outcome/result/form.h"
#include "treewide/work/pool.h"
#include "treewide/work/sandbox.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GROWS_BY (16 << 20)	/* bytes; the parse of one file takes about three times that */
#define FEW 2	/* so many files are parsed sooner than a header is precompiled */

/* A worker's parsers, made when they are needed; of each run one, as headers differ between states. */
struct parsers {
	struct parser *of[2];
};

struct analysis analysis_of(struct questions *questions, size_t index, struct inquiry *inquiry,
			    struct result *result)
{
	return (struct analysis){
		.source = &questions->run->sources[index], .family = &questions->run->family,
		.version = questions->run->version, .goal = questions->goal,
		.rules = questions->options->rules, .to = questions->options->to,
		.is_built = questions->options->command, .inquiry = inquiry, .result = result,
	};
}

static size_t count_open(const struct asking *asking)
{
	size_t n = 0;

	for (size_t i = 0; i < asking->n; i++)
		n += asking->of[i]->open.n;
	return n;
}

/* Which of the runs a job belongs to; *job becomes the place among its questions. */
static size_t run_of_job(const struct asking *asking, size_t *job)
{
	size_t which = 0;

	while (*job >= asking->of[which]->open.n)
		*job -= asking->of[which++]->open.n;
	return which;
}

/*
 * libclang would parse in a thread of its own. The memory that the C library gives to threads grows page
 * by page, with a system call each; that of the process grows as it is told to. A parse that crashes
 * is the pool's matter.
 */
static void *start_worker(void *data)
{
	const struct asking *asking = data;
	const char *folders[ARRAY_SIZE(asking->of)];
	size_t n = 0;

	for (size_t i = asking->n; i-- > 0;) {
		if (asking->of[i]->cache.folder)
			folders[n++] = asking->of[i]->cache.folder;
		cache_leave_to_parent(&asking->of[i]->cache);
	}
	sandbox_enter(&(struct sandbox){
		.writable = folders, .n_writable = n, .workers = asking->workers,
		.root = asking->of[0]->run->tree.root,
	});
	mallopt(M_TOP_PAD, GROWS_BY);
	return mem_calloc(1, sizeof(struct parsers));
}

static struct parser *parser_of(struct parsers *parsers, const struct asking *asking, size_t which)
{
	const struct questions *questions = asking->of[which];

	if (parsers->of[which])
		return parsers->of[which];
	parsers->of[which] = parser_new(&questions->run->tree, questions->cache.folder,
					asking->clang);
	if (questions->expects_few || questions->open.n <= FEW)
		parser_expect_few(parsers->of[which]);
	return parsers->of[which];
}

static bool is_listed(const struct made_from *files, const char *path)
{
	for (size_t i = files->n; i-- > 0;)
		if (!strcmp(files->items[i], path))
			return true;
	return false;
}

static void collect_file(const char *path, void *data)
{
	struct made_from *files = data;
	char *copy;

	if (is_listed(files, path))
		return;
	copy = mem_strdup(path);
	VEC_PUSH(files, copy);
}

static void read_by_compiler(void *worker, size_t job, struct buf *out, void *data)
{
	const struct asking *asking = data;
	size_t which = run_of_job(asking, &job);
	struct questions *questions = asking->of[which];
	size_t index = questions->open.items[job];
	struct made_from files = {0};
	struct inquiry inquiry;
	struct result result = {0};
	struct analysis analysis = analysis_of(questions, index, &inquiry, &result);

	inquiry_open(&inquiry, &questions->run->tree, parser_of(worker, asking, which),
		     analysis.source);
	inquiry.stand_ins = questions->overlay;
	inquiry.overlay = questions->options->state ? questions->options->state->overlay : NULL;
	analyse(&analysis);
	/* No worker for others any more; the pool says why. */
	if (parser_crashed(inquiry.parser) && sandbox_is_full())
		_exit(1);
	inquiry_files(&inquiry, collect_file, &files);
	form_write(&result, &files, out);
	made_from_free(&files);
	inquiry_close(&inquiry);
	result_free(&result);
}

static void take(struct questions *questions, const struct source *source, struct result *result,
		 const struct made_from *files)
{
	if (questions->note)
		questions->note(source, result, files, questions->note_data);
	result_take(&questions->run->result, result);
}

void give_up(struct questions *questions, size_t index, const char *reason)
{
	struct result result = {0};
	struct analysis analysis = analysis_of(questions, index, NULL, &result);
	static const struct made_from nothing;

	analysis.no_compiler = reason;
	analyse(&analysis);
	if (!analysis.open_question)	/* the user wanted it to be asked all the same */
		result_add_unanalysed(&result, analysis.source->path, 0, reason);
	take(questions, analysis.source, &result, &nothing);
}

/* Why there is no answer; the caller frees it. */
static char *reason_of(const struct asking *asking, enum pool_status status)
{
	switch (status) {
	case POOL_TIMED_OUT:
		return mem_printf("the compiler took more than %u seconds; give it more with "
				  "--time-limit", asking->of[0]->options->time_limit);
	case POOL_OUT_OF_MEMORY:
		return mem_printf("the compiler needed more than the %zu MB that it may take; run fewer "
				  "at once with -j, or check the file with clang alone",
				  sandbox_memory(asking->workers) >> 20);
	default:
		return mem_strdup("the compiler crashed on this file; check it with clang alone");
	}
}

/*
 * A worker reads strangers' files; what it says is looked at before it is believed. What is good, and
 * can be, is kept.
 */
static bool read_answer(struct questions *questions, const struct source *source,
			const char *answer, size_t length)
{
	struct made_from files = {0};
	struct result result = {0};
	bool good = !form_read(answer, length, source->file, rule_name, &result, &files) &&
		    result_fits(&result, source);

	if (good) {
		cache_store(&questions->cache, source, &result, &files, answer, length);
		result_read_excerpts(&result, source);
		take(questions, source, &result, &files);
	}
	result_free(&result);
	made_from_free(&files);
	return good;
}

static void take_answer(size_t job, enum pool_status status, const char *answer, size_t length,
			void *data)
{
	struct asking *asking = data;
	struct questions *questions = asking->of[run_of_job(asking, &job)];
	size_t index = questions->open.items[job];
	const struct source *source = &questions->run->sources[index];
	char *reason;

	if (status != POOL_DONE || !read_answer(questions, source, answer, length)) {
		reason = reason_of(asking, status);
		give_up(questions, index, reason);
		free(reason);
	}
	asking->n_done++;
	if (questions->options->progress)
		questions->options->progress(asking->n_done, count_open(asking));
}

static void give_all_up(const struct asking *asking, const char *reason)
{
	for (size_t which = 0; which < asking->n; which++)
		for (size_t i = 0; i < asking->of[which]->open.n; i++)
			give_up(asking->of[which], asking->of[which]->open.items[i], reason);
}

/* The library is loaded here and not by each worker: they share what is loaded before the fork. */
int ask_workers(struct asking *asking, struct err *err)
{
	const struct run_options *options = asking->of[0]->options;
	struct pool pool = {
		.workers = options->jobs, .time_limit = options->time_limit,
		.start = start_worker, .work = read_by_compiler, .done = take_answer,
		.hurries = true, .data = asking,
	};
	size_t n = count_open(asking);
	struct err why = {0};
	int status = 0;

	if (!n)
		return 0;
	if (pool.workers > n)
		pool.workers = (unsigned)n;
	asking->workers = pool.workers;
	pool.memory = sandbox_memory(pool.workers);
	asking->clang = libclang_load(&why);
	if (asking->clang)
		status = pool_run(&pool, n, err);
	else
		give_all_up(asking, why.text);
	free(asking->clang);
	err_clear(&why);
	return status;
}
