// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/analyse/built.h"

#include "base/data/buf.h"
#include "c/source/source.h"

#include <string.h>

/* NAME, NAME=VALUE or NAME(PARAMETERS)=VALUE, as in a -D option. */
static void add_define(struct buf *lines, const char *definition)
{
	const char *value = strchr(definition, '=');
	size_t length = value ? (size_t)(value - definition) : strlen(definition);

	buf_printf(lines, "#define %.*s %s\n", (int)length, definition, value ? value + 1 : "1");
}

char *built_defines(char *const *command)
{
	struct buf lines = {0};

	for (; *command; command++) {
		char option = (*command)[0] == '-' ? (*command)[1] : '\0';
		const char *name = *command + 2;

		if (option != 'D' && option != 'U')
			continue;
		if (!*name && command[1])
			name = *++command;
		if (option == 'D')
			add_define(&lines, name);
		else
			buf_printf(&lines, "#undef %s\n", name);
	}
	return buf_take(&lines);
}

static bool has_foreign_mention(const struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source_verdict(source, source->file->mentions[i].offset) == VERDICT_FOREIGN)
			return true;
	return false;
}

static enum branch_verdict ask_compiler(void *inquiry, size_t offset)
{
	switch (inquiry_compiles(inquiry, offset)) {
	case COMPILES_YES:
		return VERDICT_IN;
	case COMPILES_NO:
		return VERDICT_OUT;
	default:
		return VERDICT_FOREIGN;
	}
}

void built_settle(struct analysis *analysis)
{
	if (!has_foreign_mention(analysis->source))
		return;
	if (analysis->inquiry)
		source_settle(analysis->source, ask_compiler, analysis->inquiry);
	else
		analysis->open_question = true;
}
