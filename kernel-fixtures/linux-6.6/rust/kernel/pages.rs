// SPDX-License-Identifier: GPL-2.0-only
//! guptidy: Rust. A mention of `pin_user_pages_fast` in a comment, and calls of
//! bindings, which are another language's.

pub fn pin_one(addr: usize, page: *mut *mut bindings::page) -> i32 {
    // SAFETY: `page` has room for one page; `unpin_user_page` gives it back.
    unsafe {
        bindings::pin_user_pages_fast(addr as _, 1, bindings::FOLL_WRITE, page)
    }
}
