// SPDX-License-Identifier: GPL-2.0-only
///
/// The get_user_pages family takes FOLL_* flags. A truth value in their place
/// works by luck, as long as true is 1 and FOLL_WRITE is 1. Say FOLL_WRITE.
///
//# Truth values are !x, comparisons, x && y, x || y, true and false, what is of
//# type bool as far as the file itself tells, c ? 1 : 0, also when or'ed to a
//# flag, and variables that hold one of these on some way to the call. Not
//# seen: struct fields of type bool whose struct is declared in another file
//# (for headers that the file includes in quotes, they are seen with
//# SPFLAGS="--local-includes --include-headers-for-types", which takes longer),
//# fields of one bit, variables that are or'ed to a flag or got a truth value
//# by |=, parameters that all callers fill with truth values, arguments in
//# functions that spatch cannot parse. For numbers see
//# literal_flags.cocci.
//#
//# The patch means FOLL_WRITE by each truth value, and leaves variables alone:
//# it is their assignments that are to be changed. Check that it is about
//# writing. Where the mask of another set of bits lost its !!, this finds
//# nothing; literal_flags.cocci does.
//#
//# A file's own static function that shares its name with one of the family is
//# left alone; one that comes from a header of the driver's own is not
//# recognised, for headers are not read: its calls are false positives.
//#
//# get_user_pages_fast() takes flags since v5.2; for an older tree say
//# SPFLAGS="-D int_write". The others are taken as they are since v4.10.
//
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: get_user_pages, pin_user_pages, FOLL_WRITE
//

virtual patch
virtual context
virtual org
virtual report
virtual int_write

//----------------------------------------------------------
//  The calls, and which argument is the flags
//----------------------------------------------------------

@family@
identifier fn;
@@

// api: names flags
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_fast\|
    get_user_pages_fast_only\|get_user_page_fast_only\|get_user_pages_unlocked\|
    get_user_pages_locked\|get_user_pages_remote\|get_user_page_vma_remote\|
    __get_user_pages\|follow_page\|pin_user_pages\|pin_user_pages_fast\|
    pin_user_pages_fast_only\|pin_user_pages_locked\|pin_user_pages_remote\|
    pin_user_pages_unlocked\|access_process_vm\|access_remote_vm\|
    ptrace_access_vm\) \& fn\)(...)
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

@old depends on int_write@
identifier fn;
position p;
@@

// api: both flags
 \(\(get_user_pages_fast\) \& fn@p\)(...)
// api: end

@slot@
expression flags, e1, e2, e3, e4, e5, e6, e7;
identifier fn;
position p, q != {mine.p, old.p};
@@

// api: slots flags
(
 \(\(get_user_page_fast_only\) \& fn@q\)(e1, flags@p, e2)
|
 \(\(follow_page\) \& fn@q\)(e1, e2, flags@p)
|
 \(\(get_user_pages\|get_user_pages_fast\|get_user_pages_fast_only\|
    get_user_page_vma_remote\|pin_user_pages\|pin_user_pages_fast\|
    pin_user_pages_fast_only\) \& fn@q\)(e1, e2, flags@p, e3)
|
 \(\(get_user_pages_unlocked\|pin_user_pages_unlocked\) \& fn@q\)(e1, e2, e3, flags@p)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\|
    pin_user_pages\|pin_user_pages_locked\) \& fn@q\)(e1, e2, flags@p, e3, e4)
|
 \(\(access_process_vm\|access_remote_vm\|ptrace_access_vm\) \& fn@q\)(e1, e2, e3, e4, flags@p)
|
 \(\(get_user_pages_remote\|__get_user_pages\|pin_user_pages_remote\) \& fn@q\)(e1, e2, e3, flags@p, e4, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\|pin_user_pages_remote\) \& fn@q\)(e1, e2, e3, flags@p, e4, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\|pin_user_pages_remote\) \& fn@q\)(e1, e2, e3, e4, flags@p, e5, e6, e7)
)
// api: end

//----------------------------------------------------------
//  Truth values there, also on the one side of a |
//----------------------------------------------------------

// Anywhere in the argument: a nest takes each part of it as it stands, where a
// disjunction around it would be tried in all combinations, which is slow.
@value disable neg_if_exp, drop_cast@
symbol true, false;
bool b;
idexpression v;
identifier f;
expression slot.flags, t, x, y;
position slot.p, at;
@@

\( flags@p \& <+...
 \( t@at \& \( (true) \| (false) \| (!x) \| (x == y) \| (x != y) \| (x < y) \|
		 (x <= y) \| (x && y) \| (x || y) \| ((bool)x) \|
		 (x ? 1 : 0) \| (x ? 0 : 1) \| (x ? true : false) \| (x ? false : true) \|
		 \( b \& \( (v) \| (x.f) \| (x->f) \) \) \) \)
 ...+> \)

// All of the argument, or or'ed to the rest of it.
@truth@
expression slot.flags, value.t, e1, e2;
position slot.p, value.at, r;
@@

\( flags@p \& \( t@at@r \| (t@at@r | e1) \| ((t@at@r | e1) | e2) \) \)

// A variable that on some way to the call was given a truth value last.
@variable depends on !patch && (context || org || report) disable neg_if_exp exists@
symbol true, false;
bool b;
idexpression v, w;
identifier f;
assignment operator a;
expression x, y, e;
position slot.p, r != truth.r;
@@

 v = \( (true) \| (false) \| (!x) \| (x == y) \| (x != y) \| (x < y) \| (x <= y) \|
	(x && y) \| (x || y) \| (x ? true : false) \| (x ? false : true) \|
	\( b \& \( (w) \| (x.f) \| (x->f) \) \) \)
 ... when != v a e
     when != &v
 v@p@r

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@mend depends on patch && !context && !org && !report@
expression value.t;
position truth.r;
@@

- t@r
+ (t ? FOLL_WRITE : 0)

// In a macro the name may be a parameter, and needs its parentheses.
@depends on mend disable paren, is_zero, isnt_zero, neg_if_exp, not_int1, not_int2, not_ptr1, not_ptr2@
identifier i;
@@

(
- (!!(i) ? FOLL_WRITE : 0)
+ ((i) ? FOLL_WRITE : 0)
|
- ((!!(i)) ? FOLL_WRITE : 0)
+ ((i) ? FOLL_WRITE : 0)
)

@depends on mend disable is_zero, isnt_zero, neg_if_exp, not_int1, not_int2, not_ptr1, not_ptr2@
symbol true, false;
expression x;
@@

(
- (\( true \| (true) \) ? FOLL_WRITE : 0)
+ FOLL_WRITE
|
- (\( false \| (false) \) ? FOLL_WRITE : 0)
+ 0
|
- (\( !!(x) \| (!!x) \| (!!(x)) \| !!x \) ? FOLL_WRITE : 0)
+ (x ? FOLL_WRITE : 0)
|
- (\( (x ? 1 : 0) \| (x ? true : false) \) ? FOLL_WRITE : 0)
+ (x ? FOLL_WRITE : 0)
|
- (\( (x ? 0 : 1) \| (x ? false : true) \) ? FOLL_WRITE : 0)
+ (x ? 0 : FOLL_WRITE)
)

// The parentheses that nothing asks for.
@depends on mend disable paren, neg_if_exp@
identifier slot.fn;
expression x;
@@

 fn(...,
(
-	(x ? FOLL_WRITE : 0)
+	x ? FOLL_WRITE : 0
|
-	(x ? 0 : FOLL_WRITE)
+	x ? 0 : FOLL_WRITE
)
	, ...)

//----------------------------------------------------------
//  For context mode
//----------------------------------------------------------

@depends on !patch && context@
expression value.t;
position truth.r;
@@

* t@r

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
    return "ERROR: %s() takes gup_flags, but is passed the truth value '%s'" % (fn, tidy(text))

def message_variable(fn, text):
    return "ERROR: %s() takes gup_flags, but '%s' holds a truth value" % (fn, tidy(text))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
t << value.t;
r << truth.r;
@@

coccilib.org.print_todo(q[0], message(fn, t).replace("[", "@(").replace("]", ")"))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
v << variable.v;
@@

coccilib.org.print_todo(q[0], message_variable(fn, v).replace("[", "@(").replace("]", ")"))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
t << value.t;
r << truth.r;
@@

coccilib.report.print_report(q[0], message(fn, t))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
v << variable.v;
@@

coccilib.report.print_report(q[0], message_variable(fn, v))
