// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/doc.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/outline/kernel_doc.h"

#include <ctype.h>
#include <string.h>

static bool is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The next place at or behind `at` where the word stands, or NULL. */
static const char *find_word(const char *text, const char *at, const char *word)
{
	size_t length = strlen(word);

	for (; (at = strstr(at, word)); at++)
		if ((at == text || !is_word_byte(at[-1])) && !is_word_byte(at[length]))
			return at;
	return NULL;
}

/* The text with another word in each place of the first one. */
static void replace_word(struct buf *text, const char *word, const char *by)
{
	struct buf changed = {0};
	const char *at = text->data, *found;

	while ((found = find_word(text->data, at, word))) {
		buf_add(&changed, at, (size_t)(found - at));
		buf_puts(&changed, by);
		at = found + strlen(word);
	}
	buf_puts(&changed, at);
	buf_free(text);
	*text = changed;
}

/* Takes out the lines that describe a parameter. */
static void drop_description(struct buf *text, const char *name)
{
	const char *end = text->data + text->length, *begin, *behind;
	struct buf changed = {0};

	if (!kernel_doc_lines(text->data, end, name, &begin, &behind))
		return;
	buf_add(&changed, text->data, (size_t)(begin - text->data));
	buf_puts(&changed, behind);
	buf_free(text);
	*text = changed;
}

/* The first parameter that goes and that the text names with an @, or NULL. */
static const char *spoken_of(struct source *source, const struct buf *text, const struct parameter_list *list,
			     const struct parameters *parameters)
{
	for (size_t i = 0; i < list->call.n; i++)
		if (!parameters_keep(parameters, i) && *list->names[i] &&
		    kernel_doc_names(text->data, text->data + text->length, list->names[i]))
			return arena_printf(&source->arena, "%s", list->names[i]);
	return NULL;
}

const char *doc_followed(struct source *source, size_t doc, const struct parameter_list *list,
			 const struct parameters *parameters, const char **speaks_of)
{
	const struct token *token = &source->outline.tokens.items[doc];
	struct buf text = {0};
	const char *followed;

	buf_add(&text, source->text.data + token->offset, token->length);
	for (size_t i = 0; i < list->call.n; i++)
		if (!parameters_keep(parameters, i) && *list->names[i])
			drop_description(&text, list->names[i]);
	*speaks_of = spoken_of(source, &text, list, parameters);
	replace_word(&text, parameters->callee, parameters->successor);
	followed = text.length == token->length &&
		   !memcmp(text.data, source->text.data + token->offset, token->length) ?
		NULL : arena_printf(&source->arena, "%s", text.data);
	buf_free(&text);
	return followed;
}
