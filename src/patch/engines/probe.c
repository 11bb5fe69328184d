// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/probe.h"

#include "base/data/mem.h"
#include "kernel/api/api.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "guptidy: "

/* How a name can stand in the text: as an expression (the callee), defined, declared. */
static const struct {
	const char *rule, *metavariables, *pattern;
} forms[] = {
	{ "used", "", "fn@p" },
	{ "defined", "", "fn@p(...) { ... }" },
	{ "declared", "type T;\n", "T fn@p(...);" },
};

static bool is_first_of_name(const struct source *source, size_t i)
{
	for (size_t before = 0; before < i; before++)
		if (source->file->mentions[before].symbol == source->file->mentions[i].symbol)
			return false;
	return true;
}

static void add_names(const struct source *source, struct buf *script)
{
	const char *separator = "";

	for (size_t i = 0; i < source->file->n_mentions; i++) {
		if (!is_first_of_name(source, i))
			continue;
		buf_printf(script, "%s%s", separator, source->file->mentions[i].symbol->name);
		separator = ", ";
	}
}

void probe_script(const struct source *source, struct buf *script)
{
	for (size_t f = 0; f < ARRAY_SIZE(forms); f++) {
		buf_printf(script, "@%s@\nidentifier fn = {", forms[f].rule);
		add_names(source, script);
		buf_printf(script, "};\n%sposition p;\n@@\n\n%s\n\n", forms[f].metavariables,
			   forms[f].pattern);
		buf_printf(script, "@script:python@\np << %s.p;\n@@\n\n"
			   "print(\"" MARK "%%s %%s\" %% (p[0].line, p[0].column))\n\n",
			   forms[f].rule);
	}
}

/* spatch counts columns from 0. */
static void read_place(const struct source *source, const char *line, struct probe *probe)
{
	unsigned place[2];

	if (sscanf(line, MARK "%u %u", &place[0], &place[1]) != 2)
		return;
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->file->mentions[i].line == place[0] &&
		    source->file->mentions[i].column == place[1] + 1)
			probe->sees[i] = true;
}

/* Where the line behind this one begins, or NULL. */
static const char *next_line(const char *line)
{
	const char *newline = strchr(line, '\n');

	return newline ? newline + 1 : NULL;
}

/*
 *	parse error
 *	 = File "x.c", line 12, column 3, charpos = 185
 *	  around = 'z',
 *	  whole content = ...
 *	badcount: 3
 *	bad: the dropped lines; the one where it stopped
 *	BAD:!!!!! begins so
 */
static void read_error(const char *line, struct probe *probe)
{
	struct bad_lines bad = {0};
	const char *number, *word;
	uint32_t before = 0, n = 0;

	line = next_line(line);
	number = line ? strstr(line, "\", line ") : NULL;
	if (!number || sscanf(number, "\", line %u", &bad.line) != 1)
		return;
	line = next_line(line);
	word = line ? strchr(line, '\'') : NULL;
	bad.word = mem_strndup(word ? word + 1 : "?", word ? strcspn(word + 1, "'\n") : 1);
	while (line && strncmp(line, "bad:", 4) && strncmp(line, "BAD:", 4) &&
	       strncmp(line, "parse error", 11))
		line = next_line(line);
	for (; line && (!strncmp(line, "bad:", 4) || !strncmp(line, "BAD:", 4)); n++) {
		if (*line == 'B')
			before = n;
		line = next_line(line);
	}
	bad.first = bad.line > before ? bad.line - before : 1;
	bad.last = bad.first + (n ? n - 1 : 0);
	VEC_PUSH(&probe->bad, bad);
}

void probe_read(const struct source *source, const struct buf *out, const struct buf *err,
		struct probe *probe)
{
	*probe = (struct probe){
		.sees = mem_calloc(source->file->n_mentions + 1, sizeof(*probe->sees)),
	};
	for (const char *line = out->data; line; line = next_line(line))
		read_place(source, line, probe);
	for (const char *line = err->data; line; line = next_line(line))
		if (!strncmp(line, "parse error", 11))
			read_error(line, probe);
}

char *probe_why_not(const struct probe *probe, const struct source *source, size_t i)
{
	const struct mention *mention = &source->file->mentions[i];
	const char *function = source_function_name(source, source->tokens[i]);
	char *where = *function ? mem_printf("%s(), which holds %s()", function,
					     mention->symbol->name) :
				  mem_printf("the text around %s()", mention->symbol->name);
	char *why = NULL;

	for (size_t b = 0; b < probe->bad.n && !why; b++) {
		const struct bad_lines *bad = &probe->bad.items[b];

		if (mention->line >= bad->first && mention->line <= bad->last)
			why = mem_printf("spatch cannot parse %s: it stops at line %u, at `%s`",
					 where, bad->line, bad->word);
	}
	if (!why)
		why = mem_printf("spatch parses %s, but does not look at it: it stands in an #if 0, or "
				 "spatch cannot follow the control flow", where);
	free(where);
	return why;
}

void probe_free(struct probe *probe)
{
	for (size_t i = 0; i < probe->bad.n; i++)
		free(probe->bad.items[i].word);
	free(probe->bad.items);
	free(probe->sees);
	*probe = (struct probe){0};
}
