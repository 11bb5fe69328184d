// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/git/program.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct environment {
	char **items;
	size_t n, capacity;
	size_t n_settings;
};

/* Of git's own variables, those of the user that say who he is and how he reaches others. */
static bool is_kept(const char *variable)
{
	static const char *const kept[] = {
		"GIT_CONFIG_GLOBAL=", "GIT_CONFIG_SYSTEM=", "GIT_CONFIG_NOSYSTEM=", "GIT_SSH=",
		"GIT_SSH_COMMAND=", "GIT_ASKPASS=", "GIT_EXEC_PATH=",
	};

	if (strncmp(variable, "GIT_", 4))
		return strncmp(variable, "LC_ALL=", 7);
	for (size_t i = 0; i < ARRAY_SIZE(kept); i++)
		if (!strncmp(variable, kept[i], strlen(kept[i])))
			return true;
	return false;
}

static void add_variable(struct environment *environment, char *variable)
{
	VEC_PUSH(environment, variable);
}

/* A setting that counts more than those of the repository. */
static void add_setting(struct environment *environment, const char *key, const char *value)
{
	size_t n = environment->n_settings++;

	add_variable(environment, mem_printf("GIT_CONFIG_KEY_%zu=%s", n, key));
	add_variable(environment, mem_printf("GIT_CONFIG_VALUE_%zu=%s", n, value));
}

static const struct {
	const char *key, *value;
	bool for_fetch;			/* also when something may be fetched */
} settings[] = {
	{ "core.fsmonitor", "false", true }, { "core.hooksPath", "/dev/null", true },
	{ "core.pager", "cat", true }, { "core.alternateRefsCommand", "", true },
	{ "core.untrackedCache", "keep", true }, { "diff.external", "", true },
	{ "submodule.recurse", "false", true }, { "gc.auto", "0", true },
	{ "maintenance.auto", "false", true }, { "protocol.allow", "never", true },
	{ "fetch.recurseSubmodules", "false", true }, { "core.sshCommand", "false", false },
	{ "core.gitProxy", "", true }, { "core.askPass", "", true },
	{ "i18n.logOutputEncoding", "UTF-8", true },
};

static const char *const protocols[] = { "https", "http", "ssh", "git", "file" };

static void make_environment(const struct git_program *git, struct environment *environment)
{
	for (char **variable = environ; *variable; variable++)
		if (is_kept(*variable))
			add_variable(environment, mem_strdup(*variable));
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		if (!git->may_fetch || settings[i].for_fetch)
			add_setting(environment, settings[i].key, settings[i].value);
	for (size_t i = 0; git->may_fetch && i < ARRAY_SIZE(protocols); i++) {
		char *key = mem_printf("protocol.%s.allow", protocols[i]);

		add_setting(environment, key, "always");
		free(key);
	}
	for (size_t i = 0; i < git->filters.n; i++)
		add_setting(environment, git->filters.items[i], "");
	add_variable(environment, mem_printf("GIT_CONFIG_COUNT=%zu", environment->n_settings));
	add_variable(environment, mem_strdup("GIT_OPTIONAL_LOCKS=0"));
	add_variable(environment, mem_strdup("GIT_TERMINAL_PROMPT=0"));
	add_variable(environment, mem_strdup("LC_ALL=C"));
	if (!git->may_fetch)
		add_variable(environment, mem_strdup("GIT_NO_LAZY_FETCH=1"));
	if (git->index)
		add_variable(environment, mem_printf("GIT_INDEX_FILE=%s", git->index));
	VEC_PUSH(environment, NULL);
}

static void free_environment(struct environment *environment)
{
	for (size_t i = 0; i < environment->n; i++)
		free(environment->items[i]);
	free(environment->items);
}

/* Starts git with its output to a pipe and its complaints to a file; -1 with errno. */
static int start(const struct git_program *git, const char *const *arguments, int in, int out,
		 int complaints, pid_t *child)
{
	struct { char **items; size_t n, capacity; } argv = {0};
	struct environment environment = {0};
	posix_spawn_file_actions_t actions;

	VEC_PUSH(&argv, (char *)"git");
	VEC_PUSH(&argv, (char *)"-C");
	VEC_PUSH(&argv, (char *)git->folder);
	VEC_PUSH(&argv, (char *)"--no-pager");
	do
		VEC_PUSH(&argv, (char *)*arguments);
	while (*arguments++);
	make_environment(git, &environment);
	posix_spawn_file_actions_init(&actions);
	if (in >= 0)
		posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	else
		posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
	errno = posix_spawnp(child, "git", &actions, NULL, argv.items, environment.items);
	posix_spawn_file_actions_destroy(&actions);
	free_environment(&environment);
	free(argv.items);
	return errno ? -1 : 0;
}

/* What git is to read, in a file that it reads as fast as it likes; -1 without. */
static int open_input(const struct buf *input)
{
	int fd = input ? memfd_create("input", MFD_CLOEXEC) : -1;

	if (fd >= 0 && (fd_write(fd, input->data, input->length) || lseek(fd, 0, SEEK_SET))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static void read_pipe(int fd, struct buf *out)
{
	ssize_t got;

	do {
		buf_reserve(out, 65536);
		got = read(fd, out->data + out->length, out->capacity - out->length - 1);
		if (got > 0)
			out->length += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	out->data[out->length] = '\0';
}

/* What to do about what git says in more than one line, or not at all. */
static const char *advice_on(const char *complaint)
{
	static const struct { const char *part, *advice; } known[] = {
		{ "unknown repository extension", "a newer git, found by PATH, may read this repository" },
		{ "which we do not understand", "a newer git, found by PATH, may read this repository" },
		{ "Expected git repo version", "a newer git, found by PATH, may read this repository" },
		{ "detected dubious ownership",
		  "if you trust whose it is: git config --global --add safe.directory FOLDER" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (strstr(complaint, known[i].part))
			return known[i].advice;
	return NULL;
}

/* The first line of what git complains of, with names that it lists in lines behind. */
static int complain_as_git(const struct git_program *git, int complaints, struct err *err)
{
	char text[1024];
	ssize_t got = pread(complaints, text, sizeof(text) - 1, 0);
	const char *advice;

	text[got > 0 ? got : 0] = '\0';
	for (char *end = text; (end = strstr(end, "\n\t")); *end = ' ')
		memmove(end + 1, end + 2, strlen(end + 2) + 1);
	text[strcspn(text, "\n")] = '\0';
	advice = advice_on(text);
	return err_set(err, "%s: git says: %s%s%s", git->folder, *text ? text : "nothing, and fails",
		       advice ? "; " : "", advice ? advice : "");
}

/* Its exit status, or -1. */
static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int git_program_run(const struct git_program *git, const char *const *arguments, struct buf *out,
		    struct err *err)
{
	int complaints = memfd_create("complaints", MFD_CLOEXEC), ends[2] = { -1, -1 }, status = -1;
	int in = open_input(git->input);
	pid_t child;

	if (complaints < 0 || (git->input && in < 0) || pipe2(ends, O_CLOEXEC))
		err_set(err, "%s: git cannot be asked: %s", git->folder, strerror(errno));
	else if (start(git, arguments, in, ends[1], complaints, &child))
		err_set(err, "git: cannot be run: %s; install it, or lint a diff with --diff FILE",
			strerror(errno));
	else
		status = 0;
	if (ends[1] >= 0)
		close(ends[1]);
	if (!status) {
		read_pipe(ends[0], out);
		if (wait_for(child))
			status = complain_as_git(git, complaints, err);
	}
	if (ends[0] >= 0)
		close(ends[0]);
	if (in >= 0)
		close(in);
	if (complaints >= 0)
		close(complaints);
	return status;
}

/* Keys of the configuration that match, each ended by a NUL; none is no error. */
static void find_keys(const struct git_program *git, const char *scope, const char *pattern,
		      struct buf *keys)
{
	const char *const arguments[] = { "config", scope, "--null", "--name-only", "--get-regexp",
					  pattern, NULL };
	struct err ignored = {0};

	git_program_run(git, arguments, keys, &ignored);
	err_clear(&ignored);
}

int git_program_open(struct git_program *git, const char *folder, struct err *err)
{
	static const char *const git_dir[] = { "rev-parse", "--git-dir", NULL };
	struct buf text = {0};
	int status;

	*git = (struct git_program){ .folder = folder };
	status = git_program_run(git, git_dir, &text, err);
	buf_free(&text);
	if (status)
		return -1;
	find_keys(git, "--includes", "^filter\\..*\\.(clean|smudge|process|required)$", &text);
	for (size_t at = 0; at < text.length; at += strlen(text.data + at) + 1) {
		char *key = mem_strdup(text.data + at);

		VEC_PUSH(&git->filters, key);
	}
	buf_free(&text);
	return 0;
}

/* What of the repository's own settings would be run to fetch, or NULL; owned by the caller. */
static char *fetch_command(const struct git_program *git)
{
	struct buf keys = {0};
	char *first;

	find_keys(git, "--local", "^(core\\.(sshcommand|gitproxy|askpass)|credential\\..*|"
		  "remote\\..*\\.(uploadpack|vcs)|url\\..*|include.*|http\\..*proxy.*)$", &keys);
	first = keys.length ? mem_strdup(keys.data) : NULL;
	buf_free(&keys);
	return first;
}

int git_program_blob(struct git_program *git, const char *id, const char *path, struct buf *text,
		     struct err *err)
{
	const char *const arguments[] = { "cat-file", "blob", id, NULL };
	struct git_program fetching = *git;
	struct err why = {0};
	char *command;
	int status;

	if (!git_program_run(git, arguments, text, &why))
		return 0;
	err_clear(&why);
	buf_free(text);
	command = fetch_command(git);
	if (command) {
		err_set(err, "%s: its text is not in this clone, and the repository's own setting %s is not "
			"run to fetch it; fetch it yourself: git show %.12s", path, command, id);
		free(command);
		return -1;
	}
	fetching.may_fetch = true;
	status = git_program_run(&fetching, arguments, text, &why);
	if (status)
		err_set(err, "%s: its text is not in this clone, and cannot be fetched; fetch it: git show "
			"%.12s (%s)", path, id, why.text);
	err_clear(&why);
	return status;
}

void git_program_free(struct git_program *git)
{
	for (size_t i = 0; i < git->filters.n; i++)
		free(git->filters.items[i]);
	free(git->filters.items);
	*git = (struct git_program){0};
}
