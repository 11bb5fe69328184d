// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/match.h"

#include "base/data/mem.h"
#include "c/syntax/variant.h"
#include "conversion/migration/literal.h"

#include <string.h>

/* A statement in ({ }) whose value is that of the whole. */
static bool is_value_of_block(const struct token_list *tokens, size_t semicolon)
{
	size_t brace = token_next(tokens, semicolon);

	return token_is(tokens, brace, "}") && token_is(tokens, token_next(tokens, brace), ")");
}

/* Behind a cast to void in front of the call, if there is one. */
static size_t without_cast(const struct token_list *tokens, size_t i)
{
	size_t type = token_next(tokens, i), close = token_next(tokens, type);

	return token_is(tokens, i, "(") && token_is(tokens, type, "void") && token_is(tokens, close, ")") ?
		token_next(tokens, close) : i;
}

/*
 * What becomes of the call's value. RESULT_ANY: nobody can tell, as it stands in a macro whose users
 * decide.
 */
static enum result_use use_of(const struct source *source, const struct call *call)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t begin = without_cast(tokens, statement_begin(&source->outline, call->name));
	size_t behind = token_next(tokens, call->close);

	if (begin != call->name)
		return RESULT_USED;
	if (token_is(tokens, behind, ";"))
		return is_value_of_block(tokens, behind) ? RESULT_USED : RESULT_UNUSED;
	return tokens->items[call->name].directive ? RESULT_ANY : RESULT_USED;
}

bool call_is_statement(const struct source *source, const struct call *call)
{
	static const char *const ends[] = { "{", "}", ";" };
	const struct token_list *tokens = &source->outline.tokens;

	return !tokens->items[call->name].directive && use_of(source, call) == RESULT_UNUSED &&
	       token_is_any(tokens, token_previous(tokens, call->name), ends, ARRAY_SIZE(ends));
}

static bool has_number(const struct migration_rule *rule, size_t n)
{
	return rule->has_rest ? n + 1 >= rule->n : n == rule->n;
}

static bool equals(const struct migration *migration, size_t first, size_t last,
		   const struct source *source, const struct expr *argument)
{
	return literal_equals(migration, first, last, &source->outline, argument->first, argument->last);
}

/* A call that is held against the expressions on a rule's left side. */
struct binding {
	const struct migration *migration;
	const struct migration_rule *rule;
	const struct source *source;
	const struct call *call;
	const struct expr **parts;
};

/* What stands in a parameter's place; where that stood in another place before, it must be the same. */
static bool bind(const struct binding *binding, size_t parameter, const struct expr *expr)
{
	const struct token_list *tokens = &binding->source->outline.tokens;
	const struct expr *known = parameter < FIRST_PART ? binding->call->arguments[parameter] :
							     binding->parts[parameter - FIRST_PART];

	if (known) {
		known = expr_bare(known);
		return same_code(tokens, known->first, known->last, tokens, expr->first, expr->last);
	}
	binding->parts[parameter - FIRST_PART] = expr;
	return true;
}

static bool same_word(const struct binding *binding, size_t of_rule, size_t of_call)
{
	return same_code(&binding->migration->outline.tokens, of_rule, of_rule + 1,
			 &binding->source->outline.tokens, of_call, of_call + 1);
}

/* -> or . in front of a member. */
static bool same_access(const struct binding *binding, const struct expr *pattern, const struct expr *expr)
{
	return pattern->kind != EXPR_MEMBER ||
	       same_word(binding, token_previous(&binding->migration->outline.tokens, pattern->op),
			 token_previous(&binding->source->outline.tokens, expr->op));
}

static bool has_form(const struct binding *binding, const struct expr *pattern, const struct expr *expr)
{
	size_t parameter;

	pattern = expr_bare(pattern);
	expr = expr_bare(expr);
	parameter = pattern->kind == EXPR_IDENTIFIER ?
		rule_parameter(binding->migration, binding->rule, pattern->op) : NO_TOKEN;
	if (parameter != NO_TOKEN)
		return expr->kind != EXPR_BAD && bind(binding, parameter, expr);
	if (pattern->kind != expr->kind || !same_access(binding, pattern, expr) ||
	    (pattern->kind != EXPR_INDEX && !same_word(binding, pattern->op, expr->op)))
		return false;
	return (!pattern->left || (expr->left && has_form(binding, pattern->left, expr->left))) &&
	       (!pattern->right || (expr->right && has_form(binding, pattern->right, expr->right)));
}

bool rule_bind(const struct migration *migration, const struct migration_rule *rule, const struct source *source,
	       const struct call *call, const struct expr *parts[MOST_PARTS])
{
	const struct binding binding = { migration, rule, source, call, parts };

	for (size_t p = 0; p < rule->parts.n; p++)
		parts[p] = NULL;
	for (size_t i = 0; i < rule->n; i++)
		if (rule->patterns[i].kind == PATTERN_EXPR &&
		    !has_form(&binding, rule->patterns[i].expr, call->arguments[i]))
			return false;
	return true;
}

static bool matches(const struct migration *migration, const struct migration_rule *rule,
		    const struct source *source, const struct call *call)
{
	const struct expr *parts[MOST_PARTS];

	if (!token_is(&source->outline.tokens, call->name, rule->callee) || !has_number(rule, call->n) ||
	    !rule_bind(migration, rule, source, call, parts))
		return false;
	for (size_t i = 0; i < rule->n; i++)
		if (rule->patterns[i].kind == PATTERN_LITERAL &&
		    !equals(migration, rule->patterns[i].first, rule->patterns[i].last, source,
			    call->arguments[i]))
			return false;
	for (size_t i = 0; i < rule->conditions.n; i++) {
		const struct condition *condition = &rule->conditions.items[i];

		if (equals(migration, condition->first, condition->last, source,
			   call->arguments[condition->parameter]) == condition->is_not)
			return false;
	}
	return rule->result == RESULT_ANY || rule->result == use_of(source, call);
}

const struct migration_rule *migration_match(const struct migration *migration,
						const struct source *source,
						const struct call *call)
{
	for (size_t i = 0; i < migration->rules.n; i++)
		if (matches(migration, &migration->rules.items[i], source, call))
			return &migration->rules.items[i];
	return NULL;
}

bool migration_takes(const struct migration *migration, const char *name, size_t n)
{
	for (size_t i = 0; i < migration->rules.n; i++)
		if (!strcmp(migration->rules.items[i].callee, name) &&
		    has_number(&migration->rules.items[i], n))
			return true;
	return false;
}
