// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/analyse/by_macro.h"

#include "base/data/mem.h"
#include "c/source/macro_call.h"
#include "calls/site/mend.h"
#include "check/rules/rule.h"
#include "conversion/convert/convert.h"
#include "outcome/plan/print.h"

#include <stdlib.h>

/* One call, and who asks. */
struct use_site {
	struct analysis *analysis;
	const struct expanded *expanded;
	const struct macro_use *use;
	struct call_site site;
	bool is_read;			/* its body is a call as it stands: that is judged by itself */
};

enum blame {
	BLAME_NONE,			/* of the body, which is judged by itself */
	BLAME_USE,
	BLAME_BODY,
};

static size_t offset_of(const struct use_site *of, size_t token)
{
	return of->expanded->source.outline.tokens.items[token].offset;
}

static bool is_of_use(const struct use_site *of, size_t token)
{
	return expanded_is_of_use(of->expanded, of->use, offset_of(of, token));
}

static bool holds_use(const struct use_site *of, const struct expr *expr)
{
	for (size_t i = expr->first; i < expr->last; i++)
		if (is_of_use(of, i))
			return true;
	return false;
}

static char *macro_name(const struct use_site *of)
{
	const struct token_list *tokens = &of->analysis->source->outline.tokens;
	const struct token *name = &tokens->items[token_at(tokens, of->use->begin)];

	return mem_strndup(tokens->text + name->offset, name->length);
}

static void list(struct use_site *of)
{
	struct analysis *analysis = of->analysis;
	struct by_macro by_macro = {
		.path = mem_strdup(analysis->source->path), .macro = macro_name(of),
		.callee = of->site.function,
		.function = mem_strdup(source_function_name(&of->expanded->source,
							    of->site.call.name)),
	};

	source_position(analysis->source, of->use->begin, &by_macro.line, &by_macro.column);
	VEC_PUSH(&analysis->result->by_macro, by_macro);
}

/* The types of names in the expanded text are those of the same names in the source. */
static void ask(void *data, const struct source *source, size_t offset, struct resolved *answer)
{
	const struct use_site *of = data;
	const struct oracle *oracle = &of->analysis->inquiry->oracle;
	uint32_t origin = expanded_origin(of->expanded, offset);

	(void)source;
	*answer = (struct resolved){0};
	if (origin != NO_ORIGIN)
		oracle->ask(oracle->data, of->analysis->source, origin, answer);
}

static enum blame blame_body(const struct use_site *of)
{
	return of->is_read ? BLAME_NONE : BLAME_BODY;
}

static enum blame blame_expr(const struct use_site *of, const struct expr *expr)
{
	return holds_use(of, expr) ? BLAME_USE : blame_body(of);
}

/* How many arguments there are is up to who wrote the parenthesis, or fills a `...`. */
static enum blame blame_fit(const struct use_site *of)
{
	const struct call_site *site = &of->site;

	if (!site->declared)
		return blame_body(of);
	if (site->misfit < site->call.n)
		return blame_expr(of, site->call.arguments[site->misfit]);
	if (is_of_use(of, site->call.open) || of->use->is_variadic)
		return BLAME_USE;
	return blame_body(of);
}

static enum blame blame(const struct use_site *of, const struct rule *rule)
{
	switch (rule->about) {
	case ABOUT_ACCESS:
		return blame_expr(of, of->site.access.expr);
	case ABOUT_FIT:
		return blame_fit(of);
	case ABOUT_NAME:
		return blame_body(of);
	default:	/* it hangs on the statements around, which a macro may bring itself */
		return BLAME_NONE;
	}
}

/* True if the bytes of the source stand in one place of the expanded text only. */
static bool is_single(const struct use_site *of, uint32_t begin, size_t at)
{
	for (size_t i = 0; i < of->expanded->pieces.n; i++) {
		const struct piece *piece = &of->expanded->pieces.items[i];

		if (piece->origin == begin && piece->at != at)
			return false;
	}
	return true;
}

/*
 * The use as its author wrote it, a call like any other; *which is its argument that is the whole of the
 * expression, and of no other one. -1: there is none.
 */
static int call_of_use(const struct use_site *of, const struct expr *expr, struct call *call,
		       size_t *which)
{
	const struct outline *outline = &of->analysis->source->outline;
	const struct outline *expanded = &of->expanded->source.outline;
	uint32_t begin = expanded_origin(of->expanded, expr_begin(expanded, expr));
	uint32_t last = expanded_origin(of->expanded, expr_end(expanded, expr) - 1);

	for (size_t i = expr->first; i < expr->last; i++)
		if (!is_of_use(of, i))
			return -1;
	if (!is_single(of, begin, expr_begin(expanded, expr)) ||
	    call_read(outline, token_at(&outline->tokens, of->use->begin),
		      &of->analysis->source->arena, call))
		return -1;
	for (*which = 0; *which < call->n; ++*which) {
		const struct expr *argument = expr_bare(call->arguments[*which]);

		if (expr_begin(outline, argument) == begin &&
		    expr_end(outline, argument) == (size_t)last + 1)
			return 0;
	}
	return -1;
}

/* The use with its argument mended, where that is all that has to be changed; or NULL. */
static char *mended_use(const struct use_site *of)
{
	struct source *source = of->analysis->source;
	const char *flags = of->site.access.role == ROLE_FLAGS ?
		mend_as_flags(&of->site) : NULL;
	struct call_plan plan;
	struct call call;
	size_t which;

	if (!flags || call_of_use(of, expr_bare(of->site.access.expr), &call, &which))
		return NULL;
	call_plan_keep(&plan, &call, &source->arena);
	call_plan_replace(&plan, which, flags);
	return call_print_whole(source, &call, &plan);
}

/* The source's tokens from one byte to another, as finding_add() has them for a call. */
static char *text_between(const struct use_site *of, uint32_t begin, uint32_t end)
{
	const struct token_list *tokens = &of->analysis->source->outline.tokens;
	struct buf text = {0};

	for (size_t i = token_at(tokens, begin); i < tokens->n && tokens->items[i].offset < end;
	     i++) {
		if (token_is_comment(&tokens->items[i]))
			continue;
		if (text.length)
			buf_puts(&text, " ");
		buf_add(&text, tokens->text + tokens->items[i].offset, tokens->items[i].length);
	}
	return buf_take(&text);
}

static void place(const struct use_site *of, struct finding *finding, uint32_t begin, uint32_t end)
{
	free(finding->text);
	finding->text = text_between(of, begin, end);
	source_position(of->analysis->source, begin, &finding->line, &finding->column);
	source_position(of->analysis->source, end, &finding->end_line, &finding->end_column);
	note_list_free(&finding->notes);	/* they tell of places in the expansion, as this does: */
	finding->argument = (struct span){0};
	finding_read_excerpts(finding, of->analysis->source);
}

static void place_at_use(const struct use_site *of, struct finding *finding)
{
	bool has_fix = finding->fix && rule_find(finding->rule)->about == ABOUT_ACCESS;
	char *macro = macro_name(of);
	char *message = mem_printf("%s (by way of the macro %s)", finding->message, macro);

	place(of, finding, of->use->begin, of->use->end);
	free(macro);
	free(finding->message);
	finding->message = message;
	free(finding->fix);
	finding->fix = has_fix ? mended_use(of) : NULL;
}

static uint32_t end_of_directive(const struct use_site *of, uint32_t offset)
{
	const struct token_list *tokens = &of->analysis->source->outline.tokens;
	const struct token *token = &tokens->items[token_at(tokens, offset)];

	return token->directive ? tokens->directives.items[token->directive - 1].end :
	       token->offset + token->length;
}

/* Where the body names the function; a header's has no place in this file. */
static void place_in_body(const struct use_site *of, struct finding *finding)
{
	uint32_t name = expanded_origin(of->expanded,
					offset_of(of, of->site.call.name));

	if (name == NO_ORIGIN || is_of_use(of, of->site.call.name)) {
		place_at_use(of, finding);
		return;
	}
	free(finding->function);
	finding->function = mem_strdup("");
	free(finding->fix);
	finding->fix = NULL;
	place(of, finding, name, end_of_directive(of, name));
}

/* One body, many uses: said once. */
static bool is_known(const struct finding_list *findings, const struct finding *finding)
{
	for (size_t i = 0; i < findings->n; i++)
		if (findings->items[i].rule == finding->rule &&
		    findings->items[i].line == finding->line &&
		    findings->items[i].column == finding->column)
			return true;
	return false;
}

/* Whether a finding was added. */
static bool add_finding(const struct use_site *of, struct finding *finding)
{
	struct finding_list *findings = &of->analysis->result->findings;
	enum blame who = blame(of, rule_find(finding->rule));

	if (who == BLAME_USE)
		place_at_use(of, finding);
	else if (who == BLAME_BODY)
		place_in_body(of, finding);
	if (who == BLAME_NONE || is_known(findings, finding)) {
		finding_free(finding);
		return false;
	}
	VEC_PUSH(findings, *finding);
	return true;
}

static bool add_findings(const struct use_site *of)
{
	struct finding_list findings = {0};
	bool added = false;

	rules_check(of->analysis->rules, &of->site, &findings);
	for (size_t i = 0; i < findings.n; i++)
		added |= add_finding(of, &findings.items[i]);
	free(findings.items);
	return added;
}

static void add_left(void *data, const char *path, uint32_t line, uint32_t column,
		     const char *function, const char *reason)
{
	result_add_left(data, path, line, column, function, reason);
}

/* No use of a macro is edited: what would have to be is named. */
static void leave(const struct use_site *of)
{
	const struct analysis *analysis = of->analysis;
	struct converter converter = {
		.source = analysis->source, .family = analysis->family,
		.left = { .add = add_left, .data = analysis->result },
	};
	char *macro = macro_name(of);

	convert_leave(&converter, of->use->begin, "calls %s() by way of the macro %s: not "
		      "touched; convert the macro and its uses yourself",
		      of->site.function->name, macro);
	free(macro);
}

static bool is_due(const struct use_site *of)
{
	const struct call_site *site = &of->site;

	if (of->is_read)
		return false;
	return gup_conversion_of(site->function) &&
	       convert_is_due(of->analysis->family, site->function);
}

static void judge(struct use_site *of)
{
	struct analysis *analysis = of->analysis;
	size_t token;
	bool found, wants_types = false;

	/* The macro's body is converted, or named, where it stands. */
	if (analysis->to)
		return;
	of->site.wants_types = &wants_types;
	found = add_findings(of);
	if ((wants_types || call_site_needs_types(&of->site, &token)) && !analysis->inquiry)
		analysis->open_question = true;
	if (analysis->goal == GOAL_CONVERT && (found || is_due(of)))
		leave(of);
}

/* True if the body alone is a call: its name and parenthesis stand there side by side. */
static bool body_is_call(const struct use_site *of)
{
	const struct call *call = &of->site.call;

	return !is_of_use(of, call->name) && !is_of_use(of, call->open) &&
	       !expanded_is_pasted(of->expanded, offset_of(of, call->name));
}

static void analyse_call(struct analysis *analysis, struct expanded *expanded, size_t i)
{
	const struct macro_call *call = &expanded->calls.items[i];
	struct use_site of = { .analysis = analysis, .expanded = expanded, .use = call->use };
	struct oracle oracle = { .ask = ask, .data = &of };

	if (family_standing(analysis->family,
			    expanded->file.mentions[call->mention].symbol->function,
			    expanded->file.path) != STANDING_FAMILY ||
	    call_site_read(&expanded->source, call->mention, analysis->family, analysis->version,
			   analysis->inquiry ? &oracle : NULL, &of.site))
		return;
	of.is_read = body_is_call(&of);
	of.site.is_foreign =
		source_verdict(analysis->source, call->use->begin) == VERDICT_FOREIGN;
	list(&of);
	if (analysis->goal != GOAL_FIND &&
	    !(family_is_known(analysis->family) &&
	      source_is_left_out(analysis->source, call->use->begin)))
		judge(&of);
}

void analyse_by_macro(struct analysis *analysis)
{
	struct expanded *expanded = analysis->source->expanded;

	for (size_t i = 0; expanded && i < expanded->calls.n; i++)
		analyse_call(analysis, expanded, i);
}
