// SPDX-License-Identifier: GPL-2.0-only
/* What becomes of a loop's variable when the loop goes, and the call that takes its place. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/path/code.h"
#include "conversion/convert/pin_private.h"
#include "outcome/plan/print.h"

#include <stdlib.h>
#include <string.h>

static bool holds(const struct statement *statement, size_t token)
{
	return token >= statement->first && token < statement->last;
}

static size_t line_begin(const struct source *source, size_t at)
{
	while (at && source->text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct source *source, size_t at)
{
	while (at < source->text.length && source->text.data[at] != '\n')
		at++;
	return at + (at < source->text.length);
}

static bool is_blank(const struct source *source, size_t begin, size_t end)
{
	for (; begin < end; begin++)
		if (!strchr(" \t\r\n", source->text.data[begin]))
			return false;
	return true;
}

/* --- the variable --- */

/* One of the loops that go has the token. */
static bool goes(const struct pin_loops *loops, const struct source *source, size_t token)
{
	for (size_t i = 0; i < loops->n; i++)
		if (loops->items[i].source == source && holds(loops->items[i].statement, token))
			return true;
	return false;
}

/* Does the use begin anew: `i = ...` as a statement, or in a for that sets it first? */
static bool begins_anew(const struct source *source, const struct variant *variant, size_t use)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct statement *statement = variant_at(variant, use);

	if (statement && statement->kind == STATEMENT_EXPRESSION && statement->first == use)
		return token_is(tokens, token_next(tokens, use), "=");
	for (; statement; statement = statement->parent) {
		size_t first = statement->kind == STATEMENT_FOR ? token_next(tokens, statement->open) : NO_TOKEN;

		if (first != NO_TOKEN && same_token_text(tokens, first, use) &&
		    token_is(tokens, token_next(tokens, first), "="))
			return true;
	}
	return false;
}

/* The bytes of the lines that a statement takes. */
static struct edit_span lines_of(const struct source *source, const struct statement *statement)
{
	const struct token *tokens = source->outline.tokens.items;

	return (struct edit_span){
		line_begin(source, tokens[statement->first].offset),
		line_end(source, tokens[statement->last - 1].offset),
	};
}

/* `int i;` on a line of its own, and nothing else. */
static bool is_alone(const struct source *source, const struct statement *declaration, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *last = &tokens->items[declaration->last - 1];
	struct edit_span lines = lines_of(source, declaration);

	for (size_t i = declaration->first; i < declaration->last; i++)
		if (token_is(tokens, i, ",") || token_is(tokens, i, "=") || token_is_comment(&tokens->items[i]) ||
		    tokens->items[i].directive)
			return false;
	return token_is(tokens, token_next(tokens, name), ";") &&
	       is_blank(source, lines.begin, tokens->items[declaration->first].offset) &&
	       is_blank(source, (size_t)last->offset + last->length, lines.end);
}

static bool declares(const struct source *source, const struct statement *statement, size_t use)
{
	return statement && statement->kind == STATEMENT_DECLARATION &&
	       statement_declares(&source->outline, statement, use);
}

/* A parameter, or what the head of the loop declares itself. */
static bool is_own(const struct pin_loop *loop)
{
	struct local local = local_find(loop->source, loop->variable);

	return local.found && !local.is_static;
}

/* The variable of a for: false if somebody may look at what the loop leaves in it. */
static bool settle_for(const struct pin_loops *loops, struct pin_loop *loop)
{
	const struct function *function = outline_function_at(&loop->source->outline, loop->release);
	const struct variant *variant = &source_variants(loop->source, function)->items[0];
	const struct uses *uses = source_uses(loop->source);
	const struct statement *declaration = NULL;
	bool is_used = false;
	size_t name = 0;

	for (uint32_t i = uses_behind(uses, loop->variable, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i)) {
		const struct statement *statement = variant_at(variant, i);

		if (!is_object_at(&loop->source->outline.tokens, i) || goes(loops, loop->source, i))
			continue;
		if (declares(loop->source, statement, i)) {
			if (declaration)
				return false;
			declaration = statement;
			name = i;
			continue;
		}
		if (!begins_anew(loop->source, variant, i))
			return false;
		is_used = true;
	}
	if (is_used || !declaration)
		return is_used || is_own(loop);
	loop->declaration = declaration;
	return is_alone(loop->source, declaration, name);
}

/* The count of a while: behind the loop, or on a way back to it, nobody asks for it. */
static bool settle_while(const struct pin_loop *loop)
{
	const struct function *function = outline_function_at(&loop->source->outline, loop->release);
	const struct token_list *tokens = &loop->source->outline.tokens;

	if (expr_bare(loop->count)->kind != EXPR_IDENTIFIER)
		return false;
	for (const struct statement *around = loop->statement->parent; around; around = around->parent)
		if (around->kind == STATEMENT_FOR || around->kind == STATEMENT_WHILE ||
		    around->kind == STATEMENT_DO || around->kind == STATEMENT_MACRO)
			return false;
	for (size_t i = loop->statement->last; i < function->end; i++)
		if (token_is(tokens, i, "goto") || same_token_text(tokens, i, expr_bare(loop->count)->op))
			return false;
	return true;
}

/* A loop that stays may be what the variable of another one is needed for: until nothing changes. */
void pin_loops_settle(struct pin_loops *loops)
{
	size_t kept, n;

	do {
		n = loops->n;
		kept = 0;
		for (size_t i = 0; i < n; i++) {
			struct pin_loop *loop = &loops->items[i];

			loop->declaration = NULL;
			if (loop->variable == NO_TOKEN ? settle_while(loop) : settle_for(loops, loop))
				loops->items[kept++] = *loop;
		}
		loops->n = kept;
	} while (kept < n);
}

/* --- the edits --- */

/* The lines of a declaration go; and the blank one behind it, if it was the only one. */
static void drop_declaration(struct converter *converter, const struct pin_loop *loop)
{
	const struct source *source = loop->source;
	struct edit_span lines = lines_of(source, loop->declaration);
	size_t next = line_end(source, lines.end);
	char *old;

	if (token_is(&source->outline.tokens, loop->declaration->first - 1, "{") && next > lines.end &&
	    is_blank(source, lines.end, next))
		lines.end = next;
	old = mem_strndup(source->text.data + lines.begin, lines.end - lines.begin);
	edit_list_add(converter->edits, source->path, lines.begin, old, "");
	free(old);
}

/*
 * `if (n) { loop }`: one statement of one line needs no braces, unless an else has some. The block that has
 * them, or NULL.
 */
static const struct statement *needless_block(const struct pin_loop *loop)
{
	const struct statement *block = loop->statement->parent, *around = block ? block->parent : NULL;
	const struct token_list *tokens = &loop->source->outline.tokens;

	if (!around || block->kind != STATEMENT_BLOCK || block->child != loop->statement || loop->statement->next ||
	    (around->kind != STATEMENT_IF && around->kind != STATEMENT_FOR && around->kind != STATEMENT_WHILE) ||
	    block->next || around->child != block || (around->parent && around->parent->kind == STATEMENT_IF))
		return NULL;
	for (size_t i = block->first; i < block->last; i++)
		if (token_is_comment(&tokens->items[i]) || tokens->items[i].directive)
			return NULL;
	return block;
}

static size_t end_of(const struct source *source, size_t token)
{
	const struct token *last = &source->outline.tokens.items[token];

	return (size_t)last->offset + last->length;
}

/* What stands between two tokens, and the second one, goes. */
static void drop_behind(struct converter *converter, const struct source *source, size_t behind, size_t token)
{
	size_t begin = end_of(source, behind), end = end_of(source, token);
	char *old = mem_strndup(source->text.data + begin, end - begin);

	edit_list_add(converter->edits, source->path, begin, old, "");
	free(old);
}

static void drop_braces(struct converter *converter, const struct pin_loop *loop)
{
	const struct statement *block = needless_block(loop);

	if (!block)
		return;
	drop_behind(converter, loop->source, block->first - 1, block->first);
	drop_behind(converter, loop->source, loop->statement->last - 1, block->last - 1);
}

/* The call on one line, or, where that is too short, with its last argument on the next one. */
static char *print_call(const struct pin_loop *loop, const char *head, const char *array, const char *rest)
{
	const struct source *source = loop->source;
	size_t at = source->outline.tokens.items[loop->statement->first].offset;
	size_t line = line_begin(source, at), column = edit_columns(source->text.data + line, at - line);
	size_t aligned = column + strlen(head);
	struct buf text = {0};

	buf_printf(&text, "%s%s,", head, array);
	if (column + text.length + 1 + strlen(rest) <= KERNEL_LINE) {
		buf_printf(&text, " %s", rest);
		return buf_take(&text);
	}
	buf_puts(&text, "\n");
	for (; aligned >= 8; aligned -= 8)
		buf_puts(&text, "\t");
	buf_printf(&text, "%*s%s", (int)aligned, "", rest);
	return buf_take(&text);
}

static const char *text_of(struct pin_group *group, const struct source *source, const struct expr *expr)
{
	size_t begin = expr_begin(&source->outline, expr);

	return arena_printf(&group->arena, "%.*s", (int)(expr_end(&source->outline, expr) - begin),
			    source->text.data + begin);
}

void pin_loop_convert(struct pin_group *group, struct converter *converter, const struct pin_loop *loop)
{
	const struct token *tokens = loop->source->outline.tokens.items;
	const struct token *last = &tokens[loop->statement->last - 1];
	const char *head = loop->makes_dirty ? "unpin_user_pages_dirty_lock(" : "unpin_user_pages(";
	const char *array = text_of(group, loop->source, loop->array);
	const char *rest = arena_printf(&group->arena, "%s%s);", text_of(group, loop->source, loop->count),
					loop->makes_dirty ? ", true" : "");
	size_t begin = tokens[loop->statement->first].offset;
	size_t end = (size_t)last->offset + last->length;
	char *text = print_call(loop, head, array, rest);
	char *old = mem_strndup(loop->source->text.data + begin, end - begin);

	edit_list_add(converter->edits, loop->source->path, begin, old, text);
	if (converter->planned)
		planned_list_add(converter->planned, loop->source->path, begin,
				 arena_printf(&group->arena, "%s%s,%.*s", head, array,
					      (int)strlen(rest) - 1, rest));
	drop_braces(converter, loop);
	if (loop->declaration)
		drop_declaration(converter, loop);
	free(old);
	free(text);
}
