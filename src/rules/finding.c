// SPDX-License-Identifier: GPL-2.0-only
#include "base/buf.h"
#include "base/mem.h"
#include "rules/rule.h"

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

struct finding *finding_add(struct finding_list *findings, const struct call_site *site,
			    const struct rule *rule, enum confidence confidence, char *message,
			    char *fix)
{
	struct finding *finding = finding_add_at(findings, site->source, &site->call, rule,
						 confidence, message);

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

static void add_note(struct finding *finding, const struct source *source, size_t first, size_t last,
		     char *message)
{
	const struct token *from = &source->outline.tokens.items[first];
	const struct token *to = &source->outline.tokens.items[last - 1];
	struct note note = { .path = mem_strdup(source->path), .message = message };

	source_position(source, from->offset, &note.line, &note.column);
	source_position(source, to->offset + to->length, &note.end_line, &note.end_column);
	excerpt_read(&note.excerpt, source, note_span(&note));
	VEC_PUSH(&finding->notes, note);
}

void finding_note(struct finding *finding, const struct source *source, size_t token, char *message)
{
	add_note(finding, source, token, token + 1, message);
}

/* Tokens [first, last) as their author wrote them, on one line and without comments. */
static char *shown_text(const struct token_list *tokens, size_t first, size_t last)
{
	struct buf text = {0};
	uint32_t end = 0;

	for (size_t i = first; i < last; i++) {
		const struct token *token = &tokens->items[i];

		if (token_is_comment(token))
			continue;
		if (text.length && token->offset > end)
			buf_puts(&text, " ");
		buf_add(&text, tokens->text + token->offset, token->length);
		end = token->offset + token->length;
	}
	return buf_take(&text);
}

void finding_note_branch(struct finding *finding, const struct source *source, size_t first,
			 size_t last, bool is_true)
{
	char *text = shown_text(&source->outline.tokens, first, last);

	add_note(finding, source, first, last,
		 mem_printf("`%s` is %s here", text, is_true ? "true" : "false"));
	free(text);
}
