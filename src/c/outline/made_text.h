/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Macros that make a string of what they get and do nothing else with it, as `#define STR(x) #x` or the
 * kernel's __stringify(): what stands there is text, and nothing in it is called.
 */
#ifndef GUPTIDY_OUTLINE_MADE_TEXT_H
#define GUPTIDY_OUTLINE_MADE_TEXT_H

#include "c/outline/outline.h"

/* A file with more of them is a machine's: the others count as macros like any. */
#define MAX_TEXT_PARAMETERS 64

/* Those of a file, by the parameters of which that is so. */
struct text_parameters {
	struct {
		size_t macro;		/* the token in its #define */
		size_t number;		/* of the parameter, from 0 */
	} items[MAX_TEXT_PARAMETERS];
	size_t n;
	bool has_kernels;		/* the file names the kernel's own */
};

/* Reads them. Of a macro that is defined more than once nobody can tell which one is meant. */
void text_parameters_read(struct text_parameters *parameters, const struct outline *outline);

/* True if token i stands in an argument that only becomes text. */
bool is_made_text(const struct text_parameters *parameters, const struct outline *outline, size_t i);

#endif
