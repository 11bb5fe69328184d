// SPDX-License-Identifier: GPL-2.0-only
/* A worker's answer, which the cache keeps as well: read, written and read it is the same. */
#include "base/data/buf.h"
#include "check/rules/rule.h"
#include "fuzz.h"
#include "outcome/result/form.h"

#include <string.h>

/* As many mentions as any answer here has. */
static struct mention mentions[8];

static void check_ledger(const struct result *result)
{
	size_t total = 0;

	for (size_t i = 0; i < CLASS_COUNT; i++)
		total += result->ledger[i];
	FUZZ_CHECK(total == result->mentions.n);
	for (size_t i = 0; i < result->files.n; i++)
		FUZZ_CHECK(reading_name(result->files.items[i].reading));
	for (size_t i = 0; i < result->findings.n; i++)
		FUZZ_CHECK(confidence_name(result->findings.items[i].confidence));
}

static void check_again(const struct result *result, const struct made_from *files,
			const struct scanned_file *file)
{
	struct made_from files_again = {0};
	struct result again = {0};
	struct buf first = {0}, second = {0};

	form_write(result, files, &first);
	FUZZ_CHECK(!form_read(first.data, first.length, file, rule_name, &again, &files_again));
	form_write(&again, &files_again, &second);
	FUZZ_CHECK(first.length == second.length &&
		   !memcmp(first.data, second.data, first.length));
	result_free(&again);
	made_from_free(&files_again);
	buf_free(&first);
	buf_free(&second);
}

static void read_as(const char *text, size_t length, size_t n)
{
	struct scanned_file file = {
		.path = (char *)"drivers/a.c", .mentions = mentions, .n_mentions = n,
	};
	struct made_from files = {0};
	struct result result = {0};

	if (form_read(text, length, &file, rule_name, &result, &files)) {
		FUZZ_CHECK(!result.mentions.n && !result.findings.n && !result.edits.n && !files.n);
	} else {
		check_ledger(&result);
		check_again(&result, &files, &file);
		result_sort(&result);
	}
	result_free(&result);
	made_from_free(&files);
}

void fuzz_one(const char *text, size_t length)
{
	for (size_t n = 0; n < sizeof(mentions) / sizeof(*mentions); n++) {
		mentions[n].symbol = symbol_of(&gup_functions[0]);
		mentions[n].line = (uint32_t)n + 1;
	}
	for (size_t n = 0; n < 4; n++)
		read_as(text, length, n);
}
