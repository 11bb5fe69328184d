/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocation that does not fail: running out of memory ends the program with status 2. */
#ifndef GUPTIDY_DATA_MEM_H
#define GUPTIDY_DATA_MEM_H

#include <stddef.h>

/*
 * Says that about n bytes will be asked for, in many pieces that stay: they are taken from the system in large
 * pages, as each small page costs a fault when it is touched first. Nothing but time hangs on it.
 */
void mem_expect(size_t n);

/* What somebody else allocated, unless it is NULL. */
void *mem_or_die(void *memory);

/* Zeroed memory for n objects of the given size; the caller frees it. */
void *mem_calloc(size_t n, size_t size);

/* The same, but for objects that are set before anybody reads them: what is in the memory is not said. */
void *mem_array(size_t n, size_t size);

/* Resizes like realloc(); the caller frees the result. */
void *mem_realloc(void *old, size_t size);

/* A copy of a string; the caller frees it. */
char *mem_strdup(const char *text);

/* A copy of the first length bytes of text, ended by a NUL; the caller frees it. */
char *mem_strndup(const char *text, size_t length);

/* A formatted string; the caller frees it. */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/*
 * A vector is any struct with the members items, n and capacity:
 *	struct { T *items; size_t n, capacity; }
 * VEC_PUSH appends one item, and VEC_FIT gives back the room for more of them; the owner frees items.
 */
#define VEC_PUSH(v, item)							\
	do {									\
		if ((v)->n == (v)->capacity) {					\
			(v)->capacity = (v)->capacity ? 2 * (v)->capacity : 8;	\
			(v)->items = mem_realloc((v)->items,			\
						 (v)->capacity * sizeof((v)->items[0])); \
		}								\
		(v)->items[(v)->n++] = (item);					\
	} while (0)

#define VEC_FIT(v)								\
	do {									\
		(v)->capacity = (v)->n ? (v)->n : 1;				\
		(v)->items = mem_realloc((v)->items, (v)->capacity * sizeof((v)->items[0])); \
	} while (0)

#endif
