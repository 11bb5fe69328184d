#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# check --fix, lint --fix and convert --migration on shapes of calls that nobody writes, and somebody does: what comes out
# compiles as what went in, means the same, and stays as it is when it is done twice.
load common

# The tree with headers that compile, and what is on stdin in drivers/shapes.c.
shapes()
{
	small_tree tree
	rm -r tree/include
	cp -r "$FIXTURES/headers/linux-6.12/Makefile" "$FIXTURES/headers/linux-6.12/include" tree
	cp -r "$FIXTURES/headers/common/linux" tree/include
	plant tree/drivers/shapes.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>

#define CHECKED(call)	({ int r_ = (call); r_ < 0 ? 0 : r_; })
#define NAMED(call)	named(#call, (call))
#define TRUTH(x)	!!(x)
#define TWO		n, !!w
#define PIN(a, n, w, p)	pin_user_pages_fast(a, n, !!(w), p)
#define PIN_IT(a, n, w, p)		\
	do {				\
		pin_user_pages_fast(a, n, \
				    !!(w), p); \
	} while (0)

int named(const char *what, int r);
struct vm_area_struct *area(void);

int macros(unsigned long a, int n, int w, struct page **p)
{
	PIN_IT(a, n, w, p);
	n += CHECKED(pin_user_pages_fast(a, n, !!w, p));
	n += NAMED(pin_user_pages_fast(a, n, !!w, p));
	n += pin_user_pages_fast(a, TWO, p);
	return PIN(a, n, w, p) + pin_user_pages_fast(a, n, TRUTH(w), p);
}

int branches(unsigned long a, int n, int w, struct page **p)
{
	n = pin_user_pages_fast(a, n,
#ifdef CONFIG_SHAPES
				!!w,
#else
				0,
#endif
				p);
	n = pin_user_pages_fast(a, n, !!w
#ifdef CONFIG_SHAPES
				| FOLL_LONGTERM
#endif
				, p);
#if 0
	n = pin_user_pages_fast(a, n, !!w, p);
#else
	n = pin_user_pages_fast(a, n, !w, p);
#endif
	return n;
}

int expressions(unsigned long a, int n, int w, struct page **p, int x, int y)
{
	typeof(pin_user_pages_fast(a, n, !!w, p)) r = 0;
	_Bool b;

	r += sizeof(pin_user_pages_fast(a, n, !!w, p));
	n = pin_user_pages_fast(a, n, ({ int v = w; !!v; }), p);
	n = ({ int q = pin_user_pages_fast(a, n, !!w, p); q; });
	n = pin_user_pages_fast(a, n, sizeof(a) == 8, p) + pin_user_pages_fast(a, n, (_Bool)w, p);
	n = x ? pin_user_pages_fast(a, n, !!w, p) : y ? pin_user_pages_fast(a, n, w == 1, p) : pin_user_pages_fast(a, n, 1, p);
	n = pin_user_pages_fast(a, n, x ? 1 : y ? !!w : 0, p);
	n = pin_user_pages_fast(a, n, (b = !!w), p) + pin_user_pages_fast(a, n, (n++, !!w), p);
	n = _Generic(w, int: pin_user_pages_fast(a, n, !!w, p), default: 0);
	n = pin_user_pages_fast(a, pin_user_pages_fast(a, n, FOLL_WRITE, p), !!w, p);
	n = (pin_user_pages_fast)(a, n, w ? FOLL_WRITE : 0, p) + (*pin_user_pages_fast)(a, n, 0, p);
	return r + n;
}

int texts(unsigned long a, int n, int w, struct page **p)
{
	n = pin_user_pages_fast(a, n, !!\
w, p);
	n = pin_user_pages_fast(a, \
		n, !!w, \
		p);
	n = pin_user_pages_fast(a, n, /* as told */ !!w /* by w */, p);
	n = pin_user_pages_fast(a, n, !!/* really */w, p);
	n = pin_user_pages_fast(a, n, // how many
				!!w, // to be written
				p); // pages
	return named("pin_user_pages_fast(a, n, !!w, p)", n);
}

int shadows(unsigned long a, int n, int w, struct page **p)
{
	int (*pin_user_pages_fast)(unsigned long, int, int, struct page **) = 0;

	return pin_user_pages_fast(a, n, !!w, p);
}

int shadows_more(unsigned long a, int n, int w, struct page **p)
{
	{
		unsigned int w = FOLL_LONGTERM;

		n = pin_user_pages_fast(a, n, w, p);
	}
	return pin_user_pages_fast(a, n, !!w, p);
}

int half_mended(unsigned long a, int n, int w, struct page **p)
{
	n = pin_user_pages_fast(a, n, !!w ? FOLL_WRITE : 0, p);
	n = pin_user_pages_fast(a, n, !!w * FOLL_WRITE, p);
	n = pin_user_pages_fast(a, n, !!w | FOLL_LONGTERM, p);
	switch (n) {
	case 1: return pin_user_pages_fast(a, n, !!w, p);
	default: n = pin_user_pages_fast(a, n, !!w, p); break;
	}
out:	return pin_user_pages_fast(a, n, !!w, p);
}
END
	printf '\xef\xbb\xbf#include <linux/mm.h>\r\n\r\nint crlf(unsigned long a, int w, struct page **p)\r\n{\r\n\treturn %s\r\n\t\t%s; }' \
		'pin_user_pages_fast(a, 1,' '!!w, p)' >tree/drivers/crlf.c
	plant tree/drivers/both.h <<'END'
static inline int both(unsigned long a, int n, int w, struct page **p)
{
	return pin_user_pages_fast(a, n, !!w, p);
}
END
	for one in one two; do
		printf '#include <linux/mm.h>\n#include "both.h"\n\nint %s(struct page **p)\n{\n\treturn both(0, 1, 1, p);\n}\n' $one |
			plant tree/drivers/$one.c
	done
	cp -r tree before
}

# compiles TREE: each file, with and without the configuration.
compiles()
{
	local file option

	for file in "$1"/drivers/*.c; do
		for option in -DCONFIG_SHAPES -UCONFIG_SHAPES; do
			cc -std=gnu11 -fsyntax-only -Werror=implicit-function-declaration -w $option -I "$1/include" "$file"
		done
	done
}

# mended: what became of the lines, with no blanks in front.
mended()
{
	diff before/drivers/shapes.c tree/drivers/shapes.c | sed -n 's/^> [	 ]*//p'
}

@test "shapes: check --fix, and lint --fix of all that is new" {
	shapes
	compiles before
	run -1 --separate-stderr guptidy check --fix tree
	[ "${#stderr_lines[@]}" -eq 1 ]
	holds "$stderr" 'tree/drivers/shapes.c:82:6: left to you: a comment inside argument 3 has no place in'
	[ "$(grep -c '\[bool-as-flags\]$' <<<"$output")" -eq 2 ]	# and half an #if
	compiles tree
	mended >lines
	diff lines - <<'END'
#define PIN(a, n, w, p)	pin_user_pages_fast(a, n, (w) ? FOLL_WRITE : 0, p)
(w) ? FOLL_WRITE : 0, p); \
n += CHECKED(pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p));
n += NAMED(pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p));
n = pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p);
n = pin_user_pages_fast(a, n, !w ? FOLL_WRITE : 0, p);
typeof(pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p)) r = 0;
r += sizeof(pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p));
n = ({ int q = pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p); q; });
n = pin_user_pages_fast(a, n, sizeof(a) == 8 ? FOLL_WRITE : 0, p) +
pin_user_pages_fast(a, n, (_Bool)w ? FOLL_WRITE : 0, p);
n = x ? pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p) :
y ? pin_user_pages_fast(a, n, w == 1 ? FOLL_WRITE : 0, p) :
pin_user_pages_fast(a, n, FOLL_WRITE, p);
n = pin_user_pages_fast(a, n,
(x ? 1 : y ? !!w : 0) ? FOLL_WRITE : 0, p);
n = pin_user_pages_fast(a, n, (b = !!w) ? FOLL_WRITE : 0, p) +
pin_user_pages_fast(a, n, (n++, !!w) ? FOLL_WRITE : 0, p);
n = _Generic(w, int: pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p),
default: 0);
n = pin_user_pages_fast(a, pin_user_pages_fast(a, n, FOLL_WRITE, p),
w ? FOLL_WRITE : 0, p);
n = pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p);
n, w ? FOLL_WRITE : 0, \
n = pin_user_pages_fast(a, n,
/* as told */ w ? FOLL_WRITE : 0 /* by w */, p);
w ? FOLL_WRITE : 0, // to be written
return pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p);
n = pin_user_pages_fast(a, n, (w ? FOLL_WRITE : 0) | FOLL_LONGTERM, p);
case 1: return pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p);
default: n = pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p); break;
out:	return pin_user_pages_fast(a, n, w ? FOLL_WRITE : 0, p);
END
	sed 's/!!w/w ? FOLL_WRITE : 0/' before/drivers/crlf.c | cmp - tree/drivers/crlf.c
	sed 's/!!w/w ? FOLL_WRITE : 0/' before/drivers/both.h | cmp - tree/drivers/both.h
	cp -r tree once
	run guptidy check --fix tree
	diff -r once tree

	mkdir new
	cp -r before/Makefile before/include new
	git -C new init -q
	git -C new add -A
	git -C new -c user.name=A -c user.email=a@example.org commit -q -m base
	cp -r before/drivers new
	run guptidy lint --fix new
	diff -r once/drivers new/drivers
}

@test "shapes: convert --migration" {
	shapes
	echo 'pin_user_pages_fast(start, n, flags, pages) -> get_user_pages_fast(start, n, flags, pages)' >m.migration
	run -1 --separate-stderr guptidy convert --in-place --migration m.migration tree
	compiles tree
	sed 's/pin_user_pages_fast(/get_user_pages_fast(/' before/drivers/crlf.c | cmp - tree/drivers/crlf.c
	# What has the old name yet is named, or is another thing: a variable, the calls through it.
	while IFS=: read -r line text; do
		[[ $text == *'(*pin_user_pages_fast)(unsigned'* || $text == *'return pin_user_pages_fast(a, n, !!w, p);' ]] ||
			holds "$stderr" "tree/drivers/shapes.c:$line:"
	done < <(grep -n pin_user_pages_fast tree/drivers/shapes.c)
	cp -r tree once
	run guptidy convert --in-place --migration m.migration tree
	diff -r once tree
}
