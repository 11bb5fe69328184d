// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/habit.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <string.h>
#include <strings.h>

static const struct habit habits[] = {
#define PART(folder, alone, named) { folder, alone, named, false },
#define FLAT(folder, alone, named) { folder, alone, named, true },
#include "kernel/maintainers/habits.def"
};

const struct habit *habit_of(const char *folder)
{
	const struct habit *deepest = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(habits); i++)
		if (path_is_below(folder, habits[i].folder) &&
		    (!deepest || strlen(habits[i].folder) > strlen(deepest->folder)))
			deepest = &habits[i];
	return deepest;
}

/* The bytes of a word that is in front of the part, with what joins it; all of it, if the part is that word. */
static size_t known_word(const char *word, size_t word_length, const char *part, size_t length)
{
	if (!word_length || word_length > length || strncasecmp(part, word, word_length))
		return 0;
	if (word_length == length)
		return length;
	return strchr("-_", part[word_length]) && word_length + 1 < length ? word_length + 1 : 0;
}

char *habit_prefix(const struct habit *habit, const char *part, size_t length)
{
	const char *star = strchr(habit->named, '*'), *folder = path_name(habit->folder);
	size_t known = known_word(habit->alone, strcspn(habit->alone, ": /"), part, length);

	if (!known)
		known = known_word(folder, strlen(folder), part, length);
	if (!star || known == length)
		return mem_strdup(habit->alone);
	return mem_printf("%.*s%.*s%s", (int)(star - habit->named), habit->named, (int)(length - known), part + known,
			  star + 1);
}
