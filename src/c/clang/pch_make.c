// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes a precompiled header: see c/clang/pch.c. clang ends its process when it cannot write (the disk is
 * full). So another process makes it: if that one dies, there is no header, and all else is as ever.
 */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "c/clang/private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Instead of the stamp of a file that changed while it was read: none is like that. */
#define CHANGING "changing"

/* What a unit includes, as KEY.files has it. */
struct inclusions {
	const struct libclang *clang;
	struct stamps *stamps;		/* begun before the unit was parsed */
	struct buf text;
};

static void add_file(struct inclusions *inclusions, const char *path)
{
	buf_printf(&inclusions->text, "%s\t%s\n",
		   stamps_hold(inclusions->stamps, path) ? stamps_get(inclusions->stamps, path) :
							   CHANGING,
		   path);
}

static void add_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
	struct inclusions *inclusions = data;
	char *path = file_path(inclusions->clang, file);

	(void)stack;
	(void)depth;
	add_file(inclusions, path);
	free(path);
}

static void add_candidate(const char *path, void *data)
{
	add_file(data, path);
}

/* Writes text to path through a file of our own. */
static bool write_list(const char *path, const struct buf *text)
{
	char *own = mem_printf("%s.%ld", path, (long)getpid());
	FILE *file = fopen(own, "w");
	bool good = file && fwrite(text->data, 1, text->length, file) == text->length;

	if (file && fclose(file) != 0)
		good = false;
	good = good && rename(own, path) == 0;
	if (!good)
		unlink(own);
	free(own);
	return good;
}

/* The stamp is asked for when the header has its name: a rename is a change of the file. */
static void add_header(struct buf *text, const char *path)
{
	struct stamps *stamps = stamps_new();

	buf_printf(text, "%s\t%s\n", stamps_get(stamps, path), path);
	stamps_free(stamps);
}

static bool save(struct inclusions *files, CXTranslationUnit tu, const char *name)
{
	const struct libclang *clang = files->clang;
	char *own = mem_printf("%s.%ld.pch", name, (long)getpid());
	char *pch = mem_printf("%s.pch", name), *list = mem_printf("%s.files", name);
	bool good;

	unlink(list); /* an old one is not what the new header says */
	good = files->text.length &&
	       clang->saveTranslationUnit(tu, own, clang->defaultSaveOptions(tu)) ==
		       CXSaveError_None &&
	       rename(own, pch) == 0;
	if (good) {
		add_header(&files->text, pch);
		good = write_list(list, &files->text);
	}
	free(own);
	free(pch);
	free(list);
	return good;
}

/* Parses the common header and saves it as NAME.pch. */
static bool make(struct parser *parser, const struct arch_state *arch,
		 const struct stand_in *overlay, const char *name)
{
	const struct libclang *clang = parser->clang;
	char *source = common_header_path(arch->name);
	struct inclusions files = { .clang = clang, .stamps = stamps_new() };
	struct arguments arguments = {0};
	struct unsaved unsaved;
	CXTranslationUnit tu = NULL;
	bool good;

	arguments_begin(&arguments, clang, arch->base.argv);
	VEC_PUSH(&arguments, "-xc-header");
	unsaved_make(&unsaved, arch, overlay);
	good = clang->parseTranslationUnit2(parser->index, source, arguments.items,
					    (int)arguments.n, unsaved.items, unsaved.n,
					    CXTranslationUnit_ForSerialization |
						    CXTranslationUnit_KeepGoing |
						    CXTranslationUnit_Incomplete,
					    &tu) == CXError_Success;
	if (good) {
		clang->getInclusions(tu, add_inclusion, &files);
		missing_candidates(clang, tu, arch->base.argv, add_candidate, &files);
		good = save(&files, tu, name);
	}
	if (tu)
		clang->disposeTranslationUnit(tu);
	unsaved_free(&unsaved);
	stamps_free(files.stamps);
	buf_free(&files.text);
	free(arguments.items);
	free(source);
	return good;
}

/* Removes what the process left that made the header: files of clang's own, which begin with our name. */
static void remove_temporaries(const char *name, pid_t process)
{
	char *prefix = mem_printf("%s.%ld", path_name(name), (long)process);
	char *path = path_folder(name);
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		if (!strncmp(entry->d_name, prefix, strlen(prefix)))
			unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		closedir(folder);
	free(path);
	free(prefix);
}

/* In the process that makes a header: it ends with its parent, in silence, and leaves no core. */
static void set_apart(void)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0});
	if (null >= 0)
		dup2(null, STDERR_FILENO);
}

bool pch_make(struct parser *parser, const struct arch_state *arch,
	      const struct stand_in *overlay, const char *name)
{
	pid_t child;
	int status = -1;

	fflush(NULL);
	child = fork();
	if (child < 0)
		return false;
	if (!child) {
		set_apart();
		_exit(make(parser, arch, overlay, name) ? 0 : 1);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (status)
		remove_temporaries(name, child);
	return !status;
}
