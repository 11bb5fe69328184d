/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A migration: what becomes of the calls of a function or macro, as somebody wrote it down. See
 * docs/migrations.md for the language. This room reads it, finds the rule that a call falls under, and
 * makes a plan of it; who runs over files is migrate/.
 */
#ifndef GUPTIDY_MIGRATION_MIGRATION_H
#define GUPTIDY_MIGRATION_MIGRATION_H

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "c/syntax/expr.h"
#include "kernel/api/symbol.h"

struct err;

enum pattern_kind {
	PATTERN_ANY,			/* a parameter: whatever the call passes */
	PATTERN_LITERAL,		/* this text alone */
	PATTERN_EXPR,			/* an expression of this form, with parameters in it */
	PATTERN_REST,			/* ... */
};

/* What stands for an argument on the left side. Tokens are those of the migration's own text. */
struct pattern {
	enum pattern_kind kind;
	const char *name;		/* of a parameter; else "" */
	size_t first, last;		/* tokens [first, last) */
	const struct expr *expr;
	bool may_go;			/* whatever it does: the author says so */
};

/* A parameter that is a part of an argument: mm of &mm->mmap_sem. */
struct part {
	const char *name;
	size_t pattern;			/* the argument that it is in */
};

#define MOST_PARTS 16	/* of one rule */

/* Parts are numbered from here on, whole parameters by their places. */
#define FIRST_PART 4096u

/* where PARAMETER == LITERAL */
struct condition {
	size_t parameter;		/* its place on the left side */
	bool is_not;			/* != */
	size_t first, last;		/* the literal */
};

enum result_use {
	RESULT_ANY,
	RESULT_UNUSED,			/* the call is a statement of its own */
	RESULT_USED,
};

struct migration_rule {
	size_t name;			/* token of the callee */
	const char *callee;
	struct pattern *patterns;
	size_t n;
	bool has_rest;			/* the last one is ... */
	struct { struct part *items; size_t n, capacity; } parts;
	const char *successor;		/* NULL: left to a person, for this */
	const char *reason;
	struct expr **arguments;	/* of the new call; NULL for ... */
	size_t n_arguments;
	struct { struct condition *items; size_t n, capacity; } conditions;
	enum result_use result;
};

/* Text in backquotes: C as it stands there, and no parameter. */
struct verbatim {
	size_t begin, end;		/* bytes */
};

struct migration {
	char *path;			/* of its file, for messages */
	struct buf text;		/* without comments and backquotes, each byte in its place */
	struct outline outline;
	struct arena arena;		/* for rules and expressions */
	struct { struct verbatim *items; size_t n, capacity; } verbatim;
	struct { struct migration_rule *items; size_t n, capacity; } rules;	/* as they stand there */
	struct { struct symbol *items; size_t n, capacity; } names;	/* each once: of callees, */
	size_t n_callees, n_calls;	/* so many; up to n_calls of successors that are no callees; then
					   of what else stands in arguments */
};

/* Reads a file. -1 sets err: FILE:LINE:COLUMN, what is wrong, what to do. Freed with migration_free(). */
int migration_read(struct migration *migration, const char *path, struct err *err);

/* The same of a text in memory, which is copied; path is what messages call it. */
int migration_parse(struct migration *migration, const char *path, const char *text, size_t length,
		    struct err *err);

/* True if token i was in backquotes. */
bool migration_is_verbatim(const struct migration *migration, size_t i);

/* True if the author wrote a blank between token i and the one in front of it; a backquote is none. */
bool migration_has_blank(const struct migration *migration, size_t i);

/* The place of the parameter of the rule that token i names, or FIRST_PART and its number; or NO_TOKEN. */
size_t rule_parameter(const struct migration *migration, const struct migration_rule *rule, size_t i);

/* The argument that a parameter is, or is a part of. */
size_t rule_place(const struct migration_rule *rule, size_t parameter);

/* Its name. */
const char *rule_parameter_name(const struct migration_rule *rule, size_t parameter);

/* True if a rule makes calls of that name that pass n arguments. */
bool migration_makes(const struct migration *migration, const char *name, size_t n);

/* True if the name stands in an argument that the rule makes, and is no parameter of it. */
bool migration_uses(const struct migration *migration, const struct migration_rule *rule, const char *name);

/* True if whatever the rule's function is called with comes under the rule, if under none before. */
bool rule_takes_all(const struct migration_rule *rule);

/* What becomes of a callee once all of its calls are converted. */
enum fate {
	FATE_STAYS,			/* some calls of it come under no rule, and the others become something else */
	FATE_CHANGES,			/* some calls of it have other arguments */
	FATE_GOES,
};

enum fate migration_fate(const struct migration *migration, const char *name);

/* Frees it, also if it could not be read. */
void migration_free(struct migration *migration);

#endif
