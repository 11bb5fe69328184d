// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "c/clang/private.h"

/*
 * Spell checking would resolve a name that does not exist to one that looks alike. The warnings
 * that stay on are those that say that a call does not fit, or what it gives.
 */
static const char *const parse_flags[] = {
	"--no-default-config",
	"-ferror-limit=0",
	"-fno-spell-checking",
	"-Wno-everything",
	"-Wincompatible-pointer-types",
	"-Wint-conversion",
	"-Wpointer-integer-compare",
	"-Wimplicit-function-declaration",
	NULL,
};

void arguments_begin(struct arguments *arguments, const struct libclang *clang,
		     char *const *command)
{
	for (; *command; command++)
		VEC_PUSH(arguments, *command);
	for (const char *const *flag = parse_flags; *flag; flag++)
		VEC_PUSH(arguments, *flag);
	VEC_PUSH(arguments, "-resource-dir");
	VEC_PUSH(arguments, clang->own_headers);
}
