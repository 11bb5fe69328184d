/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The outline of a file: its functions and other braces, and which #if branch a place is in. All
 * branches are read, also those that no configuration would show to a compiler together.
 */
#ifndef GUPTIDY_OUTLINE_OUTLINE_H
#define GUPTIDY_OUTLINE_OUTLINE_H

#include "c/outline/token.h"

#define NO_TOKEN SIZE_MAX

/* A function with a body. All members but the name are token indexes. */
struct function {
	char *name;			/* as the author wrote it; of SYSCALL_DEFINE3(foo, ...) it is foo */
	size_t name_token;
	size_t item;			/* first token of the definition */
	size_t open, close;		/* the parentheses of the parameters */
	size_t body, end;		/* the braces of the body; end is list->n if it stays open */
};

enum context {
	CONTEXT_FILE,			/* between definitions */
	CONTEXT_BODY,			/* inside a function's braces */
	CONTEXT_RECORD,			/* inside struct, union or enum braces */
	CONTEXT_INITIALISER,		/* inside any other braces outside of functions */
	CONTEXT_DIRECTIVE,
};

#define NO_BRANCH UINT32_MAX

/* One branch of an #if. */
struct branch {
	size_t parent;			/* the enclosing branch, or NO_TOKEN */
	size_t directive;		/* the directive that opens this branch */
	size_t first;			/* the #if that it belongs to */
	uint32_t begin, end;		/* bytes */
};

/* From a token on, all code belongs to the file-level item that begins at another one. */
struct item_run {
	uint32_t token, item;
};

struct outline {
	struct token_list tokens;
	struct {
		struct function *items;
		size_t n, capacity;
	} functions;
	struct {
		struct branch *items;
		size_t n, capacity;
	} branches;
	uint32_t *branch;		/* of each directive: the innermost open behind it, or NO_BRANCH */
	uint32_t *partner;		/* of an opening bracket: the token that closes it, or 0 */
	uint32_t *encloser;		/* the innermost bracket open around a token, or UINT32_MAX */
	unsigned char *context;		/* enum context, one for each token */
	struct { struct item_run *items; size_t n, capacity; } runs;	/* see outline_item() */
};

/* Reads text, which must outlive the outline; freed by outline_free(). Never fails. */
void outline_read(struct outline *outline, const char *text, size_t length);

/* Frees what outline_read() made. */
void outline_free(struct outline *outline);

/* The function whose definition (header or body) holds the token, or NULL. */
const struct function *outline_function_at(const struct outline *outline, size_t token);

/* The first token of the file-level item that a token of code belongs to. */
size_t outline_item(const struct outline *outline, size_t token);

/* True if the word `static` stands in front of its name. */
bool function_is_static(const struct outline *outline, const struct function *function);

/* The innermost branch around a byte, as an index, or NO_TOKEN. */
size_t outline_branch_at(const struct outline *outline, size_t offset);

/* The parenthesis, bracket or brace that closes the one at token open, or NO_TOKEN. */
size_t outline_closing(const struct outline *outline, size_t open);

/* The innermost bracket of any kind that is open around a token, or NO_TOKEN. */
size_t outline_encloser(const struct outline *outline, size_t token);

/* The parenthesis that encloses a token within its statement or directive, or NO_TOKEN. */
size_t outline_enclosing_parenthesis(const struct outline *outline, size_t token);

#endif
