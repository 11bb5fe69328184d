// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/pieces.h"

#include "base/data/mem.h"

#include <git2.h>

size_t mention_close(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = token_next(tokens, source->tokens[i]);

	return token_is(tokens, open, "(") ? outline_closing(&source->outline, open) : NO_TOKEN;
}

void pieces_read(const struct source *source, const bool *is_whole, struct piece_list *pieces)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t mention = 0;

	for (size_t i = 0; i < tokens->n;) {
		struct piece piece = { .first = i, .last = i + 1, .mention = NO_TOKEN };

		while (mention < source->file->n_mentions && source->tokens[mention] < i)
			mention++;
		if (mention < source->file->n_mentions && source->tokens[mention] == i &&
		    is_whole[mention]) {
			piece.mention = mention;
			piece.last = mention_close(source, mention) + 1;
		}
		if (!token_is_comment(&tokens->items[i]))
			VEC_PUSH(pieces, piece);
		i = piece.last;
	}
}

/* A line for each piece, as libgit2 compares lines. */
static struct buf lines_of(const struct source *source, const struct piece_list *pieces)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct buf lines = {0};

	for (size_t i = 0; i < pieces->n; i++) {
		const struct token *token = &tokens->items[pieces->items[i].first];

		if (pieces->items[i].mention != NO_TOKEN)
			buf_printf(&lines, "mention %zu", pieces->items[i].mention);
		for (size_t at = 0; at < token->length && pieces->items[i].mention == NO_TOKEN; at++) {
			char byte = source->text.data[token->offset + at];

			/* A string can go over lines. */
			buf_add(&lines, byte == '\n' ? " " : &byte, 1);
		}
		buf_puts(&lines, "\n");
	}
	return lines;
}

static int take_hunk(const git_diff_delta *delta, const git_diff_hunk *found, void *data)
{
	struct hunk_list *hunks = data;
	/* Lines are counted from 1; where none are, git names the line in front. */
	struct hunk hunk = {
		.old_first = (size_t)found->old_start - (found->old_lines > 0),
		.new_first = (size_t)found->new_start - (found->new_lines > 0),
	};

	(void)delta;
	hunk.old_last = hunk.old_first + (size_t)found->old_lines;
	hunk.new_last = hunk.new_first + (size_t)found->new_lines;
	VEC_PUSH(hunks, hunk);
	return 0;
}

int pieces_compare(const struct source *old, const struct piece_list *old_pieces,
		  const struct source *new, const struct piece_list *new_pieces,
		  struct hunk_list *hunks)
{
	struct buf old_lines = lines_of(old, old_pieces), new_lines = lines_of(new, new_pieces);
	git_diff_options options;
	int status = -1;

	if (git_libgit2_init() < 0)
		goto out;
	if (!git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION)) {
		options.flags = GIT_DIFF_FORCE_TEXT;
		options.context_lines = 0;
		options.max_size = -1;
		status = git_diff_buffers(old_lines.data, old_lines.length, NULL, new_lines.data,
					  new_lines.length, NULL, &options, NULL, NULL, take_hunk,
					  NULL, hunks);
	}
	git_libgit2_shutdown();
out:
	buf_free(&old_lines);
	buf_free(&new_lines);
	return status ? -1 : 0;
}
