// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy COMMAND [OPTION...] PATH...
 *
 * The way of the data, whatever the command:
 *
 *	tree -> scan -> source -> family -> site -> rules -> triage -> report
 *					       \-> convert -> prove -> edit
 *
 * A site is a call with all that is known of it; what its arguments can be, it asks value/, which asks
 * flow/ for the ways through the function and clang/ for types. Rules ask what becomes of the pages, too:
 * hold/ and pages/ read that, owner/ and partial/ follow it on every way, lock/ does so with the mmap lock.
 * drive/ takes a run up to its result, work/ holds the processes that clang lives in; commands/ holds one thin
 * file for each command. For lint, change/ and git/ say what the two states of a tree are, and lint/ what only
 * one of them has. engines/ holds a second engine beside rules and convert: spatch, with the semantic patches
 * of cocci/. docs/architecture.md has all rooms, and
 * tests/expect/rooms has the floor plan: which room may use which.
 */
#include "program/commands/commands.h"
#include "report/format/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_usage(FILE *out)
{
	fputs("Usage: guptidy COMMAND [OPTION...] PATH...\n"
	      "Finds, checks and converts the callers of the kernel's get_user_pages family.\n\n", out);
	for (const struct command *command = commands; command->name; command++)
		fprintf(out, "  %-11s %-14s %s\n", command->name, command->arguments, command->summary);
	fputs("\n`guptidy COMMAND --help` lists a command's options. Exit status:\n", out);
#define STATUS(id, number, summary) fprintf(out, "  %d  %s\n", number, summary);
#include "program/options/statuses.def"
}

/* A report that did not reach its reader is trouble, whatever it said. */
static int close_output(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	fputs("stdout: cannot be written; is the disk full?\n", stderr);
	return EXIT_TROUBLE;
}

static int refuse(const char *name)
{
	char *meant = command_suggestion(name);

	fprintf(stderr, "%s: there is no such command%s\n", name, meant);
	if (!*meant)
		print_usage(stderr);
	free(meant);
	return EXIT_TROUBLE;
}

/* guptidy help COMMAND */
static int help_of(char *name)
{
	static char option[] = "--help";
	char *argv[] = { name, option, NULL };
	const struct command *command = command_named(name);

	return command ? close_output(run_command(command, 2, argv)) : refuse(name);
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "--help";
	const struct command *command;

	if (argc == 3 && !strcmp(name, "help"))
		return help_of(argv[2]);
	command = command_named(name);
	if (command)
		return close_output(run_command(command, argc - 1, argv + 1));
	if (!strcmp(name, "--version") || !strcmp(name, "-V")) {
		puts("guptidy " GUPTIDY_VERSION);
		return close_output(EXIT_NOTHING);
	}
	if (argc > 1 && (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help"))) {
		print_usage(stdout);
		return close_output(EXIT_NOTHING);
	}
	if (argc > 1)
		return refuse(name);
	print_usage(stderr);
	return EXIT_TROUBLE;
}
