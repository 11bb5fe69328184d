// SPDX-License-Identifier: GPL-2.0-only
#include "prove/prove.h"

#include "base/digest.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "edit/edit.h"
#include "prove/prove_values.h"
#include "run/headers.h"
#include "work/cache.h"
#include "work/pool.h"
#include "work/sandbox.h"

#include <stdlib.h>
#include <string.h>

#define FEW 2	/* so many files are parsed sooner than a header is precompiled */

/* A file as it will be. */
struct after {
	struct scanned_file file;
	struct source source;
	char digits[DIGEST_LENGTH + 1];	/* of all that its proof hangs on, but for what is read for it */
	bool has_complaints;		/* the compiler has some of it, though none that is new */
};

struct proof {
	struct run *run;
	const struct rewrite *rewrite;
	struct after *after;		/* one for each file of the rewrite */
	struct family family;		/* as the converted tree declares it */
	struct stand_in *overlay;	/* the converted files, for the compiler */
	struct cache cache;
	struct { size_t *items; size_t n, capacity; } open;	/* files that no kept proof holds for */
	unsigned workers;
	struct libclang *clang;		/* theirs */
	char **reasons;
};

static const struct rewritten *rewritten_of(const struct rewrite *rewrite, const char *path)
{
	for (size_t i = 0; i < rewrite->n; i++)
		if (!strcmp(rewrite->items[i].path, path))
			return &rewrite->items[i];
	return NULL;
}

/* What the tree compiles of the new text; in the tree's state on the disk. */
static void judge(const struct proof *proof, struct source *source)
{
	struct headers headers;

	headers_open(&headers, proof->run->tree.root, NULL);
	source_judge(source, proof->run->tree.version_code, &headers.reader);
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
		family_add(&proof->family, &after->source, true);
	}
	for (size_t i = 0; i < proof->run->n_sources; i++)
		if (!rewritten_of(proof->rewrite, proof->run->sources[i].path))
			family_add(&proof->family, &proof->run->sources[i],
				   i < proof->run->n_asked);
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

static void make_overlay(struct proof *proof)
{
	const char *header = public_header(&proof->family);
	const struct source *source = header ? run_source(proof->run, header) : NULL;
	size_t n = 0;

	proof->overlay = mem_calloc(proof->rewrite->n + 2, sizeof(*proof->overlay));
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		const struct rewritten *file = &proof->rewrite->items[i];

		proof->overlay[n++] = overlay_file(proof, file->path, file->new_text.data,
						   file->new_text.length,
						   header && !strcmp(header, file->path));
	}
	if (source && !rewritten_of(proof->rewrite, header))
		proof->overlay[n++] = overlay_file(proof, header, source->text.data,
						   source->text.length, true);
}

static bool same_argument(const struct source *old, const struct expr *a,
			  const struct source *new, const struct expr *b)
{
	size_t begin = expr_begin(&old->outline, a), end = expr_end(&old->outline, a);
	size_t new_begin = expr_begin(&new->outline, b), new_end = expr_end(&new->outline, b);

	return end - begin == new_end - new_begin &&
	       !memcmp(old->text.data + begin, new->text.data + new_begin, end - begin);
}

static bool has_edit_in(const struct rewritten *file, size_t begin, size_t end)
{
	for (size_t i = 0; i < file->n_edits; i++)
		if (file->edits[i].offset >= begin && file->edits[i].offset < end)
			return true;
	return false;
}

/* The call of mention i by the text of both: one argument differs at most, and it fits. */
static char *prove_call_text(const struct proof *proof, const struct rewritten *file,
			     struct after *after, size_t i)
{
	struct source *was = source_narrowed(file->old_source);
	struct source *is = source_narrowed(&after->source);
	struct call_site old, new;
	size_t changed = 0;

	if (call_site_read(was, i, &proof->run->family, 0, NULL, &old))
		return NULL;
	if (call_site_read(is, i, &proof->family, 0, NULL, &new) ||
	    new.call.n != old.call.n)
		return mem_strdup("a call would lose or gain an argument");
	for (size_t a = 0; a < old.call.n; a++)
		changed += !same_argument(was, old.call.arguments[a], is, new.call.arguments[a]);
	if (changed > 1)
		return mem_strdup("more than one argument of a call would change");
	if (call_site_fits(&old) && !call_site_fits(&new))
		return mem_strdup("a call would not fit the converted prototypes");
	return NULL;
}

static char *prove_text(const struct proof *proof, size_t index)
{
	const struct rewritten *file = &proof->rewrite->items[index];
	struct after *after = &proof->after[index];
	const struct source *old = file->old_source;

	if (after->file.n_mentions != old->file->n_mentions)
		return mem_strdup("the number of mentions would change");
	for (size_t i = 0; i < old->file->n_mentions; i++) {
		char *reason;

		if (old->forms[i] != after->source.forms[i])
			return mem_strdup("a mention would become something else");
		reason = old->forms[i] == FORM_CALL ? prove_call_text(proof, file, after, i) : NULL;
		if (reason)
			return reason;
	}
	return NULL;
}

/*
 * A pointer where an integer is due, and the like. Such a call is one of another version; what was
 * wrong before is no reason to write it again.
 */
static bool is_conversion(const char *complaint)
{
	return !strncmp(complaint, "incompatible ", strlen("incompatible "));
}

static void free_diagnostics(struct diagnostic *diagnostics)
{
	for (struct diagnostic *d = diagnostics; d && d->text; d++)
		free(d->text);
	free(diagnostics);
}

static bool is_known(const struct diagnostic *known, const char *text)
{
	for (; known && known->text; known++)
		if (!strcmp(known->text, text))
			return true;
	return false;
}

/* What the compiler says of a range of a source's bytes; NULL when no parse reaches the callee. */
static struct diagnostic *complaints_about(struct inquiry *inquiry, size_t i, struct edit_span range)
{
	const struct source *source = inquiry->source;
	struct unit *unit = inquiry_unit(inquiry, source->file->mentions[i].offset);

	return unit ? unit_diagnostics(unit, source->path, range.begin, range.end) : NULL;
}

/* The bytes of what mention i stands for: a whole call, a whole definition; empty for all else. */
static struct edit_span extent_of(const struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, source->tokens[i]);
	size_t first = source->tokens[i], last = NO_TOKEN;

	if (source->forms[i] == FORM_CALL) {
		last = outline_closing(outline, token_next(&outline->tokens, first));
	} else if (source->forms[i] == FORM_DEFINITION && function &&
		   function->name_token == first) {
		first = function->item;
		last = function->end;
	}
	if (last >= outline->tokens.n)
		return (struct edit_span){0};
	return (struct edit_span){
		outline->tokens.items[first].offset,
		(size_t)outline->tokens.items[last].offset + outline->tokens.items[last].length,
	};
}

/*
 * What the compiler says of mention i as it will be, and did not say before; NULL if nothing. The text
 * as it is is parsed only where that decides: most of what is converted compiles without a word.
 */
static char *prove_mention_compiled(const struct rewritten *file, struct after *after,
				    struct inquiry *before, struct inquiry *now, size_t i)
{
	struct edit_span old = extent_of(file->old_source, i);
	struct diagnostic *complaints, *known;
	uint32_t line = after->file.mentions[i].line;
	char *reason = NULL;

	if (old.begin == old.end || !has_edit_in(file, old.begin, old.end))
		return NULL;
	complaints = complaints_about(now, i, extent_of(&after->source, i));
	if (complaints && !complaints->text) {
		free_diagnostics(complaints);
		return NULL;
	}
	after->has_complaints = true;
	known = complaints_about(before, i, old);
	if (known && !complaints)
		reason = mem_printf("line %u: the compiler no longer knows the callee", line);
	for (struct diagnostic *d = complaints; d && d->text && !reason; d++)
		if (!is_known(known, d->text) || is_conversion(d->text))
			reason = mem_printf("line %u: %s", line, d->text);
	free_diagnostics(known);
	free_diagnostics(complaints);
	return reason;
}

/*
 * A definition whose `int write` becomes flags: what it passes on is then whatever flags it got, and
 * no longer what the text of its body shows.
 */
static bool is_in_converted_definition(const struct proof *proof, const struct source *source, size_t i)
{
	const struct function *function = outline_function_at(&source->outline, source->tokens[i]);
	const struct declared *declared = function ?
		family_at(&proof->run->family, source->path,
			  source->outline.tokens.items[function->name_token].offset) : NULL;

	return declared && gup_conversion_of(declared->function) &&
	       declared_role(declared, ROLE_WRITE) >= 0;
}

/* What the call of mention i asks for in both texts, by all that is known of them. */
static char *prove_mention_values(const struct proof *proof, const struct rewritten *file,
				  struct after *after, struct inquiry *before, struct inquiry *now,
				  size_t i)
{
	struct edit_span span = extent_of(file->old_source, i);
	unsigned version = proof->run->tree.version;
	struct call_site old, new;
	char *why, *reason = NULL;

	if (file->old_source->forms[i] != FORM_CALL || !has_edit_in(file, span.begin, span.end) ||
	    is_in_converted_definition(proof, file->old_source, i) ||
	    call_site_read(source_narrowed(file->old_source), i, &proof->run->family, version,
			   &before->oracle, &old) ||
	    call_site_read(source_narrowed(&after->source), i, &proof->family, version,
			   &now->oracle, &new))
		return NULL;
	why = prove_values(&old, &new);
	if (why)
		reason = mem_printf("line %u: %s", after->file.mentions[i].line, why);
	free(why);
	return reason;
}

static void put_file(const char *path, void *data)
{
	buf_add(data, path, strlen(path) + 1);
}

/*
 * The files that a proof rests on, each with its NUL: then it may be kept. It may not if a question found
 * no answer, or the compiler complains: a header that is missing may appear, and has no stamp.
 */
static void put_files(const struct after *after, struct inquiry *before, struct inquiry *now,
		      struct buf *out)
{
	if (!inquiry_is_complete(before) || !inquiry_is_complete(now) || after->has_complaints)
		return;
	inquiry_files(before, put_file, out);
	inquiry_files(now, put_file, out);
	put_file(after->source.path, out);
}

/* Without a reason, the answer is an empty one, and the files. */
static void prove_compiled(struct proof *proof, struct parser *parser, size_t index, struct buf *out)
{
	const struct rewritten *file = &proof->rewrite->items[index];
	struct after *after = &proof->after[index];
	struct inquiry before, now;
	char *reason = NULL;

	inquiry_open(&before, &proof->run->tree, parser, file->old_source);
	inquiry_open(&now, &proof->run->tree, parser, &after->source);
	now.stand_ins = proof->overlay;
	for (size_t i = 0; i < after->file.n_mentions && !reason; i++)
		reason = prove_mention_values(proof, file, after, &before, &now, i);
	for (size_t i = 0; i < after->file.n_mentions && !reason; i++)
		reason = prove_mention_compiled(file, after, &before, &now, i);
	buf_add(out, reason ? reason : "", reason ? strlen(reason) + 1 : 1);
	if (!reason)
		put_files(after, &before, &now, out);
	inquiry_close(&now);
	inquiry_close(&before);
	free(reason);
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
	if (proof->open.n <= FEW)
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
	made_from_free(&files);
}

static void take_reason(size_t job, enum pool_status status, const char *answer, size_t length,
			void *data)
{
	struct proof *proof = data;
	size_t index = proof->open.items[job];

	if (status == POOL_OUT_OF_MEMORY)
		proof->reasons[index] = mem_strdup("the compiler needed more memory than it may take to "
						 "prove it; run fewer at once with -j");
	else if (status == POOL_TIMED_OUT)
		proof->reasons[index] = mem_strdup("the compiler took too long to prove it; give it more with "
					   "--time-limit");
	else if (status == POOL_CRASHED)
		proof->reasons[index] = mem_strdup("the compiler crashed when it should prove it");
	else if (length && !answer[length - 1])
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
	for (size_t i = 0; i < proof->run->family.n; i++)
		digest_bytes(&digest, &proof->run->family.items[i].is_asked,
			     sizeof(proof->run->family.items[i].is_asked));
	for (const struct stand_in *file = proof->overlay; file->path; file++) {
		digest_text(&digest, file->path);
		digest_bytes(&digest, file->text, file->length);
	}
	digest_end(&digest, digits);
}

static void digest_file(const struct rewritten *file, struct after *after, const char *rewrite)
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
	digest_end(&digest, after->digits);
}

/* Lists the files that are to be proved: those that no kept proof holds for. */
static void list_open(struct proof *proof)
{
	char rewrite[DIGEST_LENGTH + 1];

	digest_rewrite(proof, rewrite);
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		const struct rewritten *file = &proof->rewrite->items[i];

		digest_file(file, &proof->after[i], rewrite);
		if (!cache_is_proved(&proof->cache, file->path, proof->after[i].digits))
			VEC_PUSH(&proof->open, i);
	}
}

static bool is_interrupted(void *data)
{
	(void)data;
	return scratch_is_interrupted();
}

/* libclang is loaded only where there is something to prove. */
static int prove_open(struct proof *proof, const struct run_options *options, struct err *err)
{
	struct pool pool = {
		.workers = options->jobs, .time_limit = options->time_limit,
		.start = start_worker, .work = prove_one, .done = take_reason,
		.enough = is_interrupted, .hurries = true, .memory = sandbox_memory(options->jobs),
		.data = proof,
	};

	list_open(proof);
	if (!proof->open.n)
		return 0;
	if (pool.workers > proof->open.n)
		pool.workers = (unsigned)proof->open.n;
	proof->clang = libclang_load(err);
	return proof->clang ? pool_run(&pool, proof->open.n, err) : -1;
}

static void free_proof(struct proof *proof)
{
	for (size_t i = 0; i < proof->rewrite->n; i++) {
		source_close(&proof->after[i].source);
		scanned_file_free(&proof->after[i].file);
	}
	stand_ins_free(proof->overlay);
	family_free(&proof->family);
	free(proof->clang);
	free(proof->open.items);
	free(proof->after);
}

int prove_all(struct run *run, const struct run_options *options, const struct rewrite *rewrite,
	      char **reasons, struct err *err)
{
	struct proof proof = {
		.run = run, .rewrite = rewrite, .reasons = reasons, .workers = options->jobs,
		.after = mem_calloc(rewrite->n, sizeof(*proof.after)),
	};
	struct cache_basis basis = {
		.tree = &run->tree, .family = &proof.family, .goal = GOAL_CONVERT,
	};
	int status = -1;

	proof.family.is_alone = run->family.is_alone;
	read_after(&proof);
	if (!family_is_known(&proof.family))
		family_add_mainline(&proof.family);
	make_overlay(&proof);
	if (!cache_open(&proof.cache, &basis, options->use_cache, err))
		status = prove_open(&proof, options, err);
	cache_close(&proof.cache);
	free_proof(&proof);
	return status;
}
