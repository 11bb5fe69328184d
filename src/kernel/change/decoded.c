// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/decoded.h"

#include <stdlib.h>

void decoded_free(struct decoded *decoded)
{
	for (size_t i = 0; i < decoded->mails.n; i++)
		free(decoded->mails.items[i].subject);
	buf_free(&decoded->text);
	free(decoded->lines.items);
	free(decoded->mails.items);
	*decoded = (struct decoded){0};
}
