// SPDX-License-Identifier: GPL-2.0-only
#include "calls/target/word.h"

#include "base/data/err.h"
#include "kernel/api/api.h"

#include <string.h>

#define MAX_DIGITS 3
#define MAX_LEVEL 255u		/* of a stable kernel, in LINUX_VERSION_CODE */

struct numbers {
	unsigned major, minor, level;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool version_word_begins(const char *word)
{
	return is_digit(word[*word == 'v']);
}

/* Reads a number and moves behind it; false when there is none. */
static bool take_number(const char **text, unsigned *number)
{
	const char *begin = *text;

	for (*number = 0; is_digit(**text) && *text - begin < MAX_DIGITS; (*text)++)
		*number = *number * 10 + (unsigned)(**text - '0');
	return *text > begin && !is_digit(**text);
}

static bool take(const char **text, const char *what)
{
	if (strncmp(*text, what, strlen(what)))
		return false;
	*text += strlen(what);
	return true;
}

static int complain_of_form(const char *word, struct err *err)
{
	return err_set(err, "%s: no version; write one as 6.12, v5.4 or 4.19.3. A vendor's kernel, and "
		       "what `uname -r` prints, is not mainline's of that number: name its tree or the "
		       "folder of its headers, as /lib/modules/VERSION/build", word);
}

/* The tables must know it. */
static int check_range(const char *word, const struct numbers *numbers, struct err *err)
{
	unsigned major = numbers->major, minor = numbers->minor;
	unsigned version = KERNEL(major, minor);

	for (unsigned last = KERNEL(major, 0); last < version; last++)
		if (kernel_next(last) != last + 1)
			return err_set(err, "%s: there was no v%u.%u: v%u.0 followed v%u.%u", word, major,
				       minor, major + 1, major, last % 1000);
	if (version < KERNEL_OLDEST || version > KERNEL_NEWEST)
		return err_set(err, "%s: what mainline had is known from v%u.%u to v%u.%u; name one of "
			       "these, or a kernel tree: its own prototypes decide", word,
			       KERNEL_OLDEST / 1000, KERNEL_OLDEST % 1000, KERNEL_NEWEST / 1000,
			       KERNEL_NEWEST % 1000);
	return 0;
}

/* MAJOR.MINOR, .LEVEL if there is one, and -rcN, which says nothing more. */
static bool split(const char *word, struct numbers *numbers)
{
	const char *rest = word + (*word == 'v');
	unsigned candidate;

	numbers->level = 0;
	return take_number(&rest, &numbers->major) && take(&rest, ".") &&
	       take_number(&rest, &numbers->minor) &&
	       !(take(&rest, ".") && !take_number(&rest, &numbers->level)) &&
	       !(take(&rest, "-rc") && !take_number(&rest, &candidate)) && !*rest;
}

bool version_word_is_whole(const char *word)
{
	struct numbers ignored;

	return split(word, &ignored);
}

int version_word_read(const char *word, struct version_word *read, struct err *err)
{
	struct numbers numbers;

	if (!split(word, &numbers))
		return complain_of_form(word, err);
	if (check_range(word, &numbers, err))
		return -1;
	read->version = KERNEL(numbers.major, numbers.minor);
	read->code = numbers.major << 16 | numbers.minor << 8 |
		     (numbers.level < MAX_LEVEL ? numbers.level : MAX_LEVEL);
	return 0;
}
