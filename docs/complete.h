/* SPDX-License-Identifier: GPL-2.0-only */
/* What completion.bash.in, completion.zsh.in and completion.fish.in are filled with; all to stdout. */
#ifndef GUPTIDY_DOCS_COMPLETE_H
#define GUPTIDY_DOCS_COMPLETE_H

/* The commands, parted by blanks. */
void bash_commands(void);

/* Branches of a case: each command's options, the words that options take, the words that commands take. */
void bash_options(void);
void bash_values(void);
void bash_arguments(void);

/* Elements of an array for _describe. */
void zsh_commands(void);

/* Branches of a case: a call of _arguments for each command. */
void zsh_options(void);

/* Calls of complete: for each command, and for each option and argument that it takes. */
void fish_commands(void);
void fish_options(void);

#endif
