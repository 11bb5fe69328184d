// SPDX-License-Identifier: GPL-2.0-only
/*
 * stale-call: the call fits another version's function, not this tree's.
 *
 * Complains about a number of arguments that no declaration of the tree has, about arguments that are
 * none for their place, and about functions that the tree does not have. Gets wrong: nothing known; it
 * is silent where it cannot tell.
 */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "calls/site/argument.h"
#include "calls/site/mend.h"
#include "calls/site/port.h"
#include "check/rules/rule.h"
#include "kernel/api/restrictions.h"
#include "kernel/api/takeovers.h"
#include "outcome/plan/print.h"

#include <stdlib.h>
#include <string.h>

/* "start, nr_pages, gup_flags, pages" */
static char *parameter_list(const struct prototype *prototype)
{
	struct buf list = {0};

	for (size_t i = 0; i < prototype->n; i++)
		buf_printf(&list, "%s%s", i ? ", " : "",
			   *prototype->parameters[i].name ? prototype->parameters[i].name :
							    prototype->parameters[i].type);
	return buf_take(&list);
}

static void add(struct finding_list *findings, const struct call_site *site, char *message, char *fix)
{
	char *whole = site->is_in_vain ?
		mem_printf("%s; nor does any other branch of this #if fit", message) :
		mem_strdup(message);

	free(message);
	finding_add(findings, site, &rule_stale_call, CONFIDENCE_HIGH, whole, fix);
}

/*
 * What this tree has in the function's place, or NULL: a successor may be gone as well, for one of its
 * own, or not be there yet.
 */
static const char *successor_here(const struct call_site *site)
{
	const char *successor = site->function->successor;

	while (successor) {
		const struct gup_function *function =
			gup_function_find(successor, strlen(successor));
		struct candidates candidates;

		family_candidates(site->family, function, site->source->path, &candidates);
		/* A driver's own function of that name is most likely the one that the call stands in. */
		if (candidates.n && candidates.items[0]->is_home)
			return successor;
		successor = function->successor;
	}
	return NULL;
}

/* Why the successor does not take the flag that stands for the function, or NULL. */
static const char *why_refused(const struct call_site *site, const char *successor, const char *flag)
{
	const struct gup_function *function = gup_function_find(successor, strlen(successor));

	for (const struct gup_restriction *r = gup_restrictions; r->why; r++)
		if (!*r->with && gup_restriction_is_about(r, site->version, function, flag, strlen(flag)))
			return r->why;
	return NULL;
}

/* " with FOLL_LONGTERM", and what is to be known of that there; "" without a flag. */
static const char *with_flag(const struct call_site *site, const char *successor)
{
	const struct gup_conversion *conversion = gup_conversion_of(site->function);
	const char *why;

	if (!conversion || !conversion->flag || strcmp(conversion->successor, successor))
		return "";
	why = why_refused(site, successor, conversion->flag);
	return arena_printf(&site->source->arena, " with %s%s%s", conversion->flag,
			    why ? ", which it refuses there: " : "", why ? why : "");
}

/* Behind "NAME() is not declared in KERNEL" where no other function does the same; NULL: one does. */
static const char *what_to_decide(const struct call_site *site)
{
	const struct gup_takeover *takeover = gup_takeover_of(site->function, TAKEOVER_GONE);
	bool is_gone = site->version > gup_signature_newest(site->function)->last;
	const char *gone = "is gone; ";

	if (!takeover || !is_gone || (takeover->successor && site->version <= takeover->last))
		return NULL;
	if (!strncmp(takeover->advice, gone, strlen(gone)))
		return arena_printf(&site->source->arena, "; %s", takeover->advice + strlen(gone));
	return arena_printf(&site->source->arena, ": it %s", takeover->advice);
}

/* "; mainline has it since v5.2", for a kernel that is older; or "". */
static const char *not_yet(const struct call_site *site)
{
	unsigned first = site->function->signatures->first;

	return !site->version || site->version >= first ? "" :
	       arena_printf(&site->source->arena, "; mainline has it since v%u.%u", first / 1000, first % 1000);
}

static void check_gone(const struct call_site *site, struct finding_list *findings)
{
	const struct gup_function *name = site->function;
	const char *successor = successor_here(site), *advice = what_to_decide(site);
	const char *kernel = family_kernel(site->family);

	if (!advice && successor)
		advice = arena_printf(&site->source->arena, "; use %s()%s", successor, with_flag(site, successor));
	add(findings, site,
	    mem_printf("%s() is not declared in %s%s", name->name, kernel, advice ? advice : not_yet(site)), NULL);
}

static void check_number(const struct call_site *site, struct finding_list *findings)
{
	char *parameters;

	if (call_site_may_fit(site))
		return;
	parameters = parameter_list(&site->declared->prototype);
	add(findings, site,
	    mem_printf("%zu arguments, but %s's %s() takes %zu: (%s)", site->call.n,
		       family_kernel(site->family), site->function->name,
		       site->declared->prototype.n, parameters),
	    port_call(site));
	free(parameters);
}

/* True if that place is for flags, in whatever form: a pointer is wrong there, and flags are not. */
static bool takes_flags(const struct call_site *site, size_t i)
{
	enum gup_role role = site->declared->roles[i];

	return role == ROLE_FLAGS || role == ROLE_WRITE;
}

/* A 0 that is written where the number of pages is due: nobody asks for none. */
static bool asks_for_none(const struct call_site *site, size_t i)
{
	enum gup_role role = site->declared->roles[i];

	return (role == ROLE_NR || role == ROLE_NR_INT) &&
	       expr_op_is(&site->source->outline, expr_uncast(site->call.arguments[i]), "0");
}

/* What stands in that place although the declaration wants another: flags, or a pointer. */
static bool is_misplaced(const struct call_site *site, size_t i)
{
	enum gup_role role = site->declared->roles[i];
	bool wants_pointer = strchr(site->declared->prototype.parameters[i].type, '*');
	bool wants_number = role == ROLE_START || role == ROLE_NR || role == ROLE_NR_INT;
	unsigned bits;

	if (role == ROLE_NONE || (!wants_pointer && !wants_number && !takes_flags(site, i)))
		return false;
	bits = call_site_meaning(site, site->call.arguments[i]).bits;
	if (wants_number)
		return asks_for_none(site, i) ||
		       (bits & MEANS_FLAGS && !(bits & ~(unsigned)(MEANS_FLAGS | MEANS_STRAY)));
	return wants_pointer ? bits == MEANS_FLAGS : bits == MEANS_POINTER;
}

/* The call with arguments a and b in each other's place. */
static char *with_swapped(const struct call_site *site, size_t a, size_t b)
{
	struct call_plan plan;

	call_plan_keep(&plan, &site->call, &site->source->arena);
	call_plan_swap(&plan, a, b);
	return call_print_whole(site->source, &site->call, &plan);
}

static const char *what_is_misplaced(const struct call_site *site, size_t i)
{
	if (takes_flags(site, i))
		return "a pointer";
	return asks_for_none(site, i) ? "0" : "FOLL_* flags";
}

/*
 * Flags where a pointer or a number is due, a pointer where flags are, or 0 pages: two arguments the wrong way
 * round.
 */
static bool check_order(const struct call_site *site, struct finding_list *findings)
{
	const struct declared *declared = site->declared;
	size_t wrong[2] = {0}, n = 0;

	for (size_t i = 0; i < site->call.n; i++)
		if (is_misplaced(site, i) && n++ < 2)
			wrong[n - 1] = i;
	if (!n)
		return false;
	add(findings, site,
	    mem_printf("argument %zu of %s() is `%s` in %s, but the call passes %s there",
		       wrong[0] + 1, site->function->name,
		       declared->prototype.parameters[wrong[0]].name, family_kernel(site->family),
		       what_is_misplaced(site, wrong[0])),
	    n == 2 ? with_swapped(site, wrong[0], wrong[1]) : port_call(site));
	return true;
}

/* An argument that is none for its place: a call of another version with as many. */
static void check_types(const struct call_site *site, struct finding_list *findings)
{
	const struct declared *declared = site->declared;
	const struct parameter *parameter = &declared->prototype.parameters[site->misfit];
	struct argument argument =
		argument_of(site->source, site->call.arguments[site->misfit], site->oracle);

	add(findings, site,
	    mem_printf("argument %zu of %s() is `%s` of type %s in %s, but the call passes %s there",
		       site->misfit + 1, site->function->name, parameter->name, parameter->type,
		       family_kernel(site->family),
		       argument_describe(site->source, &argument)),
	    port_call(site));
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	/* Its author wrote it for a kernel that this may not be. */
	if (!family_is_known(site->family) || site->is_foreign)
		return;
	if (!site->declared)
		check_gone(site, findings);
	else if (site->declared->prototype.n != site->call.n)
		check_number(site, findings);
	else if (!check_order(site, findings) && !call_site_fits(site))
		check_types(site, findings);
}

const struct rule rule_stale_call = {
	.name = "stale-call",
	.about = ABOUT_FIT,
	.against = AGAINST_ALWAYS,
	.severity = SEVERITY_ERROR,
	.summary = "arguments that do not fit this tree's declaration, or a function that is gone",
	.text =
	"The family has changed its parameters in a dozen versions. A call that was written for\n"
	"another version is an error for the compiler, but only where the compiler looks: code\n"
	"behind an #ifdef that nobody builds, or for an architecture that nobody tests, keeps it for\n"
	"years. This rule holds every call against the prototypes that the tree itself declares, in\n"
	"all branches and for all architectures.\n"
	"\n"
	"	/* v6.5 and later: vmas is gone */\n"
	"	pinned = pin_user_pages(start, nr, FOLL_WRITE, pages, NULL);\n"
	"	/* pages and gup_flags: this one function has them the other way round */\n"
	"	pinned = get_user_pages_unlocked(start, nr, FOLL_WRITE, pages);\n"
	"	/* nr_pages and gup_flags: both are integers, so no compiler minds */\n"
	"	pinned = pin_user_pages_fast(start, FOLL_WRITE, nr, pages);\n"
	"	pinned = pin_user_pages_fast(start, 0, nr, pages);\n"
	"	/* gone since v5.2: get_user_pages() with FOLL_LONGTERM */\n"
	"	pinned = get_user_pages_longterm(start, nr, 0, pages, NULL);\n"
	"\n"
	"Write what this tree declares; `guptidy api TREE` prints it.\n"
	"\n"
	"A branch of an #if is judged as this tree's LINUX_VERSION_CODE decides it: what the tree\n"
	"compiles like any other code, what it leaves out not at all. Macros of the file and of the\n"
	"driver's own headers are looked through. A branch that hangs on what nobody there defines, a\n"
	"configure script's macros above all, is not judged, unless all branches up to the #else are\n"
	"stale: then the first one says so.\n"
	"\n"
	"A call with as many arguments as the tree's function takes may be one of another version all\n"
	"the same: an integer stands where a pointer is due then, or a pointer to another struct. No\n"
	"other rule reads such a call, and `guptidy convert` leaves it alone. `guptidy convert --to\n"
	"VERSION` converts calls of older and newer versions to those of VERSION.\n"
	"\n"
	"Where a call shows too few arguments and a macro may bring the others, the compiler counts\n"
	"them. A macro never excuses too many.\n"
	"\n"
	"High confidence always. What it gets wrong: it is silent where an #if that the version does\n"
	"not answer splits the list of arguments, and where nobody can tell an argument's type. A\n"
	"call whose macros the compiler cannot read is listed as not analysed.\n",
	.check = check,
};
