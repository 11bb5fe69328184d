// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/scan/scan.h"

#include <string.h>

/* By ending, from the last dot on; what is not listed is another language. */
static const struct {
	const char *ending;
	enum language language;
} endings[] = {
	{ ".c", LANGUAGE_C },		{ ".h", LANGUAGE_C },
	{ ".inc", LANGUAGE_C },		{ ".cocci", LANGUAGE_OTHER },
	{ ".rst", LANGUAGE_DOCUMENT },	{ ".txt", LANGUAGE_DOCUMENT },
	{ ".md", LANGUAGE_DOCUMENT },	{ ".doc", LANGUAGE_DOCUMENT },
	{ ".html", LANGUAGE_DOCUMENT },	{ ".svg", LANGUAGE_DOCUMENT },
};

/* By the file's own name, or its beginning: Kconfig and Kconfig.debug hold help texts. */
static const char *const documents[] = {
	"Kconfig", "README", "MAINTAINERS", "CREDITS", "TODO", "Changes", "ChangeLog", "BUGS",
};

/* Every file of a kernel is asked about: its first letter, and that behind its last dot, answer most of it. */
enum language language_of(const char *path)
{
	const char *name = path_name(path), *ending = strrchr(name, '.');

	for (size_t i = 0; ending && i < ARRAY_SIZE(endings); i++)
		if (ending[1] == endings[i].ending[1] && !strcmp(ending, endings[i].ending))
			return endings[i].language;
	for (size_t i = 0; i < ARRAY_SIZE(documents); i++)
		if (*name == *documents[i] && !strncmp(name, documents[i], strlen(documents[i])))
			return LANGUAGE_DOCUMENT;
	return !strncmp(path, "Documentation/", 14) ? LANGUAGE_DOCUMENT : LANGUAGE_OTHER;
}
