// SPDX-License-Identifier: GPL-2.0-only
/* The tree's homes are scanned while the change is read. */
#include "base/data/err.h"
#include "calls/family/homes.h"
#include "treewide/lint/private.h"

static void *read_homes(void *data)
{
	struct linting *linting = data;
	const struct run_options *options = &linting->options->run;

	homes_scan(&linting->tree, options->jobs, options->use_cache, &linting->homes,
		   &linting->reader_err);
	return NULL;
}

/* git reads its index with one thread; whoever has two cores reads the homes meanwhile. */
void linting_begin_homes(struct linting *linting)
{
	linting->is_reading = !pthread_create(&linting->reader, NULL, read_homes, linting);
	if (!linting->is_reading)
		read_homes(linting);
}

void linting_join(struct linting *linting)
{
	if (linting->is_reading)
		pthread_join(linting->reader, NULL);
	linting->is_reading = false;
}

int linting_end_homes(struct linting *linting, struct err *err)
{
	linting_join(linting);
	return linting->reader_err.text ? err_set(err, "%s", linting->reader_err.text) : 0;
}
