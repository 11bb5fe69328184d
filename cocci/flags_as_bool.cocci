// SPDX-License-Identifier: GPL-2.0-only
///
/// __get_user_pages_fast(), get_kernel_page() and get_kernel_pages() take a
/// truth value, int write, and no FOLL_* flags. Any flag at all asks them for
/// write access, and does nothing else. Pass 0 or 1.
///
//# Flags are FOLL_* alone, or'ed or chosen by a condition, and variables that
//# were given such flags earlier in the same function. Not seen: flags in
//# struct fields, in parameters and from other functions, arguments in
//# functions that spatch cannot parse. flags & FOLL_WRITE is a truth value, and
//# right.
//#
//# The patch changes FOLL_WRITE alone to 1, and c ? FOLL_WRITE : 0 to c ? 1 : 0.
//# All else is for a person, who knows whether write access was meant.
//#
//# Before v5.2 get_user_pages_fast() took int write as well; for such a tree say
//# SPFLAGS="-D int_write". get_vaddr_frames(), whose third argument was flags
//# (v4.9 to v5.11) and is a bool (since v6.2), is left out.
//#
//# A file's own static function that shares one of these names is left alone.
//
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: __get_user_pages_fast, get_kernel_pages, FOLL_WRITE
//

virtual patch
virtual context
virtual org
virtual report
virtual int_write

//----------------------------------------------------------
//  The calls, and which argument is write
//----------------------------------------------------------

@family@
identifier fn;
@@

// api: names write
 \(\(get_user_pages_fast\|__get_user_pages_fast\|get_kernel_page\|
    get_kernel_pages\) \& fn\)(...)
// api: end

@own@
identifier family.fn;
type T;
@@

static T fn(...) { ... }

@mine depends on own@
identifier family.fn;
position p;
@@

fn@p(...)

@new depends on !int_write@
identifier fn;
position p;
@@

// api: both write
 \(\(get_user_pages_fast\) \& fn@p\)(...)
// api: end

@slot@
expression write, e1, e2, e3;
identifier fn;
position p, q != {mine.p, new.p};
@@

// api: slots write
(
 \(\(get_kernel_page\) \& fn@q\)(e1, write@p, e2)
|
 \(\(get_user_pages_fast\|__get_user_pages_fast\|get_kernel_pages\) \& fn@q\)(e1, e2, write@p, e3)
)
// api: end

//----------------------------------------------------------
//  Flags there
//----------------------------------------------------------

@flags@
identifier flag =~ "^FOLL_";
expression slot.write, x, y, z;
position slot.p, r;
@@

\( write@p@r \& \( (flag) \| (x ? flag : y) \| (x ? y : flag) \|
		   (x ? z | flag : y) \| (x ? y : z | flag) \|
		   \( (x | y) \& <+... flag ...+> \) \) \)

@variable exists@
identifier flag =~ "^FOLL_";
idexpression v;
expression x, y, z, e;
position slot.p, r;
@@

(
 v = \( (flag) \| (x | flag) \| (x ? flag : y) \| (x ? y : flag) \|
	 (x ? z | flag : y) \| (x ? y : z | flag) \)
|
 v |= \( (flag) \| (x | flag) \| (x ? flag : y) \| (x ? y : flag) \|
	 (x ? z | flag : y) \| (x ? y : z | flag) \)
)
 ... when != v = e
     when != &v
 v@p@r

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@depends on patch && !context && !org && !report disable neg_if_exp@
identifier slot.fn;
expression e1, e2, e3, x;
@@

(
 fn(e1,
(
-	(FOLL_WRITE)
+	1
|
	x ?
-	FOLL_WRITE
+	1
	: 0
|
	x ? 0 :
-	FOLL_WRITE
+	1
)
	, e2)
|
 fn(e1, e2,
(
-	(FOLL_WRITE)
+	1
|
	x ?
-	FOLL_WRITE
+	1
	: 0
|
	x ? 0 :
-	FOLL_WRITE
+	1
)
	, e3)
)

//----------------------------------------------------------
//  For context mode
//----------------------------------------------------------

@depends on !patch && context@
expression slot.write;
position flags.r;
@@

* write@r

@depends on !patch && context@
idexpression variable.v;
position variable.r;
@@

* v@r

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

def message(fn, text):
    return "WARNING: %s() takes a truth value, but is passed the flags '%s'" % (fn, tidy(text))

def message_variable(fn, text):
    return "WARNING: %s() takes a truth value, but '%s' holds flags" % (fn, tidy(text))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
write << slot.write;
r << flags.r;
@@

coccilib.org.print_todo(q[0], message(fn, write).replace("[", "@(").replace("]", ")"))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
v << variable.v;
@@

coccilib.org.print_todo(q[0], message_variable(fn, v).replace("[", "@(").replace("]", ")"))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
write << slot.write;
r << flags.r;
@@

coccilib.report.print_report(q[0], message(fn, write))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
v << variable.v;
@@

coccilib.report.print_report(q[0], message_variable(fn, v))
