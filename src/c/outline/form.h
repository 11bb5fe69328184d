/* SPDX-License-Identifier: GPL-2.0-only */
/* What the text alone says of a mention: is it a call, a declaration, a comment, ...? */
#ifndef GUPTIDY_OUTLINE_FORM_H
#define GUPTIDY_OUTLINE_FORM_H

#include "c/outline/outline.h"

enum form {
	FORM_CALL,
	FORM_DECLARATION,
	FORM_DEFINITION,
	FORM_EXPORT,
	FORM_ADDRESS,			/* the name without a call: a function pointer's value */
	FORM_MACRO_BODY,		/* in a directive */
	FORM_MACRO_DEFINITION,		/* #define NAME: the name gets another meaning here */
	FORM_COMMENT,
	FORM_KERNEL_DOC,
	FORM_STRING,
	FORM_MEMBER,			/* a->NAME, .NAME = x, struct NAME: never the function */
	FORM_OBJECT,			/* declares a variable, a parameter or a member of that name */
};

/* The form of the mention at token index i. */
enum form form_of(const struct outline *outline, size_t i);

#endif
