// gup_unpin.migration, as `guptidy convert --migration gup_unpin.migration --smpl` prints it.
// Options: --no-includes --include-headers

virtual patch
virtual context
virtual org
virtual report

@c0 depends on context@
expression page;
position p;
@@

* put_user_page@p(page)

@m0 depends on org || report@
expression page;
position p;
@@

 put_user_page@p(page)

@script:python depends on org@
p << m0.p;
@@

coccilib.org.print_todo(p[0], "put_user_page() becomes unpin_user_page()")

@script:python depends on report@
p << m0.p;
@@

coccilib.report.print_report(p[0], "put_user_page() becomes unpin_user_page()")

@r0_1 depends on !context && !org && !report@
expression page;
position p;
@@

- put_user_page@p
+ unpin_user_page
 (page)

@c1 depends on context@
expression pages;
expression npages;
position p;
@@

* put_user_pages@p(pages, npages)

@m1 depends on org || report@
expression pages;
expression npages;
position p;
@@

 put_user_pages@p(pages, npages)

@script:python depends on org@
p << m1.p;
@@

coccilib.org.print_todo(p[0], "put_user_pages() becomes unpin_user_pages()")

@script:python depends on report@
p << m1.p;
@@

coccilib.report.print_report(p[0], "put_user_pages() becomes unpin_user_pages()")

@r1_2 depends on !context && !org && !report@
expression pages;
expression npages;
position p;
@@

- put_user_pages@p
+ unpin_user_pages
 (pages, npages)

@c2 depends on context@
expression pages;
expression npages;
expression make_dirty;
position p;
@@

* put_user_pages_dirty_lock@p(pages, npages, make_dirty)

@m2 depends on org || report@
expression pages;
expression npages;
expression make_dirty;
position p;
@@

 put_user_pages_dirty_lock@p(pages, npages, make_dirty)

@script:python depends on org@
p << m2.p;
@@

coccilib.org.print_todo(p[0], "put_user_pages_dirty_lock() becomes unpin_user_pages_dirty_lock()")

@script:python depends on report@
p << m2.p;
@@

coccilib.report.print_report(p[0], "put_user_pages_dirty_lock() becomes unpin_user_pages_dirty_lock()")

@r2_3 depends on !context && !org && !report@
expression pages;
expression npages;
expression make_dirty;
position p;
@@

- put_user_pages_dirty_lock@p
+ unpin_user_pages_dirty_lock
 (pages, npages, make_dirty)
