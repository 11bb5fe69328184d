// gup_current.migration, as `guptidy convert --migration gup_current.migration --smpl` prints it.
// Options: --no-includes --include-headers

virtual patch
virtual context
virtual org
virtual report

@c0 depends on context@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol current;
position p;
@@

* get_user_pages@p(current, current->mm, start, nr_pages, write, force, pages, vmas)

@m0 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol current;
position p;
@@

 get_user_pages@p(current, current->mm, start, nr_pages, write, force, pages, vmas)

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
expression write;
expression force;
expression pages;
expression vmas;
symbol current;
position p;
@@

- get_user_pages@p(current, current->mm, start, nr_pages, write, force, pages, vmas)
+ get_user_pages(start, nr_pages, write, force, pages, vmas)

@c1 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
position p != {c0.p};
@@

* get_user_pages@p(tsk, mm, start, nr_pages, write, force, pages, vmas)

@m1 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
position p != {m0.p};
@@

 get_user_pages@p(tsk, mm, start, nr_pages, write, force, pages, vmas)

@script:python depends on org@
p << m1.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages_remote()")

@script:python depends on report@
p << m1.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages_remote()")

@r1_2 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
position p;
@@

- get_user_pages@p
+ get_user_pages_remote
 (tsk, mm, start, nr_pages, write, force, pages, vmas)

@c2 depends on context@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol current;
position p;
@@

* get_user_pages_unlocked@p(current, current->mm, start, nr_pages, write, force, pages)

@m2 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol current;
position p;
@@

 get_user_pages_unlocked@p(current, current->mm, start, nr_pages, write, force, pages)

@script:python depends on org@
p << m2.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m2.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r2_3 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol current;
position p;
@@

- get_user_pages_unlocked@p(current, current->mm, start, nr_pages, write, force, pages)
+ get_user_pages_unlocked(start, nr_pages, write, force, pages)

@l3 depends on context || org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
position p != {m2.p};
@@

 get_user_pages_unlocked@p(tsk, mm, start, nr_pages, write, force, pages)

@script:python depends on org@
p << l3.p;
@@

coccilib.org.print_todo(p[0], "it works for current alone: call get_user_pages_remote(), with the lock held")

@script:python depends on report@
p << l3.p;
@@

coccilib.report.print_report(p[0], "it works for current alone: call get_user_pages_remote(), with the lock held")

@c4 depends on context@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol current;
position p;
@@

* get_user_pages_locked@p(current, current->mm, start, nr_pages, write, force, pages, locked)

@m4 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol current;
position p;
@@

 get_user_pages_locked@p(current, current->mm, start, nr_pages, write, force, pages, locked)

@script:python depends on org@
p << m4.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m4.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r4_4 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol current;
position p;
@@

- get_user_pages_locked@p(current, current->mm, start, nr_pages, write, force, pages, locked)
+ get_user_pages_locked(start, nr_pages, write, force, pages, locked)

@l5 depends on context || org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
position p != {m4.p};
@@

 get_user_pages_locked@p(tsk, mm, start, nr_pages, write, force, pages, locked)

@script:python depends on org@
p << l5.p;
@@

coccilib.org.print_todo(p[0], "it works for current alone: call get_user_pages_remote(), with the lock held")

@script:python depends on report@
p << l5.p;
@@

coccilib.report.print_report(p[0], "it works for current alone: call get_user_pages_remote(), with the lock held")
