// SPDX-License-Identifier: GPL-2.0-only
#include "syntax/source.h"

#include "api/api.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

/* The file was read before, by the scan; in between it may have changed. */
static bool holds_mentions(const struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++) {
		const struct mention *mention = &source->file->mentions[i];
		size_t length = strlen(mention->name->name);

		if (mention->offset + length > source->text.length ||
		    memcmp(source->text.data + mention->offset, mention->name->name, length))
			return false;
	}
	return true;
}

static void classify(struct source *source)
{
	const struct scanned_file *file = source->file;

	outline_read(&source->outline, source->text.data, source->text.length);
	source->tokens = mem_calloc(file->n_mentions, sizeof(*source->tokens));
	source->forms = mem_calloc(file->n_mentions, sizeof(*source->forms));
	for (size_t i = 0; i < file->n_mentions; i++) {
		size_t token = token_at(&source->outline.tokens, file->mentions[i].offset);

		source->tokens[i] = token;
		/* Between tokens is what the tokenizer took for blanks: NUL bytes. */
		source->forms[i] = token < source->outline.tokens.n ?
			form_of(&source->outline, token) : FORM_COMMENT;
	}
}

int source_open(struct source *source, const char *root, const struct scanned_file *file,
		struct err *err)
{
	char *full = path_join(root, file->path);
	int status;

	*source = (struct source){ .path = file->path, .file = file };
	status = buf_read_file(&source->text, full, err);
	free(full);
	if (!status && !holds_mentions(source))
		status = err_set(err, "%s: changed while it was read; run again", file->path);
	if (status) {
		buf_free(&source->text);
		return -1;
	}
	classify(source);
	return 0;
}

void source_from_text(struct source *source, const struct scanned_file *file, const char *text,
		      size_t length)
{
	*source = (struct source){ .path = file->path, .file = file };
	buf_add(&source->text, text, length);
	classify(source);
}

void source_close(struct source *source)
{
	outline_free(&source->outline);
	buf_free(&source->text);
	free(source->tokens);
	free(source->forms);
	arena_free(&source->arena);
	*source = (struct source){0};
}

const char *source_function_name(const struct source *source, size_t token)
{
	const struct function *function = outline_function_at(&source->outline, token);

	return function ? function->name : "";
}

void source_position(const struct source *source, size_t offset, uint32_t *line, uint32_t *column)
{
	const char *start = source->text.data, *at = start + offset, *newline;

	*line = 1;
	while ((newline = memchr(start, '\n', (size_t)(at - start)))) {
		start = newline + 1;
		(*line)++;
	}
	*column = (uint32_t)(at - start) + 1;
}
