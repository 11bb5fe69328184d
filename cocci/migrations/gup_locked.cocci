// gup_locked.migration, as `guptidy convert --migration gup_locked.migration --smpl` prints it.
// Options: --no-includes --include-headers

virtual patch
virtual context
virtual org
virtual report

@c0 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
position p;
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas)

@m0 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
position p;
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas)

@script:python depends on org@
p << m0.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m0.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r0_1 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, gup_flags, pages, vmas, NULL)
