// SPDX-License-Identifier: GPL-2.0-only
#include "commands/together.h"

#include <argp.h>

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
		argp_error(state, "--pin and --to: convert to %s first; then, with --kernel, what comes of it",
			   options->to);
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

void options_check(const struct options *options, struct argp_state *state)
{
	if ((options->base != NULL) + (options->diff != NULL) + options->staged > 1)
		argp_error(state, "--base, --diff and --staged: each names a change of its own; use one");
	if (options->choices.grow_baseline && !options->choices.write_baseline)
		argp_error(state, "--grow-baseline: needs --write-baseline FILE");
	if (options->pin)
		check_pin(options, state);
	check_migration(options, state);
	check_series(options, state);
}
