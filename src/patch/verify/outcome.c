// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/outcome.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "patch/verify/make.h"

#include <stdlib.h>
#include <string.h>

/* kbuild stopped at once, as at blanks in M=, or the module has no such object. */
static char *why_no_module(const struct buf *said)
{
	char *last = said_last(said);

	if (last && strstr(last, "Stop."))
		return last;
	free(last);
	return mem_strdup("no module there has such an object");
}

char *outcome_error(const struct configuration *configuration, const struct target *target, const struct buf *said)
{
	char *object = path_join(configuration->module ? configuration->folder : "", target->object);
	char *error = said_error(said, object, configuration->copy);

	if (!error && configuration->module)
		error = said_error(said, target->object, configuration->copy);
	if (!error && configuration->module)
		error = why_no_module(said);
	free(object);
	return error;
}

char *outcome_warning(const struct configuration *configuration, const struct target *target,
		      const struct buf *said, size_t *n)
{
	const char *path = configuration_path(configuration, target->path);
	size_t behind = configuration->module ? strlen(target->module) - strlen(configuration->real) : 0;

	return said_warning(said, path + behind, n);
}
