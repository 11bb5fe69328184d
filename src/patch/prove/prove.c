// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/prove.h"

#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/inquiry.h"
#include "c/headers/headers.h"
#include "calls/target/target.h"
#include "patch/prove/alone.h"
#include "patch/prove/place.h"
#include "patch/prove/private.h"
#include "treewide/graph/graph.h"
#include "treewide/work/cache.h"
#include "treewide/work/pool.h"
#include "treewide/work/sandbox.h"

#include <stdlib.h>
#include <string.h>

#define FEW 4	/* so many files are compiled sooner than a header is precompiled for them */

/* What the tree compiles of the new text; in the state that the run read. */
static void judge(const struct proof *proof, struct source *source)
{
	struct headers headers;

	headers_open(&headers, proof->run->tree.root, proof->state);
	headers.reader.defines = proof->run->defines;
	source_judge(source, proof->run->version_code, &headers.reader);
	headers_close(&headers);
}

static void read_after(struct proof *proof)
{
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		const struct rewritten *file = &proof->rewrite->items[i];
		struct after *after = &proof->after[i];

		scan_text(file->path, file->new_text.data, file->new_text.length, &after->file);
		source_from_text(&after->source, &after->file, file->new_text.data,
				 file->new_text.length);
		judge(proof, &after->source);
		after->pairs = place_mentions(file, &after->file);
		family_add_asked(&proof->family, &after->source);
	}
	for (size_t i = 0; i < proof->run->n_sources; i++) {
		const struct source *source = &proof->run->sources[i];

		if (rewrite_find(proof->rewrite, source->path))
			continue;
		if (i < proof->run->n_asked)
			family_add_asked(&proof->family, source);
		else
			family_add(&proof->family, source);
	}
}

/* Flags that the conversion uses and the tree does not have yet: the person adds them. */
static void define_missing_flags(const struct proof *proof, struct buf *text)
{
	for (const struct gup_conversion *c = gup_conversions; c->function; c++) {
		const struct gup_flag *flag = c->flag ? gup_flag_find(c->flag, strlen(c->flag)) : NULL;

		if (flag && !family_has_flag(&proof->family, flag->name))
			buf_printf(text, "\n#define %s 0x%lx\n", flag->name, flag->value_define);
	}
}

/* The header in which callers find the family. */
static const char *public_header(const struct family *family)
{
	for (size_t i = 0; i < family->n; i++)
		if (family->items[i].is_public)
			return family->items[i].path;
	return NULL;
}

static struct stand_in overlay_file(const struct proof *proof, const char *path, const char *text,
				    size_t length, bool is_public)
{
	struct stand_in file = { .path = path_join(proof->run->tree.root, path) };
	struct buf bytes = {0};

	buf_add(&bytes, text, length);
	if (is_public)
		define_missing_flags(proof, &bytes);
	file.length = bytes.length;
	file.text = buf_take(&bytes);
	return file;
}

/* Files that the state has otherwise than the disk, and that nobody rewrites. */
static size_t lay_state(const struct proof *proof, const char *header, struct stand_in *files)
{
	size_t n = 0;

	for (size_t i = 0; proof->state && i < proof->state->n; i++) {
		const struct overlay_file *file = &proof->state->items[i];

		if (file->text && !rewrite_find(proof->rewrite, file->path) &&
		    !(header && !strcmp(header, file->path)))
			files[n++] = overlay_file(proof, file->path, file->text, file->length, false);
	}
	return n;
}

static void make_overlay(struct proof *proof)
{
	const char *header = public_header(&proof->family);
	const struct source *source = header ? run_source(proof->run, header) : NULL;
	size_t n_state = proof->state ? proof->state->n : 0, n;

	proof->overlay = mem_calloc(proof->rewrite->n + n_state + 2, sizeof(*proof->overlay));
	n = lay_state(proof, header, proof->overlay);
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		const struct rewritten *file = &proof->rewrite->items[i];

		proof->overlay[n++] = overlay_file(proof, file->path, file->new_text.data,
						   file->new_text.length,
						   header && !strcmp(header, file->path));
	}
	if (source && !rewrite_find(proof->rewrite, header))
		proof->overlay[n++] = overlay_file(proof, header, source->text.data,
						   source->text.length, true);
}

static void *start_worker(void *data)
{
	struct proof *proof = data;
	const char *folder = proof->cache.folder;
	struct parser *parser;

	cache_leave_to_parent(&proof->cache);
	sandbox_enter(&(struct sandbox){ .writable = &folder, .n_writable = 1,
					 .workers = proof->workers,
					 .root = proof->run->tree.root });
	parser = parser_new(&proof->run->tree, proof->cache.folder, proof->clang);
	parser_expect_overlay(parser);
	if (proof->n_whole <= FEW)
		parser_expect_few(parser);
	return parser;
}

static void prove_one(void *parser, size_t job, struct buf *out, void *data)
{
	struct proof *proof = data;
	size_t index = proof->open.items[job];
	char *reason = prove_text(proof, index);

	if (reason)
		buf_add(out, reason, strlen(reason) + 1);
	else
		prove_compiled(proof, parser, index, out);
	free(reason);
}

/*
 * What is gathered hangs on what a proof has read. Of one that may not be kept no list has all: it hangs on the order
 * then, which is news in each run.
 */
static void note_read(const struct proof *proof, const struct made_from *files)
{
	char *order = proof->gathers ? graph_path(proof->gathers, "order") : NULL;

	if (order && files->n)
		run_note_looked_at(proof->run, (const char *const *)files->items, files->n);
	else if (order)
		run_note_looked_at(proof->run, (const char *const *)&order, 1);
	free(order);
}

/* The answer of prove_one(): a reason, or none and the files that the proof rests on. */
static void take_verdict(struct proof *proof, size_t index, const char *answer, size_t length)
{
	const struct after *after = &proof->after[index];
	struct made_from files = {0};

	if (*answer)
		proof->reasons[index] = mem_strdup(answer);
	for (size_t at = 1; !*answer && at < length; at += strlen(answer + at) + 1) {
		char *path = mem_strdup(answer + at);

		VEC_PUSH(&files, path);
	}
	if (files.n)
		cache_note_proved(&proof->cache, after->source.path, after->digits, &files);
	note_read(proof, &files);
	made_from_free(&files);
}

static void take_reason(size_t job, enum pool_status status, const char *answer, size_t length,
			void *data)
{
	struct proof *proof = data;
	static const struct made_from nothing;
	size_t index = proof->open.items[job];
	bool is_whole = status == POOL_DONE && length && !answer[length - 1];

	if (!is_whole)
		note_read(proof, &nothing);
	if (status == POOL_OUT_OF_MEMORY)
		proof->reasons[index] = mem_strdup("the compiler needed more memory than it may take to "
						 "prove it; run fewer at once with -j");
	else if (status == POOL_TIMED_OUT)
		proof->reasons[index] = mem_strdup("the compiler took too long to prove it; give it more with "
					   "--time-limit");
	else if (status == POOL_CRASHED)
		proof->reasons[index] = mem_strdup("the compiler crashed when it should prove it");
	else if (is_whole)
		take_verdict(proof, index, answer, length);
	else
		proof->reasons[index] = mem_strdup("the compiler's answer is not whole");
}

static void digest_source(struct digest *digest, const struct source *source)
{
	digest_bytes(digest, source->text.data, source->text.length);
	/* They hang on headers that no compiler may have been asked to read. */
	if (source->verdicts)
		digest_bytes(digest, source->verdicts, source->outline.branches.n);
}

/* What all proofs of the run hang on: the family as it is, and all converted texts. */
static void digest_rewrite(const struct proof *proof, char *digits)
{
	struct digest digest;

	digest_init(&digest);
	cache_digest_family(&digest, &proof->run->family);
	if (proof->to)
		cache_digest_family(&digest, &proof->family);
	for (size_t i = 0; i < proof->run->family.n; i++)
		digest_bytes(&digest, &proof->run->family.items[i].is_asked,
			     sizeof(proof->run->family.items[i].is_asked));
	for (const struct stand_in *file = proof->overlay; file->path; file++) {
		digest_text(&digest, file->path);
		digest_bytes(&digest, file->text, file->length);
	}
	digest_end(&digest, digits);
}

static void digest_planned(struct digest *digest, const struct proof *proof, const char *path)
{
	const struct planned_call *planned;
	size_t n = planned_list_of(&proof->run->result.planned, path, &planned);

	for (size_t i = 0; i < n; i++) {
		digest_bytes(digest, &planned[i].offset, sizeof(planned[i].offset));
		digest_text(digest, planned[i].call);
	}
}

static void digest_file(const struct proof *proof, const struct rewritten *file, struct after *after,
			const char *rewrite)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, rewrite);
	digest_text(&digest, file->path);
	digest_source(&digest, file->old_source);
	digest_source(&digest, &after->source);
	for (size_t i = 0; i < file->n_edits; i++) {
		digest_bytes(&digest, &file->edits[i].offset, sizeof(file->edits[i].offset));
		digest_text(&digest, file->edits[i].old_text);
		digest_text(&digest, file->edits[i].new_text);
	}
	digest_planned(&digest, proof, file->path);
	digest_end(&digest, after->digits);
}

/* Lists the files that are to be proved: those that no kept proof holds for. */
static void list_open(struct proof *proof)
{
	char rewrite[DIGEST_LENGTH + 1];

	digest_rewrite(proof, rewrite);
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		const struct rewritten *file = &proof->rewrite->items[i];

		struct made_from read = {0};

		digest_file(proof, file, &proof->after[i], rewrite);
		if (!cache_is_proved(&proof->cache, file->path, proof->after[i].digits, &read))
			VEC_PUSH(&proof->open, i);
		else
			note_read(proof, &read);
		made_from_free(&read);
	}
}

static bool is_of_default_arch(const struct proof *proof, size_t i)
{
	const struct tree *tree = &proof->run->tree;

	return !strcmp(tree_arch_of(tree, proof->rewrite->items[i].path), tree_arch_of(tree, ""));
}

/* Writes what stands for the calls of file i alone, or leaves it empty. */
static void write_alone(struct proof *proof, size_t i)
{
	struct after *after = &proof->after[i];
	struct records records;
	struct alone alone = {
		.file = &proof->rewrite->items[i], .after = &after->source,
		.pairs = after->pairs, .before = &proof->run->family, .now = &proof->family,
		.version = proof->run->tree.version, .is_ported = proof->to, .records = &records,
	};

	records_open(&records, &proof->run->tree, &after->source);
	if (!alone_write(&alone, &after->alone)) {
		buf_free(&after->alone);
		proof->n_whole += is_of_default_arch(proof, i);
	}
	records_files(&records, put_path, &after->rests_on);
	records_close(&records);
}

/* libclang is loaded only where there is something to prove. */
static int prove_open(struct proof *proof, const struct run_options *options, struct err *err)
{
	struct pool pool = {
		.workers = options->jobs, .time_limit = options->time_limit,
		.start = start_worker, .work = prove_one, .done = take_reason,
		.hurries = true, .memory = sandbox_memory(options->jobs),
		.data = proof,
	};

	list_open(proof);
	if (!proof->open.n)
		return 0;
	for (size_t i = 0; i < proof->open.n; i++)
		write_alone(proof, proof->open.items[i]);
	if (pool.workers > proof->open.n)
		pool.workers = (unsigned)proof->open.n;
	proof->clang = libclang_load(err);
	return proof->clang ? pool_run(&pool, proof->open.n, err) : -1;
}

static void free_proof(struct proof *proof)
{
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		buf_free(&proof->after[i].alone);
		free(proof->after[i].pairs);
		buf_free(&proof->after[i].rests_on);
		source_close(&proof->after[i].source);
		scanned_file_free(&proof->after[i].file);
	}
	stand_ins_free(proof->overlay);
	overlay_stand_ins_free(proof->before);
	family_free(&proof->family);
	free(proof->clang);
	free(proof->open.items);
	free(proof->after);
}

int prove_all(struct run *run, const struct run_options *options, const struct rewrite *rewrite,
	      char **reasons, struct err *err)
{
	struct proof proof = {
		.run = run, .rewrite = rewrite, .to = options->to, .mends = options->mends,
		.state = options->state ? options->state->overlay : NULL,
		.reasons = reasons,
		.workers = options->jobs,
		.gathers = options->graph && options->graph->part == GRAPH_GATHER ? options->graph : NULL,
		.after = mem_calloc(rewrite->n, sizeof(*proof.after)),
	};
	struct cache_basis basis = {
		.tree = &run->tree, .family = &proof.family, .goal = GOAL_CONVERT, .to = options->to,
	};
	int status = -1;

	proof.family.is_alone = run->family.is_alone;
	read_after(&proof);
	if (options->to)
		family_hold_against(&proof.family, run->tree.version, &options->to->family,
				    options->to->name, options->to->root);
	else if (!family_is_known(&proof.family))
		family_add_mainline(&proof.family);
	make_overlay(&proof);
	if (proof.state)
		proof.before = overlay_stand_ins(proof.state, run->tree.root);
	if (!cache_open(&proof.cache, &basis, options->use_cache, err))
		status = prove_open(&proof, options, err);
	cache_close(&proof.cache);
	free_proof(&proof);
	return status;
}
