/* SPDX-License-Identifier: GPL-2.0-only */
/* What find, check and convert do alike: options, the run, errors, the exit status. */
#ifndef GUPTIDY_SESSION_SESSION_H
#define GUPTIDY_SESSION_SESSION_H

#include "base/data/buf.h"
#include "program/options/command.h"
#include "program/options/configured.h"
#include "program/options/options.h"
#include "program/options/typed.h"
#include "program/session/naming.h"
#include "treewide/graph/graph.h"

struct err;
struct migration;
struct target;

struct session {
	struct options options;
	struct configured configured;	/* what .guptidy adds to them */
	struct typed typed;		/* with --stdin-name: what was read */
	struct run run;
	enum subject subject;		/* of its report */
	bool unwritten;			/* something did not come to its end: a report, a series, a patch */
	struct buf written;		/* the diff of what --in-place wrote, if a page is to show it */
	struct shown shown;		/* what people are told that its files are called */
	const char *base;		/* of a change: its old state, for people; else NULL */
	bool judges_each;		/* of a change, patch by patch */
	const struct migration *migration;	/* that it converts by, borrowed; or NULL */
	struct path_list undeclared;	/* functions that are called in a way that no header has yet */
	struct verified_list verified;	/* with --verify: what the kernel's build made of what was converted */
	const struct target *against;	/* the kernel that it is judged by, borrowed; NULL: the tree */
	struct graph graph;		/* with --work, or in one of its jobs */
	void (*closing)(struct session *session);	/* called in front of the end, or NULL */
	void *closing_data;
};

/* Parses the options, with those of .guptidy, which ends the program if it is wrong; the run is still to be made. */
void session_begin(struct session *session, int argc, char **argv);

/* The same without .guptidy: for who was given its options already. */
void session_begin_job(struct session *session, int argc, char **argv);

/* Runs up to the goal; on failure as session_fail(), else 0. */
int session_analyse(struct session *session, enum goal goal);

/* Ends a session that has nothing more to say, be its run open or not: EXIT_NOTHING. */
int session_end(struct session *session);

/* Says what went wrong, and ends a session whose run could not be opened: EXIT_TROUBLE. */
int session_fail(struct session *session, struct err *err);

/* A report on the run; what else hangs on the subject is to be filled in. */
struct report session_report_on(const struct session *session, enum subject subject);

/* Prints it everywhere. */
void session_report(struct session *session, const struct report *report);

/*
 * Leaves in the result what the user is to see, and prints notes about it. On failure prints why,
 * closes the session and returns EXIT_TROUBLE, else 0.
 */
int session_triage(struct session *session);

/* Prints what was not analysed (in text), frees all, and returns the status: found is 0 or 1. */
int session_close(struct session *session, int found);

/* Its run has a result, which did not come by session_analyse(): what that says of it is said. */
void session_opened(struct session *session, enum goal goal);

/* Says why something was not done that concerns no file alone: of the driver, or else of the tree. */
void session_miss(struct session *session, const char *reason);

/* All files have the names that reports give them; the last step before triage and reports. */
void session_name_files(struct session *session);

/* Names the paths with nothing to be looked at: status 0 would say that there is nothing wrong. */
void warn_sourceless(const struct run *run, const struct shown *shown, enum goal goal);

#endif
