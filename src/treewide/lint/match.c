// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/lint/match.h"

#include "base/data/mem.h"
#include "kernel/api/symbol.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool same_call(const struct finding *a, const struct finding *b)
{
	return !strcmp(a->rule, b->rule) && !strcmp(a->callee, b->callee);
}

static bool same_place(const struct finding *a, const struct finding *b)
{
	return !strcmp(a->path, b->path) && !strcmp(a->function, b->function);
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	return same_call(a, b) && same_place(a, b) && !strcmp(a->text, b->text);
}

static bool is_moved(const struct finding *a, const struct finding *b)
{
	return same_call(a, b) && !strcmp(a->text, b->text);
}

/* A token of a call's text, which has a blank between each two. */
struct word {
	const char *text;
	size_t length;
};

struct words {
	struct word *items;
	size_t n, capacity;
};

static void split(const char *text, struct words *words)
{
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		struct word word = { text, strcspn(text, " ") };

		VEC_PUSH(words, word);
		text += word.length;
	}
}

static bool same_word(const struct word *a, const struct word *b)
{
	return a->length == b->length && !memcmp(a->text, b->text, a->length);
}

/* Something that authors rename: no number, no FOLL_WRITE. */
static bool is_variable(const struct word *word)
{
	bool lower = false;

	if (!isalpha((unsigned char)*word->text) && *word->text != '_')
		return false;
	for (size_t i = 0; i < word->length; i++)
		lower |= islower((unsigned char)word->text[i]) != 0;
	return lower;
}

/* Word i of both: where the one stood before, the other did. */
static bool is_renamed_word(const struct words *a, const struct words *b, size_t i)
{
	if (!is_variable(&a->items[i]) || !is_variable(&b->items[i]))
		return same_word(&a->items[i], &b->items[i]);
	for (size_t j = 0; j < i; j++)
		if (same_word(&a->items[i], &a->items[j]) != same_word(&b->items[i], &b->items[j]))
			return false;
	return true;
}

static bool is_renamed_text(const char *a, const char *b)
{
	struct words left = {0}, right = {0};
	bool same;

	split(a, &left);
	split(b, &right);
	same = left.n == right.n;
	for (size_t i = 0; same && i < left.n; i++)
		same = is_renamed_word(&left, &right, i);
	free(left.items);
	free(right.items);
	return same;
}

static bool is_renamed(const struct finding *a, const struct finding *b)
{
	return same_call(a, b) && same_place(a, b) && is_renamed_text(a->text, b->text);
}

/* A driver's own function, which hands out pages and may be renamed with the rest; the family's is not. */
static bool is_renamed_wrapper(const struct finding *a, const struct finding *b)
{
	return !strcmp(a->rule, b->rule) && *a->callee && *b->callee &&
	       !symbol_find(a->callee, strlen(a->callee)) && !symbol_find(b->callee, strlen(b->callee)) &&
	       is_renamed_text(a->text, b->text);
}

/* Marks pairs that agree, each finding in one pair at most. */
static void pair(const struct finding_list *old, bool *used, const struct finding_list *findings,
		 bool *known, bool (*agree)(const struct finding *a, const struct finding *b))
{
	for (size_t i = 0; i < findings->n; i++) {
		for (size_t j = 0; j < old->n && !known[i]; j++) {
			if (used[j] || !agree(&old->items[j], &findings->items[i]))
				continue;
			used[j] = known[i] = true;
		}
	}
}

void match_findings(const struct finding_list *old, struct finding_list *findings)
{
	static bool (*const ways[])(const struct finding *, const struct finding *) = {
		is_same, is_moved, is_renamed, is_renamed_wrapper,
	};
	bool *used = mem_calloc(old->n + 1, sizeof(*used));
	bool *known = mem_calloc(findings->n + 1, sizeof(*known));
	struct finding_list kept = {0}, dropped = {0};

	for (size_t w = 0; w < ARRAY_SIZE(ways); w++)
		pair(old, used, findings, known, ways[w]);
	for (size_t i = 0; i < findings->n; i++)
		VEC_PUSH(known[i] ? &dropped : &kept, findings->items[i]);
	free(findings->items);
	*findings = kept;
	finding_list_free(&dropped);
	free(used);
	free(known);
}

/* A line of a source without its blanks; "" when there is none. The caller frees it. */
static char *line_text(const struct run *run, const struct unanalysed *unanalysed)
{
	const struct source *source = run_source(run, unanalysed->path);
	struct buf text = {0};
	uint32_t line = 1;

	for (size_t i = 0; source && i < source->text.length && line <= unanalysed->line; i++) {
		char c = source->text.data[i];

		if (line == unanalysed->line && !isspace((unsigned char)c))
			buf_add(&text, &c, 1);
		line += c == '\n';
	}
	return buf_take(&text);
}

/* What one state left unanalysed. */
struct side {
	const struct unanalysed *items;
	size_t n;
	char **texts;			/* of their lines; NULL for a whole file */
	bool *paired;
};

static struct side side_of(const struct run *run)
{
	struct side side = { .items = run->result.unanalysed.items, .n = run->result.unanalysed.n };

	side.texts = mem_calloc(side.n + 1, sizeof(*side.texts));
	side.paired = mem_calloc(side.n + 1, sizeof(*side.paired));
	for (size_t i = 0; i < side.n; i++)
		if (side.items[i].line)
			side.texts[i] = line_text(run, &side.items[i]);
	return side;
}

static void side_free(struct side *side)
{
	for (size_t i = 0; i < side->n; i++)
		free(side->texts[i]);
	free(side->texts);
	free(side->paired);
}

enum paths { SAME_PATH, ANY_PATH };

static bool is_as_before(const struct side *old, size_t i, const struct side *new, size_t j,
			 enum paths paths)
{
	return old->texts[i] && new->texts[j] && !strcmp(old->texts[i], new->texts[j]) &&
	       !strcmp(old->items[i].reason, new->items[j].reason) &&
	       (paths == ANY_PATH || !strcmp(old->items[i].path, new->items[j].path));
}

/* As pair() does with findings. */
static void pair_lines(struct side *old, struct side *new, enum paths paths)
{
	for (size_t j = 0; j < new->n; j++) {
		for (size_t i = 0; i < old->n && !new->paired[j]; i++) {
			if (!old->paired[i] && is_as_before(old, i, new, j, paths))
				old->paired[i] = new->paired[j] = true;
		}
	}
}

void match_unanalysed(const struct run *old, struct run *run)
{
	struct side before = side_of(old), now = side_of(run);
	struct result *result = &run->result;
	size_t kept = 0;

	pair_lines(&before, &now, SAME_PATH);
	pair_lines(&before, &now, ANY_PATH);
	for (size_t i = 0; i < now.n; i++) {
		struct unanalysed unanalysed = result->unanalysed.items[i];

		if (now.paired[i])
			VEC_PUSH(&result->unanalysed_before, unanalysed);
		else
			result->unanalysed.items[kept++] = unanalysed;
	}
	result->unanalysed.n = kept;
	side_free(&before);
	side_free(&now);
}
