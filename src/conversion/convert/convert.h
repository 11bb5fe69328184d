/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conversion to the flags-based API: which bytes of a source change, and what is left to a person.
 * The rows stand in kernel/api/conversions.def; this room turns them into edits.
 */
#ifndef GUPTIDY_CONVERT_CONVERT_H
#define GUPTIDY_CONVERT_CONVERT_H

#include "calls/site/site.h"
#include "outcome/edit/edit.h"
#include "outcome/result/planned.h"

struct call_plan;

/* Receives what a rule cannot do. */
struct left_sink {
	void (*add)(void *data, const char *path, uint32_t line, uint32_t column,
		    const char *function, const char *reason);
	void *data;
};

struct converter {
	struct source *source;
	const struct family *family;
	struct edit_list *edits;
	struct planned_list *planned;	/* of the calls that edits touch; NULL: nobody asks */
	struct left_sink left;
};

/* Converts one call; the site has been read with the best oracle that there is. */
void convert_call(struct converter *converter, const struct call_site *site);

/* Converts a prototype or a definition, mention i of the source. */
void convert_declaration(struct converter *converter, size_t i);

/*
 * Says once of a file, or of a prototype, why what hangs on the holder (see family_holder()) stays as
 * it is.
 */
void convert_leave_held(struct converter *converter, const struct declared *holder);

/* True if the tree still has what a conversion is about: the function that goes, or its `int write`. */
bool convert_is_due(const struct family *family, const struct gup_function *function);

/* Names every other mention (an address, a comment, ...) whose function changes or goes. */
void convert_mention(struct converter *converter, size_t i);

/* Replaces tokens [first, last) by text. */
void convert_replace(struct converter *converter, size_t first, size_t last, const char *text);

/* Replaces span `which` of a list in the parenthesis at token open, wrapped as the kernel does. */
void convert_span(struct converter *converter, size_t open, const struct edit_span *spans, size_t n,
		  size_t which, const char *text);

/* Makes a call what the plan says, see outcome/plan/print.h, and leaves a record of it for the proof. */
void convert_plan(struct converter *converter, const struct call *call, const struct call_plan *plan);

/*
 * True if the file has a function of its own under that name, as for kernels that lack it, or a macro in a
 * branch that the other kernel compiles: what is made a call of the name would call that.
 */
bool convert_is_own(const struct source *source, const char *name);

#define CONVERT_OWN "the file has a %s() of its own: leave that to the kernel first"

/*
 * True if a call that has a plan stands in the arguments of this one, or has this one in its own: the bytes
 * of one call can be changed once in a run. What is said of the later one.
 */
bool convert_is_entangled(const struct converter *converter, const struct call *call);

#define CONVERT_ENTANGLED "a call that is converted stands around this one or in its arguments: run guptidy " \
			  "again for this one"

/* Replaces argument i of a call, and its callee unless name is NULL. */
void convert_argument(struct converter *converter, const struct call *call, const char *name, size_t i,
		      const char *text);

/* Leaves the thing at a byte of the source to a person. */
void convert_leave(struct converter *converter, size_t offset, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
