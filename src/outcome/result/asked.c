// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/asked.h"

#include "base/files/path.h"

#include <stdlib.h>

bool asked_holds(const struct asked *asked, const char *path)
{
	/* Below the root is what the root holds; "" would be above absolute paths, too. */
	for (size_t i = 0; i < asked->n; i++)
		if (path_is_below(path, asked->items[i]) &&
		    (*path == '/') == (*asked->items[i] == '/'))
			return true;
	return false;
}

void asked_free(struct asked *asked)
{
	for (size_t i = 0; i < asked->n; i++)
		free(asked->items[i]);
	free(asked->items);
	*asked = (struct asked){0};
}
