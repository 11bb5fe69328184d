// SPDX-License-Identifier: GPL-2.0-only
///
/// What pin_user_pages() and its kin took, unpin_user_page() and its kin give
/// back; what get_user_pages() took, put_page() does. The other way round the
/// page keeps its pin for ever, or loses references that it never had.
///
//# Seen are variables, for arrays and for single pages, that one function fills
//# and releases: a page as pages[i], or as a variable whose address was passed. Left alone
//# are functions that fill the array in both ways, that take references of
//# their own by get_page() and its kin, or that give the array another value in
//# between, or swap() it; and functions of the file's own that have such a name. Not seen:
//# pages that another function took, members, folios, elements that are copied
//# to a variable first.
//#
//# The patch puts the right function in the place of the wrong one, where they
//# take the same arguments. Where pages were written to, say
//# unpin_user_pages_dirty_lock() instead.
//
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: pin_user_pages, get_user_pages, unpin_user_page, put_page
//

virtual patch
virtual context
virtual org
virtual report

//----------------------------------------------------------
//  Functions of the file's own that have such a name
//----------------------------------------------------------

@own@
identifier fn =~ "_user_page";
type T;
@@

static T fn(...) { ... }

@mine@
identifier own.fn;
position p;
@@

fn@p(...)

//----------------------------------------------------------
//  Functions that take references, or fill arrays in both ways
//----------------------------------------------------------

@taker exists@
identifier f;
@@

f(...) {
	... when any
	\(get_page\|try_get_page\|folio_get\|folio_try_get\|get_page_unless_zero\|
	  page_ref_inc\|page_ref_add\|alloc_page\|alloc_pages\)(...)
	... when any
}

@counted depends on taker exists@
identifier taker.f, drop;
position p;
@@

f(...) {
	... when any
	drop@p(...)
	... when any
}

@got exists@
identifier f, fn;
expression pages, e1, e2, e3, e4, e5, e6, e7;
position p;
@@

f(...) {
	... when any
// api: get pages
(
 \(\(get_user_page_fast_only\|get_kernel_page\) \& fn@p\)(e1, e2, pages)
|
 \(\(get_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(get_user_pages\|get_user_pages_fast\|__get_user_pages_fast\|
    get_user_pages_fast_only\|get_kernel_pages\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
	... when any
}

@both exists@
identifier got.f, fn;
expression got.pages, e1, e2, e3, e4, e5, e6, e7;
position p;
@@

f(...) {
	... when any
// api: pin pages
(
 \(\(pin_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(pin_user_pages\|pin_user_pages_fast\|pin_user_pages_fast_only\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(pin_user_pages\|pin_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
	... when any
}

@both_got depends on both exists@
identifier got.f, fn;
expression got.pages, e1, e2, e3, e4, e5, e6, e7;
position p;
@@

f(...) {
	... when any
// api: get pages
(
 \(\(get_user_page_fast_only\|get_kernel_page\) \& fn@p\)(e1, e2, pages)
|
 \(\(get_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(get_user_pages\|get_user_pages_fast\|__get_user_pages_fast\|
    get_user_pages_fast_only\|get_kernel_pages\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
	... when any
}

//----------------------------------------------------------
//  Pins that are put
//----------------------------------------------------------

@put exists@
identifier fn, drop;
idexpression pages;
expression i, k, e1, e2, e3, e4, e5, e6, e7;
position p != {both.p, mine.p}, q != {counted.p, mine.p};
@@

// api: pin pages
(
 \(\(pin_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(pin_user_pages\|pin_user_pages_fast\|pin_user_pages_fast_only\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(pin_user_pages\|pin_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
 ... when != pages = ...
     when != swap(pages, ...)
     when != swap(..., pages)
     when != pages[k] = ...
// api: put pages
(
 \(\(put_page\|__free_page\|put_user_page\|folio_put\) \& drop@q\)(pages[i])
|
 \(\(release_pages\|put_user_pages\|put_user_pages_dirty\|
    put_user_pages_dirty_lock\) \& drop@q\)(pages, ...)
)
// api: end

@put_one exists@
identifier fn, drop;
idexpression page;
expression e1, e2, e3, e4, e5, e6, e7;
position p != {both.p, mine.p}, q != {counted.p, mine.p};
@@

// api: pin &page
(
 \(\(pin_user_pages_unlocked\) \& fn@p\)(e1, e2, &page, e3)
|
 \(\(pin_user_pages\|pin_user_pages_fast\|pin_user_pages_fast_only\) \& fn@p\)(e1, e2, e3, &page)
|
 \(\(pin_user_pages\|pin_user_pages_locked\) \& fn@p\)(e1, e2, e3, &page, e4)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, &page, e5)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, &page, e5, e6)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, e5, &page, e6, e7)
)
// api: end
 ... when != page = ...
     when != swap(page, ...)
     when != swap(..., page)
// api: put page
 \(\(put_page\|__free_page\|put_user_page\|folio_put\) \& drop@q\)(page)
// api: end

//----------------------------------------------------------
//  References that are unpinned
//----------------------------------------------------------

@unpin exists@
identifier fn, drop;
idexpression pages;
expression i, k, e1, e2, e3, e4, e5, e6, e7;
position p != {both_got.p, mine.p}, q != {counted.p, mine.p};
@@

// api: get pages
(
 \(\(get_user_page_fast_only\|get_kernel_page\) \& fn@p\)(e1, e2, pages)
|
 \(\(get_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(get_user_pages\|get_user_pages_fast\|__get_user_pages_fast\|
    get_user_pages_fast_only\|get_kernel_pages\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
 ... when != pages = ...
     when != swap(pages, ...)
     when != swap(..., pages)
     when != pages[k] = ...
// api: unpin pages
(
 \(\(unpin_user_page\|unpin_folio\|unpin_user_folio\|
    unpin_user_page_range_dirty_lock\) \& drop@q\)(pages[i])
|
 \(\(unpin_user_pages\|unpin_user_pages_dirty_lock\|unpin_folios\) \& drop@q\)(pages, ...)
)
// api: end

@unpin_one exists@
identifier fn, drop;
idexpression page;
expression e1, e2, e3, e4, e5, e6, e7;
position p != {both_got.p, mine.p}, q != {counted.p, mine.p};
@@

// api: get &page
(
 \(\(get_user_page_fast_only\|get_kernel_page\) \& fn@p\)(e1, e2, &page)
|
 \(\(get_user_pages_unlocked\) \& fn@p\)(e1, e2, &page, e3)
|
 \(\(get_user_pages\|get_user_pages_fast\|__get_user_pages_fast\|
    get_user_pages_fast_only\|get_kernel_pages\) \& fn@p\)(e1, e2, e3, &page)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\) \& fn@p\)(e1, e2, e3, &page, e4)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, &page, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, &page, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, e5, &page, e6, e7)
)
// api: end
 ... when != page = ...
     when != swap(page, ...)
     when != swap(..., page)
// api: unpin page
 \(\(unpin_user_page\|unpin_folio\|unpin_user_folio\|
    unpin_user_page_range_dirty_lock\) \& drop@q\)(page)
// api: end

//----------------------------------------------------------
//  For context mode
//----------------------------------------------------------

@depends on context && !patch && !org && !report@
identifier put.drop;
position put.q;
@@

* drop@q(...)

@depends on context && !patch && !org && !report@
identifier put_one.drop;
position put_one.q;
@@

* drop@q(...)

@depends on context && !patch && !org && !report@
identifier unpin.drop;
position unpin.q;
@@

* drop@q(...)

@depends on context && !patch && !org && !report@
identifier unpin_one.drop;
position unpin_one.q;
@@

* drop@q(...)

//----------------------------------------------------------
//  For patch mode
//----------------------------------------------------------

@depends on patch && !context && !org && !report exists@
identifier fn;
idexpression pages;
expression i, k, n, e1, e2, e3, e4, e5, e6, e7;
position p != {both.p, mine.p}, q != {counted.p, mine.p};
@@

// api: pin pages
(
 \(\(pin_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(pin_user_pages\|pin_user_pages_fast\|pin_user_pages_fast_only\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(pin_user_pages\|pin_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
 ... when != pages = ...
     when != swap(pages, ...)
     when != swap(..., pages)
     when != pages[k] = ...
(
- put_page@q
+ unpin_user_page
  (pages[i])
|
- put_user_page@q
+ unpin_user_page
  (pages[i])
|
- release_pages@q
+ unpin_user_pages
  (pages, n)
)

@depends on patch && !context && !org && !report exists@
identifier fn;
idexpression page;
expression e1, e2, e3, e4, e5, e6, e7;
position p != {both.p, mine.p}, q != {counted.p, mine.p};
@@

// api: pin &page
(
 \(\(pin_user_pages_unlocked\) \& fn@p\)(e1, e2, &page, e3)
|
 \(\(pin_user_pages\|pin_user_pages_fast\|pin_user_pages_fast_only\) \& fn@p\)(e1, e2, e3, &page)
|
 \(\(pin_user_pages\|pin_user_pages_locked\) \& fn@p\)(e1, e2, e3, &page, e4)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, &page, e5)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, &page, e5, e6)
|
 \(\(pin_user_pages_remote\) \& fn@p\)(e1, e2, e3, e4, e5, &page, e6, e7)
)
// api: end
 ... when != page = ...
     when != swap(page, ...)
     when != swap(..., page)
(
- put_page@q
+ unpin_user_page
  (page)
|
- put_user_page@q
+ unpin_user_page
  (page)
)

@depends on patch && !context && !org && !report exists@
identifier fn;
idexpression pages;
expression i, k, n, e1, e2, e3, e4, e5, e6, e7;
position p != {both_got.p, mine.p}, q != {counted.p, mine.p};
@@

// api: get pages
(
 \(\(get_user_page_fast_only\|get_kernel_page\) \& fn@p\)(e1, e2, pages)
|
 \(\(get_user_pages_unlocked\) \& fn@p\)(e1, e2, pages, e3)
|
 \(\(get_user_pages\|get_user_pages_fast\|__get_user_pages_fast\|
    get_user_pages_fast_only\|get_kernel_pages\) \& fn@p\)(e1, e2, e3, pages)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\) \& fn@p\)(e1, e2, e3, pages, e4)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, pages, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, e5, pages, e6, e7)
)
// api: end
 ... when != pages = ...
     when != swap(pages, ...)
     when != swap(..., pages)
     when != pages[k] = ...
(
- unpin_user_page@q
+ put_page
  (pages[i])
|
- unpin_user_pages@q
+ release_pages
  (pages, n)
)

@depends on patch && !context && !org && !report exists@
identifier fn;
idexpression page;
expression e1, e2, e3, e4, e5, e6, e7;
position p != {both_got.p, mine.p}, q != {counted.p, mine.p};
@@

// api: get &page
(
 \(\(get_user_page_fast_only\|get_kernel_page\) \& fn@p\)(e1, e2, &page)
|
 \(\(get_user_pages_unlocked\) \& fn@p\)(e1, e2, &page, e3)
|
 \(\(get_user_pages\|get_user_pages_fast\|__get_user_pages_fast\|
    get_user_pages_fast_only\|get_kernel_pages\) \& fn@p\)(e1, e2, e3, &page)
|
 \(\(get_user_pages\|get_user_pages_longterm\|get_user_pages_locked\) \& fn@p\)(e1, e2, e3, &page, e4)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, &page, e5)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, &page, e5, e6)
|
 \(\(get_user_pages_remote\|__get_user_pages\) \& fn@p\)(e1, e2, e3, e4, e5, &page, e6, e7)
)
// api: end
 ... when != page = ...
     when != swap(page, ...)
     when != swap(..., page)
- unpin_user_page@q
+ put_page
  (page)

//----------------------------------------------------------
//  For org and report mode
//----------------------------------------------------------

@script:python depends on org@
p << put.p;
q << put.q;
fn << put.fn;
drop << put.drop;
@@

coccilib.org.print_todo(q[0], "ERROR: %s() does not fit: %s() at line %s took a pin" % (drop, fn, p[0].line))

@script:python depends on org@
p << put_one.p;
q << put_one.q;
fn << put_one.fn;
drop << put_one.drop;
@@

coccilib.org.print_todo(q[0], "ERROR: %s() does not fit: %s() at line %s took a pin" % (drop, fn, p[0].line))

@script:python depends on org@
p << unpin.p;
q << unpin.q;
fn << unpin.fn;
drop << unpin.drop;
@@

coccilib.org.print_todo(q[0], "ERROR: %s() does not fit: %s() at line %s took a reference" % (drop, fn, p[0].line))

@script:python depends on org@
p << unpin_one.p;
q << unpin_one.q;
fn << unpin_one.fn;
drop << unpin_one.drop;
@@

coccilib.org.print_todo(q[0], "ERROR: %s() does not fit: %s() at line %s took a reference" % (drop, fn, p[0].line))

@script:python depends on report@
p << put.p;
q << put.q;
fn << put.fn;
drop << put.drop;
@@

coccilib.report.print_report(q[0], "ERROR: %s() does not fit: %s() at line %s took a pin" % (drop, fn, p[0].line))

@script:python depends on report@
p << put_one.p;
q << put_one.q;
fn << put_one.fn;
drop << put_one.drop;
@@

coccilib.report.print_report(q[0], "ERROR: %s() does not fit: %s() at line %s took a pin" % (drop, fn, p[0].line))

@script:python depends on report@
p << unpin.p;
q << unpin.q;
fn << unpin.fn;
drop << unpin.drop;
@@

coccilib.report.print_report(q[0], "ERROR: %s() does not fit: %s() at line %s took a reference" % (drop, fn, p[0].line))

@script:python depends on report@
p << unpin_one.p;
q << unpin_one.q;
fn << unpin_one.fn;
drop << unpin_one.drop;
@@

coccilib.report.print_report(q[0], "ERROR: %s() does not fit: %s() at line %s took a reference" % (drop, fn, p[0].line))
