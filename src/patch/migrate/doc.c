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

/* Where the line begins whose text begins at label, behind blanks and stars; NULL: other text does. */
static const char *line_of(const char *text, const char *label)
{
	while (label > text && strchr(" \t*", label[-1]))
		label--;
	return label > text && label[-1] == '\n' ? label : NULL;
}

/* True if no text follows in the next line that may belong to the description that ends at stop. */
static bool ends_there(const char *stop)
{
	const char *at = strchr(stop, '\n');

	at = at ? at + 1 + strspn(at + 1, " \t*") : stop;
	return *at == '@' || *at == '\r' || *at == '\n' || *at == '/';
}

/* Takes out the lines that describe a parameter. */
static void drop_description(struct buf *text, const char *name)
{
	const char *end = text->data + text->length;
	const char *label = kernel_doc_label(text->data, end, name);
	const char *line = label ? line_of(text->data, label) : NULL;
	const char *stop = line ? kernel_doc_description_end(label, end) : NULL;
	const char *next = stop ? memchr(stop, '\n', (size_t)(end - stop)) : NULL;
	struct buf changed = {0};

	if (!next || !ends_there(stop))
		return;
	buf_add(&changed, text->data, (size_t)(line - text->data));
	buf_puts(&changed, next + 1);
	buf_free(text);
	*text = changed;
}

/* The first parameter that goes and that the text names with an @, or NULL. */
static const char *spoken_of(struct source *source, const char *text, const struct parameter_list *list,
			     const struct parameters *parameters)
{
	for (size_t i = 0; i < list->call.n; i++) {
		const char *at = text, *name = list->names[i];

		while (!parameters_keep(parameters, i) && *name && (at = find_word(text, at, name))) {
			if (at > text && at[-1] == '@')
				return arena_printf(&source->arena, "%s", name);
			at++;
		}
	}
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
	*speaks_of = spoken_of(source, text.data, list, parameters);
	replace_word(&text, parameters->callee, parameters->successor);
	followed = text.length == token->length &&
		   !memcmp(text.data, source->text.data + token->offset, token->length) ?
		NULL : arena_printf(&source->arena, "%s", text.data);
	buf_free(&text);
	return followed;
}
