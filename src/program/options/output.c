// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/output.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/link.h"
#include "base/files/save.h"
#include "kernel/tree/place.h"
#include "program/options/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The repository that a folder lies in, or the folder alone: all of it comes from the same people. */
static char *reach_of(const char *folder)
{
	char *place = place_of(folder);

	if (place_is_repository(place))
		return place;
	free(place);
	return mem_strdup(folder);
}

/* As output_refuse_link(), of one folder. */
static int refuse_link_in(const char *path, const char *folder, struct err *err)
{
	char *reach = reach_of(folder);
	/* Nobody has brought the whole system; /dev/stdout is a link. */
	char *link = strcmp(reach, "/") ? link_in_folder(path, reach) : NULL;
	int status = 0;

	if (link)
		status = err_set(err, "%s: not written: %s is a symbolic link in what is looked at, and could lead "
				 "anywhere; name the file that it leads to", path, link);
	free(link);
	free(reach);
	return status;
}

int output_refuse_link(const char *path, const char *root, const char *place, struct err *err)
{
	if (root && *root && refuse_link_in(path, root, err))
		return -1;
	return place && *place ? refuse_link_in(path, place, err) : 0;
}

static int save(const struct output *output, const struct report *report, const char *text, size_t length,
		struct err *err)
{
	if (output_refuse_link(output->path, report->heading.root, report->heading.place, err))
		return -1;
	return save_file(output->path, text, length, err);
}

/* Says what there is instead. */
static int refuse(const char *argument, const char *what, enum subject subject, struct err *err)
{
	struct buf formats = {0};

	format_list(subject, &formats);
	err_set(err, "%s: %s; use FORMAT:FILE with one of %s", argument, what, formats.data);
	buf_free(&formats);
	return -1;
}

/* Not every colon is behind a format: a:b.json is a file. */
int output_parse(const char *argument, enum subject subject, struct output *output,
		 struct err *err)
{
	const char *colon = strchr(argument, ':');
	enum format format = FORMAT_COUNT;

	output->path = argument;
	if (colon)
		format = format_find(argument, (size_t)(colon - argument));
	if (format < FORMAT_COUNT)
		output->path = colon + 1;
	else
		format = format_of_file(argument);
	if (!*output->path || !strcmp(output->path, "-"))
		return refuse(argument, "names no file; stdout has --format", subject, err);
	if (format == FORMAT_COUNT)
		return refuse(argument, "its ending tells no format", subject, err);
	if (!format_prints(format, subject))
		return refuse(argument, "this command has no such format", subject, err);
	output->format = format;
	return 0;
}

/* The report is made in memory first: nothing half made reaches the file. */
static int write_file(const struct output *output, const struct report *report)
{
	struct err err = {0};
	size_t length = 0;
	char *text = NULL;
	FILE *memory = open_memstream(&text, &length);
	int status;

	if (memory)
		format_print(output->format, report, memory);
	if (!memory || fclose(memory))
		status = err_set(&err, "%s: no memory for the report", output->path);
	else
		status = save(output, report, text, length, &err);
	if (status)
		complain(&err);
	free(text);
	return status;
}

bool output_is_terminal(int fd)
{
	const char *term = getenv("TERM");

	/* Emacs runs a compiler on a terminal that it calls dumb. */
	return isatty(fd) && term && *term && strcmp(term, "dumb");
}

bool output_has_colours(int fd)
{
	const char *refused = getenv("NO_COLOR");

	return output_is_terminal(fd) && !(refused && *refused);
}

/* Of a file that the run has read. */
static const char *find_text(const void *data, const char *path, size_t *length)
{
	const struct source *source = run_source(data, path);

	if (!source)
		return NULL;
	*length = source->text.length;
	return source->text.data ? source->text.data : "";
}

struct report report_on(const struct run *run, enum subject subject)
{
	return (struct report){
		.subject = subject, .result = &run->result, .n_files = run->scan.n_files,
		.family = &run->family, .texts = { find_text, run }, .heading = {
			.root = run->tree.root, .version = run->tree.version_text,
			.is_kernel = run->tree.version, .place = run->place,
		},
	};
}

static bool is_coloured(enum colouring colouring)
{
	return colouring == COLOURS_AUTO ? output_has_colours(STDOUT_FILENO) : colouring == COLOURS_ALWAYS;
}

int output_report(const struct options *options, const struct report *report)
{
	struct report on_screen = *report, in_file = *report;
	int status = 0;

	on_screen.colour = is_coloured(options->colouring);
	in_file.alone = true;
	format_print(options->format, &on_screen, stdout);
	for (size_t i = 0; i < options->outputs.n; i++)
		if (write_file(&options->outputs.items[i], &in_file))
			status = -1;
	return status;
}
