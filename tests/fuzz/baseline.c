// SPDX-License-Identifier: GPL-2.0-only
/* A baseline: what is read is printed as it is read again. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "check/triage/baseline.h"
#include "fuzz.h"

#include <string.h>

static void check_again(const struct baseline *baseline)
{
	struct baseline again = {0};
	struct buf first = {0}, second = {0};
	struct err err = {0};

	baseline_print(baseline, &first);
	FUZZ_CHECK(!baseline_parse("fuzz", first.data, first.length, &again, &err));
	baseline_print(&again, &second);
	FUZZ_CHECK(first.length == second.length &&
		   !memcmp(first.data, second.data, first.length));
	buf_free(&first);
	buf_free(&second);
	baseline_free(&again);
}

void fuzz_one(const char *text, size_t length)
{
	struct baseline baseline = {0};
	struct err err = {0};
	bool refused = baseline_parse("fuzz", text, length, &baseline, &err);

	FUZZ_CHECK(refused == (err.text != NULL));
	if (!refused)
		check_again(&baseline);
	baseline_free(&baseline);
	err_clear(&err);
}
