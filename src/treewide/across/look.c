// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/look.h"

#include "base/data/mem.h"
#include "check/rules/rule.h"
#include "treewide/across/catalogue.h"
#include "treewide/across/kept_look.h"
#include "treewide/across/known_files.h"

#include <stdlib.h>
#include <string.h>

/* What is known already, of a finding. */
struct known {
	const char *path, *rule;	/* the finding's own */
	uint32_t line, column;
};

struct look {
	struct run *run;
	const struct rule_set *rules;	/* that are asked for */
	struct { struct known *items; size_t n, capacity; } known;	/* sorted */
	struct finding_list found;	/* what may not be in the result yet */
};

static int by_place(const void *a, const void *b)
{
	const struct known *left = a, *right = b;
	int order = strcmp(left->path, right->path);

	if (!order)
		order = left->line < right->line ? -1 : left->line > right->line;
	if (!order)
		order = left->column < right->column ? -1 : left->column > right->column;
	return order ? order : strcmp(left->rule, right->rule);
}

static struct known known_of(const struct finding *finding)
{
	return (struct known){ finding->path, finding->rule, finding->line, finding->column };
}

/* What a file tells alone has been said. */
static void know_findings(struct look *look)
{
	const struct finding_list *findings = &look->run->result.findings;

	look->known.n = 0;
	for (size_t i = 0; i < findings->n; i++)
		VEC_PUSH(&look->known, known_of(&findings->items[i]));
	if (look->known.n)
		qsort(look->known.items, look->known.n, sizeof(*look->known.items), by_place);
}

static bool is_known(const struct look *look, const struct finding *finding)
{
	struct known key = known_of(finding);

	return look->known.n && bsearch(&key, look->known.items, look->known.n, sizeof(key), by_place);
}

/* Two rules' looks may end at one place. */
static void drop_doubles(struct finding_list *findings)
{
	size_t kept = 0;

	finding_list_sort(findings);
	for (size_t i = 0; i < findings->n; i++) {
		struct known left, right = known_of(&findings->items[i]);

		if (kept)
			left = known_of(&findings->items[kept - 1]);
		if (kept && !by_place(&left, &right))
			finding_free(&findings->items[i]);
		else
			findings->items[kept++] = findings->items[i];
	}
	findings->n = kept;
}

static void take_found(struct look *look)
{
	know_findings(look);
	for (size_t i = 0; i < look->found.n; i++) {
		if (is_known(look, &look->found.items[i]))
			finding_free(&look->found.items[i]);
		else
			VEC_PUSH(&look->run->result.findings, look->found.items[i]);
	}
	free(look->found.items);
	free(look->known.items);
}

/* A call of the family; its types, which only the first look asks for, are no matter here. */
static void judge_mention(struct look *look, struct source *source, size_t i)
{
	const struct run *run = look->run;
	const struct mention *mention = &source->file->mentions[i];
	struct call_site site;

	if (!source_is_call(source, i) || run_leaves_out(run, source, mention->offset) ||
	    family_standing(&run->family, mention->symbol->function, source->path) != STANDING_FAMILY ||
	    call_site_read(source, i, &run->family, run->version, NULL, &site))
		return;
	rules_check_across(look->rules, &site, &look->found);
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
	    !run_leaves_out(look->run, source, token->offset) &&
	    (acquire_at(source, i, &acquire) ||
	     acquire_by_member_at(source, i, &acquire)))
		rules_check_acquire(look->rules, &site, &look->found);
	arena_free(&arena);
}

static void judge_acquires(struct look *look, struct source *source)
{
	const struct marks *calls = acquire_calls(source);

	for (size_t i = 0; i < calls->n; i++)
		judge_token(look, source, calls->items[i]);
}

static void judge_source(struct look *look, struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		judge_mention(look, source, i);
	if (rules_look_at_acquires(look->rules))
		judge_acquires(look, source);
}

/* Callers are looked for wherever they are, but judged only where somebody asked. */
static bool is_asked(const struct run *run, const char *path)
{
	return scan_find(&run->scan, path) || scan_find_other(&run->scan, path) ||
	       asked_holds(&run->paths, path);
}

/* A member's releases may stand anywhere. */
static void drop_unasked(const struct run *run, struct finding_list *findings)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		if (is_asked(run, findings->items[i].path))
			findings->items[kept++] = findings->items[i];
		else
			finding_free(&findings->items[i]);
	}
	findings->n = kept;
}

static void judge_members(struct look *look, const struct known_files *files)
{
	struct catalogue catalogue = {0};

	catalogue_read(look->run, files, &catalogue);
	for (size_t i = 0; i < catalogue.members.n; i++)
		rules_check_member(look->rules, &catalogue.members.items[i], &look->found);
	catalogue_free(&catalogue);
}

static void judge_files(struct look *look, const struct run_options *options,
			const struct known_files *files)
{
	struct run *run = look->run;

	for (size_t i = 0; i < files->n; i++) {
		if (!run_is_of_change(options) && !is_asked(run, files->items[i]->path))
			continue;
		judge_source(look, files->items[i]);
		if (i >= run->n_asked)
			VEC_PUSH(&run->judged, files->items[i]);
	}
	if (rules_look_at_members(look->rules))
		judge_members(look, files);
	if (!run_is_of_change(options))
		drop_unasked(run, &look->found);
	drop_doubles(&look->found);
}

void run_look_again(struct run *run, const struct run_options *options)
{
	struct look look = { .run = run, .rules = options->rules };
	struct known_files files;

	if (!rules_look_across(options->rules))
		return;
	if (!kept_look_load(run, options, &look.found)) {
		files_know(run, options, &files);
		judge_files(&look, options, &files);
		kept_look_store(run, options, &files, &look.found);
		run_note_looked_at(run, (const char *const *)files.looked_at.items, files.looked_at.n);
		run_note_looked_at(run, (const char *const *)files.helping.items, files.helping.n);
		files_forget(&files);
	}
	take_found(&look);
}
