// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/make.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "treewide/work/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* How often a waiting signal is looked for. */
#define LOOK_MILLISECONDS 200

/* What make hands on to others, or would choose another tree or architecture than we do. */
static bool is_of_make(const char *variable)
{
	static const char *const names[] = {
		"MAKEFLAGS=", "MAKELEVEL=", "MFLAGS=", "GNUMAKEFLAGS=", "MAKEFILES=", "KBUILD_OUTPUT=", "O=",
		"M=", "KBUILD_EXTMOD=", "ARCH=", "CROSS_COMPILE=", "LLVM=", "KBUILD_VERBOSE=", "V=", "C=", "W=",
		"LC_ALL=", "LANG=",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (begins_with(variable, names[i]))
			return true;
	return false;
}

static int spawn(const char *folder, const char *const *argv, int out, pid_t *child)
{
	struct { char **items; size_t n, capacity; } environment = {0};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int error;

	for (char **variable = environ; *variable; variable++)
		if (!is_of_make(*variable))
			VEC_PUSH(&environment, *variable);
	VEC_PUSH(&environment, (char *)"LC_ALL=C");
	VEC_PUSH(&environment, NULL);
	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addchdir_np(&actions, folder);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
	error = posix_spawnp(child, argv[0], &actions, &attributes, (char *const *)argv, environment.items);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	free(environment.items);
	errno = error;
	return error ? -1 : 0;
}

/* Reads to the end; false: the user interrupts. */
static bool listen_to(int fd, struct buf *said)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	ssize_t got = 1;

	while (got) {
		if (scratch_is_interrupted())
			return false;
		if (poll(&wait, 1, LOOK_MILLISECONDS) <= 0)
			continue;
		buf_reserve(said, 65536);
		got = read(fd, said->data + said->length, 65536);
		if (got < 0 && errno != EINTR)
			break;
		if (got > 0)
			said->length += (size_t)got;
		said->data[said->length] = '\0';
	}
	return true;
}

int program_run(const char *folder, const char *const *argv, struct buf *said, struct err *err)
{
	int ends[2], status;
	bool is_done;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return err_set(err, "%s: cannot be run: %s", argv[0], strerror(errno));
	status = spawn(folder, argv, ends[1], &child);
	close(ends[1]);
	if (status) {
		close(ends[0]);
		return err_set(err, "%s: cannot be run: %s; is it installed?", argv[0], strerror(errno));
	}
	is_done = listen_to(ends[0], said);
	if (!is_done)
		kill(-child, SIGTERM);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!is_done)
		return err_set(err, "%s: interrupted", argv[0]);
	if (!WIFEXITED(status))
		return err_set(err, "%s: was killed: %s", argv[0], strsignal(WTERMSIG(status)));
	return WEXITSTATUS(status);
}

bool program_exists(const char *name)
{
	const char *folders = getenv("PATH");
	char *copy = mem_strdup(folders ? folders : ""), *rest = copy, *folder;
	bool found = false;

	while (!found && (folder = strsep(&rest, ":"))) {
		char *path = path_join(*folder ? folder : ".", name);

		found = !access(path, X_OK);
		free(path);
	}
	free(copy);
	return found;
}

/* The line that at is in; the caller frees it. */
static char *line_around(const char *text, const char *at)
{
	const char *begin = at;

	while (begin > text && begin[-1] != '\n')
		begin--;
	return mem_strndup(begin, strcspn(begin, "\n"));
}

/* Where the text says that, with the object in its place; or NULL. */
static const char *find_of(const struct buf *said, const char *before, const char *object, const char *behind)
{
	char *words = mem_printf("%s%s%s", before, object, behind);
	const char *at = said->length ? strstr(said->data, words) : NULL;

	free(words);
	return at;
}

/* The first error of the object that make complains of at end: it keeps together what belongs to one. */
static const char *first_error(const char *text, const char *end)
{
	const char *begin = text, *error;

	for (const char *at = text; (at = strstr(at, "*** ")) && at + strlen("*** ") < end; at++)
		begin = strchr(at, '\n') < end ? at : begin;
	error = strstr(begin, "error: ");
	return error && error < end ? error : NULL;
}

/* Where it says why the object was not made; or NULL. */
static const char *reason_for(const struct buf *said, const char *object)
{
	const char *failed = find_of(said, ": ", object, "] Error"), *reason;

	if (failed) {
		reason = first_error(said->data, failed);
		return reason ? reason : failed;
	}
	reason = find_of(said, "make target '", object, "'");
	/* Something that all objects need went wrong, and make did not come to this one. */
	if (!reason && find_of(said, "Target '", object, "' not remade"))
		reason = strstr(said->data, "*** ");
	return reason;
}

char *said_error(const struct buf *said, const char *object, const char *folder)
{
	const char *reason = reason_for(said, object);
	size_t length = strlen(folder);
	char *line, *own;

	if (!reason)
		return NULL;
	line = line_around(said->data, reason);
	/* The names of the copy are those of the tree. */
	if (strncmp(line, folder, length) || line[length] != '/')
		return line;
	own = mem_strdup(line + length + 1);
	free(line);
	return own;
}

char *said_last(const struct buf *said)
{
	const char *last = said->data;

	for (const char *at = said->data; at && (at = strstr(at, "\n")); )
		if (*++at && (strstr(at, "***") || strstr(at, "rror")))
			last = at;
	return said->length ? mem_strndup(last, strcspn(last, "\n")) : NULL;
}

char *said_warning(const struct buf *said, const char *path, size_t *n)
{
	char *place = mem_printf("%s:", path), *first = NULL;
	const char *at = said->data;

	for (*n = 0; at && (at = strstr(at, place)); at += strlen(place)) {
		char *line = line_around(said->data, at);
		const char *warning = strstr(line, " warning: ");

		if (warning && !(*n)++)
			first = mem_strdup(warning + 1);
		free(line);
	}
	free(place);
	return first;
}
