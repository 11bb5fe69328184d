// SPDX-License-Identifier: GPL-2.0-only
/* The second half of a run: each source by its text, then, where that left a question, by clang. */
#include "run/run.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "convert/convert.h"
#include "run/cache.h"
#include "run/pool.h"
#include "run/wire.h"

#include <stdlib.h>
#include <string.h>

#define FEW 2	/* so many files are parsed sooner than a header is precompiled */

/* What the workers and the parent share. */
struct questions {
	struct run *run;
	const struct run_options *options;
	enum goal goal;
	struct cache cache;
	struct libclang *clang;		/* the workers' */
	struct { size_t *items; size_t n, capacity; } open;	/* sources that the text did not settle */
	size_t n_done;
	struct stand_in *overlay;	/* the state that is read, for the compiler; or NULL */
};

/* One answer's files, in a worker. */
struct collected {
	struct wire_files files;
	const char *own;		/* the source itself: known by its bytes */
};

static struct analysis analysis_of(struct questions *questions, size_t index,
				   struct inquiry *inquiry, struct result *result)
{
	return (struct analysis){
		.source = &questions->run->sources[index], .family = &questions->run->family,
		.version = questions->run->tree.version, .goal = questions->goal,
		.inquiry = inquiry, .result = result,
	};
}

static void read_by_text(struct questions *questions, size_t index)
{
	struct result result = {0};
	struct analysis analysis = analysis_of(questions, index, NULL, &result);

	if (!questions->options->always_ask)
		analyse(&analysis);
	if (analysis.open_question || questions->options->always_ask)
		VEC_PUSH(&questions->open, index);
	else
		result_take(&questions->run->result, &result);
	result_free(&result);
}

static void *start_worker(void *data)
{
	struct questions *questions = data;
	struct parser *parser = parser_new(&questions->run->tree, questions->cache.folder,
					   questions->clang);

	if (questions->open.n <= FEW)
		parser_expect_few(parser);
	return parser;
}

static bool is_listed(const struct wire_files *files, const char *path)
{
	for (size_t i = files->n; i-- > 0;)
		if (!strcmp(files->items[i], path))
			return true;
	return false;
}

static void collect_file(const char *path, void *data)
{
	struct collected *collected = data;
	char *copy;

	if (is_listed(&collected->files, path))
		return;
	copy = mem_strdup(path);
	VEC_PUSH(&collected->files, copy);
}

static void read_by_compiler(void *parser, size_t job, struct buf *out, void *data)
{
	struct questions *questions = data;
	size_t index = questions->open.items[job];
	struct collected collected = {0};
	struct inquiry inquiry;
	struct result result = {0};
	struct analysis analysis = analysis_of(questions, index, &inquiry, &result);

	inquiry_open(&inquiry, &questions->run->tree, parser, analysis.source);
	inquiry.overlay = questions->overlay;
	inquiry.state = questions->options->state ? questions->options->state->overlay : NULL;
	analyse(&analysis);
	inquiry_files(&inquiry, collect_file, &collected);
	wire_write(&result, &collected.files, out);
	wire_files_free(&collected.files);
	inquiry_close(&inquiry);
	result_free(&result);
}

/*
 * A file that no compiler can be asked about: its mentions are what the text makes of them, and those
 * that the text does not settle are named.
 */
static void give_up(struct questions *questions, size_t index, const char *reason)
{
	struct result result = {0};
	struct analysis analysis = analysis_of(questions, index, NULL, &result);

	analysis.no_compiler = reason;
	analyse(&analysis);
	if (!analysis.open_question)	/* the user wanted it to be asked all the same */
		result_add_unanalysed(&result, analysis.source->path, 0, reason);
	result_take(&questions->run->result, &result);
}

static void take_answer(size_t job, enum pool_status status, const char *answer, size_t length,
			void *data)
{
	struct questions *questions = data;
	size_t index = questions->open.items[job];
	const struct source *source = &questions->run->sources[index];
	char *reason;

	if (status == POOL_DONE &&
	    !wire_read(answer, length, source->file, &questions->run->result, NULL)) {
		cache_store(&questions->cache, source, answer, length);
	} else {
		reason = status == POOL_TIMED_OUT ?
			mem_printf("the compiler took more than %u seconds; give it more with "
				   "--time-limit", questions->options->time_limit) :
			mem_strdup("the compiler crashed on this file; check it with clang alone");
		give_up(questions, index, reason);
		free(reason);
	}
	questions->n_done++;
	if (questions->options->progress)
		questions->options->progress(questions->n_done, questions->open.n);
}

/* Takes from the cache what still holds. */
static void ask_cache(struct questions *questions)
{
	size_t kept = 0;

	for (size_t i = 0; i < questions->open.n; i++) {
		size_t index = questions->open.items[i];

		if (!cache_load(&questions->cache, &questions->run->sources[index],
				&questions->run->result))
			questions->open.items[kept++] = index;
	}
	questions->open.n = kept;
}

/* The library is loaded here and not by each worker: they share what is loaded before the fork. */
static int ask_workers(struct questions *questions, struct err *err)
{
	struct pool pool = {
		.workers = questions->options->jobs, .time_limit = questions->options->time_limit,
		.start = start_worker, .work = read_by_compiler, .done = take_answer,
		.data = questions,
	};
	struct err why = {0};
	int status = 0;

	if (pool.workers > questions->open.n)
		pool.workers = (unsigned)questions->open.n;
	questions->clang = libclang_load(&why);
	if (questions->clang)
		status = pool_run(&pool, questions->open.n, err);
	for (size_t i = 0; !questions->clang && i < questions->open.n; i++)
		give_up(questions, questions->open.items[i], why.text);
	free(questions->clang);
	err_clear(&why);
	return status;
}

static int ask_compiler(struct questions *questions, struct err *err)
{
	int status;

	if (cache_open(&questions->cache, &questions->run->tree, &questions->run->family,
		       questions->goal, questions->options->state, questions->options->use_cache,
		       err)) {
		cache_close(&questions->cache);
		return -1;
	}
	if (questions->options->state)
		questions->overlay = overlay_stand_ins(questions->options->state->overlay,
						       questions->run->tree.root);
	ask_cache(questions);
	status = questions->open.n ? ask_workers(questions, err) : 0;
	cache_close(&questions->cache);
	overlay_stand_ins_free(questions->overlay);
	return status;
}

static void add_foreign(struct run *run)
{
	for (size_t f = 0; f < run->scan.n_files; f++) {
		const struct scanned_file *file = &run->scan.files[f];

		for (size_t i = 0; i < file->n_mentions && file->language != LANGUAGE_C; i++) {
			struct classified classified = {
				.mention = &file->mentions[i], .path = file->path,
				.class = foreign_class(file->language), .function = mem_strdup(""),
			};

			VEC_PUSH(&run->result.mentions, classified);
			run->result.ledger[classified.class]++;
		}
	}
}

/* Documentation and other languages are not converted; what they say of a function that goes is. */
static void leave_foreign(struct run *run)
{
	for (size_t i = 0; i < run->result.mentions.n; i++) {
		const struct classified *classified = &run->result.mentions.items[i];
		const struct gup_conversion *conversion =
			gup_conversion_of(classified->mention->name);
		char *reason;

		if (classified->class != CLASS_DOCUMENTATION &&
		    classified->class != CLASS_OTHER_LANGUAGE)
			continue;
		if (!conversion || !conversion->successor ||
		    !convert_is_due(&run->family, classified->mention->name))
			continue;
		reason = mem_printf("names %s(), which goes: say %s() with %s",
				    conversion->function, conversion->successor, conversion->flag);
		result_add_left(&run->result, classified->path, classified->mention->line,
				classified->mention->column, "", reason);
		free(reason);
	}
}

static bool is_asked(const struct run *run, const char *path)
{
	for (size_t i = 0; i < run->n_asked; i++)
		if (!strcmp(run->sources[i].path, path))
			return true;
	return false;
}

/* Callers were converted, but PATH does not hold the prototypes that must go with them. */
static void leave_prototypes(struct run *run)
{
	for (size_t i = 0; run->result.edits.n && i < run->family.n; i++) {
		const struct declared *declared = &run->family.items[i];
		const struct gup_conversion *conversion = gup_conversion_of(declared->function);

		if (conversion && !conversion->successor && declared->is_home &&
		    declared_role(declared, ROLE_WRITE) >= 0 && !is_asked(run, declared->path))
			result_add_left(&run->result, declared->path, declared->line,
					declared->column, "",
					"still takes `int write`, and is not in PATH: convert it "
					"together with its callers");
	}
}

int run_analyse(struct run *run, const struct run_options *options, enum goal goal,
		struct err *err)
{
	struct questions questions = { .run = run, .options = options, .goal = goal };
	int status = 0;

	add_foreign(run);
	for (size_t i = 0; i < run->n_asked; i++)
		read_by_text(&questions, i);
	if (questions.open.n)
		status = ask_compiler(&questions, err);
	free(questions.open.items);
	if (goal == GOAL_CONVERT) {
		leave_prototypes(run);
		leave_foreign(run);
	}
	result_sort(&run->result);
	return status;
}
