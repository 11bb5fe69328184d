/* SPDX-License-Identifier: GPL-2.0-only */
/* What to do with each option of somebody's compile command: data. */
#ifndef GUPTIDY_TREE_OPTIONS_H
#define GUPTIDY_TREE_OPTIONS_H

#include <stdbool.h>

enum option_fate {
	OPTION_DROP,		/* no meaning for a parse, or unknown to clang */
	OPTION_KEEP,
	OPTION_KEEP_PATH,	/* its value is a folder or file: made absolute */
	OPTION_KEEP_INCLUDE,	/* its value is a file, or else a header for the include folders */
	OPTION_REFUSE,		/* could load code, write files or read more options */
};

struct option_row {
	const char *name;
	enum option_fate fate;
	bool joined;		/* more, such as the value, may stand behind the name */
	bool value;		/* has a value, which else is the next argument */
	const char *folder;	/* NULL, or: only for what names a file in a folder of this name */
};

/* The row for an argument that begins with '-' or '@'; unknown ones are dropped. */
const struct option_row *option_find(const char *argument);

#endif
