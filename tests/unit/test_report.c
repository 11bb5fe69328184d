// SPDX-License-Identifier: GPL-2.0-only
/* What reports are made of: fingerprints. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "rules/fingerprint.h"

#include <stdlib.h>
#include <string.h>

/* --- fingerprints --- */

/* A finding that owns nothing; of its words only path, function, callee and text count. */
static struct finding saying(const struct rule *rule, const char *path, uint32_t line,
			     const char *function, const char *text)
{
	return (struct finding){
		.rule = rule, .path = (char *)path, .line = line, .function = (char *)function,
		.callee = "pin_user_pages_fast", .text = (char *)text, .message = "",
	};
}

static void fingerprints_outlive_a_move_and_tell_all_else_apart(void **state)
{
	struct finding then[] = {
		saying(&rule_bool_as_flags, "a.c", 3, "f", "g ( ! w )"),
		saying(&rule_bool_as_flags, "a.c", 5, "f", "g ( ! w )"),
		saying(&rule_literal_flags, "a.c", 5, "f", "g ( ! w )"),
		saying(&rule_bool_as_flags, "a.c", 7, "h", "g ( ! w )"),
		saying(&rule_bool_as_flags, "a.c", 9, "f", "g ( ! v )"),
		saying(&rule_bool_as_flags, "b.c", 3, "f", "g ( ! w )"),
	};
	struct finding now[ARRAY_SIZE(then)];
	struct finding_list before = { .items = then, .n = ARRAY_SIZE(then) };
	struct finding_list after = { .items = now, .n = ARRAY_SIZE(then) };
	struct fingerprint *old = fingerprints_of(&before), *new;

	(void)state;
	memcpy(now, then, sizeof(then));
	for (size_t i = 0; i < after.n; i++) {
		now[i].line += 100;
		now[i].column = 70;
		now[i].message = "worded otherwise";
	}
	new = fingerprints_of(&after);
	for (size_t i = 0; i < before.n; i++) {
		assert_int_equal(strlen(old[i].text), 32);
		assert_string_equal(old[i].text, new[i].text);
		for (size_t other = 0; other < i; other++)
			assert_string_not_equal(old[i].text, old[other].text);
	}
	/* Written down by users: the algorithm is a promise. */
	assert_string_equal(old[0].text, "e94455e685a5da71a2908cb494a7c210");
	free(old);
	free(new);
}

static void no_findings_have_no_fingerprints(void **state)
{
	struct finding_list none = {0};

	(void)state;
	free(fingerprints_of(&none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fingerprints_outlive_a_move_and_tell_all_else_apart),
		cmocka_unit_test(no_findings_have_no_fingerprints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
