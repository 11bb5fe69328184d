// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/argument.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A whole number from 1 to most. */
static unsigned number(struct argp_state *state, const char *option, const char *text, long most)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || end == text || value < 1 || value > most)
		argp_error(state, "%s: %s takes a whole number from 1 to %ld", text, option, most);
	return (unsigned)value;
}

static const struct rule *rule_named(struct argp_state *state, const char *name)
{
	const struct rule *rule = rule_find(name);

	if (!rule) {
		char *meant = rule_suggestion(name);

		argp_error(state, "%s: there is no rule of that name%s `guptidy explain` lists them",
			   name, *meant ? meant : ";");
		free(meant);
	}
	return rule;
}

void read_format(struct argp_state *state, const char *name, struct options *options)
{
	enum format format = format_find(name, strlen(name));
	struct buf formats = {0};

	if (format < FORMAT_COUNT && format_prints(format, options->subject)) {
		options->format = format;
		return;
	}
	format_list(options->subject, &formats);
	argp_error(state, "%s: %s; use one of %s", name, format < FORMAT_COUNT ?
		   "this command has no such format" : "there is no such format", formats.data);
}

void read_output(struct argp_state *state, const char *argument, struct options *options)
{
	struct output output = {0};
	struct err err = {0};

	if (output_parse(argument, options->subject, &output, &err))
		argp_error(state, "%s", err.text);
	VEC_PUSH(&options->outputs, output);
}

void read_color(struct argp_state *state, const char *when, struct options *options)
{
	static const char *const names[] = {
		[COLOURS_AUTO] = "auto", [COLOURS_ALWAYS] = "always", [COLOURS_NEVER] = "never",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(names[i], when)) {
			options->colouring = (enum colouring)i;
			return;
		}
	argp_error(state, "--color=%s: use always, auto or never", when);
}

void read_html(struct argp_state *state, const char *argument, struct options *options)
{
	struct output output = { .format = FORMAT_HTML, .path = argument };

	if (!*argument || !strcmp(argument, "-"))
		argp_error(state, "--html %s: names no file; stdout has --format=html", argument);
	VEC_PUSH(&options->outputs, output);
}

void read_jobs(struct argp_state *state, const char *text, struct options *options)
{
	options->run.jobs = number(state, "-j", text, 1024);
}

void read_time_limit(struct argp_state *state, const char *text, struct options *options)
{
	options->run.time_limit = number(state, "--time-limit", text, 86400);
}

void read_no_cache(struct argp_state *state, const char *none, struct options *options)
{
	(void)state, (void)none;
	options->run.use_cache = false;
}

void read_exclude(struct argp_state *state, const char *glob, struct options *options)
{
	(void)state;
	VEC_PUSH(&options->run.exclude, glob);
}

void read_rule(struct argp_state *state, const char *name, struct options *options)
{
	VEC_PUSH(&options->choices.rules, rule_named(state, name));
}

void read_no_rule(struct argp_state *state, const char *name, struct options *options)
{
	VEC_PUSH(&options->choices.no_rules, rule_named(state, name));
}

static enum severity severity_named(struct argp_state *state, const char *name)
{
	for (int severity = SEVERITY_ADVICE; severity <= SEVERITY_ERROR; severity++)
		if (!strcmp(severity_name(severity), name))
			return severity;
	argp_error(state, "%s: no such severity; use error, warning or advice", name);
	return SEVERITY_ADVICE;
}

void read_fail_on(struct argp_state *state, const char *name, struct options *options)
{
	options->choices.fail_on = severity_named(state, name);
}

void read_severity(struct argp_state *state, const char *argument, struct options *options)
{
	size_t length = strcspn(argument, "=");
	char *name = mem_strndup(argument, length);
	struct rating rating = { .rule = rule_named(state, name) };

	free(name);
	if (!argument[length])
		argp_error(state, "--severity %s: says no severity; write RULE=error, RULE=warning or RULE=advice",
			   argument);
	rating.severity = severity_named(state, argument + length + 1);
	VEC_PUSH(&options->choices.ratings, rating);
}

void read_baseline(struct argp_state *state, const char *path, struct options *options)
{
	if (options->choices.baseline)
		argp_error(state, "%s: a baseline is named already, %s; name one, with --baseline "
			   "or with --write-baseline", path, options->choices.baseline);
	options->choices.baseline = path;
}

void read_write_baseline(struct argp_state *state, const char *path, struct options *options)
{
	read_baseline(state, path, options);
	options->choices.write_baseline = true;
}

void read_verify(struct argp_state *state, const char *what, struct options *options)
{
	if (what && strcmp(what, "all"))
		argp_error(state, "--verify=%s: there is --verify, and --verify=all", what);
	options->verify = true;
	options->verify_all = what;
}

void read_engine(struct argp_state *state, const char *name, struct options *options)
{
	if (strcmp(name, "clang") && strcmp(name, "cocci"))
		argp_error(state, "%s: no such engine; use clang or cocci", name);
	options->engine = strcmp(name, "cocci") ? ENGINE_CLANG : ENGINE_COCCI;
}
