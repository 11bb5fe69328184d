// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/quote.h"
#include "program/options/command.h"
#include "program/options/options.h"
#include "program/session/session.h"
#include "treewide/across/catalogue.h"

#include <stdlib.h>

/* The status. */
static int print_pairs(struct run *run, const struct options *options)
{
	struct report report = report_on(run, SUBJECT_PAIRS);
	struct catalogue catalogue = {0};
	struct known_files files;
	struct shown shown = {0};
	int status = EXIT_NOTHING;

	files_know(run, &options->run, &files);
	naming_read(&shown, run, &options->run);
	warn_sourceless(run, &shown, GOAL_CHECK);
	catalogue_read(run, &files, &catalogue);
	report.heading.shown = &shown;
	report.catalogue = &catalogue;
	if (output_report(options, &report) || run->result.unanalysed.n)
		status = EXIT_TROUBLE;
	text_unanalysed(&report, stderr);
	catalogue_free(&catalogue);
	files_forget(&files);
	shown_free(&shown);
	return status;
}

int command_pairs(int argc, char **argv)
{
	static const char *here = ".";
	struct options options;
	struct err err = {0};
	struct run run;
	int status = EXIT_TROUBLE;

	options_parse(argc, argv, &options);
	if (!options.run.n_paths) {
		options.run.paths = &here;
		options.run.n_paths = 1;
	}
	if (run_open(&run, &options.run, &err))
		complain(&err);
	else
		status = print_pairs(&run, &options);
	run_close(&run);
	options_free(&options);
	return status;
}
