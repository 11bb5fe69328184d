// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/expect.h"

#include "kernel/api/api.h"
#include "outcome/result/edits.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\n"

struct word {
	const char *text;
	size_t length;
};

static bool is(struct word word, const char *text)
{
	return word.length == strlen(text) && !memcmp(word.text, text, word.length);
}

/* The value of a number, a truth value or a FOLL_* flag of that version; false: of anything else. */
static bool value_of(struct word word, unsigned version, unsigned long *value)
{
	const struct gup_flag *flag = gup_flag_find(word.text, word.length);
	char *end;

	if (is(word, "true") || is(word, "false")) {
		*value = is(word, "true");
		return true;
	}
	if (flag) {
		*value = gup_flag_value(flag, version);
		return *value;
	}
	if (!word.length || !isdigit((unsigned char)*word.text))
		return false;
	*value = strtoul(word.text, &end, 0);
	return end == word.text + word.length;
}

/* The value of A | B | C. */
static bool sum_of(const char *text, unsigned version, unsigned long *sum)
{
	for (*sum = 0;; text++) {
		unsigned long value;
		struct word word;

		text += strspn(text, BLANKS);
		word = (struct word){ text, strcspn(text, "|" BLANKS) };
		text += word.length;
		text += strspn(text, BLANKS);
		if (!value_of(word, version, &value))
			return false;
		*sum |= value;
		if (*text != '|')
			return !*text;
	}
}

bool edits_keep_code(const struct edit *edits, size_t n, unsigned version)
{
	for (size_t i = 0; i < n; i++) {
		unsigned long old, new;

		if (strchr(edits[i].old_text, '\n') || strchr(edits[i].new_text, '\n') ||
		    !sum_of(edits[i].old_text, version, &old) || !sum_of(edits[i].new_text, version, &new) ||
		    old != new)
			return false;
	}
	return n;
}
