// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/token.h"

#include "base/data/mem.h"
#include "base/data/search.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct lexer {
	struct token_list *list;
	size_t at;
	bool line_start;		/* only blanks and comments since the last newline */
	uint32_t directive;		/* 1 + index of the open one, or 0 */
};

static unsigned char byte_at(const struct lexer *lexer, size_t offset)
{
	const struct token_list *list = lexer->list;

	return offset < list->length ? (unsigned char)list->text[offset] : 0;
}

/* The length of a line continuation at offset, or 0. Compilers take blanks behind the backslash, too. */
static size_t splice_at(const struct lexer *lexer, size_t offset)
{
	size_t at = offset + 1;

	if (byte_at(lexer, offset) != '\\')
		return 0;
	while (byte_at(lexer, at) == ' ' || byte_at(lexer, at) == '\t' || byte_at(lexer, at) == '\r')
		at++;
	return byte_at(lexer, at) == '\n' ? at + 1 - offset : 0;
}

/* Asked about every byte. */
static bool is_word(unsigned char c)
{
	static const bool words[UCHAR_MAX + 1] = {
		['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
		['_'] = true, ['$'] = true, [0x80 ... UCHAR_MAX] = true,
	};

	return words[c];
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* Most bytes of most files are words and blanks. */
static size_t word_end(const struct token_list *list, size_t offset)
{
	const char *text = list->text;
	size_t length = list->length;

	while (offset < length && is_word((unsigned char)text[offset]))
		offset++;
	return offset;
}

/* Slashes are fewer in comments than stars, which begin their lines: so those are looked for. */
static size_t block_comment_end(const struct token_list *list, size_t offset)
{
	const char *at = list->text + offset + 2, *end = list->text + list->length;

	while (at < end && (at = memchr(at + 1, '/', (size_t)(end - at - 1))))
		if (at[-1] == '*')
			return (size_t)(at - list->text) + 1;
	return list->length;
}

static size_t comment_end(const struct lexer *lexer, size_t offset)
{
	const struct token_list *list = lexer->list;

	if (byte_at(lexer, offset + 1) == '*')
		return block_comment_end(list, offset);
	while (offset < list->length && byte_at(lexer, offset) != '\n')
		offset += splice_at(lexer, offset) ? splice_at(lexer, offset) : 1;
	return offset;
}

/* A quote left open ends with its line: one stray quote in an #if 0 must not swallow the file. */
static size_t quote_end(const struct lexer *lexer, size_t offset)
{
	unsigned char quote = byte_at(lexer, offset++);

	while (offset < lexer->list->length && byte_at(lexer, offset) != '\n') {
		if (splice_at(lexer, offset))
			offset += splice_at(lexer, offset);
		else if (byte_at(lexer, offset) == '\\')
			offset += 2;
		else if (byte_at(lexer, offset++) == quote)
			return offset;
	}
	return offset < lexer->list->length ? offset : lexer->list->length;
}

static size_t number_end(const struct lexer *lexer, size_t offset)
{
	for (;; offset++) {
		unsigned char c = byte_at(lexer, offset);

		if (is_word(c) || c == '.')
			continue;
		if ((c == '+' || c == '-') && strchr("eEpP", byte_at(lexer, offset - 1)) &&
		    byte_at(lexer, offset - 2) != 'x')
			continue;
		return offset;
	}
}

/* What stands behind the first byte of all longer punctuation. */
static bool is_second(unsigned char c)
{
	static const bool seconds[UCHAR_MAX + 1] = {
		['<'] = true, ['>'] = true, ['.'] = true, ['+'] = true, ['-'] = true, ['='] = true, ['&'] = true,
		['|'] = true, ['#'] = true,
	};

	return seconds[c];
}

static size_t punctuation_length(const struct lexer *lexer, size_t offset)
{
	static const char *const longer[] = {
		"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&",
		"||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##",
	};
	const struct token_list *list = lexer->list;

	/* Most punctuation is a single byte. */
	if (!is_second(byte_at(lexer, offset + 1)))
		return 1;
	for (size_t i = 0; i < ARRAY_SIZE(longer); i++) {
		size_t length;

		if (list->text[offset] != *longer[i])
			continue;
		length = strlen(longer[i]);
		if (offset + length <= list->length && !memcmp(list->text + offset, longer[i], length))
			return length;
	}
	return 1;
}

/* Two stars open kernel-doc, but not the empty comment and not a row of stars. */
static bool opens_kernel_doc(const struct lexer *lexer, size_t offset)
{
	unsigned char third = byte_at(lexer, offset + 3);

	return byte_at(lexer, offset + 1) == '*' && byte_at(lexer, offset + 2) == '*' &&
	       third != '/' && third != '*';
}

static struct token next_token(const struct lexer *lexer)
{
	size_t at = lexer->at, end;
	unsigned char c = byte_at(lexer, at);
	enum token_kind kind = TOKEN_PUNCTUATION;

	if (c == '/' && (byte_at(lexer, at + 1) == '*' || byte_at(lexer, at + 1) == '/')) {
		kind = opens_kernel_doc(lexer, at) ? TOKEN_KERNEL_DOC : TOKEN_COMMENT;
		end = comment_end(lexer, at);
	} else if (c == '"' || c == '\'') {
		kind = c == '"' ? TOKEN_STRING : TOKEN_CHARACTER;
		end = quote_end(lexer, at);
	} else if (is_digit(c) || (c == '.' && is_digit(byte_at(lexer, at + 1)))) {
		kind = TOKEN_NUMBER;
		end = number_end(lexer, at);
	} else if (is_word(c)) {
		kind = TOKEN_IDENTIFIER;
		end = word_end(lexer->list, at + 1);
	} else {
		end = at + punctuation_length(lexer, at);
	}
	return (struct token){
		.offset = (uint32_t)at, .length = (uint32_t)(end - at),
		.directive = lexer->directive, .kind = kind,
	};
}

static enum directive_kind directive_kind_of(const struct token_list *list, size_t name)
{
	static const struct {
		const char *name;
		enum directive_kind kind;
	} kinds[] = {
		{ "define", DIRECTIVE_DEFINE }, { "if", DIRECTIVE_IF }, { "ifdef", DIRECTIVE_IF },
		{ "ifndef", DIRECTIVE_IF }, { "else", DIRECTIVE_ELSE }, { "elif", DIRECTIVE_ELSE },
		{ "elifdef", DIRECTIVE_ELSE }, { "elifndef", DIRECTIVE_ELSE },
		{ "endif", DIRECTIVE_ENDIF }, { "include", DIRECTIVE_INCLUDE },
	};

	for (size_t i = 0; name < list->n && i < ARRAY_SIZE(kinds); i++)
		if (token_is(list, name, kinds[i].name))
			return kinds[i].kind;
	return DIRECTIVE_OTHER;
}

/* At a line's first token; ## is another one, and opens none. */
static bool opens_directive(const struct lexer *lexer)
{
	return byte_at(lexer, lexer->at) == '#' && byte_at(lexer, lexer->at + 1) != '#';
}

static void open_directive(struct lexer *lexer)
{
	struct directive directive = {
		.begin = (uint32_t)lexer->at, .first = (uint32_t)lexer->list->n,
	};

	VEC_PUSH(&lexer->list->directives, directive);
	lexer->directive = (uint32_t)lexer->list->directives.n;
}

static void close_directive(struct lexer *lexer)
{
	struct token_list *list = lexer->list;
	struct directive *directive;

	if (!lexer->directive)
		return;
	directive = &list->directives.items[lexer->directive - 1];
	directive->end = (uint32_t)lexer->at;
	directive->last = (uint32_t)list->n;
	directive->kind = directive_kind_of(list, directive->first + 1);
	lexer->directive = 0;
}

/* Steps over blanks; true while there is a token at lexer->at. */
static bool skip_blanks(struct lexer *lexer)
{
	for (; lexer->at < lexer->list->length; lexer->at++) {
		unsigned char c = byte_at(lexer, lexer->at);

		if (c == ' ' || c == '\t')
			continue;
		if (c == '\\' && splice_at(lexer, lexer->at)) {
			lexer->at += splice_at(lexer, lexer->at) - 1;
		} else if (c == '\n') {
			close_directive(lexer);
			lexer->line_start = true;
		} else if (c > ' ' || (!isspace(c) && c != '\0')) {
			return true;
		}
	}
	close_directive(lexer);
	return false;
}

/* The length of the mark that editors of other systems put in front of UTF-8. */
static size_t mark_length(const char *text, size_t length)
{
	static const char mark[] = "\xef\xbb\xbf";

	return length >= strlen(mark) && !memcmp(text, mark, strlen(mark)) ? strlen(mark) : 0;
}

void tokenize(const char *text, size_t length, struct token_list *list)
{
	struct lexer lexer = { .list = list, .at = mark_length(text, length), .line_start = true };

	*list = (struct token_list){ .text = text, .length = length };
	/* Room for as many as most files have. */
	list->capacity = length / 4 + 8;
	list->items = mem_or_die(malloc(list->capacity * sizeof(*list->items)));
	while (skip_blanks(&lexer)) {
		struct token token;

		if (lexer.line_start && !lexer.directive && opens_directive(&lexer))
			open_directive(&lexer);
		token = next_token(&lexer);
		if (!token_is_comment(&token))
			lexer.line_start = false;
		VEC_PUSH(list, token);
		lexer.at = token.offset + token.length;
	}
	VEC_FIT(list);
}

void token_list_free(struct token_list *list)
{
	free(list->items);
	free(list->directives.items);
	*list = (struct token_list){0};
}

bool token_defines_macro(const struct token_list *list, size_t i)
{
	uint32_t directive = list->items[i].directive;

	return directive && list->directives.items[directive - 1].kind == DIRECTIVE_DEFINE &&
	       i == list->directives.items[directive - 1].first + 2;
}

bool token_is_any(const struct token_list *list, size_t i, const char *const *texts, size_t n)
{
	char begin = i < list->n ? list->text[list->items[i].offset] : '\0';

	for (size_t t = 0; t < n; t++)
		if (texts[t][0] == begin && token_is(list, i, texts[t]))
			return true;
	return false;
}

bool token_is_comment(const struct token *token)
{
	return token->kind == TOKEN_COMMENT || token->kind == TOKEN_KERNEL_DOC;
}

size_t token_comments(const struct token_list *list, size_t first, size_t last)
{
	size_t n = 0;

	for (size_t i = first; i < last; i++)
		n += token_is_comment(&list->items[i]);
	return n;
}

size_t token_at(const struct token_list *list, size_t offset)
{
	size_t i;

	LOWER_BOUND(i, list->n, (size_t)list->items[i].offset + list->items[i].length <= offset);
	return i < list->n && list->items[i].offset <= offset ? i : list->n;
}

/* Directives interrupt the code around them, so a step never crosses from one into the other. */
static bool in_step(const struct token_list *list, size_t i, uint32_t directive)
{
	return !token_is_comment(&list->items[i]) && list->items[i].directive == directive;
}

size_t token_next(const struct token_list *list, size_t i)
{
	uint32_t directive;

	if (i >= list->n)	/* NO_TOKEN, say: its next one is not the first */
		return list->n;
	directive = list->items[i].directive;
	for (i++; i < list->n; i++) {
		if (in_step(list, i, directive))
			return i;
		if (directive && list->items[i].directive != directive)
			break;
	}
	return list->n;
}

size_t token_previous(const struct token_list *list, size_t i)
{
	uint32_t directive = i < list->n ? list->items[i].directive : 0;

	if (i > list->n)
		return SIZE_MAX;
	while (i-- > 0) {
		if (in_step(list, i, directive))
			return i;
		if (directive && list->items[i].directive != directive)
			break;
	}
	return SIZE_MAX;
}

static size_t skip_comments(const struct token_list *list, size_t i, size_t end)
{
	while (i < end && token_is_comment(&list->items[i]))
		i++;
	return i;
}

bool token_is_same(const struct token_list *left, size_t a, const struct token_list *right, size_t b)
{
	const struct token *x = &left->items[a], *y = &right->items[b];

	return x->length == y->length && !memcmp(left->text + x->offset, right->text + y->offset, x->length);
}

static bool same_token(const struct token_list *left, size_t a, const struct token_list *right,
		       size_t b)
{
	return token_is_same(left, a, right, b) && !left->items[a].directive == !right->items[b].directive;
}

bool same_code(const struct token_list *left, size_t a, size_t a_end,
	       const struct token_list *right, size_t b, size_t b_end)
{
	for (;; a++, b++) {
		a = skip_comments(left, a, a_end);
		b = skip_comments(right, b, b_end);
		if (a >= a_end || b >= b_end)
			return a >= a_end && b >= b_end;
		if (!same_token(left, a, right, b))
			return false;
	}
}

bool token_is_called(const struct token_list *tokens, size_t i)
{
	const struct token *token = &tokens->items[i];

	if (token->kind != TOKEN_IDENTIFIER || token->directive)
		return false;
	/* Asked of all places of many words: what stands right behind nearly all names is no comment. */
	if (i + 1 < tokens->n && in_step(tokens, i + 1, 0))
		return tokens->text[token[1].offset] == '(';
	return token_is(tokens, token_next(tokens, i), "(");
}
