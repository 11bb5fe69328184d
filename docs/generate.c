// SPDX-License-Identifier: GPL-2.0-only
/*
 * generate man|bash|zsh|fish TEMPLATE
 *
 * Prints the template with each @part@ filled in from the tables of the program: commands, options,
 * formats, rules, exit statuses. Nothing of them is written down in docs/. The build calls it.
 */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "complete.h"
#include "program/options/command.h"
#include "program/options/options.h"

#include <argp.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- man page --- */

/* Text as roff: nothing in it is a request, an escape, or a hyphen that a copy would lose. */
static void put_roff(const char *text)
{
	static const struct { char from; const char *to; } marks[] = {
		{ '\\', "\\e" }, { '-', "\\-" }, { '\'', "\\(aq" }, { '`', "\\(ga" },
		{ '^', "\\(ha" }, { '~', "\\(ti" }, { '"', "\\(dq" },
	};

	if (*text == '.')
		fputs("\\&", stdout);
	for (; *text; text++) {
		size_t i = 0;

		while (i < ARRAY_SIZE(marks) && marks[i].from != *text)
			i++;
		if (i < ARRAY_SIZE(marks))
			fputs(marks[i].to, stdout);
		else
			putchar(*text);
	}
}

/* A paragraph with a tag: name in bold, what follows it in italics. */
static void put_tag(const char *name, const char *gap, const char *value)
{
	fputs(".TP\n\\fB", stdout);
	put_roff(name);
	printf("\\fR%s\\fI", gap);
	put_roff(value);
	fputs("\\fR\n", stdout);
}

static void man_synopsis(void)
{
	for (const struct command *c = commands; c->name; c++) {
		printf("%s\\fBguptidy %s\\fR ", c == commands ? "" : ".br\n", c->name);
		fputs(c->takes ? "[\\fIOPTION\\fR...] \\fI" : "\\fI", stdout);
		put_roff(c->arguments);
		fputs("\\fR\n", stdout);
	}
}

static void man_commands(void)
{
	for (const struct command *c = commands; c->name; c++) {
		put_tag(c->name, " ", c->arguments);
		put_roff(c->description);
		putchar('\n');
	}
}

struct search {
	const struct argp_option *wanted;
	bool found;
};

static void compare_option(const struct argp_option *option, void *data)
{
	struct search *search = data;

	search->found |= option == search->wanted;
}

static bool takes_option(const struct command *command, const struct argp_option *option)
{
	struct search search = { .wanted = option };

	options_each(command->takes, compare_option, &search);
	return search.found;
}

static void put_takers(const struct argp_option *option)
{
	const char *comma = "";

	for (const struct command *c = commands; c->name; c++) {
		if (!takes_option(c, option))
			continue;
		printf("%s\\fB%s\\fR", comma, c->name);
		comma = ", ";
	}
}

static void man_option(const struct argp_option *option, void *data)
{
	char *help = options_help(option, SUBJECT_FINDINGS);

	(void)data;
	fputs(".TP\n", stdout);
	if (isascii(option->key) && isprint(option->key)) {
		printf("\\fB\\-%c\\fR", option->key);
		if (option->arg)
			printf(" \\fI%s\\fR", option->arg);
		fputs(", ", stdout);
	}
	fputs("\\fB\\-\\-", stdout);
	put_roff(option->name);
	if (option->arg) {
		bool optional = option->flags & OPTION_ARG_OPTIONAL;

		printf("\\fR%s=\\fI", optional ? "[" : "");
		put_roff(option->arg);
		fputs(optional ? "\\fR]" : "", stdout);
	}
	fputs("\\fR\n", stdout);
	put_roff(help);
	fputs(".\nTaken by ", stdout);
	put_takers(option);
	fputs(".\n", stdout);
	free(help);
}

static void man_options(void)
{
	options_each(~0u, man_option, NULL);
}

static void man_formats(void)
{
	for (enum format format = 0; format < FORMAT_COUNT; format++) {
		put_tag(format_name(format), "", "");
		put_roff(format_summary(format));
		fputs(format_prints(format, SUBJECT_MENTIONS) ? ". For all reports.\n" :
		      ". For findings.\n", stdout);
	}
}

static void man_rules(void)
{
	for (const struct rule *const *rule = rules; *rule; rule++) {
		put_tag((*rule)->name, " ", severity_name((*rule)->severity));
		put_roff((*rule)->summary);
		fputs(".\n", stdout);
	}
}

static void man_statuses(void)
{
#define STATUS(id, number, summary) put_tag(#number, "", ""); put_roff(summary); puts(".");
#include "program/options/statuses.def"
}

/* --- templates --- */

static void version(void)
{
	fputs(GUPTIDY_VERSION, stdout);
}

static const struct part {
	const char *output, *name;
	void (*put)(void);
} parts[] = {
	{ "man", "version", version },
	{ "man", "synopsis", man_synopsis },
	{ "man", "commands", man_commands },
	{ "man", "options", man_options },
	{ "man", "formats", man_formats },
	{ "man", "rules", man_rules },
	{ "man", "statuses", man_statuses },
	{ "bash", "commands", bash_commands },
	{ "bash", "options", bash_options },
	{ "bash", "values", bash_values },
	{ "bash", "arguments", bash_arguments },
	{ "zsh", "commands", zsh_commands },
	{ "zsh", "options", zsh_options },
	{ "fish", "commands", fish_commands },
	{ "fish", "options", fish_options },
};

/* The length of the @part@ that text begins with, which is printed; 0 if it is none. */
static size_t put_part(const char *output, const char *text)
{
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		size_t length = strlen(parts[i].name);

		if (strcmp(parts[i].output, output) || strncmp(text + 1, parts[i].name, length) ||
		    text[length + 1] != '@')
			continue;
		parts[i].put();
		/* What ends its own line needs no second end. */
		return length + 2 + (text[length + 2] == '\n' && text[-1] == '\n');
	}
	return 0;
}

static void fill(const char *output, const char *template)
{
	for (const char *text = template; *text;) {
		size_t length = *text == '@' && text > template ? put_part(output, text) : 0;

		if (!length)
			putchar(*text);
		text += length ? length : 1;
	}
}

int main(int argc, char **argv)
{
	struct buf template = {0};
	struct err err = {0};

	if (argc != 3) {
		fputs("usage: generate man|bash|zsh|fish TEMPLATE\n", stderr);
		return 2;
	}
	if (load_file(&template, argv[2], &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	fill(argv[1], template.data);
	buf_free(&template);
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
