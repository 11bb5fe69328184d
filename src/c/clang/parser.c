// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/clang/private.h"

#include <stdlib.h>
#include <string.h>

struct parser *parser_new(const struct tree *tree, const char *scratch,
			  const struct libclang *clang)
{
	struct parser *parser = mem_calloc(1, sizeof(*parser));

	parser->tree = tree;
	parser->scratch = mem_strdup(scratch);
	parser->clang = clang;
	parser->index = clang->createIndex(1, 0);
	return parser;
}

void parser_expect_few(struct parser *parser)
{
	parser->few = true;
}

void parser_expect_overlay(struct parser *parser)
{
	parser->lays_over = true;
}

void parser_take_no_pch(struct parser *parser, bool none)
{
	parser->takes_no_pch = none;
}

bool parser_crashed(const struct parser *parser)
{
	return parser->crashed;
}

static void arch_free(struct arch_state *arch)
{
	for (size_t i = 0; i < arch->pchs.n; i++)
		pch_free(arch->pchs.items[i]);
	for (size_t i = 0; i < arch->stale.n; i++)
		pch_free(arch->stale.items[i]);
	free(arch->pchs.items);
	free(arch->stale.items);
	compile_command_free(&arch->base);
	stand_ins_free(arch->stand_ins);
	path_list_free(&arch->alone);
	free(arch->name);
	free(arch);
}

void parser_free(struct parser *parser)
{
	if (!parser)
		return;
	for (size_t i = 0; i < parser->archs.n; i++)
		arch_free(parser->archs.items[i]);
	free(parser->archs.items);
	parser->clang->disposeIndex(parser->index);
	free(parser->scratch);
	free(parser);
}

struct arch_state *parser_arch(struct parser *parser, const char *name)
{
	struct arch_state *arch;

	for (size_t i = 0; i < parser->archs.n; i++)
		if (!strcmp(parser->archs.items[i]->name, name))
			return parser->archs.items[i];
	arch = mem_calloc(1, sizeof(*arch));
	arch->name = mem_strdup(name);
	arch->stand_ins = tree_stand_ins(parser->tree, name);
	tree_base_command(parser->tree, name, &arch->base);
	VEC_PUSH(&parser->archs, arch);
	return arch;
}

int parser_warm_up(struct parser *parser, const char *arch, struct err *err)
{
	const struct pch *pch = pch_get(parser, parser_arch(parser, arch), NULL);

	if (!pch->path)
		return err_set(
			err,
			"%s: no precompiled header for %s could be written there; make the folder "
			"writable, or parsing stays slow",
			parser->scratch, arch);
	return 0;
}

void parser_header_files(struct parser *parser, const char *arch,
			 void (*visit)(const char *path, void *data), void *data)
{
	const struct pch *pch = pch_get(parser, parser_arch(parser, arch), NULL);

	for (size_t i = 0; i < pch->files.n; i++)
		visit(pch->files.items[i], data);
}

/* One try to parse. */
struct attempt {
	struct parser *parser;
	struct arch_state *arch;
	const char *path;
	const struct stand_in *overlay;
	struct compile_command command;
	const struct pch *pch;
	CXTranslationUnit tu;
	enum CXErrorCode status;
};

static void run(struct attempt *attempt)
{
	struct arguments arguments = {0};
	struct unsaved unsaved;

	arguments_begin(&arguments, attempt->parser->clang, attempt->command.argv);
	if (attempt->pch) {
		VEC_PUSH(&arguments, "-include-pch");
		VEC_PUSH(&arguments, attempt->pch->path);
	}
	unsaved_make(&unsaved, attempt->arch, attempt->overlay);
	attempt->status = attempt->parser->clang->parseTranslationUnit2(
		attempt->parser->index, attempt->path, arguments.items, (int)arguments.n,
		unsaved.items, unsaved.n,
		CXTranslationUnit_KeepGoing | CXTranslationUnit_DetailedPreprocessingRecord,
		&attempt->tu);
	attempt->parser->crashed |= attempt->status == CXError_Crashed;
	unsaved_free(&unsaved);
	free(arguments.items);
}

enum where { ANYWHERE, AT_BEGIN };

/* True if a diagnostic of the parse holds one of n texts there. */
static bool says(const struct attempt *attempt, const char *const *texts, size_t n, enum where where)
{
	const struct libclang *clang = attempt->parser->clang;
	unsigned all = attempt->tu ? clang->getNumDiagnostics(attempt->tu) : 0;
	bool found = false;

	for (unsigned i = 0; i < all && !found; i++) {
		char *text = diagnostic_text(clang, attempt->tu, i);

		for (size_t j = 0; j < n && !found; j++) {
			const char *at = strstr(text, texts[j]);

			found = at && (where == ANYWHERE || at == text);
		}
		free(text);
	}
	return found;
}

/* True if clang would not take the precompiled header: a file of it changed, or it is damaged. */
static bool refused_pch(const struct attempt *attempt)
{
	static const char *const signs[] = { "has been modified since the precompiled header",
					    "PCH file", "precompiled header", "AST file" };

	if (attempt->status == CXError_Crashed)
		return false; /* that is the file's doing */
	return attempt->status != CXError_Success ||
	       says(attempt, signs, ARRAY_SIZE(signs), ANYWHERE);
}

static void drop(struct attempt *attempt)
{
	if (attempt->tu)
		attempt->parser->clang->disposeTranslationUnit(attempt->tu);
	attempt->tu = NULL;
}

/* Making a shared header costs as much as a few parses without it. */
enum { PARSES_WORTH_A_PCH = 2 };

static bool pch_pays(const struct attempt *attempt)
{
	struct arch_state *arch = attempt->arch;

	if (attempt->parser->few)
		return pch_ready(attempt->parser, arch, attempt->overlay);
	return !strcmp(arch->name, tree_arch_of(attempt->parser->tree, "")) ||
	       arch->alone.n >= PARSES_WORTH_A_PCH || pch_ready(attempt->parser, arch, NULL);
}

/*
 * A file as it is and as it will be are held against each other: what was parsed without the header always is, also
 * when it has been made in between.
 */
static bool takes_pch(const struct attempt *attempt)
{
	struct arch_state *arch = attempt->arch;

	if (attempt->parser->takes_no_pch || path_list_has(&arch->alone, attempt->path))
		return false;
	if (pch_pays(attempt))
		return true;
	VEC_PUSH(&arch->alone, mem_strdup(attempt->path));
	return false;
}

/*
 * True if the file declares something anew that a header declares otherwise. Perhaps one that only
 * the shared header includes, and not the file: then the file must be parsed without.
 */
static bool clashes(const struct attempt *attempt)
{
	static const char *const signs[] = { "conflicting types for ", "redefinition of ",
					    "static declaration of ", "non-static declaration of ",
					    "typedef redefinition ",  "redeclaration of " };

	return says(attempt, signs, ARRAY_SIZE(signs), AT_BEGIN);
}

/* Parses with the shared header; made anew once when stale, and done without when that fails too. */
static void run_with_pch(struct attempt *attempt)
{
	for (int try = 0; try < 2; try++) {
		attempt->pch = pch_get(attempt->parser, attempt->arch, attempt->overlay);
		if (!attempt->pch->path)
			break;
		run(attempt);
		if (!refused_pch(attempt))
			return;
		drop(attempt);
		pch_forget(attempt->arch, attempt->pch);
	}
	attempt->pch = NULL;
	run(attempt);
}

static int try_arch(struct attempt *attempt, const char *arch, bool steers, struct err *err)
{
	attempt->arch = parser_arch(attempt->parser, arch);
	if (tree_compile_command(attempt->parser->tree, attempt->path, arch, &attempt->command,
				 err) < 0)
		return -1;
	if (attempt->command.kernel && !steers && takes_pch(attempt))
		run_with_pch(attempt);
	else
		run(attempt);
	if (attempt->pch && (!attempt->tu || clashes(attempt))) {
		drop(attempt);
		attempt->pch = NULL;
		run(attempt);
	}
	if (attempt->tu)
		return 0;
	compile_command_free(&attempt->command);
	return err_set(err, "%s: clang could not parse it (%s)", attempt->path,
		       attempt->status == CXError_Crashed ? "it crashed" : "no unit came out");
}

/* Another architecture that has the asm header that is missing in this unit, or NULL. */
static const char *better_arch(const struct attempt *attempt)
{
	const struct libclang *clang = attempt->parser->clang;
	unsigned n = attempt->command.kernel ? clang->getNumDiagnostics(attempt->tu) : 0;
	const char *arch = NULL;

	for (unsigned i = 0; i < n && !arch; i++) {
		char *header = missing_header(clang, attempt->tu, i, "asm/");

		if (header)
			arch = tree_arch_with_header(attempt->parser->tree,
						     header + strlen("asm/"));
		free(header);
	}
	return arch && strcmp(arch, attempt->arch->name) != 0 ? arch : NULL;
}

/* How many headers of the architecture are missing. */
static unsigned missing_headers(const struct libclang *clang, CXTranslationUnit tu)
{
	unsigned n = clang->getNumDiagnostics(tu), missing = 0;

	for (unsigned i = 0; i < n; i++) {
		char *header = missing_header(clang, tu, i, "asm/");

		missing += header != NULL;
		free(header);
	}
	return missing;
}

/* Parses a second time as the other architecture, and keeps what misses fewer headers. */
static void try_other(struct attempt *attempt, const char *arch, bool steers)
{
	const struct libclang *clang = attempt->parser->clang;
	struct attempt other = {
		.parser = attempt->parser, .path = attempt->path, .overlay = attempt->overlay };
	struct err ignored = {0};

	if (try_arch(&other, arch, steers, &ignored) == 0) {
		if (missing_headers(clang, other.tu) < missing_headers(clang, attempt->tu)) {
			struct attempt worse = *attempt;

			*attempt = other;
			other = worse;
		}
		drop(&other);
		compile_command_free(&other.command);
	}
	err_clear(&ignored);
}

static void add_missed(const char *path, void *data)
{
	struct unit *unit = data;
	char *copy = mem_strdup(path);

	VEC_PUSH(&unit->missed, copy);
}

static struct unit *make_unit(struct attempt *attempt)
{
	struct unit *unit = mem_calloc(1, sizeof(*unit));

	unit->parser = attempt->parser;
	unit->clang = attempt->parser->clang;
	unit->tu = attempt->tu;
	unit->path = mem_strdup(attempt->path);
	unit->exact = attempt->command.exact;
	unit->pch = attempt->pch;
	missing_candidates(unit->clang, unit->tu, attempt->command.argv, add_missed, unit);
	compile_command_free(&attempt->command);
	return unit;
}

int parser_parse(struct parser *parser, const char *path, const char *arch,
		 const struct stand_in *overlay, struct unit **unit, struct err *err)
{
	char *full = absolute_path(parser->tree, path);
	struct attempt attempt = { .parser = parser, .path = full, .overlay = overlay };
	bool steers;
	int status = -1;

	*unit = NULL;
	/* A file below arch/ is of its architecture, whatever is missing: another's pgd_t is another. */
	if (head_steers(full, overlay, &steers, err) &&
	    try_arch(&attempt, arch, steers, err) == 0) {
		const char *other = strncmp(path, "arch/", 5) ? better_arch(&attempt) : NULL;

		if (other)
			try_other(&attempt, other, steers);
		*unit = make_unit(&attempt);
		status = 0;
	}
	free(full);
	return status;
}
