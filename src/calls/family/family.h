/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The family as one tree declares it: every prototype and definition of a family name in it.
 *
 * A tree's own prototypes are the truth that calls are checked against; a version number is not.
 */
#ifndef GUPTIDY_FAMILY_FAMILY_H
#define GUPTIDY_FAMILY_FAMILY_H

#include "c/outline/prototype.h"
#include "c/source/source.h"
#include "kernel/api/api.h"

/* One declaration or definition. */
struct declared {
	const struct gup_function *function;
	char *path;			/* relative to the root */
	uint32_t line, column, offset;	/* of the name; no line: in no file, but of the tables */
	struct prototype prototype;
	enum gup_role roles[MAX_PARAMETERS];
	bool is_definition;
	bool is_macro;			/* #define NAME: no prototype */
	bool is_conditional;		/* inside an #if: another declaration may be in force */
	bool is_off;			/* in an #if branch that this tree leaves out */
	bool is_served;			/* what a driver's gup_compat.h gives to the files around it */
	bool is_local;			/* another kernel counts: only its own file sees this one */
	bool is_home;			/* where the kernel keeps the family: include/, mm/, arch's own */
	bool is_public;			/* in a home's header: what every caller sees */
	bool is_asked;			/* in PATH: a conversion reaches it */
	bool is_mainline;		/* not of a tree: see family_add_mainline() */
};

struct family {
	const char *name;		/* of the kernel, for messages: "6.12"; NULL: this tree. Borrowed */
	unsigned own_version;		/* with a name: KERNEL() of the code's own kernel, or 0 */
	struct declared *items;		/* by path and offset */
	size_t n, capacity;
	unsigned version;		/* KERNEL(): of family_add_version(); 0: of a tree, or of none */
	bool is_alone;			/* no kernel tree: whatever is declared, and wherever, is a
					   driver's own; set before family_add() */
	struct { char **items; size_t n, capacity; } flags;	/* FOLL_* that home's headers define */
};

/* True for the places where the kernel itself declares and defines the family. */
bool family_is_home(const char *path);

/* The same without arch/: who lies there only calls it, since v5.3 in all of them. */
bool family_is_core(const char *path);

/* Adds what a source declares: one of those that the run is about, or another one. */
void family_add_asked(struct family *family, const struct source *source);
void family_add(struct family *family, const struct source *source);

/* Frees it. */
void family_free(struct family *family);

/* What a call of function in the file path is held against. */
struct candidates {
	const struct declared *items[16];
	size_t n;
};

/*
 * The prototypes that a call in that file can mean: those of the file itself, else what a driver's own
 * gup_compat.h gives it on any kernel, else the public ones, else the definitions at home. None: the tree
 * does not have the function.
 */
void family_candidates(const struct family *family, const struct gup_function *function,
		       const char *path, struct candidates *candidates);

enum standing {
	STANDING_FAMILY,		/* the kernel's function */
	STANDING_NAMESAKE,		/* something else of that name */
	STANDING_UNCLEAR,		/* a second declaration may be in sight: ask the compiler */
};

/*
 * Which function a name in that file means, by all declarations that the tree holds: where there is
 * but one, no parser can say more.
 */
enum standing family_standing(const struct family *family, const struct gup_function *function,
			      const char *path);

/* True if the tree defines that flag. */
bool family_has_flag(const struct family *family, const char *flag);

/*
 * Fills an empty family with all signatures that mainline ever had, for drivers without their
 * kernel. A call is held against those that agree on what it asks.
 */
void family_add_mainline(struct family *family);

/* Adds what mainline's function was in that version, if it was there; no declaration has a line. */
void family_add_function(struct family *family, const struct gup_function *function, unsigned version);

/*
 * Fills an empty family with what mainline had in that version (KERNEL()), its flags too: as if its tree
 * had been read. No declaration has a line.
 */
void family_add_version(struct family *family, unsigned version);

/*
 * From now on another kernel's declarations and flags count, those of mainline's version or of the tree at
 * root: what the family has of its own kernel, of that version, is seen in its own file alone. Names are
 * borrowed.
 */
void family_hold_against(struct family *family, unsigned own_version, const struct family *kernel,
			 const char *name, const char *root);

/* "this tree", or the other kernel that counts: for messages. */
const char *family_kernel(const struct family *family);

/* True if any declared function of the family is there at all: a tree to check against. */
bool family_is_known(const struct family *family);

/* The declaration whose name stands at that byte of that file, or NULL. */
const struct declared *family_at(const struct family *family, const char *path, size_t offset);

/*
 * The prototype that keeps the file of that path on `int write`, as the conversion does not reach it,
 * or NULL. It holds drivers outside of the tree, whose kernel stays as it is, and what must agree
 * with it: the definitions at home. Callers in the tree may go ahead of it.
 */
const struct declared *family_holder(const struct family *family,
				     const struct gup_function *function, const char *path);

/* The index of the first parameter with that role, or -1. */
int declared_role(const struct declared *declared, enum gup_role role);

/* All that calls in other files are held against, and no place in a file; the caller frees it. */
char *declared_describe(const struct declared *declared);

#endif
