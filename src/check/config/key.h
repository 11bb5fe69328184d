/* SPDX-License-Identifier: GPL-2.0-only */
/* The keys of .guptidy, and which values they take. */
#ifndef GUPTIDY_CONFIG_KEY_H
#define GUPTIDY_CONFIG_KEY_H

#include "check/config/config.h"

/* The key of that name, of length bytes, or NULL. */
const struct config_key *key_find(const char *name, size_t length);

/* "; did you mean NAME?" or the names of all keys: "; use one of ...". The caller frees it. */
char *key_advice(const char *name);

#endif
