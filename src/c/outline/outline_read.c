// SPDX-License-Identifier: GPL-2.0-only
/* Reads an outline: what each token stands in, through all #if branches. */
#include "base/data/mem.h"
#include "c/outline/brackets.h"
#include "c/outline/outline.h"

#include <stdlib.h>
#include <string.h>

/*
 * What the reader knows at a token. It is saved at #if and taken back at #else, so that the two
 * halves of
 *	#ifdef A
 *		if (a) {
 *	#else
 *		if (b) {
 *	#endif
 * open one brace, not two.
 */
struct nesting {
	unsigned braces;		/* open ones, all kinds */
	uint32_t item;			/* first token of the open file-level item, or NO_ITEM */
	size_t function;		/* index of the open function, or NO_TOKEN */
	enum context context;
};

/* Between two items. The next token of code begins one, in whatever #if branch it stands. */
#define NO_ITEM UINT32_MAX

struct conditional {
	struct nesting before;		/* at the #if */
	struct nesting after;		/* at the end of the first branch */
	bool has_else;
	size_t branch;			/* the open branch */
};

struct outliner {
	struct outline *outline;
	struct nesting state;
	struct {
		struct conditional *items;
		size_t n, capacity;
	} conditionals;
};

static bool is_identifier(const struct token_list *tokens, size_t i)
{
	return i < tokens->n && tokens->items[i].kind == TOKEN_IDENTIFIER;
}

static char *token_text(const struct token_list *tokens, size_t i)
{
	return mem_strndup(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* The first "name (" of an item in [first, end), stepping over __attribute__ and the like. */
static size_t next_group(const struct outline *outline, size_t first, size_t end)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = first; i < end; i = token_next(tokens, i)) {
		size_t next = token_next(tokens, i);

		if (is_identifier(tokens, i) && token_is(tokens, next, "(") &&
		    !token_is(tokens, i, "__attribute__") && !token_is(tokens, i, "__declspec"))
			return i;
		if (token_is(tokens, i, "(") && outline_closing(outline, i) < end)
			i = outline_closing(outline, i);
	}
	return NO_TOKEN;
}

/*
 * The declarator of a function definition. In `static __printf(1, 2) int f(int a) __must_hold(x)`
 * it is the group that is followed by the body or by bare attributes: an attribute in front is
 * followed by the type and the name, thus by two words or more before the next group.
 */
static size_t declarator_of(const struct outline *outline, size_t first, size_t end)
{
	const struct token_list *tokens = &outline->tokens;
	size_t group = next_group(outline, first, end);

	while (group != NO_TOKEN) {
		size_t close = outline_closing(outline, token_next(tokens, group));
		size_t next, words = 0;

		if (close == NO_TOKEN || close >= end)
			return group;
		next = next_group(outline, token_next(tokens, close), end);
		if (next == NO_TOKEN)
			return group;
		for (size_t i = token_next(tokens, close); i < next; i = token_next(tokens, i))
			words++;
		if (!words)
			return group;
		group = next;
	}
	return NO_TOKEN;
}

static bool is_macro_name(const struct token_list *tokens, size_t i)
{
	const struct token *token = &tokens->items[i];

	for (uint32_t c = 0; c < token->length; c++)
		if (strchr("abcdefghijklmnopqrstuvwxyz", tokens->text[token->offset + c]))
			return false;
	return true;
}

/* SYSCALL_DEFINE3(foo, int, a) { is known to its readers as foo. */
static size_t spoken_name(const struct token_list *tokens, size_t name)
{
	size_t argument = token_next(tokens, token_next(tokens, name));

	return is_macro_name(tokens, name) && is_identifier(tokens, argument) ? argument : name;
}

static bool has_assignment(const struct outline *outline, size_t first, size_t end)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = first; i < end; i = token_next(tokens, i)) {
		if (token_is(tokens, i, "="))
			return true;
		if (token_is(tokens, i, "(")) {
			size_t close = outline_closing(outline, i);

			if (close != NO_TOKEN && close < end)
				i = close;
		}
	}
	return false;
}

static bool is_record(const struct outline *outline, size_t first, size_t brace)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = first; i < brace; i = token_next(tokens, i))
		if (token_is(tokens, i, "struct") || token_is(tokens, i, "union") ||
		    token_is(tokens, i, "enum"))
			return true;
	return false;
}

static void open_function(struct outliner *reader, size_t name, size_t brace)
{
	struct outline *outline = reader->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t spoken = spoken_name(tokens, name);
	struct function function = {
		.name = token_text(tokens, spoken),
		.name_token = name,
		.item = reader->state.item,
		.open = token_next(tokens, name),
		.body = brace,
		.end = tokens->n,
	};

	function.close = outline_closing(outline, function.open);
	reader->state.function = outline->functions.n;
	VEC_PUSH(&outline->functions, function);
}

/* An opening brace between definitions: of a function, of a record, or of an initialiser. */
static enum context file_level_brace(struct outliner *reader, size_t brace)
{
	const struct outline *outline = reader->outline;
	size_t first = reader->state.item, name;

	if (has_assignment(outline, first, brace))
		return CONTEXT_INITIALISER;
	name = declarator_of(outline, first, brace);
	if (name != NO_TOKEN && outline_closing(outline, token_next(&outline->tokens, name)) < brace) {
		open_function(reader, name, brace);
		return CONTEXT_BODY;
	}
	return is_record(outline, first, brace) ? CONTEXT_RECORD : CONTEXT_INITIALISER;
}

static bool is_linkage_brace(const struct token_list *tokens, size_t brace)
{
	size_t string = token_previous(tokens, brace);

	return string != NO_TOKEN && tokens->items[string].kind == TOKEN_STRING &&
	       token_is(tokens, token_previous(tokens, string), "extern");
}

/* Two headers in the branches of an #if share one body: its brace ends both. */
static void end_functions(struct outline *outline, size_t i)
{
	for (size_t f = outline->functions.n; f-- > 0;) {
		if (outline->functions.items[f].end != outline->tokens.n)
			break;
		outline->functions.items[f].end = i;
	}
}

static void close_brace(struct outliner *reader, size_t i)
{
	struct nesting *state = &reader->state;
	struct outline *outline = reader->outline;

	if (state->braces)
		state->braces--;
	if (state->braces)
		return;
	/* Braces behind braces: no declarator joins them. */
	if (token_is(&outline->tokens, token_next(&outline->tokens, i), "{"))
		state->item = NO_ITEM;
	if (state->function != NO_TOKEN) {
		end_functions(outline, i);
		state->function = NO_TOKEN;
		state->item = NO_ITEM;
	}
	state->context = CONTEXT_FILE;
}

/* extern "C" { opens nothing: what it holds stands in the file. */
static void open_brace(struct outliner *reader, size_t i)
{
	struct nesting *state = &reader->state;

	if (!state->braces && is_linkage_brace(&reader->outline->tokens, i)) {
		state->item = NO_ITEM;
		return;
	}
	if (!state->braces)
		state->context = file_level_brace(reader, i);
	state->braces++;
}

/* What matters is a single byte, and begins nothing longer. */
static void read_punctuation(struct outliner *reader, size_t i)
{
	struct nesting *state = &reader->state;
	const struct token_list *tokens = &reader->outline->tokens;

	switch (tokens->text[tokens->items[i].offset]) {
	case '{':
		open_brace(reader, i);
		break;
	case '}':
		close_brace(reader, i);
		break;
	case ';':
		if (!state->braces)
			state->item = NO_ITEM;
		break;
	default:
		break;
	}
}

static size_t open_branch(struct outliner *reader, size_t directive, size_t first, size_t parent)
{
	struct outline *outline = reader->outline;
	struct branch branch = {
		.parent = parent, .directive = directive, .first = first,
		.begin = outline->tokens.directives.items[directive].end,
		.end = (uint32_t)outline->tokens.length,
	};

	VEC_PUSH(&outline->branches, branch);
	return outline->branches.n - 1;
}

static void open_conditional(struct outliner *reader, size_t directive)
{
	size_t n = reader->conditionals.n;
	size_t parent = n ? reader->conditionals.items[n - 1].branch : NO_TOKEN;
	struct conditional conditional = {
		.before = reader->state,
		.branch = open_branch(reader, directive, directive, parent),
	};

	VEC_PUSH(&reader->conditionals, conditional);
}

static void end_branch(struct outliner *reader, struct conditional *conditional, size_t directive)
{
	struct outline *outline = reader->outline;

	outline->branches.items[conditional->branch].end =
		outline->tokens.directives.items[directive].begin;
	if (!conditional->has_else)
		conditional->after = reader->state;
}

static void next_branch(struct outliner *reader, size_t directive)
{
	struct conditional *conditional = &reader->conditionals.items[reader->conditionals.n - 1];
	struct branch old = reader->outline->branches.items[conditional->branch];

	end_branch(reader, conditional, directive);
	conditional->has_else = true;
	conditional->branch = open_branch(reader, directive, old.first, old.parent);
	reader->state = conditional->before;
}

static void close_conditional(struct outliner *reader, size_t directive)
{
	struct conditional *conditional = &reader->conditionals.items[--reader->conditionals.n];

	end_branch(reader, conditional, directive);
	reader->state = conditional->after;
}

static void read_directive(struct outliner *reader, size_t index)
{
	size_t n;

	switch (reader->outline->tokens.directives.items[index].kind) {
	case DIRECTIVE_IF:
		open_conditional(reader, index);
		break;
	case DIRECTIVE_ELSE:
		if (reader->conditionals.n)
			next_branch(reader, index);
		break;
	case DIRECTIVE_ENDIF:
		if (reader->conditionals.n)
			close_conditional(reader, index);
		break;
	default:
		break;
	}
	n = reader->conditionals.n;
	reader->outline->branch[index] =
		n ? (uint32_t)reader->conditionals.items[n - 1].branch : NO_BRANCH;
}

/* Items are long, and #if alone leads back from one into another. */
static void note_item(struct outline *outline, uint32_t item, uint32_t i)
{
	struct item_run run = { .token = i, .item = item };

	if (!outline->runs.n || outline->runs.items[outline->runs.n - 1].item != item)
		VEC_PUSH(&outline->runs, run);
}

static void read_token(struct outliner *reader, size_t i)
{
	struct outline *outline = reader->outline;
	const struct token *token = &outline->tokens.items[i];
	struct nesting *state = &reader->state;

	if (token->directive) {
		if (i == outline->tokens.directives.items[token->directive - 1].first)
			read_directive(reader, token->directive - 1);
		outline->context[i] = CONTEXT_DIRECTIVE;
		return;
	}
	if (!token_is_comment(token)) {
		if (state->item == NO_ITEM)
			state->item = (uint32_t)i;
		note_item(outline, state->item, (uint32_t)i);
		if (token->kind == TOKEN_PUNCTUATION)
			read_punctuation(reader, i);
	}
	outline->context[i] = state->context;
}

void outline_read(struct outline *outline, const char *text, size_t length)
{
	struct outliner reader = {
		.outline = outline, .state = { .item = NO_ITEM, .function = NO_TOKEN },
	};

	*outline = (struct outline){0};
	tokenize(text, length, &outline->tokens);
	outline->partner = mem_array(outline->tokens.n, sizeof(*outline->partner));
	outline->encloser = mem_array(outline->tokens.n, sizeof(*outline->encloser));
	brackets_match(outline);
	outline->context = mem_array(outline->tokens.n, sizeof(*outline->context));
	outline->branch = mem_calloc(outline->tokens.directives.n, sizeof(*outline->branch));
	for (size_t i = 0; i < outline->tokens.n; i++)
		read_token(&reader, i);
	free(reader.conditionals.items);
}
