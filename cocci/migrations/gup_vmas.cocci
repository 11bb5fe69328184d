// gup_vmas.migration, as `guptidy convert --migration gup_vmas.migration --smpl` prints it.
// Options: --no-includes --include-headers

virtual patch
virtual context
virtual org
virtual report

@c0 depends on context@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
position p;
@@

* get_user_pages@p(start, nr_pages, gup_flags, pages, NULL)

@m0 depends on org || report@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
position p;
@@

 get_user_pages@p(start, nr_pages, gup_flags, pages, NULL)

@script:python depends on org@
p << m0.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m0.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r0_1 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
position p;
@@

- get_user_pages@p(start, nr_pages, gup_flags, pages, NULL)
+ get_user_pages(start, nr_pages, gup_flags, pages)

@l1 depends on context || org || report@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
position p != {m0.p};
@@

 get_user_pages@p(start, nr_pages, gup_flags, pages, vmas)

@script:python depends on org@
p << l1.p;
@@

coccilib.org.print_todo(p[0], "the vmas are gone: look each up by its address, with the lock held")

@script:python depends on report@
p << l1.p;
@@

coccilib.report.print_report(p[0], "the vmas are gone: look each up by its address, with the lock held")

@c2 depends on context@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression locked;
position p;
@@

* get_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, NULL, locked)

@m2 depends on org || report@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression locked;
position p;
@@

 get_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, NULL, locked)

@script:python depends on org@
p << m2.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m2.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r2_2 depends on !context && !org && !report@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression locked;
position p;
@@

- get_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, NULL, locked)
+ get_user_pages_remote(mm, start, nr_pages, gup_flags, pages, locked)

@l3 depends on context || org || report@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
expression locked;
position p != {m2.p};
@@

 get_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, vmas, locked)

@script:python depends on org@
p << l3.p;
@@

coccilib.org.print_todo(p[0], "the vmas are gone: look each up by its address, with the lock held")

@script:python depends on report@
p << l3.p;
@@

coccilib.report.print_report(p[0], "the vmas are gone: look each up by its address, with the lock held")

@c4 depends on context@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
position p;
@@

* pin_user_pages@p(start, nr_pages, gup_flags, pages, NULL)

@m4 depends on org || report@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
position p;
@@

 pin_user_pages@p(start, nr_pages, gup_flags, pages, NULL)

@script:python depends on org@
p << m4.p;
@@

coccilib.org.print_todo(p[0], "pin_user_pages() becomes pin_user_pages()")

@script:python depends on report@
p << m4.p;
@@

coccilib.report.print_report(p[0], "pin_user_pages() becomes pin_user_pages()")

@r4_3 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
position p;
@@

- pin_user_pages@p(start, nr_pages, gup_flags, pages, NULL)
+ pin_user_pages(start, nr_pages, gup_flags, pages)

@l5 depends on context || org || report@
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
position p != {m4.p};
@@

 pin_user_pages@p(start, nr_pages, gup_flags, pages, vmas)

@script:python depends on org@
p << l5.p;
@@

coccilib.org.print_todo(p[0], "the vmas are gone: look each up by its address, with the lock held")

@script:python depends on report@
p << l5.p;
@@

coccilib.report.print_report(p[0], "the vmas are gone: look each up by its address, with the lock held")

@c6 depends on context@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression locked;
position p;
@@

* pin_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, NULL, locked)

@m6 depends on org || report@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression locked;
position p;
@@

 pin_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, NULL, locked)

@script:python depends on org@
p << m6.p;
@@

coccilib.org.print_todo(p[0], "pin_user_pages_remote() becomes pin_user_pages_remote()")

@script:python depends on report@
p << m6.p;
@@

coccilib.report.print_report(p[0], "pin_user_pages_remote() becomes pin_user_pages_remote()")

@r6_4 depends on !context && !org && !report@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression locked;
position p;
@@

- pin_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, NULL, locked)
+ pin_user_pages_remote(mm, start, nr_pages, gup_flags, pages, locked)

@l7 depends on context || org || report@
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
expression locked;
position p != {m6.p};
@@

 pin_user_pages_remote@p(mm, start, nr_pages, gup_flags, pages, vmas, locked)

@script:python depends on org@
p << l7.p;
@@

coccilib.org.print_todo(p[0], "the vmas are gone: look each up by its address, with the lock held")

@script:python depends on report@
p << l7.p;
@@

coccilib.report.print_report(p[0], "the vmas are gone: look each up by its address, with the lock held")
