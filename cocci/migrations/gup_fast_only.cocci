// gup_fast_only.migration, as `guptidy convert --migration gup_fast_only.migration --smpl` prints it.
// Options: --no-includes --include-headers

virtual patch
virtual context
virtual org
virtual report

@c0 depends on context@
expression start;
expression nr_pages;
expression pages;
position p;
@@

* __get_user_pages_fast@p(start, nr_pages, 0, pages)

@m0 depends on org || report@
expression start;
expression nr_pages;
expression pages;
position p;
@@

 __get_user_pages_fast@p(start, nr_pages, 0, pages)

@script:python depends on org@
p << m0.p;
@@

coccilib.org.print_todo(p[0], "__get_user_pages_fast() becomes get_user_pages_fast_only()")

@script:python depends on report@
p << m0.p;
@@

coccilib.report.print_report(p[0], "__get_user_pages_fast() becomes get_user_pages_fast_only()")

@r0_1 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
position p;
@@

- __get_user_pages_fast@p(start, nr_pages, 0, pages)
+ get_user_pages_fast_only(start, nr_pages, 0, pages)

@c1 depends on context@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
position p != {c0.p};
@@

* __get_user_pages_fast@p(start, nr_pages, 1, pages)

@m1 depends on org || report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
position p != {m0.p};
@@

 __get_user_pages_fast@p(start, nr_pages, 1, pages)

@script:python depends on org@
p << m1.p;
@@

coccilib.org.print_todo(p[0], "__get_user_pages_fast() becomes get_user_pages_fast_only()")

@script:python depends on report@
p << m1.p;
@@

coccilib.report.print_report(p[0], "__get_user_pages_fast() becomes get_user_pages_fast_only()")

@r1_2 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
position p;
@@

- __get_user_pages_fast@p(start, nr_pages, 1, pages)
+ get_user_pages_fast_only(start, nr_pages, FOLL_WRITE, pages)

@c2 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
position p != {c0.p, c1.p};
@@

* __get_user_pages_fast@p(start, nr_pages, write, pages)

@m2 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
position p != {m0.p, m1.p};
@@

 __get_user_pages_fast@p(start, nr_pages, write, pages)

@script:python depends on org@
p << m2.p;
@@

coccilib.org.print_todo(p[0], "__get_user_pages_fast() becomes get_user_pages_fast_only()")

@script:python depends on report@
p << m2.p;
@@

coccilib.report.print_report(p[0], "__get_user_pages_fast() becomes get_user_pages_fast_only()")

@r2_3 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
expression left2, middle2, right2;
position p;
@@

- __get_user_pages_fast@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), pages)
+ get_user_pages_fast_only(start, nr_pages, (write) ? FOLL_WRITE : 0, pages)

@r2_4 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
position p;
@@

- __get_user_pages_fast@p(start, nr_pages, write, pages)
+ get_user_pages_fast_only(start, nr_pages, write ? FOLL_WRITE : 0, pages)
