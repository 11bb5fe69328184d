// SPDX-License-Identifier: GPL-2.0-only
#include "value/meaning.h"

#include "api/api.h"
#include "base/mem.h"
#include "syntax/words.h"
#include "value/callers.h"
#include "value/local.h"
#include "value/reaching.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Variables of variables: a person who must follow more hops than this would not call it proved. */
#define MAX_HOPS 5

/* Expressions read for one argument: a bound on the work, far above what real code needs. */
#define MAX_WORK 4000

struct reading {
	struct source *source;
	const struct outline *outline;
	const struct oracle *oracle;
	unsigned hops;			/* variables between the argument and here */
	unsigned work;
};

static struct meaning read_expr(struct reading *reading, const struct expr *expr);

static char *text_of(struct reading *reading, size_t first, size_t last)
{
	const struct token_list *tokens = &reading->outline->tokens;
	size_t begin = tokens->items[first].offset;
	size_t end = tokens->items[last - 1].offset + tokens->items[last - 1].length;

	return arena_printf(&reading->source->arena, "%.*s", (int)(end - begin),
			    tokens->text + begin);
}

static struct meaning means(unsigned bits)
{
	return (struct meaning){ .bits = bits, .confidence = CONFIDENCE_HIGH };
}

static struct meaning because(struct reading *reading, unsigned bits, const struct expr *expr,
			      const char *what)
{
	struct meaning meaning = means(bits);

	meaning.because = arena_printf(&reading->source->arena, "`%s` is %s",
				       text_of(reading, expr->first, expr->last), what);
	meaning.what = what;
	return meaning;
}

static struct meaning means_flag(const struct token_list *tokens, size_t i)
{
	struct meaning meaning = means(token_is(tokens, i, "FOLL_WRITE") ? MEANS_FLAGS :
				       MEANS_FLAGS | MEANS_STRAY);
	size_t flag = 0;

	while (flag < 63 && gup_flags[flag].name && !token_is(tokens, i, gup_flags[flag].name))
		flag++;
	meaning.flags = UINT64_C(1) << (gup_flags[flag].name ? flag : 63);
	return meaning;
}

static struct meaning unknown(size_t token)
{
	struct meaning meaning = means(MEANS_UNKNOWN);

	meaning.unknown = token;
	return meaning;
}

static void join_origins(struct reading *reading, struct meaning *meaning, const struct meaning *a,
			 const struct meaning *b)
{
	struct origin *origins;
	size_t n = 0;

	if (!a->n_origins || !b->n_origins) {
		meaning->origins = a->n_origins ? a->origins : b->origins;
		meaning->n_origins = a->n_origins + b->n_origins;
		return;
	}
	origins = arena_alloc(&reading->source->arena, MAX_ORIGINS * sizeof(*origins));
	for (size_t i = 0; i < a->n_origins && n < MAX_ORIGINS; i++)
		origins[n++] = a->origins[i];
	for (size_t i = 0; i < b->n_origins && n < MAX_ORIGINS; i++)
		origins[n++] = b->origins[i];
	meaning->origins = origins;
	meaning->n_origins = n;
}

/* What either of two can be; the reason is that of the one that has the more telling bits. */
static struct meaning either(struct reading *reading, struct meaning a, struct meaning b)
{
	struct meaning meaning = a.because ? a : b;

	meaning.bits = a.bits | b.bits;
	meaning.elsewhere = a.elsewhere || b.elsewhere;
	meaning.disagrees = a.disagrees || b.disagrees;
	meaning.flags = a.flags | b.flags;
	meaning.unread = a.unread ? a.unread : b.unread;
	meaning.unread_line = a.unread ? a.unread_line : b.unread_line;
	join_origins(reading, &meaning, &a, &b);
	meaning.confidence = a.confidence < b.confidence ? a.confidence : b.confidence;
	meaning.unknown = a.bits & MEANS_UNKNOWN ? a.unknown : b.unknown;
	meaning.number = a.bits & MEANS_NUMBER ? a.number : b.number;
	if (a.bits & MEANS_NUMBER && b.bits & MEANS_NUMBER && b.number > a.number)
		meaning.number = b.number;
	return meaning;
}

int number_value(const struct token_list *tokens, size_t i, unsigned long *value)
{
	const struct token *token = &tokens->items[i];
	char digits[32], *end;

	if (token->length >= sizeof(digits))
		return -1;
	memcpy(digits, tokens->text + token->offset, token->length);
	digits[token->length] = '\0';
	errno = 0;
	*value = strtoul(digits, &end, 0);
	end += strspn(end, "uUlL");
	return errno || *end ? -1 : 0;
}

static struct meaning read_number(struct reading *reading, const struct expr *expr)
{
	unsigned long value;
	struct meaning meaning;

	if (number_value(&reading->outline->tokens, expr->op, &value))
		return means(MEANS_INTEGER);
	if (!value)
		return means(MEANS_ZERO);
	meaning = because(reading, MEANS_NUMBER, expr, "a number");
	meaning.number = value;
	return meaning;
}

/* A number that is only ever 0 or 1 and comes by way of a variable or a ?: is a truth value. */
static bool is_zero_or_one(struct meaning meaning)
{
	return !(meaning.bits & ~(unsigned)(MEANS_ZERO | MEANS_NUMBER | MEANS_TRUTH)) &&
	       (!(meaning.bits & MEANS_NUMBER) || meaning.number == 1) &&
	       meaning.bits & (MEANS_NUMBER | MEANS_TRUTH);
}

static struct meaning as_truth(struct reading *reading, struct meaning meaning,
			       const struct expr *expr, const char *what)
{
	struct meaning truth;

	if (!is_zero_or_one(meaning) || meaning.bits == MEANS_TRUTH)
		return meaning;
	if (meaning.bits & MEANS_TRUTH && meaning.because) {
		meaning.bits &= ~(unsigned)MEANS_NUMBER;
		return meaning;
	}
	truth = because(reading, MEANS_TRUTH | (meaning.bits & MEANS_ZERO), expr, what);
	truth.origins = meaning.origins;
	truth.n_origins = meaning.n_origins;
	return truth;
}

static struct meaning by_type(struct reading *reading, const struct expr *expr, size_t token)
{
	struct resolved answer = {0};
	struct meaning meaning = unknown(token);

	if (reading->outline->tokens.items[token].directive)
		return means(MEANS_INTEGER);
	if (!reading->oracle)
		return meaning;
	reading->oracle->ask(reading->oracle->data, reading->source,
			     reading->outline->tokens.items[token].offset, &answer);
	if (answer.type == TYPE_BOOL)
		meaning = because(reading, MEANS_TRUTH, expr,
				  answer.kind == RESOLVED_FUNCTION ? "a bool result" : "a bool");
	else if (answer.bits == 1)
		meaning = because(reading, MEANS_TRUTH, expr, "a 1-bit field");
	else if (answer.type == TYPE_POINTER)
		meaning = because(reading, MEANS_POINTER, expr, "a pointer");
	else if (answer.type == TYPE_INTEGER)
		meaning = means(MEANS_INTEGER);
	else if (answer.type == TYPE_OTHER)
		meaning = means(MEANS_INTEGER);
	resolved_free(&answer);
	return meaning;
}

/* An integer of which no more is known than the flags that were seen on the way. */
static struct meaning some_integer(const struct meaning *seen)
{
	struct meaning meaning = means(MEANS_INTEGER | (seen->bits & (MEANS_FLAGS | MEANS_STRAY)));

	meaning.flags = seen->flags;
	return meaning;
}

struct fill {
	struct reading *reading;
	size_t parameter;
	struct meaning meaning;
	bool found;
};

static uint32_t line_of(struct reading *reading, size_t token)
{
	uint32_t line, column;

	source_position(reading->source, reading->outline->tokens.items[token].offset, &line,
			&column);
	return line;
}

/* A value that is no flags comes from here, unless it comes from further away. */
static struct meaning with_origin(struct reading *reading, struct meaning meaning,
				  const struct expr *expr, size_t name, size_t op)
{
	struct origin *origin;

	if (!meaning.because || meaning.n_origins)
		return meaning;
	origin = arena_alloc(&reading->source->arena, sizeof(*origin));
	*origin = (struct origin){
		.bits = meaning.bits, .value = text_of(reading, expr->first, expr->last),
		.what = meaning.what, .line = line_of(reading, name == NO_TOKEN ? expr->first : name),
		.name = name, .op = op, .expr = expr,
	};
	meaning.origins = origin;
	meaning.n_origins = 1;
	return meaning;
}

static void add_caller(const struct call *call, void *data)
{
	struct fill *fill = data;
	struct meaning meaning;

	if (fill->parameter >= call->n)
		return;
	meaning = with_origin(fill->reading,
			      read_expr(fill->reading, call->arguments[fill->parameter]),
			      call->arguments[fill->parameter], NO_TOKEN, NO_TOKEN);
	fill->meaning = fill->found ? either(fill->reading, fill->meaning, meaning) : meaning;
	fill->found = true;
}

static bool is_static(const struct outline *outline, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token;
	     i = token_next(&outline->tokens, i))
		if (token_is(&outline->tokens, i, "static"))
			return true;
	return false;
}

/* A parameter that is flags by its name: who passes it a truth value is wrong, not its use. */
static bool is_named_flags(struct reading *reading, const struct expr *expr)
{
	char *name = text_of(reading, expr->op, expr->op + 1);

	return gup_role_of_parameter("unsigned int", name) == ROLE_FLAGS;
}

/*
 * What a parameter can be: what the callers in the file fill it with. Only a truth value or flags
 * are worth knowing; all else leaves it an integer, and so do callers that are not seen.
 */
static struct meaning read_parameter(struct reading *reading, const struct expr *expr,
				     const struct local *local)
{
	const struct function *function = outline_function_at(reading->outline, expr->op);
	struct fill fill = { .reading = reading, .parameter = (size_t)local->parameter };
	struct meaning meaning;

	if (!callers_visit(reading->source, function, add_caller, &fill) || !fill.found)
		return means(MEANS_INTEGER);
	meaning = as_truth(reading, fill.meaning, expr,
			   "a parameter that this file's callers fill with 0 or 1 only");
	if (meaning.bits & ~(unsigned)(MEANS_TRUTH | MEANS_ZERO))
		return some_integer(&meaning);
	if (meaning.bits & MEANS_TRUTH && meaning.confidence > CONFIDENCE_MEDIUM)
		meaning.confidence = CONFIDENCE_MEDIUM;
	meaning.elsewhere = is_named_flags(reading, expr) ||
			    !is_static(reading->outline, function);
	return meaning;
}

static struct meaning read_assigned(struct reading *reading, const struct assignment *assignment)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning meaning;

	if (!assignment->value || !(token_is(tokens, assignment->op, "=") ||
				    token_is(tokens, assignment->op, "|=")))
		return means(MEANS_INTEGER);
	meaning = read_expr(reading, assignment->value);
	return with_origin(reading, meaning, assignment->value, assignment->name, assignment->op);
}

/* What the assignments that reach a use bring; &= takes bits away, brings none. */
static struct meaning read_assignments(struct reading *reading, const struct assignments *list)
{
	struct meaning meaning = means(0);
	bool cleared = false;

	for (size_t i = 0; i < list->n; i++) {
		if (token_is(&reading->outline->tokens, list->items[i].op, "&="))
			cleared = true;
		else
			meaning = either(reading, meaning, read_assigned(reading, &list->items[i]));
	}
	if (cleared && meaning.bits & MEANS_FLAGS)
		meaning.bits |= MEANS_STRAY;
	return meaning;
}

static bool is_written_elsewhere(const struct assignments *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].op == NO_TOKEN)
			return true;
	return list->cut;
}

/* "`write` gets `1` at reel.c:11 and `!mm` at reel.c:16" */
static const char *gets(struct reading *reading, const struct expr *name, const struct meaning *meaning)
{
	const char *path = strrchr(reading->source->path, '/');
	char *text = arena_printf(&reading->source->arena, "`%s` gets",
				  text_of(reading, name->first, name->last));

	path = path ? path + 1 : reading->source->path;
	for (size_t i = 0; i < meaning->n_origins; i++)
		text = arena_printf(&reading->source->arena, "%s%s `%s` at %s:%u", text,
				    !i ? "" : i + 1 < meaning->n_origins ? "," : " and",
				    meaning->origins[i].value, path, meaning->origins[i].line);
	return text;
}

/* Names the places that a variable has its values from. */
static void name_origins(struct reading *reading, const struct expr *name, struct meaning *meaning)
{
	static const unsigned wrong = MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK;

	if (!meaning->n_origins || !(meaning->bits & wrong))
		return;
	meaning->disagrees |= meaning->bits & ~(wrong | MEANS_ZERO);
	meaning->because = gets(reading, name, meaning);
	if (meaning->n_origins == 1 && !meaning->disagrees && meaning->what)
		meaning->because = arena_printf(&reading->source->arena, "%s, %s",
						meaning->because, meaning->origins[0].what);
	if (meaning->confidence > CONFIDENCE_MEDIUM)
		meaning->confidence = CONFIDENCE_MEDIUM;
}

static struct meaning read_local(struct reading *reading, const struct expr *expr,
				 const struct local *local)
{
	struct assignments list = {0};
	struct meaning meaning;
	bool written;			/* by somebody who got its address, or whom nobody sees */

	if (reading->hops == MAX_HOPS)
		return means(MEANS_INTEGER);
	reading->hops++;
	reaching_assignments(reading->source, expr->op, &list);
	meaning = read_assignments(reading, &list);
	written = is_written_elsewhere(&list);
	if (local->parameter >= 0 && !list.whole)
		meaning = either(reading, meaning, read_parameter(reading, expr, local));
	reading->hops--;
	if (written)
		meaning = some_integer(&meaning);
	free(list.items);
	meaning = as_truth(reading, meaning, expr, "a variable that is only ever 0 or 1 here");
	name_origins(reading, expr, &meaning);
	return meaning.bits ? meaning : means(MEANS_INTEGER);
}

/* The tokens [first, last) that a macro of this file stands for; false when it takes arguments. */
static bool macro_value(const struct token_list *tokens, size_t name, size_t *first, size_t *last)
{
	const struct token *token = &tokens->items[name];

	*first = name + 1;
	*last = tokens->directives.items[token->directive - 1].last;
	/* NAME( without a blank takes arguments. */
	return *first < *last && tokens->text[token->offset + token->length] != '(';
}

static void enumerator_value(const struct token_list *tokens, size_t name, size_t *first, size_t *last)
{
	*first = token_next(tokens, token_next(tokens, name));
	for (*last = *first; *last < tokens->n; *last = token_next(tokens, *last))
		if (token_is(tokens, *last, ",") || token_is(tokens, *last, "}"))
			break;
}

/* A macro or an enumerator of this very file: what its value means. */
static bool read_constant(struct reading *reading, const struct expr *expr, struct meaning *meaning)
{
	const struct token_list *tokens = &reading->outline->tokens;
	const struct uses *uses = source_uses(reading->source);
	uint32_t name = uses->constant[uses->first[expr->op]];
	size_t first, last;

	if (name == NO_USE)
		return false;
	if (!token_defines_macro(tokens, name))
		enumerator_value(tokens, name, &first, &last);
	else if (!macro_value(tokens, name, &first, &last))
		return false;
	/* A macro may stand for itself. */
	if (reading->hops == MAX_HOPS) {
		*meaning = means(MEANS_INTEGER);
		return true;
	}
	reading->hops++;
	*meaning = read_expr(reading, expr_read(reading->outline, first, last,
						&reading->source->arena));
	reading->hops--;
	return true;
}

/* A name in a function that could not be read: its type is known, not what it holds. */
static struct meaning read_unread(struct reading *reading, const struct expr *expr,
				  const struct variants *variants)
{
	struct meaning meaning = by_type(reading, expr, expr->op);

	meaning.unread = variants->why;
	meaning.unread_line = variants->bad < reading->outline->tokens.n ?
			      line_of(reading, variants->bad) : 0;
	return meaning;
}

/* The readings of the function around token i when there are none, else NULL. */
static const struct variants *unread_at(struct reading *reading, size_t i)
{
	const struct function *function = outline_function_at(reading->outline, i);
	const struct variants *variants;

	if (!function || i <= function->body || reading->outline->tokens.items[i].directive)
		return NULL;
	variants = source_variants(reading->source, function);
	return variants->n ? NULL : variants;
}

static struct meaning read_identifier(struct reading *reading, const struct expr *expr)
{
	const struct variants *unread;
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning meaning;
	struct local local;

	if (token_begins_with(tokens, expr->op, "FOLL_"))
		return means_flag(tokens, expr->op);
	if (token_is(tokens, expr->op, "true") || token_is(tokens, expr->op, "false"))
		return because(reading, MEANS_TRUTH, expr, "a truth value");
	if (token_is(tokens, expr->op, "NULL"))
		return because(reading, MEANS_POINTER, expr, "a pointer");
	unread = unread_at(reading, expr->op);
	if (unread && !is_capitals(tokens, expr->op))
		return read_unread(reading, expr, unread);
	local = local_find(reading->source, expr->op);
	if (local.is_pointer)
		return because(reading, MEANS_POINTER, expr, "a pointer");
	if (local.is_bool)
		return because(reading, MEANS_TRUTH, expr, "a bool");
	if (local.found && !local.is_plain && reading->oracle) {
		meaning = by_type(reading, expr, expr->op);
		if (!(meaning.bits & (MEANS_INTEGER | MEANS_UNKNOWN)))
			return meaning;
	} else if (local.found && !local.is_plain) {
		return unknown(expr->op);
	}
	if (local.found)
		return read_local(reading, expr, &local);
	if (read_constant(reading, expr, &meaning))
		return meaning;
	/*
	 * A macro has no type to ask for, and by convention a constant is no truth value. In the body
	 * of a macro, a name is whatever each use makes of it.
	 */
	if (is_capitals(tokens, expr->op) || tokens->items[expr->op].directive)
		return means(MEANS_INTEGER);
	return by_type(reading, expr, expr->op);
}

static bool is_any_op(struct reading *reading, const struct expr *expr, const char *const *ops,
		      size_t n)
{
	return token_is_any(&reading->outline->tokens, expr->op, ops, n);
}

static bool is_foll_write(struct reading *reading, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_IDENTIFIER && expr_op_is(reading->outline, expr, "FOLL_WRITE");
}

/* x | y: with FOLL_WRITE on one side for certain, no flag is set without it. */
static struct meaning read_or(struct reading *reading, const struct expr *expr)
{
	struct meaning left = read_expr(reading, expr->left);
	struct meaning right = read_expr(reading, expr->right);
	bool writes = left.bits == MEANS_FLAGS || right.bits == MEANS_FLAGS;
	struct meaning meaning = either(reading, left, right);

	if (writes)
		meaning.bits &= ~(unsigned)MEANS_STRAY;
	return meaning;
}

/* x & y: bits of x. With flags on either side they are flags, with a constant they are a mask. */
static struct meaning read_and(struct reading *reading, const struct expr *expr)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning left = read_expr(reading, expr->left);
	struct meaning right = read_expr(reading, expr->right);
	const struct expr *constant = expr_bare(expr->right);

	if (is_foll_write(reading, expr->left) || is_foll_write(reading, expr->right)) {
		struct meaning test = means(MEANS_WRITE_TEST);

		test.flags = left.flags | right.flags;
		return test;
	}
	if ((left.bits | right.bits) & MEANS_FLAGS) {
		struct meaning flags = means(MEANS_FLAGS | MEANS_STRAY);

		flags.flags = left.flags | right.flags;
		return flags;
	}
	if (left.bits == MEANS_TRUTH || right.bits == MEANS_TRUTH)
		return left.bits == MEANS_TRUTH ? left : right;
	if (right.bits == MEANS_NUMBER || left.bits == MEANS_NUMBER)
		return because(reading, MEANS_MASK, expr,
			       "a mask that is a flag by its number at best");
	if (constant->kind == EXPR_IDENTIFIER && is_capitals(tokens, constant->op)) {
		struct meaning mask = because(reading, MEANS_MASK, expr,
					      "a mask of another set of bits");

		mask.confidence = CONFIDENCE_MEDIUM;
		return mask;
	}
	return means(MEANS_INTEGER);
}

static struct meaning read_binary(struct reading *reading, const struct expr *expr)
{
	static const char *const truth[] = { "==", "!=", "<", ">", "<=", ">=", "&&", "||" };
	static const char *const last[] = { "=", "," };

	if (is_any_op(reading, expr, truth, ARRAY_SIZE(truth)))
		return because(reading, MEANS_TRUTH, expr, "a truth value");
	if (is_any_op(reading, expr, last, ARRAY_SIZE(last)))
		return read_expr(reading, expr->right);
	if (expr_op_is(reading->outline, expr, "|"))
		return read_or(reading, expr);
	if (expr_op_is(reading->outline, expr, "^"))
		return either(reading, read_expr(reading, expr->left),
			      read_expr(reading, expr->right));
	if (expr_op_is(reading->outline, expr, "&"))
		return read_and(reading, expr);
	return means(MEANS_INTEGER);
}

static struct meaning read_unary(struct reading *reading, const struct expr *expr)
{
	if (expr_op_is(reading->outline, expr, "!"))
		return because(reading, MEANS_TRUTH, expr, "a truth value");
	if (expr_op_is(reading->outline, expr, "~")) {
		struct meaning meaning = read_expr(reading, expr->left);

		return means(meaning.bits & MEANS_FLAGS ? MEANS_FLAGS | MEANS_STRAY :
			     MEANS_INTEGER);
	}
	if (expr_op_is(reading->outline, expr, "&"))
		return because(reading, MEANS_POINTER, expr, "an address");
	return means(MEANS_INTEGER);
}

/* `x ? 1 : 0` is the truth of x, whatever made its author spell it so. */
static struct meaning read_ternary(struct reading *reading, const struct expr *expr)
{
	struct meaning left = expr->left ? read_expr(reading, expr->left) :
				read_expr(reading, expr->condition);

	return as_truth(reading, either(reading, left, read_expr(reading, expr->right)), expr,
			"a truth value");
}

/* A call through a pointer: the pointer's own type says nothing of the result. */
static struct meaning by_result(struct reading *reading, const struct expr *expr, size_t callee)
{
	struct resolved answer = {0};
	bool is_pointer;

	if (reading->outline->tokens.items[callee].directive)
		return means(MEANS_INTEGER);
	if (!reading->oracle)
		return unknown(callee);
	reading->oracle->ask(reading->oracle->data, reading->source,
			     reading->outline->tokens.items[callee].offset, &answer);
	is_pointer = answer.kind != RESOLVED_FUNCTION && answer.kind != RESOLVED_NOTHING;
	resolved_free(&answer);
	return is_pointer ? means(MEANS_INTEGER) : by_type(reading, expr, callee);
}

static struct meaning read_call(struct reading *reading, const struct expr *expr)
{
	static const char *const transparent[] = { "likely", "unlikely", "READ_ONCE", "ACCESS_ONCE" };
	static const char *const truth[] = { "IS_ENABLED", "IS_BUILTIN", "IS_MODULE", "test_bit" };

	if (expr->left->kind == EXPR_MEMBER)
		return by_result(reading, expr, expr->left->op);
	if (expr->left->kind != EXPR_IDENTIFIER)
		return means(MEANS_INTEGER);
	if (expr->n_arguments == 1 &&
	    is_any_op(reading, expr->left, transparent, ARRAY_SIZE(transparent)))
		return read_expr(reading, expr->arguments[0]);
	if (is_any_op(reading, expr->left, truth, ARRAY_SIZE(truth)))
		return because(reading, MEANS_TRUTH, expr, "a truth value");
	if (is_capitals(&reading->outline->tokens, expr->left->op))
		return means(MEANS_INTEGER);
	return by_result(reading, expr, expr->left->op);
}

static bool casts_to_bool(struct reading *reading, const struct expr *expr)
{
	size_t type = token_next(&reading->outline->tokens, expr->first);

	return token_is(&reading->outline->tokens, type, "bool") ||
	       token_is(&reading->outline->tokens, type, "_Bool");
}

static struct meaning read_kind(struct reading *reading, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_NUMBER:
		return read_number(reading, expr);
	case EXPR_IDENTIFIER:
		return read_identifier(reading, expr);
	case EXPR_PARENTHESES:
		return read_expr(reading, expr->left);
	case EXPR_CAST:
		return casts_to_bool(reading, expr) ?
			because(reading, MEANS_TRUTH, expr, "a bool") :
			read_expr(reading, expr->left);
	case EXPR_UNARY:
		return read_unary(reading, expr);
	case EXPR_BINARY:
		return read_binary(reading, expr);
	case EXPR_TERNARY:
		return read_ternary(reading, expr);
	case EXPR_CALL:
		return read_call(reading, expr);
	case EXPR_MEMBER:
		return by_type(reading, expr, expr->op);
	case EXPR_STRING:
		if (reading->outline->tokens.items[expr->first].kind == TOKEN_CHARACTER)
			return means(MEANS_INTEGER);
		return because(reading, MEANS_POINTER, expr, "a string");
	default:
		return means(MEANS_INTEGER);
	}
}

static struct meaning read_expr(struct reading *reading, const struct expr *expr)
{
	return reading->work++ < MAX_WORK ? read_kind(reading, expr) : means(MEANS_INTEGER);
}

struct meaning meaning_of(struct source *source, const struct expr *expr,
			  const struct oracle *oracle)
{
	struct reading reading = {
		.source = source, .outline = &source->outline, .oracle = oracle,
	};

	return read_expr(&reading, expr);
}

const struct origin *meaning_wrong_way(const struct meaning *meaning, unsigned bits)
{
	for (size_t i = 0; meaning->disagrees && i < meaning->n_origins; i++)
		if (meaning->origins[i].bits & bits)
			return &meaning->origins[i];
	return NULL;
}

const char *meaning_because(struct source *source, const struct meaning *meaning, unsigned bits)
{
	const struct origin *origin = meaning_wrong_way(meaning, bits);

	if (!origin)
		return meaning->because;
	return arena_printf(&source->arena, "on the way through line %u, `%s`, %s, is passed",
			    origin->line, origin->value, origin->what);
}
