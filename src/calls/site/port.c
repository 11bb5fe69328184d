// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/port.h"

#include "calls/site/current.h"
#include "calls/site/mend.h"
#include "kernel/api/neighbours.h"
#include "kernel/api/takeovers.h"
#include "outcome/plan/print.h"

#include <stdint.h>
#include <string.h>

/* A call on its way. */
struct porting {
	const struct call_site *site;
	const struct written *written;
	struct kernel kernel;
	const char *flag;		/* that a successor asks for, or NULL */
	struct ported *ported;
};

#define REASON(porting, ...)								\
	((porting)->ported->reason = arena_printf(&(porting)->site->source->arena, __VA_ARGS__))

static const struct expr *argument_in(const struct porting *porting, enum gup_role role)
{
	size_t place = roles_place(porting->written->roles, role);

	return place == SIZE_MAX ? NULL : porting->site->call.arguments[place];
}

static const char *text_of(const struct call_site *site, const struct expr *argument)
{
	const struct outline *outline = &site->source->outline;
	size_t begin = expr_begin(outline, argument);

	return arena_printf(&site->source->arena, "%.*s", (int)(expr_end(outline, argument) - begin),
			    site->source->text.data + begin);
}

static struct roles roles_of(const struct declared *declared)
{
	return (struct roles){ declared->roles, declared->prototype.n };
}

/* --- who is called --- */

/* The call says nothing of whose memory it is about, or that it is the caller's. */
static bool is_about_own(const struct porting *porting)
{
	const struct expr *tsk = argument_in(porting, ROLE_TSK), *mm = argument_in(porting, ROLE_MM);

	return !mm || (is_current_mm(porting->site, mm) && (!tsk || is_current(porting->site, tsk)));
}

/* What callers of that kernel see under the name; NULL: nothing. */
static const struct declared *declared_in(const struct porting *porting,
					  const struct gup_function *function)
{
	struct candidates candidates;

	family_candidates(porting->kernel.family, function, "", &candidates);
	return candidates.n ? candidates.items[0] : NULL;
}

/* Why the function does not do; false: it does. */
static bool is_amiss(const struct porting *porting, const struct declared *declared,
		     enum takeover_when *when)
{
	if (!declared) {
		*when = TAKEOVER_GONE;
		return true;
	}
	*when = TAKEOVER_OTHER_MM;
	if (roles_place(roles_of(declared), ROLE_MM) == SIZE_MAX && !is_about_own(porting))
		return true;
	*when = TAKEOVER_LOCKED;
	return gup_takeover_of(declared->function, TAKEOVER_LOCKED) &&
	       roles_place(roles_of(declared), ROLE_LOCKED) != SIZE_MAX &&
	       !argument_in(porting, ROLE_LOCKED);
}

/* Finds who is called; false leaves a reason. */
static bool choose_callee(struct porting *porting)
{
	const struct gup_function *function = porting->site->function;
	enum takeover_when when;

	/* A successor is gone as well, now and then; no chain is longer than the family. */
	for (size_t steps = 0; steps < gup_function_count; steps++) {
		const struct declared *declared = declared_in(porting, function);
		const struct gup_takeover *takeover;

		porting->ported->declared = declared;
		porting->ported->function = function;
		if (!is_amiss(porting, declared, &when))
			return true;
		takeover = gup_takeover_of(function, when);
		if (!takeover || !takeover->successor || porting->kernel.version > takeover->last) {
			REASON(porting, "%s() %s", function->name, takeover ? takeover->advice :
			       when == TAKEOVER_GONE ? "is not there" : "works on the caller's own memory");
			return false;
		}
		if (takeover->flag)
			porting->flag = takeover->flag;
		function = gup_function_find(takeover->successor, strlen(takeover->successor));
	}
	return false;
}

/* --- arguments --- */

static bool is_pure(const struct expr *argument)
{
	argument = expr_bare(argument);
	return argument->kind == EXPR_IDENTIFIER || argument->kind == EXPR_NUMBER ||
	       (argument->kind == EXPR_MEMBER && is_pure(argument->left));
}

static bool is_word(const struct call_site *site, const struct expr *argument, const char *word)
{
	const struct expr *bare = expr_bare(argument);

	return bare->kind == EXPR_IDENTIFIER && expr_op_is(&site->source->outline, bare, word);
}

/* Why an argument that the new signature has no place for cannot go; false leaves it. */
static bool drop(struct porting *porting, const struct operation *operation)
{
	const struct call_site *site = porting->site;
	const struct expr *argument = site->call.arguments[operation->from];
	const char *name = gup_role_name(operation->role), *callee = porting->ported->function->name;

	switch (operation->role) {
	case ROLE_TSK:
	case ROLE_COLD:
		if (is_pure(argument))
			return true;
		REASON(porting, "%s() takes no %s any more, and `%s` may do more than name one; call it in "
		       "front if it does", callee, name, text_of(site, argument));
		return false;
	case ROLE_MM:			/* the caller's own: see choose_callee() */
		return true;
	case ROLE_MAKE_DIRTY:
		if (is_word(site, argument, "true"))
			return true;
		break;
	default:
		if (is_always_null(site, argument))
			return true;
	}
	if (operation->role == ROLE_VMAS)
		REASON(porting, "%s() takes no vmas any more: look `%s` up under the mmap lock with "
		       "vma_lookup(), or with get_user_page_vma_remote() for one page", callee,
		       text_of(site, argument));
	else
		REASON(porting, "%s() takes no %s here, and the call passes `%s`", callee, name,
		       text_of(site, argument));
	return false;
}

/* True if it may hold flags beside FOLL_WRITE: as an int they asked for nothing but write access. */
static bool asks_for_more(const struct meaning *meaning)
{
	return meaning->flags & ~(1ull << (gup_flag_find("FOLL_WRITE", 10) - gup_flags));
}

/* A truth value as that flag; text NULL leaves a reason. */
static struct mended truth_as_flag(struct porting *porting, enum gup_role role, const char *flag)
{
	static const unsigned flags = MEANS_FLAGS | MEANS_STRAY | MEANS_WRITE_TEST;
	const struct call_site *site = porting->site;
	const struct expr *argument = argument_in(porting, role);
	struct meaning meaning = call_site_meaning(site, argument);
	struct mended mended = {0};

	if (!(meaning.bits & flags)) {
		mended = mend_truth(site, argument, flag);
		if (!mended.text)
			REASON(porting, "no rule can tell which flags `%s` means", text_of(site, argument));
	} else if (role != ROLE_WRITE || meaning.bits & ~(flags | MEANS_ZERO)) {
		REASON(porting, "`%s` is a truth value on one way and FOLL_* flags on another, or flags "
		       "where a truth value is due; say which is meant", text_of(site, argument));
	} else if (meaning.bits & MEANS_STRAY || asks_for_more(&meaning)) {
		REASON(porting, "FOLL_* flags %s FOLL_WRITE asked for write access as long as %s() took "
		       "an int; say which is meant", meaning.bits & MEANS_STRAY ? "without" : "beside",
		       site->function->name);
	} else {
		mended = mend_or_keep(site, argument);
	}
	return mended;
}

/* The flags of the new call: what was asked for, in whatever form. NULL leaves a reason. */
static const char *flags_of(struct porting *porting)
{
	static const struct { enum gup_role role; const char *flag; } truths[] = {
		{ ROLE_WRITE, "FOLL_WRITE" }, { ROLE_FORCE, "FOLL_FORCE" },
	};
	const struct expr *flags = argument_in(porting, ROLE_FLAGS);
	struct mended all = { "0", PRECEDENCE_POSTFIX };

	if (flags)
		all = mend_or_keep(porting->site, flags);
	if (argument_in(porting, ROLE_WRITE) && gup_implied_flag(porting->site->function))
		all.text = gup_implied_flag(porting->site->function);
	for (size_t i = 0; i < 2; i++) {
		struct mended one;

		if (!argument_in(porting, truths[i].role))
			continue;
		one = truth_as_flag(porting, truths[i].role, truths[i].flag);
		if (!one.text)
			return NULL;
		all = mend_join(porting->site, all, one);
	}
	if (porting->flag)
		all = mend_join(porting->site, all,
				(struct mended){ porting->flag, PRECEDENCE_POSTFIX });
	return all.text;
}

/* Flags as the truth value that an older kernel takes: 0, FOLL_WRITE, FOLL_FORCE, or both. */
static const char *truth_of(struct porting *porting, enum gup_role role)
{
	static const char *const known[][3] = {	/* flags, write, force */
		{ "0", "0", "0" }, { "FOLL_WRITE", "1", "0" }, { "FOLL_FORCE", "0", "1" },
		{ "FOLL_WRITE | FOLL_FORCE", "1", "1" }, { "FOLL_FORCE | FOLL_WRITE", "1", "1" },
	};
	const char *flags = flags_of(porting);

	for (size_t i = 0; flags && i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(flags, known[i][0]))
			return known[i][role == ROLE_WRITE ? 1 : 2];
	if (flags)
		REASON(porting, "%s() takes truth values there: say what `%s` is as %s",
		       porting->ported->function->name, flags, gup_role_name(role));
	return NULL;
}

/* What a parameter gets that the old signature did not have; NULL leaves a reason. */
static const char *added(struct porting *porting, enum gup_role role)
{
	switch (role) {
	case ROLE_VMAS:
	case ROLE_LOCKED:
	case ROLE_UNLOCKED:
		return "NULL";
	case ROLE_TSK:
		return "current";
	case ROLE_MM:
		return "current->mm";
	case ROLE_MAKE_DIRTY:
		return "true";
	case ROLE_COLD:
		return "false";
	case ROLE_FORCE:
		return "0";
	case ROLE_FLAGS:
		return porting->flag ? porting->flag : "0";
	default:
		REASON(porting, "nothing in the call says what %s() gets as its %s",
		       porting->ported->function->name, gup_role_name(role));
		return NULL;
	}
}

/* The text, or NULL if that is what argument `from` says already. */
static const char *unless_same(const struct porting *porting, size_t from, const char *text)
{
	return strcmp(text, text_of(porting->site, porting->site->call.arguments[from])) ? text : NULL;
}

static bool follow(struct porting *porting, const struct operation *operation)
{
	struct call_plan *plan = &porting->ported->plan;
	bool asks_more = operation->role == ROLE_FLAGS && porting->flag;
	const char *text;

	switch (operation->kind) {
	case OPERATION_DROP:
		return drop(porting, operation);
	case OPERATION_ADD:
		text = added(porting, operation->role);
		if (text)
			call_plan_add(plan, NO_ARGUMENT, text);
		return text;
	case OPERATION_TRUTH:
		text = truth_of(porting, operation->role);
		/* One argument becomes two: the first one takes its place. */
		if (text)
			call_plan_add(plan, operation->role == ROLE_WRITE ? operation->from : NO_ARGUMENT,
				      text);
		return text;
	case OPERATION_FLAGS:
		text = flags_of(porting);
		break;
	default:
		text = asks_more ? flags_of(porting) : "";
	}
	if (text)
		call_plan_add(plan, operation->from,
			      *text ? unless_same(porting, operation->from, text) : NULL);
	return text;
}

static bool is_unchanged(const struct ported *ported)
{
	const struct call_plan *plan = &ported->plan;

	for (size_t i = 0; i < plan->n; i++)
		if (plan->arguments[i].old != i || plan->arguments[i].text)
			return false;
	return !plan->callee && plan->n == plan->n_old;
}

/* True if the tables, or the names of that kernel's parameters, tell what each one is for. */
static bool has_known_roles(struct porting *porting)
{
	struct roles roles = roles_of(porting->ported->declared);

	for (size_t i = 0; i < roles.n; i++) {
		if (roles.items[i] != ROLE_NONE)
			continue;
		REASON(porting, "parameter %zu of that kernel's %s() is none that is known", i + 1,
		       porting->ported->function->name);
		return false;
	}
	return true;
}

void port_plan(const struct call_site *site, const struct written *written, struct kernel kernel,
	       struct ported *ported)
{
	struct porting porting = {
		.site = site, .written = written, .kernel = kernel, .ported = ported,
	};
	struct operations operations;

	*ported = (struct ported){0};
	if (!choose_callee(&porting) || !has_known_roles(&porting))
		return;
	call_plan_clear(&ported->plan, &site->call, &site->source->arena);
	if (ported->function != site->function)
		ported->plan.callee = ported->function->name;
	operations_between(written->roles, roles_of(ported->declared), &operations);
	for (size_t i = 0; i < operations.n; i++)
		if (!follow(&porting, &operations.items[i]))
			return;
	ported->is_same = is_unchanged(ported);
}

const char *ported_argument(const struct call_site *site, const struct ported *ported,
			    enum gup_role role)
{
	size_t place = roles_place(roles_of(ported->declared), role);
	const struct planned_argument *argument;

	if (place >= ported->plan.n)
		return NULL;
	argument = &ported->plan.arguments[place];
	return argument->text ? argument->text : text_of(site, site->call.arguments[argument->old]);
}

char *port_call(const struct call_site *site)
{
	struct written_list list;
	struct ported ported;

	written_for_mainline(site, &list);
	if (list.n != 1)
		return NULL;
	port_plan(site, &list.items[0], (struct kernel){ site->family, site->version }, &ported);
	return ported.reason || ported.is_same ? NULL :
	       call_print_whole(site->source, &site->call, &ported.plan);
}
