/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers that a compiler was needed for, kept from run to run. An answer is used again only if
 * nothing that it was made from has changed: the source's bytes, the family's prototypes, the
 * stamps of all headers that were read, and guptidy itself. Its key is a digest of all that, and a
 * checksum tells whether it is whole.
 *
 * The folder is that of base/files/keep.h. A cache that cannot be written is no error, only slower.
 */
#ifndef GUPTIDY_WORK_CACHE_H
#define GUPTIDY_WORK_CACHE_H

#include "base/data/digest.h"
#include "calls/family/family.h"
#include "outcome/result/form.h"
#include "treewide/work/scratch.h"

struct overlay;
struct rule_set;
struct target;
struct source;
struct tree;

/* What all answers of a run hang on. */
struct cache_basis {
	const struct tree *tree;
	const struct family *family;
	unsigned version;		/* of the kernel that counts, KERNEL() */
	enum goal goal;
	const struct rule_set *rules;	/* that are asked for */
	const struct target *to;	/* of a conversion to another kernel, or NULL */
	const char *state;		/* its name; NULL for the tree as the disk has it */
	const struct overlay *overlay;	/* what that state has in the place of the disk's files, or NULL */
};

struct cache {
	char *folder;			/* of this tree; also the scratch folder of the parsers */
	bool keeps;			/* false: a temporary folder, removed at the end */
	struct scratch scratch;		/* that one */
	char key[DIGEST_LENGTH + 1];	/* of tool, family, goal, and the rules that are asked for */
	char whole_key[DIGEST_LENGTH + 1];	/* the same with all rules, which tell what some of them do */
	struct stamps *stamps;		/* of headers, asked for once each */
};

/*
 * Opens the cache of a tree; keep false asks for a temporary one. A state has a place of its own beside
 * that of the disk. -1 sets err: no folder at all.
 */
int cache_open(struct cache *cache, const struct cache_basis *basis, bool keep, struct err *err);

/* Adds the kept answer for a source to result; false when there is none that still holds. */
bool cache_load(struct cache *cache, const struct source *source, struct result *result);

/*
 * Keeps an answer as form_write() made it and form_read() read it: not one that left a question open,
 * nor one of files that changed since the cache was opened.
 */
void cache_store(struct cache *cache, const struct source *source, const struct result *result,
		 const struct made_from *files, const char *answer, size_t length);

/*
 * True if the file at path passed its proof before, with all files that the compiler read as they were: these are
 * added to files. digits are a digest of all that the proof hangs on beside them and the cache's own key.
 */
bool cache_is_proved(struct cache *cache, const char *path, const char *digits, struct made_from *files);

/* Notes that it passed; the files are those that the compiler read. Not if one changed meanwhile. */
void cache_note_proved(struct cache *cache, const char *path, const char *digits,
		       const struct made_from *files);

/* Takes into a digest all that answers hang on of a family. */
void cache_digest_family(struct digest *digest, const struct family *family);

/* And of all that answers of a run hang on, but which rules are asked for, and the state of the tree. */
void cache_digest_basis(struct digest *digest, const struct cache_basis *basis);

/* And of a source: its path, its bytes, and what hangs on headers, its verdicts on #if branches. */
void cache_digest_source(struct digest *digest, const struct source *source);

/* The digest of just that. */
void cache_source_digits(const struct source *source, char digits[DIGEST_LENGTH + 1]);

/* And which rules are asked for, if it is not all. */
void cache_digest_rules(struct digest *digest, const struct rule_set *rules);

/* In a forked process: signals end it as they always did. */
void cache_leave_to_parent(const struct cache *cache);

/* Frees it, and removes a temporary folder. Of two, the one that was opened last is closed first. */
void cache_close(struct cache *cache);

#endif
