/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The formats as a table: each is one file, one function and one row of formats.def. A command fills
 * a struct report and has every format of its subject by format_print().
 */
#ifndef GUPTIDY_FORMAT_FORMAT_H
#define GUPTIDY_FORMAT_FORMAT_H

#include "calls/family/siblings.h"
#include "outcome/result/catalogue.h"
#include "outcome/result/comparison.h"
#include "outcome/result/result.h"
#include "outcome/result/verified.h"

#include <stdio.h>

struct buf;
struct family;
struct stats;
struct routing;
struct shown;

/* What a report is about; bits, as a format can print several. */
enum subject {
	SUBJECT_MENTIONS = 1 << 0,	/* find */
	SUBJECT_FINDINGS = 1 << 1,	/* check */
	SUBJECT_EDITS = 1 << 2,		/* convert */
	SUBJECT_FAMILY = 1 << 3,	/* api */
	SUBJECT_DIFFERENCES = 1 << 4,	/* reconcile */
	SUBJECT_PAIRS = 1 << 5,		/* pairs */
	SUBJECT_ROUTING = 1 << 6,	/* maintainers */
	SUBJECT_STATS = 1 << 7,		/* stats */
};

#define ANY_SUBJECT (SUBJECT_MENTIONS | SUBJECT_FINDINGS | SUBJECT_EDITS | SUBJECT_FAMILY |	\
		     SUBJECT_DIFFERENCES | SUBJECT_PAIRS | SUBJECT_ROUTING | SUBJECT_STATS)

enum format {
#define FORMAT(id, name, subjects, endings, summary) FORMAT_##id,
#include "report/format/formats.def"
	FORMAT_COUNT
};

/* What a report says of where its result is from. */
struct heading {
	const char *root;		/* of the tree */
	const char *version;		/* of the tree, for people */
	bool is_kernel;			/* false: there is none around what was asked for */
	const char *place;		/* where files outside of the root are named from, or NULL */
	const struct shown *shown;	/* what text calls files, or NULL: as the result does */
	const char *config;		/* the file that has chosen what is shown, or NULL */
	const char *base;		/* of a change: its old state, for people; or NULL */
	bool is_series;			/* patches are judged one by one: result.judged */
	const char *against;		/* the version of the kernel that it is judged by, or NULL: the tree's */
	const char *against_root;	/* of that one's tree, or NULL */
};

/*
 * Where a report finds what stands around a place: the text of a file as it was read, by the name that the
 * result has for it; NULL: nobody has it.
 */
struct source_texts {
	const char *(*find)(const void *data, const char *path, size_t *length);	/* or NULL: none */
	const void *data;
};

/* One report, the same for each format that it is printed in. */
struct report {
	enum subject subject;
	struct heading heading;
	const struct result *result;	/* sorted */
	size_t n_files;			/* that name the family */
	const struct family *family;	/* SUBJECT_FAMILY */
	const struct buf *diff;		/* SUBJECT_EDITS: what text prints */
	const struct buf *changes;	/* SUBJECT_EDITS: the same, also if the files were written instead; or NULL */
	struct source_texts texts;
	const struct disagreement_list *siblings;	/* SUBJECT_FAMILY */
	const struct catalogue *catalogue;	/* SUBJECT_PAIRS; SUBJECT_FAMILY: its wrappers */
	const struct routing *routing;		/* SUBJECT_ROUTING */
	const struct verified_list *verified;	/* SUBJECT_EDITS: what a build made of them; or NULL */
	struct stats *stats;			/* SUBJECT_STATS */
	const struct comparison *comparison;	/* SUBJECT_DIFFERENCES: the result's edits and */
	const struct result *other;		/* those of the second engine */
	bool colour;				/* text may use it */
	bool alone;				/* text has no stderr beside it: it names what was
						   not analysed in its own stream */
};

/* "sarif", and one line that says what it is for. */
const char *format_name(enum format format);
const char *format_summary(enum format format);

/* Whether a report on that subject has the format. */
bool format_prints(enum format format, enum subject subject);

/* The format of that name (length bytes), or FORMAT_COUNT. */
enum format format_find(const char *name, size_t length);

/* The format that a file's name tells by its ending, or FORMAT_COUNT. */
enum format format_of_file(const char *path);

/* The names of a subject's formats, "text, json"; to the end of buf. */
void format_list(enum subject subject, struct buf *buf);

/* The same with endings in front, ".txt text, .json json"; those that have one. */
void format_list_endings(enum subject subject, struct buf *buf);

/* Prints the report, whole. */
void format_print(enum format format, const struct report *report, FILE *out);

/* The rows' functions. */
#define FORMAT(id, name, subjects, endings, summary)				\
	void format_##name(const struct report *report, FILE *out);
#include "report/format/formats.def"

#endif
