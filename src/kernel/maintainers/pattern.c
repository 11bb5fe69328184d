// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/pattern.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/open.h"
#include "kernel/maintainers/maintainers.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Real ones take less than a thousandth of this. */
#define SECONDS_FOR_A_PATH 1.0
#define SECONDS_FOR_A_MEGABYTE 1.0
#define STEPS_AT_A_PLACE 1000000
#define STEPS_BETWEEN_LOOKS 256
#define HEAP_KILOBYTES 65536
#define LONGEST_PATTERN 4096

/* What a glob may hold beside * and ?, and Perl takes for more than a character. */
#define OPERATORS "[](){}+|^$\\"

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* PCRE2 calls it at each step of a pattern; what is not 0 ends the match. */
static int look_at_clock(pcre2_callout_block *block, void *data)
{
	struct budget *budget = data;

	(void)block;
	if (++budget->steps % STEPS_BETWEEN_LOOKS)
		return 0;
	return seconds_now() > budget->end ? PCRE2_ERROR_MATCHLIMIT : 0;
}

void budget_begin(struct budget *budget, size_t length)
{
	budget->steps = 0;
	budget->context = mem_or_die(pcre2_match_context_create(NULL));
	budget->data = mem_or_die(pcre2_match_data_create(1, NULL));
	budget->end = seconds_now() + SECONDS_FOR_A_PATH +
		      SECONDS_FOR_A_MEGABYTE * (double)length / (1 << 20);
	pcre2_set_match_limit(budget->context, STEPS_AT_A_PLACE);
	pcre2_set_heap_limit(budget->context, HEAP_KILOBYTES);
	pcre2_set_callout(budget->context, look_at_clock, budget);
}

void budget_end(struct budget *budget)
{
	pcre2_match_data_free(budget->data);
	pcre2_match_context_free(budget->context);
}

/* The regular expression that get_maintainer.pl makes of a glob. */
static void glob_to_regex(const char *glob, struct buf *regex)
{
	buf_puts(regex, "^");
	for (; *glob; glob++)
		if (*glob == '.')
			buf_puts(regex, "\\.");
		else if (*glob == '*')
			buf_puts(regex, ".*");
		else
			buf_add(regex, *glob == '?' ? "." : glob, 1);
}

static unsigned count_slashes(const char *text)
{
	unsigned n = 0;

	for (; *text; text++)
		n += *text == '/';
	return n;
}

/* -1 sets err. */
static int compile(const char *regex, uint32_t flags, pcre2_code **code, struct err *err)
{
	pcre2_compile_context *context = mem_or_die(pcre2_compile_context_create(NULL));
	PCRE2_UCHAR why[128];
	PCRE2_SIZE at;
	int error;

	pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
	*code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
			      flags | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP |
			      PCRE2_NEVER_BACKSLASH_C, &error, &at, context);
	pcre2_compile_context_free(context);
	if (*code)
		return 0;
	pcre2_get_error_message(error, why, sizeof(why));
	return err_set(err, "no pattern that can be read: %s", (const char *)why);
}

static int compile_glob(struct pattern *pattern, const char *value, struct err *err)
{
	struct buf regex = {0};
	int status = 0;

	pattern->slashes = count_slashes(value);
	pattern->literal = strpbrk(value, OPERATORS) ? 0 : strcspn(value, "*?");
	pattern->is_literal = !value[pattern->literal] && !strpbrk(value, OPERATORS);
	if (pattern->is_literal)
		return 0;
	/* A set of characters stands for itself: what is in front of it can be compared. */
	if (!strpbrk(value, "(){}+|^$\\"))
		pattern->literal = strcspn(value, "*?[");
	glob_to_regex(value, &regex);
	status = compile(regex.data, 0, &pattern->code, err);
	buf_free(&regex);
	return status;
}

int pattern_compile(struct pattern *pattern, char letter, const char *value, struct err *err)
{
	char *in_diff;
	int status;

	*pattern = (struct pattern){0};
	if (letter == 'F' || letter == 'X')
		return compile_glob(pattern, value, err);
	if (compile(value, PCRE2_EXTENDED, &pattern->code, err))
		return -1;
	if (letter != 'K')
		return 0;
	/* As the script puts it together: with A|B, the B may stand anywhere in the line. */
	in_diff = mem_printf("^[+-].*%s", value);
	status = compile(in_diff, PCRE2_EXTENDED, &pattern->in_diff, err);
	free(in_diff);
	return status;
}

int pattern_finds(const struct area_line *line, const pcre2_code *code, const char *text,
		  size_t length, struct budget *budget, struct err *err)
{
	int found = pcre2_match(code, (PCRE2_SPTR)text, length, 0, 0, budget->data, budget->context);

	if (found >= 0)
		return 1;
	if (found == PCRE2_ERROR_NOMATCH)
		return 0;
	return err_set(err, "MAINTAINERS:%u: the pattern of %c: takes too many steps to match; write it "
		       "without repetitions in repetitions", line->line, line->letter);
}

/* True for the name of a folder that is written without a slash at its end. */
static bool is_folder(const char *root, const char *value)
{
	return !strchr(value, '.') && S_ISDIR(mode_below(root, value));
}

/* A literal names a folder and all below it, or what begins so in the same folder. */
static bool literal_names(const struct pattern *pattern, const char *value, const char *root,
			  const char *path, int *depth)
{
	size_t length = pattern->literal;

	if (strncmp(path, value, length))
		return false;
	*depth = (int)pattern->slashes + 1;
	if (length && value[length - 1] == '/') {
		*depth = (int)pattern->slashes;
		return true;
	}
	if (is_folder(root, value))
		return path[length] == '/';
	return count_slashes(path) == pattern->slashes;
}

int pattern_names(const struct area_line *line, const char *root, const char *path,
		  struct budget *budget, int *depth, struct err *err)
{
	const struct pattern *pattern = line->pattern;
	const char *value = line->value;
	size_t length = strlen(value);
	int found;

	if (pattern->is_literal)
		return literal_names(pattern, value, root, path, depth);
	if (strncmp(path, value, pattern->literal))
		return 0;
	found = pattern_finds(line, pattern->code, path, strlen(path), budget, err);
	if (found < 1)
		return found;
	*depth = (int)pattern->slashes + (value[length - 1] != '/');
	if (*value == '*')
		*depth = -1;
	return value[length - 1] == '/' || count_slashes(path) == pattern->slashes;
}

void pattern_free(const struct pattern *pattern)
{
	pcre2_code_free(pattern->code);
	pcre2_code_free(pattern->in_diff);
}
