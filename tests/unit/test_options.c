// SPDX-License-Identifier: GPL-2.0-only
/* What clang gets to see of a stranger's command, and of kbuild's: all of it, by name and by value. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "kernel/tree/args.h"
#include "kernel/tree/filter.h"

#include <stdlib.h>
#include <string.h>

static const struct origin origin = {
	.list = "compile_commands.json", .root = "/tree", .folder = "/tree", .file = "/tree/a.c",
};

static void free_args(struct args *args)
{
	for (size_t i = 0; i < args->n; i++)
		free(args->items[i]);
	free(args->items);
}

/* What is kept, in one line; "refused". The caller frees it. */
static char *filtered(const char *command)
{
	struct args words = {0}, out = {0};
	struct buf text = {0};
	struct err err = {0};

	args_words(&words, command);
	if (filter_command(&origin, &words, "x86_64-linux-gnu", &out, &err)) {
		assert_non_null(err.text);
		buf_puts(&text, "refused");
	}
	/* Behind the target, -xc and -Qunused-arguments, which are ours. */
	for (size_t i = 3; i < out.n && !err.text; i++)
		buf_printf(&text, "%s%s", i > 3 ? " " : "", out.items[i]);
	if (!err.text)
		assert_true(out.n >= 3);
	err_clear(&err);
	free_args(&out);
	free_args(&words);
	return text.data ? buf_take(&text) : calloc(1, 1);
}

static const struct { const char *command, *kept; } table[] = {
	/* kbuild's own, of a few machines and years */
	{ "gcc -Wp,-MMD,x/.a.o.d -nostdinc -std=gnu11 -D__KERNEL__ -Wall -O2 -m64 -c -o a.o a.c",
	  "-nostdlibinc -std=gnu11 -D__KERNEL__ -m64" },
	{ "gcc -mno-sse -mno-red-zone -mcmodel=kernel -mpreferred-stack-boundary=3 -mno-80387 a.c",
	  "-mno-sse -mno-80387" },
	{ "gcc -DKBUILD_MODNAME=\"a\" -DKBUILD_BASENAME=\"a\" -D__KBUILD_MODNAME=kmod_a a.c",
	  "-DKBUILD_MODNAME=\"a\" -DKBUILD_BASENAME=\"a\" -D__KBUILD_MODNAME=kmod_a" },
	{ "aarch64-linux-gnu-gcc -mlittle-endian -mgeneral-regs-only -mabi=lp64 a.c",
	  "-mlittle-endian -mgeneral-regs-only -mabi=lp64" },
	{ "gcc -march=rv64imac_zicsr -mabi=lp64 -fno-PIE -fshort-wchar -funsigned-char a.c",
	  "-march=rv64imac_zicsr -mabi=lp64 -fshort-wchar -funsigned-char" },
	{ "gcc --param=allow-store-data-races=0 --param x=1 -fstack-protector-strong -pg a.c", "" },
	{ "gcc -fplugin=./scripts/gcc-plugins/x.so -fplugin-arg-x-y -DX a.c", "-DX" },
	{ "gcc -UX -D Y=1 a.c", "-UX -DY=1" },
	/* the value in the next word is dropped with its option, and is no option of its own */
	{ "gcc -o -DX -MF -DY -x -DZ -DW a.c", "-DW" },
	{ "gcc -mllvm -DX -Xlinker -DY -Xassembler -DZ a.c", "" },
	/* another machine: by our own name for it, or not at all */
	{ "gcc --target=x86_64-a/b a.c", "refused" },
	{ "gcc --target=../x86_64 a.c", "refused" },
	{ "gcc -target x86_64-a/b-clang a.c", "refused" },
	{ "gcc --target=nonesuch-linux-gnu a.c", "refused" },
	/* programs, configurations, more options, other files in the place of those named */
	{ "gcc -B/tmp a.c", "refused" },
	{ "gcc @file a.c", "refused" },
	{ "gcc --config=x a.c", "refused" },
	{ "gcc --config-user-dir=x a.c", "refused" },
	{ "gcc -cc1 a.c", "refused" },
	{ "gcc -ccc-install-dir /tmp a.c", "refused" },
	{ "gcc -specs=x a.c", "refused" },
	{ "gcc --driver-mode=cl a.c", "refused" },
	{ "gcc -resource-dir x a.c", "refused" },
	{ "gcc -resource-dir=x a.c", "refused" },
	{ "gcc -ivfsoverlay x a.c", "refused" },
	{ "gcc -include-pch x a.c", "refused" },
	{ "gcc -fmodules a.c", "refused" },
	{ "gcc -fmodule-file=x a.c", "refused" },
	{ "gcc -fprebuilt-module-path=x a.c", "refused" },
	{ "gcc -working-directory=/ a.c", "refused" },
	/* code */
	{ "gcc -fplugin=x.so a.c", "refused" },
	{ "gcc -fpass-plugin=x.so a.c", "refused" },
	{ "gcc -load x.so a.c", "refused" },
	/* files that would be written */
	{ "gcc -gen-cdb-fragment-path x a.c", "refused" },
	{ "gcc --serialize-diagnostics x a.c", "refused" },
	{ "gcc -dependency-file x a.c", "refused" },
	{ "gcc -Wp,-o,x a.c", "refused" },
	{ "gcc -Xpreprocessor -include a.c", "refused" },
	{ "gcc -MJ x -MD -MMD -MG -MP -save-temps -ftime-trace=x -fcrash-diagnostics-dir=x a.c", "" },
	{ "gcc -fprofile-generate=x -fprofile-use=x -fdebug-compilation-dir=x -foptimization-record-file=x a.c",
	  "" },
	{ "gcc --coverage -ftest-coverage -fsave-optimization-record -emit-llvm -S -E -M a.c", "" },
	{ "gcc -print-prog-name=x -v -### --help --version -fsyntax-only a.c", "" },
	/* values that are none */
	{ "gcc -std=c++20 a.c", "refused" },
	{ "gcc -std=gnu11-x a.c", "refused" },
	{ "gcc -D1X a.c", "refused" },
	{ "gcc -D=1 a.c", "refused" },
	{ "gcc -UX=1 a.c", "refused" },
	{ "gcc -mabi=/x a.c", "refused" },
};

static void keeps_what_the_table_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char *kept = filtered(table[i].command);

		if (strcmp(kept, table[i].kept))
			print_error("%s\n\tkept: %s\n\tnot:  %s\n", table[i].command, kept, table[i].kept);
		assert_string_equal(kept, table[i].kept);
		free(kept);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_the_table_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
