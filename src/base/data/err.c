// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int err_set(struct err *err, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	free(err->text);	/* last, as the new text may quote the old one */
	err->text = text;
	return -1;
}

void err_clear(struct err *err)
{
	free(err->text);
	err->text = NULL;
}
