// SPDX-License-Identifier: GPL-2.0-only
///
/// get_user_pages_longterm() is get_user_pages() with FOLL_LONGTERM. Use
/// the flag.
///
//# The lock is not looked at: the mmap lock must be held at these calls, as it
//# had to be before. A truth value in the place of the flags, and a mask with a
//# number (x & 1), were FOLL_WRITE by luck, and become FOLL_WRITE. A mask with
//# a named constant keeps its value: check what it is.
//#
//# Not changed, and to be looked for with git grep: the function's own
//# prototype, definition and export, which are to be deleted by hand, pointers
//# to the function, functions that spatch cannot parse, all branches but the
//# first of an #ifdef inside of an argument list.
//#
//# A file that defines a static function of this name is left alone. One that
//# includes such a definition from a header of its own is not recognised, for
//# headers are not read.
//
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: get_user_pages_longterm, FOLL_LONGTERM
//

virtual patch
virtual context
virtual org
virtual report

@own@
type T;
@@

static T get_user_pages_longterm(...) { ... }

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@depends on patch && !context && !org && !report && !own
 disable is_zero, isnt_zero, neg_if_exp, drop_cast, unlikely, bitor_comm,
	 bitand_comm, commeq, commneq, gtr_lss, gtr_lss_eq@
symbol true, false;
expression start, nr, pages, vmas, x, y, z;
identifier i;	// in a macro it may be a parameter, and needs its parentheses
bool truth;
constant number =~ "^[1-9]";
constant c;
binary operator asks = {==, !=, <, <=, >, >=, &&, ||};
binary operator b != {|};
assignment operator a;
@@

- get_user_pages_longterm
+ get_user_pages
  (start, nr,
(
	<+... FOLL_LONGTERM ...+>
|
-	(0)
+	FOLL_LONGTERM
|
-	(false)
+	FOLL_LONGTERM
|
-	(1)
+	FOLL_WRITE | FOLL_LONGTERM
|
-	(true)
+	FOLL_WRITE | FOLL_LONGTERM
|
-	!!
+	(
	(i)
+	? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	!!(x)
+	(x ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	(!!x)
+	(x ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	(x ? 1 : 0)
+	(x ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	(x ? true : false)
+	(x ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	(x ? 0 : 1)
+	(x ? 0 : FOLL_WRITE) | FOLL_LONGTERM
|
-	(x ? false : true)
+	(x ? 0 : FOLL_WRITE) | FOLL_LONGTERM
|
+	(
	!x
+	? FOLL_WRITE : 0) | FOLL_LONGTERM
|
+	(
	x asks
-	y
+	y ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
+	(
	x &
-	number
+	number ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	(x asks y)
+	(x asks y ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
-	(x & number)
+	(x & number ? FOLL_WRITE : 0) | FOLL_LONGTERM
|
+	(
	truth
+	? FOLL_WRITE : 0) | FOLL_LONGTERM
|
+	(
	x ? y : z
+	) | FOLL_LONGTERM
|
+	(
	x ?: z
+	) | FOLL_LONGTERM
|
+	(
	x a y
+	) | FOLL_LONGTERM
|
+	(
	x b y
+	) | FOLL_LONGTERM
|
-	c
+	c | FOLL_LONGTERM
|
	x
+	| FOLL_LONGTERM
)
	, pages, vmas)

//----------------------------------------------------------
//  For context, org and report mode
//----------------------------------------------------------

@call depends on !patch && (context || org || report) && !own@
expression start, nr, flags, pages, vmas;
position p;
@@

* get_user_pages_longterm@p(start, nr, flags, pages, vmas)

//----------------------------------------------------------
//  For org mode
//----------------------------------------------------------

@script:python depends on org@
p << call.p;
@@

coccilib.org.print_todo(p[0], "WARNING: get_user_pages_longterm() is get_user_pages() with FOLL_LONGTERM")

//----------------------------------------------------------
//  For report mode
//----------------------------------------------------------

@script:python depends on report@
p << call.p;
@@

coccilib.report.print_report(p[0], "WARNING: get_user_pages_longterm() is get_user_pages() with FOLL_LONGTERM")
