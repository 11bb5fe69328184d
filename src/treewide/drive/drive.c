// SPDX-License-Identifier: GPL-2.0-only
/* Each source by its text, then, where that left a question, by clang. */
#include "treewide/drive/drive.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "check/triage/triage.h"
#include "conversion/convert/convert.h"
#include "treewide/across/look.h"
#include "treewide/drive/ask.h"
#include "treewide/drive/graph.h"
#include "treewide/drive/kept_text.h"

#include <stdlib.h>
#include <string.h>

/* Returns true if it leaves a question open. */
static bool read_by_text(struct questions *questions, struct kept_text *kept, size_t index)
{
	struct result result = {0};
	struct analysis analysis = analysis_of(questions, index, NULL, &result);

	if (questions->options->always_ask)
		return true;
	analyse(&analysis);
	kept_text_note(kept, analysis.source, &result, analysis.open_question);
	if (!analysis.open_question)
		result_take(&questions->run->result, &result);
	result_free(&result);
	return analysis.open_question;
}

static void read_texts(struct questions *questions)
{
	struct run *run = questions->run;
	struct kept_text kept;

	kept_text_open(&kept, run, questions->options, questions->goal);
	for (size_t i = 0; i < run->n_asked; i++) {
		bool is_open;

		if (!kept_text_load(&kept, &run->sources[i], &run->result, &is_open))
			is_open = read_by_text(questions, &kept, i);
		if (is_open)
			VEC_PUSH(&questions->open, i);
	}
	kept_text_close(&kept);
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
			gup_conversion_of(classified->mention->symbol->function);
		char *reason;

		if (classified->class != CLASS_DOCUMENTATION &&
		    classified->class != CLASS_OTHER_LANGUAGE)
			continue;
		if (!conversion || !conversion->successor ||
		    !convert_is_due(&run->family, classified->mention->symbol->function))
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
	for (size_t i = 0; !run->place && run->result.edits.n && i < run->family.n; i++) {
		const struct declared *declared = &run->family.items[i];
		const struct gup_conversion *conversion = gup_conversion_of(declared->function);

		if (conversion && !conversion->successor && declared->is_home &&
		    !declared->is_mainline &&
		    declared_role(declared, ROLE_WRITE) >= 0 && !is_asked(run, declared->path))
			result_add_left(&run->result, declared->path, declared->line,
					declared->column, "",
					"still takes `int write`, and is not in PATH: convert it "
					"together with its callers");
	}
}

/* Beside the files of a driver, a kernel's header must say of which tree it is. */
static void name_tree(struct run *run)
{
	for (size_t i = 0; run->place && i < run->result.left.n; i++) {
		struct left *left = &run->result.left.items[i];
		char *full;

		if (*left->path == '/' || is_asked(run, left->path))
			continue;
		full = path_join(run->tree.root, left->path);
		free(left->path);
		left->path = full;
	}
}

/* Bytes for a file and what is found out about it, and for one of its callers. */
#define EACH_TAKES ((size_t)768 << 10)

/* What the text settles, and what is kept of earlier runs. */
static int begin(struct questions *questions, struct err *err)
{
	const struct run_options *options = questions->options;
	const struct state *state = options->state;
	struct run *run = questions->run;
	struct cache_basis basis = {
		.tree = &run->tree, .family = &run->family, .version = run->version, .goal = questions->goal,
		.rules = options->rules, .to = options->to,
		.state = state ? state->name : NULL, .overlay = state ? state->overlay : NULL,
	};

	mem_expect(run->n_asked * EACH_TAKES);
	add_foreign(run);
	read_texts(questions);
	if (!questions->open.n || options->graph || options->unasked)
		return 0;
	if (cache_open(&questions->cache, &basis, options->use_cache, err))
		return -1;
	if (state)
		questions->overlay = overlay_stand_ins(state->overlay, run->tree.root);
	ask_cache(questions);
	return 0;
}

static void end(struct questions *questions)
{
	if (questions->goal == GOAL_CHECK)
		run_look_again(questions->run, questions->options);
	cache_close(&questions->cache);
	overlay_stand_ins_free(questions->overlay);
	free(questions->open.items);
	if (questions->goal == GOAL_CONVERT && !questions->options->to) {
		leave_prototypes(questions->run);
		leave_foreign(questions->run);
	}
	if (questions->goal == GOAL_CONVERT)
		name_tree(questions->run);
	result_sort(&questions->run->result);
}

/* What the text leaves open is named. */
static int ask_nobody(struct questions *questions)
{
	for (size_t i = 0; i < questions->open.n; i++)
		give_up(questions, questions->open.items[i], questions->options->unasked);
	return 0;
}

/* True if a worker for each question of both leaves none waiting. */
static bool has_room_for(const struct questions *questions, const struct run *ahead)
{
	return questions->open.n && questions->open.n + ahead->n_asked <= questions->options->jobs;
}

int run_analyse_ahead(struct run *run, const struct run_options *options, struct run_ahead *ahead,
		      enum goal goal, struct err *err)
{
	struct questions first = { .run = run, .options = options, .goal = goal };
	struct questions second = { .goal = goal };
	struct asking asking = { .of = { &first, &second }, .n = 1 };
	int status = begin(&first, err);

	if (!status && ahead && has_room_for(&first, ahead->run)) {
		second.run = ahead->run;
		second.options = ahead->options;
		status = begin(&second, err);
		asking.n = 2;
	}
	if (!status && options->unasked)
		status = ask_nobody(&first);
	else if (!status)
		status = options->graph ? ask_graph(&first, err) : ask_workers(&asking, err);
	if (asking.n == 2)
		end(&second);
	end(&first);
	if (ahead)
		ahead->is_done = asking.n == 2;
	return status;
}

int run_index(struct run *run, const struct run_options *options, enum goal goal, struct err *err)
{
	struct questions questions = { .run = run, .options = options, .goal = goal };
	int status = begin(&questions, err);

	if (!status)
		status = ask_graph(&questions, err);
	cache_close(&questions.cache);
	free(questions.open.items);
	return status;
}

void run_heed_comments(struct run *run)
{
	for (size_t i = 0; i < run->n_asked; i++) {
		const struct source *source = &run->sources[i];

		VEC_PUSH(&run->judged, source);
	}
	triage_comments(&run->result, run->judged.items, run->judged.n, family_is_known(&run->family));
}

int run_analyse(struct run *run, const struct run_options *options, enum goal goal,
		struct err *err)
{
	return run_analyse_ahead(run, options, NULL, goal, err);
}
