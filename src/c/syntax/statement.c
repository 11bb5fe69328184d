// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/statement.h"

#include "base/data/arena.h"
#include "c/syntax/statement_reader.h"

/* Deeper nesting than this was made by a machine; the limit keeps the stack safe. */
#define MAX_DEPTH 500

static struct statement *read_statement(struct statement_reader *reader);
static void read_list(struct statement_reader *reader, struct statement *parent);

void statement_fail(struct statement_reader *reader, const char *why)
{
	if (reader->why)
		return;
	reader->why = why;
	reader->cut = reader->arm;
	reader->bad = token_of(reader, reader->at < reader->last || !reader->at ?
			       reader->at : reader->at - 1);
}

void statement_fail_cut(struct statement_reader *reader)
{
	size_t branch = reader->stream->pieces.items[reader->at].branch;

	statement_fail(reader, "an #if cuts a statement here");
	reader->cut = branch;
}

struct statement *statement_new(struct statement_reader *reader, enum statement_kind kind)
{
	struct statement *statement = arena_alloc(reader->arena, sizeof(*statement));

	statement->kind = kind;
	statement->first = token_of(reader, reader->at);
	statement->open = statement->close = statement->branch = NO_TOKEN;
	return statement;
}

struct statement *statement_done(struct statement_reader *reader, struct statement *statement)
{
	size_t last = reader->at ? token_of(reader, reader->at - 1) + 1 : 0;

	/* An arm that is not there has nothing, wherever its #endif stands. */
	statement->last = last > statement->first ? last : statement->first;
	return statement;
}

static void add_child(struct statement *parent, struct statement **tail, struct statement *child)
{
	child->parent = parent;
	if (*tail)
		(*tail)->next = child;
	else
		parent->child = child;
	*tail = child;
}

/* (head) of a statement. */
void statement_head(struct statement_reader *reader, struct statement *statement)
{
	size_t close;

	if (!at(reader, "(")) {
		statement_fail(reader, "a parenthesis is missing");
		return;
	}
	close = reader->stream->pieces.items[reader->at].partner;
	statement->open = token_of(reader, reader->at);
	statement->close = token_of(reader, close);
	for (size_t i = reader->at; i < close; i++)
		statement->is_split |= reader->stream->pieces.items[i].kind != PIECE_CODE;
	reader->at = close + 1;
}

static struct statement *read_block(struct statement_reader *reader)
{
	struct statement *block = statement_new(reader, STATEMENT_BLOCK);
	size_t last = reader->last, close = reader->stream->pieces.items[reader->at].partner;

	reader->at++;
	reader->last = close;
	read_list(reader, block);
	reader->last = last;
	if (!reader->why)
		reader->at = close + 1;
	return statement_done(reader, block);
}

static struct statement *read_arm(struct statement_reader *reader)
{
	struct statement *arm = statement_new(reader, STATEMENT_ARM);
	size_t outer = reader->arm;

	arm->branch = reader->stream->pieces.items[reader->at].branch;
	reader->arm = arm->branch;
	reader->at++;
	read_list(reader, arm);
	reader->arm = outer;
	return statement_done(reader, arm);
}

/* #if: each branch holds whole statements, or the reading fails. */
static struct statement *read_arms(struct statement_reader *reader)
{
	struct statement *arms = statement_new(reader, STATEMENT_ARMS), *tail = NULL;
	bool has_else = false;

	arms->branch = reader->stream->pieces.items[reader->at].branch;
	while (at_mark(reader, PIECE_IF) || at_mark(reader, PIECE_ELSE)) {
		size_t mark = token_of(reader, reader->at);

		has_else = token_is(reader->tokens, mark + 1, "else");
		add_child(arms, &tail, read_arm(reader));
	}
	if (!has_else && !reader->why)
		add_child(arms, &tail, statement_done(reader, statement_new(reader, STATEMENT_ARM)));
	if (at_mark(reader, PIECE_ENDIF))
		reader->at++;
	else
		statement_fail(reader, "an #endif is missing");
	return statement_done(reader, arms);
}

/* As the body of an if or a loop, each branch must be one statement, and one branch must be there. */
static bool are_bodies(const struct statement *arms)
{
	for (const struct statement *arm = arms->child; arm; arm = arm->next)
		if (arm->branch == NO_TOKEN || !arm->child || arm->child->next)
			return false;
	return true;
}

/* What an if or a loop does: one statement. The labels in front of it come with it, in a block. */
static struct statement *read_part(struct statement_reader *reader)
{
	size_t mark = reader->at;
	struct statement *part;

	if (at_end(reader) || at_mark(reader, PIECE_ELSE) || at_mark(reader, PIECE_ENDIF)) {
		statement_fail(reader, "a statement is missing");
		return statement_done(reader, statement_new(reader, STATEMENT_EMPTY));
	}
	part = read_statement(reader);
	if (!reader->why && part->kind == STATEMENT_ARMS && !are_bodies(part)) {
		reader->at = mark;
		statement_fail_cut(reader);
	}
	return part;
}

static bool is_label(const struct statement *statement)
{
	return statement->kind == STATEMENT_LABEL || statement->kind == STATEMENT_CASE;
}

void statement_add_body(struct statement_reader *reader, struct statement *parent, struct statement **tail)
{
	struct statement *block = statement_new(reader, STATEMENT_BLOCK), *last = NULL;
	struct statement *part;

	do {
		part = read_part(reader);
		add_child(block, &last, part);
	} while (!reader->why && is_label(part));
	add_child(parent, tail, block->child == part ? part : statement_done(reader, block));
}

static bool at_else(struct statement_reader *reader)
{
	if (!at_mark(reader, PIECE_IF))
		return at(reader, "else");
	if (piece_is(reader, reader->at + 1, "else"))
		statement_fail_cut(reader);
	return false;
}

static struct statement *read_if(struct statement_reader *reader)
{
	struct statement *statement = statement_new(reader, STATEMENT_IF), *tail = NULL;

	reader->at++;
	statement_head(reader, statement);
	statement_add_body(reader, statement, &tail);
	if (at_else(reader)) {
		reader->at++;
		statement_add_body(reader, statement, &tail);
	}
	return statement_done(reader, statement);
}

static struct statement *read_loop(struct statement_reader *reader, enum statement_kind kind)
{
	struct statement *statement = statement_new(reader, kind), *tail = NULL;

	reader->at++;
	statement_head(reader, statement);
	statement_add_body(reader, statement, &tail);
	return statement_done(reader, statement);
}

static struct statement *read_do(struct statement_reader *reader)
{
	struct statement *statement = statement_new(reader, STATEMENT_DO), *tail = NULL;

	reader->at++;
	statement_add_body(reader, statement, &tail);
	/* A macro can stand for the while: do { } for_each_range(...); */
	if (!at(reader, "while") &&
	    !(piece_is_word(reader, reader->at) && piece_is(reader, reader->at + 1, "(")))
		statement_fail(reader, "a do has no while");
	reader->at++;
	statement_head(reader, statement);
	if (at(reader, ";"))
		reader->at++;
	return statement_done(reader, statement);
}

/* Goes behind the colon of a case; those of ?: are not it. */
static struct statement *read_case(struct statement_reader *reader)
{
	struct statement *statement = statement_new(reader, STATEMENT_CASE);
	size_t questions = 0;

	for (; !at_end(reader); reader->at++) {
		const struct stream_piece *piece = &reader->stream->pieces.items[reader->at];

		if (piece->kind != PIECE_CODE || at(reader, ";"))
			break;
		questions += at(reader, "?");
		if (at(reader, ":") && !questions--) {
			reader->at++;
			return statement_done(reader, statement);
		}
		if (at(reader, "(") || at(reader, "[") || at(reader, "{"))
			reader->at = piece->partner;
	}
	statement_fail(reader, "a case has no colon");
	return statement_done(reader, statement);
}

static struct statement *read_label(struct statement_reader *reader, enum statement_kind kind, size_t words)
{
	struct statement *statement = statement_new(reader, kind);

	reader->at += words + 1;
	return statement_done(reader, statement);
}

static struct statement *read_empty(struct statement_reader *reader)
{
	return read_label(reader, STATEMENT_EMPTY, 0);
}

static struct statement *read_kind(struct statement_reader *reader)
{
	if (at(reader, "{"))
		return read_block(reader);
	if (at(reader, ";"))
		return read_empty(reader);
	if (at(reader, "if"))
		return read_if(reader);
	if (at(reader, "for"))
		return read_loop(reader, STATEMENT_FOR);
	if (at(reader, "while"))
		return read_loop(reader, STATEMENT_WHILE);
	if (at(reader, "switch"))
		return read_loop(reader, STATEMENT_SWITCH);
	if (at(reader, "do"))
		return read_do(reader);
	if (at(reader, "case"))
		return read_case(reader);
	if (at(reader, "default") && piece_is(reader, reader->at + 1, ":"))
		return read_label(reader, STATEMENT_CASE, 1);
	if (piece_is_word(reader, reader->at) && piece_is(reader, reader->at + 1, ":"))
		return read_label(reader, STATEMENT_LABEL, 1);
	if (at(reader, "else"))
		statement_fail(reader, "an else has no if");
	return statement_leaf(reader);
}

static struct statement *read_statement(struct statement_reader *reader)
{
	struct statement *statement;

	if (++reader->depth > MAX_DEPTH) {
		statement_fail(reader, "statements are nested too deeply");
		statement = statement_done(reader, statement_new(reader, STATEMENT_EMPTY));
	} else if (at_mark(reader, PIECE_IF)) {
		statement = read_arms(reader);
	} else {
		statement = read_kind(reader);
	}
	reader->depth--;
	return statement;
}

/* Statements up to the end of the block, or of the #if's branch. */
static void read_list(struct statement_reader *reader, struct statement *parent)
{
	struct statement *tail = NULL;

	while (!at_end(reader) && !at_mark(reader, PIECE_ELSE) && !at_mark(reader, PIECE_ENDIF))
		add_child(parent, &tail, read_statement(reader));
}

struct statement *statement_read(const struct outline *outline, const struct stream *stream,
				 struct arena *arena, struct fault *fault)
{
	struct statement_reader reader = {
		.outline = outline, .tokens = &outline->tokens, .arena = arena, .stream = stream,
		.last = stream->pieces.n, .arm = NO_TOKEN, .cut = NO_TOKEN,
	};
	struct statement *root = statement_new(&reader, STATEMENT_BLOCK);

	read_list(&reader, root);
	if (!at_end(&reader))
		statement_fail(&reader, "an #else or #endif has no #if");
	*fault = (struct fault){ .why = reader.why, .token = reader.bad, .cut = reader.cut };
	return reader.why ? NULL : statement_done(&reader, root);
}
