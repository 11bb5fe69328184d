// SPDX-License-Identifier: GPL-2.0-only
///
/// The values of FOLL_* are no promise: v6.3 gave nearly all of them new ones.
/// Name the flags instead of passing numbers, or masks of other bits, to the
/// get_user_pages family.
///
//# A mask with a named constant (flags & DRV_WRITE) may be right: the constant
//# can be an alias of a FOLL_* flag. Numbers in variables, in fields and behind
//# macros are not seen, nor arguments in functions that spatch cannot parse.
//# 0 is no finding: it asks for no flag.
//#
//# The patch changes 1 to FOLL_WRITE and x & 1 to x & 1 ? FOLL_WRITE : 0, which
//# are what was meant where write was a truth value. All else is for a person.
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

 \(\(get_user_pages\|get_user_pages_fast\|get_user_pages_fast_only\|
    get_user_page_fast_only\|get_user_pages_longterm\|get_user_pages_locked\|
    get_user_pages_unlocked\|get_user_pages_remote\|get_user_page_vma_remote\|
    pin_user_pages\|pin_user_pages_fast\|pin_user_pages_fast_only\|
    pin_user_pages_locked\|pin_user_pages_unlocked\|pin_user_pages_remote\|
    access_process_vm\|access_remote_vm\|ptrace_access_vm\|follow_page\) \& fn\)(...)

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
position p;
@@

get_user_pages_fast@p(...)

@slot@
expression flags, e1, e2, e3, e4, e5, e6, e7;
identifier fn;
position p, q != {mine.p, old.p};
@@

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
 \(\(get_user_pages_remote\|pin_user_pages_remote\) \& fn@q\)(e1, e2, e3, flags@p, e4, e5)
|
 \(\(get_user_pages_remote\|pin_user_pages_remote\) \& fn@q\)(e1, e2, e3, flags@p, e4, e5, e6)
|
 \(\(get_user_pages_remote\|pin_user_pages_remote\) \& fn@q\)(e1, e2, e3, e4, flags@p, e5, e6, e7)
)

//----------------------------------------------------------
//  Numbers there, also on the one side of a |
//----------------------------------------------------------

@number@
constant dec =~ "^[1-9]";
constant hex =~ "^0[xX]0*[1-9a-fA-F]";
expression slot.flags, t, x, e1, e2;
position slot.p, r;
@@

\( flags@p \& \(
\( t@r \& \( (dec) \| (hex) \| (dec << x) \| (BIT(x)) \) \)
\|
	(\( t@r \& \( (dec) \| (hex) \| (dec << x) \| (BIT(x)) \) \) | e1)
\|
	((\( t@r \& \( (dec) \| (hex) \| (dec << x) \| (BIT(x)) \) \) | e1) | e2)
\) \)

@mask@
constant bits !~ "^FOLL_";
expression slot.flags, t, x, e1, e2;
position slot.p, r;
@@

\( flags@p \& \(
\( t@r \& (x & bits) \)
\|
	(\( t@r \& (x & bits) \) | e1)
\|
	((\( t@r \& (x & bits) \) | e1) | e2)
\) \)

@one@
expression slot.flags, t, x, e1, e2;
position slot.p, r;
@@

\( flags@p \& \(
\( t@r \& \( (1) \| (x & 1) \) \)
\|
	(\( t@r \& \( (1) \| (x & 1) \) \) | e1)
\|
	((\( t@r \& \( (1) \| (x & 1) \) \) | e1) | e2)
\) \)

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@mend depends on patch && !context && !org && !report@
expression one.t;
position one.r;
@@

- t@r
+ (t ? FOLL_WRITE : 0)

@depends on mend@
@@

- (\( 1 \| (1) \) ? FOLL_WRITE : 0)
+ FOLL_WRITE

// The parentheses that nothing asks for.
@depends on mend disable paren, neg_if_exp@
identifier slot.fn;
expression x;
@@

 fn(...,
-	(x ? FOLL_WRITE : 0)
+	x ? FOLL_WRITE : 0
	, ...)

//----------------------------------------------------------
//  For context mode
//----------------------------------------------------------

@depends on !patch && context@
expression number.t;
position number.r;
@@

* t@r

@depends on !patch && context@
expression mask.t;
position mask.r;
@@

* t@r

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

def message_number(fn, text):
    return "WARNING: %s() takes gup_flags, but is passed the number '%s'" % (fn, tidy(text))

def message_mask(fn, text):
    return "WARNING: %s() takes gup_flags, but is passed the mask '%s'" % (fn, tidy(text))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
t << number.t;
@@

coccilib.org.print_todo(q[0], message_number(fn, t).replace("[", "@(").replace("]", ")"))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
t << mask.t;
@@

coccilib.org.print_todo(q[0], message_mask(fn, t).replace("[", "@(").replace("]", ")"))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
t << number.t;
@@

coccilib.report.print_report(q[0], message_number(fn, t))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
t << mask.t;
@@

coccilib.report.print_report(q[0], message_mask(fn, t))
