// SPDX-License-Identifier: GPL-2.0-only
/* The kernels that --to and --since name. */
#include "base/data/err.h"
#include "calls/target/target.h"
#include "calls/target/word.h"
#include "conversion/convert/beside.h"
#include "program/ways/ways.h"

/* The kernels that --since names; *since is 0 without it. */
static int read_since(const struct session *session, const struct target *to, unsigned *since,
		      struct err *err)
{
	const char *word = session->options.since;
	struct version_word read;

	*since = 0;
	if (!word)
		return 0;
	if (!session->options.to)
		return err_set(err, "--since %s: needs --to, the kernel whose API the driver shall use",
			       word);
	if (version_word_read(word, &read, err))
		return -1;
	if (read.version >= to->version)
		return err_set(err, "--since %s: is no older than %s; name the oldest kernel that the driver "
			       "shall run on", word, to->name);
	*since = read.version;
	return 0;
}

int open_kernels(struct session *session, struct target *to, unsigned *since)
{
	const struct target_options how = {
		.jobs = session->options.run.jobs, .use_cache = session->options.run.use_cache,
	};
	struct err err = {0};

	if (!session->options.to)
		return read_since(session, to, since, &err) ? session_fail(session, &err) : 0;
	if (session->options.engine == ENGINE_COCCI) {
		err_set(&err, "--to: there are no semantic patches for it; leave --engine=cocci out");
		return session_fail(session, &err);
	}
	if (target_open(to, session->options.to, &how, &err) || read_since(session, to, since, &err))
		return session_fail(session, &err);
	to->serves_older = *since;
	beside_add(to);
	session->options.run.to = to;
	session->options.run.beside = beside_names;
	session->options.run.n_beside = beside_name_count;
	return 0;
}
