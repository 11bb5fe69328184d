// SPDX-License-Identifier: GPL-2.0-only
#include "program/ways/migration.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/beside.h"
#include "conversion/migration/smpl.h"
#include "patch/migrate/job.h"
#include "patch/migrate/migrate.h"
#include "patch/migrate/second.h"
#include "program/deliver/deliver.h"
#include "program/deliver/differences.h"
#include "program/session/work.h"
#include "treewide/run/name.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file of a migration that comes with guptidy, or NULL; the caller frees it. */
static char *shipped(const char *name)
{
	static const char *const places[] = { "../migrations", "../share/guptidy/migrations" };
	char *file, *found;

	if (strchr(name, '/'))
		return NULL;
	file = mem_printf("%s.migration", name);
	found = beside_file(places, ARRAY_SIZE(places), file);
	free(file);
	return found;
}

/* Opens what --migration names. */
static int read_migration(const struct options *options, struct migration *migration, struct err *err)
{
	char *found;
	int status;

	*migration = (struct migration){0};
	found = access(options->migration, F_OK) ? shipped(options->migration) : NULL;
	if (!found && access(options->migration, F_OK))
		return err_set(err, "%s: there is no such file, and no migration of that name comes with "
			       "guptidy; see docs/migrations.md", options->migration);
	status = migration_read(migration, found ? found : options->migration, err);
	free(found);
	return status;
}

static int print_smpl(struct session *session, const struct migration *migration)
{
	struct buf script = {0};

	migration_smpl(migration, &script);
	fputs(script.data, stdout);
	buf_free(&script);
	return session_end(session);
}

static bool is_named(const struct run *run, const struct migrated *migrated, const char *name)
{
	for (size_t i = 0; i < run->result.mentions.n; i++)
		if (!strcmp(run->result.mentions.items[i].mention->symbol->name, name))
			return true;
	return is_declared_publicly(&migrated->declared, name);
}

/* A name that nobody has is misspelt, or gone: status 0 alone would say that all is done. */
static void warn_unnamed(const struct run *run, const struct migration *migration,
			 const struct migrated *migrated)
{
	for (size_t i = 0; i < migration->n_callees; i++)
		if (!is_named(run, migrated, migration->names.items[i].name))
			say("%s: warning: nothing there names %s(); is it spelt as in the tree?", migration->path,
			    migration->names.items[i].name);
}

/* Functions that keep their name and are called in a way that no header has yet: a series parts no such calls. */
static void note_undeclared(struct session *session, const struct migration *migration,
			    const struct migrated *migrated)
{
	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];

		if (rule->successor && !strcmp(rule->successor, rule->callee) && !rule->has_rest &&
		    !declared_publicly(&migrated->declared, rule->callee, rule->n_arguments))
			VEC_PUSH(&session->undeclared, mem_strdup(rule->callee));
	}
}

static int convert(struct session *session, const struct migration *migration)
{
	struct migrated migrated;
	struct buf diff = {0};
	struct err err = {0};
	int status;

	if (work_open(session, &err))
		return session_fail(session, &err);
	if (migrate_all(&session->run, &session->options.run, migration, session->options.keeps_effects,
			&migrated, &err)) {
		migrated_free(&migrated);
		return session_fail(session, &err);
	}
	warn_unnamed(&session->run, migration, &migrated);
	session->migration = migration;
	note_undeclared(session, migration, &migrated);
	deliver(session, &migrated.rewrite, &diff);
	deliver_report(session, &diff);
	buf_free(&diff);
	status = session->run.result.left.n > 0;
	migrated_free(&migrated);
	return session_close(session, status);
}

static int report_differences(struct session *session, const struct migrated *migrated)
{
	struct comparison comparison = {0};
	struct result other = {0};
	struct err err = {0};
	int status;

	if (second_compare(migrated, &comparison, &other, &err)) {
		deliver_no_differences(session, &err);
	} else {
		session_name_files(session);
		deliver_differences(session, &comparison, &other);
	}
	status = comparison.n > 0;
	comparison_free(&comparison);
	result_free(&other);
	return status;
}

static int reconcile(struct session *session, const struct migration *migration)
{
	struct migrated migrated;
	struct err err = {0};
	int found;

	if (migrate_all(&session->run, &session->options.run, migration, session->options.keeps_effects,
			&migrated, &err)) {
		migrated_free(&migrated);
		return session_fail(session, &err);
	}
	found = report_differences(session, &migrated);
	migrated_free(&migrated);
	return session_close(session, found);
}

/* Reads the migration and has it done; a wrong one ends the session. */
static int with_migration(struct session *session, int (*act)(struct session *, const struct migration *))
{
	struct migration migration;
	struct err err = {0};
	int status = read_migration(&session->options, &migration, &err) ? session_fail(session, &err) :
									     act(session, &migration);

	migration_free(&migration);
	return status;
}

int convert_by_migration(struct session *session)
{
	return with_migration(session, session->options.smpl ? print_smpl : convert);
}

int reconcile_by_migration(struct session *session)
{
	return with_migration(session, reconcile);
}

int index_migration(struct session *session, struct err *err)
{
	struct migrated migrated = {0};
	struct migration migration;
	int status = read_migration(&session->options, &migration, err);

	if (!status)
		status = migrate_all(&session->run, &session->options.run, &migration, session->options.keeps_effects,
				     &migrated, err);
	migrated_free(&migrated);
	migration_free(&migration);
	return status;
}

int prove_migration(struct session *session, const char *group, struct err *err)
{
	struct migration migration;
	int status = read_migration(&session->options, &migration, err);

	if (!status)
		status = job_migrated(&session->graph, &session->options.run, &migration, group, err);
	migration_free(&migration);
	return status;
}
