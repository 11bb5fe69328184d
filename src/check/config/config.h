/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * .guptidy, at the root of a tree or of a driver: options that hold for all who work there. It comes with the
 * code, and so from whoever that is from: what it says can name nothing outside of its folder (docs/security.md).
 */
#ifndef GUPTIDY_CONFIG_CONFIG_H
#define GUPTIDY_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

struct err;

#define CONFIG_NAME ".guptidy"

struct config_key {
	const char *name;		/* and of the option that it stands for */
	const char *argument;
	int (*refuse)(const char *folder, const char *value, struct err *err);
	bool is_once;
	const char *help;
};

/* One line of the file. */
struct setting {
	const struct config_key *key;
	char *value;			/* owned */
	unsigned line;
};

struct config {
	char *folder;			/* absolute, links resolved */
	char *path;			/* of the file, which need not be there */
	struct { struct setting *items; size_t n, capacity; } settings;
};

/*
 * Where the configuration of what lies at path is: at the root of the nearest kernel tree or repository upwards,
 * or else at the place of a driver alone (kernel/tree/place.h). -1 sets err: there is nothing at path.
 */
int config_locate(struct config *config, const char *path, struct err *err);

/*
 * Reads the file, if it is there; a link is none. -1 sets err: it cannot be read, belongs to somebody who could not
 * change the code at path either, or says what it cannot say. Freed with config_free() either way.
 */
int config_read(struct config *config, const char *path, struct err *err);

/* Reads text in the place of the file; name is what errors begin with. */
int config_parse(struct config *config, const char *name, const char *text, size_t length, struct err *err);

/* Frees it. */
void config_free(struct config *config);

#endif
