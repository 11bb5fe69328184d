// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/actions.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "base/files/path.h"
#include "patch/fix/fix.h"
#include "patch/prove/rewrite.h"
#include "program/lsp/diagnostics.h"

#include <stdlib.h>
#include <string.h>

/* The findings that one action mends. */
struct mending {
	struct look *look;
	const struct action_wish *wish;
	struct finding_list findings;	/* borrowed from the run's */
	bool is_of_all;
	struct choices choices;
	json_t *edits;			/* out: of the document; NULL: there are none */
	char *why;			/* out: then why */
};

/* True if an action of this kind is wanted: a kind in the list stands for those below it. */
static bool wants(const struct action_wish *wish, const char *kind)
{
	bool wanted = !json_is_array(wish->only);

	for (size_t i = 0; i < json_array_size(wish->only); i++) {
		const char *given = json_string_value(json_array_get(wish->only, i));
		size_t length = given ? strlen(given) : 0;

		wanted |= given && !strncmp(kind, given, length) && (!length || !kind[length] || kind[length] == '.');
	}
	return wanted;
}

static json_t *text_edits(const struct look *look, const struct edit_list *edits)
{
	json_t *array = json_array();

	for (size_t i = 0; i < edits->n; i++) {
		const struct edit *edit = &edits->items[i];

		if (!strcmp(edit->path, look->path))
			json_array_append_new(array, json_pack("{s:o, s:o}",
				"range", range_json(&look->lines, edit->offset, edit->offset + strlen(edit->old_text)),
				"newText", json_text(edit->new_text)));
	}
	if (json_array_size(array))
		return array;
	json_decref(array);
	return NULL;
}

/* The first thing that was in the way. */
static char *reason_of(const struct result *result)
{
	if (result->left.n)
		return mem_strdup(result->left.items[0].reason);
	if (result->unanalysed.n)
		return mem_strdup(result->unanalysed.items[0].reason);
	return mem_strdup("there is nothing to be proved");
}

/* The run's result is about these findings alone meanwhile. -1 sets err. */
static int mend(struct mending *mending, struct err *err)
{
	struct run *run = &mending->look->run;
	struct result whole = run->result;
	struct rewrite rewrite;
	int status;

	run->result = (struct result){ .findings = mending->findings };
	fix_findings(run, &mending->choices);
	status = rewrite_all(run, &mending->look->run_options, &rewrite, err);
	if (!status)
		mending->edits = text_edits(mending->look, &run->result.edits);
	if (!status && !mending->edits)
		mending->why = reason_of(&run->result);
	rewrite_free(&rewrite);
	run->result.findings = (struct finding_list){0};
	result_free(&run->result);
	run->result = whole;
	return status;
}

/* Who asks for the fix of a finding asks for its rule by name. */
static void add_finding(struct mending *mending, const struct finding *finding)
{
	VEC_PUSH(&mending->findings, *finding);
	if (!mending->is_of_all) {
		const struct rule *rule = rule_find(finding->rule);

		VEC_PUSH(&mending->choices.rules, rule);
	}
}

static json_t *workspace_edit(const struct mending *mending)
{
	const struct document *document = mending->look->document;
	json_t *changes;

	if (mending->wish->takes_versions)
		return json_pack("{s:[{s:{s:o, s:I}, s:O}]}", "documentChanges", "textDocument", "uri",
				 json_text(document->uri), "version", document->version, "edits",
				 mending->edits);
	changes = json_object();
	json_object_set(changes, document->uri, mending->edits);
	return json_pack("{s:o}", "changes", changes);
}

static json_t *mended_diagnostics(const struct mending *mending)
{
	json_t *array = json_array();

	for (size_t i = 0; i < mending->findings.n; i++)
		json_array_append_new(array, diagnostic(mending->look, &mending->findings.items[i]));
	return array;
}

/* Appends the action; one that cannot be taken only where the editor shows why. */
static void add_action(const struct mending *mending, const char *title, json_t *actions)
{
	json_t *action = json_pack("{s:o, s:s}", "title", json_text(title), "kind",
				   mending->is_of_all ? ACTION_FIX_ALL : ACTION_FIX);

	if (!mending->is_of_all)
		json_object_set_new(action, "diagnostics", mended_diagnostics(mending));
	if (mending->edits)
		json_object_set_new(action, "edit", workspace_edit(mending));
	else
		json_object_set_new(action, "disabled", json_pack("{s:o}", "reason", json_text(mending->why)));
	if (mending->edits && !mending->is_of_all)
		json_object_set_new(action, "isPreferred", json_true());
	if (mending->edits || (mending->wish->takes_disabled && !mending->is_of_all))
		json_array_append(actions, action);
	json_decref(action);
}

static char *title_of(const struct mending *mending)
{
	struct buf title = {0};

	if (mending->is_of_all) {
		buf_puts(&title, "Write all calls that guptidy has ready");
	} else {
		buf_puts(&title, "Write: ");
		buf_add_line(&title, mending->findings.items[0].fix, strlen(mending->findings.items[0].fix));
	}
	return buf_take(&title);
}

/* Mends, and appends the action. -1 sets err. */
static int offer(struct mending *mending, json_t *actions, struct err *err)
{
	int status = mend(mending, err);

	if (!status) {
		char *title = title_of(mending);

		add_action(mending, title, actions);
		free(title);
	}
	json_decref(mending->edits);
	free(mending->why);
	free(mending->findings.items);
	free(mending->choices.rules.items);
	return status;
}

static bool is_ready(const struct look *look, const struct finding *finding)
{
	return finding->fix && !strcmp(finding->path, look->path);
}

static bool is_same_call(const struct finding *a, const struct finding *b)
{
	return a->line == b->line && a->column == b->column;
}

/* True if the finding stands on one of the lines that are asked about. */
static bool is_in_range(const struct look *look, const struct action_wish *wish, const struct finding *finding)
{
	const struct lines *lines = &look->lines;
	size_t begin = look_offset(lines->text, lines->length, finding->line, finding->column);
	size_t end = look_offset(lines->text, lines->length, finding->end_line, finding->end_column);

	return lines_position(lines, begin).line <= wish->end.line &&
	       lines_position(lines, end).line >= wish->start.line;
}

/* One action for all findings of one call, the first of which is finding i: it changes once. */
static int offer_call(struct look *look, const struct action_wish *wish, size_t i, json_t *actions,
		      struct err *err)
{
	const struct finding_list *findings = &look->run.result.findings;
	struct mending mending = { .look = look, .wish = wish, .choices = { .all = true } };

	for (size_t j = i; j < findings->n; j++)
		if (is_ready(look, &findings->items[j]) && is_same_call(&findings->items[i], &findings->items[j]))
			add_finding(&mending, &findings->items[j]);
	return offer(&mending, actions, err);
}

static bool is_first_of_call(const struct look *look, size_t i)
{
	const struct finding_list *findings = &look->run.result.findings;

	for (size_t j = 0; j < i; j++)
		if (is_ready(look, &findings->items[j]) && is_same_call(&findings->items[i], &findings->items[j]))
			return false;
	return true;
}

/* The options' choices; of rules that are named, a list of its own. */
static struct choices copy_of(const struct choices *given)
{
	struct choices choices = *given;

	choices.rules.items = NULL;
	choices.rules.n = choices.rules.capacity = 0;
	for (size_t i = 0; i < given->rules.n; i++)
		VEC_PUSH(&choices.rules, given->rules.items[i]);
	return choices;
}

static int offer_all(struct look *look, const struct action_wish *wish, json_t *actions, struct err *err)
{
	const struct finding_list *findings = &look->run.result.findings;
	struct mending mending = {
		.look = look, .wish = wish, .is_of_all = true, .choices = copy_of(&look->options->choices),
	};

	for (size_t i = 0; i < findings->n; i++)
		if (is_ready(look, &findings->items[i]))
			add_finding(&mending, &findings->items[i]);
	return offer(&mending, actions, err);
}

int actions_of(struct look *look, const struct action_wish *wish, json_t **actions, struct err *err)
{
	const struct finding_list *findings = &look->run.result.findings;
	int status = 0;

	*actions = json_array();
	for (size_t i = 0; i < findings->n && !status && wants(wish, ACTION_FIX); i++)
		if (is_ready(look, &findings->items[i]) && is_in_range(look, wish, &findings->items[i]) &&
		    is_first_of_call(look, i))
			status = offer_call(look, wish, i, *actions, err);
	if (!status && wants(wish, ACTION_FIX_ALL))
		status = offer_all(look, wish, *actions, err);
	return status;
}
