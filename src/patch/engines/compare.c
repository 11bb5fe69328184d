// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/compare.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/syntax/call.h"

#include <stdlib.h>
#include <string.h>

/* Edits of one file. */
struct edits {
	const struct edit *items;
	size_t n;
};

struct place {
	size_t begin, end;
	enum place_kind kind;
	size_t mention;			/* or NO_TOKEN */
};

struct place_list {
	struct place *items;		/* by begin; they do not overlap */
	size_t n, capacity;
};

static struct edits edits_of(const struct edit_list *list, const char *path)
{
	struct edits edits = {0};

	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->items[i].path, path))
			continue;
		if (!edits.n)
			edits.items = &list->items[i];
		edits.n++;
	}
	return edits;
}

/* The first token at or behind a byte in front of end, or tokens->n: an edit can begin with blanks. */
static size_t first_token(const struct token_list *tokens, size_t begin, size_t end)
{
	size_t token = token_at(tokens, begin);

	while (token == tokens->n && ++begin < end)
		token = token_at(tokens, begin);
	return token;
}

static size_t edit_end(const struct edit *edit)
{
	return edit->offset + strlen(edit->old_text);
}

/* The list in parentheses behind a mention's name; false: the mention has none. */
static bool place_of_mention(const struct source *source, size_t i, struct place *place)
{
	const struct token_list *tokens = &source->outline.tokens;
	bool is_call = source_is_call(source, i);
	size_t open, close;

	if (!is_call && source->forms[i] != FORM_DECLARATION && source->forms[i] != FORM_DEFINITION)
		return false;
	open = token_next(tokens, source->tokens[i]);
	close = token_is(tokens, open, "(") ? outline_closing(&source->outline, open) : NO_TOKEN;
	if (close == NO_TOKEN)
		return false;
	*place = (struct place){
		.begin = source->file->mentions[i].offset,
		.end = (size_t)tokens->items[close].offset + 1, .mention = i,
		.kind = is_call ? PLACE_CALL : source->forms[i] == FORM_DECLARATION ?
			PLACE_DECLARATION : PLACE_DEFINITION,
	};
	return true;
}

static int place_order(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->begin != right->begin)
		return left->begin < right->begin ? -1 : 1;
	/* Of two that begin together the longer one holds the other. */
	return left->end > right->end ? -1 : left->end < right->end;
}

/* Overlapping places become one. */
static void merge_places(struct place_list *places)
{
	size_t kept = 0;

	qsort(places->items, places->n, sizeof(*places->items), place_order);
	for (size_t i = 1; i < places->n; i++) {
		struct place *last = &places->items[kept];

		if (places->items[i].begin >= last->end)
			places->items[++kept] = places->items[i];
		else if (places->items[i].end > last->end)
			last->end = places->items[i].end;
	}
	places->n = kept + 1;
}

static void add_edits(const struct source *source, const struct edits *edits,
		      struct place_list *places)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < edits->n; i++) {
		size_t token = first_token(tokens, edits->items[i].offset,
					   edit_end(&edits->items[i]));
		bool in_comment = token < tokens->n && token_is_comment(&tokens->items[token]);
		struct place place = {
			.begin = edits->items[i].offset, .end = edit_end(&edits->items[i]),
			.kind = in_comment ? PLACE_COMMENT : PLACE_BODY, .mention = NO_TOKEN,
		};

		VEC_PUSH(places, place);
	}
}

static void find_places(const struct source *source, const struct edits *a, const struct edits *b,
			struct place_list *places)
{
	struct place place;

	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (place_of_mention(source, i, &place))
			VEC_PUSH(places, place);
	add_edits(source, a, places);
	add_edits(source, b, places);
	if (places->n)
		merge_places(places);
}

/* The place as the edits leave it; the caller frees it. */
static char *text_after(const struct source *source, const struct place *place,
			const struct edits *edits)
{
	struct buf text = {0};
	size_t at = place->begin;

	for (size_t i = 0; i < edits->n; i++) {
		const struct edit *edit = &edits->items[i];

		if (edit->offset < at || edit_end(edit) > place->end)
			continue;
		buf_add(&text, source->text.data + at, edit->offset - at);
		buf_puts(&text, edit->new_text);
		at = edit_end(edit);
	}
	buf_add(&text, source->text.data + at, place->end - at);
	return buf_take(&text);
}

static bool same_expr(const struct outline *left, const struct expr *a,
		      const struct outline *right, const struct expr *b);

static bool same_part(const struct outline *left, const struct expr *a,
		      const struct outline *right, const struct expr *b)
{
	return a && b ? same_expr(left, a, right, b) : !a && !b;
}

/* The same tree, whatever parentheses it is written with. */
static bool same_expr(const struct outline *left, const struct expr *a,
		      const struct outline *right, const struct expr *b)
{
	a = expr_bare(a);
	b = expr_bare(b);
	if (same_code(&left->tokens, a->first, a->last, &right->tokens, b->first, b->last))
		return true;
	if (a->kind != b->kind || a->n_arguments != b->n_arguments)
		return false;
	switch (a->kind) {
	case EXPR_TERNARY:
		break;
	case EXPR_UNARY:
	case EXPR_POSTFIX:
	case EXPR_BINARY:
	case EXPR_MEMBER:
		if (!same_code(&left->tokens, a->op, a->op + 1, &right->tokens, b->op, b->op + 1))
			return false;
		break;
	case EXPR_CALL:
	case EXPR_INDEX:
		break;
	default:
		return false;
	}
	for (size_t i = 0; i < a->n_arguments; i++)
		if (!same_expr(left, a->arguments[i], right, b->arguments[i]))
			return false;
	return same_part(left, a->condition, right, b->condition) &&
	       same_part(left, a->left, right, b->left) && same_part(left, a->right, right, b->right);
}

static bool same_call(const struct outline *left, const struct outline *right)
{
	struct arena arena = {0};
	struct call a, b;
	bool same = !call_read(left, 0, &arena, &a) && !call_read(right, 0, &arena, &b) &&
		    a.n == b.n && same_code(&left->tokens, 0, 1, &right->tokens, 0, 1);

	for (size_t i = 0; same && i < a.n; i++)
		same = same_expr(left, a.arguments[i], right, b.arguments[i]);
	arena_free(&arena);
	return same;
}

bool calls_say_the_same(const char *left, const char *right)
{
	struct outline outlines[2];
	bool same;

	outline_read(&outlines[0], left, strlen(left));
	outline_read(&outlines[1], right, strlen(right));
	same = outlines[0].tokens.n && outlines[1].tokens.n && same_call(&outlines[0], &outlines[1]);
	outline_free(&outlines[0]);
	outline_free(&outlines[1]);
	return same;
}

static bool same_whole_expr(const struct outline *left, const struct outline *right)
{
	struct arena arena = {0};
	const struct expr *a = expr_read(left, 0, left->tokens.n, &arena);
	const struct expr *b = expr_read(right, 0, right->tokens.n, &arena);
	bool same = a->kind != EXPR_BAD && b->kind != EXPR_BAD && same_expr(left, a, right, b);

	arena_free(&arena);
	return same;
}

/*
 * What decides which parentheses mean something: the parentheses around a place in a body, else
 * its statement from behind a return to the semicolon.
 */
static struct place context_of(const struct source *source, const struct place *place)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t token = first_token(tokens, place->begin, place->end), open, first, last;
	struct place context = *place;

	if (token == tokens->n)
		return context;
	open = outline_enclosing_parenthesis(outline, token);
	if (open != NO_TOKEN) {
		first = token_next(tokens, open);
		last = outline_closing(outline, open);
	} else {
		first = statement_begin(outline, token);
		if (token_is(tokens, first, "return"))
			first = token_next(tokens, first);
		for (last = token; last < tokens->n && !token_is(tokens, last, ";"); last++)
			;
	}
	if (first >= tokens->n || last >= tokens->n || tokens->items[first].offset > place->begin ||
	    tokens->items[last].offset < place->end)
		return *place;
	context.begin = tokens->items[first].offset;
	context.end = tokens->items[last].offset;
	return context;
}

/* In a macro's body all parentheses mean something: a name there may stand for any expression. */
static bool is_in_directive(const struct source *source, const struct place *place)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t token = first_token(tokens, place->begin, place->end);

	return token < tokens->n && tokens->items[token].directive;
}

/* Two changes of one place. */
static enum verdict compare_texts(const struct source *source, const struct place *place,
				  const char *clang, const char *cocci)
{
	bool is_macro = is_in_directive(source, place), same;
	struct outline left, right;

	outline_read(&left, clang, strlen(clang));
	outline_read(&right, cocci, strlen(cocci));
	same = same_code(&left.tokens, 0, left.tokens.n, &right.tokens, 0, right.tokens.n) ||
	       (!is_macro && place->kind == PLACE_CALL && same_call(&left, &right)) ||
	       (!is_macro && place->kind == PLACE_BODY && same_whole_expr(&left, &right));
	outline_free(&left);
	outline_free(&right);
	return same ? VERDICT_OTHER_TEXT : VERDICT_OTHER_MEANING;
}

static enum verdict judge_body(const struct source *source, const struct place *place,
			       const struct edits *clang, const struct edits *cocci)
{
	struct place context = context_of(source, place);
	char *left = text_after(source, &context, clang);
	char *right = text_after(source, &context, cocci);
	enum verdict verdict = compare_texts(source, place, left, right);

	free(left);
	free(right);
	return verdict;
}

static bool is_text_of(const struct source *source, const struct place *place, const char *text)
{
	size_t length = place->end - place->begin;

	return strlen(text) == length && !memcmp(text, source->text.data + place->begin, length);
}

static void add_difference(struct comparison *comparison, const struct source *source,
			   const struct place *place, enum verdict verdict, char *clang, char *cocci)
{
	size_t token = first_token(&source->outline.tokens, place->begin, place->end);
	struct difference difference = {
		.verdict = verdict, .kind = place->kind, .path = mem_strdup(source->path),
		.begin = place->begin, .end = place->end,
		.function = mem_strdup(token < source->outline.tokens.n ?
				       source_function_name(source, token) : ""),
		.callee = place->mention == NO_TOKEN ? "" :
			  source->file->mentions[place->mention].symbol->name,
		.clang = clang, .cocci = cocci,
	};

	source_position(source, place->begin, &difference.line, &difference.column);
	VEC_PUSH(comparison, difference);
}

static bool is_changed(const struct place *place, const struct edits *edits)
{
	for (size_t i = 0; i < edits->n; i++)
		if (edits->items[i].offset >= place->begin && edit_end(&edits->items[i]) <= place->end)
			return true;
	return false;
}

static void compare_place(struct comparison *comparison, const struct source *source,
			  const struct place *place, const struct edits *clang,
			  const struct edits *cocci)
{
	char *left, *right;
	enum verdict verdict;

	if (!is_changed(place, clang) && !is_changed(place, cocci))
		return;
	left = text_after(source, place, clang);
	right = text_after(source, place, cocci);
	if (!strcmp(left, right))
		verdict = VERDICT_AGREED;
	else if (is_text_of(source, place, right))
		verdict = VERDICT_ONLY_CLANG;
	else if (is_text_of(source, place, left))
		verdict = VERDICT_ONLY_COCCI;
	else if (place->kind == PLACE_BODY)
		verdict = judge_body(source, place, clang, cocci);
	else
		verdict = compare_texts(source, place, left, right);
	comparison->counts[verdict]++;
	if (verdict != VERDICT_AGREED) {
		add_difference(comparison, source, place, verdict, left, right);
		return;
	}
	free(left);
	free(right);
}

void compare_results(struct run *run, const struct result *other, struct comparison *comparison)
{
	*comparison = (struct comparison){0};
	for (size_t s = 0; s < run->n_sources; s++) {
		const struct source *source = &run->sources[s];
		struct edits clang = edits_of(&run->result.edits, source->path);
		struct edits cocci = edits_of(&other->edits, source->path);
		struct place_list places = {0};

		if (!clang.n && !cocci.n)
			continue;
		find_places(source, &clang, &cocci, &places);
		for (size_t i = 0; i < places.n; i++)
			compare_place(comparison, source, &places.items[i], &clang, &cocci);
		free(places.items);
	}
}
