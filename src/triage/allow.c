// SPDX-License-Identifier: GPL-2.0-only
#include "triage/allow.h"

#include "base/mem.h"
#include "triage/comment.h"

#include <stdlib.h>
#include <string.h>

static bool holds_mark(const char *text, size_t length)
{
	return memmem(text, length, COMMENT_MARK, strlen(COMMENT_MARK));
}

bool allow_is_in(const struct source *source)
{
	return source->text.length && holds_mark(source->text.data, source->text.length);
}

static uint32_t line_at(const struct source *source, size_t offset)
{
	uint32_t line, column;

	source_position(source, offset, &line, &column);
	return line;
}

static uint32_t first_line(const struct source *source, size_t token)
{
	return line_at(source, source->outline.tokens.items[token].offset);
}

static uint32_t last_line(const struct source *source, size_t token)
{
	const struct token *at = &source->outline.tokens.items[token];

	return line_at(source, at->offset + at->length - 1);
}

static bool is_behind_code(const struct source *source, size_t comment)
{
	const struct token_list *tokens = &source->outline.tokens;
	uint32_t line = first_line(source, comment);

	for (size_t i = comment; i-- > 0 && last_line(source, i) == line;)
		if (!token_is_comment(&tokens->items[i]))
			return true;
	return false;
}

/* More comments may stand between the comment and its code, but no empty line. */
static uint32_t line_below(const struct source *source, size_t comment)
{
	const struct token_list *tokens = &source->outline.tokens;

	if (is_behind_code(source, comment))
		return 0;
	for (size_t i = comment + 1; i < tokens->n; i++) {
		uint32_t line = first_line(source, i);

		if (line > last_line(source, i - 1) + 1)
			return 0;
		if (!token_is_comment(&tokens->items[i]))
			return line;
	}
	return 0;
}

/* A finding about a comment; takes text and message. */
static void add_finding(const struct source *source, size_t comment, const struct rule *rule,
			char *text, char *message, struct finding_list *findings)
{
	const struct token *token = &source->outline.tokens.items[comment];
	struct finding finding = {
		.rule = rule, .severity = rule->severity, .confidence = CONFIDENCE_HIGH,
		.path = mem_strdup(source->path), .text = text,
		.function = mem_strdup(source_function_name(source, comment)),
		.callee = mem_strdup(""), .message = message,
	};

	source_position(source, token->offset, &finding.line, &finding.column);
	source_position(source, token->offset + token->length, &finding.end_line,
			&finding.end_column);
	VEC_PUSH(findings, finding);
}

/* Rules about comments have no check of calls. A comment that allows them would never be wrong. */
static char *why_not(const struct rule *rule, const char *name)
{
	if (!rule)
		return mem_printf("there is no rule `%s`, so nothing is allowed; `guptidy explain` "
				  "lists the rules", name);
	return rule->check ? NULL :
		mem_printf("`%s` is about comments like this one and no comment allows it; leave it "
			   "out with --no-rule", name);
}

static void add_rule(const struct source *source, size_t comment, const struct permit *permit,
		     const char *name, struct allow_list *list, struct finding_list *findings)
{
	const struct rule *rule = rule_find(name);
	char *why = why_not(rule, name);
	struct allow allow = {
		.rule = rule, .token = comment, .first = first_line(source, comment),
		.last = last_line(source, comment), .below = line_below(source, comment),
	};

	if (why) {
		add_finding(source, comment, &rule_bad_allow, mem_printf("allow %s", name), why,
			    findings);
		return;
	}
	allow.reason = mem_strdup(permit->reason);
	VEC_PUSH(list, allow);
}

static void add_permit(const struct source *source, size_t comment, const struct permit *permit,
		       struct allow_list *list, struct finding_list *findings)
{
	const char *first = permit->rules.n ? permit->rules.items[0] : "";

	if (!permit->rules.n)
		add_finding(source, comment, &rule_bad_allow, mem_strdup("allow"),
			    mem_strdup("no rule is named, so nothing is allowed; write `guptidy: "
				       "allow RULE - reason`"), findings);
	else if (!*permit->reason)
		add_finding(source, comment, &rule_bad_allow, mem_printf("allow %s", first),
			    mem_printf("no reason is given, so nothing is allowed; write `guptidy: "
				       "allow %s - reason`", first), findings);
	else
		for (size_t i = 0; i < permit->rules.n; i++)
			add_rule(source, comment, permit, permit->rules.items[i], list, findings);
}

void allow_read(const struct source *source, struct allow_list *list,
		struct finding_list *findings)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		const char *text = tokens->text + tokens->items[i].offset;
		struct permit_list permits = {0};

		if (!token_is_comment(&tokens->items[i]) ||
		    !holds_mark(text, tokens->items[i].length))
			continue;
		comment_read(text, tokens->items[i].length, &permits);
		for (size_t p = 0; p < permits.n; p++)
			add_permit(source, i, &permits.items[p], list, findings);
		permit_list_free(&permits);
	}
}

/* Where a call begins, and what it is part of: a comment above one of these lines is about it. */
struct lines {
	uint32_t call, statement;
	uint32_t directive;		/* or 0 */
};

static struct lines lines_of(const struct source *source, const struct finding *finding)
{
	const struct outline *outline = &source->outline;
	struct lines lines = { .call = finding->line };

	for (size_t i = 0; i < source->file->n_mentions; i++) {
		const struct mention *mention = &source->file->mentions[i];
		size_t token = source->tokens[i];
		uint32_t directive;

		if (mention->line != finding->line || mention->column != finding->column)
			continue;
		directive = outline->tokens.items[token].directive;
		lines.statement = first_line(source, statement_begin(outline, token));
		if (directive)
			lines.directive = line_at(source,
				outline->tokens.directives.items[directive - 1].begin);
	}
	return lines;
}

static bool is_about(const struct allow *allow, const struct finding *finding,
		     const struct lines *lines)
{
	if (allow->rule != finding->rule)
		return false;
	if (allow->first <= finding->end_line && allow->last >= finding->line)
		return true;
	return allow->below && (allow->below == lines->call || allow->below == lines->statement ||
				allow->below == lines->directive);
}

const char *allow_reason(struct allow_list *list, const struct source *source,
			 const struct finding *finding)
{
	struct lines lines = lines_of(source, finding);
	const char *reason = NULL;

	for (size_t i = 0; i < list->n; i++) {
		struct allow *allow = &list->items[i];

		if (!is_about(allow, finding, &lines))
			continue;
		allow->is_used = true;
		if (!reason)
			reason = allow->reason;
	}
	return reason;
}

void allow_report_unused(const struct allow_list *list, const struct source *source,
			 struct finding_list *findings)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct allow *allow = &list->items[i];
		const char *name = allow->rule->name;

		if (allow->is_used ||
		    source_is_left_out(source, source->outline.tokens.items[allow->token].offset))
			continue;
		add_finding(source, allow->token, &rule_unused_allow, mem_printf("allow %s", name),
			    mem_printf("%s complains about nothing here; take it out of the comment",
				       name), findings);
	}
}

void allow_list_free(struct allow_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->items[i].reason);
	free(list->items);
	*list = (struct allow_list){0};
}
