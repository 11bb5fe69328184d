// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/smpl.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "conversion/convert/convert.h"
#include "patch/engines/spatch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROBE "guptidy-probe.cocci"

struct words {
	const char **items;
	size_t n, capacity;
};

/* spatch hands names to a shell: not the author's, and none with a folder in front. */
static const char *copy_name(const struct source *source)
{
	return ends_with(source->path, ".h") ? "source.h" : "source.c";
}

bool smpl_concerns(const struct smpl *smpl, const struct source *source, size_t i)
{
	for (size_t s = 0; s < smpl->scripts->n; s++)
		if (script_concerns(&smpl->scripts->items[s], smpl->family, source, i))
			return true;
	return false;
}

static bool is_due(const struct smpl *smpl, const struct script *script,
		   const struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (script_concerns(script, smpl->family, source, i))
			return true;
	return false;
}

static int write_file(const char *path, const char *text, size_t length, struct err *err)
{
	FILE *file = fopen(path, "we");

	if (!file)
		return err_set(err, "%s: %s; is there room for temporary files?", path,
			       strerror(errno));
	if (fwrite(text, 1, length, file) != length) {
		fclose(file);
		return err_set(err, "%s: cannot be written; is the disk full?", path);
	}
	return fclose(file) ? err_set(err, "%s: %s", path, strerror(errno)) : 0;
}

/* spatch goes on after an exception within a file, and ends with status 0. */
static int check_exceptions(const struct spatch_output *output, struct err *err)
{
	const char *found = output->err.data;

	while (found && strncmp(found, "EXN:", 4)) {
		found = strchr(found, '\n');
		found += found != NULL;
	}
	return found ? err_set(err, "spatch: gave up: %.*s", (int)strcspn(found, "\n"), found) : 0;
}

static int run_words(const struct smpl *smpl, struct words *words, struct spatch_output *output,
		     struct err *err)
{
	struct spatch_call call = { .folder = smpl->folder, .deadline = smpl->deadline };
	int status;

	VEC_PUSH(words, NULL);
	call.argv = (char *const *)words->items;
	status = spatch_run(&call, output, err);
	free(words->items);
	return status ? status : check_exceptions(output, err);
}

/* Names the script in front of what went wrong with it. */
static int blame(const char *script, struct err *err)
{
	char *text = mem_printf("%s: %s", script, err->text);

	err_set(err, "%s", text);
	free(text);
	return -1;
}

static int run_probe(const struct smpl *smpl, const struct source *source, struct probe *probe,
		     struct err *err)
{
	char *path = path_join(smpl->folder, PROBE);
	struct spatch_output output = {0};
	struct words words = {0};
	struct buf script = {0};
	int status;

	probe_script(source, &script);
	status = write_file(path, script.data, script.length, err);
	if (!status) {
		VEC_PUSH(&words, "spatch");
		/* --very-quiet would take the parse errors back. */
		VEC_PUSH(&words, "--verbose-parsing");
		VEC_PUSH(&words, "--no-includes");
		VEC_PUSH(&words, "--cocci-file");
		VEC_PUSH(&words, path);
		VEC_PUSH(&words, copy_name(source));
		status = run_words(smpl, &words, &output, err);
	}
	if (!status)
		probe_read(source, &output.out, &output.err, probe);
	buf_free(&script);
	spatch_output_free(&output);
	free(path);
	return status;
}

/* Before v5.2 get_user_pages_fast() took an int; the scripts that ask for flags must know. */
static bool has_int_write(const struct smpl *smpl)
{
	for (size_t i = 0; i < smpl->scripts->n; i++) {
		const struct gup_function *function = smpl->scripts->items[i].converts;

		if (function && !gup_conversion_of(function)->successor &&
		    convert_is_due(smpl->family, function))
			return true;
	}
	return false;
}

static int run_script(const struct smpl *smpl, const struct script *script,
		      const struct source *source, struct err *err)
{
	struct spatch_output output;
	struct words words = {0};
	int status;

	VEC_PUSH(&words, "spatch");
	VEC_PUSH(&words, "--very-quiet");
	VEC_PUSH(&words, "--in-place");
	VEC_PUSH(&words, "--no-show-diff");
	VEC_PUSH(&words, "-D");
	VEC_PUSH(&words, "patch");
	if (script->knows_int_write && has_int_write(smpl)) {
		VEC_PUSH(&words, "-D");
		VEC_PUSH(&words, "int_write");
	}
	for (char **option = script->options; *option; option++)
		VEC_PUSH(&words, *option);
	VEC_PUSH(&words, "--cocci-file");
	VEC_PUSH(&words, script->path);
	VEC_PUSH(&words, copy_name(source));
	status = run_words(smpl, &words, &output, err);
	spatch_output_free(&output);
	return status ? blame(path_name(script->path), err) : 0;
}

int smpl_apply(const struct smpl *smpl, const struct source *source, struct buf *text,
	       struct probe *probe, struct err *err)
{
	char *copy = path_join(smpl->folder, copy_name(source));
	int status = write_file(copy, source->text.data, source->text.length, err);

	*probe = (struct probe){0};
	if (!status)
		status = run_probe(smpl, source, probe, err);
	for (size_t i = 0; i < smpl->scripts->n && !status; i++)
		if (is_due(smpl, &smpl->scripts->items[i], source))
			status = run_script(smpl, &smpl->scripts->items[i], source, err);
	if (!status)
		status = load_file(text, copy, err);
	free(copy);
	return status;
}

/* "libpython3.11" of "... [libpython3.11.so returned ...": what Debian calls the package; the caller frees it. */
static char *python_package(const char *words)
{
	const char *library = strstr(words, "libpython"), *end = library ? strstr(library, ".so") : NULL;

	return end ? mem_strndup(library, (size_t)(end - library)) : NULL;
}

int smpl_check_python(const struct smpl *smpl, struct err *err)
{
	static const char script[] = "@initialize:python@\n@@\n\n@@\n@@\n\n- a\n+ b\n";
	char *path = path_join(smpl->folder, PROBE), *source = path_join(smpl->folder, "none.c");
	char *package = NULL;
	struct spatch_output output = {0};
	struct words words = {0};
	struct err why = {0};
	int status = 0;

	if (!write_file(path, script, strlen(script), &why) && !write_file(source, "", 0, &why)) {
		VEC_PUSH(&words, "spatch");
		VEC_PUSH(&words, "--cocci-file");
		VEC_PUSH(&words, path);
		VEC_PUSH(&words, "none.c");
		if (run_words(smpl, &words, &output, &why))
			package = python_package(why.text);
	}
	if (package)
		status = err_set(err, "%s; install %s, or use --engine=clang", why.text, package);
	err_clear(&why);
	spatch_output_free(&output);
	free(package);
	free(source);
	free(path);
	return status;
}
