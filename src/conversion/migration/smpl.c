// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/smpl.h"

#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/path.h"
#include "conversion/migration/literal.h"
#include "conversion/migration/smpl_call.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a rule of spatch is for; the letter that its name begins with. */
enum form_of_rule {
	RULE_CHANGE = 'r',
	RULE_CONTEXT = 'c',		/* marks */
	RULE_MATCH = 'm',		/* has positions, for org and report */
	RULE_LEFT = 'l',		/* the same of a call that is left */
	RULE_STATEMENT = 's',		/* has the positions of calls that are statements */
	RULE_EXCEPTION = 'x',		/* of calls that a != takes out */
};

#define MOST_CHOICES 4	/* arguments in expressions, each with parentheses and without */

/* Also where spatch is told of no mode. */
#define IN_PATCH_MODE "!context && !org && !report"
#define IN_OTHER_MODES "context || org || report"

/* --- metavariables --- */

static void declare_parameters(const struct writing *writing, const struct condition *exception)
{
	const struct migration_rule *rule = writing->rule;

	for (size_t p = 0; p < rule->n; p++) {
		if (rule->patterns[p].kind == PATTERN_REST) {
			buf_puts(writing->out, "expression list rest;\n");
		} else if (rule->patterns[p].kind == PATTERN_ANY && !rule_given(rule, p) &&
			   !(exception && exception->parameter == p)) {
			buf_puts(writing->out, "expression ");
			smpl_put_name(writing, p);
			buf_puts(writing->out, ";\n");
		}
	}
	for (size_t p = 0; p < rule->parts.n; p++) {
		buf_puts(writing->out, "expression ");
		smpl_put_name(writing, FIRST_PART + p);
		buf_puts(writing->out, ";\n");
	}
}

/* A name that stands for itself: spatch asks about those that nobody declares. */
static bool is_symbol(const struct migration *migration, const struct migration_rule *rule, size_t i)
{
	const struct token_list *tokens = &migration->outline.tokens;
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && !is_keyword_of_c(tokens, i) &&
	       rule_parameter(migration, rule, i) == NO_TOKEN && !token_is(tokens, i, "NULL") &&
	       !token_is(tokens, token_next(tokens, i), "(") && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, ".") && !token_is(tokens, before, "struct");
}

/* The line that declares a symbol, unless it is there. */
static void declare_symbol(struct buf *symbols, const struct token_list *tokens, size_t i)
{
	const struct token *token = &tokens->items[i];
	char *line = mem_printf("symbol %.*s;\n", (int)token->length, tokens->text + token->offset);

	if (!symbols->data || !strstr(symbols->data, line))
		buf_puts(symbols, line);
	free(line);
}

static void collect_symbols(const struct writing *writing, size_t first, size_t last, struct buf *symbols)
{
	for (size_t i = first; i < last; i++)
		if (is_symbol(writing->migration, writing->rule, i))
			declare_symbol(symbols, &writing->migration->outline.tokens, i);
}

static void declare_symbols(const struct writing *writing)
{
	const struct migration_rule *rule = writing->rule;
	struct buf symbols = {0};

	for (size_t p = 0; p < rule->n; p++)
		collect_symbols(writing, rule->patterns[p].first, rule->patterns[p].last, &symbols);
	for (size_t c = 0; c < rule->conditions.n; c++)
		collect_symbols(writing, rule->conditions.items[c].first, rule->conditions.items[c].last,
				&symbols);
	for (size_t a = 0; a < rule->n_arguments; a++)
		if (rule->arguments[a])
			collect_symbols(writing, rule->arguments[a]->first, rule->arguments[a]->last, &symbols);
	buf_puts(writing->out, symbols.data ? symbols.data : "");
	buf_free(&symbols);
}

/* The name of a rule: each step has its own, as positions from before a change mean nothing behind it. */
static void put_rule_name(struct buf *out, enum form_of_rule form, size_t i, const struct writing *writing)
{
	buf_printf(out, "%c%zu", form, i);
	if (writing->step)
		buf_printf(out, "_%u", writing->step);
}

static void put_exception_name(struct buf *out, size_t condition, const struct writing *writing)
{
	put_rule_name(out, RULE_EXCEPTION, writing->i, writing);
	buf_printf(out, "_not%zu", condition);
}

/* Begins a list of positions, or goes on with it. */
static void next_position(struct buf *list)
{
	buf_puts(list, list->length ? ", " : " != {");
}

/* Those of the calls that an earlier rule of the function has taken. */
static void except_earlier(const struct writing *writing, enum form_of_rule form, size_t i, struct buf *list)
{
	const struct migration_rule *earlier = &writing->migration->rules.items[i];

	/* Where calls change, those that were taken are no calls of the function any more. */
	if (strcmp(earlier->callee, writing->rule->callee) || (earlier->successor && writing->step))
		return;
	next_position(list);
	put_rule_name(list, !earlier->successor ? RULE_LEFT : form == RULE_CONTEXT ? RULE_CONTEXT : RULE_MATCH, i,
		      writing);
	buf_puts(list, ".p");
}

/* Calls that rules in front of this one have taken, or that its own conditions take out. */
static void declare_position(const struct writing *writing, enum form_of_rule form)
{
	const struct migration_rule *rule = writing->rule;
	struct buf list = {0};

	for (size_t i = 0; i < writing->i; i++)
		except_earlier(writing, form, i, &list);
	for (size_t c = 0; c < rule->conditions.n; c++) {
		if (!rule->conditions.items[c].is_not)
			continue;
		next_position(&list);
		put_exception_name(&list, c, writing);
		buf_puts(&list, ".p");
	}
	if (rule->result == RESULT_USED) {
		next_position(&list);
		put_rule_name(&list, RULE_STATEMENT, writing->i, writing);
		buf_puts(&list, ".p");
	}
	buf_printf(writing->out, "position p%s%s;\n", list.data ? list.data : "", list.length ? "}" : "");
	buf_free(&list);
}

/* --- rules --- */

/* True if the arguments stay as they are: then only the name changes, also where calls stand in calls. */
static bool is_rename(const struct migration *migration, const struct migration_rule *rule)
{
	for (size_t i = 0; i < rule->n; i++) {
		const struct expr *argument = i < rule->n_arguments ? rule->arguments[i] : NULL;

		if (i >= rule->n_arguments || !argument != (rule->patterns[i].kind == PATTERN_REST) ||
		    (argument && (argument->last != argument->first + 1 ||
				  rule_parameter(migration, rule, argument->first) != i)))
			return false;
	}
	return rule->n == rule->n_arguments && rule->result == RESULT_ANY;
}

static void put_pattern_line(const struct writing *writing, const char *sign, const char *end)
{
	buf_printf(writing->out, "%s%s@p", sign, writing->rule->callee);
	smpl_put_patterns(writing, NULL);
	buf_printf(writing->out, "%s\n", end);
}

static void put_change(const struct writing *writing)
{
	const struct migration_rule *rule = writing->rule;

	if (is_rename(writing->migration, rule)) {
		buf_printf(writing->out, "- %s@p\n+ %s\n ", rule->callee, rule->successor);
		smpl_put_patterns(writing, NULL);
		buf_puts(writing->out, "\n");
		return;
	}
	put_pattern_line(writing, "- ", "");
	buf_printf(writing->out, "+ %s", rule->successor);
	smpl_put_arguments(writing);
	buf_puts(writing->out, "\n");
}

static void put_head(const struct writing *writing, enum form_of_rule form, const char *depends)
{
	buf_puts(writing->out, "\n@");
	put_rule_name(writing->out, form, writing->i, writing);
	buf_printf(writing->out, " depends on %s@\n", depends);
}

static void put_position(const struct writing *writing, enum form_of_rule form)
{
	bool is_unused = writing->rule->result == RESULT_UNUSED;

	if (form == RULE_STATEMENT && !is_unused) {
		buf_puts(writing->out, "position p;\n");
	} else if (form == RULE_CHANGE && is_unused) {
		buf_puts(writing->out, "position ");
		put_rule_name(writing->out, RULE_STATEMENT, writing->i, writing);
		buf_puts(writing->out, ".p;\n");
	} else {
		declare_position(writing, form);
	}
}

static void put_rule(const struct writing *writing, enum form_of_rule form, const char *depends, const char *sign)
{
	bool is_statement = writing->rule->result == RESULT_UNUSED || form == RULE_STATEMENT;

	put_head(writing, form, depends);
	declare_parameters(writing, NULL);
	declare_symbols(writing);
	for (size_t p = 0; p < MOST_WRAPPED; p++)
		if (writing->wrapped & 1u << p && !writing->always)
			buf_printf(writing->out, "expression left%zu, middle%zu, right%zu;\n", p, p, p);
	put_position(writing, form);
	buf_puts(writing->out, "@@\n\n");
	if (form == RULE_CHANGE)
		put_change(writing);
	else
		put_pattern_line(writing, sign, is_statement ? ";" : "");
}

static void put_exception(const struct writing *writing, size_t c, const char *depends)
{
	const struct condition *condition = &writing->rule->conditions.items[c];

	buf_puts(writing->out, "\n@");
	put_exception_name(writing->out, c, writing);
	buf_printf(writing->out, " depends on %s@\n", depends);
	declare_parameters(writing, condition);
	declare_symbols(writing);
	buf_printf(writing->out, "position p;\n@@\n\n %s@p", writing->rule->callee);
	smpl_put_patterns(writing, condition);
	buf_puts(writing->out, "\n");
}

/* The rules that take out what the conditions of this one do not mean. */
static void put_exceptions(const struct writing *writing, const char *depends)
{
	if (writing->rule->result == RESULT_USED)
		put_rule(writing, RULE_STATEMENT, depends, " ");
	for (size_t c = 0; c < writing->rule->conditions.n; c++)
		if (writing->rule->conditions.items[c].is_not)
			put_exception(writing, c, depends);
}

/* Inside of a string of Python, which spatch reads as well: to it a backslash may end the string, and an @ the rule. */
static void put_string(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_printf(out, strchr("\"\\@`", *text) || iscntrl((unsigned char)*text) ? "\\x%02x" : "%c",
			   (unsigned char)*text);
}

static void put_script(const struct writing *writing, const char *mode, const char *call)
{
	const struct migration_rule *rule = writing->rule;

	buf_printf(writing->out, "\n@script:python depends on %s@\np << ", mode);
	put_rule_name(writing->out, rule->successor ? RULE_MATCH : RULE_LEFT, writing->i, writing);
	buf_printf(writing->out, ".p;\n@@\n\n%s(p[0], \"", call);
	if (rule->successor)
		buf_printf(writing->out, "%s() becomes %s()", rule->callee, rule->successor);
	else
		put_string(writing->out, rule->reason);
	buf_puts(writing->out, "\")\n");
}

/* What the modes need that change nothing. */
static void put_found(const struct writing *writing)
{
	put_exceptions(writing, IN_OTHER_MODES);
	if (writing->rule->successor) {
		put_rule(writing, RULE_CONTEXT, "context", "* ");
		put_rule(writing, RULE_MATCH, "org || report", " ");
	} else {
		put_rule(writing, RULE_LEFT, IN_OTHER_MODES, " ");
	}
	put_script(writing, "org", "coccilib.org.print_todo");
	put_script(writing, "report", "coccilib.report.print_report");
}

/*
 * The statements whose call a rule changes, if it changes statements alone. The change itself is that of an
 * expression: of a changed statement spatch may put braces around it, and versions differ in when.
 */
static void put_statement(const struct writing *writing)
{
	struct writing whole = *writing;

	whole.wrapped = 0;
	if (writing->rule->result == RESULT_UNUSED)
		put_rule(&whole, RULE_STATEMENT, IN_PATCH_MODE, " ");
}

/* One change, behind the rules that say what is left. */
static void put_one_change(const struct writing *writing)
{
	for (size_t i = 0; i < writing->i; i++) {
		struct writing left = *writing;

		left.rule = &writing->migration->rules.items[i];
		left.i = i;
		left.wrapped = 0;
		if (left.rule->successor || strcmp(left.rule->callee, writing->rule->callee))
			continue;
		put_exceptions(&left, IN_PATCH_MODE);
		put_rule(&left, RULE_LEFT, IN_PATCH_MODE, " ");
	}
	put_exceptions(writing, IN_PATCH_MODE);
	put_statement(writing);
	put_rule(writing, RULE_CHANGE, IN_PATCH_MODE, "");
}

/*
 * spatch takes what it finds as it stands: a change for each choice of arguments that need parentheses. Where
 * these are too many, all get some.
 */
static void put_changes(const struct writing *writing, unsigned *step)
{
	unsigned loose = smpl_loose_parameters(writing), wrapped = loose;
	struct writing one = *writing;

	one.always = __builtin_popcount(loose) > MOST_CHOICES;
	for (;;) {
		one.step = ++*step;
		one.wrapped = wrapped;
		put_one_change(&one);
		if (!wrapped || one.always)
			break;
		wrapped = (wrapped - 1) & loose;
	}
}

/* The file's name may have line ends in it. */
static void put_title(const struct migration *migration, struct buf *out)
{
	struct buf name = {0};

	quote_text(&name, path_name(migration->path));
	buf_printf(out, "// %s, as `guptidy convert --migration %s --smpl` prints it.\n"
		   "// Options: --no-includes --include-headers\n\n"
		   "virtual patch\nvirtual context\nvirtual org\nvirtual report\n", name.data, name.data);
	buf_free(&name);
}

void migration_smpl(const struct migration *migration, struct buf *out)
{
	unsigned step = 0;

	put_title(migration, out);
	for (size_t i = 0; i < migration->rules.n; i++) {
		struct writing writing = {
			.migration = migration, .rule = &migration->rules.items[i], .i = i, .out = out,
		};

		put_found(&writing);
		if (writing.rule->successor)
			put_changes(&writing, &step);
	}
}
