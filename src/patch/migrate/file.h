/* SPDX-License-Identifier: GPL-2.0-only */
/* One file through a migration: what its mentions are, its calls as edits, and the proof of them. */
#ifndef GUPTIDY_MIGRATE_FILE_H
#define GUPTIDY_MIGRATE_FILE_H

#include "conversion/migration/migration.h"
#include "outcome/result/result.h"
#include "patch/migrate/declared.h"
#include "patch/migrate/following.h"

/* What all files of a run share. */
struct migrating {
	const struct migration *migration;
	const struct declared_names *declared;
	const char *root;
	unsigned version_code;		/* of the tree, or 0 */
	bool keeps_effects;		/* see struct filling */
	const struct following *following;
};

/* Where a function is declared, defined, exported, or its address taken; noted until that is decided. */
struct follow_place {
	const struct symbol *symbol;
	uint32_t line;
	bool is_definition;
	bool is_alone;			/* a macro, or static in a header: it need not agree with any other place */
	char *why_not;			/* what stands in the way there, or NULL */
};

/* A call that the compiler would complain about: it stays as it is. */
struct refused_call {
	size_t offset;			/* of its name, in the file as it is */
	char *why;
};

struct migrated_file {
	const char *path;		/* the scanned file owns it */
	struct buf old_text;		/* empty, as new_text is, where no call was converted */
	struct buf new_text;
	struct edit_list edits;		/* from the one to the other, sorted */
	struct result result;		/* all else */
	bool *used;			/* rules that converted a call of it; one for each of the migration */
	struct { struct follow_place *items; size_t n, capacity; } places;
	struct { struct refused_call *items; size_t n, capacity; } refused;
	bool is_refusing;		/* some of these came since it was converted */
	bool follows;			/* the edits are not of calls alone */
	bool needs_compiler;		/* only the compiler sees all that hangs on them */
	bool needs_own_includes;	/* it may see an old function, and not the new one: the compiler gets what it
					   includes, and nothing beside */
};

/*
 * Reads the file and converts it, but for the calls that migrated->refused names; all else there is filled in. What
 * goes wrong is in the result. Freed with migrated_file_free().
 */
void migrate_file(const struct migrating *migrating, const struct scanned_file *file,
		  struct migrated_file *migrated);

/* True if the call is refused whose name stands at that byte of the file as it is; why may be NULL. */
bool migrated_file_refuses(const struct migrated_file *migrated, size_t offset, const char **why);

/* Takes the conversion back, and says why: it could not be proved. */
void migrated_file_refuse(struct migrated_file *migrated, const char *reason);

/* Frees what migrate_file() made. */
void migrated_file_free(struct migrated_file *migrated);

#endif
