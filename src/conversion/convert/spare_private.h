/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of conversion/convert/spare.h share. */
#ifndef GUPTIDY_CONVERT_SPARE_PRIVATE_H
#define GUPTIDY_CONVERT_SPARE_PRIVATE_H

#include "c/outline/prototype.h"
#include "calls/value/beyond.h"
#include "conversion/convert/convert.h"
#include "conversion/convert/useless.h"

/* A static function that its file calls and does nothing else with: nobody else knows its parameters. */
struct own_function {
	const struct function *function;
	struct prototype prototype;
	unsigned spare;			/* bits: parameters that have no use left */
	const char *why_not;		/* they must stay all the same; in the source's arena */
	struct call_list {
		struct call *items;
		size_t n, capacity;
	} lists, calls;			/* where it is declared and defined, as if they were calls; and its calls */
};

struct spare {
	struct converter *converter;
	struct planned_map planned;
	struct { struct own_function *items; size_t n, capacity; } own;
	struct beyond beyond;		/* read once it is asked for */
	bool *goes;			/* of each token: it is the whole of an argument that goes */
};

/* Lists the functions of the source that are its own. False: no call of it is planned. Freed either way. */
bool spare_open(struct converter *converter, struct spare *spare);

/* Why what is spare of the function cannot go, or NULL. */
const char *spare_why_not(struct spare *spare, const struct own_function *own);

/* Frees it. */
void spare_close(struct spare *spare);

#endif
