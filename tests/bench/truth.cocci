// SPDX-License-Identifier: GPL-2.0-only
///
/// get_user_pages_fast() and pin_user_pages_fast() take gup_flags, not a truth
/// value.
///
//# What guptidy is measured beside: the least that a rule about these two can
//# say. With the names in one disjunction and what is looked for in another,
//# spatch's filter lets every file of the tree through; this is the fast way to
//# write it. For work, take those in cocci/.
//
// Confidence: High
// Options: --no-includes --include-headers
//

virtual report

@get depends on report@
symbol true;
expression start, nr, pages, x, y;
bool known;
position p;
@@

get_user_pages_fast@p(start, nr,
		      \( x == y \| x != y \| x < y \| x > y \| x <= y \|
			 x >= y \| x && y \| x || y \| !x \| true \| known \),
		      pages)

@pin depends on report@
symbol true;
expression start, nr, pages, x, y;
bool known;
position p;
@@

pin_user_pages_fast@p(start, nr,
		      \( x == y \| x != y \| x < y \| x > y \| x <= y \|
			 x >= y \| x && y \| x || y \| !x \| true \| known \),
		      pages)

@script:python depends on report@
p << get.p;
@@

coccilib.report.print_report(p[0], "WARNING: get_user_pages_fast() is passed a truth value")

@script:python depends on report@
p << pin.p;
@@

coccilib.report.print_report(p[0], "WARNING: pin_user_pages_fast() is passed a truth value")
