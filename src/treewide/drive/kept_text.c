// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/kept_text.h"

#include "base/data/mem.h"
#include "base/files/keep.h"
#include "base/files/stamp.h"
#include "check/rules/rule.h"
#include "outcome/result/form.h"
#include "treewide/run/kept.h"
#include "treewide/work/cache.h"

#include <stdlib.h>
#include <string.h>

#define OPEN "open"			/* in the place of an answer: the compiler has to be asked */

/* "DIGITS ANSWER\n": the digest of a source, and what it told. */
struct kept_line {
	const char *digits, *answer;
	size_t length;			/* of the answer */
};

/* --- the file --- */

static bool is_kept(const struct run_options *options, enum goal goal)
{
	return goal == GOAL_CHECK && !options->always_ask && !options->command;
}

static void make_key(const struct run *run, const struct rule_set *rules, char *key)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, "text 1");
	digest_text(&digest, stamps_get(run->stamps, "/proc/self/exe"));
	digest_text(&digest, run->tree.version_text);
	digest_bytes(&digest, &run->version, sizeof(run->version));
	cache_digest_family(&digest, &run->family);
	cache_digest_rules(&digest, rules);
	digest_end(&digest, key);
}

static int by_digits(const void *a, const void *b)
{
	const struct kept_line *left = a, *right = b;

	return memcmp(left->digits, right->digits, DIGEST_LENGTH);
}

/* The line at *at, which goes on to the next one; false: there is none. */
static bool next_line(const char **at, struct kept_line *line)
{
	size_t length = *at ? strcspn(*at, "\n") : 0;

	if (length <= DIGEST_LENGTH || (*at)[length] != '\n' || (*at)[DIGEST_LENGTH] != ' ')
		return false;
	*line = (struct kept_line){
		.digits = *at, .answer = *at + DIGEST_LENGTH + 1,
		.length = length - DIGEST_LENGTH - 1,
	};
	*at += length + 1;
	return true;
}

/* What was told about these rules; false: nothing. */
static bool read_lines(struct kept_text *kept, const struct run *run, const struct run_options *options,
		       const struct rule_set *rules)
{
	char key[DIGEST_LENGTH + 1];
	struct kept_line line;
	const char *at;

	free(kept->path);
	kept->path = kept_file(run, options, rules, "text");
	make_key(run, rules, kept->key);
	if (!kept->path || !keep_read(kept->path, &kept->old, key))
		return false;
	if (strcmp(key, kept->key)) {
		buf_free(&kept->old);
		return false;
	}
	at = kept->old.data;
	while (next_line(&at, &line))
		VEC_PUSH(&kept->lines, line);
	if (kept->lines.n)
		qsort(kept->lines.items, kept->lines.n, sizeof(line), by_digits);
	return true;
}

void kept_text_open(struct kept_text *kept, const struct run *run, const struct run_options *options,
		    enum goal goal)
{
	*kept = (struct kept_text){0};
	if (!is_kept(options, goal))
		return;
	if (!read_lines(kept, run, options, NULL)) {
		if (options->rules)
			read_lines(kept, run, options, options->rules);
	} else if (options->rules) {
		/* What all rules told serves as well, and stays as it is. */
		free(kept->path);
		kept->path = NULL;
	}
}

/* Lines that nobody used are of sources that are gone, or have other bytes by now. */
void kept_text_close(struct kept_text *kept)
{
	if (kept->path && (kept->has_news || kept->n_used < kept->lines.n))
		keep_write(kept->path, kept->key, kept->new.data ? kept->new.data : "",
			   kept->new.length);
	buf_free(&kept->old);
	buf_free(&kept->new);
	free(kept->lines.items);
	free(kept->path);
	*kept = (struct kept_text){0};
}

/* --- one source --- */

/* What a source's macros bring in hangs on headers: it is read anew. */
static bool hangs_on_headers(const struct source *source)
{
	return source->expanded;
}

static void add_line(struct kept_text *kept, const char *digits, const char *answer, size_t length)
{
	buf_add(&kept->new, digits, DIGEST_LENGTH);
	buf_puts(&kept->new, " ");
	buf_add(&kept->new, answer, length);
	buf_puts(&kept->new, "\n");
}

static bool read_answer(const struct kept_line *line, const struct source *source, struct result *result)
{
	struct made_from files = {0};
	struct result told = {0};
	bool good = !form_read(line->answer, line->length, source->file, rule_name, &told, &files) &&
		    result_fits(&told, source);

	if (good) {
		result_read_excerpts(&told, source);
		result_take(result, &told);
	}
	result_free(&told);
	made_from_free(&files);
	return good;
}

bool kept_text_load(struct kept_text *kept, const struct source *source, struct result *result,
		    bool *is_open)
{
	char digits[DIGEST_LENGTH + 1];
	struct kept_line key = { .digits = digits }, *line;

	if (!kept->lines.n || hangs_on_headers(source))
		return false;
	cache_source_digits(source, digits);
	line = bsearch(&key, kept->lines.items, kept->lines.n, sizeof(key), by_digits);
	if (!line)
		return false;
	*is_open = line->length == strlen(OPEN) && !memcmp(line->answer, OPEN, line->length);
	if (!*is_open && !read_answer(line, source, result))
		return false;
	add_line(kept, digits, line->answer, line->length);
	kept->n_used++;
	return true;
}

void kept_text_note(struct kept_text *kept, const struct source *source, const struct result *result,
		    bool is_open)
{
	static const struct made_from no_files;
	char digits[DIGEST_LENGTH + 1];
	struct buf answer = {0};

	if (!kept->path || hangs_on_headers(source))
		return;
	cache_source_digits(source, digits);
	if (is_open)
		buf_puts(&answer, OPEN);
	else
		form_write(result, &no_files, &answer);
	add_line(kept, digits, answer.data, answer.length);
	kept->has_news = true;
	buf_free(&answer);
}
