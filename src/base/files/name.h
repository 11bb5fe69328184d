/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names of files that strangers wrote: in diffs and mails, in git's trees and index. All of them come
 * through here once, before anybody looks what is there.
 */
#ifndef GUPTIDY_FILES_NAME_H
#define GUPTIDY_FILES_NAME_H

/*
 * Makes of the name, in its place, what git apply and patch take it for: a row of slashes is one,
 * and folders "." and a "./" in front say nothing. One slash at the end stays: that is no file.
 */
void name_clean(char *name);

/*
 * Why a clean name is none of a file below the folder that it is meant for, for people: it is
 * empty, absolute, leads up, is one of git's own files, or longer than a system takes. NULL: it is one.
 */
const char *name_refused(const char *name);

#endif
