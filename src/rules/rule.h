/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rules: each is one file and one row of rules.def. A rule reads a call site and returns findings;
 * it prints nothing and edits nothing.
 */
#ifndef GUPTIDY_RULES_RULE_H
#define GUPTIDY_RULES_RULE_H

#include "family/family.h"
#include "value/meaning.h"
#include "syntax/call.h"

enum severity {
	SEVERITY_ADVICE,
	SEVERITY_WARNING,
	SEVERITY_ERROR,
};

/* The argument that says what is asked for: gup_flags, or an `int write`. */
struct access {
	enum gup_role role;		/* ROLE_FLAGS or ROLE_WRITE; ROLE_NONE: no such argument */
	size_t index;
	const struct expr *expr;
	struct meaning meaning;		/* read once, for all rules and for the conversion */
};

/* A call of the family, with all that rules may know of it. */
struct call_site {
	struct source *source;
	const struct mention *mention;
	const struct gup_function *function;	/* that is called */
	struct call call;
	const struct family *family;
	struct candidates candidates;	/* what the tree declares under that name */
	const struct declared *declared;	/* the one that fits in number, else the first, else NULL */
	unsigned version;		/* of the tree: KERNEL() number, or 0 */
	const struct oracle *oracle;	/* NULL in the first reading, by text alone */
	size_t misfit;			/* the first argument whose type is none for its place, or
					   call.n */
	struct access access;
	bool is_cut;			/* an #if stands in it, and the tree answers it: the call is what
					   the tree sees, and no text can take its place */
	bool is_foreign;		/* it hangs on what only a configure script would know */
	bool is_in_vain;		/* and so do the other branches of its #if, none of which fits */
};

struct rule;

struct finding {
	const struct rule *rule;
	enum severity severity;
	enum confidence confidence;
	char *path;
	uint32_t line, column;		/* of the call, or of the comment */
	uint32_t end_line, end_column;	/* just behind its closing parenthesis, or its end */
	char *text;			/* its tokens, a blank between them: what it is known by
					   when its line moves */
	char *function;			/* around the call, or "" */
	char *callee;			/* "" when it is about a comment */
	char *message;
	char *fix;			/* the mended call, for all of these bytes, or NULL */
	char *allowed;			/* why a comment keeps it from the user, or NULL */
};

struct finding_list {
	struct finding *items;		/* owned */
	size_t n, capacity;
};

struct rule {
	const char *name;
	enum severity severity;
	bool new_calls_only;		/* of interest where a change brings the call in, not in what
					   is there: `check` shows it only when asked for it */
	const char *summary;		/* one line */
	const char *text;		/* what `guptidy explain` prints: why, an example, what it gets wrong */
	/* NULL: it is about comments, not calls, and src/triage makes its findings. */
	void (*check)(const struct call_site *site, struct finding_list *findings);
};

#define RULE(id) extern const struct rule rule_##id;
#include "rules/rules.def"

/* All rules, in the order of rules.def, ended by NULL. */
extern const struct rule *const rules[];

/* The rule of that name, or NULL. */
const struct rule *rule_find(const char *name);

/* "; did you mean NAME?" for a name that is none, or ""; the caller frees it. */
char *rule_suggestion(const char *name);

/* Lets all rules about calls look at the site. */
void rules_check(const struct call_site *site, struct finding_list *findings);

/* Prepares the site of mention i of a source; -1 when the text holds no whole call there. */
int call_site_read(struct source *source, size_t i, const struct family *family, unsigned version,
		   const struct oracle *oracle, struct call_site *site);

/* What an expression of the call can be, by all that is known at the site. */
struct meaning call_site_meaning(const struct call_site *site, const struct expr *expr);

/* True if the arguments fit the declaration, in number and as far as their types are known. */
bool call_site_fits(const struct call_site *site);

/*
 * For a call whose number of arguments does not fit: true if the compiler may see another one. Macros
 * can only add arguments: what the text shows is the least of them.
 */
bool call_site_may_fit(const struct call_site *site);

/* True if what is asked for is no expression as far as its text goes. */
bool call_site_is_unreadable(const struct call_site *site);

/*
 * True if nothing tells which version's function is called: there is no tree, and the versions that
 * take so many arguments ask for different things in the place of the flags, or there are none.
 */
bool call_site_is_ambiguous(const struct call_site *site);

/* True if the site cannot be judged without the type of a name: the first one goes into *token. */
bool call_site_needs_types(const struct call_site *site, size_t *token);

/* Adds a finding for the site; takes message and fix (may be NULL), which it will free. */
void finding_add(struct finding_list *findings, const struct call_site *site,
		 const struct rule *rule, enum confidence confidence, char *message, char *fix);

/* Sorts by place, rule and message. */
void finding_list_sort(struct finding_list *findings);

/* Frees what one finding points to. */
void finding_free(struct finding *finding);

/* Frees all findings. */
void finding_list_free(struct finding_list *findings);

/* The words that the reports use. */
const char *severity_name(enum severity severity);
const char *confidence_name(enum confidence confidence);

#endif
