/* SPDX-License-Identifier: GPL-2.0-only */
/* A list of arguments. */
#ifndef GUPTIDY_TREE_ARGS_H
#define GUPTIDY_TREE_ARGS_H

#include <stdbool.h>
#include <stddef.h>

struct args {
	char **items;		/* NULL at the end once args_end() was called */
	size_t n, capacity;
};

/* Appends a copy. */
void args_add(struct args *args, const char *text);

/* Appends a formatted argument. */
void args_printf(struct args *args, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends each word of a blank-separated list, NULL being empty. */
void args_words(struct args *args, const char *words);

/*
 * Appends -include of a file, past clang's driver: that one would take a precompiled header that lies
 * beside the file for it, whoever made that.
 */
void args_add_include(struct args *args, const char *path);

/* True if the list holds text. */
bool args_have(const struct args *args, const char *text);

/* Ends the list with NULL and returns it; the caller frees all. */
char **args_end(struct args *args);

#endif
