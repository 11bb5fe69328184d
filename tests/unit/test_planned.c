// SPDX-License-Identifier: GPL-2.0-only
/* A converted text against the records of what its calls were to become. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"
#include "patch/prove/place.h"
#include "patch/prove/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char text[] =
	"int f(unsigned long a, struct page **p, struct page *q)\n"
	"{\n"
	"	int n = get_user_pages_fast(a, 1, 1, p);\n"
	"	/* put_user_page() */\n"
	"	put_page(q);\n"
	"	return n + get_user_pages_fast(a, 2, 1, p);\n"
	"}\n";

struct sample {
	struct run run;
	struct rewrite rewrite;
	struct rewritten file;
	struct scanned_file scanned;
	struct source source;
	struct after after;
	struct proof proof;
};

static size_t offset_of(const char *words)
{
	const char *found = strstr(text, words);

	assert_non_null(found);
	return (size_t)(found - text);
}

static void begin(struct sample *sample)
{
	*sample = (struct sample){0};
	scan_text("drivers/lamp.c", text, strlen(text), &sample->scanned);
	source_from_text(&sample->source, &sample->scanned, text, strlen(text));
}

/* Where `old` stands first in the text, `new` will. */
static void change(struct sample *sample, const char *old, const char *new)
{
	edit_list_add(&sample->run.result.edits, "drivers/lamp.c", offset_of(old), old, new);
}

static void plan(struct sample *sample, const char *old, const char *call)
{
	planned_list_add(&sample->run.result.planned, "drivers/lamp.c", offset_of(old), call);
}

/* What the proof says; frees the sample. The caller frees the reason. */
static char *end(struct sample *sample)
{
	struct result *result = &sample->run.result;
	struct err err = {0};
	char *reason;

	edit_list_sort(&result->edits);
	planned_list_sort(&result->planned);
	sample->file = (struct rewritten){
		.path = "drivers/lamp.c", .edits = result->edits.items, .n_edits = result->edits.n,
		.old_source = &sample->source,
	};
	assert_int_equal(edit_apply(result->edits.items, result->edits.n, text, strlen(text),
				    &sample->file.new_text, &err), 0);
	scan_text("drivers/lamp.c", sample->file.new_text.data, sample->file.new_text.length,
		  &sample->after.file);
	source_from_text(&sample->after.source, &sample->after.file, sample->file.new_text.data,
			 sample->file.new_text.length);
	sample->after.pairs = place_mentions(&sample->file, &sample->after.file);
	sample->rewrite = (struct rewrite){ .items = &sample->file, .n = 1 };
	sample->proof = (struct proof){
		.run = &sample->run, .rewrite = &sample->rewrite, .after = &sample->after,
	};
	reason = prove_text(&sample->proof, 0);
	free(sample->after.pairs);
	source_close(&sample->after.source);
	scanned_file_free(&sample->after.file);
	buf_free(&sample->file.new_text);
	source_close(&sample->source);
	scanned_file_free(&sample->scanned);
	result_free(result);
	return reason;
}

static void assert_reason(struct sample *sample, const char *wanted)
{
	char *reason = end(sample);

	assert_non_null(reason);
	assert_string_equal(reason, wanted);
	free(reason);
}

#define FIRST "get_user_pages_fast(a, 1, 1, p)"
#define SECOND "get_user_pages_fast(a, 2, 1, p)"

static void what_was_planned_holds(void **state)
{
	struct sample sample;

	(void)state;
	begin(&sample);
	change(&sample, FIRST, "get_user_pages(a,\n		/* all */ 1, FOLL_WRITE, p, NULL)");
	plan(&sample, FIRST, "get_user_pages(a, 1, FOLL_WRITE, p, NULL)");
	change(&sample, "2, 1, p", "2, FOLL_WRITE, p");
	plan(&sample, SECOND, "get_user_pages_fast ( a , 2 , FOLL_WRITE , p )");
	assert_null(end(&sample));
}

static void another_text_than_planned_does_not(void **state)
{
	struct sample sample;

	(void)state;
	begin(&sample);
	change(&sample, "1, 1, p", "1, 0, p");
	plan(&sample, FIRST, "get_user_pages_fast(a, 1, FOLL_WRITE, p)");
	assert_reason(&sample, "a call would not become `get_user_pages_fast(a, 1, FOLL_WRITE, p)`");

	/* A plan that no edit carries out. */
	begin(&sample);
	change(&sample, "1, 1, p", "1, FOLL_WRITE, p");
	plan(&sample, FIRST, "get_user_pages_fast(a, 1, FOLL_WRITE, p)");
	plan(&sample, SECOND, "get_user_pages_fast(a, 2, FOLL_WRITE, p)");
	assert_reason(&sample, "a call would not become `get_user_pages_fast(a, 2, FOLL_WRITE, p)`");
}

static void a_call_that_nobody_planned_stays(void **state)
{
	struct sample sample;

	(void)state;
	begin(&sample);
	change(&sample, "2, 1, p", "2, FOLL_WRITE, p");
	assert_reason(&sample, "a call would change that nobody planned");

	/* The record of another call is none of this one. */
	begin(&sample);
	change(&sample, "2, 1, p", "2, FOLL_WRITE, p");
	plan(&sample, FIRST, FIRST);
	assert_reason(&sample, "a call would change that nobody planned");
}

static void mentions_come_and_go_as_planned(void **state)
{
	struct sample sample;

	(void)state;
	begin(&sample);
	change(&sample, "put_page(q)", "unpin_user_page(q)");
	plan(&sample, "put_page(q)", "unpin_user_page(q)");
	change(&sample, "2, 1, p", "2, FOLL_WRITE, p");
	plan(&sample, SECOND, "get_user_pages_fast(a, 2, FOLL_WRITE, p)");
	assert_null(end(&sample));

	begin(&sample);
	change(&sample, "put_page(q)", "unpin_user_page(q)");
	assert_reason(&sample, "a mention would come in that nobody planned");

	begin(&sample);
	change(&sample, "put_user_page()", "nothing");
	assert_reason(&sample, "a mention would go");

	begin(&sample);
	change(&sample, FIRST, "lamp_pin(a, p)");
	plan(&sample, FIRST, "lamp_pin(a, p)");
	assert_null(end(&sample));
}

static void places_move_by_what_is_in_front(void **state)
{
	struct edit edits[] = {
		{ .offset = 2, .old_text = "", .new_text = "ab" },
		{ .offset = 4, .old_text = "xyz", .new_text = "u" },
	};
	struct rewritten file = { .edits = edits, .n_edits = 2 };

	struct place_walk walk = { .file = &file };

	(void)state;
	assert_int_equal(place_next(&walk, 1), 1);
	assert_int_equal(place_next(&walk, 2), 4);
	assert_int_equal(place_next(&walk, 4), 6);
	assert_int_equal(place_next(&walk, 5), SIZE_MAX);
	assert_int_equal(place_next(&walk, 7), 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_planned_holds),
		cmocka_unit_test(another_text_than_planned_does_not),
		cmocka_unit_test(a_call_that_nobody_planned_stays),
		cmocka_unit_test(mentions_come_and_go_as_planned),
		cmocka_unit_test(places_move_by_what_is_in_front),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
