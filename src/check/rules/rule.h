/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rules: each is one file and one row of rules.def. A rule reads a call site and returns findings;
 * it prints nothing and edits nothing.
 */
#ifndef GUPTIDY_RULES_RULE_H
#define GUPTIDY_RULES_RULE_H

#include "calls/site/site.h"
#include "contract/hold/acquire.h"
#include "outcome/result/catalogue.h"
#include "outcome/result/finding.h"

/* What a rule's findings are about, of a call: so that one in a macro stands where it was written. */
enum about {
	ABOUT_CALL,			/* that it stands here */
	ABOUT_ACCESS,			/* the argument in site->access */
	ABOUT_FIT,			/* the arguments together, or the one that does not fit */
	ABOUT_NAME,			/* the function that is called */
};

/* A call that hands out pages, under a name that is none of the family's: a relative's, or a wrapper's. */
struct acquire_site {
	struct source *source;
	const struct function *function;	/* around it */
	const struct acquire *acquire;
	const char *name;		/* that is called */
};

/* What `check --against` says of its findings: they are about a kernel that the code was not written for. */
enum says_against {
	AGAINST_NOTHING,		/* they hang on the code alone */
	AGAINST_CHANGES,		/* of interest if the code's own kernel gives none */
	AGAINST_ALWAYS,			/* they say that this kernel does not take the call */
};

struct rule {
	const char *name;
	enum about about;
	enum says_against against;
	enum severity severity;
	bool new_calls_only;		/* of interest where a change brings the call in, not in what
					   is there: `check` shows it only when asked for it */
	const char *summary;		/* one line */
	const char *text;		/* what `guptidy explain` prints: why, an example, what it gets wrong */
	/* NULL: it is about comments, not calls, and src/check/triage makes its findings. */
	void (*check)(const struct call_site *site, struct finding_list *findings);
	bool looks_across;		/* check finds more once the other files are known */
	/* The same about calls that are none of the family's, and about members that pages lie in; NULL:
	   they are none of its business. */
	void (*check_acquire)(const struct acquire_site *site, struct finding_list *findings);
	bool follows_members;		/* so it is, where a wrapper puts them into a member of an object */
	void (*check_member)(const struct member_row *member, struct finding_list *findings);
};

#define RULE(id) extern const struct rule rule_##id;
#include "check/rules/rules.def"

enum {
	RULE_COUNT = 0
#define RULE(id) + 1
#include "check/rules/rules.def"
};

/* All rules, in the order of rules.def, ended by NULL. */
extern const struct rule *const rules[];

/* Some of them, by their places there. Where a pointer to one is NULL, all rules are meant. */
struct rule_set {
	bool has[RULE_COUNT];
};

/* True if the set has the rule. */
bool rules_ask(const struct rule_set *asked, const struct rule *rule);

/* What the rules of a set look at beside the calls of a file; NULL: those of all rules. */
bool rules_look_across(const struct rule_set *asked);
bool rules_look_at_acquires(const struct rule_set *asked);
bool rules_look_at_members(const struct rule_set *asked);

/* The rule of that name, or NULL. */
const struct rule *rule_find(const char *name);

/* The name of the rule of that name, as the table has it, or NULL. */
const char *rule_name(const char *name);

/* "; did you mean NAME?" for a name that is none, or ""; the caller frees it. */
char *rule_suggestion(const char *name);

/*
 * True for the first call of the family in its file, or in the function, if that is not NULL: there a rule
 * may judge all of it.
 */
bool site_is_first(const struct call_site *site, const struct function *function);

/* Lets the rules about calls that are asked for look at the site. */
void rules_check(const struct rule_set *asked, const struct call_site *site, struct finding_list *findings);

/* The same once more, when the other files are known, by those rules that find more then. */
void rules_check_across(const struct rule_set *asked, const struct call_site *site,
			struct finding_list *findings);

/* Lets those that care look at a call that hands out pages and is none of the family's. */
void rules_check_acquire(const struct rule_set *asked, const struct acquire_site *site,
			 struct finding_list *findings);

/* And at a member, with all who fill and empty it. */
void rules_check_member(const struct rule_set *asked, const struct member_row *member,
			struct finding_list *findings);

/*
 * Adds a finding for the site; takes message and fix (may be NULL), which it will free. The finding is
 * valid until the next one is added.
 */
struct finding *finding_add(struct finding_list *findings, const struct call_site *site,
			    const struct rule *rule, enum confidence confidence, char *message,
			    char *fix);

/* The same about another call of the source, which need not be one of the family. */
struct finding *finding_add_at(struct finding_list *findings, const struct source *source,
			       const struct call *call, const struct rule *rule,
			       enum confidence confidence, char *message);

/* Points at what of the call is at fault, where the rule's `about` does not tell. */
void finding_point(struct finding *finding, const struct source *source, const struct expr *argument);

/*
 * Notes: the way that the finding is about, step by step, in the order in which a run of the code meets
 * them; what happens at the finding's own place is one of them. The source need not be the finding's.
 */

/* Adds the step at a token ("acquired here", "lost here"); takes message. */
void finding_note(struct finding *finding, const struct source *source, size_t token, char *message);

/* Adds the branch taken at the condition of tokens [first, last): "`ret < 0` is true here". */
void finding_note_branch(struct finding *finding, const struct source *source, size_t first,
			 size_t last, bool is_true);

/* Something that happens on a way. */
struct occurrence {
	size_t token;
	const char *message;
};

struct route;

/*
 * Adds the n marks, in the order in which the way meets them, and the branches that lead from the first
 * one to the last, which is where the way ends. A route without stops adds the marks alone.
 */
void finding_note_route(struct finding *finding, const struct source *source,
			const struct route *route, const struct occurrence *marks, size_t n);

#endif
