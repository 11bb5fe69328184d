// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/quote.h"
#include "program/session/session.h"
#include "treewide/drive/drive.h"
#include "treewide/drive/stats.h"
#include "treewide/run/name.h"

/* Counts the calls of one tree; what was not analysed goes to result, and stderr says it. */
static void count_tree(const struct options *options, const char *path, struct stats *stats,
		      struct result *result)
{
	struct run_options how = options->run;
	struct shown shown = {0};
	struct err err = {0};
	struct run run;

	how.paths = &path;
	how.n_paths = 1;
	if (run_open(&run, &how, &err) || run_analyse(&run, &how, GOAL_FIND, &err)) {
		result_add_unanalysed(result, path, 0, err.text);
		complain(&err);
	} else {
		struct report report;

		naming_read(&shown, &run, &how);
		warn_sourceless(&run, &shown, GOAL_FIND);
		run_name_files(&run);
		run_count(&run, stats);
		report = report_on(&run, SUBJECT_STATS);
		report.heading.shown = &shown;
		text_unanalysed(&report, stderr);
		for (size_t i = 0; i < run.result.unanalysed.n; i++)
			result_add_unanalysed(result, run.result.unanalysed.items[i].path,
					      run.result.unanalysed.items[i].line,
					      run.result.unanalysed.items[i].reason);
	}
	shown_free(&shown);
	run_close(&run);
}

int command_stats(int argc, char **argv)
{
	static const char *here = ".";
	struct report report = { .subject = SUBJECT_STATS };
	struct result result = {0};
	struct stats stats = {0};
	struct options options;
	int status = EXIT_NOTHING;

	options_parse(argc, argv, &options);
	if (!options.run.n_paths) {
		options.run.paths = &here;
		options.run.n_paths = 1;
	}
	for (size_t i = 0; i < options.run.n_paths; i++)
		count_tree(&options, options.run.paths[i], &stats, &result);
	report.result = &result;
	report.stats = &stats;
	/* Of no tree at all there is nothing to report: why, was said. */
	if (stats.n && output_report(&options, &report))
		status = EXIT_TROUBLE;
	if (result.unanalysed.n)
		status = EXIT_TROUBLE;
	stats_free(&stats);
	result_free(&result);
	options_free(&options);
	return status;
}
