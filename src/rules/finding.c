// SPDX-License-Identifier: GPL-2.0-only
#include "rules/rule.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>

/* The call's tokens; comments and line breaks are no part of what it says. */
static char *call_text(const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	struct buf text = {0};

	for (size_t i = site->call.name; i <= site->call.close; i++) {
		const struct token *token = &tokens->items[i];

		if (token_is_comment(token))
			continue;
		if (text.length)
			buf_puts(&text, " ");
		buf_add(&text, tokens->text + token->offset, token->length);
	}
	return buf_take(&text);
}

void finding_add(struct finding_list *findings, const struct call_site *site,
		 const struct rule *rule, enum confidence confidence, char *message, char *fix)
{
	const struct token *close = &site->source->outline.tokens.items[site->call.close];
	struct finding finding = {
		.rule = rule->name, .severity = rule->severity, .confidence = confidence,
		.path = mem_strdup(site->source->path),
		.line = site->mention->line, .column = site->mention->column,
		.function = mem_strdup(source_function_name(site->source, site->call.name)),
		.callee = mem_strdup(site->function->name),
		.text = call_text(site), .message = message, .fix = fix,
	};

	if (site->is_cut) {
		free(finding.fix);
		finding.fix = NULL;
	}
	source_position(site->source, close->offset + close->length, &finding.end_line,
			&finding.end_column);
	excerpt_read(&finding, site->source);
	VEC_PUSH(findings, finding);
}
