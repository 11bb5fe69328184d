// SPDX-License-Identifier: GPL-2.0-only
#include "c/preprocess/condition.h"

#include "base/data/mem.h"
#include "c/preprocess/evaluate.h"

#include <stdlib.h>

/* Headers in headers: a driver's own are few. */
#define MAX_HEADERS 16

/* Headers in all: some that include each other without a guard would come again and again. */
#define MAX_INCLUDED 500

/* An #if that is open. */
struct level {
	struct value around;		/* what is around it is compiled */
	struct value before;		/* a branch of it in front of this one is */
	struct value here;		/* this branch is, and what is around it */
};

/* The way of the preprocessor through a file and the headers that it includes. */
struct walk {
	const struct viewer *viewer;
	struct macros *macros;
	struct { struct level *items; size_t n, capacity; } levels;
	unsigned headers;		/* open, one in the other */
	unsigned included;		/* so far */
	/* Of the file that is walked now: */
	const struct outline *outline;
	const char *path;
	unsigned char *verdicts;	/* NULL in a header: nobody asks */
	size_t branch;			/* the next one to be judged */
};

static void walk_file(struct walk *walk, const struct outline *outline, const char *path,
		      unsigned char *verdicts);

static struct value here(const struct walk *walk)
{
	return walk->levels.n ? walk->levels.items[walk->levels.n - 1].here : value_of(1);
}

/* Does the directive stand behind a comma, or a parenthesis: among arguments? */
static bool cuts_arguments(const struct walk *walk, size_t index)
{
	const struct token_list *tokens = &walk->outline->tokens;
	size_t i = tokens->directives.items[index].first;

	while (i > 0 && (tokens->items[i - 1].directive || token_is_comment(&tokens->items[i - 1])))
		i--;
	return i > 0 && (token_is(tokens, i - 1, ",") || token_is(tokens, i - 1, "("));
}

static enum branch_verdict verdict_of(const struct walk *walk, size_t index, struct value value)
{
	if (!value.known)
		return value.foreign ? VERDICT_FOREIGN : VERDICT_OPEN;
	if (value.number)
		return VERDICT_IN;
	/*
	 * `#if 0`, and what a file of the tree itself leaves out, is converted with all the rest. But half
	 * a call is none.
	 */
	return value.of_version || walk->viewer->is_outside || cuts_arguments(walk, index) ?
	       VERDICT_OUT : VERDICT_OPEN;
}

static struct word word_at(const struct walk *walk, size_t i)
{
	const struct token *token = &walk->outline->tokens.items[i];

	return (struct word){ walk->outline->tokens.text + token->offset, token->length, token->kind,
			      NULL };
}

/* `#ifndef X` with nothing but a bare `#define X` next: the first time, it is true. */
static bool is_guard(const struct walk *walk, size_t index)
{
	const struct token_list *tokens = &walk->outline->tokens;
	const struct directive *directive = &tokens->directives.items[index], *next = directive + 1;

	if (index + 1 == tokens->directives.n || !token_is(tokens, directive->first + 1, "ifndef") ||
	    next->kind != DIRECTIVE_DEFINE || next->last != next->first + 3)
		return false;
	return token_is(tokens, next->first + 1, "define") &&
	       token_is_same(tokens, directive->first + 2, tokens, next->first + 2);
}

/* #ifdef: one name. */
static struct value answer_defined(const struct walk *walk, size_t index)
{
	const struct directive *directive = &walk->outline->tokens.directives.items[index];
	struct word name = word_at(walk, directive->first + 2);

	return evaluate_defined(walk->macros, &name, walk->viewer->code);
}

/* #ifndef: one name; a guard's is not defined yet. */
static struct value answer_undefined(const struct walk *walk, size_t index)
{
	const struct directive *directive = &walk->outline->tokens.directives.items[index];
	struct word name = word_at(walk, directive->first + 2);

	if (is_guard(walk, index) && !macro_find(walk->macros, &name))
		return value_of(1);
	return value_not(answer_defined(walk, index));
}

/* The condition of a directive alone; #else has none. */
static struct value answer(const struct walk *walk, size_t index)
{
	const struct token_list *tokens = &walk->outline->tokens;
	const struct directive *directive = &tokens->directives.items[index];
	size_t word = directive->first + 1;
	struct word_list condition = {0};
	struct value value;

	if (token_is(tokens, word, "else"))
		return value_of(1);
	if (directive->last < directive->first + 3)
		return (struct value){ .foreign = true };
	if (token_is(tokens, word, "ifdef") || token_is(tokens, word, "elifdef"))
		return answer_defined(walk, index);
	if (token_is(tokens, word, "ifndef") || token_is(tokens, word, "elifndef"))
		return answer_undefined(walk, index);
	words_add(&condition, tokens, word + 1, directive->last);
	value = evaluate(walk->macros, &condition, walk->viewer->code);
	free(condition.items);
	return value;
}

/* Enters the branch that the directive opens. */
static void enter(struct walk *walk, size_t index)
{
	struct level *level = &walk->levels.items[walk->levels.n - 1];
	struct value own = value_and(value_not(level->before), answer(walk, index));

	level->before = value_or(level->before, own);
	level->here = value_and(level->around, own);
	if (walk->verdicts)
		walk->verdicts[walk->branch++] = (unsigned char)verdict_of(walk, index, level->here);
}

static void open_level(struct walk *walk, size_t index)
{
	struct level level = { .around = here(walk), .before = value_of(0) };

	VEC_PUSH(&walk->levels, level);
	enter(walk, index);
}

static void note_macro(struct walk *walk, const struct directive *directive)
{
	struct value seen = here(walk);

	macro_note(walk->macros, &walk->outline->tokens, directive->first, directive->last,
		   !seen.known ? MACRO_UNCERTAIN : seen.number ? MACRO_DEFINED : MACRO_UNDEFINED,
		   seen.of_version);
}

/* A header of the driver's own, where this tree includes it. */
static void include(struct walk *walk, const struct directive *directive)
{
	const struct header_reader *headers = walk->viewer->headers;
	const struct token_list *tokens = &walk->outline->tokens;
	const char *text, *found;
	struct outline outline;
	struct word name;
	struct value seen = here(walk);

	if (!headers || walk->headers == MAX_HEADERS || directive->last < directive->first + 3 ||
	    (seen.known && !seen.number))
		return;
	name = word_at(walk, directive->first + 2);
	if (name.kind != TOKEN_STRING || name.length < 3 || !token_is(tokens, directive->first + 1, "include"))
		return;
	text = headers->read(headers->data, walk->path, name.text + 1, name.length - 2, &found);
	if (!text || walk->included == MAX_INCLUDED)
		return;
	walk->included++;
	outline_read(&outline, text, strlen(text));
	walk->headers++;
	walk_file(walk, &outline, found, NULL);
	walk->headers--;
	outline_free(&outline);
}

static void walk_directive(struct walk *walk, size_t index, size_t bottom)
{
	const struct directive *directive = &walk->outline->tokens.directives.items[index];

	switch (directive->kind) {
	case DIRECTIVE_IF:
		open_level(walk, index);
		break;
	case DIRECTIVE_ELSE:
		if (walk->levels.n > bottom)
			enter(walk, index);
		break;
	case DIRECTIVE_ENDIF:
		if (walk->levels.n > bottom)
			walk->levels.n--;
		break;
	case DIRECTIVE_INCLUDE:
		include(walk, directive);
		break;
	default:
		note_macro(walk, directive);
	}
}

static bool is_note(const struct token_list *tokens, const struct directive *directive)
{
	return directive->kind != DIRECTIVE_OTHER || token_is(tokens, directive->first + 1, "undef");
}

/* The code behind the last directive, up to a token. */
static void visit(const struct walk *walk, size_t *first, size_t last, size_t next)
{
	const struct viewer *viewer = walk->viewer;

	if (viewer->visit && !walk->headers && *first < last)
		viewer->visit(viewer->data, walk->macros, *first, last);
	*first = next;
}

static void walk_file(struct walk *walk, const struct outline *outline, const char *path,
		      unsigned char *verdicts)
{
	struct walk outer = *walk;
	size_t bottom = walk->levels.n, code = 0;

	walk->outline = outline;
	walk->path = path;
	walk->verdicts = verdicts;
	for (size_t i = 0; i < outline->tokens.directives.n; i++) {
		const struct directive *directive = &outline->tokens.directives.items[i];

		visit(walk, &code, directive->first, directive->last);
		if (is_note(&outline->tokens, directive))
			walk_directive(walk, i, bottom);
	}
	visit(walk, &code, outline->tokens.n, outline->tokens.n);
	walk->levels.n = bottom;
	walk->outline = outer.outline;
	walk->path = outer.path;
	walk->verdicts = outer.verdicts;
}

/* What the build command defines. */
static void walk_defines(struct walk *walk, const char *defines)
{
	struct outline outline;

	outline_read(&outline, defines, strlen(defines));
	walk->headers++;
	walk_file(walk, &outline, "", NULL);
	walk->headers--;
	outline_free(&outline);
}

void conditions_judge(const struct outline *outline, const char *path, const struct viewer *viewer,
		      unsigned char *verdicts)
{
	struct macros macros = {0};
	struct walk walk = { .viewer = viewer, .macros = &macros };

	if (viewer->headers && viewer->headers->defines)
		walk_defines(&walk, viewer->headers->defines);
	walk_file(&walk, outline, path, verdicts);
	free(walk.levels.items);
	macros_free(&macros);
}

static void blank(char *text, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (text[i] != '\n' && text[i] != '\r')
			text[i] = ' ';
}

/* True if the tree has an answer for all branches of the #if. */
static bool is_answered(const struct outline *outline, const unsigned char *verdicts, size_t first)
{
	for (size_t i = 0; i < outline->branches.n; i++)
		if (outline->branches.items[i].first == first && verdicts[i] != VERDICT_IN &&
		    verdicts[i] != VERDICT_OUT)
			return false;
	return true;
}

/* The lines of the #if that open the branch, and the #endif or whatever ends it. */
static void blank_lines(const struct outline *outline, const struct branch *branch, char *text)
{
	const struct directive *directives = outline->tokens.directives.items;
	size_t end = branch->directive;

	blank(text, directives[branch->directive].begin, directives[branch->directive].end);
	while (end < outline->tokens.directives.n && directives[end].begin < branch->end)
		end++;
	if (end < outline->tokens.directives.n)
		blank(text, directives[end].begin, directives[end].end);
}

char *conditions_narrow(const struct outline *outline, const unsigned char *verdicts)
{
	char *text = mem_strndup(outline->tokens.text, outline->tokens.length);

	for (size_t i = 0; i < outline->branches.n; i++) {
		const struct branch *branch = &outline->branches.items[i];

		if (verdicts[i] == VERDICT_OUT)
			blank(text, branch->begin, branch->end);
		if (is_answered(outline, verdicts, branch->first))
			blank_lines(outline, branch, text);
	}
	return text;
}

bool branch_is_beside(const struct outline *outline, size_t branch, size_t offset)
{
	size_t first = outline->branches.items[branch].first;
	size_t other = outline_branch_at(outline, offset);

	for (; other != NO_TOKEN; other = outline->branches.items[other].parent)
		if (other != branch && outline->branches.items[other].first == first)
			return true;
	return false;
}
