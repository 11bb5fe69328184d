/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gup_compat.h: a driver calls the family as one kernel has it, and this one header of its own gives it that
 * on all kernels since an older one. Inlines take the newer parameters and call the older function; which
 * one that is, a version says, or gup_compat.mk, a part of the driver's Kbuild that asks the headers.
 *
 * All of it is derived: from two signatures whose parameters have roles, and from tables of what stands in
 * for functions that an older kernel does not have.
 */
#ifndef GUPTIDY_COMPAT_COMPAT_H
#define GUPTIDY_COMPAT_COMPAT_H

#include "base/files/path.h"
#include "calls/target/target.h"

struct buf;

#define COMPAT_KBUILD "gup_compat.mk"

/* What a driver needs of them. */
struct compat {
	const struct target *to;	/* the kernel that the driver is written for */
	unsigned since;			/* KERNEL(): the oldest one that it shall run on */
	bool *functions;		/* of each of the family: used, here or by what stands in for it */
	bool *flags;			/* of each flag */
	bool *locks;			/* of each row of locks.def */
	unsigned *passed;		/* of each function: a bit for each flag that a call of it names */
	bool *passes_any;		/* of each function: a call of it names no flag */
	unsigned elsewhere;		/* flags that no call names, and that may reach any such call */
	struct path_list own;		/* words that the driver gives itself */
};

/* Begins with nothing; target is borrowed. Freed with compat_end(). */
void compat_begin(struct compat *compat, const struct target *to, unsigned since);

/* From now on the word stays what each kernel has, or what the driver itself has made of it. */
void compat_except(struct compat *compat, const char *word, size_t length);

/* True if it does. */
bool compat_excepts(const struct compat *compat, const char *word, size_t length);

/* How many parameters a function of that name has in the target; 0: none, or it is the same on all kernels. */
size_t compat_parameters(const struct compat *compat, const char *word, size_t length);

/*
 * The first parameter of the target's function that an older form, of as many parameters, takes for something
 * else: an `int write` for flags; *last is the last version (KERNEL()) that had this. SIZE_MAX: there is none.
 */
size_t compat_misread(const struct compat *compat, const char *word, size_t length, unsigned *last);

/* True if the target's function has parameters of these roles, ended by ROLE_NONE. */
bool compat_has_roles(const struct compat *compat, const struct gup_function *function,
		      const enum gup_role *roles);

/*
 * Notes a word of the driver's code: a function's name, a flag, a function of the mmap lock. True if what it
 * names is not the same on all kernels since then: who writes that needs the header.
 */
bool compat_use(struct compat *compat, const char *word, size_t length);

/*
 * Notes that a call of the function names the flag among its arguments; without a flag (NULL) that it names
 * none, and without a function that the flag is named elsewhere.
 */
void compat_pass(struct compat *compat, const struct gup_function *function, const struct gup_flag *flag);

/* Appends gup_compat.h; nothing if all kernels have what is used. */
void compat_write_header(const struct compat *compat, struct buf *out);

/* Appends gup_compat.mk; nothing if there is nothing to be asked. */
void compat_write_kbuild(const struct compat *compat, struct buf *out);

/* True if the text has the line by which both of them say who wrote them: it may be written anew. */
bool compat_wrote(const char *text);

/* What the header cannot give on some of these kernels: calls visit with each reason. */
void compat_each_gap(const struct compat *compat, void (*visit)(const char *reason, void *data), void *data);

/* Frees it. */
void compat_end(struct compat *compat);

#endif
