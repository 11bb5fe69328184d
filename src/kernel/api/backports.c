// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/api/backports.h"

#include "kernel/api/signature.h"

#include <string.h>

#define BACKPORT(function, version, level, ...)					\
	{ #function, version, level,						\
	  ROLES(__VA_ARGS__, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE) },

const struct gup_backport gup_backports[] = {
#include "kernel/api/backports.def"
	{ .function = NULL },
};

struct gup_signature gup_backport_signature(const struct gup_backport *backport)
{
	const struct gup_function *function =
		gup_function_find(backport->function, strlen(backport->function));
	struct gup_signature signature = *gup_signature_at(function, backport->version);

	signature.first = signature.last = backport->version;
	memcpy(signature.roles, backport->roles, sizeof(signature.roles));
	return signature;
}
