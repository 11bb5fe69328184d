// SPDX-License-Identifier: GPL-2.0-only
/*
 * Only what changes how C text is read is kept: so that the options of other compilers do no harm,
 * and those of a stranger neither.
 */
#include "tree/options.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"

/* clang-format off */
/* name, fate, joined, value, folder; the first row that fits counts, longer names before shorter. */
#define REFUSE(name) { name, OPTION_REFUSE, true, false, NULL }
#define KEEP(name) { name, OPTION_KEEP, false, false, NULL }
#define KEEP_START(name) { name, OPTION_KEEP, true, false, NULL }
#define VALUE(name, fate) { name, fate, true, true, NULL }
#define NEXT(name, fate) { name, fate, false, true, NULL }
#define DROP_START(name) { name, OPTION_DROP, true, false, NULL }
#define DROP_FROM(name, folder) { name, OPTION_DROP, true, false, folder }

static const struct option_row rows[] = {
	/*
	 * The kernel's plugins for gcc instrument what is compiled, and leave what is written to
	 * mean what it says. Any other plugin may bring attributes and types of its own: without
	 * it the code might be misread. What is said to a plugin means nothing without the plugin.
	 */
	DROP_FROM("-fplugin=", "scripts/gcc-plugins"), DROP_START("-fplugin-arg-"),
	REFUSE("@"), REFUSE("-load"), REFUSE("--load"), REFUSE("-fplugin"), REFUSE("-fpass-plugin"),
	REFUSE("-add-plugin"), REFUSE("-plugin"), REFUSE("-cc1"),
	REFUSE("-B"), REFUSE("-specs"), REFUSE("--specs"), REFUSE("--config"), REFUSE("-ivfsoverlay"),
	REFUSE("-include-pch"), REFUSE("-fmodule"), REFUSE("-fprebuilt-module"), REFUSE("-wrapper"),
	REFUSE("-gen-cdb"), REFUSE("--serialize-diagnostics"), REFUSE("-serialize-diagnostics"),
	REFUSE("-resource-dir"), REFUSE("-ccc-"), REFUSE("--gcc-toolchain"),
	VALUE("-D", OPTION_KEEP), VALUE("-U", OPTION_KEEP),
	NEXT("-include", OPTION_KEEP_INCLUDE), NEXT("-imacros", OPTION_KEEP_INCLUDE),
	VALUE("-isystem", OPTION_KEEP_PATH), VALUE("-iquote", OPTION_KEEP_PATH),
	VALUE("-idirafter", OPTION_KEEP_PATH), NEXT("-isysroot", OPTION_KEEP_PATH),
	VALUE("-I", OPTION_KEEP_PATH),
	NEXT("-target", OPTION_KEEP), KEEP_START("--target="), KEEP_START("-std="), KEEP("-ansi"),
	KEEP("-nostdinc"), KEEP("-undef"), KEEP("-m16"), KEEP("-m32"), KEEP("-m64"),
	KEEP("-msoft-float"), KEEP("-mhard-float"), KEEP("-mgeneral-regs-only"), KEEP("-mlittle-endian"),
	KEEP("-mbig-endian"), KEEP("-EL"), KEEP("-EB"), KEEP_START("-mabi="), KEEP("-mthumb"), KEEP("-marm"),
	KEEP_START("-march=armv"), KEEP_START("-march=rv"), KEEP_START("-march=z"),
	KEEP_START("-march=mips"), KEEP("-mno-sse"), KEEP("-mno-mmx"), KEEP("-mno-sse2"),
	KEEP("-mno-avx"), KEEP("-mno-80387"), KEEP("-mno-3dnow"), KEEP("-fshort-wchar"),
	KEEP("-funsigned-char"), KEEP("-fsigned-char"), KEEP("-fshort-enums"), KEEP("-fms-extensions"),
	KEEP("-fplan9-extensions"), KEEP("-ffreestanding"), KEEP("-fno-builtin"), KEEP("-fno-common"),
	KEEP("-fgnu89-inline"), KEEP("-fopenmp"), KEEP("-pthread"),
	/* dropped, but the value in the next argument must go too */
	NEXT("-o", OPTION_DROP), NEXT("-MF", OPTION_DROP), NEXT("-MT", OPTION_DROP), NEXT("-MQ", OPTION_DROP),
	NEXT("-Xclang", OPTION_DROP), NEXT("-mllvm", OPTION_DROP), NEXT("-MJ", OPTION_DROP), NEXT("-x", OPTION_DROP), NEXT("-Xassembler", OPTION_DROP),
	NEXT("-Xlinker", OPTION_DROP), NEXT("-Xpreprocessor", OPTION_DROP), NEXT("--param", OPTION_DROP),
	NEXT("-aux-info", OPTION_DROP), NEXT("-dumpbase", OPTION_DROP), NEXT("-arch", OPTION_DROP),
	NEXT("-T", OPTION_DROP), NEXT("-L", OPTION_DROP), NEXT("-l", OPTION_DROP), NEXT("-z", OPTION_DROP),
	NEXT("-G", OPTION_DROP), NEXT("-A", OPTION_DROP), NEXT("-working-directory", OPTION_DROP),
};
/* clang-format on */

static const struct option_row unknown = {"", OPTION_DROP, false, false, NULL};

/* True if the path is that of something in a folder which has, or ends in, this name. */
static bool is_in(const char *path, const char *folder)
{
	size_t length = strlen(folder), up = (size_t)(path_name(path) - path);

	if (up < length + 1 || strncmp(path + up - length - 1, folder, length))
		return false;
	return up == length + 1 || path[up - length - 2] == '/';
}

static bool fits(const struct option_row *row, const char *argument)
{
	size_t length = strlen(row->name);

	if (strncmp(argument, row->name, length) != 0)
		return false;
	if (row->folder && !is_in(argument + length, row->folder))
		return false;
	return row->joined || argument[length] == '\0';
}

const struct option_row *option_find(const char *argument)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (fits(&rows[i], argument))
			return &rows[i];
	return &unknown;
}
