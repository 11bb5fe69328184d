// SPDX-License-Identifier: GPL-2.0-only
#include "contract/hold/release.h"

#include "base/data/mem.h"

static const struct release releases[] = {
#define RELEASE(name, kind, operand) { #name, sizeof(#name) - 1, HOLD_KIND_##kind, RELEASES_##operand },
#include "contract/hold/releases.def"
};

const struct release *release_at(const struct token_list *tokens, size_t i)
{
	const struct token *token = &tokens->items[i];

	/* Whole files are asked, token by token. */
	if (i >= tokens->n || token->kind != TOKEN_IDENTIFIER)
		return NULL;
	for (size_t k = 0; k < ARRAY_SIZE(releases); k++)
		if (token->length == releases[k].length && token_is(tokens, i, releases[k].name))
			return &releases[k];
	return NULL;
}

enum hold_kind release_kind(const struct token_list *tokens, size_t i)
{
	const struct release *release = release_at(tokens, i);

	return release && token_is(tokens, token_next(tokens, i), "(") ? release->kind :
									 HOLD_KIND_NONE;
}

void release_add_words(struct source *source, struct word_set *words)
{
	(void)source;
	for (size_t k = 0; k < ARRAY_SIZE(releases); k++)
		word_set_add_text(words, releases[k].name);
}

static bool is_release(struct source *source, size_t i)
{
	return release_at(&source->outline.tokens, i) != NULL;
}

const struct marks *release_calls(struct source *source)
{
	static const struct mark mark = { MARK_SLOT, is_release, true, release_add_words };

	return marks_of(source, &mark);
}
