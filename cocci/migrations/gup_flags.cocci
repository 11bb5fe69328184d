// gup_flags.migration, as `guptidy convert --migration gup_flags.migration --smpl` prints it.
// Options: --no-includes --include-headers

virtual patch
virtual context
virtual org
virtual report

@c0 depends on context@
expression start;
expression nr_pages;
expression pages;
expression vmas;
position p;
@@

* get_user_pages@p(start, nr_pages, 0, 0, pages, vmas)

@m0 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
position p;
@@

 get_user_pages@p(start, nr_pages, 0, 0, pages, vmas)

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
expression pages;
expression vmas;
position p;
@@

- get_user_pages@p(start, nr_pages, 0, 0, pages, vmas)
+ get_user_pages(start, nr_pages, 0, pages, vmas)

@c1 depends on context@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {c0.p};
@@

* get_user_pages@p(start, nr_pages, 0, 1, pages, vmas)

@m1 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {m0.p};
@@

 get_user_pages@p(start, nr_pages, 0, 1, pages, vmas)

@script:python depends on org@
p << m1.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m1.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r1_2 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages@p(start, nr_pages, 0, 1, pages, vmas)
+ get_user_pages(start, nr_pages, FOLL_FORCE, pages, vmas)

@c2 depends on context@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {c0.p, c1.p};
@@

* get_user_pages@p(start, nr_pages, 0, force, pages, vmas)

@m2 depends on org || report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {m0.p, m1.p};
@@

 get_user_pages@p(start, nr_pages, 0, force, pages, vmas)

@script:python depends on org@
p << m2.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m2.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r2_3 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages@p(start, nr_pages, 0, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, vmas)
+ get_user_pages(start, nr_pages, (force) ? FOLL_FORCE : 0, pages, vmas)

@r2_4 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages@p(start, nr_pages, 0, force, pages, vmas)
+ get_user_pages(start, nr_pages, force ? FOLL_FORCE : 0, pages, vmas)

@c3 depends on context@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {c0.p, c1.p, c2.p};
@@

* get_user_pages@p(start, nr_pages, 1, 0, pages, vmas)

@m3 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {m0.p, m1.p, m2.p};
@@

 get_user_pages@p(start, nr_pages, 1, 0, pages, vmas)

@script:python depends on org@
p << m3.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m3.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r3_5 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages@p(start, nr_pages, 1, 0, pages, vmas)
+ get_user_pages(start, nr_pages, FOLL_WRITE, pages, vmas)

@c4 depends on context@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c0.p, c1.p, c2.p, c3.p};
@@

* get_user_pages@p(start, nr_pages, 1, 1, pages, vmas)

@m4 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m0.p, m1.p, m2.p, m3.p};
@@

 get_user_pages@p(start, nr_pages, 1, 1, pages, vmas)

@script:python depends on org@
p << m4.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m4.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r4_6 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages@p(start, nr_pages, 1, 1, pages, vmas)
+ get_user_pages(start, nr_pages, FOLL_WRITE | FOLL_FORCE, pages, vmas)

@c5 depends on context@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c0.p, c1.p, c2.p, c3.p, c4.p};
@@

* get_user_pages@p(start, nr_pages, 1, force, pages, vmas)

@m5 depends on org || report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m0.p, m1.p, m2.p, m3.p, m4.p};
@@

 get_user_pages@p(start, nr_pages, 1, force, pages, vmas)

@script:python depends on org@
p << m5.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m5.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r5_7 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages@p(start, nr_pages, 1, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, vmas)
+ get_user_pages(start, nr_pages, FOLL_WRITE | ((force) ? FOLL_FORCE : 0), pages, vmas)

@r5_8 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages@p(start, nr_pages, 1, force, pages, vmas)
+ get_user_pages(start, nr_pages, FOLL_WRITE | (force ? FOLL_FORCE : 0), pages, vmas)

@c6 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {c0.p, c1.p, c2.p, c3.p, c4.p, c5.p};
@@

* get_user_pages@p(start, nr_pages, write, 0, pages, vmas)

@m6 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {m0.p, m1.p, m2.p, m3.p, m4.p, m5.p};
@@

 get_user_pages@p(start, nr_pages, write, 0, pages, vmas)

@script:python depends on org@
p << m6.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m6.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r6_9 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), 0, pages, vmas)
+ get_user_pages(start, nr_pages, (write) ? FOLL_WRITE : 0, pages, vmas)

@r6_10 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages@p(start, nr_pages, write, 0, pages, vmas)
+ get_user_pages(start, nr_pages, write ? FOLL_WRITE : 0, pages, vmas)

@c7 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c0.p, c1.p, c2.p, c3.p, c4.p, c5.p, c6.p};
@@

* get_user_pages@p(start, nr_pages, write, 1, pages, vmas)

@m7 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m0.p, m1.p, m2.p, m3.p, m4.p, m5.p, m6.p};
@@

 get_user_pages@p(start, nr_pages, write, 1, pages, vmas)

@script:python depends on org@
p << m7.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m7.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r7_11 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), 1, pages, vmas)
+ get_user_pages(start, nr_pages, ((write) ? FOLL_WRITE : 0) | FOLL_FORCE, pages, vmas)

@r7_12 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages@p(start, nr_pages, write, 1, pages, vmas)
+ get_user_pages(start, nr_pages, (write ? FOLL_WRITE : 0) | FOLL_FORCE, pages, vmas)

@c8 depends on context@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c0.p, c1.p, c2.p, c3.p, c4.p, c5.p, c6.p, c7.p};
@@

* get_user_pages@p(start, nr_pages, write, force, pages, vmas)

@m8 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m0.p, m1.p, m2.p, m3.p, m4.p, m5.p, m6.p, m7.p};
@@

 get_user_pages@p(start, nr_pages, write, force, pages, vmas)

@script:python depends on org@
p << m8.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages() becomes get_user_pages()")

@script:python depends on report@
p << m8.p;
@@

coccilib.report.print_report(p[0], "get_user_pages() becomes get_user_pages()")

@r8_13 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
expression left3, middle3, right3;
position p;
@@

- get_user_pages@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, vmas)
+ get_user_pages(start, nr_pages, ((write) ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0), pages, vmas)

@r8_14 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages@p(start, nr_pages, write, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, vmas)
+ get_user_pages(start, nr_pages, (write ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0), pages, vmas)

@r8_15 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), force, pages, vmas)
+ get_user_pages(start, nr_pages, ((write) ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), pages, vmas)

@r8_16 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages@p(start, nr_pages, write, force, pages, vmas)
+ get_user_pages(start, nr_pages, (write ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), pages, vmas)

@c9 depends on context@
expression start;
expression nr_pages;
expression pages;
position p;
@@

* get_user_pages_unlocked@p(start, nr_pages, 0, 0, pages)

@m9 depends on org || report@
expression start;
expression nr_pages;
expression pages;
position p;
@@

 get_user_pages_unlocked@p(start, nr_pages, 0, 0, pages)

@script:python depends on org@
p << m9.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m9.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r9_17 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 0, 0, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, 0)

@c10 depends on context@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_FORCE;
position p != {c9.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, 0, 1, pages)

@m10 depends on org || report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_FORCE;
position p != {m9.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, 0, 1, pages)

@script:python depends on org@
p << m10.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m10.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r10_18 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 0, 1, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, FOLL_FORCE)

@c11 depends on context@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_FORCE;
position p != {c9.p, c10.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, 0, force, pages)

@m11 depends on org || report@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_FORCE;
position p != {m9.p, m10.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, 0, force, pages)

@script:python depends on org@
p << m11.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m11.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r11_19 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 0, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages)
+ get_user_pages_unlocked(start, nr_pages, pages, (force) ? FOLL_FORCE : 0)

@r11_20 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 0, force, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, force ? FOLL_FORCE : 0)

@c12 depends on context@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
position p != {c9.p, c10.p, c11.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, 1, 0, pages)

@m12 depends on org || report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
position p != {m9.p, m10.p, m11.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, 1, 0, pages)

@script:python depends on org@
p << m12.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m12.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r12_21 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 1, 0, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, FOLL_WRITE)

@c13 depends on context@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c9.p, c10.p, c11.p, c12.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, 1, 1, pages)

@m13 depends on org || report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m9.p, m10.p, m11.p, m12.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, 1, 1, pages)

@script:python depends on org@
p << m13.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m13.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r13_22 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 1, 1, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, FOLL_WRITE | FOLL_FORCE)

@c14 depends on context@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c9.p, c10.p, c11.p, c12.p, c13.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, 1, force, pages)

@m14 depends on org || report@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m9.p, m10.p, m11.p, m12.p, m13.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, 1, force, pages)

@script:python depends on org@
p << m14.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m14.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r14_23 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 1, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages)
+ get_user_pages_unlocked(start, nr_pages, pages, FOLL_WRITE | ((force) ? FOLL_FORCE : 0))

@r14_24 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, 1, force, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, FOLL_WRITE | (force ? FOLL_FORCE : 0))

@c15 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
position p != {c9.p, c10.p, c11.p, c12.p, c13.p, c14.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, write, 0, pages)

@m15 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
position p != {m9.p, m10.p, m11.p, m12.p, m13.p, m14.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, write, 0, pages)

@script:python depends on org@
p << m15.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m15.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r15_25 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), 0, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, (write) ? FOLL_WRITE : 0)

@r15_26 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, write, 0, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, write ? FOLL_WRITE : 0)

@c16 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c9.p, c10.p, c11.p, c12.p, c13.p, c14.p, c15.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, write, 1, pages)

@m16 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m9.p, m10.p, m11.p, m12.p, m13.p, m14.p, m15.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, write, 1, pages)

@script:python depends on org@
p << m16.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m16.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r16_27 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), 1, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, ((write) ? FOLL_WRITE : 0) | FOLL_FORCE)

@r16_28 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, write, 1, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, (write ? FOLL_WRITE : 0) | FOLL_FORCE)

@c17 depends on context@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c9.p, c10.p, c11.p, c12.p, c13.p, c14.p, c15.p, c16.p};
@@

* get_user_pages_unlocked@p(start, nr_pages, write, force, pages)

@m17 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m9.p, m10.p, m11.p, m12.p, m13.p, m14.p, m15.p, m16.p};
@@

 get_user_pages_unlocked@p(start, nr_pages, write, force, pages)

@script:python depends on org@
p << m17.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@script:python depends on report@
p << m17.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_unlocked() becomes get_user_pages_unlocked()")

@r17_29 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages)
+ get_user_pages_unlocked(start, nr_pages, pages, ((write) ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0))

@r17_30 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, write, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages)
+ get_user_pages_unlocked(start, nr_pages, pages, (write ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0))

@r17_31 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), force, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, ((write) ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0))

@r17_32 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_unlocked@p(start, nr_pages, write, force, pages)
+ get_user_pages_unlocked(start, nr_pages, pages, (write ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0))

@c18 depends on context@
expression start;
expression nr_pages;
expression pages;
expression locked;
position p;
@@

* get_user_pages_locked@p(start, nr_pages, 0, 0, pages, locked)

@m18 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression locked;
position p;
@@

 get_user_pages_locked@p(start, nr_pages, 0, 0, pages, locked)

@script:python depends on org@
p << m18.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m18.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r18_33 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression locked;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 0, 0, pages, locked)
+ get_user_pages_locked(start, nr_pages, 0, pages, locked)

@c19 depends on context@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_FORCE;
position p != {c18.p};
@@

* get_user_pages_locked@p(start, nr_pages, 0, 1, pages, locked)

@m19 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_FORCE;
position p != {m18.p};
@@

 get_user_pages_locked@p(start, nr_pages, 0, 1, pages, locked)

@script:python depends on org@
p << m19.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m19.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r19_34 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 0, 1, pages, locked)
+ get_user_pages_locked(start, nr_pages, FOLL_FORCE, pages, locked)

@c20 depends on context@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_FORCE;
position p != {c18.p, c19.p};
@@

* get_user_pages_locked@p(start, nr_pages, 0, force, pages, locked)

@m20 depends on org || report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_FORCE;
position p != {m18.p, m19.p};
@@

 get_user_pages_locked@p(start, nr_pages, 0, force, pages, locked)

@script:python depends on org@
p << m20.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m20.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r20_35 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 0, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, locked)
+ get_user_pages_locked(start, nr_pages, (force) ? FOLL_FORCE : 0, pages, locked)

@r20_36 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 0, force, pages, locked)
+ get_user_pages_locked(start, nr_pages, force ? FOLL_FORCE : 0, pages, locked)

@c21 depends on context@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_WRITE;
position p != {c18.p, c19.p, c20.p};
@@

* get_user_pages_locked@p(start, nr_pages, 1, 0, pages, locked)

@m21 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_WRITE;
position p != {m18.p, m19.p, m20.p};
@@

 get_user_pages_locked@p(start, nr_pages, 1, 0, pages, locked)

@script:python depends on org@
p << m21.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m21.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r21_37 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 1, 0, pages, locked)
+ get_user_pages_locked(start, nr_pages, FOLL_WRITE, pages, locked)

@c22 depends on context@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c18.p, c19.p, c20.p, c21.p};
@@

* get_user_pages_locked@p(start, nr_pages, 1, 1, pages, locked)

@m22 depends on org || report@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m18.p, m19.p, m20.p, m21.p};
@@

 get_user_pages_locked@p(start, nr_pages, 1, 1, pages, locked)

@script:python depends on org@
p << m22.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m22.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r22_38 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 1, 1, pages, locked)
+ get_user_pages_locked(start, nr_pages, FOLL_WRITE | FOLL_FORCE, pages, locked)

@c23 depends on context@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c18.p, c19.p, c20.p, c21.p, c22.p};
@@

* get_user_pages_locked@p(start, nr_pages, 1, force, pages, locked)

@m23 depends on org || report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m18.p, m19.p, m20.p, m21.p, m22.p};
@@

 get_user_pages_locked@p(start, nr_pages, 1, force, pages, locked)

@script:python depends on org@
p << m23.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m23.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r23_39 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 1, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, locked)
+ get_user_pages_locked(start, nr_pages, FOLL_WRITE | ((force) ? FOLL_FORCE : 0), pages, locked)

@r23_40 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, 1, force, pages, locked)
+ get_user_pages_locked(start, nr_pages, FOLL_WRITE | (force ? FOLL_FORCE : 0), pages, locked)

@c24 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
position p != {c18.p, c19.p, c20.p, c21.p, c22.p, c23.p};
@@

* get_user_pages_locked@p(start, nr_pages, write, 0, pages, locked)

@m24 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
position p != {m18.p, m19.p, m20.p, m21.p, m22.p, m23.p};
@@

 get_user_pages_locked@p(start, nr_pages, write, 0, pages, locked)

@script:python depends on org@
p << m24.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m24.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r24_41 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), 0, pages, locked)
+ get_user_pages_locked(start, nr_pages, (write) ? FOLL_WRITE : 0, pages, locked)

@r24_42 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, write, 0, pages, locked)
+ get_user_pages_locked(start, nr_pages, write ? FOLL_WRITE : 0, pages, locked)

@c25 depends on context@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c18.p, c19.p, c20.p, c21.p, c22.p, c23.p, c24.p};
@@

* get_user_pages_locked@p(start, nr_pages, write, 1, pages, locked)

@m25 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m18.p, m19.p, m20.p, m21.p, m22.p, m23.p, m24.p};
@@

 get_user_pages_locked@p(start, nr_pages, write, 1, pages, locked)

@script:python depends on org@
p << m25.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m25.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r25_43 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), 1, pages, locked)
+ get_user_pages_locked(start, nr_pages, ((write) ? FOLL_WRITE : 0) | FOLL_FORCE, pages, locked)

@r25_44 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, write, 1, pages, locked)
+ get_user_pages_locked(start, nr_pages, (write ? FOLL_WRITE : 0) | FOLL_FORCE, pages, locked)

@c26 depends on context@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c18.p, c19.p, c20.p, c21.p, c22.p, c23.p, c24.p, c25.p};
@@

* get_user_pages_locked@p(start, nr_pages, write, force, pages, locked)

@m26 depends on org || report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m18.p, m19.p, m20.p, m21.p, m22.p, m23.p, m24.p, m25.p};
@@

 get_user_pages_locked@p(start, nr_pages, write, force, pages, locked)

@script:python depends on org@
p << m26.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@script:python depends on report@
p << m26.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_locked() becomes get_user_pages_locked()")

@r26_45 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, locked)
+ get_user_pages_locked(start, nr_pages, ((write) ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0), pages, locked)

@r26_46 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left3, middle3, right3;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, write, \(\(left3 = right3\|left3 ? middle3 : right3\) \& force\), pages, locked)
+ get_user_pages_locked(start, nr_pages, (write ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0), pages, locked)

@r26_47 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left2, middle2, right2;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, \(\(left2 = right2\|left2 ? middle2 : right2\) \& write\), force, pages, locked)
+ get_user_pages_locked(start, nr_pages, ((write) ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), pages, locked)

@r26_48 depends on !context && !org && !report@
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression locked;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_locked@p(start, nr_pages, write, force, pages, locked)
+ get_user_pages_locked(start, nr_pages, (write ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), pages, locked)

@c27 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
position p;
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, 0, pages, vmas)

@m27 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
position p;
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, 0, pages, vmas)

@script:python depends on org@
p << m27.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m27.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r27_49 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, 0, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, 0, pages, vmas)

@c28 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {c27.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, 1, pages, vmas)

@m28 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {m27.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, 1, pages, vmas)

@script:python depends on org@
p << m28.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m28.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r28_50 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, 1, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, FOLL_FORCE, pages, vmas)

@c29 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {c27.p, c28.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, force, pages, vmas)

@m29 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p != {m27.p, m28.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, force, pages, vmas)

@script:python depends on org@
p << m29.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m29.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r29_51 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
expression left5, middle5, right5;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, \(\(left5 = right5\|left5 ? middle5 : right5\) \& force\), pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, (force) ? FOLL_FORCE : 0, pages, vmas)

@r29_52 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 0, force, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, force ? FOLL_FORCE : 0, pages, vmas)

@c30 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {c27.p, c28.p, c29.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, 0, pages, vmas)

@m30 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {m27.p, m28.p, m29.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, 0, pages, vmas)

@script:python depends on org@
p << m30.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m30.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r30_53 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, 0, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, FOLL_WRITE, pages, vmas)

@c31 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c27.p, c28.p, c29.p, c30.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, 1, pages, vmas)

@m31 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m27.p, m28.p, m29.p, m30.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, 1, pages, vmas)

@script:python depends on org@
p << m31.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m31.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r31_54 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, 1, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, FOLL_WRITE | FOLL_FORCE, pages, vmas)

@c32 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c27.p, c28.p, c29.p, c30.p, c31.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, force, pages, vmas)

@m32 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m27.p, m28.p, m29.p, m30.p, m31.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, force, pages, vmas)

@script:python depends on org@
p << m32.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m32.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r32_55 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left5, middle5, right5;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, \(\(left5 = right5\|left5 ? middle5 : right5\) \& force\), pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, FOLL_WRITE | ((force) ? FOLL_FORCE : 0), pages, vmas)

@r32_56 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, 1, force, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, FOLL_WRITE | (force ? FOLL_FORCE : 0), pages, vmas)

@c33 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {c27.p, c28.p, c29.p, c30.p, c31.p, c32.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, write, 0, pages, vmas)

@m33 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p != {m27.p, m28.p, m29.p, m30.p, m31.p, m32.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, write, 0, pages, vmas)

@script:python depends on org@
p << m33.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m33.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r33_57 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
expression left4, middle4, right4;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, \(\(left4 = right4\|left4 ? middle4 : right4\) \& write\), 0, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, (write) ? FOLL_WRITE : 0, pages, vmas)

@r33_58 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, write, 0, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, write ? FOLL_WRITE : 0, pages, vmas)

@c34 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c27.p, c28.p, c29.p, c30.p, c31.p, c32.p, c33.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, write, 1, pages, vmas)

@m34 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m27.p, m28.p, m29.p, m30.p, m31.p, m32.p, m33.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, write, 1, pages, vmas)

@script:python depends on org@
p << m34.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m34.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r34_59 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left4, middle4, right4;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, \(\(left4 = right4\|left4 ? middle4 : right4\) \& write\), 1, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, ((write) ? FOLL_WRITE : 0) | FOLL_FORCE, pages, vmas)

@r34_60 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, write, 1, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, (write ? FOLL_WRITE : 0) | FOLL_FORCE, pages, vmas)

@c35 depends on context@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {c27.p, c28.p, c29.p, c30.p, c31.p, c32.p, c33.p, c34.p};
@@

* get_user_pages_remote@p(tsk, mm, start, nr_pages, write, force, pages, vmas)

@m35 depends on org || report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p != {m27.p, m28.p, m29.p, m30.p, m31.p, m32.p, m33.p, m34.p};
@@

 get_user_pages_remote@p(tsk, mm, start, nr_pages, write, force, pages, vmas)

@script:python depends on org@
p << m35.p;
@@

coccilib.org.print_todo(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@script:python depends on report@
p << m35.p;
@@

coccilib.report.print_report(p[0], "get_user_pages_remote() becomes get_user_pages_remote()")

@r35_61 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left4, middle4, right4;
expression left5, middle5, right5;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, \(\(left4 = right4\|left4 ? middle4 : right4\) \& write\), \(\(left5 = right5\|left5 ? middle5 : right5\) \& force\), pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, ((write) ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0), pages, vmas)

@r35_62 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left5, middle5, right5;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, write, \(\(left5 = right5\|left5 ? middle5 : right5\) \& force\), pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, (write ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0), pages, vmas)

@r35_63 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
expression left4, middle4, right4;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, \(\(left4 = right4\|left4 ? middle4 : right4\) \& write\), force, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, ((write) ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), pages, vmas)

@r35_64 depends on !context && !org && !report@
expression tsk;
expression mm;
expression start;
expression nr_pages;
expression write;
expression force;
expression pages;
expression vmas;
symbol FOLL_WRITE;
symbol FOLL_FORCE;
position p;
@@

- get_user_pages_remote@p(tsk, mm, start, nr_pages, write, force, pages, vmas)
+ get_user_pages_remote(tsk, mm, start, nr_pages, (write ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0), pages, vmas)
