/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What all fuzzers share. A fuzzer is one file with one fuzz_one(): it feeds bytes to one reader and
 * checks what must hold for any bytes. libFuzzer brings the bytes; crashes are the sanitizers' word.
 */
#ifndef GUPTIDY_FUZZ_H
#define GUPTIDY_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A part of the input. */
struct fuzz_text {
	const char *data;		/* ended by a NUL that length does not count; of its own block */
	size_t length;
};

/* The one function of a fuzzer: reads the text, which may hold any bytes. */
void fuzz_one(const char *text, size_t length);

/*
 * Takes the part up to the next line that is "%%" from the input, as a copy of its own, so that a read
 * behind its end is seen. The last part is what is left. Freed with fuzz_text_free().
 */
struct fuzz_text fuzz_take(const char **at, const char *end);

/* Frees a part. */
void fuzz_text_free(struct fuzz_text *text);

/* Writes a file of the process's own scratch folder; its absolute path, until the next call. */
const char *fuzz_file(const char *name, const char *text, size_t length);

/* The scratch folder, absolute; removed when the process ends by itself. */
const char *fuzz_folder(void);

/* A number that depends on all bytes: for choices that the input should make. */
uint32_t fuzz_number(const char *text, size_t length);

/* Ends the process with a word if what must hold does not. */
#define FUZZ_CHECK(what) fuzz_check((what), #what, __FILE__, __LINE__)
void fuzz_check(bool holds, const char *what, const char *file, int line);

#endif
