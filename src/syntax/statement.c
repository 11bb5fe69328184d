// SPDX-License-Identifier: GPL-2.0-only
#include "syntax/statement.h"

#include "base/arena.h"
#include "base/mem.h"
#include "syntax/words.h"

#include <stdlib.h>

/* Deeper nesting than this was made by a machine; the limit keeps the stack safe. */
#define MAX_DEPTH 500

struct statement_reader {
	const struct outline *outline;
	const struct token_list *tokens;
	struct arena *arena;
	const struct stream *stream;
	size_t at, last;		/* pieces */
	size_t arm;			/* the branch whose statements are being read, or NO_TOKEN */
	unsigned depth;
	size_t cut;			/* a branch of an #if that cuts a statement, or NO_TOKEN */
	size_t bad;
	const char *why;		/* not NULL: all readers return at once */
};

static struct statement *read_statement(struct statement_reader *reader);
static void read_list(struct statement_reader *reader, struct statement *parent);

static bool at_end(const struct statement_reader *reader)
{
	return reader->why || reader->at >= reader->last;
}

static bool at_mark(const struct statement_reader *reader, enum piece_kind kind)
{
	return !at_end(reader) && reader->stream->pieces.items[reader->at].kind == kind;
}

static size_t token_of(const struct statement_reader *reader, size_t piece)
{
	return piece < reader->stream->pieces.n ? reader->stream->pieces.items[piece].token :
	       reader->tokens->n;
}

static bool piece_is(const struct statement_reader *reader, size_t piece, const char *text)
{
	return piece < reader->last && reader->stream->pieces.items[piece].kind == PIECE_CODE &&
	       token_is(reader->tokens, token_of(reader, piece), text);
}

static bool at(const struct statement_reader *reader, const char *text)
{
	return !at_end(reader) && piece_is(reader, reader->at, text);
}

static bool piece_is_word(const struct statement_reader *reader, size_t piece)
{
	return piece < reader->last && reader->stream->pieces.items[piece].kind == PIECE_CODE &&
	       reader->tokens->items[token_of(reader, piece)].kind == TOKEN_IDENTIFIER;
}

/* Inside an #if the fault may be that it cuts a statement: then one branch of it is chosen. */
static void fail(struct statement_reader *reader, const char *why)
{
	if (reader->why)
		return;
	reader->why = why;
	reader->cut = reader->arm;
	reader->bad = token_of(reader, reader->at < reader->last || !reader->at ?
			       reader->at : reader->at - 1);
}

/* The #if at the mark cuts a statement. */
static void fail_cut(struct statement_reader *reader)
{
	size_t branch = reader->stream->pieces.items[reader->at].branch;

	fail(reader, "an #if cuts a statement here");
	reader->cut = branch;
}

static struct statement *node(struct statement_reader *reader, enum statement_kind kind)
{
	struct statement *statement = arena_alloc(reader->arena, sizeof(*statement));

	statement->kind = kind;
	statement->first = token_of(reader, reader->at);
	statement->open = statement->close = statement->branch = NO_TOKEN;
	return statement;
}

/* The statement ends behind the last piece that was read. */
static struct statement *done(struct statement_reader *reader, struct statement *statement)
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
static void read_head(struct statement_reader *reader, struct statement *statement)
{
	size_t close;

	if (!at(reader, "(")) {
		fail(reader, "a parenthesis is missing");
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
	struct statement *block = node(reader, STATEMENT_BLOCK);
	size_t last = reader->last, close = reader->stream->pieces.items[reader->at].partner;

	reader->at++;
	reader->last = close;
	read_list(reader, block);
	reader->last = last;
	if (!reader->why)
		reader->at = close + 1;
	return done(reader, block);
}

static struct statement *read_arm(struct statement_reader *reader)
{
	struct statement *arm = node(reader, STATEMENT_ARM);
	size_t outer = reader->arm;

	arm->branch = reader->stream->pieces.items[reader->at].branch;
	reader->arm = arm->branch;
	reader->at++;
	read_list(reader, arm);
	reader->arm = outer;
	return done(reader, arm);
}

/* #if: each branch holds whole statements, or the reading fails. */
static struct statement *read_arms(struct statement_reader *reader)
{
	struct statement *arms = node(reader, STATEMENT_ARMS), *tail = NULL;
	bool has_else = false;

	arms->branch = reader->stream->pieces.items[reader->at].branch;
	while (at_mark(reader, PIECE_IF) || at_mark(reader, PIECE_ELSE)) {
		size_t mark = token_of(reader, reader->at);

		has_else = token_is(reader->tokens, mark + 1, "else");
		add_child(arms, &tail, read_arm(reader));
	}
	if (!has_else && !reader->why)
		add_child(arms, &tail, done(reader, node(reader, STATEMENT_ARM)));
	if (at_mark(reader, PIECE_ENDIF))
		reader->at++;
	else
		fail(reader, "an #endif is missing");
	return done(reader, arms);
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
		fail(reader, "a statement is missing");
		return done(reader, node(reader, STATEMENT_EMPTY));
	}
	part = read_statement(reader);
	if (!reader->why && part->kind == STATEMENT_ARMS && !are_bodies(part)) {
		reader->at = mark;
		fail_cut(reader);
	}
	return part;
}

static bool is_label(const struct statement *statement)
{
	return statement->kind == STATEMENT_LABEL || statement->kind == STATEMENT_CASE;
}

static void add_body(struct statement_reader *reader, struct statement *parent, struct statement **tail)
{
	struct statement *block = node(reader, STATEMENT_BLOCK), *last = NULL;
	struct statement *part;

	do {
		part = read_part(reader);
		add_child(block, &last, part);
	} while (!reader->why && is_label(part));
	add_child(parent, tail, block->child == part ? part : done(reader, block));
}

static bool at_else(struct statement_reader *reader)
{
	if (!at_mark(reader, PIECE_IF))
		return at(reader, "else");
	if (piece_is(reader, reader->at + 1, "else"))
		fail_cut(reader);
	return false;
}

static struct statement *read_if(struct statement_reader *reader)
{
	struct statement *statement = node(reader, STATEMENT_IF), *tail = NULL;

	reader->at++;
	read_head(reader, statement);
	add_body(reader, statement, &tail);
	if (at_else(reader)) {
		reader->at++;
		add_body(reader, statement, &tail);
	}
	return done(reader, statement);
}

static struct statement *read_loop(struct statement_reader *reader, enum statement_kind kind)
{
	struct statement *statement = node(reader, kind), *tail = NULL;

	reader->at++;
	read_head(reader, statement);
	add_body(reader, statement, &tail);
	return done(reader, statement);
}

static struct statement *read_do(struct statement_reader *reader)
{
	struct statement *statement = node(reader, STATEMENT_DO), *tail = NULL;

	reader->at++;
	add_body(reader, statement, &tail);
	/* A macro can stand for the while: do { } for_each_range(...); */
	if (!at(reader, "while") &&
	    !(piece_is_word(reader, reader->at) && piece_is(reader, reader->at + 1, "(")))
		fail(reader, "a do has no while");
	reader->at++;
	read_head(reader, statement);
	if (at(reader, ";"))
		reader->at++;
	return done(reader, statement);
}

/* Goes behind the colon of a case; those of ?: are not it. */
static struct statement *read_case(struct statement_reader *reader)
{
	struct statement *statement = node(reader, STATEMENT_CASE);
	size_t questions = 0;

	for (; !at_end(reader); reader->at++) {
		const struct stream_piece *piece = &reader->stream->pieces.items[reader->at];

		if (piece->kind != PIECE_CODE || at(reader, ";"))
			break;
		questions += at(reader, "?");
		if (at(reader, ":") && !questions--) {
			reader->at++;
			return done(reader, statement);
		}
		if (at(reader, "(") || at(reader, "[") || at(reader, "{"))
			reader->at = piece->partner;
	}
	fail(reader, "a case has no colon");
	return done(reader, statement);
}

static struct statement *read_label(struct statement_reader *reader, enum statement_kind kind, size_t words)
{
	struct statement *statement = node(reader, kind);

	reader->at += words + 1;
	return done(reader, statement);
}

static struct statement *read_empty(struct statement_reader *reader)
{
	return read_label(reader, STATEMENT_EMPTY, 0);
}

/* --- what ends with a semicolon --- */

static bool is_keyword(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = {
		"if", "else", "for", "while", "do", "switch", "case", "default", "goto", "return",
		"break", "continue",
	};

	return token_is_any(tokens, i, words, ARRAY_SIZE(words));
}

/* Words that take parentheses and are no call. */
static bool is_type_call(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = {
		"typeof", "__typeof__", "__typeof", "__attribute__", "__attribute", "_Alignas",
		"__aligned", "__section", "__printf", "asm", "__asm__", "__asm", "sizeof", "typeof_member",
		"_Atomic", "__typeof_unqual__", "typeof_unqual",
	};

	return token_is_any(tokens, i, words, ARRAY_SIZE(words));
}

/* The piece behind `NAME` or `NAME(...)` when the leaf that begins at first is no more than that. */
static bool is_bare_macro(const struct statement_reader *reader, size_t first, size_t end)
{
	if (!piece_is_word(reader, first) || is_keyword(reader->tokens, token_of(reader, first)) ||
	    is_type_call(reader->tokens, token_of(reader, first)))
		return false;
	if (end == first + 1)
		return true;
	return piece_is(reader, first + 1, "(") &&
	       reader->stream->pieces.items[first + 1].partner + 1 == end;
}

static bool is_called(const struct statement_reader *reader, size_t first)
{
	return piece_is(reader, first + 1, "(");
}

/* A macro and the statement that it is followed by: a loop, a guard, or a call without semicolon. */
static struct statement *read_macro(struct statement_reader *reader, size_t first)
{
	struct statement *statement, *tail = NULL;

	reader->at = first;
	statement = node(reader, STATEMENT_MACRO);
	reader->at++;
	if (at(reader, "("))
		read_head(reader, statement);
	add_body(reader, statement, &tail);
	return done(reader, statement);
}

/* Do the branches of the #if at the piece hold parts of an expression only? Then *end is behind it. */
static bool is_part_of_expression(const struct statement_reader *reader, size_t piece, size_t *end)
{
	size_t depth = 0;

	for (size_t i = piece; i < reader->last; i++) {
		const struct stream_piece *at = &reader->stream->pieces.items[i];

		depth += at->kind == PIECE_IF;
		if (at->kind == PIECE_ENDIF && !--depth) {
			*end = i + 1;
			return true;
		}
		if (at->kind != PIECE_CODE)
			continue;
		if (piece_is(reader, i, ";") || piece_is(reader, i, "{") ||
		    is_keyword(reader->tokens, at->token))
			return false;
		if (piece_is(reader, i, "(") || piece_is(reader, i, "["))
			i = at->partner;
	}
	return false;
}

/* A type of its own in the declaration, or a nested function: braces that are no initialiser's. */
static bool is_brace_of_declaration(const struct statement_reader *reader, size_t first, size_t brace)
{
	for (size_t i = first; i < brace; i++)
		if (piece_is(reader, i, "struct") || piece_is(reader, i, "union") ||
		    piece_is(reader, i, "enum"))
			return true;
	return false;
}

/* `= {`, `(type){`, and so on. False: the statement ends in front of the brace, or is none. */
static bool is_brace_of_leaf(const struct statement_reader *reader, size_t first, size_t brace)
{
	if (is_bare_macro(reader, first, brace))
		return false;
	return piece_is(reader, brace - 1, "=") || piece_is(reader, brace - 1, ")") ||
	       piece_is(reader, brace - 1, "]") || piece_is(reader, brace - 1, ",") ||
	       is_brace_of_declaration(reader, first, brace);
}

/* `int f(int a) { ... }` inside a function: gcc's nested function ends with its brace. */
static bool is_nested_function(const struct statement_reader *reader, size_t first, size_t brace)
{
	if (!piece_is(reader, brace - 1, ")"))
		return false;
	for (size_t i = first; i < brace; i++)
		if (piece_is(reader, i, "="))
			return false;
	return piece_is_word(reader, first) && (piece_is_word(reader, first + 1) ||
						piece_is(reader, first + 1, "*")) &&
	       !is_statement_word(reader->tokens, token_of(reader, first));
}

enum leaf_end { LEAF_GOES_ON, LEAF_ENDS, LEAF_HAS_BODY };

static enum leaf_end read_brace(struct statement_reader *reader, size_t first)
{
	size_t close = reader->stream->pieces.items[reader->at].partner;
	bool nested = is_nested_function(reader, first, reader->at);

	if (is_bare_macro(reader, first, reader->at))
		return LEAF_HAS_BODY;
	if (!is_brace_of_leaf(reader, first, reader->at)) {
		fail(reader, "a brace stands where no statement has one");
		return LEAF_ENDS;
	}
	reader->at = close + 1;
	return nested && !at(reader, ";") ? LEAF_ENDS : LEAF_GOES_ON;
}

/* A mark inside a statement, or behind it where no semicolon is due. */
static enum leaf_end read_mark(struct statement_reader *reader, size_t first)
{
	bool whole = is_bare_macro(reader, first, reader->at) && is_called(reader, first);
	size_t end;

	if (at_mark(reader, PIECE_IF) && is_part_of_expression(reader, reader->at, &end)) {
		reader->at = end;
		return LEAF_GOES_ON;
	}
	if (!whole || at_mark(reader, PIECE_IF))
		fail_cut(reader);
	return LEAF_ENDS;
}

/* A word behind NAME(...), or a keyword. */
static enum leaf_end read_word(struct statement_reader *reader, size_t first)
{
	bool keyword = is_keyword(reader->tokens, token_of(reader, reader->at));
	bool macro = is_bare_macro(reader, first, reader->at);

	if (macro && at(reader, "else"))
		return LEAF_ENDS;
	if (macro && (keyword || is_called(reader, first)))
		return LEAF_HAS_BODY;
	/* asm goto */
	if (keyword && !is_type_call(reader->tokens, token_of(reader, first)))
		fail(reader, "a semicolon is missing");
	reader->at++;
	return LEAF_GOES_ON;
}

static enum leaf_end read_piece(struct statement_reader *reader, size_t first)
{
	const struct stream_piece *piece = &reader->stream->pieces.items[reader->at];

	if (piece->kind != PIECE_CODE)
		return read_mark(reader, first);
	if (at(reader, "{"))
		return read_brace(reader, first);
	if (piece_is_word(reader, reader->at) && reader->at > first)
		return read_word(reader, first);
	if (at(reader, ":") && is_bare_macro(reader, first, reader->at) && is_called(reader, first)) {
		reader->at++;		/* a macro that stands for a case */
		return LEAF_ENDS;
	}
	if (at(reader, ";")) {
		reader->at++;
		return LEAF_ENDS;
	}
	if (at(reader, "(") || at(reader, "["))
		reader->at = piece->partner;
	reader->at++;
	return LEAF_GOES_ON;
}

static bool begins_declaration(const struct statement_reader *reader, size_t first)
{
	static const char *const words[] = {
		"static", "extern", "register", "typedef", "auto", "__auto_type", "__label__", "inline",
		"_Static_assert", "__typeof", "typeof_member",
	};
	const struct token_list *tokens = reader->tokens;
	size_t token = token_of(reader, first), at = first + 1;

	if (!piece_is_word(reader, first))
		return false;
	if (is_type_word(tokens, token) || token_is_any(tokens, token, words, ARRAY_SIZE(words)))
		return !is_called(reader, first) || is_type_call(tokens, token) ||
		       piece_is(reader, first + 2, "*");	/* int (*f)(void) */
	if (piece_is_word(reader, at))
		return !is_statement_word(tokens, token);
	/* `foo_t *x;` declares: a product is no statement. */
	while (piece_is(reader, at, "*"))
		at++;
	return at > first + 1 && piece_is_word(reader, at) &&
	       (piece_is(reader, at + 1, "=") || piece_is(reader, at + 1, ";") ||
		piece_is(reader, at + 1, ",") || piece_is(reader, at + 1, "["));
}

static enum statement_kind leaf_kind(const struct statement_reader *reader, size_t first)
{
	static const struct {
		const char *word;
		enum statement_kind kind;
	} kinds[] = {
		{ "goto", STATEMENT_GOTO }, { "return", STATEMENT_RETURN },
		{ "break", STATEMENT_BREAK }, { "continue", STATEMENT_CONTINUE },
		{ "asm", STATEMENT_ASM }, { "__asm__", STATEMENT_ASM }, { "__asm", STATEMENT_ASM },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (piece_is(reader, first, kinds[i].word))
			return kinds[i].kind;
	return begins_declaration(reader, first) ? STATEMENT_DECLARATION : STATEMENT_EXPRESSION;
}

static struct statement *read_leaf(struct statement_reader *reader)
{
	size_t first = reader->at;
	struct statement *leaf = node(reader, leaf_kind(reader, first));
	enum leaf_end end = LEAF_GOES_ON;

	while (!at_end(reader) && end == LEAF_GOES_ON)
		end = read_piece(reader, first);
	if (end == LEAF_HAS_BODY)
		return read_macro(reader, first);
	if (end == LEAF_GOES_ON && !is_bare_macro(reader, first, reader->at))
		fail(reader, "a semicolon is missing");
	for (size_t i = first; i < reader->at && i < reader->stream->pieces.n; i++)
		leaf->is_split |= reader->stream->pieces.items[i].kind != PIECE_CODE;
	if (!reader->why && piece_is(reader, reader->at - 1, ":"))
		leaf->kind = STATEMENT_CASE;
	return done(reader, leaf);
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
		fail(reader, "an else has no if");
	return read_leaf(reader);
}

static struct statement *read_statement(struct statement_reader *reader)
{
	struct statement *statement;

	if (++reader->depth > MAX_DEPTH) {
		fail(reader, "statements are nested too deeply");
		statement = done(reader, node(reader, STATEMENT_EMPTY));
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
	struct statement *root = node(&reader, STATEMENT_BLOCK);

	read_list(&reader, root);
	if (!at_end(&reader))
		fail(&reader, "an #else or #endif has no #if");
	*fault = (struct fault){ .why = reader.why, .token = reader.bad, .cut = reader.cut };
	return reader.why ? NULL : done(&reader, root);
}
