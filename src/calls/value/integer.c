// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/integer.h"

#include "base/data/mem.h"
#include "c/outline/words.h"

static const struct integer unknown_integer;

#define SIGNED(n) { .is_known = true, .bits = (n) }
#define UNSIGNED(n) { .is_known = true, .is_unsigned = true, .bits = (n) }

/* A word that is a type of its own. */
static struct integer integer_of_word(const struct token_list *tokens, size_t i)
{
	static const struct {
		const char *name;
		struct integer type;
	} words[] = {
		{ "u8", UNSIGNED(8) }, { "__u8", UNSIGNED(8) },
		{ "uint8_t", UNSIGNED(8) }, { "u16", UNSIGNED(16) },
		{ "__u16", UNSIGNED(16) }, { "uint16_t", UNSIGNED(16) },
		{ "u32", UNSIGNED(32) }, { "__u32", UNSIGNED(32) },
		{ "uint32_t", UNSIGNED(32) }, { "uint", UNSIGNED(32) },
		{ "u64", UNSIGNED(64) }, { "__u64", UNSIGNED(64) },
		{ "uint64_t", UNSIGNED(64) }, { "size_t", UNSIGNED(64) },
		{ "ulong", UNSIGNED(64) }, { "pgoff_t", UNSIGNED(64) },
		{ "uintptr_t", UNSIGNED(64) }, { "s8", SIGNED(8) },
		{ "s16", SIGNED(16) }, { "s32", SIGNED(32) },
		{ "__s32", SIGNED(32) }, { "int32_t", SIGNED(32) },
		{ "s64", SIGNED(64) }, { "__s64", SIGNED(64) },
		{ "int64_t", SIGNED(64) }, { "ssize_t", SIGNED(64) },
		{ "loff_t", SIGNED(64) },
	};

	for (size_t w = 0; w < ARRAY_SIZE(words); w++)
		if (token_is(tokens, i, words[w].name))
			return words[w].type;
	return unknown_integer;
}

/* Takes in one of C's own words; false: it is none. */
static bool add_word(const struct token_list *tokens, size_t i, struct integer *type)
{
	bool is_sign = token_is(tokens, i, "unsigned") || token_is(tokens, i, "signed");

	if (token_is(tokens, i, "long"))
		type->bits = 64;
	else if (token_is(tokens, i, "short"))
		type->bits = 16;
	else if (token_is(tokens, i, "char"))
		type->bits = 8;
	else if (!is_sign && !token_is(tokens, i, "int"))
		return false;
	if (!type->bits)
		type->bits = 32;
	type->is_unsigned |= token_is(tokens, i, "unsigned");
	type->is_known = true;
	return true;
}

struct integer integer_of_words(const struct token_list *tokens, size_t first, size_t last)
{
	static const char *const silent[] = {
		"const", "volatile", "static", "register", "__maybe_unused", "(",
	};
	struct integer type = {0};

	for (size_t i = first; i < last; i = token_next(tokens, i)) {
		struct integer whole = integer_of_word(tokens, i);

		if (token_is_any(tokens, i, silent, ARRAY_SIZE(silent)))
			continue;
		if (whole.is_known)
			return whole;
		if (!add_word(tokens, i, &type))
			break;
	}
	/* Plain char has the sign that the architecture likes. */
	return type.bits == 8 && !type.is_unsigned ? unknown_integer : type;
}

struct integer integer_of_local(const struct source *source, const struct local *local)
{
	if (!local->found || local->is_pointer || local->is_bool)
		return unknown_integer;
	return integer_of_words(&source->outline.tokens, local->type, local->declaration);
}

/* Everything narrower than int becomes int. */
static struct integer promoted(struct integer type)
{
	return type.is_known && type.bits < 32 ? (struct integer)SIGNED(32) : type;
}

struct integer integer_common(struct integer a, struct integer b)
{
	a = promoted(a);
	b = promoted(b);
	if (!a.is_known || !b.is_known)
		return unknown_integer;
	if (a.bits == b.bits)
		return a.is_unsigned ? a : b;
	return a.bits > b.bits ? a : b;
}

static struct integer of_identifier(struct source *source, const struct expr *expr)
{
	struct local local;

	if (source->outline.tokens.items[expr->op].directive)
		return unknown_integer;
	local = local_find(source, expr->op);
	return integer_of_local(source, &local);
}

static struct integer of_number(const struct token_list *tokens, const struct expr *expr)
{
	const struct token *token = &tokens->items[expr->op];
	struct integer type = SIGNED(32);

	if (token->length > 9)
		return unknown_integer;
	for (size_t i = 0; i < token->length; i++) {
		char c = tokens->text[token->offset + i];

		type.is_unsigned |= c == 'u' || c == 'U';
		if (c == 'l' || c == 'L')
			type.bits = 64;
	}
	return type;
}

/* Who answers what the text does not tell. */
struct asking {
	const struct oracle *oracle;	/* or NULL */
	bool is_open;
};

static struct integer ask(struct source *source, size_t name, struct asking *asking)
{
	struct resolved answer = {0};
	struct integer type = unknown_integer;

	if (!asking)
		return type;
	if (asking->oracle)
		asking->oracle->ask(asking->oracle->data, source,
				    source->outline.tokens.items[name].offset, &answer);
	if (answer.type == TYPE_INTEGER && answer.bits)
		type = (struct integer){ true, answer.is_unsigned, (unsigned)answer.bits };
	else if (answer.type == TYPE_INTEGER && answer.width)
		type = (struct integer){ true, answer.is_unsigned, answer.width };
	else if (answer.type == TYPE_BOOL)
		type = (struct integer)UNSIGNED(8);
	asking->is_open |= answer.kind == RESOLVED_NOTHING || answer.type == TYPE_UNKNOWN;
	resolved_free(&answer);
	return type;
}

static struct integer type_of(struct source *source, const struct expr *expr, struct asking *asking);

static struct integer of_binary(struct source *source, const struct expr *expr, struct asking *asking)
{
	static const char *const sums[] = { "+", "-", "*", "/" };
	const struct token_list *tokens = &source->outline.tokens;

	if (token_is(tokens, expr->op, "<<") || token_is(tokens, expr->op, ">>"))
		return promoted(type_of(source, expr->left, asking));
	if (!token_is_any(tokens, expr->op, sums, ARRAY_SIZE(sums)))
		return unknown_integer;
	return integer_common(type_of(source, expr->left, asking), type_of(source, expr->right, asking));
}

static struct integer type_of(struct source *source, const struct expr *expr, struct asking *asking)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct integer type = unknown_integer;

	expr = expr_bare(expr);
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
		type = of_identifier(source, expr);
		return type.is_known || is_capitals(tokens, expr->op) ? type :
		       ask(source, expr->op, asking);
	case EXPR_NUMBER:
		return of_number(tokens, expr);
	case EXPR_CAST:
		return integer_of_words(tokens, expr->first, expr->left->first);
	case EXPR_BINARY:
		return of_binary(source, expr, asking);
	case EXPR_MEMBER:
		return ask(source, expr->op, asking);
	case EXPR_CALL:
		return expr->left->kind == EXPR_IDENTIFIER && !is_capitals(tokens, expr->left->op) ?
		       ask(source, expr->left->op, asking) : unknown_integer;
	default:
		return unknown_integer;
	}
}

struct integer integer_of(struct source *source, const struct expr *expr)
{
	return type_of(source, expr, NULL);
}

struct integer integer_asked(struct source *source, const struct expr *expr, const struct oracle *oracle,
			     bool *is_open)
{
	struct asking asking = { .oracle = oracle };
	struct integer type = type_of(source, expr, &asking);

	*is_open = !type.is_known && asking.is_open;
	return type;
}
