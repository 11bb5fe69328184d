// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/suggest.h"

#include "base/data/mem.h"

#include <string.h>

#define LONGEST 40	/* no name of ours is as long */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters to insert, drop, replace or swap with the next: the optimal string alignment. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[LONGEST + 1][LONGEST + 1], n = strlen(a), m = strlen(b);

	for (size_t i = 0; i <= n; i++) {
		for (size_t j = 0; j <= m; j++) {
			if (!i || !j) {
				rows[i][j] = i + j;
				continue;
			}
			rows[i][j] = least(least(rows[i - 1][j], rows[i][j - 1]) + 1,
					   rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
		}
	}
	return rows[n][m];
}

void suggest(struct suggestion *best, const char *written, const char *candidate)
{
	size_t length = strlen(written), apart;

	if (!length || length > LONGEST || strlen(candidate) > LONGEST)
		return;
	apart = distance(written, candidate);
	if (apart > (length + 2) / 3 || (best->name && apart >= best->distance))
		return;
	*best = (struct suggestion){ .name = candidate, .distance = apart };
}

char *suggestion_text(const struct suggestion *best)
{
	return best->name ? mem_printf("; did you mean %s?", best->name) : mem_strdup("");
}
