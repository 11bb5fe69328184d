// SPDX-License-Identifier: GPL-2.0-only
/* The head of a file, up to its first #include: does it say how its headers are to be read? */
#include "base/data/mem.h"
#include "base/files/load.h"
#include "c/clang/private.h"

#include <string.h>

/*
 * Macros that many files define before their first #include and that no header of the shared ones
 * takes notice of in a way that matters here.
 */
static bool is_harmless(const char *name, size_t length)
{
	static const char *const names[] = {
		"pr_fmt", "dev_fmt", "KMSG_COMPONENT", "DEBUG", "VERBOSE_DEBUG",
		"CREATE_TRACE_POINTS", "DRV_NAME", "DRIVER_NAME", "_LINUX_", "DEBUG_VARIABLE",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strlen(names[i]) == length && !memcmp(names[i], name, length))
			return true;
	return false;
}

/* The word behind "#", or NULL when the line is no directive. */
static const char *directive(const char *line)
{
	line += strspn(line, " \t");
	return *line == '#' ? line + 1 + strspn(line + 1, " \t") : NULL;
}

/*
 * True if the file sets macros that its headers may ask for before it includes any of them: then
 * headers that were read before would not be what it sees.
 */
static bool steers_headers(const char *text)
{
	bool steers = false;

	for (const char *line = text; line && *line; line = strchr(line, '\n')) {
		const char *word, *name;

		line += *line == '\n';
		word = directive(line);
		if (!word)
			continue;
		if (!strncmp(word, "include", 7))
			return steers;
		if (strncmp(word, "define", 6) && strncmp(word, "undef", 5) != 0)
			continue;
		name = word + strcspn(word, " \t");
		name += strspn(name, " \t");
		steers |= !is_harmless(name, strcspn(name, "( \t\n"));
	}
	return false;
}

static const struct stand_in *find_overlay(const struct stand_in *overlay, const char *path)
{
	for (; overlay && overlay->path; overlay++)
		if (!strcmp(overlay->path, path))
			return overlay;
	return NULL;
}

bool head_steers(const char *path, const struct stand_in *overlay, bool *steers,
		 struct err *err)
{
	const struct stand_in *own = find_overlay(overlay, path);
	struct buf text = {0};

	if (own) {
		*steers = steers_headers(own->text);
		return true;
	}
	if (load_file(&text, path, err) < 0) {
		buf_free(&text);
		return false;
	}
	*steers = text.length && steers_headers(text.data);
	buf_free(&text);
	return true;
}
