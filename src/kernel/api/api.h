/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The get_user_pages family as data. Nothing outside this room knows a function's name.
 * The rows stand in functions.def, flags.def and roles.def; this is the look-up.
 */
#ifndef GUPTIDY_API_API_H
#define GUPTIDY_API_API_H

#include <stdbool.h>
#include <stddef.h>

/* A kernel version as one comparable number; stable levels do not change the API and are left out. */
#define KERNEL(major, minor) ((unsigned)(major) * 1000u + (unsigned)(minor))
#define KERNEL_ALWAYS 0u	/* as first: older than the oldest known */
#define KERNEL_NEVER ~0u	/* as last: still there */

/*
 * A driver's own name for what stands in a function's place on older kernels, in the header that compat/
 * writes: `#define NAME gup_compat_NAME`.
 */
#define COMPAT_PREFIX "gup_compat_"
#define COMPAT_HEADER "gup_compat.h"
#define COMPAT_GUARD "GUP_COMPAT_H"

/* The oldest and the newest kernel that the tables were made from. */
#define KERNEL_OLDEST KERNEL(4, 4)
#define KERNEL_NEWEST KERNEL(7, 1)

/* The version that followed: 4.20 was followed by 5.0. */
unsigned kernel_next(unsigned version);

enum gup_role {
	ROLE_NONE,		/* no parameter, or one whose role is not known */
#define GUP_ROLE(id, name, type, names) ROLE_##id,
#include "kernel/api/roles.def"
	ROLE_COUNT
};

enum gup_kind {
	KIND_ACQUIRE,		/* faults pages in, most with a reference or a pin */
	KIND_RELEASE,		/* drops a reference or a pin */
};

/* The caller's state of the mmap lock (mmap_sem before v5.8). */
enum gup_lock {
	LOCK_ANY,		/* makes no difference */
	LOCK_HELD,		/* must be held, is held on return */
	/*
	 * Must be held. With a ROLE_LOCKED argument other than NULL: for read, and dropped if
	 * *locked comes back 0. With NULL: as LOCK_HELD.
	 */
	LOCK_HELD_MAY_DROP,
	LOCK_NOT_HELD,		/* must not be held: the callee takes it itself */
};

/* What comes back. */
enum gup_result {
	RESULT_NONE,		/* void */
	RESULT_COUNT_OR_ERRNO,	/* 1..nr, may be short, or -errno */
	RESULT_COUNT,		/* 0..nr, never negative */
	RESULT_TRUTH,		/* bool */
	RESULT_PAGE_OR_NULL,
	RESULT_PAGE_OR_ERRPTR,
	RESULT_PAGE_OR_ERRPTR_OR_NULL,
	RESULT_ZERO_OR_ERRNO,
	RESULT_BYTES_OR_ERRNO,	/* as COUNT_OR_ERRNO, but in bytes: see relatives.def */
};

#define GUP_MAX_PARAMETERS 9	/* with the ROLE_NONE at the end: eight */

/* One signature and the versions it lived in, both ends included. */
struct gup_signature {
	unsigned first, last;	/* KERNEL() numbers */
	enum gup_lock lock;
	enum gup_result result;
	bool is_internal;	/* static in mm/: callers see it as gone */
	const char *returns;	/* type as written in C */
	enum gup_role roles[GUP_MAX_PARAMETERS]; /* ended by ROLE_NONE */
};

struct gup_function {
	const char *name;
	enum gup_kind kind;
	const char *successor;	/* what a caller uses once it is gone, or NULL */
	const struct gup_signature *signatures;	/* oldest first, ended by .returns == NULL */
};

enum gup_flag_class {
	FLAG_CALLER,		/* callers may pass it */
	FLAG_INTERNAL,		/* mm/ sets it itself */
};

/* One FOLL_* flag; the values are those of mainline, 0 where it did not exist. */
struct gup_flag {
	const char *name;	/* with FOLL_ */
	unsigned long value_define;	/* up to v6.2 */
	unsigned long value_enum;	/* from v6.3 */
	unsigned first, last;	/* KERNEL() numbers */
	enum gup_flag_class class;
};

/* One row of conversions.def. */
struct gup_conversion {
	const char *function;
	const char *successor;	/* NULL: the function stays and takes flags */
	const char *flag;	/* then that is added, or NULL */
};

/* The conversion of a function, or NULL. */
const struct gup_conversion *gup_conversion_of(const struct gup_function *function);

/* All conversions, ended by .function == NULL. */
extern const struct gup_conversion gup_conversions[];

/* All functions, ended by .name == NULL; a function's place in it is its id everywhere. */
extern const struct gup_function gup_functions[];

/* How many functions there are. */
extern const size_t gup_function_count;

/* All flags, ended by .name == NULL. */
extern const struct gup_flag gup_flags[];

/* The function of that name (length bytes, need not end in NUL), or NULL. */
const struct gup_function *gup_function_find(const char *name, size_t length);

/* The signature that mainline had in that version, or NULL when the function was not there. */
const struct gup_signature *gup_signature_at(const struct gup_function *function,
					     unsigned version);

/* The last signature that mainline had, or has. */
const struct gup_signature *gup_signature_newest(const struct gup_function *function);

/* What a call of that signature asks of the lock; passes_locked: its ROLE_LOCKED is not NULL. */
enum gup_lock gup_signature_lock(const struct gup_signature *signature, bool passes_locked);

/* True if mainline changed what comes back, or what is asked of the lock. */
bool gup_contract_changed(const struct gup_function *function);

/* True if it hands out pins, not references. */
bool gup_function_pins(const struct gup_function *function);

/* True if it hands out pages at all, and does not just fault them in. */
bool gup_function_hands_out(const struct gup_function *function);

/* True if the name is a word of the list, as the tables have lists: with blanks between the words. */
bool gup_list_has(const char *list, const char *name, size_t length);

/* How many parameters a signature has. */
size_t gup_signature_length(const struct gup_signature *signature);

/* The flag of that name, or NULL; any other name that begins with FOLL_ is no known flag. */
const struct gup_flag *gup_flag_find(const char *name, size_t length);

/* The flag's value in that version, or 0 when it was not there. */
unsigned long gup_flag_value(const struct gup_flag *flag, unsigned version);

/*
 * The role's short name, as `guptidy api` prints it: "gup_flags", "write", "pages", ...;
 * "unknown" for ROLE_NONE.
 */
const char *gup_role_name(enum gup_role role);

/* The type that mainline declares for the role: "unsigned int", "struct page **", ... */
const char *gup_role_type(enum gup_role role);

/*
 * The role of a declared parameter, from its type ("unsigned int", "struct page **", spaces
 * folded, without const and __user) and its name (may be empty), or ROLE_NONE. Pointers go by type,
 * integers by name; roles.def has the rules.
 */
enum gup_role gup_role_of_parameter(const char *type, const char *name);

#endif
