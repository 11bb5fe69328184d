// SPDX-License-Identifier: GPL-2.0-only
/*
 * Statements that end with a semicolon: declarations, expressions, jumps. And what looks like one: a
 * macro with a statement behind it, or without its semicolon.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/statement_reader.h"

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

static bool is_record_word(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "struct") || token_is(tokens, i, "union") || token_is(tokens, i, "enum");
}

/* The piece behind `NAME` or `NAME(...)` when the leaf that begins at first is no more than that. */
static bool is_bare_macro(const struct statement_reader *reader, size_t first, size_t end)
{
	if (!piece_is_word(reader, first) || is_keyword(reader->tokens, token_of(reader, first)) ||
	    is_type_call(reader->tokens, token_of(reader, first)) ||
	    is_record_word(reader->tokens, token_of(reader, first)))
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
	statement = statement_new(reader, STATEMENT_MACRO);
	reader->at++;
	if (at(reader, "("))
		statement_head(reader, statement);
	statement_add_body(reader, statement, &tail);
	return statement_done(reader, statement);
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
		if (reader->stream->pieces.items[i].kind == PIECE_CODE &&
		    is_record_word(reader->tokens, token_of(reader, i)))
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
		statement_fail(reader, "a brace stands where no statement has one");
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
		statement_fail_cut(reader);
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
		statement_fail(reader, "a semicolon is missing");
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

struct statement *statement_leaf(struct statement_reader *reader)
{
	size_t first = reader->at;
	struct statement *leaf = statement_new(reader, leaf_kind(reader, first));
	enum leaf_end end = LEAF_GOES_ON;

	while (!at_end(reader) && end == LEAF_GOES_ON)
		end = read_piece(reader, first);
	if (end == LEAF_HAS_BODY)
		return read_macro(reader, first);
	if (end == LEAF_GOES_ON && !is_bare_macro(reader, first, reader->at))
		statement_fail(reader, "a semicolon is missing");
	for (size_t i = first; i < reader->at && i < reader->stream->pieces.n; i++)
		leaf->is_split |= reader->stream->pieces.items[i].kind != PIECE_CODE;
	if (!reader->why && piece_is(reader, reader->at - 1, ":"))
		leaf->kind = STATEMENT_CASE;
	return statement_done(reader, leaf);
}
