// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages of user space that are marked dirty without their lock, each
 * beside its twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct scatterlist;

struct smudge {
	struct page **mapped;
	struct page **stained;
	struct page **own;
	struct scatterlist *list;
	int count;
};

bool set_page_dirty(struct page *page);
int set_page_dirty_lock(struct page *page);
bool trylock_page(struct page *page);
void unlock_page(struct page *page);
void sg_set_page(struct scatterlist *sg, struct page *page, unsigned int n, unsigned int offset);
struct page *sg_page(struct scatterlist *sg);

void smudge_pins(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		/* expect: line unlocked-dirty */
		set_page_dirty(pages[i]);
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
}

void smudge_pins_right(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		set_page_dirty_lock(pages[i]);
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
}

int smudge_take(struct smudge *s, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	s->count = get_user_pages_fast(uaddr, n, FOLL_WRITE, s->mapped);
	return s->count < 0 ? s->count : 0;
}

/* References, into an array of this name. */
void smudge_drop(struct smudge *s)
{
	struct page *page;
	int i;

	for (i = 0; i < s->count; i++) {
		page = s->mapped[i];
		/* expect: line unlocked-dirty */
		set_page_dirty(page);
		put_page(page);
	}
}

void smudge_drop_right(struct smudge *s)
{
	struct page *page;
	int i;

	for (i = 0; i < s->count; i++) {
		page = s->mapped[i];
		if (trylock_page(page)) {
			set_page_dirty(page);
			unlock_page(page);
		}
		put_page(page);
	}
}

/* Another page: nobody says that it comes from user space. */
void smudge_other(struct page *page)
{
	set_page_dirty(page);
	put_page(page);
}

/* Nothing releases it here. */
void smudge_kept(struct page **pages, int i)
{
	set_page_dirty(pages[i]);
	i++;
	/* expect: check nothing */
	unpin_user_page(pages[i]);
}

/* The array that was filled is kept under another name. */
int smudge_stain(struct smudge *s, struct page **array, unsigned long uaddr, int n)
{
	/* expect: check nothing */
	s->count = get_user_pages_fast(uaddr, n, FOLL_WRITE, array);
	if (s->count < 0)
		return s->count;
	s->stained = array;
	return 0;
}

void smudge_wash(struct smudge *s)
{
	int i;

	for (i = 0; i < s->count; i++) {
		/* expect: line unlocked-dirty */
		set_page_dirty(s->stained[i]);
		put_page(s->stained[i]);
	}
}

/* Pages of the driver's own have no file to lose. */
void smudge_wash_own(struct smudge *s)
{
	int i;

	for (i = 0; i < s->count; i++) {
		set_page_dirty(s->own[i]);
		put_page(s->own[i]);
	}
}

/* All callers hand over what the file has filled. */
static void smudge_rub(struct page **list, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		/* expect: line unlocked-dirty */
		set_page_dirty(list[i]);
		put_page(list[i]);
	}
}

void smudge_rub_all(struct smudge *s)
{
	smudge_rub(s->mapped, s->count);
	smudge_rub(s->stained, s->count);
}

/* All that lies in scatterlists comes from there, too. */
void smudge_list(struct smudge *s)
{
	sg_set_page(s->list, s->mapped[0], PAGE_SIZE, 0);
}

void smudge_list_drop(struct smudge *s)
{
	struct page *page = sg_page(s->list);

	/* expect: line unlocked-dirty */
	set_page_dirty(page);
	put_page(page);
}

/* Not all of them. */
static void smudge_polish(struct page **list, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		set_page_dirty(list[i]);
		put_page(list[i]);
	}
}

void smudge_polish_all(struct smudge *s)
{
	smudge_polish(s->mapped, s->count);
	smudge_polish(s->own, s->count);
}
MODULE_LICENSE("GPL");
