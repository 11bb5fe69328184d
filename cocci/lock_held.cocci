// SPDX-License-Identifier: GPL-2.0-only
///
/// get_user_pages_fast(), pin_user_pages_fast() and the functions in _unlocked
/// take the mmap lock of current->mm themselves. Called with it held, they take
/// it a second time: with a writer waiting in between, that is a deadlock.
///
//# The lock is that of current->mm, by that name or by a local variable that
//# got it. Found is a call that a way leads to from where the lock is taken, if
//# nothing else is called on that way, as that may drop it. A lock that is taken
//# in a branch of an if, and a call behind that if, are left alone: the
//# condition may keep them apart. Not seen: a lock that a caller holds, a
//# trylock, one that is taken under another name.
//#
//# The patch drops the lock where nothing but the call stands between its two
//# lines. Check that nothing else wants it, as an argument that reads a vma.
//
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: get_user_pages_fast, pin_user_pages_fast, mmap_lock, mmap_sem
//

virtual patch
virtual context
virtual org
virtual report

//----------------------------------------------------------
//  The calls
//----------------------------------------------------------

@family@
identifier fn;
@@

// api: lock free
 \(\(get_user_pages_fast\|get_user_pages_unlocked\|__get_user_pages_unlocked\|
    pin_user_pages_fast\|pin_user_pages_unlocked\) \& fn\)(...)
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

//----------------------------------------------------------
//  Locks that a branch takes, and a call behind it
//----------------------------------------------------------

@branch exists@
expression e;
statement S;
position p;
@@

(
 if (e) \(mmap_read_lock@p\|mmap_write_lock@p\|down_read@p\|down_write@p\)(...);
|
 if (e) \(mmap_read_lock@p\|mmap_write_lock@p\|down_read@p\|down_write@p\)(...); else S
|
 if (e) S else \(mmap_read_lock@p\|mmap_write_lock@p\|down_read@p\|down_write@p\)(...);
)

@block exists@
expression e;
statement S;
position p;
@@

(
 if (e) {
	<+...
	\(mmap_read_lock@p\|mmap_write_lock@p\|mmap_read_lock_killable@p\|
	  mmap_write_lock_killable@p\|down_read@p\|down_write@p\)(...)
	...+>
 }
|
 if (e) {
	<+...
	\(mmap_read_lock@p\|mmap_write_lock@p\|mmap_read_lock_killable@p\|
	  mmap_write_lock_killable@p\|down_read@p\|down_write@p\)(...)
	...+>
 } else S
|
 if (e) S else {
	<+...
	\(mmap_read_lock@p\|mmap_write_lock@p\|mmap_read_lock_killable@p\|
	  mmap_write_lock_killable@p\|down_read@p\|down_write@p\)(...)
	...+>
 }
)

//----------------------------------------------------------
//  With the lock held
//----------------------------------------------------------

@held exists@
identifier family.fn, other;
symbol current, mm, mmap_sem;
position p != {branch.p, block.p}, q != mine.p;
@@

(
 \(mmap_read_lock@p\|mmap_write_lock@p\)(current->mm);
|
 \(down_read@p\|down_write@p\)(&current->mm->mmap_sem);
|
 if (\(mmap_read_lock_killable@p\|mmap_write_lock_killable@p\)(current->mm)) return ...;
)
 ... when != mmap_read_unlock(...)
     when != mmap_write_unlock(...)
     when != up_read(...)
     when != up_write(...)
     when != other(...)
 fn@q(...)

@named exists@
identifier family.fn, other, m;
symbol current, mm, mmap_sem;
position p != {branch.p, block.p}, q != mine.p;
@@

(
 struct mm_struct *m = current->mm;
|
 m = current->mm;
)
 ... when != m = ...
(
 \(mmap_read_lock@p\|mmap_write_lock@p\)(m);
|
 \(down_read@p\|down_write@p\)(&m->mmap_sem);
|
 if (\(mmap_read_lock_killable@p\|mmap_write_lock_killable@p\)(m)) return ...;
)
 ... when != mmap_read_unlock(...)
     when != mmap_write_unlock(...)
     when != up_read(...)
     when != up_write(...)
     when != other(...)
 fn@q(...)

//----------------------------------------------------------
//  For context mode
//----------------------------------------------------------

@depends on context && !patch && !org && !report@
identifier family.fn;
position held.q;
@@

* fn@q(...)

@depends on context && !patch && !org && !report@
identifier family.fn;
position named.q;
@@

* fn@q(...)

//----------------------------------------------------------
//  For patch mode: nothing else happens under the lock
//----------------------------------------------------------

@depends on patch && !context && !org && !report@
identifier family.fn;
expression x;
symbol current, mm, mmap_sem;
position q != mine.p;
@@

(
- \(mmap_read_lock\|mmap_write_lock\)(current->mm);
|
- \(down_read\|down_write\)(&current->mm->mmap_sem);
)
  x = fn@q(...);
(
- \(mmap_read_unlock\|mmap_write_unlock\)(current->mm);
|
- \(up_read\|up_write\)(&current->mm->mmap_sem);
)

//----------------------------------------------------------
//  For org and report mode
//----------------------------------------------------------

@script:python depends on org@
p << held.p;
q << held.q;
fn << family.fn;
@@

coccilib.org.print_todo(q[0], "ERROR: %s() takes the mmap lock, which is held since line %s" % (fn, p[0].line))

@script:python depends on org@
p << named.p;
q << named.q;
fn << family.fn;
@@

coccilib.org.print_todo(q[0], "ERROR: %s() takes the mmap lock, which is held since line %s" % (fn, p[0].line))

@script:python depends on report@
p << held.p;
q << held.q;
fn << family.fn;
@@

coccilib.report.print_report(q[0], "ERROR: %s() takes the mmap lock, which is held since line %s" % (fn, p[0].line))

@script:python depends on report@
p << named.p;
q << named.q;
fn << family.fn;
@@

coccilib.report.print_report(q[0], "ERROR: %s() takes the mmap lock, which is held since line %s" % (fn, p[0].line))
