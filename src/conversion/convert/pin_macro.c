// SPDX-License-Identifier: GPL-2.0-only
/* Macros of a driver's own that only say something about a page. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/pages/page_call.h"
#include "conversion/convert/pin_private.h"

/* A macro of macros of macros is followed no further. */
#define MAX_DEPTH 4

static bool only_reads(const struct source *source, size_t name, unsigned depth);

static bool is_harmless_call(const struct source *source, size_t i, unsigned depth)
{
	static const char *const words[] = { "if", "while", "for", "switch", "sizeof", "likely", "unlikely" };
	const struct token_list *tokens = &source->outline.tokens;
	enum page_effect effect = page_effect_of(tokens, i);

	return token_is_any(tokens, i, words, ARRAY_SIZE(words)) || effect == PAGE_EFFECT_READS ||
	       effect == PAGE_EFFECT_DEVICE || only_reads(source, i, depth + 1);
}

/* Tokens of a macro's body: calls that read, and nothing is kept or handed on. */
static bool is_harmless(const struct source *source, size_t first, size_t last, unsigned depth)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = first; i < last; i++) {
		if (is_assignment(tokens, i) || token_is(tokens, i, "return") || token_is(tokens, i, "asm"))
			return false;
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && i + 1 < last && token_is(tokens, i + 1, "(") &&
		    !is_harmless_call(source, i, depth))
			return false;
	}
	return true;
}

/* All #defines of the name at a token; false: there is none, or one that does more. */
static bool only_reads(const struct source *source, size_t name, unsigned depth)
{
	const struct token_list *tokens = &source->outline.tokens;
	bool found = false;

	for (size_t i = 0; i < tokens->n && depth < MAX_DEPTH; i++) {
		const struct directive *directive;
		size_t open = i + 1;

		if (!same_token_text(tokens, i, name) || !token_defines_macro(tokens, i))
			continue;
		directive = &tokens->directives.items[tokens->items[i].directive - 1];
		if (!token_is(tokens, open, "(") || outline_closing(&source->outline, open) == NO_TOKEN ||
		    !is_harmless(source, outline_closing(&source->outline, open) + 1, directive->last, depth))
			return false;
		found = true;
	}
	return found;
}

bool pin_macro_only_reads(const struct source *source, size_t name)
{
	return only_reads(source, name, 0);
}
