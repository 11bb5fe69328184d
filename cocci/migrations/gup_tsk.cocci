// gup_tsk.migration, as `guptidy convert --migration gup_tsk.migration --smpl` prints it.
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
expression locked;
position p;
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas, locked)

@m0 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
expression locked;
position p;
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas, locked)

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
expression locked;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas, locked)
+ get_user_pages_remote(mm, start, nr_pages, gup_flags, pages, vmas, locked)

@c1 depends on context@
expression tsk;
expression mm;
expression start;
expression fault_flags;
expression unlocked;
position p;
@@

* fixup_user_fault@p(tsk, mm, start, fault_flags, unlocked)

@m1 depends on org || report@
expression tsk;
expression mm;
expression start;
expression fault_flags;
expression unlocked;
position p;
@@

 fixup_user_fault@p(tsk, mm, start, fault_flags, unlocked)

@script:python depends on org@
p << m1.p;
@@

coccilib.org.print_todo(p[0], "fixup_user_fault() becomes fixup_user_fault()")

@script:python depends on report@
p << m1.p;
@@

coccilib.report.print_report(p[0], "fixup_user_fault() becomes fixup_user_fault()")

@r1_2 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression fault_flags;
expression unlocked;
position p;
@@

- fixup_user_fault@p(tsk, mm, start, fault_flags, unlocked)
+ fixup_user_fault(mm, start, fault_flags, unlocked)

@c2 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
expression locked;
position p;
@@

* pin_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas, locked)

@m2 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
expression locked;
position p;
@@

 pin_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas, locked)

@script:python depends on org@
p << m2.p;
@@

coccilib.org.print_todo(p[0], "pin_user_pages_remote() becomes pin_user_pages_remote()")

@script:python depends on report@
p << m2.p;
@@

coccilib.report.print_report(p[0], "pin_user_pages_remote() becomes pin_user_pages_remote()")

@r2_3 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression gup_flags;
expression pages;
expression vmas;
expression locked;
position p;
@@

- pin_user_pages_remote@p(tsk, mm, start, nr_pages, gup_flags, pages, vmas, locked)
+ pin_user_pages_remote(mm, start, nr_pages, gup_flags, pages, vmas, locked)
