// SPDX-License-Identifier: GPL-2.0-only
// What `convert --to 6.12` makes of a tree of v4.19, as far as a semantic patch says it: for tests/bench/port.
virtual patch

@@ expression start, nr, flags, pages; @@
- get_user_pages(start, nr, flags, pages, NULL)
+ get_user_pages(start, nr, flags, pages)

@@ expression tsk, mm, start, nr, flags, pages, locked; @@
- get_user_pages_remote(tsk, mm, start, nr, flags, pages, NULL, locked)
+ get_user_pages_remote(mm, start, nr, flags, pages, locked)

@@ expression start, nr, pages; @@
- get_user_pages_fast(start, nr, 1, pages)
+ get_user_pages_fast(start, nr, FOLL_WRITE, pages)

@@ expression start, nr, pages; expression write != {0, 1}; @@
- get_user_pages_fast(start, nr, write, pages)
+ get_user_pages_fast(start, nr, write ? FOLL_WRITE : 0, pages)

@@ expression start, pages; @@
- __get_user_pages_fast(start, 1, 1, pages) == 1
+ get_user_page_fast_only(start, FOLL_WRITE, pages)

@@ expression start, nr, write, pages; @@
- __get_user_pages_fast(start, nr, write, pages)
+ get_user_pages_fast_only(start, nr, write ? FOLL_WRITE : 0, pages)

@@ expression tsk, mm, address, flags, unlocked; @@
- fixup_user_fault(tsk, mm, address, flags, unlocked)
+ fixup_user_fault(mm, address, flags, unlocked)

@@ expression mm; @@
- down_read(&mm->mmap_sem)
+ mmap_read_lock(mm)

@@ expression mm; @@
- up_read(&mm->mmap_sem)
+ mmap_read_unlock(mm)

@@ expression mm; @@
- down_write(&mm->mmap_sem)
+ mmap_write_lock(mm)

@@ expression mm; @@
- up_write(&mm->mmap_sem)
+ mmap_write_unlock(mm)

@@ expression mm; @@
- down_read_trylock(&mm->mmap_sem)
+ mmap_read_trylock(mm)

@@ expression mm; @@
- down_write_trylock(&mm->mmap_sem)
+ mmap_write_trylock(mm)

@@ expression mm; @@
- down_write_killable(&mm->mmap_sem)
+ mmap_write_lock_killable(mm)

@@ expression mm; @@
- downgrade_write(&mm->mmap_sem)
+ mmap_write_downgrade(mm)
