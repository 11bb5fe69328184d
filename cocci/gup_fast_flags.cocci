// SPDX-License-Identifier: GPL-2.0-only
///
/// get_user_pages_fast() took a truth value, int write, where the rest of the
/// family takes FOLL_* flags. Pass flags: 0 for reading, FOLL_WRITE for
/// writing. Prototypes and definitions take unsigned int gup_flags.
///
//# What is already made of FOLL_* is left alone: FOLL_WRITE,
//# c ? FOLL_WRITE : 0, variables that were given FOLL_* earlier in the same
//# function. So is a bare variable or field whose name ends in "flags": it is
//# believed. Check that those hold FOLL_* and no bits of another kind.
//#
//# Not changed, and to be looked for with git grep: kernel-doc (@write:),
//# pointers to the function and calls through them, functions that spatch
//# cannot parse, all branches but the first of an #ifdef inside of an argument
//# list. A definition that assigns to write, takes its address, or has a
//# gup_flags of its own is reported, but not patched.
//#
//# A file that defines a static function of this name is left alone. One that
//# includes such a definition from a header of its own is not recognised, for
//# headers are not read.
//
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: get_user_pages_fast, FOLL_WRITE
//

virtual patch
virtual context
virtual org
virtual report

//----------------------------------------------------------
//  What is to be left alone
//----------------------------------------------------------

@own@
type T;
@@

static T get_user_pages_fast(...) { ... }

// Truth values are to be changed, even those that ask about a flag.
@truth depends on !own@
symbol true, false;
expression start, nr, pages, x, y;
position p;
@@

get_user_pages_fast@p(start, nr, \( (true) \| (false) \| (!x) \|
		      (x == y) \| (x != y) \| (x < y) \| (x <= y) \|
		      (x && y) \| (x || y) \|
		      (x ? 1 : 0) \| (x ? 0 : 1) \|
		      (x ? true : false) \| (x ? false : true) \), pages)

@flags depends on !own@
expression start, nr, pages, e;
identifier flag =~ "^FOLL_";
identifier name =~ "flags$";
position p != truth.p;
@@

get_user_pages_fast@p(start, nr, \( (0) \| name \| e.name \| e->name \|
		      <+... flag ...+> \), pages)

@assigned depends on !own exists@
identifier flag =~ "^FOLL_";
expression start, nr, pages, x, y, z;
idexpression v;
position p;
@@

(
 v = \( (flag) \| (x | flag) \| (x ? flag : y) \| (x ? y : flag) \|
	 (x ? z | flag : y) \| (x ? y : z | flag) \)
|
 v |= \( (flag) \| (x | flag) \| (x ? flag : y) \| (x ? y : flag) \|
	 (x ? z | flag : y) \| (x ? y : z | flag) \)
)
 ... when any
 get_user_pages_fast@p(start, nr, v, pages)

//----------------------------------------------------------
//  Definitions whose body is for a person
//----------------------------------------------------------

@hard exists@
type T, T1, T2, T4;
identifier start, nr, write, pages;
assignment operator a;
expression e;
position p;
@@

T get_user_pages_fast@p(T1 start, T2 nr, int write, T4 pages)
{
	<+...
(
	write a e
|
	&write
|
	write++
|
	write--
|
	++write
|
	--write
)
	...+>
}

@taken exists@
type T, T1, T2, T3, T4;
identifier start, nr, write, pages;
symbol gup_flags;
expression e;
position p;
@@

T get_user_pages_fast@p(T1 start, T2 nr, int write, T4 pages)
{
	... when any
(
	T3 gup_flags;
|
	T3 gup_flags = e;
)
	... when any
}

@definition@
type T, T1, T2, T4;
identifier start, nr, write, pages;
position p != {hard.p, taken.p};
@@

T get_user_pages_fast@p(T1 start, T2 nr, int write, T4 pages) { ... }

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@depends on patch && !context && !org && !report && !own
 disable is_zero, isnt_zero, neg_if_exp, drop_cast, unlikely@
symbol true, false;
expression start, nr, pages, x, y, z;
identifier i;	// in a macro it may be a parameter, and needs its parentheses
constant one =~ "^[1-9]";
constant hex =~ "^0[xX]0*[1-9a-fA-F]";
binary operator b;
assignment operator a;
position p != {flags.p, assigned.p};
@@

get_user_pages_fast@p(start, nr,
(
-	(one)
+	FOLL_WRITE
|
-	(hex)
+	FOLL_WRITE
|
-	(true)
+	FOLL_WRITE
|
-	(false)
+	0
|
-	!!
	(i)
+	? FOLL_WRITE : 0
|
-	!!(x)
+	x ? FOLL_WRITE : 0
|
-	(!!x)
+	x ? FOLL_WRITE : 0
|
-	(x ? 1 : 0)
+	x ? FOLL_WRITE : 0
|
-	(x ? true : false)
+	x ? FOLL_WRITE : 0
|
-	(x ? 0 : 1)
+	x ? 0 : FOLL_WRITE
|
-	(x ? false : true)
+	x ? 0 : FOLL_WRITE
|
+	(
	x ? y : z
+	) ? FOLL_WRITE : 0
|
+	(
	x ?: z
+	) ? FOLL_WRITE : 0
|
+	(
	x a y
+	) ? FOLL_WRITE : 0
|
	x b
-	y
+	y ? FOLL_WRITE : 0
|
	x
+	? FOLL_WRITE : 0
)
	, pages)

// The body by itself: some definitions jump into a block, and spatch cannot
// follow that in a rule that begins with the head of the function.
@body depends on patch && !context && !org && !report && !own@
identifier definition.write;
symbol gup_flags;
expression f;
position p : script:python() { p[0].current_element == "get_user_pages_fast" };
@@

(
-	(write@p ? FOLL_WRITE : 0)
+	gup_flags
|
	f(...,
-	write@p
+	gup_flags & FOLL_WRITE
	, ...)
|
-	(write@p)
+	(gup_flags & FOLL_WRITE)
)

@depends on definition && patch && !context && !org && !report && !own@
type T, T1, T2, T4;
identifier start, nr, definition.write, pages;
symbol gup_flags;
@@

T get_user_pages_fast(T1 start, T2 nr,
-	int write,
+	unsigned int gup_flags,
	T4 pages)
{ ... }

// The parentheses that nothing asks for.
@depends on body disable neg_if, paren@
statement S1, S2;
symbol gup_flags;
@@

 if (
-	(gup_flags & FOLL_WRITE)
+	gup_flags & FOLL_WRITE
 ) S1 else S2

@depends on body disable paren@
symbol gup_flags;
@@

 return
-	(gup_flags & FOLL_WRITE)
+	gup_flags & FOLL_WRITE
 ;

@depends on patch && !context && !org && !report@
type T, T1, T2, T4;
identifier start, nr, write, pages;
symbol gup_flags;
@@

T get_user_pages_fast(T1 start, T2 nr,
-	int write,
+	unsigned int gup_flags,
	T4 pages);

@depends on patch && !context && !org && !report@
type T, T1, T2, T4;
@@

T get_user_pages_fast(T1, T2,
-	int,
+	unsigned int,
	T4);

//----------------------------------------------------------
//  For context, org and report mode
//----------------------------------------------------------

@call depends on !patch && (context || org || report) && !own@
expression start, nr, pages, write;
position p != {flags.p, assigned.p};
@@

* get_user_pages_fast@p(start, nr, write, pages)

@declared depends on !patch && (context || org || report)@
type T, T1, T2, T4;
identifier start, nr, write, pages;
position p;
@@

(
 T get_user_pages_fast(T1 start, T2 nr,
*	int write@p,
	T4 pages);
|
 T get_user_pages_fast@p(T1, T2,
*	int,
	T4);
)

@defined depends on !patch && (context || org || report) && !own@
type T, T1, T2, T4;
identifier start, nr, write, pages;
position p;
@@

T get_user_pages_fast(T1 start, T2 nr,
*	int write@p,
	T4 pages)
{ ... }

//----------------------------------------------------------
//  For org and report mode
//----------------------------------------------------------

@initialize:python depends on org || report@
@@

import re

def tidy(text):
    text = re.sub(r" (->|\.) ", r"\1", text)
    text = re.sub(r"([!~(\[]) ", r"\1", text)
    text = re.sub(r"((?:^|[(\[]|[,=<>&|?:+*/%-] )[-&*]) (?=[\w(])", r"\1", text)
    text = re.sub(r" ([),\]])", r"\1", text)
    return re.sub(r"(\w) ([(\[])", r"\1\2", text)

def message(write):
    return "WARNING: get_user_pages_fast() takes gup_flags, convert '%s'" % (tidy(write))

@script:python depends on org@
p << call.p;
write << call.write;
@@

coccilib.org.print_todo(p[0], message(write).replace("[", "@(").replace("]", ")"))

@script:python depends on org@
p << declared.p;
@@

coccilib.org.print_todo(p[0], "WARNING: get_user_pages_fast() takes gup_flags, convert the prototype")

@script:python depends on org@
p << defined.p;
@@

coccilib.org.print_todo(p[0], "WARNING: get_user_pages_fast() takes gup_flags, convert the definition")

@script:python depends on report@
p << call.p;
write << call.write;
@@

coccilib.report.print_report(p[0], message(write))

@script:python depends on report@
p << declared.p;
@@

coccilib.report.print_report(p[0], "WARNING: get_user_pages_fast() takes gup_flags, convert the prototype")

@script:python depends on report@
p << defined.p;
@@

coccilib.report.print_report(p[0], "WARNING: get_user_pages_fast() takes gup_flags, convert the definition")
