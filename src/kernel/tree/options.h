/* SPDX-License-Identifier: GPL-2.0-only */
/* What to do with each option of somebody's compile command. */
#ifndef GUPTIDY_TREE_OPTIONS_H
#define GUPTIDY_TREE_OPTIONS_H

#include <stdbool.h>

enum option_fate {
	OPTION_KEEP,
	OPTION_DROP,		/* no meaning for a parse, or unknown */
	OPTION_REFUSE,		/* could load code, write files, read more options or change the meaning */
};

/* Where the value of an option is. */
enum option_form {
	FORM_ALONE,
	FORM_BEGINS,
	FORM_JOINED,
	FORM_NEXT,
	FORM_EITHER,
};

/* How a value is looked at. */
enum option_value {
	VALUE_ANY,		/* not at all: it is not kept */
	VALUE_MACRO,		/* NAME, NAME=text or NAME(parameters)=text, in one line */
	VALUE_NAME,		/* of a macro */
	VALUE_WORD,		/* letters, digits, and _ . + - */
	VALUE_STANDARD,		/* a version of C */
	VALUE_TARGET,		/* a triple: see option_target() */
	VALUE_FOLDER,		/* made absolute */
	VALUE_HEADER,		/* a file, made absolute, or else a header for the include folders */
	VALUE_GCC_PLUGIN,	/* the row is for what lies in scripts/gcc-plugins alone */
};

struct option_row {
	const char *name;
	enum option_form form;
	enum option_value value;
	enum option_fate fate;
};

/* The row for an argument that begins with '-' or '@'; unknown ones are dropped. */
const struct option_row *option_find(const char *argument);

/* True if the row's options have a value, which is the next argument unless it is in this one. */
bool option_takes_next(const struct option_row *row, const char *argument);

/* False if the text is no value of that kind. Files and folders are not looked for. */
bool option_value_fits(enum option_value kind, const char *value);

/* Our own triple for the machine of that one; NULL if we know none. */
const char *option_target(const char *triple);

#endif
