// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/threads.h"

#include "base/data/mem.h"

#include <pthread.h>
#include <stdlib.h>

void threads_run(unsigned n, void *(*work)(void *data), void *data)
{
	pthread_t *ids = mem_calloc(n, sizeof(*ids));
	unsigned started = 1;

	while (started < n && !pthread_create(&ids[started], NULL, work, data))
		started++;
	work(data);
	for (unsigned i = 1; i < started; i++)
		pthread_join(ids[i], NULL);
	free(ids);
}
