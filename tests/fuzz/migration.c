// SPDX-License-Identifier: GPL-2.0-only
/* Migration files, and below a line of %% C that they are for: what comes of its calls. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "conversion/migration/fill.h"
#include "conversion/migration/match.h"
#include "conversion/migration/smpl.h"
#include "fuzz.h"
#include "outcome/edit/edit.h"
#include "outcome/plan/print.h"
#include "outcome/plan/realign.h"

#include <stdio.h>

/* A message begins with the file's name, a line and a column. */
static void check_message(const struct err *err)
{
	unsigned line, column;

	FUZZ_CHECK(err->text && sscanf(err->text, "m:%u:%u: ", &line, &column) == 2 && line && column);
}

static void check_rules(const struct migration *migration)
{
	FUZZ_CHECK(migration->rules.n && migration->n_callees && migration->n_callees <= migration->n_calls &&
		   migration->n_calls <= migration->names.n);
	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];

		FUZZ_CHECK(!rule->successor == (rule->reason != NULL));
		for (size_t c = 0; c < rule->conditions.n; c++)
			FUZZ_CHECK(rule->conditions.items[c].parameter < rule->n);
	}
}

/* What is planned can be printed, or nothing is; beside what was printed of other calls. */
static void convert_call(const struct migration *migration, struct source *source, size_t i, struct edit_list *edits)
{
	struct filling filling = { .migration = migration, .source = source, .keeps_effects = true };
	struct call_plan plan;
	struct call call;

	if (call_read(&source->outline, source->tokens[i], &source->arena, &call) || call.split)
		return;
	filling.call = &call;
	filling.rule = migration_match(migration, source, &call);
	if (!filling.rule || !filling.rule->successor || migration_fill(&filling, &plan))
		return;
	call_print(source, &call, &plan, edits);
}

/* The edits fit the text, and what is aligned anew fits them. */
static void apply(const struct source *source, struct edit_list *edits)
{
	struct edit_list aligned = {0};
	struct buf text = {0};
	struct err err = {0};

	edit_list_sort(edits);
	realign(source, edits->items, edits->n, &aligned);
	edit_list_take(edits, &aligned);
	FUZZ_CHECK(!edit_apply(edits->items, edits->n, source->text.data, source->text.length, &text, &err));
	buf_free(&text);
}

/* The end of the call of mention i; 0: it has none. */
static size_t end_of(const struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	size_t close = outline_closing(outline, token_next(&outline->tokens, source->tokens[i]));

	return close == NO_TOKEN ? 0 : close;
}

static void convert(const struct migration *migration, const struct fuzz_text *text)
{
	struct edit_list edits = {0};
	struct scanned_file file;
	struct source source;

	scan_text_names("a.c", text->data, text->length, migration->names.items, migration->n_callees, &file);
	source_from_text(&source, &file, text->data, text->length);
	/* Calls in calls are for another run. */
	for (size_t i = 0, end = 0; i < file.n_mentions && i < 100; i++) {
		if (!source_is_call(&source, i) || source.tokens[i] < end)
			continue;
		convert_call(migration, &source, i, &edits);
		end = end_of(&source, i);
	}
	apply(&source, &edits);
	edit_list_free(&edits);
	source_close(&source);
	scanned_file_free(&file);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text rules = fuzz_take(&at, text + length), code = fuzz_take(&at, text + length);
	struct migration migration;
	struct buf script = {0};
	struct err err = {0};

	if (migration_parse(&migration, "m", rules.data, rules.length, &err)) {
		check_message(&err);
	} else {
		check_rules(&migration);
		migration_smpl(&migration, &script);
		convert(&migration, &code);
	}
	err_clear(&err);
	buf_free(&script);
	migration_free(&migration);
	fuzz_text_free(&rules);
	fuzz_text_free(&code);
}
