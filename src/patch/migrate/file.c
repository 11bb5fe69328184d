// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/file.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/site/site.h"
#include "conversion/migration/match.h"
#include "outcome/edit/edit.h"
#include "outcome/plan/realign.h"
#include "patch/migrate/follow.h"
#include "patch/migrate/leaving.h"
#include "patch/migrate/mention.h"
#include "patch/migrate/print.h"
#include "patch/migrate/taken.h"

#include <stdlib.h>
#include <string.h>

#define MOST_PASSES 32	/* calls within calls: nobody nests them deeper */

/*
 * One reading of the file. A call that stands in an argument of another one is converted first, and the
 * other one in the next pass, on what came of the first: each pass sees calls as they are.
 */
struct pass {
	const struct migrating *migrating;
	struct migrated_file *migrated;
	struct source *source;
	struct nearby *nearby;		/* of the file */
	struct own_definitions own;	/* of the source */
	bool is_first;			/* it says what is left to a person */
	struct planned_places due;
	size_t n_deferred;		/* taken out of due, as they hold others of it */
};

static void leave(struct pass *pass, size_t i, const char *reason)
{
	if (pass->is_first)
		mention_leave_for(pass->source, i, &pass->migrated->result, reason);
}

/* True for the name in `#define f(name...)`, where it stands in what the macro stands for. */
static bool is_rest(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t name = tokens->directives.items[tokens->items[i].directive - 1].first + 2;
	size_t close = outline_closing(outline, name + 1);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, name + 1, "(") && close != NO_TOKEN &&
	       token_is(tokens, close - 1, "...") && same_token_text(tokens, close - 2, i);
}

/* The arguments that a macro with `...` passes on: nobody knows how many. */
static bool passes_rest(const struct source *source, const struct call *call)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = call->open + 1; tokens->items[call->name].directive && i < call->close; i++)
		if (token_is(tokens, i, "__VA_ARGS__") || is_rest(&source->outline, i))
			return true;
	return false;
}

/*
 * A call that no rule takes: unless its number of arguments tells why, that is as the author wants it. One with
 * as many as a new call has been converted, if what it shows is all that it passes.
 */
static void leave_unmatched(struct pass *pass, size_t i, const struct call *call)
{
	const struct migration *migration = pass->migrating->migration;
	const char *name = pass->source->file->mentions[i].symbol->name;
	bool is_new = migration_makes(migration, name, call->n) && !call_hides_arguments(pass->source, call) &&
		      !passes_rest(pass->source, call);

	if (!is_new && !migration_takes(migration, name, call->n))
		leave(pass, i, arena_printf(&pass->source->arena, "passes %zu argument%s, and no rule is for "
					    "that: a macro may bring others; convert it by hand", call->n,
					    call->n == 1 ? "" : "s"));
}

/* What stands behind a call may take a part of what a macro stands for: `sizeof(a)[b]`. */
static bool is_taken_apart(const struct source *source, const struct call *call)
{
	static const char *const behind[] = { "[", "(" };

	return token_is_any(&source->outline.tokens, token_next(&source->outline.tokens, call->close), behind,
			    ARRAY_SIZE(behind));
}

static void plan_call(struct pass *pass, size_t i, const struct call *call)
{
	const struct migration *migration = pass->migrating->migration;
	struct taken taken = {
		.migrating = pass->migrating, .migrated = pass->migrated, .source = pass->source,
		.nearby = pass->nearby, .rule = migration_match(migration, pass->source, call),
		.planned.call = *call,
	};
	const char *reason;

	if (!taken.rule) {
		leave_unmatched(pass, i, call);
		return;
	}
	reason = why_not_taken(&taken);
	if (reason) {
		leave(pass, i, reason);
		return;
	}
	pass->migrated->used[taken.rule - migration->rules.items] = true;
	pass->migrated->needs_compiler |= is_taken_apart(pass->source, call);
	VEC_PUSH(&pass->due, taken.planned);
}

static void read_call(struct pass *pass, size_t i)
{
	struct source *source = pass->source;
	const struct mention *mention = &source->file->mentions[i];
	struct call call;

	if (source_is_left_out(source, mention->offset)) {
		leave(pass, i, "stands in an #if branch for other kernel versions: not touched");
	} else if (call_read(&source->outline, source->tokens[i], &source->arena, &call)) {
		if (pass->is_first)
			result_add_unanalysed(&pass->migrated->result, source->path, mention->line,
					      call_trouble(&source->outline, source->tokens[i]));
	} else if (call.split) {
		leave(pass, i, "an #if stands between the arguments; convert each branch by hand");
	} else {
		plan_call(pass, i, &call);
	}
}

/* True if no rule is for what the call passes: whatever its name means, it stays as it is. */
static bool is_unmatched(struct pass *pass, size_t i)
{
	const struct migration *migration = pass->migrating->migration;
	struct source *source = pass->source;
	struct call call;

	return !call_read(&source->outline, source->tokens[i], &source->arena, &call) && !call.split &&
	       migration_takes(migration, source->file->mentions[i].symbol->name, call.n) &&
	       !migration_match(migration, source, &call);
}

static void read_mention(struct pass *pass, size_t i)
{
	struct result *result = &pass->migrated->result;
	const char *why = NULL;
	enum meant meant = standing_of(pass->migrating->declared, &pass->own, pass->source, i, &why);
	bool is_call = source_is_call(pass->source, i);

	if (pass->is_first)
		mention_classify(pass->source, i, meant, result);
	if (meant == MEANT_OTHER)
		return;
	if (!is_call && pass->is_first) {
		if (meant == MEANT_UNCLEAR ||
		    !follow_mention(pass->migrating, pass->source, i, pass->migrated, &pass->due))
			mention_leave(pass->migrating, pass->source, i, result);
	} else if (meant == MEANT_UNCLEAR) {
		if (!is_call || !is_unmatched(pass, i))
			leave(pass, i, why);
	} else if (is_call) {
		read_call(pass, i);
	}
}

/* Takes out those that another one stands in: calls come in the order of their names. */
static void defer(struct pass *pass)
{
	size_t kept = 0;

	for (size_t i = 0; i < pass->due.n; i++) {
		bool holds = i + 1 < pass->due.n &&
			     pass->due.items[i + 1].call.name < pass->due.items[i].call.close;

		if (holds)
			pass->n_deferred++;
		else
			pass->due.items[kept++] = pass->due.items[i];
	}
	pass->due.n = kept;
}

/* What became of the file so far. */
struct stage {
	struct scanned_file file;
	struct source source;
};

static struct stage *stage_new(const struct migrating *migrating, const char *path, const struct buf *text)
{
	const struct migration *migration = migrating->migration;
	struct stage *stage = mem_calloc(1, sizeof(*stage));

	scan_text_names(path, text->data, text->length, migration->names.items, migration->n_callees,
			&stage->file);
	source_from_text(&stage->source, &stage->file, text->data, text->length);
	source_judge(&stage->source, migrating->version_code, NULL);
	return stage;
}

static void stage_free(struct stage *stage)
{
	if (!stage)
		return;
	source_close(&stage->source);
	scanned_file_free(&stage->file);
	free(stage);
}

/* Makes the calls that are due what is planned, and proves it. Why not, or NULL; the caller frees it. */
static char *make(struct pass *pass, struct edit_list *edits, struct stage **stage)
{
	const struct source *source = pass->source;
	struct edit_list aligned = {0};
	struct buf text = {0};
	struct err err = {0};
	char *reason = NULL;

	if (!print_planned(source, pass->due.items, pass->due.n, edits))
		return mem_strdup("a call could not be read any more");
	realign(source, edits->items, edits->n, &aligned);
	edit_list_take(edits, &aligned);
	if (edit_apply(edits->items, edits->n, source->text.data, source->text.length, &text, &err)) {
		reason = mem_strdup(err.text);
		err_clear(&err);
		return reason;
	}
	*stage = stage_new(pass->migrating, source->path, &text);
	buf_free(&text);
	return proof_by_text(source, pass->due.items, pass->due.n, &(*stage)->source);
}

/* The edits so far, and those of one more pass, as edits of the file. */
static void add_edits(struct edit_list *edits, struct edit_list *further, const struct source *first,
		      const struct source *between)
{
	struct edit_list all = {0};

	edit_compose(edits, further, first->text.data, between->text.data, &all);
	edit_list_free(edits);
	edit_list_free(further);
	*edits = all;
}

/* One pass over what the file is by now; *stage becomes what it is then. True if another one is due. */
static bool run_pass(struct pass *pass, const struct source *first, struct stage **stage, char **reason)
{
	struct edit_list edits = {0};
	struct stage *next = NULL;
	const char *used = NULL;

	own_definitions_read(pass->source, &pass->own);
	for (size_t i = 0; i < pass->source->file->n_mentions; i++)
		read_mention(pass, i);
	free(pass->own.items);
	if (pass->is_first && pass->migrated->follows)
		used = why_not_left(pass->source, pass->migrating->following, pass->due.items, pass->due.n);
	defer(pass);
	if (pass->due.n) {
		*reason = used ? mem_strdup(used) : make(pass, &edits, &next);
		if (!*reason)
			add_edits(&pass->migrated->edits, &edits, first, pass->source);
		edit_list_free(&edits);
	}
	free(pass->due.items);
	stage_free(*stage);
	*stage = next;
	return pass->n_deferred && !*reason;
}

static void run_passes(const struct migrating *migrating, struct source *first, struct nearby *nearby,
		       struct migrated_file *migrated)
{
	struct stage *stage = NULL;
	char *reason = NULL;
	bool goes_on = true;

	for (unsigned n = 0; goes_on; n++) {
		struct pass pass = {
			.migrating = migrating, .migrated = migrated, .nearby = nearby, .is_first = !n,
			.source = stage ? &stage->source : first,
		};

		goes_on = run_pass(&pass, first, &stage, &reason);
		if (goes_on && n == MOST_PASSES)
			reason = mem_strdup("calls stand in calls too deeply");
		goes_on &= !reason;
	}
	if (reason) {
		migrated_file_refuse(migrated, reason);
	} else if (stage) {
		buf_add(&migrated->old_text, first->text.data, first->text.length);
		buf_add(&migrated->new_text, stage->source.text.data, stage->source.text.length);
	}
	stage_free(stage);
	free(reason);
}

void migrate_file(const struct migrating *migrating, const struct scanned_file *file,
		  struct migrated_file *migrated)
{
	struct source source;
	struct nearby nearby;
	struct err err = {0};

	*migrated = (struct migrated_file){
		.path = file->path, .used = mem_calloc(migrating->migration->rules.n, sizeof(*migrated->used)),
		.refused.items = migrated->refused.items, .refused.n = migrated->refused.n,
		.refused.capacity = migrated->refused.capacity,
	};
	if (file->language != LANGUAGE_C) {
		mentions_leave_foreign(migrating, file, &migrated->result);
		return;
	}
	if (source_open(&source, migrating->root, file, &err)) {
		result_add_unanalysed(&migrated->result, file->path, 0, err.text);
		err_clear(&err);
		return;
	}
	source_judge(&source, migrating->version_code, NULL);
	nearby_open(&nearby, migrating->root);
	run_passes(migrating, &source, &nearby, migrated);
	nearby_close(&nearby);
	result_add_file(&migrated->result, file->path, READ_AS_TEXT);
	source_close(&source);
}

void migrated_file_free(struct migrated_file *migrated)
{
	buf_free(&migrated->old_text);
	buf_free(&migrated->new_text);
	edit_list_free(&migrated->edits);
	result_free(&migrated->result);
	for (size_t i = 0; i < migrated->places.n; i++)
		free(migrated->places.items[i].why_not);
	free(migrated->places.items);
	for (size_t i = 0; i < migrated->refused.n; i++)
		free(migrated->refused.items[i].why);
	free(migrated->refused.items);
	free(migrated->used);
	*migrated = (struct migrated_file){0};
}
