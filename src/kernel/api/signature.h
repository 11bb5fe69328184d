/* SPDX-License-Identifier: GPL-2.0-only */
/* SIGNATURE() and INTERNAL() of the .def files, for those that make tables of them. */
#ifndef GUPTIDY_API_SIGNATURE_H
#define GUPTIDY_API_SIGNATURE_H

#include "kernel/api/api.h"

/* The words that the .def files use where KERNEL() gives no number. */
#define ALWAYS KERNEL_ALWAYS
#define NEVER  KERNEL_NEVER

/* One name more than a signature may have parameters, so that the unit test sees one too long. */
#define ROLES(a, b, c, d, e, f, g, h, i, ...)					\
	{									\
		ROLE_##a, ROLE_##b, ROLE_##c, ROLE_##d, ROLE_##e, ROLE_##f,	\
		ROLE_##g, ROLE_##h, ROLE_##i,					\
	}

/* The row's roles, filled up with ROLE_NONE behind the last. */
#define ANY_SIGNATURE(first, last, lock, result, is_internal, returns, ...)	\
	{ first, last, LOCK_##lock, RESULT_##result, is_internal, returns,	\
	  ROLES(__VA_ARGS__, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE) },
#define SIGNATURE(first, last, lock, result, ...)				\
	ANY_SIGNATURE(first, last, lock, result, false, __VA_ARGS__)
#define INTERNAL(first, last, lock, result, ...)				\
	ANY_SIGNATURE(first, last, lock, result, true, __VA_ARGS__)

#endif
