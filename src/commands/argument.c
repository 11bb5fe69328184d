// SPDX-License-Identifier: GPL-2.0-only
#include "commands/argument.h"

#include "base/buf.h"
#include "base/err.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

unsigned argument_number(struct argp_state *state, const char *option, const char *text,
			 long most)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || end == text || value < 1 || value > most)
		argp_error(state, "%s: %s takes a whole number from 1 to %ld", text, option, most);
	return (unsigned)value;
}

const struct rule *argument_rule(struct argp_state *state, const char *name)
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

enum format argument_format(struct argp_state *state, const char *name)
{
	const struct options *options = state->input;
	enum format format = format_find(name, strlen(name));
	struct buf formats = {0};

	if (format < FORMAT_COUNT && format_prints(format, options->subject))
		return format;
	format_list(options->subject, &formats);
	argp_error(state, "%s: %s; use one of %s", name, format < FORMAT_COUNT ?
		   "this command has no such format" : "there is no such format", formats.data);
	return FORMAT_TEXT;
}

struct output argument_output(struct argp_state *state, const char *argument)
{
	const struct options *options = state->input;
	struct output output = {0};
	struct err err = {0};

	if (output_parse(argument, options->subject, &output, &err))
		argp_error(state, "%s", err.text);
	return output;
}

enum severity argument_severity(struct argp_state *state, const char *name)
{
	for (int severity = SEVERITY_ADVICE; severity <= SEVERITY_ERROR; severity++)
		if (!strcmp(severity_name(severity), name))
			return severity;
	argp_error(state, "%s: no such severity; use error, warning or advice", name);
	return SEVERITY_ADVICE;
}

const char *argument_baseline(struct argp_state *state, const char *path)
{
	const struct options *options = state->input;

	if (options->choices.baseline)
		argp_error(state, "%s: a baseline is named already, %s; name one, with --baseline "
			   "or with --write-baseline", path, options->choices.baseline);
	return path;
}
