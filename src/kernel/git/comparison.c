// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/git/comparison.h"

#include "base/data/err.h"

int comparison_failed(const char *path, const char *what, struct err *err)
{
	const git_error *error = git_error_last();

	return err_set(err, "%s: %s: %s", path, what,
		       error && error->message ? error->message : "libgit2 gave no reason");
}
