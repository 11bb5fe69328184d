// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/alone.h"

#include "base/data/mem.h"
#include "c/outline/type.h"
#include "c/outline/words.h"
#include "patch/prove/edited.h"
#include "patch/prove/prove_values.h"
#include "patch/prove/typing.h"

#include <stdlib.h>
#include <string.h>

/* Declarations that the unit has: again, they would cost the compiler more with each one. */
struct declarations {
	char **items;
	size_t n, capacity;
};

/* A call on its way into the unit. */
struct writing {
	const struct alone *alone;
	struct declarations *declarations;
	const struct call_site *before, *now;
	struct buf records;		/* struct page; */
	struct buf parameters;		/* of the function around the call */
	struct buf arguments;
	unsigned n;			/* parameters so far */
};

/* Appends a declaration that the unit does not have yet; takes the text. */
static void declare(struct declarations *declarations, struct buf *out, char *text)
{
	for (size_t i = 0; i < declarations->n; i++) {
		if (!strcmp(declarations->items[i], text)) {
			free(text);
			return;
		}
	}
	buf_puts(out, text);
	VEC_PUSH(declarations, text);
}

/* Those behind the first n did not get into the unit. */
static void forget(struct declarations *declarations, size_t n)
{
	while (declarations->n > n)
		free(declarations->items[--declarations->n]);
}

/* A type as the unit has it: every integer is as good as another. */
static bool write_type(struct writing *writing, struct buf *out, const char *type)
{
	if (type_is_integer(type)) {
		buf_puts(out, "unsigned long ");
		return true;
	}
	if (!strncmp(type, "struct ", 7))
		declare(writing->declarations, &writing->records,
			mem_printf("%.*s;\n", (int)(7 + strcspn(type + 7, " *")), type));
	buf_printf(out, "%s ", type);
	return type_depth(type);
}

/* Passes something of that type, of which the unit knows no more. */
static bool write_value(struct writing *writing, const char *type)
{
	buf_puts(&writing->parameters, writing->n ? ", " : "");
	buf_printf(&writing->arguments, "value%u", writing->n);
	if (!write_type(writing, &writing->parameters, type))
		return false;
	buf_printf(&writing->parameters, "value%u", writing->n++);
	return true;
}

static bool write_expr(struct writing *writing, const struct expr *expr)
{
	const char *type = typing_of(writing->alone->records, writing->now->source, expr);

	return type && write_value(writing, type);
}

static bool same_text(const struct source *a, const struct expr *left, const struct source *b,
		      const struct expr *right)
{
	size_t begin = expr_begin(&a->outline, left), other = expr_begin(&b->outline, right);
	size_t length = expr_end(&a->outline, left) - begin;

	return length == expr_end(&b->outline, right) - other &&
	       !memcmp(a->text.data + begin, b->text.data + other, length);
}

/* The operand of which the expression is the truth, or NULL. */
static const struct expr *asked_by(const struct outline *outline, const struct expr *expr)
{
	if (expr->kind == EXPR_PARENTHESES || (expr->kind == EXPR_UNARY && expr_op_is(outline, expr, "!")))
		return expr->left;
	return expr->kind == EXPR_TERNARY ? expr->condition : NULL;
}

/* True if the old call passed the same words, or their truth: then they have one. */
static bool was_asked(const struct writing *writing, const struct expr *expr)
{
	const struct source *was = writing->before->source, *is = writing->now->source;
	const struct expr *old = writing->before->access.expr;

	while (old && !same_text(was, old, is, expr))
		old = asked_by(&was->outline, old);
	return old;
}

static bool write_condition(struct writing *writing, const struct expr *expr)
{
	const char *type = typing_of(writing->alone->records, writing->now->source, expr);

	if (type)
		return write_value(writing, type);
	return was_asked(writing, expr) && write_value(writing, "int");
}

static bool write_text(struct writing *writing, const struct expr *expr)
{
	const struct source *source = writing->now->source;
	size_t begin = expr_begin(&source->outline, expr), end = expr_end(&source->outline, expr);

	buf_add(&writing->arguments, source->text.data + begin, end - begin);
	return true;
}

/* What is made of flags keeps its text: FOLL_*, numbers, |, ?: and parentheses. */
static bool write_flags(struct writing *writing, const struct expr *expr)
{
	const struct outline *outline = &writing->now->source->outline;
	struct buf *out = &writing->arguments;
	bool good;

	if (expr->kind == EXPR_NUMBER || (expr->kind == EXPR_IDENTIFIER &&
					  token_begins_with(&outline->tokens, expr->op, "FOLL_")))
		return write_text(writing, expr);
	if (expr->kind == EXPR_PARENTHESES) {
		buf_puts(out, "(");
		good = write_flags(writing, expr->left);
		buf_puts(out, ")");
		return good;
	}
	if (expr->kind == EXPR_BINARY && expr_op_is(outline, expr, "|")) {
		good = write_flags(writing, expr->left);
		buf_puts(out, " | ");
		return good && write_flags(writing, expr->right);
	}
	if (expr->kind != EXPR_TERNARY || !expr->left)
		return write_expr(writing, expr);
	good = write_condition(writing, expr->condition);
	buf_puts(out, " ? ");
	good = good && write_flags(writing, expr->left);
	buf_puts(out, " : ");
	return good && write_flags(writing, expr->right);
}

static bool write_prototype(struct writing *writing, struct buf *unit)
{
	const struct prototype *prototype = &writing->now->declared->prototype;
	struct buf parameters = {0};
	bool good = true;

	for (size_t i = 0; i < prototype->n && good; i++) {
		buf_puts(&parameters, i ? ", " : "");
		good = write_type(writing, &parameters, prototype->parameters[i].type);
	}
	buf_add(unit, writing->records.data, writing->records.length);
	declare(writing->declarations, unit,
		mem_printf("long %s(%s);\n", writing->now->function->name,
			   parameters.length ? parameters.data : "void"));
	buf_free(&parameters);
	return good;
}

static bool write_arguments(struct writing *writing)
{
	const struct call_site *now = writing->now;
	bool good = true;

	for (size_t i = 0; i < now->call.n && good; i++) {
		buf_puts(&writing->arguments, i ? ", " : "");
		good = now->access.expr && i == now->access.index ? write_flags(writing, now->access.expr) :
						write_expr(writing, now->call.arguments[i]);
	}
	return good;
}

static bool write_call(const struct alone *alone, const struct call_site *before,
		       const struct call_site *now, struct declarations *declarations, struct buf *unit)
{
	struct writing writing = {
		.alone = alone, .declarations = declarations, .before = before, .now = now,
	};
	size_t n_declarations = declarations->n;
	struct buf call = {0};
	bool good = write_arguments(&writing) && write_prototype(&writing, &call);

	if (good) {
		buf_add(unit, call.data, call.length);
		buf_printf(unit, "void call%zu(%s)\n{\n\t%s(%s);\n}\n", unit->length,
			   writing.n ? writing.parameters.data : "void", now->function->name,
			   writing.arguments.length ? writing.arguments.data : "");
	} else {
		forget(declarations, n_declarations);
	}
	buf_free(&call);
	buf_free(&writing.records);
	buf_free(&writing.parameters);
	buf_free(&writing.arguments);
	return good;
}

static bool same_types(const struct prototype *a, const struct prototype *b)
{
	for (size_t i = 0; i < a->n && a->n == b->n; i++)
		if (strcmp(a->parameters[i].type, b->parameters[i].type))
			return false;
	return a->n == b->n && !a->is_variadic && !b->is_variadic;
}

/* True if all callers see one and the same prototype, in a header, and no macro of that name. */
static bool is_declared_once(const struct alone *alone, const struct call_site *site)
{
	for (size_t i = 0; i < site->family->n; i++)
		if (site->family->items[i].function == site->function &&
		    site->family->items[i].is_macro && site->family->items[i].is_home &&
		    !site->family->items[i].is_local)
			return false;
	for (size_t i = 0; i < site->candidates.n; i++)
		if (!same_types(&site->candidates.items[i]->prototype, &site->declared->prototype))
			return false;
	return site->declared->is_public && !records_define(alone->records, site->function->name);
}

/* True if whoever sees the function that was called sees the one that will be. */
static bool is_in_sight(const struct call_site *before, const struct call_site *now)
{
	return before->function == now->function ||
	       !strcmp(before->declared->path, now->declared->path);
}

/* A call of another kernel's function: what it was says nothing of what it must be. */
static bool write_ported(const struct alone *alone, size_t pair, struct declarations *declarations,
			 struct buf *unit)
{
	struct call_site now, before = { .source = source_narrowed(alone->file->old_source) };

	return !call_site_read(source_narrowed(alone->after), pair, alone->now, alone->version, NULL, &now) &&
	       call_site_fits(&now) && is_declared_once(alone, &now) &&
	       write_call(alone, &before, &now, declarations, unit);
}

static bool write_mention(const struct alone *alone, size_t i, struct declarations *declarations,
			  struct buf *unit)
{
	size_t pair = alone->pairs[i];
	struct call_site before, now;

	if (pair == SIZE_MAX)
		return false;
	if (alone->is_ported)
		return write_ported(alone, pair, declarations, unit);
	if (call_site_read(source_narrowed(alone->file->old_source), i, alone->before,
			   alone->version, NULL, &before) ||
	    call_site_read(source_narrowed(alone->after), pair, alone->now, alone->version, NULL, &now))
		return false;
	return call_site_fits(&before) && call_site_fits(&now) && before.access.expr &&
	       now.access.expr && is_declared_once(alone, &now) && is_in_sight(&before, &now) &&
	       prove_values_by_text(&before, &now) && write_call(alone, &before, &now, declarations, unit);
}

/* The flags that the tree has, and those that a person adds to it: see prove.c. Values do not matter. */
static void write_flag_names(const struct family *family, struct buf *unit)
{
	for (size_t i = 0; i < family->flags.n; i++)
		buf_printf(unit, "enum { %s = 1 };\n", family->flags.items[i]);
	for (const struct gup_conversion *c = gup_conversions; c->function; c++)
		if (c->flag && !family_has_flag(family, c->flag))
			buf_printf(unit, "enum { %s = 1 };\n", c->flag);
}

static bool write_mentions(const struct alone *alone, struct declarations *declarations, struct buf *unit)
{
	const struct source *old = alone->file->old_source;
	size_t n_written = 0;

	for (size_t i = 0; i < old->file->n_mentions; i++) {
		if (!is_edited(alone->file, i))
			continue;
		if (old->forms[i] == FORM_CALL && write_mention(alone, i, declarations, unit))
			n_written++;
		else if (!alone->is_ported)
			return false;
	}
	return n_written || !alone->is_ported;
}

bool alone_write(const struct alone *alone, struct buf *unit)
{
	struct declarations declarations = {0};
	bool good;

	if (!records_see_all(alone->records) || records_define(alone->records, "FOLL_"))
		return false;
	buf_puts(unit, "#define bool _Bool\n");
	write_flag_names(alone->now, unit);
	good = write_mentions(alone, &declarations, unit);
	forget(&declarations, 0);
	free(declarations.items);
	return good;
}
