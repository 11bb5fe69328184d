// SPDX-License-Identifier: GPL-2.0-only
/*
 * All that may differ is named by git's plumbing, which compares times and sizes and reads no file of the
 * working tree; what is named is laid over the disk in both states, unless the disk is the state.
 */
#include "kernel/git/foreign.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/name.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "kernel/change/change.h"
#include "kernel/git/bare.h"
#include "kernel/git/change.h"
#include "kernel/git/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ID_ROOM 65	/* digits of a SHA-256, and a NUL */
#define SUBMODULE 0160000

/* What a state has at a path. */
struct version {
	unsigned mode;			/* 0: nothing */
	char id[ID_ROOM];
};

struct named {
	char *path;
	struct version old, new;	/* new is not used where the disk is the new state */
	bool is_change;			/* else both states have the same, and the disk another one */
};

struct asking {
	struct change *change;
	const struct git_options *options;
	struct git_program git;
	char *old, *new;		/* ids of commits; new is NULL: the index or the disk */
	bool from_disk;
	struct { struct named *items; size_t n, capacity; } names;
};

static int ask(struct asking *asking, const char *const *arguments, struct buf *out, struct err *err)
{
	return git_program_run(&asking->git, arguments, out, err);
}

/* One line of output; the caller frees it. NULL sets err. */
static char *ask_line(struct asking *asking, const char *const *arguments, struct err *err)
{
	struct buf text = {0};

	if (ask(asking, arguments, &text, err) || !text.length) {
		buf_free(&text);
		return NULL;
	}
	text.data[strcspn(text.data, "\n")] = '\0';
	return buf_take(&text);
}

static char *commit_of(struct asking *asking, const char *spec, size_t length, struct err *err)
{
	char *name = mem_printf("%.*s^{commit}", (int)(length ? length : strlen("HEAD")),
				length ? spec : "HEAD");
	const char *const arguments[] = { "rev-parse", "--quiet", "--verify", name, NULL };
	char *id = *name == '-' ? NULL : ask_line(asking, arguments, err);

	if (!id)
		err_set(err, "%s: `%.*s` names no commit of this repository; was it fetched?",
			asking->change->top, (int)strlen(name) - (int)strlen("^{commit}"), name);
	free(name);
	return id;
}

/* REV, A..B or A...B, as change_from_git() has them. */
static int find_commits(struct asking *asking, struct err *err)
{
	const char *spec = asking->options->base && !asking->options->staged ?
		asking->options->base : "HEAD", *dots = strstr(spec, "..");
	size_t length = dots ? (size_t)(dots - spec) : strlen(spec);

	asking->old = commit_of(asking, spec, length, err);
	if (!asking->old)
		return -1;
	asking->from_disk = !dots && !asking->options->staged;
	asking->change->base = mem_printf("%.*s (%.12s)", (int)(length ? length : strlen("HEAD")),
					  length ? spec : "HEAD", asking->old);
	if (!dots)
		return 0;
	dots += 2;
	asking->new = commit_of(asking, dots + (*dots == '.'), strlen(dots + (*dots == '.')), err);
	if (!asking->new || *dots != '.')
		return asking->new ? 0 : -1;
	const char *const merge_base[] = { "merge-base", asking->old, asking->new, NULL };
	char *base = ask_line(asking, merge_base, err);

	if (!base)
		return err_set(err, "%s: `%s`: the two have no common ancestor in this repository",
			       asking->change->top, spec);
	free(asking->old);
	asking->old = base;
	free(asking->change->base);
	asking->change->base = mem_printf("merge base of %s (%.12s)", spec, base);
	return 0;
}

/* The top of the working tree, which must be the one that the repository lies in. */
static int find_top(struct asking *asking, struct err *err)
{
	static const char *const top[] = { "rev-parse", "--show-toplevel", NULL };
	static const char *const own[] = { "rev-parse", "--absolute-git-dir", NULL };
	const char *folder = asking->options->folder;
	char *found = ask_line(asking, top, err), *there = NULL, *here = NULL;
	struct git_program at_top = asking->git;
	struct buf text = {0};

	if (!found)
		return -1;
	here = ask_line(asking, own, err);
	at_top.folder = found;
	if (!git_program_run(&at_top, own, &text, err) && text.length) {
		text.data[strcspn(text.data, "\n")] = '\0';
		there = buf_take(&text);
	}
	if (here && there && !strcmp(here, there))
		asking->change->top = realpath(found, NULL);
	if (!asking->change->top)
		err_set(err, "%s: its git repository says that its working tree is %s, which is not the one "
			"that it lies in; name that one", folder, found);
	buf_free(&text);
	free(here);
	free(there);
	free(found);
	return asking->change->top ? 0 : -1;
}

static void add_name(struct asking *asking, const struct named *named)
{
	const char *refused = name_refused(named->path);
	struct named added = *named;

	if (refused)
		change_add_problem(asking->change, named->path, refused);
	else if (named->is_change && (named->old.mode == SUBMODULE || named->new.mode == SUBMODULE))
		change_add_problem(asking->change, named->path, "a submodule that moves to another "
				   "commit; run guptidy lint in it");
	if (refused || !asking->options->wants(named->path))
		return;
	added.path = mem_strdup(named->path);
	VEC_PUSH(&asking->names, added);
}

/* What git was asked to compare. */
enum compared { STATES, STATE_AND_DISK };

/* ":100644 100755 ID ID M" and a path, each ended by a NUL. */
static int take_raw(struct asking *asking, const struct buf *text, enum compared compared, struct err *err)
{
	for (size_t at = 0; at < text->length;) {
		struct named named = { .is_change = compared == STATES };
		char status;

		if (sscanf(text->data + at, ":%o %o %64[0-9a-f] %64[0-9a-f] %c", &named.old.mode,
			   &named.new.mode, named.old.id, named.new.id, &status) != 5)
			return err_set(err, "%s: git answers in a form that guptidy does not know; lint a "
				       "diff with --diff FILE", asking->change->top);
		at += strlen(text->data + at) + 1;
		named.path = at < text->length ? text->data + at : (char *)"";
		at += strlen(named.path) + 1;
		if (status == 'U' && asking->options->staged)
			return err_set(err, "%s: a merge is not finished; resolve its conflicts and add "
				       "the files first", asking->change->top);
		if (compared == STATE_AND_DISK)
			named.new = named.old;
		add_name(asking, &named);
	}
	return 0;
}

static int ask_raw(struct asking *asking, const char *const *arguments, enum compared compared,
		   struct err *err)
{
	struct buf text = {0};
	int status = ask(asking, arguments, &text, err);

	if (!status)
		status = take_raw(asking, &text, compared, err);
	buf_free(&text);
	return status;
}

/* Only the disk has these. */
static int ask_untracked(struct asking *asking, struct err *err)
{
	const char *const arguments[] = { "-C", asking->change->top, "ls-files", "-z", "--others",
					  "--exclude-standard", NULL };
	struct buf text = {0};
	int status = ask(asking, arguments, &text, err);

	for (size_t at = 0; !status && at < text.length; at += strlen(text.data + at) + 1) {
		struct named named = { .path = text.data + at, .is_change = asking->from_disk };

		add_name(asking, &named);
	}
	buf_free(&text);
	return status;
}

#define RAW "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", \
	"--no-abbrev", "--no-relative"

/* What lies in the folder of a bare repository may be of another commit than the newer one. */
static int ask_lying(struct asking *asking, struct err *err)
{
	const char *const lying[] = { "diff-tree", "-r", RAW, asking->new, asking->options->bare_has, "--", NULL };

	return asking->options->bare_has ? ask_raw(asking, lying, STATE_AND_DISK, err) : 0;
}

static int find_names(struct asking *asking, struct err *err)
{
	const char *const trees[] = { "diff-tree", "-r", RAW, asking->old, asking->new, "--", NULL };
	const char *const disk[] = { "diff-index", RAW, asking->new ? asking->new : asking->old, "--",
				     NULL };
	const char *const staged[] = { "diff-index", "--cached", RAW, asking->old, "--", NULL };
	const char *const unstaged[] = { "diff-files", RAW, "--", NULL };
	int status;

	if (asking->options->bare)
		return ask_raw(asking, trees, STATES, err) || ask_lying(asking, err) ? -1 : 0;
	if (asking->new)
		status = ask_raw(asking, trees, STATES, err) || ask_raw(asking, disk, STATE_AND_DISK, err);
	else if (asking->from_disk)
		status = ask_raw(asking, disk, STATES, err);
	else
		status = ask_raw(asking, staged, STATES, err) || ask_raw(asking, unstaged, STATE_AND_DISK, err);
	return status ? -1 : ask_untracked(asking, err);
}

/* Changes first. */
static int by_path(const void *a, const void *b)
{
	const struct named *left = a, *right = b;
	int order = strcmp(left->path, right->path);

	return order ? order : right->is_change - left->is_change;
}

static bool is_file(const struct version *version)
{
	return S_ISREG(version->mode);
}

static int read_version(struct asking *asking, const struct named *named,
			const struct version *version, struct buf *text, struct err *err)
{
	return is_file(version) ?
		git_program_blob(&asking->git, version->id, named->path, text, err) : 0;
}

static void lay_over(struct overlay *overlay, const char *path, bool is_there, struct buf *text)
{
	size_t length = text->length;

	overlay_add(overlay, path, is_there ? buf_take(text) : NULL, is_there ? length : 0);
}

/* The new state is what lies on the disk. */
static int add_on_disk(struct asking *asking, const struct named *named, struct err *err)
{
	struct change *change = asking->change;
	bool is_there = S_ISREG(mode_below(change->top, named->path));
	struct buf old = {0}, new = {0};
	struct err why = {0};
	int status = read_version(asking, named, &named->old, &old, err);

	if (!status && is_there && load_below(&new, change->top, named->path, &why)) {
		change_add_problem(change, named->path, "cannot be read; make it readable, or what changed "
				   "in it is not linted");
	} else if (!status && (is_there != is_file(&named->old) || old.length != new.length ||
			       (old.length && memcmp(old.data, new.data, old.length)))) {
		change_touch(change, named->path, is_file(&named->old), is_there);
		lay_over(&change->old_state, named->path, is_file(&named->old), &old);
	}
	err_clear(&why);
	buf_free(&old);
	buf_free(&new);
	return status;
}

static int add_both(struct asking *asking, const struct named *named, struct err *err)
{
	struct change *change = asking->change;
	struct buf old = {0}, new = {0};
	int status = read_version(asking, named, &named->old, &old, err) ||
		     read_version(asking, named, &named->new, &new, err) ? -1 : 0;

	if (!status) {
		if (is_file(&named->old) != is_file(&named->new) ||
		    (is_file(&named->old) && strcmp(named->old.id, named->new.id)))
			change_touch(change, named->path, is_file(&named->old), is_file(&named->new));
		lay_over(&change->old_state, named->path, is_file(&named->old), &old);
		lay_over(&change->new_state, named->path, is_file(&named->new), &new);
	}
	buf_free(&old);
	buf_free(&new);
	return status;
}

static int add_all(struct asking *asking, struct err *err)
{
	const char *last = NULL;

	if (asking->names.n)
		qsort(asking->names.items, asking->names.n, sizeof(*asking->names.items), by_path);
	for (size_t i = 0; i < asking->names.n; i++) {
		const struct named *named = &asking->names.items[i];

		if (last && !strcmp(last, named->path))
			continue;
		last = named->path;
		if (asking->from_disk ? add_on_disk(asking, named, err) : add_both(asking, named, err))
			return -1;
	}
	change_sort(asking->change);
	return 0;
}

/* What lies below the top of a bare repository is the newer commit. */
static int fill_bare(struct asking *asking, struct err *err)
{
	if (!asking->new)
		return err_set(err, "%s: a bare repository has no working tree to lint; name two commits: "
			       "--base OLD..NEW", asking->change->top);
	free(asking->change->top);
	asking->change->top = realpath(asking->options->bare, NULL);
	return asking->options->bare_has ? 0 :
	       bare_write(&asking->git, asking->new, asking->options->bare, asking->options->needs, err);
}

static int open_states(struct asking *asking, struct err *err)
{
	if (!asking->options->bare)
		return find_top(asking, err) || find_commits(asking, err) ? -1 : 0;
	asking->change->top = mem_strdup(asking->options->folder);
	return find_commits(asking, err) || fill_bare(asking, err) ? -1 : 0;
}

int change_from_program(struct change *change, const struct git_options *options, struct err *err)
{
	struct asking asking = { .change = change, .options = options };
	int status = git_program_open(&asking.git, options->folder, err);

	if (options->staged)
		asking.git.index = getenv("GIT_INDEX_FILE");
	if (!status)
		status = open_states(&asking, err) || find_names(&asking, err) ||
			 add_all(&asking, err) ? -1 : 0;
	for (size_t i = 0; i < asking.names.n; i++)
		free(asking.names.items[i].path);
	free(asking.names.items);
	free(asking.old);
	free(asking.new);
	git_program_free(&asking.git);
	return status;
}
