// SPDX-License-Identifier: GPL-2.0-only
/*
 * generate [NAME]
 *
 * Prints the names of the migrations that the tables of src/kernel/api tell, each in a line; or the one of that name: what
 * the callers of the release before must become. The difference between two signatures is that of outcome/plan/operation.h,
 * as for `convert --to`. `ninja cocci` writes the files, and semantic patches from them.
 */
#include "kernel/api/api.h"
#include "base/data/mem.h"
#include "outcome/plan/operation.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned version;
	const char *comment;
} migrations[] = {
	{ "gup_current", KERNEL(4, 6), "v4.6: what is done for current does not say so." },
	{ "gup_flags", KERNEL(4, 9), "v4.9: flags say what write and force said." },
	{ "gup_locked", KERNEL(4, 10), "v4.10: one more function tells whether it dropped the lock." },
	{ "gup_unpin", KERNEL(5, 6), "v5.6: who pins pages unpins them." },
	{ "gup_fast_only", KERNEL(5, 8), "v5.8: what only tries says so in its name." },
	{ "gup_tsk", KERNEL(5, 9), "v5.9: faults are not counted for a task any more." },
	{ "gup_vmas", KERNEL(6, 5), "v6.5: nobody gets the vmas any more." },
};

static const char *const role_names[] = {
#define GUP_ROLE(id, name, ...) [ROLE_##id] = name,
#include "kernel/api/roles.def"
};

/* What a rule asks of write and force: their values, or whatever they are. */
enum asked { ASKED_0, ASKED_1, ASKED_ANY, N_ASKED };

/* A function that changes. */
struct change {
	const struct gup_function *function;
	const char *successor;
	struct roles from, to;
	struct operations operations;
};

static struct roles roles_of(const struct gup_signature *signature)
{
	return (struct roles){ signature->roles, gup_signature_length(signature) };
}

static bool drops(const struct change *change, enum gup_role role)
{
	for (size_t i = 0; i < change->operations.n; i++)
		if (change->operations.items[i].kind == OPERATION_DROP && change->operations.items[i].role == role)
			return true;
	return false;
}

static bool is_known(const struct change *change, const struct operation *operation)
{
	switch (operation->kind) {
	case OPERATION_KEEP:
		return true;
	case OPERATION_FLAGS:
		return roles_place(change->from, ROLE_FLAGS) == SIZE_MAX;
	case OPERATION_ADD:
		return operation->role == ROLE_LOCKED;	/* NULL: the lock is not dropped */
	case OPERATION_DROP:
		return operation->role == ROLE_TSK || operation->role == ROLE_VMAS ||
		       (operation->role == ROLE_MM && drops(change, ROLE_TSK));
	default:
		return false;
	}
}

/* --- one rule --- */

static const char *pattern(const struct change *change, enum gup_role role, const enum asked asked[2])
{
	static const char *const values[] = { [ASKED_0] = "0", [ASKED_1] = "1" };
	enum asked value = role == ROLE_WRITE ? asked[0] : role == ROLE_FORCE ? asked[1] : ASKED_ANY;

	if (value != ASKED_ANY)
		return values[value];
	if (role == ROLE_VMAS && drops(change, role))
		return "NULL";
	if (role == ROLE_TSK && drops(change, ROLE_MM))
		return "current";
	if (role == ROLE_MM && drops(change, role))
		return "`current->mm`";
	return role_names[role];
}

static void put_flag(enum asked asked, const char *name, const char *flag, bool is_one, bool *is_first)
{
	if (asked == ASKED_0)
		return;
	fputs(*is_first ? "" : " | ", stdout);
	*is_first = false;
	if (asked == ASKED_1)
		fputs(flag, stdout);
	else
		printf(is_one ? "%s ? %s : 0" : "(%s ? %s : 0)", name, flag);
}

static void put_flags(const struct change *change, const enum asked asked[2])
{
	bool has_force = roles_place(change->from, ROLE_FORCE) != SIZE_MAX, is_first = true;
	bool is_one = asked[0] == ASKED_0 || !has_force || asked[1] == ASKED_0;

	put_flag(asked[0], "write", "FOLL_WRITE", is_one, &is_first);
	if (has_force)
		put_flag(asked[1], "force", "FOLL_FORCE", is_one, &is_first);
	fputs(is_first ? "0" : "", stdout);
}

static void put_argument(const struct change *change, size_t i, const enum asked asked[2])
{
	const struct operation *operation = &change->operations.items[i];

	if (operation->kind == OPERATION_FLAGS)
		put_flags(change, asked);
	else if (operation->kind == OPERATION_ADD)
		fputs("NULL", stdout);
	else
		fputs(role_names[change->from.items[operation->from]], stdout);
}

static void put_rule(const struct change *change, const enum asked asked[2])
{
	printf("%s(", change->function->name);
	for (size_t i = 0; i < change->from.n; i++)
		printf("%s%s", i ? ", " : "", pattern(change, change->from.items[i], asked));
	printf(") ->\n\t%s(", change->successor);
	for (size_t i = 0; i < change->to.n; i++) {
		fputs(i ? ", " : "", stdout);
		put_argument(change, i, asked);
	}
	puts(")");
}

/* --- the calls that the rules before do not take --- */

static void put_names(const char *function, struct roles roles)
{
	printf("%s(", function);
	for (size_t i = 0; i < roles.n; i++)
		printf("%s%s", i ? ", " : "", role_names[roles.items[i]]);
	fputs(")", stdout);
}

static void put_rest(const struct change *change, unsigned version)
{
	const struct gup_function *remote = gup_function_find("get_user_pages_remote", strlen("get_user_pages_remote"));
	const struct gup_signature *signature = gup_signature_at(remote, version);

	if (!drops(change, ROLE_VMAS) && !drops(change, ROLE_MM))
		return;
	put_names(change->function->name, change->from);
	if (drops(change, ROLE_VMAS)) {
		puts(" ->\n\tleft \"the vmas are gone: look each up by its address, with the lock held\"");
	} else if (signature && roles_same(change->from, roles_of(signature))) {
		fputs(" ->\n\t", stdout);
		put_names(remote->name, change->from);
		puts("");
	} else {
		puts(" ->\n\tleft \"it works for current alone: call get_user_pages_remote(), with the lock held\"");
	}
}

static void put_change(const struct change *change, unsigned version)
{
	bool has_write = roles_place(change->from, ROLE_WRITE) != SIZE_MAX &&
			 roles_place(change->to, ROLE_FLAGS) != SIZE_MAX;
	bool has_force = has_write && roles_place(change->from, ROLE_FORCE) != SIZE_MAX;
	enum asked asked[2];

	for (asked[0] = has_write ? ASKED_0 : ASKED_ANY; asked[0] < N_ASKED; asked[0]++)
		for (asked[1] = has_force ? ASKED_0 : ASKED_ANY; asked[1] < N_ASKED; asked[1]++)
			put_rule(change, asked);
	put_rest(change, version);
}

/* --- a release --- */

/* What the function became in that version; false: it did not change, or a person has to decide. */
static bool read_change(const struct gup_function *function, unsigned version, struct change *change)
{
	const struct gup_signature *was = gup_signature_at(function, version - 1), *is;
	const struct gup_function *now = function;
	const struct gup_conversion *conversion = gup_conversion_of(function);

	if (!gup_signature_at(function, version) && function->successor)
		now = gup_function_find(function->successor, strlen(function->successor));
	is = gup_signature_at(now, version);
	if (!was || !is || was->is_internal || is->is_internal || (conversion && conversion->successor))
		return false;
	*change = (struct change){ function, now->name, roles_of(was), roles_of(is), { .n = 0 } };
	operations_between(change->from, change->to, &change->operations);
	for (size_t i = 0; i < change->operations.n; i++)
		if (!is_known(change, &change->operations.items[i]))
			return false;
	return now != function || !roles_same(change->from, change->to);
}

static void put_migration(size_t i)
{
	puts("# SPDX-License-Identifier: GPL-2.0-only");
	printf("## Written from the tables by `ninja cocci`.\n# %s\n", migrations[i].comment);
	for (const struct gup_function *f = gup_functions; f->name; f++) {
		struct change change;

		if (read_change(f, migrations[i].version, &change))
			put_change(&change, migrations[i].version);
	}
}

int main(int argc, char **argv)
{
	for (size_t i = 0; i < ARRAY_SIZE(migrations); i++) {
		if (argc < 2)
			puts(migrations[i].name);
		else if (!strcmp(argv[1], migrations[i].name))
			put_migration(i);
	}
	return 0;
}
