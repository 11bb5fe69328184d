// SPDX-License-Identifier: GPL-2.0-only
/*
 * Only what changes how C text is read is kept, by name and by value: so that the options of other
 * compilers do no harm, and those of a stranger neither.
 */
#include "kernel/tree/options.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stddef.h>
#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static const struct option_row rows[] = {
#define OPTION(name, form, value, fate) { name, FORM_##form, VALUE_##value, OPTION_##fate },
#include "kernel/tree/options.def"
};

static const struct { const char *machine, *triple; } targets[] = {
#define TARGET(machine, triple) { machine, triple },
#include "kernel/tree/targets.def"
};

static const char *const standards[] = {
	"c89", "c90", "c99", "c11", "c17", "c18", "c2x", "c23", "gnu89", "gnu90", "gnu99", "gnu11",
	"gnu17", "gnu18", "gnu2x", "gnu23", "iso9899:1990", "iso9899:1999", "iso9899:2011",
};

static const struct option_row unknown = { "", FORM_BEGINS, VALUE_ANY, OPTION_DROP };

/* True if the path is that of something in a folder which has, or ends in, this name. */
static bool is_in(const char *path, const char *folder)
{
	size_t length = strlen(folder), up = (size_t)(path_name(path) - path);

	if (up < length + 1 || strncmp(path + up - length - 1, folder, length))
		return false;
	return up == length + 1 || path[up - length - 2] == '/';
}

static bool fits(const struct option_row *row, const char *argument)
{
	size_t length = strlen(row->name);

	if (strncmp(argument, row->name, length))
		return false;
	if (row->value == VALUE_GCC_PLUGIN)
		return is_in(argument + length, "scripts/gcc-plugins");
	return (row->form != FORM_ALONE && row->form != FORM_NEXT) || !argument[length];
}

const struct option_row *option_find(const char *argument)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (fits(&rows[i], argument))
			return &rows[i];
	return &unknown;
}

bool option_takes_next(const struct option_row *row, const char *argument)
{
	return row->form == FORM_NEXT ||
	       (row->form == FORM_EITHER && !argument[strlen(row->name)]);
}

/* The length of the identifier at the begin of text; 0: there is none. */
static size_t name_length(const char *text)
{
	return strchr(DIGITS, *text) ? 0 : strspn(text, LETTERS DIGITS "_");
}

static bool is_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' && *text != '\t')
			return false;
	return true;
}

static bool is_macro(const char *text)
{
	size_t length = name_length(text);

	return length && (!text[length] || strchr("=(", text[length])) && is_line(text);
}

static bool is_standard(const char *text)
{
	for (size_t i = 0; i < ARRAY_SIZE(standards); i++)
		if (!strcmp(standards[i], text))
			return true;
	return false;
}

static bool is_word(const char *text)
{
	return !text[strspn(text, LETTERS DIGITS "_.+-")];
}

bool option_value_fits(enum option_value kind, const char *value)
{
	switch (kind) {
	case VALUE_MACRO:
		return is_macro(value);
	case VALUE_NAME:
		return name_length(value) && !value[name_length(value)];
	case VALUE_WORD:
		return is_word(value);
	case VALUE_STANDARD:
		return is_standard(value);
	case VALUE_TARGET:
		return option_target(value);
	case VALUE_FOLDER:
	case VALUE_HEADER:
		return *value && is_line(value);
	case VALUE_ANY:
	case VALUE_GCC_PLUGIN:
		break;
	}
	return true;
}

const char *option_target(const char *triple)
{
	size_t length = strcspn(triple, "-");

	for (size_t i = 0; i < ARRAY_SIZE(targets) && is_word(triple); i++)
		if (strlen(targets[i].machine) == length &&
		    !memcmp(targets[i].machine, triple, length))
			return targets[i].triple;
	return NULL;
}
