// SPDX-License-Identifier: GPL-2.0-only
#include "program/deliver/series.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/quote.h"
#include "base/files/path.h"
#include "calls/target/target.h"
#include "program/deliver/verify.h"
#include "treewide/run/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As a shell takes it for one word. */
static void add_word(struct buf *command, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "_@%+=:,./-";

	buf_puts(command, " ");
	if (*word && !word[strspn(word, plain)]) {
		buf_puts(command, word);
		return;
	}
	buf_puts(command, "'");
	for (; *word; word++)
		buf_printf(command, *word == '\'' ? "'\\%c'" : *word == '\n' ? "?" : "%c", *word);
	buf_puts(command, "'");
}

/* What lies in the user's own folders is told by its name alone. */
static void add_option(struct buf *command, const char *option, const char *argument)
{
	if (!argument)
		return;
	buf_printf(command, " %s", option);
	add_word(command, path_name(argument));
}

static void add_paths(struct buf *command, const struct run *run)
{
	if (run->place)
		add_option(command, "--kernel", run->tree.root);
	for (size_t i = 0; i < run->paths.n; i++) {
		const char *path = run->paths.items[i];
		const char *name = run->place && !strcmp(run->place, path) ? "" : name_in(run->place, path);

		add_word(command, *name ? name : ".");
	}
}

/* The command that converts the same again; the caller frees it. */
static char *command_of(const struct session *session)
{
	const struct options *options = &session->options;
	struct buf command = {0};

	buf_puts(&command, "guptidy convert");
	add_option(&command, "--migration", options->migration);
	add_option(&command, "--to", options->to);
	add_option(&command, "--since", options->since);
	if (options->keeps_effects)
		buf_puts(&command, " --keep-effects");
	if (options->pin)
		buf_puts(&command, " --pin");
	if (options->engine == ENGINE_COCCI)
		buf_puts(&command, " --engine cocci");
	for (size_t i = 0; i < options->run.exclude.n; i++) {
		buf_puts(&command, " --exclude");
		add_word(&command, options->run.exclude.items[i]);
	}
	add_paths(&command, &session->run);
	return buf_take(&command);
}

int check_series_place(const struct session *session, struct err *err)
{
	const struct series_options *series = &session->options.series;

	return series->folder ? series_check(series, session->options.run.paths[0], err) : 0;
}

static enum series_kind kind_of(const struct session *session)
{
	return session->migration ? SERIES_MIGRATION : session->options.pin ? SERIES_PINS :
	       session->options.to ? SERIES_PORT : SERIES_FLAGS;
}

/* A line each; what they cite of the version before came by mail. */
static void put_notes(const struct buf *notes)
{
	char *rest = notes->data, *line;

	while (rest && (line = strsep(&rest, "\n"))) {
		if (!*line)
			continue;
		put_text(stderr, line);
		fputc('\n', stderr);
	}
}

void deliver_series(struct session *session, const struct rewrite *rewrite)
{
	char *command = command_of(session);
	const struct series_input input = {
		.kind = kind_of(session), .run = &session->run, .rewrite = rewrite,
		.migration = session->migration, .undeclared = session->undeclared, .command = command,
		.look = session->options.verify ? verify_patches : NULL, .data = session,
		.target = session->options.run.to ? session->options.run.to->name : NULL,
	};
	struct buf written = {0}, notes = {0};
	struct err err = {0};

	if (series_write(&session->options.series, &input, &written, &notes, &err)) {
		complain(&err);
		session->unwritten = true;
	}
	put_notes(&notes);
	if (session->options.format == FORMAT_TEXT)
		fputs(written.data ? written.data : "", stdout);
	buf_free(&written);
	buf_free(&notes);
	free(command);
}
