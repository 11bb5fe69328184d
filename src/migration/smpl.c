// SPDX-License-Identifier: GPL-2.0-only
#include "migration/smpl.h"

#include "base/mem.h"
#include "base/path.h"
#include "migration/literal.h"

#include <stdlib.h>
#include <string.h>

struct writing {
	const struct migration *migration;
	const struct migration_rule *rule;
	size_t i;			/* of the rule */
	struct buf *out;
};

/* What a rule of spatch is for; the letter that its name begins with. */
enum form_of_rule {
	RULE_PATCH = 'r',		/* changes */
	RULE_CONTEXT = 'c',		/* marks */
	RULE_MATCH = 'm',		/* has positions, for org and report */
	RULE_LEFT = 'l',		/* the same of a call that is left, in patch mode too */
	RULE_STATEMENT = 's',		/* has the positions of calls that are statements */
	RULE_EXCEPTION = 'x',		/* of calls that a != takes out */
};

/* Also where spatch is told of no mode. */
#define IN_PATCH_MODE "!context && !org && !report"

/* Words that mean something to spatch where a metavariable is declared. */
static bool is_word_of_spatch(const char *name)
{
	static const char *const words[] = {
		"any", "assignment", "attribute", "binary", "comments", "constant", "context", "declaration",
		"declarer", "depends", "disable", "error", "ever", "exists", "expression", "extends", "field",
		"finalize", "forall", "format", "fresh", "function", "generated", "global", "identifier",
		"idexpression", "initialiser", "initialize", "initializer", "iterator", "list", "local", "merge",
		"metavariable", "name", "never", "on", "operator", "p", "parameter", "position", "pragma",
		"pure", "script", "statement", "strict", "symbol", "type", "using", "virtual", "when", "words",
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(words[i], name))
			return true;
	return false;
}

static void put_name(const struct writing *writing, size_t parameter)
{
	const char *name = writing->rule->patterns[parameter].name;

	buf_printf(writing->out, is_word_of_spatch(name) ? "%s_" : "%s", name);
}

/* Tokens of the file with single blanks, parameters by their names as metavariables. */
static void put_tokens(const struct writing *writing, size_t first, size_t last)
{
	const struct token_list *tokens = &writing->migration->outline.tokens;

	for (size_t i = first; i < last; i++) {
		const struct token *token = &tokens->items[i], *before = token - 1;
		size_t parameter = rule_parameter(writing->migration, writing->rule, i);

		if (i > first && before->offset + before->length < token->offset)
			buf_puts(writing->out, " ");
		if (parameter == NO_TOKEN)
			buf_add(writing->out, tokens->text + token->offset, token->length);
		else
			put_name(writing, parameter);
	}
}

/* The literal that a condition gives parameter p, or NULL. */
static const struct condition *given(const struct migration_rule *rule, size_t p)
{
	for (size_t i = 0; i < rule->conditions.n; i++)
		if (rule->conditions.items[i].parameter == p && !rule->conditions.items[i].is_not)
			return &rule->conditions.items[i];
	return NULL;
}

/* (a, NULL, rest); of exception (or NULL) its literal stands where its parameter does. */
static void put_patterns(const struct writing *writing, const struct condition *exception)
{
	const struct migration_rule *rule = writing->rule;

	buf_puts(writing->out, "(");
	for (size_t p = 0; p < rule->n; p++) {
		const struct pattern *pattern = &rule->patterns[p];
		const struct condition *literal =
			exception && exception->parameter == p ? exception : given(rule, p);

		buf_puts(writing->out, p ? ", " : "");
		if (pattern->kind == PATTERN_REST)
			buf_puts(writing->out, "rest");
		else if (literal)
			put_tokens(writing, literal->first, literal->last);
		else if (pattern->kind == PATTERN_ANY)
			put_name(writing, p);
		else
			put_tokens(writing, pattern->first, pattern->last);
	}
	buf_puts(writing->out, ")");
}

static void put_arguments(const struct writing *writing)
{
	const struct migration_rule *rule = writing->rule;

	buf_puts(writing->out, "(");
	for (size_t a = 0; a < rule->n_arguments; a++) {
		buf_puts(writing->out, a ? ", " : "");
		if (rule->arguments[a])
			put_tokens(writing, rule->arguments[a]->first, rule->arguments[a]->last);
		else
			buf_puts(writing->out, "rest");
	}
	buf_puts(writing->out, ")");
}

/* --- metavariables --- */

static void declare_parameters(const struct writing *writing, const struct condition *exception)
{
	const struct migration_rule *rule = writing->rule;

	for (size_t p = 0; p < rule->n; p++) {
		if (rule->patterns[p].kind == PATTERN_REST) {
			buf_puts(writing->out, "expression list rest;\n");
		} else if (rule->patterns[p].kind == PATTERN_ANY && !given(rule, p) &&
			   !(exception && exception->parameter == p)) {
			buf_puts(writing->out, "expression ");
			put_name(writing, p);
			buf_puts(writing->out, ";\n");
		}
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

/* Appends ", LETTERn.p" or the first of these; *n counts them. */
static void except(struct buf *list, enum form_of_rule form, size_t i, size_t *n)
{
	buf_printf(list, "%s%c%zu.p", (*n)++ ? ", " : " != {", form, i);
}

/* Calls that rules in front of this one have matched, or that its own conditions take out. */
static void declare_position(const struct writing *writing, enum form_of_rule form)
{
	const struct migration *migration = writing->migration;
	const struct migration_rule *rule = writing->rule;
	struct buf list = {0};
	size_t n = 0;

	for (size_t i = 0; i < writing->i; i++) {
		const struct migration_rule *earlier = &migration->rules.items[i];

		if (strcmp(earlier->callee, rule->callee))
			continue;
		if (!earlier->successor)
			except(&list, RULE_LEFT, i, &n);
		else if (form == RULE_CONTEXT || form == RULE_MATCH || form == RULE_LEFT)
			except(&list, form == RULE_CONTEXT ? RULE_CONTEXT : RULE_MATCH, i, &n);
	}
	for (size_t c = 0; c < rule->conditions.n; c++)
		if (rule->conditions.items[c].is_not)
			buf_printf(&list, "%sx%zu_%zu.p", n++ ? ", " : " != {", writing->i, c);
	if (rule->result == RESULT_USED)
		except(&list, RULE_STATEMENT, writing->i, &n);
	buf_printf(writing->out, "position p%s%s;\n", list.data ? list.data : "", n ? "}" : "");
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

static void put_pattern_line(const struct writing *writing, const char *sign, bool is_statement)
{
	buf_printf(writing->out, "%s%s@p", sign, writing->rule->callee);
	put_patterns(writing, NULL);
	buf_puts(writing->out, is_statement ? ";\n" : "\n");
}

static void put_change(const struct writing *writing, bool is_statement)
{
	const struct migration_rule *rule = writing->rule;

	if (is_rename(writing->migration, rule)) {
		buf_printf(writing->out, "- %s@p\n+ %s\n ", rule->callee, rule->successor);
		put_patterns(writing, NULL);
		buf_puts(writing->out, "\n");
		return;
	}
	put_pattern_line(writing, "- ", is_statement);
	buf_printf(writing->out, "+ %s", rule->successor);
	put_arguments(writing);
	buf_puts(writing->out, is_statement ? ";\n" : "\n");
}

static void put_rule(const struct writing *writing, enum form_of_rule form, const char *depends, const char *sign)
{
	bool is_statement = writing->rule->result == RESULT_UNUSED || form == RULE_STATEMENT;

	buf_printf(writing->out, "\n@%c%zu%s%s@\n", form, writing->i, *depends ? " depends on " : "", depends);
	declare_parameters(writing, NULL);
	declare_symbols(writing);
	if (form == RULE_STATEMENT)
		buf_puts(writing->out, "position p;\n");
	else
		declare_position(writing, form);
	buf_puts(writing->out, "@@\n\n");
	if (form == RULE_PATCH)
		put_change(writing, is_statement);
	else
		put_pattern_line(writing, sign, is_statement);
}

static void put_exceptions(const struct writing *writing)
{
	for (size_t c = 0; c < writing->rule->conditions.n; c++) {
		const struct condition *condition = &writing->rule->conditions.items[c];

		if (!condition->is_not)
			continue;
		buf_printf(writing->out, "\n@x%zu_%zu@\n", writing->i, c);
		declare_parameters(writing, condition);
		declare_symbols(writing);
		buf_printf(writing->out, "position p;\n@@\n\n %s@p", writing->rule->callee);
		put_patterns(writing, condition);
		buf_puts(writing->out, "\n");
	}
}

/* Inside of a string of Python. */
static void put_string(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_printf(out, strchr("\"\\", *text) ? "\\%c" : "%c", *text);
}

static void put_script(const struct writing *writing, const char *mode, const char *call)
{
	const struct migration_rule *rule = writing->rule;
	char letter = rule->successor ? RULE_MATCH : RULE_LEFT;

	buf_printf(writing->out, "\n@script:python depends on %s@\np << %c%zu.p;\n@@\n\n%s(p[0], \"", mode,
		   letter, writing->i, call);
	if (rule->successor)
		buf_printf(writing->out, "%s() becomes %s()", rule->callee, rule->successor);
	else
		put_string(writing->out, rule->reason);
	buf_puts(writing->out, "\")\n");
}

static void put_all_of(const struct writing *writing)
{
	if (writing->rule->result == RESULT_USED)
		put_rule(writing, RULE_STATEMENT, "", " ");
	put_exceptions(writing);
	if (writing->rule->successor) {
		put_rule(writing, RULE_CONTEXT, "context", "* ");
		put_rule(writing, RULE_MATCH, "org || report", " ");
		put_rule(writing, RULE_PATCH, IN_PATCH_MODE, "");
	} else {
		put_rule(writing, RULE_LEFT, "", " ");
	}
	put_script(writing, "org", "coccilib.org.print_todo");
	put_script(writing, "report", "coccilib.report.print_report");
}

void migration_smpl(const struct migration *migration, struct buf *out)
{
	buf_printf(out, "// %s, as `guptidy convert --migration %s --smpl` prints it.\n"
		   "// Options: --no-includes --include-headers\n\n"
		   "virtual patch\nvirtual context\nvirtual org\nvirtual report\n",
		   path_name(migration->path), path_name(migration->path));
	for (size_t i = 0; i < migration->rules.n; i++) {
		struct writing writing = {
			.migration = migration, .rule = &migration->rules.items[i], .i = i, .out = out,
		};

		put_all_of(&writing);
	}
}
