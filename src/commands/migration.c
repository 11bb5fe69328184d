// SPDX-License-Identifier: GPL-2.0-only
#include "commands/migration.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/quote.h"
#include "commands/deliver.h"
#include "migrate/migrate.h"
#include "migration/smpl.h"

#include <stdio.h>

/* Opens what --migration names. */
static int read_migration(const struct options *options, struct migration *migration, struct err *err)
{
	*migration = (struct migration){0};
	if (!options->migration)
		return err_set(err, "--smpl: needs --migration FILE, which it prints");
	return migration_read(migration, options->migration, err);
}

static int print_smpl(struct session *session, const struct migration *migration)
{
	struct buf script = {0};

	migration_smpl(migration, &script);
	fputs(script.data, stdout);
	buf_free(&script);
	return session_end(session);
}

static int convert(struct session *session, const struct migration *migration)
{
	struct migrated migrated;
	struct buf diff = {0};
	struct err err = {0};
	int status;

	if (migrate_all(&session->run, &session->options.run, migration, &migrated, &err)) {
		migrated_free(&migrated);
		return session_fail(session, &err);
	}
	deliver(session, &migrated.rewrite, &diff);
	deliver_report(session, &diff);
	buf_free(&diff);
	status = session->run.result.left.n > 0;
	migrated_free(&migrated);
	return session_close(session, status);
}

int convert_by_migration(struct session *session)
{
	struct migration migration;
	struct err err = {0};
	int status;

	if (read_migration(&session->options, &migration, &err))
		status = session_fail(session, &err);
	else
		status = session->options.smpl ? print_smpl(session, &migration) : convert(session, &migration);
	migration_free(&migration);
	return status;
}
