// SPDX-License-Identifier: GPL-2.0-only
/* `guptidy: allow`: single comments, and what those of a whole text allow. */
#include "check/rules/rule.h"
#include "check/triage/allow.h"
#include "check/triage/comment.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static void read_comment(const char *text, size_t length)
{
	struct permit_list permits = {0};

	comment_read(text, length, &permits);
	for (size_t i = 0; i < permits.n; i++) {
		FUZZ_CHECK(permits.items[i].reason && !strchr(permits.items[i].reason, '\n'));
		for (size_t r = 0; r < permits.items[i].rules.n; r++)
			FUZZ_CHECK(*permits.items[i].rules.items[r]);
	}
	permit_list_free(&permits);
}

/* Each comment as a block of its own, so that a read behind its end is seen. */
static void read_comments(const struct token_list *tokens)
{
	for (size_t i = 0; i < tokens->n; i++) {
		size_t length = tokens->items[i].length;
		char *copy;

		if (!token_is_comment(&tokens->items[i]))
			continue;
		copy = malloc(length);
		memcpy(copy, tokens->text + tokens->items[i].offset, length);
		read_comment(copy, length);
		free(copy);
	}
}

static void read_allows(struct source *source)
{
	struct finding_list findings = {0};
	struct allow_list list = {0};

	allow_read(source, &list, &findings);
	for (size_t i = 0; i < list.n; i++) {
		FUZZ_CHECK(list.items[i].first && list.items[i].first <= list.items[i].last);
		FUZZ_CHECK(!list.items[i].below || list.items[i].below >= list.items[i].last);
	}
	for (size_t i = 0; i < source->file->n_mentions; i++) {
		const struct mention *mention = &source->file->mentions[i];
		struct finding finding = {
			.rule = rules[i % 3]->name, .line = mention->line, .column = mention->column,
			.end_line = mention->line, .end_column = mention->column,
		};

		if (source_is_call(source, i))	/* as all findings are about */
			allow_reason(&list, source, &finding);
	}
	allow_report_unused(&list, source, &findings);
	finding_list_free(&findings);
	allow_list_free(&list);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct scanned_file file;
	struct source source;

	scan_text("drivers/fuzz.c", copy.data, copy.length, &file);
	source_from_text(&source, &file, copy.data, copy.length);
	read_comments(&source.outline.tokens);
	read_allows(&source);
	source_close(&source);
	scanned_file_free(&file);
	fuzz_text_free(&copy);
}
