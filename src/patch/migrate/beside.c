// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/beside.h"

#include "base/data/mem.h"
#include "c/syntax/call.h"
#include "patch/engines/compare.h"

#include <stdlib.h>
#include <string.h>

/* One engine's text, and how far it was read. */
struct side {
	struct token_list tokens;
	size_t at;
};

/* Tokens [first, last) of a side. */
struct part {
	size_t first, last;
};

struct walk {
	struct source *old;
	struct side own, other;
	struct comparison *comparison;
};

static bool same_token(const struct token_list *a, size_t i, const struct token_list *b, size_t j)
{
	return i < a->n && j < b->n && token_is_same(a, i, b, j);
}

static size_t skip_comments(const struct token_list *tokens, size_t i)
{
	while (i < tokens->n && token_is_comment(&tokens->items[i]))
		i++;
	return i;
}

/* Takes a whole call from the side: a name and its parentheses. False: none stands there. */
static bool take_call(struct side *side, struct part *part)
{
	size_t depth = 0, i = skip_comments(&side->tokens, side->at);

	part->first = i;
	if (i >= side->tokens.n || side->tokens.items[i].kind != TOKEN_IDENTIFIER)
		return false;
	for (i = skip_comments(&side->tokens, i + 1); i < side->tokens.n; i++) {
		depth += token_is(&side->tokens, i, "(");
		if (!depth)
			return false;
		if (token_is(&side->tokens, i, ")") && !--depth)
			break;
	}
	side->at = part->last = i + 1;
	return i < side->tokens.n;
}

/* Takes the old token from the side; false: another one stands there. */
static bool take_token(struct side *side, const struct token_list *old, size_t i)
{
	side->at = skip_comments(&side->tokens, side->at);
	return same_token(old, i, &side->tokens, side->at) && ++side->at;
}

static char *text_of(const struct token_list *tokens, struct part part)
{
	size_t begin, end;

	if (part.first >= part.last || part.last > tokens->n)
		return mem_strdup("");
	begin = tokens->items[part.first].offset;
	end = tokens->items[part.last - 1].offset + tokens->items[part.last - 1].length;
	return mem_strndup(tokens->text + begin, end - begin);
}

/* The same but for parentheses that change nothing. */
static bool say_the_same(const struct walk *walk, struct part own, struct part other)
{
	char *left = text_of(&walk->own.tokens, own), *right = text_of(&walk->other.tokens, other);
	bool same = calls_say_the_same(left, right);

	free(left);
	free(right);
	return same;
}

static enum verdict verdict_on(const struct walk *walk, struct part old, struct part own, struct part other)
{
	const struct token_list *tokens = &walk->old->outline.tokens;

	if (same_code(&walk->own.tokens, own.first, own.last, &walk->other.tokens, other.first, other.last))
		return VERDICT_AGREED;
	if (same_code(tokens, old.first, old.last, &walk->other.tokens, other.first, other.last))
		return VERDICT_ONLY_CLANG;
	if (same_code(tokens, old.first, old.last, &walk->own.tokens, own.first, own.last))
		return VERDICT_ONLY_COCCI;
	return say_the_same(walk, own, other) ? VERDICT_OTHER_TEXT : VERDICT_OTHER_MEANING;
}

static void add(struct walk *walk, enum place_kind kind, const char *callee, struct part old, struct part own,
		struct part other)
{
	const struct token_list *tokens = &walk->old->outline.tokens;
	struct difference difference = {
		.verdict = verdict_on(walk, old, own, other), .kind = kind, .callee = callee,
		.begin = tokens->items[old.first].offset,
		.end = tokens->items[old.last - 1].offset + tokens->items[old.last - 1].length,
	};

	walk->comparison->counts[difference.verdict]++;
	if (difference.verdict == VERDICT_AGREED)
		return;
	source_position(walk->old, difference.begin, &difference.line, &difference.column);
	difference.path = mem_strdup(walk->old->path);
	difference.function = mem_strdup(source_function_name(walk->old, old.first));
	difference.clang = text_of(&walk->own.tokens, own);
	difference.cocci = text_of(&walk->other.tokens, other);
	VEC_PUSH(walk->comparison, difference);
}

/* The mention at the token if it is a call, and its last token; NULL: it is none. */
static const struct mention *call_at(const struct walk *walk, size_t token, size_t *close)
{
	const struct source *old = walk->old;

	for (size_t i = 0; i < old->file->n_mentions; i++) {
		if (old->tokens[i] != token || !source_is_call(old, i))
			continue;
		*close = outline_closing(&old->outline, token_next(&old->outline.tokens, token));
		return *close == NO_TOKEN ? NULL : &old->file->mentions[i];
	}
	return NULL;
}

/* Goes on behind old token i; false: the two texts do not go together any more. */
static bool step(struct walk *walk, size_t *i)
{
	const struct token_list *tokens = &walk->old->outline.tokens;
	const struct mention *mention;
	struct part own, other;
	size_t close;

	if (token_is_comment(&tokens->items[*i])) {
		++*i;
		return true;
	}
	mention = call_at(walk, *i, &close);
	if (!mention)
		return take_token(&walk->own, tokens, *i) && take_token(&walk->other, tokens, *i) && ++*i;
	if (!take_call(&walk->own, &own) || !take_call(&walk->other, &other))
		return false;
	add(walk, PLACE_CALL, mention->symbol->name, (struct part){ *i, close + 1 }, own, other);
	*i = close + 1;
	return true;
}

void compare_texts(struct source *old, const struct buf *own, const struct buf *other,
		   struct comparison *comparison)
{
	struct walk walk = { .old = old, .comparison = comparison };
	size_t n = old->outline.tokens.n;

	tokenize(own->data, own->length, &walk.own.tokens);
	tokenize(other->data, other->length, &walk.other.tokens);
	for (size_t i = 0; i < n;) {
		if (step(&walk, &i))
			continue;
		add(&walk, PLACE_BODY, "", (struct part){ i, i + 1 },
		    (struct part){ walk.own.at, walk.own.at + 1 },
		    (struct part){ walk.other.at, walk.other.at + 1 });
		break;
	}
	token_list_free(&walk.own.tokens);
	token_list_free(&walk.other.tokens);
}
