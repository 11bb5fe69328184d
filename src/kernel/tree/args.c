// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/args.h"

#include "base/data/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void args_add(struct args *args, const char *text)
{
	VEC_PUSH(args, mem_strdup(text));
}

void args_printf(struct args *args, const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	if (vasprintf(&text, format, list) < 0)
		text = mem_strdup("");
	va_end(list);
	VEC_PUSH(args, text);
}

void args_words(struct args *args, const char *words)
{
	for (; words && *words; words += strspn(words, " ")) {
		size_t length = strcspn(words, " ");

		VEC_PUSH(args, mem_strndup(words, length));
		words += length;
	}
}

void args_add_include(struct args *args, const char *path)
{
	args_words(args, "-Xclang -include -Xclang");
	args_add(args, path);
}

bool args_have(const struct args *args, const char *text)
{
	for (size_t i = 0; i < args->n; i++)
		if (args->items[i] && !strcmp(args->items[i], text))
			return true;
	return false;
}

char **args_end(struct args *args)
{
	VEC_PUSH(args, NULL);
	return args->items;
}
