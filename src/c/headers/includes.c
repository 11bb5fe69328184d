// SPDX-License-Identifier: GPL-2.0-only
#include "c/headers/includes.h"

#include "c/outline/token.h"
#include "kernel/scan/scan.h"

#include <string.h>

const char *includes_next(const char *text, const char *at, size_t *length)
{
	while ((at = strstr(at, "include"))) {
		const char *before = at, *name = at + strlen("include");

		while (before > text && (before[-1] == ' ' || before[-1] == '\t'))
			before--;
		name += strspn(name, " \t");
		at = name;
		if (before == text || before[-1] != '#' || *name != '"')
			continue;
		*length = strcspn(++name, "\"\n");
		return name;
	}
	return NULL;
}

bool includes_define_leading(const char *path, const char *text)
{
	struct token_list tokens = {0};
	struct scanned_file file;
	bool found = false;

	scan_text(path, text, strlen(text), &file);
	if (file.n_mentions)
		tokenize(text, strlen(text), &tokens);
	for (size_t i = 0; i < file.n_mentions && !found; i++) {
		size_t token = token_at(&tokens, file.mentions[i].offset);

		found = token < tokens.n && tokens.items[token].directive &&
			!token_is_comment(&tokens.items[token]);
	}
	token_list_free(&tokens);
	scanned_file_free(&file);
	return found;
}
