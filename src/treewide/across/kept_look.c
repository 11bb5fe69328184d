// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/kept_look.h"

#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/data/mem.h"
#include "base/files/keep.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "check/rules/rule.h"
#include "check/triage/allow.h"
#include "outcome/result/form.h"
#include "treewide/run/kept.h"
#include "treewide/work/cache.h"

#include <stdlib.h>
#include <string.h>

static void digest_scan(struct digest *digest, const struct scanned_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		digest_text(digest, files[i].path);
}

/* Whose stamp a path has; the tree's own are relative to its root. */
static char *full_path(const struct run *run, const char *path)
{
	return path_join(run->tree.root, path);
}

/* KEY of all that it was made from: the files in their list, with stamps, and what was asked. */
static void make_key(const struct run *run, const struct run_options *options,
		     const struct rule_set *rules, const struct made_from *files, char *key)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, "look 1");
	digest_text(&digest, stamps_get(run->stamps, "/proc/self/exe"));
	digest_text(&digest, run->tree.version_text);
	digest_bytes(&digest, &run->version, sizeof(run->version));
	cache_digest_rules(&digest, rules);
	cache_digest_family(&digest, &run->family);
	for (size_t i = 0; i < run->paths.n; i++)
		digest_text(&digest, run->paths.items[i]);
	for (size_t i = 0; i < options->exclude.n; i++)
		digest_text(&digest, options->exclude.items[i]);
	for (size_t i = 0; i < run->n_asked; i++)
		if (run->sources[i].verdicts)	/* they hang on headers that nobody else reads */
			digest_bytes(&digest, run->sources[i].verdicts,
				     run->sources[i].outline.branches.n);
	digest_scan(&digest, run->scan.files, run->scan.n_files);
	digest_scan(&digest, run->scan.others, run->scan.n_others);
	for (size_t i = 0; i < files->n; i++) {
		char *path = full_path(run, files->items[i]);

		digest_text(&digest, files->items[i]);
		digest_text(&digest, stamps_get(run->stamps, path));
		free(path);
	}
	digest_end(&digest, key);
}

/* --- to keep --- */

static void add_path(struct made_from *files, const char *path)
{
	char *copy = mem_strdup(path);

	VEC_PUSH(files, copy);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A folder is looked through once for each round of callers; its files are listed as often. */
static void drop_doubles(struct made_from *files)
{
	size_t kept = 0;

	if (files->n)
		qsort(files->items, files->n, sizeof(*files->items), by_text);
	for (size_t i = 0; i < files->n; i++) {
		if (kept && !strcmp(files->items[kept - 1], files->items[i]))
			free(files->items[i]);
		else
			files->items[kept++] = files->items[i];
	}
	files->n = kept;
}

static bool has_finding(const struct finding_list *findings, const char *path)
{
	for (size_t i = 0; i < findings->n; i++)
		if (!strcmp(findings->items[i].path, path))
			return true;
	return false;
}

/*
 * The files that a later run has to open all the same: for findings, and for comments on them. They go by
 * what is left to a person, of which the second look has none.
 */
static void list_concerned(const struct run *run, const struct finding_list *findings,
			   struct result *result)
{
	for (size_t i = 0; i < run->judged.n; i++)
		if (allow_is_in(run->judged.items[i]) ||
		    has_finding(findings, run->judged.items[i]->path))
			result_add_left(result, run->judged.items[i]->path, 0, 0, "", "");
}

static bool all_hold(const struct run *run, const struct made_from *files)
{
	bool hold = true;

	for (size_t i = 0; i < files->n && hold; i++) {
		char *path = full_path(run, files->items[i]);

		hold = stamps_hold(run->stamps, path);
		free(path);
	}
	return hold;
}

void kept_look_store(struct run *run, const struct run_options *options,
		     const struct known_files *files, const struct finding_list *findings)
{
	char *path = kept_file(run, options, options->rules, "look"), key[DIGEST_LENGTH + 1];
	struct result result = {0};
	struct made_from made = {0};
	struct buf text = {0};

	for (size_t i = 0; i < files->n; i++)
		add_path(&made, files->items[i]->path);
	for (size_t i = 0; i < files->looked_at.n; i++)
		add_path(&made, files->looked_at.items[i]);
	drop_doubles(&made);
	if (path && all_hold(run, &made)) {
		list_concerned(run, findings, &result);
		result.findings.items = findings->items;
		result.findings.n = findings->n;
		form_write(&result, &made, &text);
		make_key(run, options, options->rules, &made, key);
		keep_write(path, key, text.data, text.length);
		result.findings.items = NULL;
		result.findings.n = 0;
	}
	result_free(&result);
	made_from_free(&made);
	buf_free(&text);
	free(path);
}

/* --- to find it again --- */

static struct source *other_source(struct run *run, const char *path)
{
	for (size_t i = 0; i < run->others.n; i++)
		if (!strcmp(run->others.items[i]->path, path))
			return run->others.items[i];
	return NULL;
}

/* Each finding's line, from its file; false: a file or a place is not there. */
static bool read_excerpts(struct run *run, struct result *result)
{
	for (size_t i = 0; i < result->findings.n; i++) {
		struct finding *finding = &result->findings.items[i];
		const struct source *source = run_source(run, finding->path);
		size_t begin, end;

		if (!source)
			source = other_source(run, finding->path);
		if (!source || !source_line(source, finding->line, &begin, &end) ||
		    !source_line(source, finding->end_line, &begin, &end))
			return false;
		finding_read_excerpts(finding, source);
	}
	return true;
}

static void open_concerned(struct run *run, const struct run_options *options,
			   const struct result *result)
{
	for (size_t i = 0; i < result->left.n; i++)
		scan_add_other(&run->callers[0], result->left.items[i].path);
	files_open(run, options, &run->callers[0]);
	for (size_t i = 0; i < run->others.n; i++)
		VEC_PUSH(&run->judged, run->others.items[i]);
}

/* As if nobody had asked. */
static void close_concerned(struct run *run)
{
	for (size_t i = 0; i < run->others.n; i++) {
		source_close(run->others.items[i]);
		free(run->others.items[i]);
	}
	run->others.n = run->judged.n = 0;
	scan_free(&run->callers[0]);
}

static bool load(struct run *run, const struct run_options *options, const struct rule_set *rules,
		 const struct buf *text, const char *kept_key, struct finding_list *findings)
{
	static const struct scanned_file no_file;
	struct made_from files = {0};
	struct result result = {0};
	char key[DIGEST_LENGTH + 1];
	bool good = false;

	if (!form_read(text->data, text->length, &no_file, rule_name, &result, &files)) {
		make_key(run, options, rules, &files, key);
		good = !strcmp(key, kept_key);
	}
	if (good) {
		open_concerned(run, options, &result);
		good = read_excerpts(run, &result);
		if (!good)
			close_concerned(run);
	}
	if (good) {
		*findings = result.findings;
		result.findings = (struct finding_list){0};
		run_note_looked_at(run, (const char *const *)files.items, files.n);
	}
	result_free(&result);
	made_from_free(&files);
	return good;
}

static bool load_of(struct run *run, const struct run_options *options, const struct rule_set *rules,
		    struct finding_list *findings)
{
	char *path = kept_file(run, options, rules, "look"), key[DIGEST_LENGTH + 1];
	struct buf text = {0};
	bool good = path && keep_read(path, &text, key) &&
		    load(run, options, rules, &text, key, findings);

	buf_free(&text);
	free(path);
	return good;
}

/* What all rules found serves as well: the others' findings are not shown. */
bool kept_look_load(struct run *run, const struct run_options *options, struct finding_list *findings)
{
	return load_of(run, options, NULL, findings) ||
	       (options->rules && load_of(run, options, options->rules, findings));
}
