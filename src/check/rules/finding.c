// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "check/rules/rule.h"

#include <stdlib.h>

/* The call's tokens; comments and line breaks are no part of what it says. */
static char *call_text(const struct source *source, const struct call *call)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct buf text = {0};

	for (size_t i = call->name; i <= call->close; i++) {
		const struct token *token = &tokens->items[i];

		if (token_is_comment(token))
			continue;
		if (text.length)
			buf_puts(&text, " ");
		buf_add(&text, tokens->text + token->offset, token->length);
	}
	return buf_take(&text);
}

void finding_point(struct finding *finding, const struct source *source, const struct expr *argument)
{
	const struct outline *outline = &source->outline;

	if (argument->first == argument->last)
		return;
	source_position(source, expr_begin(outline, argument), &finding->argument.line,
			&finding->argument.column);
	source_position(source, expr_end(outline, argument), &finding->argument.end_line,
			&finding->argument.end_column);
	finding_read_excerpts(finding, source);
}

/* NULL: it is about the call as a whole. */
static const struct expr *argument_at_fault(const struct call_site *site, enum about about)
{
	if (about == ABOUT_ACCESS && site->access.role != ROLE_NONE)
		return site->access.expr;
	if (about == ABOUT_FIT && site->misfit < site->call.n)
		return site->call.arguments[site->misfit];
	return NULL;
}

struct finding *finding_add(struct finding_list *findings, const struct call_site *site,
			    const struct rule *rule, enum confidence confidence, char *message,
			    char *fix)
{
	struct finding *finding = finding_add_at(findings, site->source, &site->call, rule,
						 confidence, message);
	const struct expr *argument = argument_at_fault(site, rule->about);

	if (argument)
		finding_point(finding, site->source, argument);
	if (site->is_cut) {
		free(fix);
		fix = NULL;
	}
	finding->fix = fix;
	return finding;
}

struct finding *finding_add_at(struct finding_list *findings, const struct source *source,
			       const struct call *call, const struct rule *rule,
			       enum confidence confidence, char *message)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *name = &tokens->items[call->name], *close = &tokens->items[call->close];
	struct finding finding = {
		.rule = rule->name, .severity = rule->severity, .confidence = confidence,
		.path = mem_strdup(source->path),
		.function = mem_strdup(source_function_name(source, call->name)),
		.callee = mem_strndup(tokens->text + name->offset, name->length),
		.text = call_text(source, call), .message = message,
	};

	source_position(source, name->offset, &finding.line, &finding.column);
	source_position(source, close->offset + close->length, &finding.end_line,
			&finding.end_column);
	finding_read_excerpts(&finding, source);
	VEC_PUSH(findings, finding);
	return &findings->items[findings->n - 1];
}
