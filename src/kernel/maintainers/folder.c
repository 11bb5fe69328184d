// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/folder.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/maintainers/habit.h"
#include "kernel/maintainers/part.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Cuts the folder down until the path is below it. */
static void widen(char *folder, const char *path)
{
	while (!path_is_below(path, folder)) {
		char *slash = strrchr(folder, '/');

		*(slash ? slash : folder) = '\0';
	}
}

/* The deepest folder that holds all; the caller frees it. */
static char *common_folder(const char *const *paths, size_t n)
{
	char *folder = n ? path_folder(paths[0]) : mem_strdup("");

	for (size_t i = 1; i < n; i++)
		widen(folder, paths[i]);
	return folder;
}

/* Without folder and ending; the caller frees it. */
static char *stem(const char *path)
{
	const char *name = path_name(path);

	return mem_strndup(name, strcspn(name, "."));
}

/* Names of folders that tell only which part of a driver is in them. */
static bool is_general(const char *name, size_t length)
{
	static const char *const names[] = { "common", "core", "driver", "drivers", "hw", "main", "src" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strlen(names[i]) == length && !strncmp(name, names[i], length))
			return true;
	return false;
}

/* Of the folder's names from there to the end, the last one that says what it holds; *length becomes that of it. */
static const char *telling_name(const char *folder, size_t from, size_t end, size_t *length)
{
	const char *name = folder + end;

	while (name > folder && name[-1] != '/')
		name--;
	*length = (size_t)(folder + end - name);
	if ((size_t)(name - folder) > from + 1 && is_general(name, *length))
		return telling_name(folder, from, (size_t)(name - folder) - 1, length);
	return name;
}

/* The bytes of a part in front of what would join it to more. */
static size_t bare_length(const char *part)
{
	size_t length = strlen(part);

	while (length && strchr("/-_", part[length - 1]))
		length--;
	return length;
}

/* "powerpc" of "arch/powerpc/mm"; 0 bytes for what is not below arch/. */
static size_t arch_length(const char *folder, const char **arch)
{
	*arch = folder + strlen("arch/");
	return begins_with(folder, "arch/") ? strcspn(*arch, "/") : 0;
}

/* Where the second name of a folder begins: there the drivers of a kind are, all file systems, ... */
static size_t below_first(const char *folder)
{
	return strcspn(folder, "/") + 1;
}

/* As the folder is called, where nobody has another habit. */
static char *plain_prefix(const char *folder, const char *file)
{
	size_t length, arch_bytes;
	const char *arch, *name = telling_name(folder, below_first(folder), strlen(folder), &length);

	arch_bytes = arch_length(folder, &arch);
	if (arch_bytes && path_name(folder) != arch)
		return mem_printf("%.*s/%s: ", (int)arch_bytes, arch, path_name(folder));
	if (*file && path_is_below(folder, "include"))
		return mem_printf("%s: ", file);
	if (*file && !strchr(folder, '/'))
		return mem_printf("%s/%s: ", folder, file);
	return mem_printf("%.*s: ", (int)length, name);
}

/* As the part is called, where an area is as small as that. */
static char *plain_part_prefix(const char *part, const char *folder, const char *file)
{
	const char *slash = strchr(part, '/'), *name;
	size_t length;

	if (!slash || !slash[1] || begins_with(part, "arch/"))
		return plain_prefix(folder, file);
	if (*file && !ends_with(part, "/"))
		return mem_printf("%s: ", file);
	name = telling_name(part, below_first(part), bare_length(part), &length);
	return mem_printf("%.*s: ", (int)length, name);
}

/* By habit: for the file that an area names, the folder that one names, the one that it lies in, or any file. */
static char *habitual_prefix(const struct habit *habit, const char *part, const char *folder, const char *file)
{
	size_t below = strlen(habit->folder) + 1, length;
	const char *name;

	if (*part && *file && !ends_with(part, "/"))
		return habit_prefix(habit, file, strlen(file));
	if (strlen(part) > below && path_is_below(part, habit->folder)) {
		name = telling_name(part, below, bare_length(part), &length);
		return habit_prefix(habit, name, length);
	}
	if (strlen(folder) > below) {
		name = telling_name(folder, below, strlen(folder), &length);
		return habit_prefix(habit, name, length);
	}
	return habit_prefix(habit, file, habit->is_flat ? strlen(file) : 0);
}

/* Folders whose name says nothing of what many files in them have in common. */
static bool is_of_all(const char *folder)
{
	return !*folder || !strcmp(folder, "drivers") || !strcmp(folder, "arch") || path_is_below(folder, "include");
}

char *folder_prefix(const struct maintainers *maintainers, const char *const *paths, size_t n)
{
	char *folder = common_folder(paths, n), *file = stem(n == 1 ? paths[0] : "");
	char *part = part_of(maintainers, paths, n), *prefix;
	const struct habit *habit = habit_of(folder);

	if (n == 1 && !*folder)
		prefix = mem_strdup("");
	else if (n > 1 && is_of_all(folder))
		prefix = mem_strdup("treewide: ");
	else if (habit)
		prefix = habitual_prefix(habit, part, folder, file);
	else
		prefix = plain_part_prefix(part, folder, file);
	free(part);
	free(folder);
	free(file);
	return prefix;
}
