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
//  Numbers there, also on the one side of a |
//----------------------------------------------------------

// Each is looked for anywhere in the argument: a nest takes each part of it as
// it stands, where a disjunction around it would be tried in all combinations,
// which is slow. The rule after it wants all of the argument, or what is or'ed
// to the rest of it.

@some_number@
constant dec =~ "^[1-9]";
constant hex =~ "^0[xX]0*[1-9a-fA-F]";
expression slot.flags, t, x;
position slot.p, at;
@@

\( flags@p \& <+...
 \( t@at \& \( (dec) \| (hex) \| (dec << x) \| (BIT(x)) \) \)
 ...+> \)

@number@
expression slot.flags, some_number.t, e1, e2;
position slot.p, some_number.at, r;
@@

\( flags@p \& \( t@at@r \| (t@at@r | e1) \| ((t@at@r | e1) | e2) \) \)

@some_mask@
constant bits !~ "^FOLL_";
expression slot.flags, t, x;
position slot.p, at;
@@

\( flags@p \& <+... \( t@at \& (x & bits) \) ...+> \)

@mask@
expression slot.flags, some_mask.t, e1, e2;
position slot.p, some_mask.at, r;
@@

\( flags@p \& \( t@at@r \| (t@at@r | e1) \| ((t@at@r | e1) | e2) \) \)

@some_one depends on patch && !context && !org && !report@
expression slot.flags, t, x;
position slot.p, at;
@@

\( flags@p \& <+... \( t@at \& \( (1) \| (x & 1) \) \) ...+> \)

@one@
expression slot.flags, some_one.t, e1, e2;
position slot.p, some_one.at, r;
@@

\( flags@p \& \( t@at@r \| (t@at@r | e1) \| ((t@at@r | e1) | e2) \) \)

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@mend depends on patch && !context && !org && !report@
expression some_one.t;
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
expression some_number.t;
position number.r;
@@

* t@r

@depends on !patch && context@
expression some_mask.t;
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
t << some_number.t;
r << number.r;
@@

coccilib.org.print_todo(q[0], message_number(fn, t).replace("[", "@(").replace("]", ")"))

@script:python depends on org@
fn << slot.fn;
q << slot.q;
t << some_mask.t;
r << mask.r;
@@

coccilib.org.print_todo(q[0], message_mask(fn, t).replace("[", "@(").replace("]", ")"))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
t << some_number.t;
r << number.r;
@@

coccilib.report.print_report(q[0], message_number(fn, t))

@script:python depends on report@
fn << slot.fn;
q << slot.q;
t << some_mask.t;
r << mask.r;
@@

coccilib.report.print_report(q[0], message_mask(fn, t))
