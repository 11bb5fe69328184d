// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/name.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* The next component of the name, of that length; *at moves behind it and its slashes. */
static const char *next_component(const char **at, size_t *length)
{
	const char *component = *at;

	*length = strcspn(component, "/");
	*at += *length;
	*at += strspn(*at, "/");
	return component;
}

void name_clean(char *name)
{
	const char *at = name + (*name == '/');
	char *out = name + (*name == '/'), *begin = out;
	bool is_folder = *name && name[strlen(name) - 1] == '/';

	at += strspn(at, "/");
	while (*at) {
		size_t length;
		const char *component = next_component(&at, &length);

		if (length == 1 && *component == '.')
			continue;
		if (out > begin)
			*out++ = '/';
		memmove(out, component, length);
		out += length;
	}
	if (is_folder && out > begin)
		*out++ = '/';
	*out = '\0';
}

static bool is_component(const char *component, size_t length, const char *text)
{
	return length == strlen(text) && !strncasecmp(component, text, length);
}

const char *name_refused(const char *name)
{
	const char *at = name;

	if (!*name)
		return "names no file";
	if (strstr(name, "//"))
		return "a folder without a name is on the way to it; it is not read";
	if (*name == '/')
		return "an absolute name; not a file inside of the tree, and nothing outside of it is read";
	while (*at) {
		size_t length;
		const char *component = next_component(&at, &length);

		if (is_component(component, length, "..") || is_component(component, length, "."))
			return "not a file inside of the tree; nothing outside of it is read";
		if (is_component(component, length, ".git"))
			return "not a file inside of the tree, but one of git's own; it is not read";
		if (length > NAME_MAX)
			return "longer than a system takes";
	}
	return at - name < PATH_MAX ? NULL : "longer than a system takes";
}
