// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 << 20)
#define MOST_EXPECTED ((size_t)512 << 20)

/* Where the heap grows is seen from a block that reaches there; once it is freed, it is what comes next. */
void mem_expect(size_t n)
{
	uintptr_t begin;
	void *block;

	if (n < LARGE_PAGE)
		return;
	if (n > MOST_EXPECTED)
		n = MOST_EXPECTED;
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, (int)(2 * MOST_EXPECTED - 1));
	block = malloc(n);
	if (!block)
		return;
	begin = ((uintptr_t)block + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	madvise((void *)begin, (uintptr_t)block + n - begin, MADV_HUGEPAGE);
	free(block);
}

void *mem_or_die(void *memory)
{
	if (!memory) {
		fputs("guptidy: out of memory; give it fewer jobs (-j) or a smaller PATH\n", stderr);
		exit(2);
	}
	return memory;
}

void *mem_calloc(size_t n, size_t size)
{
	return mem_or_die(calloc(n ? n : 1, size));
}

void *mem_array(size_t n, size_t size)
{
	return mem_or_die(reallocarray(NULL, n ? n : 1, size));
}

void *mem_realloc(void *old, size_t size)
{
	return mem_or_die(realloc(old, size));
}

char *mem_strdup(const char *text)
{
	return mem_or_die(strdup(text));
}

char *mem_strndup(const char *text, size_t length)
{
	char *copy = mem_calloc(length + 1, 1);

	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *mem_printf(const char *format, ...)
{
	char *text = NULL;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	return mem_or_die(length < 0 ? NULL : text);
}
