/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQFLAGS_H
#define _LINUX_IRQFLAGS_H

void local_irq_disable(void);
void local_irq_enable(void);
unsigned long __irq_save(void);
void __irq_restore(unsigned long flags);

#define local_irq_save(flags)		((flags) = __irq_save())
#define local_irq_restore(flags)	__irq_restore(flags)

#endif /* _LINUX_IRQFLAGS_H */
