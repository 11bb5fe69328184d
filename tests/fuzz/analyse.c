// SPDX-License-Identifier: GPL-2.0-only
/*
 * A whole source by its text: classes, findings, edits, and their way through a worker's answer. The
 * input's second part, if there is one, is the header that declares the family.
 */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "c/preprocess/condition.h"
#include "c/preprocess/evaluate.h"
#include "c/source/source.h"
#include "calls/family/family.h"
#include "check/rules/rule.h"
#include "fuzz.h"
#include "outcome/edit/edit.h"
#include "outcome/result/form.h"
#include "treewide/analyse/analyse.h"

#include <stdlib.h>
#include <string.h>

struct text_file {
	struct fuzz_text text;
	struct scanned_file file;
	struct source source;
};

static void open_file(struct text_file *file, const char *path, const char **at, const char *end)
{
	file->text = fuzz_take(at, end);
	scan_text(path, file->text.data, file->text.length, &file->file);
	source_from_text(&file->source, &file->file, file->text.data, file->text.length);
}

static void close_file(struct text_file *file)
{
	source_close(&file->source);
	scanned_file_free(&file->file);
	fuzz_text_free(&file->text);
}

/* Each edit has the bytes that it replaces; those of a call in another's arguments may overlap. */
static void check_edits(const struct result *result, const struct text_file *file)
{
	struct buf text = {0};
	struct err err = {0};

	if (edit_apply(result->edits.items, result->edits.n, file->text.data, file->text.length, &text,
		       &err))
		FUZZ_CHECK(strstr(err.text, ": two edits overlap at ") && !text.length);
	err_clear(&err);
	buf_free(&text);
}

static void check_findings(const struct result *result, const struct source *source)
{
	for (size_t i = 0; i < result->findings.n; i++) {
		const struct finding *finding = &result->findings.items[i];

		FUZZ_CHECK(finding->line && finding->line <= source->lines.n);
		FUZZ_CHECK(finding->end_line >= finding->line);
		FUZZ_CHECK(finding->message && *finding->message);
	}
}

/* A result that was written and read writes the same answer. */
static void check_form(const struct result *result, const struct scanned_file *file)
{
	struct made_from files = {0};
	struct buf first = {0}, second = {0};
	struct result read = {0};

	form_write(result, &files, &first);
	FUZZ_CHECK(!form_read(first.data, first.length, file, rule_name, &read, &files));
	form_write(&read, &files, &second);
	FUZZ_CHECK(first.length == second.length &&
		   !memcmp(first.data, second.data, first.length));
	result_free(&read);
	buf_free(&first);
	buf_free(&second);
}

static void run(struct text_file *file, const struct family *family, enum goal goal)
{
	struct result result = {0};
	struct analysis analysis = {
		.source = &file->source, .family = family, .version = 0x60100, .goal = goal,
		.no_compiler = "no compiler", .result = &result,
	};

	analyse(&analysis);
	FUZZ_CHECK(result.mentions.n == file->file.n_mentions);
	check_form(&result, &file->file);
	result_sort(&result);
	check_findings(&result, &file->source);
	check_edits(&result, file);
	result_free(&result);
}

void fuzz_one(const char *text, size_t length)
{
	struct family family = {0};
	const char *at = text;
	struct text_file file, header;

	open_file(&file, "drivers/fuzz.c", &at, text + length);
	open_file(&header, "include/linux/mm.h", &at, text + length);
	source_judge(&file.source, version_code(6, 1, 0), NULL);
	source_judge(&header.source, version_code(6, 1, 0), NULL);
	if (header.file.n_mentions) {
		family_add_asked(&family, &header.source);
		family_add_asked(&family, &file.source);
	} else {
		family_add_mainline(&family);
	}
	run(&file, &family, GOAL_CHECK);
	run(&file, &family, GOAL_CONVERT);
	family_free(&family);
	close_file(&header);
	close_file(&file);
}
