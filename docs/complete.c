// SPDX-License-Identifier: GPL-2.0-only
/* Completion for shells, from the tables of the program. */
#include "base/data/mem.h"
#include "complete.h"
#include "program/options/command.h"
#include "program/options/options.h"

#include <argp.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what all shells have --- */

static void put_rules(void)
{
	for (const struct rule *const *rule = rules; *rule; rule++)
		printf("%s%s", rule == rules ? "" : " ", (*rule)->name);
}

static void put_formats(enum subject subject)
{
	for (enum format format = 0; format < FORMAT_COUNT; format++)
		if (format_prints(format, subject))
			printf("%s%s", format ? " " : "", format_name(format));
}

static bool has_words(const struct argp_option *option)
{
	return option->arg && (strchr(option->arg, '|') || option->flags & OPTION_ARG_OPTIONAL ||
			       !strcmp(option->arg, "FORMAT") || !strcmp(option->arg, "RULE"));
}

/* The words that the argument can be of an option that has_words(), parted by blanks. */
static void put_words(const struct command *command, const struct argp_option *option)
{
	if (!strcmp(option->arg, "FORMAT"))
		put_formats(options_subject(command->takes));
	else if (!strcmp(option->arg, "RULE"))
		put_rules();
	else
		for (const char *arg = option->arg; *arg; arg++)
			putchar(*arg == '|' ? ' ' : *arg);
}

static bool takes_rules(const struct command *command)
{
	return strstr(command->arguments, "RULE");
}

/* What a name like "[TREE]" or "[FORMAT:]FILE" tells of. */
static bool is_folder(const char *name)
{
	return strstr(name, "TREE") || strstr(name, "DIR") || strstr(name, "FOLDER") || strstr(name, "KERNEL");
}

static bool is_file(const char *name)
{
	return strstr(name, "FILE") || strstr(name, "PATH");
}

static bool is_letter(const struct argp_option *option)
{
	return isascii(option->key) && isprint(option->key);
}

/* Text between single quotes; zsh's own marks in it get a backslash. */
static void put_quoted(const char *text, const char *marks)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\'", stdout);
		else if (strchr(marks, *text))
			putchar('\\');
		putchar(*text);
	}
}

/* What there is room for beside an option's name: of what --help says, the first clause. */
static void put_help(const struct argp_option *option, const char *marks)
{
	const char *end = option->doc;
	char *clause;

	while (*end && *end != ';' && strncmp(end, ". ", 2))
		end++;
	clause = mem_strndup(option->doc, (size_t)(end - option->doc));
	put_quoted(clause, marks);
	free(clause);
}

/* --- bash --- */

void bash_commands(void)
{
	for (const struct command *c = commands; c->name; c++)
		printf("%s%s", c == commands ? "" : " ", c->name);
}

static void bash_option(const struct argp_option *option, void *data)
{
	(void)data;
	printf("--%s%s ", option->name, option->arg ? "=" : "");
}

void bash_options(void)
{
	for (const struct command *c = commands; c->name; c++) {
		printf("\t%s) options='", c->name);
		options_each(c->takes, bash_option, NULL);
		puts("--help --usage --version' ;;");
	}
}

static void bash_value(const struct argp_option *option, void *data)
{
	const struct command *command = data;

	if (!has_words(option))
		return;
	printf("\t\t'%s --%s') words='", command->name, option->name);
	put_words(command, option);
	puts("' ;;");
}

void bash_values(void)
{
	for (const struct command *c = commands; c->name; c++)
		options_each(c->takes, bash_value, (void *)c);
}

void bash_arguments(void)
{
	for (const struct command *c = commands; c->name; c++) {
		if (!takes_rules(c))
			continue;
		printf("\t\t%s) words='", c->name);
		put_rules();
		puts("' ;;");
	}
}

/* --- zsh --- */

void zsh_commands(void)
{
	for (const struct command *c = commands; c->name; c++) {
		printf("\t\t'%s:", c->name);
		put_quoted(c->summary, "");
		puts("'");
	}
}

/* Who completes an argument of that name. */
static const char *zsh_action(const char *name)
{
	return is_file(name) ? "_files" : is_folder(name) ? "_files -/" : " ";
}

/* An option can be given again: the last one counts, or all of them do. */
static void zsh_spelling(const struct command *command, const struct argp_option *option, const char *dashes,
			 const char *name, const char *gap)
{
	bool is_optional = option->flags & OPTION_ARG_OPTIONAL;

	printf(" \\\n\t\t\t'*%s%s%s[", dashes, name, !option->arg ? "" : is_optional ? "=-" : gap);
	put_help(option, "]\\");
	putchar(']');
	if (option->arg) {
		printf("%s", is_optional ? "::" : ":");
		put_quoted(option->arg, ":\\");
		putchar(':');
		if (has_words(option)) {
			putchar('(');
			put_words(command, option);
			putchar(')');
		} else {
			fputs(zsh_action(option->arg), stdout);
		}
	}
	putchar('\'');
}

static void zsh_option(const struct argp_option *option, void *data)
{
	const struct command *command = data;
	char letter[] = { is_letter(option) ? (char)option->key : '\0', '\0' };

	zsh_spelling(command, option, "--", option->name, "=");
	if (*letter)
		zsh_spelling(command, option, "-", letter, "+");
}

static void zsh_arguments(const struct command *command)
{
	if (!*command->arguments)
		return;
	fputs(" \\\n\t\t\t'*:", stdout);
	put_quoted(command->arguments, ":\\");
	putchar(':');
	if (takes_rules(command)) {
		putchar('(');
		put_rules();
		putchar(')');
	} else {
		fputs(zsh_action(command->arguments), stdout);
	}
	putchar('\'');
}

void zsh_options(void)
{
	for (const struct command *c = commands; c->name; c++) {
		printf("\t%s)\n\t\t_arguments -s", c->name);
		options_each(c->takes, zsh_option, (void *)c);
		zsh_arguments(c);
		puts(" $common ;;");
	}
}

/* --- fish --- */

void fish_commands(void)
{
	for (const struct command *c = commands; c->name; c++) {
		printf("complete -c guptidy -n __guptidy_is_first -f -a %s -d '", c->name);
		put_quoted(c->summary, "\\");
		puts("'");
	}
}

static void fish_option(const struct argp_option *option, void *data)
{
	const struct command *command = data;

	printf("complete -c guptidy -n '__guptidy_is %s' -l %s", command->name, option->name);
	if (is_letter(option))
		printf(" -s %c", option->key);
	if (has_words(option)) {
		fputs(option->flags & OPTION_ARG_OPTIONAL ? " -f -a '" : " -x -a '", stdout);
		put_words(command, option);
		putchar('\'');
	} else if (option->arg) {
		fputs(is_file(option->arg) ? " -rF" : is_folder(option->arg) ?
		      " -x -a '(__fish_complete_directories)'" : " -x", stdout);
	}
	fputs(" -d '", stdout);
	put_help(option, "\\");
	puts("'");
}

/* What fish completes by itself are files. */
static void fish_arguments(const struct command *command)
{
	if (is_file(command->arguments))
		return;
	printf("complete -c guptidy -n '__guptidy_is %s' -f", command->name);
	if (takes_rules(command)) {
		fputs(" -a '", stdout);
		put_rules();
		putchar('\'');
	} else if (is_folder(command->arguments)) {
		fputs(" -a '(__fish_complete_directories)'", stdout);
	}
	putchar('\n');
}

void fish_options(void)
{
	for (const struct command *c = commands; c->name; c++) {
		options_each(c->takes, fish_option, (void *)c);
		fish_arguments(c);
	}
}
