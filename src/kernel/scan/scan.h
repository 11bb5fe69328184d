/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every mention of a family name in every file, and its lexical place. Meaning is not guessed here.
 *
 * A mention is a whole word, as `rg -uuu -a -o -w` counts: no letter, digit or underscore of any
 * script beside it. Links are not followed, .git folders are not entered.
 */
#ifndef GUPTIDY_SCAN_SCAN_H
#define GUPTIDY_SCAN_SCAN_H

#include "kernel/api/symbol.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct overlay;

enum language {
	LANGUAGE_C,
	LANGUAGE_DOCUMENT,		/* Documentation/, .rst, .txt, Kconfig help, ... */
	LANGUAGE_OTHER,			/* assembler, rust, scripts, binaries, ... */
};

struct mention {
	const struct symbol *symbol;	/* what its text names */
	uint32_t offset;		/* in bytes, of its first letter */
	uint32_t line, column;		/* from 1; columns count bytes */
};

/* A file that mentions the family, or one of its relatives. */
struct scanned_file {
	char *path;			/* relative to the root */
	enum language language;
	struct mention *mentions;	/* of the family; by offset */
	size_t n_mentions;
};

struct scan_problem {
	char *path;
	char *reason;
};

struct scan {
	struct scanned_file *files;	/* that mention the family; by path */
	size_t n_files;
	struct scanned_file *others;	/* C files that do not, but name one of its relatives; by path */
	size_t n_others;
	struct scan_problem *problems;	/* what could not be read, by path */
	size_t n_problems;
	size_t n_read;			/* files read in all */
};

/* What is read, and what for. All of it is borrowed; names must outlive the scan. */
struct scan_request {
	const char *root;
	const char *const *paths;	/* relative to root; "" is the root itself */
	size_t n_paths;
	unsigned threads;		/* at least one */
	const struct symbol *names;	/* to look for; NULL: the family and its relatives */
	size_t n_names;
	size_t n_aside;			/* the last of them, see scan_files(); 0 for scan_run() */
	const char *kept;		/* a file that need not be there yet; NULL: none. See scan_run() */
};

/*
 * Reads all files below the paths. With kept, those that mentioned nothing when they were read the last
 * time, and did not change, are not read again: see kernel/disk/snapshot.h. With names, scan->files are those that
 * hold one of them. Problems with single files are kept in the result; -1 sets err when nothing could start.
 */
int scan_run(const struct scan_request *request, struct scan *scan, struct err *err);

/*
 * Looks through the files of these paths, as a folder listed them, for names, which must have no function. C files
 * that hold one are in scan->others, but those that hold only some of the last n_aside in scan->files, with no
 * mention; freed with scan_free().
 */
void scan_files(const struct scan_request *request, struct scan *scan);

/* A copy of all that scan_run() made. */
void scan_copy(const struct scan *from, struct scan *scan);

/*
 * Makes the scan of the disk one of the state that the overlay describes: its files below the given
 * paths replace those of the disk, or go.
 */
void scan_lay_over(struct scan *scan, const struct overlay *overlay, const char *const *paths,
		   size_t n_paths);

/*
 * Scans one text as if it were the file of that path; freed with scanned_file_free(). Returns true if it
 * names a relative of the family.
 */
bool scan_text(const char *path, const char *text, size_t length, struct scanned_file *file);

/* The same for other names than the family's. */
void scan_text_names(const char *path, const char *text, size_t length, const struct symbol *names,
		     size_t n_names, struct scanned_file *file);

/* True if one of these names, see scan_files(), stands in the text as a whole word. */
bool scan_text_has(const char *text, size_t length, const struct symbol *names, size_t n);

/* Frees what scan_text() made. */
void scanned_file_free(struct scanned_file *file);

/* The file of that path, or NULL. */
const struct scanned_file *scan_find(const struct scan *scan, const char *path);

/* The same of those that do not mention the family. */
const struct scanned_file *scan_find_other(const struct scan *scan, const char *path);

/* Adds one of those; path is copied. */
void scan_add_other(struct scan *scan, const char *path);

/* Moves all files of from, which is empty then, to their places in scan; problems are not looked at. */
void scan_merge(struct scan *scan, struct scan *from);

/* Frees what scan_run() made. */
void scan_free(struct scan *scan);

/* The language of a file, by its name. */
enum language language_of(const char *path);

#endif
