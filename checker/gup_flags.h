/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Made by checker/generate.c from src/api. For sparse alone; read behind <linux/mm.h>.
 *
 * FOLL_* get one bitwise type, and a call of a family function becomes a call of a twin
 * whose gup_flags have that type, and whose truth values have another. The type with
 * which the tree declares the function picks the twin. GUP_OWN_function leaves the name
 * alone, for a file that declares or defines it.
 */
#ifndef GUP_FLAGS_H
#define GUP_FLAGS_H

typedef unsigned int __attribute__((bitwise)) gup_flags_t;
typedef int __attribute__((bitwise)) gup_truth_t;

#define GUP_FLAG(value) ((__attribute__((force)) gup_flags_t)(value))

/* Makes sparse name the function when it is declared in a form that the tables lack. */
#define GUP_UNKNOWN_FORM(function) \
	({ gup_flags_t gup_unknown_form_of_##function = 1; &function; })

struct task_struct;
struct mm_struct;
struct page;
struct page;
struct vm_area_struct;
struct vm_area_struct;
struct vm_area_struct;
struct kvec;
struct file;
struct page;
struct folio;
struct folio;

#ifdef FOLL_WRITE /* macros of mm.h, up to v6.2; their values are those of the tree */
#ifdef FOLL_WRITE
enum { gup_value_FOLL_WRITE = FOLL_WRITE };
#undef FOLL_WRITE
#define FOLL_WRITE GUP_FLAG(gup_value_FOLL_WRITE)
#endif
#ifdef FOLL_TOUCH
enum { gup_value_FOLL_TOUCH = FOLL_TOUCH };
#undef FOLL_TOUCH
#define FOLL_TOUCH GUP_FLAG(gup_value_FOLL_TOUCH)
#endif
#ifdef FOLL_GET
enum { gup_value_FOLL_GET = FOLL_GET };
#undef FOLL_GET
#define FOLL_GET GUP_FLAG(gup_value_FOLL_GET)
#endif
#ifdef FOLL_DUMP
enum { gup_value_FOLL_DUMP = FOLL_DUMP };
#undef FOLL_DUMP
#define FOLL_DUMP GUP_FLAG(gup_value_FOLL_DUMP)
#endif
#ifdef FOLL_FORCE
enum { gup_value_FOLL_FORCE = FOLL_FORCE };
#undef FOLL_FORCE
#define FOLL_FORCE GUP_FLAG(gup_value_FOLL_FORCE)
#endif
#ifdef FOLL_NOWAIT
enum { gup_value_FOLL_NOWAIT = FOLL_NOWAIT };
#undef FOLL_NOWAIT
#define FOLL_NOWAIT GUP_FLAG(gup_value_FOLL_NOWAIT)
#endif
#ifdef FOLL_POPULATE
enum { gup_value_FOLL_POPULATE = FOLL_POPULATE };
#undef FOLL_POPULATE
#define FOLL_POPULATE GUP_FLAG(gup_value_FOLL_POPULATE)
#endif
#ifdef FOLL_SPLIT
enum { gup_value_FOLL_SPLIT = FOLL_SPLIT };
#undef FOLL_SPLIT
#define FOLL_SPLIT GUP_FLAG(gup_value_FOLL_SPLIT)
#endif
#ifdef FOLL_NOFAULT
enum { gup_value_FOLL_NOFAULT = FOLL_NOFAULT };
#undef FOLL_NOFAULT
#define FOLL_NOFAULT GUP_FLAG(gup_value_FOLL_NOFAULT)
#endif
#ifdef FOLL_HWPOISON
enum { gup_value_FOLL_HWPOISON = FOLL_HWPOISON };
#undef FOLL_HWPOISON
#define FOLL_HWPOISON GUP_FLAG(gup_value_FOLL_HWPOISON)
#endif
#ifdef FOLL_NUMA
enum { gup_value_FOLL_NUMA = FOLL_NUMA };
#undef FOLL_NUMA
#define FOLL_NUMA GUP_FLAG(gup_value_FOLL_NUMA)
#endif
#ifdef FOLL_MIGRATION
enum { gup_value_FOLL_MIGRATION = FOLL_MIGRATION };
#undef FOLL_MIGRATION
#define FOLL_MIGRATION GUP_FLAG(gup_value_FOLL_MIGRATION)
#endif
#ifdef FOLL_TRIED
enum { gup_value_FOLL_TRIED = FOLL_TRIED };
#undef FOLL_TRIED
#define FOLL_TRIED GUP_FLAG(gup_value_FOLL_TRIED)
#endif
#ifdef FOLL_MLOCK
enum { gup_value_FOLL_MLOCK = FOLL_MLOCK };
#undef FOLL_MLOCK
#define FOLL_MLOCK GUP_FLAG(gup_value_FOLL_MLOCK)
#endif
#ifdef FOLL_REMOTE
enum { gup_value_FOLL_REMOTE = FOLL_REMOTE };
#undef FOLL_REMOTE
#define FOLL_REMOTE GUP_FLAG(gup_value_FOLL_REMOTE)
#endif
#ifdef FOLL_COW
enum { gup_value_FOLL_COW = FOLL_COW };
#undef FOLL_COW
#define FOLL_COW GUP_FLAG(gup_value_FOLL_COW)
#endif
#ifdef FOLL_ANON
enum { gup_value_FOLL_ANON = FOLL_ANON };
#undef FOLL_ANON
#define FOLL_ANON GUP_FLAG(gup_value_FOLL_ANON)
#endif
#ifdef FOLL_LONGTERM
enum { gup_value_FOLL_LONGTERM = FOLL_LONGTERM };
#undef FOLL_LONGTERM
#define FOLL_LONGTERM GUP_FLAG(gup_value_FOLL_LONGTERM)
#endif
#ifdef FOLL_SPLIT_PMD
enum { gup_value_FOLL_SPLIT_PMD = FOLL_SPLIT_PMD };
#undef FOLL_SPLIT_PMD
#define FOLL_SPLIT_PMD GUP_FLAG(gup_value_FOLL_SPLIT_PMD)
#endif
#ifdef FOLL_PIN
enum { gup_value_FOLL_PIN = FOLL_PIN };
#undef FOLL_PIN
#define FOLL_PIN GUP_FLAG(gup_value_FOLL_PIN)
#endif
#ifdef FOLL_FAST_ONLY
enum { gup_value_FOLL_FAST_ONLY = FOLL_FAST_ONLY };
#undef FOLL_FAST_ONLY
#define FOLL_FAST_ONLY GUP_FLAG(gup_value_FOLL_FAST_ONLY)
#endif
#ifdef FOLL_PCI_P2PDMA
enum { gup_value_FOLL_PCI_P2PDMA = FOLL_PCI_P2PDMA };
#undef FOLL_PCI_P2PDMA
#define FOLL_PCI_P2PDMA GUP_FLAG(gup_value_FOLL_PCI_P2PDMA)
#endif
#ifdef FOLL_INTERRUPTIBLE
enum { gup_value_FOLL_INTERRUPTIBLE = FOLL_INTERRUPTIBLE };
#undef FOLL_INTERRUPTIBLE
#define FOLL_INTERRUPTIBLE GUP_FLAG(gup_value_FOLL_INTERRUPTIBLE)
#endif
#ifdef FOLL_UNLOCKABLE
enum { gup_value_FOLL_UNLOCKABLE = FOLL_UNLOCKABLE };
#undef FOLL_UNLOCKABLE
#define FOLL_UNLOCKABLE GUP_FLAG(gup_value_FOLL_UNLOCKABLE)
#endif
#ifdef FOLL_HONOR_NUMA_FAULT
enum { gup_value_FOLL_HONOR_NUMA_FAULT = FOLL_HONOR_NUMA_FAULT };
#undef FOLL_HONOR_NUMA_FAULT
#define FOLL_HONOR_NUMA_FAULT GUP_FLAG(gup_value_FOLL_HONOR_NUMA_FAULT)
#endif
#ifdef FOLL_MADV_POPULATE
enum { gup_value_FOLL_MADV_POPULATE = FOLL_MADV_POPULATE };
#undef FOLL_MADV_POPULATE
#define FOLL_MADV_POPULATE GUP_FLAG(gup_value_FOLL_MADV_POPULATE)
#endif
#else /* constants of an enum; those that only mm/ sees are declared behind this */
#define FOLL_WRITE GUP_FLAG(FOLL_WRITE)
#define FOLL_GET GUP_FLAG(FOLL_GET)
#define FOLL_DUMP GUP_FLAG(FOLL_DUMP)
#define FOLL_FORCE GUP_FLAG(FOLL_FORCE)
#define FOLL_NOWAIT GUP_FLAG(FOLL_NOWAIT)
#define FOLL_NOFAULT GUP_FLAG(FOLL_NOFAULT)
#define FOLL_HWPOISON GUP_FLAG(FOLL_HWPOISON)
#define FOLL_ANON GUP_FLAG(FOLL_ANON)
#define FOLL_LONGTERM GUP_FLAG(FOLL_LONGTERM)
#define FOLL_SPLIT_PMD GUP_FLAG(FOLL_SPLIT_PMD)
#define FOLL_PCI_P2PDMA GUP_FLAG(FOLL_PCI_P2PDMA)
#define FOLL_INTERRUPTIBLE GUP_FLAG(FOLL_INTERRUPTIBLE)
#define FOLL_HONOR_NUMA_FAULT GUP_FLAG(FOLL_HONOR_NUMA_FAULT)
#endif

#ifndef GUP_OWN_get_user_pages
extern long gup_typed_get_user_pages_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages, struct vm_area_struct **vmas);
extern long gup_typed_get_user_pages_1(unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages, struct vm_area_struct **vmas);
extern long gup_typed_get_user_pages_2(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas);
extern long gup_typed_get_user_pages_3(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages);
#define get_user_pages(...) _Generic(&get_user_pages, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_0, \
	long (*)(unsigned long, unsigned long, int, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_1, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_2, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **): gup_typed_get_user_pages_3, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_0, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, _Bool, _Bool, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_0, \
	long (*)(unsigned long, unsigned long, _Bool, _Bool, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_1, \
	long (*)(unsigned long, unsigned long, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_2, \
	long (*)(unsigned long, unsigned long, int, struct page **): gup_typed_get_user_pages_3, \
	default: GUP_UNKNOWN_FORM(get_user_pages))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_pages_longterm
extern long gup_typed_get_user_pages_longterm_0(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas);
#define get_user_pages_longterm(...) _Generic(&get_user_pages_longterm, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_longterm_0, \
	long (*)(unsigned long, unsigned long, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_longterm_0, \
	default: GUP_UNKNOWN_FORM(get_user_pages_longterm))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_pages_fast
extern int gup_typed_get_user_pages_fast_0(unsigned long start, int nr_pages, gup_truth_t write, struct page **pages);
extern int gup_typed_get_user_pages_fast_1(unsigned long start, int nr_pages, gup_flags_t gup_flags, struct page **pages);
#define get_user_pages_fast(...) _Generic(&get_user_pages_fast, \
	int (*)(unsigned long, int, int, struct page **): gup_typed_get_user_pages_fast_0, \
	int (*)(unsigned long, int, unsigned int, struct page **): gup_typed_get_user_pages_fast_1, \
	int (*)(unsigned long, int, _Bool, struct page **): gup_typed_get_user_pages_fast_0, \
	default: GUP_UNKNOWN_FORM(get_user_pages_fast))(__VA_ARGS__)
#endif

#ifndef GUP_OWN___get_user_pages_fast
extern int gup_typed___get_user_pages_fast_0(unsigned long start, int nr_pages, gup_truth_t write, struct page **pages);
#define __get_user_pages_fast(...) _Generic(&__get_user_pages_fast, \
	int (*)(unsigned long, int, int, struct page **): gup_typed___get_user_pages_fast_0, \
	int (*)(unsigned long, int, _Bool, struct page **): gup_typed___get_user_pages_fast_0, \
	default: GUP_UNKNOWN_FORM(__get_user_pages_fast))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_pages_fast_only
extern int gup_typed_get_user_pages_fast_only_0(unsigned long start, int nr_pages, gup_flags_t gup_flags, struct page **pages);
extern int gup_typed_get_user_pages_fast_only_1(unsigned long start, int nr_pages, gup_flags_t gup_flags, struct page **pages);
#define get_user_pages_fast_only(...) _Generic(&get_user_pages_fast_only, \
	int (*)(unsigned long, int, unsigned int, struct page **): gup_typed_get_user_pages_fast_only_0, \
	int (*)(unsigned long, int, int, struct page **): gup_typed_get_user_pages_fast_only_0, \
	default: GUP_UNKNOWN_FORM(get_user_pages_fast_only))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_page_fast_only
extern bool gup_typed_get_user_page_fast_only_0(unsigned long start, gup_flags_t gup_flags, struct page **pagep);
#define get_user_page_fast_only(...) _Generic(&get_user_page_fast_only, \
	bool (*)(unsigned long, unsigned int, struct page **): gup_typed_get_user_page_fast_only_0, \
	bool (*)(unsigned long, int, struct page **): gup_typed_get_user_page_fast_only_0, \
	default: GUP_UNKNOWN_FORM(get_user_page_fast_only))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_pages_unlocked
extern long gup_typed_get_user_pages_unlocked_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages);
extern long gup_typed_get_user_pages_unlocked_1(unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages);
extern long gup_typed_get_user_pages_unlocked_2(unsigned long start, unsigned long nr_pages, struct page **pages, gup_flags_t gup_flags);
#define get_user_pages_unlocked(...) _Generic(&get_user_pages_unlocked, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int, struct page **): gup_typed_get_user_pages_unlocked_0, \
	long (*)(unsigned long, unsigned long, int, int, struct page **): gup_typed_get_user_pages_unlocked_1, \
	long (*)(unsigned long, unsigned long, struct page **, unsigned int): gup_typed_get_user_pages_unlocked_2, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, int, int, struct page **): gup_typed_get_user_pages_unlocked_0, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, _Bool, _Bool, struct page **): gup_typed_get_user_pages_unlocked_0, \
	long (*)(unsigned long, unsigned long, _Bool, _Bool, struct page **): gup_typed_get_user_pages_unlocked_1, \
	long (*)(unsigned long, unsigned long, struct page **, int): gup_typed_get_user_pages_unlocked_2, \
	default: GUP_UNKNOWN_FORM(get_user_pages_unlocked))(__VA_ARGS__)
#endif

#ifndef GUP_OWN___get_user_pages_unlocked
extern long gup_typed___get_user_pages_unlocked_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages, gup_flags_t gup_flags);
extern long gup_typed___get_user_pages_unlocked_1(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, struct page **pages, gup_flags_t gup_flags);
#define __get_user_pages_unlocked(...) _Generic(&__get_user_pages_unlocked, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, unsigned int): gup_typed___get_user_pages_unlocked_0, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, struct page **, unsigned int): gup_typed___get_user_pages_unlocked_1, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, unsigned int): gup_typed___get_user_pages_unlocked_0, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, struct page **, unsigned int): gup_typed___get_user_pages_unlocked_1, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, _Bool, _Bool, struct page **, int): gup_typed___get_user_pages_unlocked_0, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, struct page **, int): gup_typed___get_user_pages_unlocked_1, \
	default: GUP_UNKNOWN_FORM(__get_user_pages_unlocked))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_pages_locked
extern long gup_typed_get_user_pages_locked_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages, int *locked);
extern long gup_typed_get_user_pages_locked_1(unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages, int *locked);
extern long gup_typed_get_user_pages_locked_2(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, int *locked);
#define get_user_pages_locked(...) _Generic(&get_user_pages_locked, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, int *): gup_typed_get_user_pages_locked_0, \
	long (*)(unsigned long, unsigned long, int, int, struct page **, int *): gup_typed_get_user_pages_locked_1, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, int *): gup_typed_get_user_pages_locked_2, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, const int *): gup_typed_get_user_pages_locked_0, \
	long (*)(unsigned long, unsigned long, int, int, struct page **, const int *): gup_typed_get_user_pages_locked_1, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, const int *): gup_typed_get_user_pages_locked_2, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, _Bool, _Bool, struct page **, int *): gup_typed_get_user_pages_locked_0, \
	long (*)(unsigned long, unsigned long, _Bool, _Bool, struct page **, int *): gup_typed_get_user_pages_locked_1, \
	long (*)(unsigned long, unsigned long, int, struct page **, int *): gup_typed_get_user_pages_locked_2, \
	default: GUP_UNKNOWN_FORM(get_user_pages_locked))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_pages_remote
extern long gup_typed_get_user_pages_remote_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_truth_t write, gup_truth_t force, struct page **pages, struct vm_area_struct **vmas);
extern long gup_typed_get_user_pages_remote_1(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas);
extern long gup_typed_get_user_pages_remote_2(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked);
extern long gup_typed_get_user_pages_remote_3(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked);
extern long gup_typed_get_user_pages_remote_4(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, int *locked);
#define get_user_pages_remote(...) _Generic(&get_user_pages_remote, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_remote_0, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_remote_1, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, int *): gup_typed_get_user_pages_remote_2, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, int *): gup_typed_get_user_pages_remote_3, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, int *): gup_typed_get_user_pages_remote_4, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, int, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_remote_0, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_remote_1, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, const int *): gup_typed_get_user_pages_remote_2, \
	long (*)(const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, const int *): gup_typed_get_user_pages_remote_3, \
	long (*)(const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, const int *): gup_typed_get_user_pages_remote_4, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, _Bool, _Bool, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_remote_0, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **): gup_typed_get_user_pages_remote_1, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **, int *): gup_typed_get_user_pages_remote_2, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **, int *): gup_typed_get_user_pages_remote_3, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, int, struct page **, int *): gup_typed_get_user_pages_remote_4, \
	default: GUP_UNKNOWN_FORM(get_user_pages_remote))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_user_page_vma_remote
extern struct page *gup_typed_get_user_page_vma_remote_0(struct mm_struct *mm, unsigned long start, gup_flags_t gup_flags, struct vm_area_struct **vmap);
extern struct page *gup_typed_get_user_page_vma_remote_1(struct mm_struct *mm, unsigned long start, gup_flags_t gup_flags, struct vm_area_struct **vmap);
#define get_user_page_vma_remote(...) _Generic(&get_user_page_vma_remote, \
	struct page * (*)(struct mm_struct *, unsigned long, unsigned int, struct vm_area_struct **): gup_typed_get_user_page_vma_remote_0, \
	struct page * (*)(const struct mm_struct *, unsigned long, unsigned int, struct vm_area_struct **): gup_typed_get_user_page_vma_remote_0, \
	struct page * (*)(struct mm_struct *, unsigned long, int, struct vm_area_struct **): gup_typed_get_user_page_vma_remote_0, \
	default: GUP_UNKNOWN_FORM(get_user_page_vma_remote))(__VA_ARGS__)
#endif

#ifndef GUP_OWN___get_user_pages
extern long gup_typed___get_user_pages_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked);
extern long gup_typed___get_user_pages_1(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked);
extern long gup_typed___get_user_pages_2(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, int *locked);
#define __get_user_pages(...) _Generic(&__get_user_pages, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, int *): gup_typed___get_user_pages_0, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, int *): gup_typed___get_user_pages_1, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, int *): gup_typed___get_user_pages_2, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, const int *): gup_typed___get_user_pages_0, \
	long (*)(const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, const int *): gup_typed___get_user_pages_1, \
	long (*)(const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, const int *): gup_typed___get_user_pages_2, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **, int *): gup_typed___get_user_pages_0, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **, int *): gup_typed___get_user_pages_1, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, int, struct page **, int *): gup_typed___get_user_pages_2, \
	default: GUP_UNKNOWN_FORM(__get_user_pages))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_follow_page
extern struct page *gup_typed_follow_page_0(struct vm_area_struct *vma, unsigned long start, gup_flags_t gup_flags);
#define follow_page(...) _Generic(&follow_page, \
	struct page * (*)(struct vm_area_struct *, unsigned long, unsigned int): gup_typed_follow_page_0, \
	struct page * (*)(const struct vm_area_struct *, unsigned long, unsigned int): gup_typed_follow_page_0, \
	struct page * (*)(struct vm_area_struct *, unsigned long, int): gup_typed_follow_page_0, \
	default: GUP_UNKNOWN_FORM(follow_page))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_kernel_page
extern int gup_typed_get_kernel_page_0(unsigned long start, gup_truth_t write, struct page **pages);
#define get_kernel_page(...) _Generic(&get_kernel_page, \
	int (*)(unsigned long, int, struct page **): gup_typed_get_kernel_page_0, \
	int (*)(unsigned long, _Bool, struct page **): gup_typed_get_kernel_page_0, \
	default: GUP_UNKNOWN_FORM(get_kernel_page))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_get_kernel_pages
extern int gup_typed_get_kernel_pages_0(struct kvec *kiov, int nr_pages, gup_truth_t write, struct page **pages);
#define get_kernel_pages(...) _Generic(&get_kernel_pages, \
	int (*)(struct kvec *, int, int, struct page **): gup_typed_get_kernel_pages_0, \
	int (*)(const struct kvec *, int, int, struct page **): gup_typed_get_kernel_pages_0, \
	int (*)(struct kvec *, int, _Bool, struct page **): gup_typed_get_kernel_pages_0, \
	default: GUP_UNKNOWN_FORM(get_kernel_pages))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_pin_user_pages
extern long gup_typed_pin_user_pages_0(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas);
extern long gup_typed_pin_user_pages_1(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages);
#define pin_user_pages(...) _Generic(&pin_user_pages, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **): gup_typed_pin_user_pages_0, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **): gup_typed_pin_user_pages_1, \
	long (*)(unsigned long, unsigned long, int, struct page **, struct vm_area_struct **): gup_typed_pin_user_pages_0, \
	long (*)(unsigned long, unsigned long, int, struct page **): gup_typed_pin_user_pages_1, \
	default: GUP_UNKNOWN_FORM(pin_user_pages))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_pin_user_pages_fast
extern int gup_typed_pin_user_pages_fast_0(unsigned long start, int nr_pages, gup_flags_t gup_flags, struct page **pages);
#define pin_user_pages_fast(...) _Generic(&pin_user_pages_fast, \
	int (*)(unsigned long, int, unsigned int, struct page **): gup_typed_pin_user_pages_fast_0, \
	int (*)(unsigned long, int, int, struct page **): gup_typed_pin_user_pages_fast_0, \
	default: GUP_UNKNOWN_FORM(pin_user_pages_fast))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_pin_user_pages_fast_only
extern int gup_typed_pin_user_pages_fast_only_0(unsigned long start, int nr_pages, gup_flags_t gup_flags, struct page **pages);
#define pin_user_pages_fast_only(...) _Generic(&pin_user_pages_fast_only, \
	int (*)(unsigned long, int, unsigned int, struct page **): gup_typed_pin_user_pages_fast_only_0, \
	int (*)(unsigned long, int, int, struct page **): gup_typed_pin_user_pages_fast_only_0, \
	default: GUP_UNKNOWN_FORM(pin_user_pages_fast_only))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_pin_user_pages_locked
extern long gup_typed_pin_user_pages_locked_0(unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, int *locked);
#define pin_user_pages_locked(...) _Generic(&pin_user_pages_locked, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, int *): gup_typed_pin_user_pages_locked_0, \
	long (*)(unsigned long, unsigned long, unsigned int, struct page **, const int *): gup_typed_pin_user_pages_locked_0, \
	long (*)(unsigned long, unsigned long, int, struct page **, int *): gup_typed_pin_user_pages_locked_0, \
	default: GUP_UNKNOWN_FORM(pin_user_pages_locked))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_pin_user_pages_remote
extern long gup_typed_pin_user_pages_remote_0(struct task_struct *tsk, struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked);
extern long gup_typed_pin_user_pages_remote_1(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked);
extern long gup_typed_pin_user_pages_remote_2(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, gup_flags_t gup_flags, struct page **pages, int *locked);
#define pin_user_pages_remote(...) _Generic(&pin_user_pages_remote, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, int *): gup_typed_pin_user_pages_remote_0, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, int *): gup_typed_pin_user_pages_remote_1, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, int *): gup_typed_pin_user_pages_remote_2, \
	long (*)(const struct task_struct *, const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, const int *): gup_typed_pin_user_pages_remote_0, \
	long (*)(const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, struct vm_area_struct **, const int *): gup_typed_pin_user_pages_remote_1, \
	long (*)(const struct mm_struct *, unsigned long, unsigned long, unsigned int, struct page **, const int *): gup_typed_pin_user_pages_remote_2, \
	long (*)(struct task_struct *, struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **, int *): gup_typed_pin_user_pages_remote_0, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, int, struct page **, struct vm_area_struct **, int *): gup_typed_pin_user_pages_remote_1, \
	long (*)(struct mm_struct *, unsigned long, unsigned long, int, struct page **, int *): gup_typed_pin_user_pages_remote_2, \
	default: GUP_UNKNOWN_FORM(pin_user_pages_remote))(__VA_ARGS__)
#endif

#ifndef GUP_OWN_pin_user_pages_unlocked
extern long gup_typed_pin_user_pages_unlocked_0(unsigned long start, unsigned long nr_pages, struct page **pages, gup_flags_t gup_flags);
#define pin_user_pages_unlocked(...) _Generic(&pin_user_pages_unlocked, \
	long (*)(unsigned long, unsigned long, struct page **, unsigned int): gup_typed_pin_user_pages_unlocked_0, \
	long (*)(unsigned long, unsigned long, struct page **, int): gup_typed_pin_user_pages_unlocked_0, \
	default: GUP_UNKNOWN_FORM(pin_user_pages_unlocked))(__VA_ARGS__)
#endif

#endif
