// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/together.h"

#include <argp.h>
#include <string.h>

/* A migration is a conversion of its own. */
static void check_migration(const struct options *options, struct argp_state *state)
{
	if (!options->migration && options->keeps_effects)
		argp_error(state, "--keep-effects: needs --migration FILE");
	if (!options->migration && options->smpl)
		argp_error(state, "--smpl: needs --migration FILE, which it prints");
	if (!options->migration)
		return;
	if (options->pin || options->to || options->since)
		argp_error(state, "--migration and %s: each is a conversion of its own; use one",
			   options->pin ? "--pin" : options->to ? "--to" : "--since");
	if (options->engine == ENGINE_COCCI)
		argp_error(state, "--engine=cocci: hand spatch what --migration FILE --smpl prints, or use "
			   "`guptidy reconcile --migration FILE`");
	if (options->smpl && options->in_place)
		argp_error(state, "--smpl and --in-place: nothing is converted with --smpl; use one");
}

static void check_pin(const struct options *options, struct argp_state *state)
{
	if (options->engine == ENGINE_COCCI)
		argp_error(state, "--pin: spatch has no patch for it; use it without --engine");
	if (options->to)
		argp_error(state, "--pin and --to: convert to %s first, with --in-place; then what comes of it, with "
			   "--pin and that kernel's tree as --kernel", options->to);
}

static void check_series(const struct options *options, struct argp_state *state)
{
	const struct series_options *series = &options->series;

	if (!series->folder && (series->signer || series->branch || series->previous || series->bridges))
		argp_error(state, "%s: needs --series DIR, where the patches go", series->signer ? "--signed-off-by" :
			   series->branch ? "--branch" : series->previous ? "--previous" : "--bridge");
	if (series->folder && (options->in_place || options->smpl))
		argp_error(state, "--series and %s: use one", options->in_place ? "--in-place" : "--smpl");
}

/* There must be converted files, in one tree. */
static void check_verify_use(const struct options *options, struct argp_state *state)
{
	if (options->smpl)
		argp_error(state, "--verify and --smpl: nothing is converted with --smpl; use one");
	if (options->matrix)
		argp_error(state, "--verify and --matrix: verify each tree by itself");
}

/* A run is one of two commands. */
static void check_run(const struct options *options, struct argp_state *state)
{
	bool converts = options->in_place || options->migration || options->to || options->pin ||
			options->series.folder || options->verify;

	if (options->checks && converts)
		argp_error(state, "run: options of check and of convert beside each other; use one command's");
}

static bool is_of_matrix(enum format format)
{
	return format == FORMAT_TEXT || format == FORMAT_JSON || format == FORMAT_HTML;
}

/* Its report has forms of its own, and each cell its own way. */
static void check_matrix(const struct options *options, struct argp_state *state)
{
	bool printable = is_of_matrix(options->format);

	for (size_t i = 0; i < options->outputs.n; i++)
		printable &= is_of_matrix(options->outputs.items[i].format);
	if (!printable)
		argp_error(state, "--matrix: is printed as text, json or html");
	if (options->in_place || options->series.folder || options->choices.write_baseline)
		argp_error(state, "--matrix and %s: it compares, and writes nothing",
			   options->in_place ? "--in-place" : options->series.folder ? "--series" :
			   "--write-baseline");
}

/* Only the working tree can be written to. */
static void check_fix_of_change(const struct options *options, struct argp_state *state)
{
	const char *other = options->diff ? "--diff" : options->staged ? "--staged" :
			    options->base && strstr(options->base, "..") ? "--base with two commits" : NULL;

	if (options->each)
		argp_error(state, "--fix and --each: use one");
	if (other && !options->dry_run)
		argp_error(state, "--fix and %s: only the working tree can be written to; add --dry-run, which "
			   "prints the diff", other);
}

/* What is judged by another kernel, or known to a baseline, is not to be mended in passing. */
static void check_fix(const struct options *options, struct argp_state *state)
{
	const char *other = options->against ? "--against" : options->work ? "--work" :
			    options->choices.write_baseline ? "--write-baseline" :
			    options->choices.baseline ? "--baseline" : NULL;
	bool printable = format_prints(options->format, SUBJECT_EDITS);

	if (options->dry_run && !options->fix)
		argp_error(state, "--dry-run: needs --fix, whose diff it prints");
	if (options->fix && other)
		argp_error(state, "--fix and %s: use one", other);
	for (size_t i = 0; i < options->outputs.n; i++)
		printable &= format_prints(options->outputs.items[i].format, SUBJECT_EDITS);
	if (options->dry_run && !printable)
		argp_error(state, "--dry-run: is printed as text, json or html");
	if (options->fix)
		check_fix_of_change(options, state);
}

/* What is not committed is no patch. */
static void check_each(const struct options *options, struct argp_state *state)
{
	if (options->diff)
		return;
	if (!options->base)
		argp_error(state, "--each: needs patches: a range of commits, --base A..B, or mails, --diff FILE");
	if (!strstr(options->base, ".."))
		argp_error(state, "--each: %s is no range of commits; is %s..HEAD meant?", options->base,
			   options->base);
}

/* Nothing lies on the disk that could be written, shared out, or compared with another kernel's reading. */
static void check_stdin(const struct options *options, struct argp_state *state)
{
	const char *other = options->against ? "--against" : options->work ? "--work" :
			    options->choices.write_baseline ? "--write-baseline" : NULL;

	if (options->paths.n != 1 || strcmp(options->paths.items[0], "-"))
		argp_error(state, "--stdin-name %s: PATH is - then, and nothing else", options->stdin_name);
	if (other)
		argp_error(state, "--stdin-name and %s: use one", other);
	if (options->fix && !options->dry_run)
		argp_error(state, "--stdin-name and --fix: nothing can be written; add --dry-run, which prints the "
			   "diff");
}

void options_check(const struct options *options, struct argp_state *state)
{
	if ((options->base != NULL) + (options->diff != NULL) + options->staged > 1)
		argp_error(state, "--base, --diff and --staged: each names a change of its own; use one");
	if (options->choices.grow_baseline && !options->choices.write_baseline)
		argp_error(state, "--grow-baseline: needs --write-baseline FILE");
	if (options->each)
		check_each(options, state);
	if (options->pin)
		check_pin(options, state);
	check_migration(options, state);
	check_series(options, state);
	check_run(options, state);
	check_fix(options, state);
	if (options->stdin_name)
		check_stdin(options, state);
	if (options->verify)
		check_verify_use(options, state);
	if (options->matrix)
		check_matrix(options, state);
}
