// SPDX-License-Identifier: GPL-2.0-only
//! guptidy: Rust. A mention of `get_user_pages_fast` in a comment, and a call
//! of the binding, which is another language's.

pub fn pin_one(addr: usize, page: *mut *mut bindings::page) -> i32 {
    // SAFETY: `page` has room for one page.
    unsafe { bindings::get_user_pages_fast(addr as _, 1, 1, page) }
}
