// SPDX-License-Identifier: GPL-2.0-only
#include "check/triage/allow.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "check/triage/comment.h"

#include <stdlib.h>
#include <string.h>

/* Each text is asked: its colons, which end the mark, are found sooner than the whole of it. */
static bool holds_mark(const char *text, size_t length)
{
	static const size_t before = sizeof(COMMENT_MARK) - 2;
	const char *at = text, *end = text + length;

	for (; (at = memchr(at, ':', (size_t)(end - at))); at++)
		if ((size_t)(at - text) >= before && !memcmp(at - before, COMMENT_MARK, before))
			return true;
	return false;
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

/* Is the comment on a line with code in front? was: the comment in front of it was. */
static bool is_behind_code(const struct source *source, size_t comment, bool was)
{
	uint32_t line = first_line(source, comment);

	if (!comment || last_line(source, comment - 1) != line)
		return false;
	return !token_is_comment(&source->outline.tokens.items[comment - 1]) ||
	       (was && first_line(source, comment - 1) == line);
}

/*
 * Of each comment the line of code right below it, or 0: more comments may stand in between, but no
 * empty line. The caller frees it.
 */
static uint32_t *lines_below(const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;
	uint32_t *below = mem_calloc(tokens->n, sizeof(*below));

	for (size_t i = tokens->n; i-- > 0;) {
		if (!token_is_comment(&tokens->items[i]) || i + 1 == tokens->n ||
		    first_line(source, i + 1) > last_line(source, i) + 1)
			continue;
		below[i] = token_is_comment(&tokens->items[i + 1]) ? below[i + 1] :
								     first_line(source, i + 1);
	}
	return below;
}

/* A finding about a comment; takes text and message. */
static void add_finding(const struct source *source, size_t comment, const struct rule *rule,
			char *text, char *message, struct finding_list *findings)
{
	const struct token *token = &source->outline.tokens.items[comment];
	struct finding finding = {
		.rule = rule->name, .severity = rule->severity, .confidence = CONFIDENCE_HIGH,
		.path = mem_strdup(source->path), .text = text,
		.function = mem_strdup(source_function_name(source, comment)),
		.callee = mem_strdup(""), .message = message,
	};

	source_position(source, token->offset, &finding.line, &finding.column);
	source_position(source, token->offset + token->length, &finding.end_line,
			&finding.end_column);
	finding_read_excerpts(&finding, source);
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

/* What is read: one comment after the other. */
struct reading {
	const struct source *source;
	struct allow_list *list;
	struct finding_list *findings;
	size_t comment;
	uint32_t below;			/* the line that it stands above, or 0 */
};

static void add_bad(const struct reading *reading, char *text, char *message)
{
	add_finding(reading->source, reading->comment, &rule_bad_allow, text, message,
		    reading->findings);
}

static void add_rule(const struct reading *reading, const struct permit *permit, const char *name)
{
	const struct rule *rule = rule_find(name);
	char *why = why_not(rule, name);
	struct allow allow = {
		.rule = rule, .token = reading->comment, .below = reading->below,
		.first = first_line(reading->source, reading->comment),
		.last = last_line(reading->source, reading->comment),
	};

	if (why) {
		add_bad(reading, mem_printf("allow %s", name), why);
		return;
	}
	allow.reason = mem_strdup(permit->reason);
	if (allow.below)
		VEC_PUSH(&reading->list->above, reading->list->n);
	VEC_PUSH(reading->list, allow);
}

static void add_permit(const struct reading *reading, const struct permit *permit)
{
	const char *first = permit->rules.n ? permit->rules.items[0] : "";

	if (!permit->rules.n)
		add_bad(reading, mem_strdup("allow"),
			mem_strdup("no rule is named, so nothing is allowed; write `guptidy: "
				   "allow RULE - reason`"));
	else if (!*permit->reason)
		add_bad(reading, mem_printf("allow %s", first),
			mem_printf("no reason is given, so nothing is allowed; write `guptidy: "
				   "allow %s - reason`", first));
	else
		for (size_t i = 0; i < permit->rules.n; i++)
			add_rule(reading, permit, permit->rules.items[i]);
}

static void read_comment(const struct reading *reading)
{
	const struct token_list *tokens = &reading->source->outline.tokens;
	const struct token *token = &tokens->items[reading->comment];
	struct permit_list permits = {0};

	if (!holds_mark(tokens->text + token->offset, token->length))
		return;
	comment_read(tokens->text + token->offset, token->length, &permits);
	for (size_t i = 0; i < permits.n; i++)
		add_permit(reading, &permits.items[i]);
	permit_list_free(&permits);
}

void allow_read(const struct source *source, struct allow_list *list,
		struct finding_list *findings)
{
	const struct token_list *tokens = &source->outline.tokens;
	uint32_t *below = lines_below(source);
	bool is_behind = false;

	for (size_t i = 0; i < tokens->n; i++) {
		if (!token_is_comment(&tokens->items[i]))
			continue;
		is_behind = is_behind_code(source, i, is_behind);
		read_comment(&(struct reading){
			.source = source, .list = list, .findings = findings, .comment = i,
			.below = is_behind ? 0 : below[i],
		});
	}
	free(below);
}

/* Where a call begins, and what it is part of: a comment above one of these lines is about it. */
struct lines {
	uint32_t call, statement;
	uint32_t directive;		/* or 0 */
};

static bool is_before(const struct mention *mention, const struct finding *finding)
{
	return mention->line < finding->line ||
	       (mention->line == finding->line && mention->column < finding->column);
}

/* The mention that the finding is about, or NULL. */
static const struct mention *mention_of(const struct source *source, const struct finding *finding)
{
	const struct mention *mentions = source->file->mentions;
	size_t n = source->file->n_mentions, i;

	LOWER_BOUND(i, n, is_before(&mentions[i], finding));
	return i < n && mentions[i].line == finding->line && mentions[i].column == finding->column ?
	       &mentions[i] : NULL;
}

static struct lines lines_of(const struct source *source, const struct finding *finding)
{
	const struct outline *outline = &source->outline;
	const struct mention *mention = mention_of(source, finding);
	struct lines lines = { .call = finding->line };
	uint32_t directive;
	size_t token;

	if (!mention)
		return lines;
	token = source->tokens[mention - source->file->mentions];
	directive = outline->tokens.items[token].directive;
	lines.statement = first_line(source, statement_begin(outline, token));
	if (directive)
		lines.directive = line_at(source,
					  outline->tokens.directives.items[directive - 1].begin);
	return lines;
}

/* Comment i is about the finding, if it names its rule. */
static void use(struct allow_list *list, size_t i, const struct finding *finding,
		const struct allow **first)
{
	struct allow *allow = &list->items[i];

	if (strcmp(allow->rule->name, finding->rule))
		return;
	allow->is_used = true;
	if (!*first || allow < *first)
		*first = allow;
}

/* The comments that share a line with the finding. Both first and last lines rise in the list. */
static void use_beside(struct allow_list *list, const struct finding *finding,
		       const struct allow **first)
{
	size_t i;

	LOWER_BOUND(i, list->n, list->items[i].last < finding->line);
	for (; i < list->n && list->items[i].first <= finding->end_line; i++)
		use(list, i, finding, first);
}

/* The comments right above that line. Lines rise in list->above, too. */
static void use_above(struct allow_list *list, uint32_t line, const struct finding *finding,
		      const struct allow **first)
{
	size_t i;

	LOWER_BOUND(i, line ? list->above.n : 0, list->items[list->above.items[i]].below < line);
	for (; line && i < list->above.n && list->items[list->above.items[i]].below == line; i++)
		use(list, list->above.items[i], finding, first);
}

const char *allow_reason(struct allow_list *list, const struct source *source,
			 const struct finding *finding)
{
	struct lines lines = lines_of(source, finding);
	const struct allow *first = NULL;

	use_beside(list, finding, &first);
	use_above(list, lines.call, finding, &first);
	use_above(list, lines.statement, finding, &first);
	use_above(list, lines.directive, finding, &first);
	return first ? first->reason : NULL;
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
	free(list->above.items);
	*list = (struct allow_list){0};
}
