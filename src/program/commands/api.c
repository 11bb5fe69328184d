// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/quote.h"
#include "program/options/command.h"
#include "program/options/options.h"
#include "program/session/naming.h"
#include "treewide/across/catalogue.h"

#include <stdio.h>
#include <stdlib.h>

/* Prints what the run knows of the family; the exit status. */
static int report_family(const struct options *options, struct run *run)
{
	struct disagreement_list siblings = {0};
	struct catalogue catalogue = {0};
	struct known_files files = {0};
	struct shown shown = {0};
	struct report report;
	int status = EXIT_NOTHING;

	family_siblings(&run->family, &siblings);
	files_know(run, &options->run, &files);
	catalogue_read_wrappers(run, &files, &catalogue);
	report = report_on(run, SUBJECT_FAMILY);
	naming_read(&shown, run, &options->run);
	report.heading.shown = &shown;
	report.siblings = &siblings;
	report.catalogue = &catalogue;
	if (output_report(options, &report) || run->result.unanalysed.n)
		status = EXIT_TROUBLE;
	text_unanalysed(&report, stderr);
	free(siblings.items);
	catalogue_free(&catalogue);
	shown_free(&shown);
	files_forget(&files);
	return status;
}

int command_api(int argc, char **argv)
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
	if (run_open(&run, &options.run, &err)) {
		complain(&err);
	} else if (!family_is_known(&run.family)) {
		err_set(&err, "%s: declares no function of the family; name a kernel tree",
			options.run.paths[0]);
		complain(&err);
	} else {
		status = report_family(&options, &run);
	}
	run_close(&run);
	options_free(&options);
	return status;
}
