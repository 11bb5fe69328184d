// SPDX-License-Identifier: GPL-2.0-only
#include "run/across.h"

#include "base/err.h"
#include "base/mem.h"
#include "rules/rule.h"
#include "summary/across.h"
#include "tree/overlay.h"

#include <stdlib.h>
#include <string.h>

struct look {
	struct run *run;
	const struct overlay *overlay;	/* of the state that is read, or NULL */
	struct { struct source **items; size_t n, capacity; } sources;
	struct finding_list found;	/* in one source */
};

/* --- the files --- */

/* What was scanned, and is gone or changed now, is passed over: it mentions nothing. */
static bool open_other(const struct look *look, const struct scanned_file *file, struct source *source)
{
	const struct overlay_file *in_state = overlay_find(look->overlay, file->path);
	struct err err = {0};
	bool good = true;

	if (in_state && in_state->text)
		source_from_text(source, file, in_state->text, in_state->length);
	else
		good = !source_open(source, look->run->tree.root, file, &err);
	err_clear(&err);
	return good;
}

static void open_others(struct look *look)
{
	struct run *run = look->run;

	run->others = mem_calloc(run->scan.n_others, sizeof(*run->others));
	for (size_t i = 0; i < run->scan.n_others; i++)
		run->n_others += open_other(look, &run->scan.others[i], &run->others[run->n_others]);
}

static void list_sources(struct look *look)
{
	struct run *run = look->run;

	for (size_t i = 0; i < run->n_asked; i++) {
		struct source *source = source_narrowed(&run->sources[i]);

		VEC_PUSH(&look->sources, source);
	}
	for (size_t i = 0; i < run->n_others; i++) {
		struct source *source = &run->others[i];

		VEC_PUSH(&look->sources, source);
	}
}

/* --- what is found --- */

static bool is_same(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && a->line == b->line && a->column == b->column &&
	       !strcmp(a->path, b->path);
}

static bool is_known(const struct finding_list *findings, const struct finding *finding)
{
	for (size_t i = 0; i < findings->n; i++)
		if (is_same(&findings->items[i], finding))
			return true;
	return false;
}

/* What a file tells alone has been said. */
static void take_found(struct look *look)
{
	struct finding_list *findings = &look->run->result.findings;

	for (size_t i = 0; i < look->found.n; i++) {
		if (is_known(findings, &look->found.items[i]))
			finding_free(&look->found.items[i]);
		else
			VEC_PUSH(findings, look->found.items[i]);
	}
	look->found.n = 0;
}

static bool is_left_out(const struct run *run, const struct source *source, size_t offset)
{
	return family_is_known(&run->family) && source_is_left_out(source, offset);
}

/* A call of the family; its types, which only the first look asks for, are no matter here. */
static void judge_mention(struct look *look, struct source *source, size_t i)
{
	const struct run *run = look->run;
	const struct mention *mention = &source->file->mentions[i];
	struct call_site site;

	if (!source_is_call(source, i) || is_left_out(run, source, mention->offset) ||
	    family_standing(&run->family, mention->symbol->function, source->path) != STANDING_FAMILY ||
	    call_site_read(source, i, &run->family, run->tree.version, NULL, &site))
		return;
	rules_check_across(&site, &look->found);
}

/* A call of another function that hands out pages. */
static void judge_token(struct look *look, struct source *source, size_t i)
{
	const struct token *token = &source->outline.tokens.items[i];
	const char *name = source->text.data + token->offset;
	struct arena arena = {0};
	struct acquire acquire;
	struct acquire_site site = {
		.source = source, .function = outline_function_at(&source->outline, i),
		.acquire = &acquire, .name = arena_printf(&arena, "%.*s", (int)token->length, name),
	};

	if (site.function && i > site.function->body && !gup_function_find(name, token->length) &&
	    !is_left_out(look->run, source, token->offset) &&
	    acquire_at(source, i, &arena, &acquire))
		rules_check_acquire(&site, &look->found);
	arena_free(&arena);
}

/* All places of the words that begin such a call. */
static void judge_words(struct look *look, struct source *source)
{
	const struct uses *uses = source_uses(source);

	for (size_t i = 0; i < source->outline.tokens.n; i++) {
		if (source->outline.tokens.items[i].kind != TOKEN_IDENTIFIER ||
		    uses->first[i] != i || !acquire_is_named(source, i))
			continue;
		for (uint32_t at = (uint32_t)i; at != NO_USE; at = uses->next[at])
			judge_token(look, source, at);
	}
}

static void judge_source(struct look *look, struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		judge_mention(look, source, i);
	judge_words(look, source);
	take_found(look);
}

void run_look_across(struct run *run, const struct run_options *options)
{
	struct look look = {
		.run = run, .overlay = options->state ? options->state->overlay : NULL,
	};
	struct across *across;

	open_others(&look);
	list_sources(&look);
	across = across_new(look.sources.items, look.sources.n);
	for (size_t i = 0; i < look.sources.n; i++)
		judge_source(&look, look.sources.items[i]);
	across_free(across);
	free(look.sources.items);
	free(look.found.items);
}
