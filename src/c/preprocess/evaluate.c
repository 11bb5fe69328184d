// SPDX-License-Identifier: GPL-2.0-only
#include "c/preprocess/evaluate.h"

#include "base/data/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#define KERNEL_VERSION_PARTS 3

struct reading {
	const struct macros *macros;
	const struct word_list *words;	/* expanded */
	size_t at;
	unsigned code, depth;
};

#define MAX_DEPTH 100

static struct value read_ternary(struct reading *reading);

unsigned version_code(unsigned major, unsigned minor, unsigned patch)
{
	return major << 16 | minor << 8 | (patch > 255 ? 255 : patch);
}

struct value value_of(long number)
{
	return (struct value){ .known = true, .number = number };
}

/* An option of the kernel's own configuration, or what the compiler and the kernel itself define. */
static bool is_option(const struct word *word)
{
	static const char *const names[] = {
		"MODULE", "DEBUG", "IS_ENABLED", "IS_REACHABLE", "IS_BUILTIN", "IS_MODULE",
		"BITS_PER_LONG", "PAGE_SHIFT", "PAGE_SIZE", "true", "false",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (word_is(word, names[i]))
			return true;
	return word->length > 7 && !memcmp(word->text, "CONFIG_", 7) ? true :
	       word->length > 2 && !memcmp(word->text, "__", 2) && !word_is(word, "__has_include");
}

/* What this tree cannot tell, however it is configured. */
static struct value foreign(void)
{
	return (struct value){ .foreign = true };
}

/* What a name stands for that nothing defines for sure: an option is the tree's own. */
static struct value not_known(const struct word *name)
{
	return (struct value){ .foreign = !is_option(name) };
}

static struct value join(struct value left, struct value right, bool decisive)
{
	struct value value = {
		.known = left.known && right.known, .number = !decisive,
		.of_version = left.of_version || right.of_version,
		.foreign = (!left.known && left.foreign) || (!right.known && right.foreign),
	};
	bool left_decides = left.known && (left.number != 0) == decisive;
	bool right_decides = right.known && (right.number != 0) == decisive;

	if (!left_decides && !right_decides)
		return value;
	value = value_of(decisive);
	/* Where both decide, the version's word is enough. */
	value.of_version = (left_decides && left.of_version) || (right_decides && right.of_version);
	return value;
}

struct value value_and(struct value left, struct value right)
{
	return join(left, right, false);
}

struct value value_or(struct value left, struct value right)
{
	return join(left, right, true);
}

struct value value_not(struct value value)
{
	value.number = !value.number;
	return value;
}

static bool is_kernels(const struct word *word)
{
	return word_is(word, "LINUX_VERSION_CODE") || word_is(word, "KERNEL_VERSION");
}

struct value evaluate_defined(const struct macros *macros, const struct word *name, unsigned code)
{
	const struct macro *macro = macro_find(macros, name);
	struct value value;

	if (is_kernels(name))
		return code ? value_of(1) : foreign();
	if (!macro || macro->state == MACRO_UNCERTAIN)
		return not_known(name);
	value = value_of(macro->state == MACRO_DEFINED);
	value.of_version = macro->of_version;
	return value;
}

static const struct word *peek(const struct reading *reading)
{
	static const struct word end = { "", 0, TOKEN_PUNCTUATION, NULL };

	return reading->at < reading->words->n ? &reading->words->items[reading->at] : &end;
}

static bool accept(struct reading *reading, const char *text)
{
	if (!word_is(peek(reading), text))
		return false;
	reading->at++;
	return true;
}

static struct value read_number(const struct word *word)
{
	char digits[32], *end;
	long number;

	if (word->length >= sizeof(digits))
		return foreign();
	memcpy(digits, word->text, word->length);
	digits[word->length] = '\0';
	errno = 0;
	number = strtol(digits, &end, 0);
	end += strspn(end, "uUlL");
	return errno || *end ? foreign() : value_of(number);
}

static struct value read_defined(struct reading *reading)
{
	bool in_parentheses = accept(reading, "(");
	struct word name = *peek(reading);

	if (name.kind != TOKEN_IDENTIFIER)
		return foreign();
	reading->at++;
	if (in_parentheses && !accept(reading, ")"))
		return foreign();
	return evaluate_defined(reading->macros, &name, reading->code);
}

static struct value read_kernel_version(struct reading *reading)
{
	struct value parts[KERNEL_VERSION_PARTS];
	bool known = accept(reading, "(");

	for (size_t i = 0; i < KERNEL_VERSION_PARTS && known; i++) {
		parts[i] = read_ternary(reading);
		known = parts[i].known && parts[i].number >= 0 && parts[i].number < 1 << 15 &&
			accept(reading, i + 1 < KERNEL_VERSION_PARTS ? "," : ")");
	}
	return known ? value_of((long)version_code((unsigned)parts[0].number,
						   (unsigned)parts[1].number,
						   (unsigned)parts[2].number)) : foreign();
}

/* Behind the name of a macro with arguments that nobody here defines. */
static void skip_arguments(struct reading *reading)
{
	unsigned depth = 0;

	do {
		depth += word_is(peek(reading), "(");
		depth -= word_is(peek(reading), ")");
		reading->at++;
	} while (depth && reading->at < reading->words->n);
}

static struct value read_identifier(struct reading *reading, const struct word *word)
{
	struct value value;

	if (word_is(word, "defined"))
		return read_defined(reading);
	if (word_is(word, "KERNEL_VERSION"))
		return read_kernel_version(reading);
	if (word_is(word, "LINUX_VERSION_CODE")) {
		value = reading->code ? value_of((long)reading->code) : foreign();
		value.of_version = true;
		return value;
	}
	value = evaluate_defined(reading->macros, word, reading->code);
	if (word_is(peek(reading), "("))
		skip_arguments(reading);
	else if (value.known && !value.number)
		return value;		/* what is not defined is 0 */
	return not_known(word);
}

static struct value read_primary(struct reading *reading)
{
	const struct word *word = peek(reading);
	struct value value;

	reading->at++;
	if (word_is(word, "(")) {
		value = read_ternary(reading);
		return accept(reading, ")") ? value : foreign();
	}
	if (word->kind == TOKEN_NUMBER)
		return read_number(word);
	return word->kind == TOKEN_IDENTIFIER ? read_identifier(reading, word) : foreign();
}

static struct value read_unary(struct reading *reading)
{
	struct value value;

	if (reading->depth >= MAX_DEPTH)
		return foreign();
	reading->depth++;
	if (accept(reading, "!")) {
		value = value_not(read_unary(reading));
	} else if (accept(reading, "-")) {
		value = read_unary(reading);
		value.number = value.number == LONG_MIN ? value.number : -value.number;
	} else if (accept(reading, "~")) {
		value = read_unary(reading);
		value.number = ~value.number;
	} else {
		accept(reading, "+");
		value = read_primary(reading);
	}
	reading->depth--;
	return value;
}

struct operator {
	const char *text;
	unsigned binds;			/* higher: more tightly */
};

static const struct operator *operator_at(const struct reading *reading)
{
	static const struct operator operators[] = {
		{ "||", 1 }, { "&&", 2 }, { "|", 3 }, { "^", 4 }, { "&", 5 }, { "==", 6 }, { "!=", 6 },
		{ "<", 7 }, { ">", 7 }, { "<=", 7 }, { ">=", 7 }, { "<<", 8 }, { ">>", 8 },
		{ "+", 9 }, { "-", 9 }, { "*", 10 }, { "/", 10 }, { "%", 10 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(operators); i++)
		if (word_is(peek(reading), operators[i].text))
			return &operators[i];
	return NULL;
}

static bool compare(const char *op, long left, long right, long *result)
{
	if (!strcmp(op, "<"))
		*result = left < right;
	else if (!strcmp(op, ">"))
		*result = left > right;
	else if (!strcmp(op, "<="))
		*result = left <= right;
	else if (!strcmp(op, ">="))
		*result = left >= right;
	else if (!strcmp(op, "=="))
		*result = left == right;
	else if (!strcmp(op, "!="))
		*result = left != right;
	else
		return false;
	return true;
}

/* False where C leaves it undefined. */
static bool calculate(const char *op, long left, long right, long *result)
{
	bool may_shift = right >= 0 && right < 63 && left >= 0;

	switch (*op) {
	case '+':
		return !__builtin_add_overflow(left, right, result);
	case '-':
		return !__builtin_sub_overflow(left, right, result);
	case '*':
		return !__builtin_mul_overflow(left, right, result);
	case '/':
		*result = right > 0 ? left / right : 0;
		return right > 0;
	case '%':
		*result = right > 0 ? left % right : 0;
		return right > 0;
	case '<':
		*result = may_shift ? (long)((unsigned long)left << right) : 0;
		return may_shift;
	case '>':
		*result = may_shift ? left >> right : 0;
		return may_shift;
	case '&':
		*result = left & right;
		return true;
	case '|':
		*result = left | right;
		return true;
	default:
		*result = left ^ right;
		return true;
	}
}

static struct value apply(const char *op, struct value left, struct value right)
{
	struct value value = {
		.known = left.known && right.known,
		.of_version = left.of_version || right.of_version,
		.foreign = (!left.known && left.foreign) || (!right.known && right.foreign),
	};

	if (!strcmp(op, "&&"))
		return value_and(left, right);
	if (!strcmp(op, "||"))
		return value_or(left, right);
	if (value.known && !compare(op, left.number, right.number, &value.number) &&
	    !calculate(op, left.number, right.number, &value.number))
		return foreign();
	return value;
}

static struct value read_binary(struct reading *reading, unsigned least)
{
	struct value left = read_unary(reading);
	const struct operator *op;

	while ((op = operator_at(reading)) && op->binds >= least) {
		reading->at++;
		left = apply(op->text, left, read_binary(reading, op->binds + 1));
	}
	return left;
}

static struct value read_ternary(struct reading *reading)
{
	struct value condition = read_binary(reading, 1), left, right, chosen;

	if (!accept(reading, "?"))
		return condition;
	left = read_ternary(reading);
	if (!accept(reading, ":"))
		return foreign();
	right = read_ternary(reading);
	if (!condition.known)
		return condition;
	chosen = condition.number ? left : right;
	chosen.of_version |= condition.of_version;
	return chosen;
}

struct value evaluate(const struct macros *macros, const struct word_list *condition, unsigned code)
{
	struct word_list expanded = {0};
	struct reading reading = { .macros = macros, .words = &expanded, .code = code };
	struct value value = foreign();
	bool of_version = false;

	if (macros_expand(macros, condition, &expanded, &of_version)) {
		value = read_ternary(&reading);
		value.of_version |= of_version;
		if (reading.at != expanded.n)
			value = foreign();
	}
	free(expanded.items);
	return value;
}
