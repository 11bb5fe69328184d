// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/stream.h"

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/search.h"

#include <stdlib.h>

/* An #if that is open at a token. */
struct open_if {
	struct arms arms;
	bool is_chosen;			/* one branch is read, and there are no marks */
	size_t chosen;			/* that branch, or NO_TOKEN: none of them */
	bool is_hidden;			/* the branch at hand is another one */
	size_t depth;			/* brackets open at the #if */
	size_t branch;			/* the branch at hand */
};

struct stream_reader {
	const struct outline *outline;
	const struct arm_choices *choices;
	struct arena *arena;
	struct stream *stream;
	uint32_t directive;		/* the one that the code stands in, or 0 */
	struct {
		struct open_if *items;
		size_t n, capacity;
	} ifs;
	struct {
		size_t *items;
		size_t n, capacity;
	} brackets;
	size_t n_hidden;		/* open #ifs whose branch at hand is not read */
	size_t hidden_from;
};

/* The branch that a directive opens. Branches stand in the order of their directives. */
static size_t branch_of(const struct outline *outline, size_t directive)
{
	size_t i;

	LOWER_BOUND(i, outline->branches.n, outline->branches.items[i].directive < directive);
	return i;
}

static void add_words(struct buf *text, const struct token_list *tokens, size_t directive)
{
	const struct directive *at = &tokens->directives.items[directive];

	for (size_t i = at->first + 1; i < at->last; i++) {
		if (token_is_comment(&tokens->items[i]))
			continue;
		buf_add(text, tokens->text + tokens->items[i].offset, tokens->items[i].length);
		buf_puts(text, " ");
	}
}

static bool is_directive(const struct token_list *tokens, size_t directive, const char *word)
{
	return token_is(tokens, tokens->directives.items[directive].first + 1, word);
}

static void read_condition(const struct outline *outline, struct arena *arena, struct arms *arms)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = outline->branches.items[arms->branches[0]].directive;
	size_t last = outline->branches.items[arms->branches[arms->n - 1]].directive;
	size_t name = tokens->directives.items[first].first + 2;	/* of an #ifdef, if it has one */
	struct buf text = {0};
	char *condition;

	arms->has_else = is_directive(tokens, last, "else");
	for (size_t i = 0; i < arms->n; i++)
		add_words(&text, tokens, outline->branches.items[arms->branches[i]].directive);
	condition = buf_take(&text);
	arms->condition = arena_printf(arena, "%s", condition);
	free(condition);
	if (arms->n > (arms->has_else ? 2u : 1u) || name >= tokens->directives.items[first].last ||
	    !(is_directive(tokens, first, "ifdef") || is_directive(tokens, first, "ifndef")))
		return;
	arms->is_negated = is_directive(tokens, first, "ifndef");
	arms->condition = arena_printf(arena, "%.*s", (int)tokens->items[name].length,
				       tokens->text + tokens->items[name].offset);
}

void arms_read(const struct outline *outline, size_t branch, struct arena *arena, struct arms *arms)
{
	size_t first = outline->branches.items[branch].first, end = 0;

	*arms = (struct arms){0};
	for (size_t i = branch_of(outline, first); i < outline->branches.n; i++) {
		const struct branch *other = &outline->branches.items[i];

		if (other->first == first && arms->n < MAX_ARMS)
			arms->branches[arms->n++] = i;
		else if (other->begin > end)
			break;
		if (other->first == first)
			end = other->end;
	}
	read_condition(outline, arena, arms);
}

/* `#ifdef X` and `#ifndef X` differ in the order of their branches. */
static size_t turned(const struct arms *arms, size_t arm)
{
	return arms->is_negated && arm < 2 ? 1 - arm : arm;
}

struct arm_choice arms_choice(const struct arms *arms, size_t i)
{
	return (struct arm_choice){ .condition = arms->condition, .arm = turned(arms, i) };
}

static void hide(struct stream_reader *reader, size_t token)
{
	if (!reader->n_hidden++)
		reader->hidden_from = token;
}

static void show(struct stream_reader *reader, size_t token)
{
	struct token_span span = { reader->hidden_from, token };

	if (!--reader->n_hidden)
		VEC_PUSH(&reader->stream->hidden, span);
}

static void add_mark(struct stream_reader *reader, enum piece_kind kind, size_t token, size_t branch)
{
	struct stream_piece piece = { .kind = kind, .token = (uint32_t)token, .branch = branch };

	if (!reader->n_hidden)
		VEC_PUSH(&reader->stream->pieces, piece);
}

/* All branches of an #if must leave as many brackets open as there were. */
static void check_depth(struct stream_reader *reader, const struct open_if *open)
{
	if (!reader->n_hidden && reader->brackets.n != open->depth && !open->is_chosen &&
	    reader->stream->cut == NO_TOKEN)
		reader->stream->cut = open->branch;
}

static void enter_branch(struct stream_reader *reader, struct open_if *open, size_t branch, size_t token)
{
	open->branch = branch;
	open->is_hidden = open->is_chosen && branch != open->chosen;
	if (open->is_hidden)
		hide(reader, token);
	else if (open->is_chosen)
		VEC_PUSH(&reader->stream->chosen, branch);
}

static void leave_branch(struct stream_reader *reader, struct open_if *open, size_t token)
{
	if (open->is_hidden)
		show(reader, token);
	check_depth(reader, open);
}

static void choose(const struct stream_reader *reader, struct open_if *open)
{
	for (size_t c = 0; c < reader->choices->n; c++) {
		const struct arm_choice *choice = &reader->choices->items[c];
		size_t arm = turned(&open->arms, choice->arm);

		if (strcmp(choice->condition, open->arms.condition))
			continue;
		open->is_chosen = true;
		open->chosen = arm < open->arms.n ? open->arms.branches[arm] : NO_TOKEN;
	}
}

static void open_if(struct stream_reader *reader, size_t directive, size_t token)
{
	size_t branch = branch_of(reader->outline, directive);
	struct open_if open = { .depth = reader->brackets.n, .branch = branch };

	arms_read(reader->outline, branch, reader->arena, &open.arms);
	choose(reader, &open);
	if (!open.is_chosen)
		add_mark(reader, PIECE_IF, token, branch);
	enter_branch(reader, &open, branch, token);
	VEC_PUSH(&reader->ifs, open);
}

/* An #else without its #if: the body begins in the branch above, and what follows is another's. */
static void begin_hidden(struct stream_reader *reader, size_t token)
{
	struct open_if open = { .is_chosen = true, .chosen = NO_TOKEN, .is_hidden = true };

	hide(reader, token);
	VEC_PUSH(&reader->ifs, open);
}

static void next_branch(struct stream_reader *reader, size_t directive, size_t token)
{
	struct open_if *open;

	if (!reader->ifs.n) {
		begin_hidden(reader, token);
		return;
	}
	open = &reader->ifs.items[reader->ifs.n - 1];
	if (!open->arms.n)
		return;
	leave_branch(reader, open, token);
	if (!open->is_chosen)
		add_mark(reader, PIECE_ELSE, token, branch_of(reader->outline, directive));
	enter_branch(reader, open, branch_of(reader->outline, directive), token);
}

static void close_if(struct stream_reader *reader, size_t token)
{
	struct open_if *open;

	if (!reader->ifs.n)
		return;
	open = &reader->ifs.items[--reader->ifs.n];
	leave_branch(reader, open, token);
	if (!open->is_chosen)
		add_mark(reader, PIECE_ENDIF, token, open->branch);
}

static void read_directive(struct stream_reader *reader, size_t directive, size_t token)
{
	switch (reader->outline->tokens.directives.items[directive].kind) {
	case DIRECTIVE_IF:
		open_if(reader, directive, token);
		break;
	case DIRECTIVE_ELSE:
		next_branch(reader, directive, token);
		break;
	case DIRECTIVE_ENDIF:
		close_if(reader, token);
		break;
	default:
		break;
	}
}

static bool is_pair(const struct token_list *tokens, size_t open, size_t close)
{
	return token_is(tokens, close, token_is(tokens, open, "(") ? ")" :
				       token_is(tokens, open, "[") ? "]" : "}");
}

static void close_bracket(struct stream_reader *reader, size_t piece)
{
	struct stream *stream = reader->stream;
	size_t n = reader->ifs.n, open;

	/* It closes what was opened in front of the #if. */
	if (n && !reader->ifs.items[n - 1].is_chosen &&
	    reader->brackets.n <= reader->ifs.items[n - 1].depth) {
		if (stream->cut == NO_TOKEN)
			stream->cut = reader->ifs.items[n - 1].branch;
		return;
	}
	open = reader->brackets.n ? reader->brackets.items[--reader->brackets.n] : NO_TOKEN;
	if (open != NO_TOKEN && is_pair(&reader->outline->tokens, stream->pieces.items[open].token,
					stream->pieces.items[piece].token))
		stream->pieces.items[open].partner = (uint32_t)piece;
	else if (stream->bad == NO_TOKEN)
		stream->bad = stream->pieces.items[piece].token;
}

static void add_code(struct stream_reader *reader, size_t token)
{
	const struct token_list *tokens = &reader->outline->tokens;
	struct stream_piece piece = { .kind = PIECE_CODE, .token = (uint32_t)token };
	size_t index = reader->stream->pieces.n;

	VEC_PUSH(&reader->stream->pieces, piece);
	if (tokens->items[token].kind != TOKEN_PUNCTUATION || tokens->items[token].length != 1)
		return;
	if (strchr("([{", tokens->text[tokens->items[token].offset]))
		VEC_PUSH(&reader->brackets, index);
	else if (strchr(")]}", tokens->text[tokens->items[token].offset]))
		close_bracket(reader, index);
}

static void read_token(struct stream_reader *reader, size_t i)
{
	const struct token_list *tokens = &reader->outline->tokens;
	const struct token *token = &tokens->items[i];

	if (token->directive != reader->directive) {
		if (i == tokens->directives.items[token->directive - 1].first)
			read_directive(reader, token->directive - 1, i);
	} else if (!reader->n_hidden && !token_is_comment(token)) {
		add_code(reader, i);
	}
}

/* The body ends inside an #if: the branch that holds its end is the one to read. */
static void end_inside(struct stream_reader *reader, size_t last)
{
	for (size_t i = 0; i < reader->ifs.n; i++) {
		const struct open_if *open = &reader->ifs.items[i];

		if (!open->is_chosen && reader->stream->cut == NO_TOKEN)
			reader->stream->cut = open->branch;
	}
	while (reader->n_hidden)
		show(reader, last);
}

void stream_read(const struct outline *outline, size_t first, size_t last,
		 const struct arm_choices *choices, struct arena *arena, struct stream *stream)
{
	struct stream_reader reader = {
		.outline = outline, .choices = choices, .arena = arena, .stream = stream,
	};

	*stream = (struct stream){ .cut = NO_TOKEN, .bad = NO_TOKEN };
	if (first < last)
		reader.directive = outline->tokens.items[first].directive;
	/* A body whose first token belongs to an #if is code all the same. */
	if (reader.directive &&
	    outline->tokens.directives.items[reader.directive - 1].first == first)
		reader.directive = 0;
	for (size_t i = first; i < last; i++)
		read_token(&reader, i);
	end_inside(&reader, last);
	if (reader.brackets.n && stream->bad == NO_TOKEN)
		stream->bad = stream->pieces.items[reader.brackets.items[0]].token;
	free(reader.ifs.items);
	free(reader.brackets.items);
}

void stream_free(struct stream *stream)
{
	free(stream->pieces.items);
	free(stream->hidden.items);
	free(stream->chosen.items);
	*stream = (struct stream){0};
}
