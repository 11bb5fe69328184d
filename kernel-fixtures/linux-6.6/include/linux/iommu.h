/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IOMMU_H
#define _LINUX_IOMMU_H

#define IOMMU_READ	(1 << 0)
#define IOMMU_WRITE	(1 << 1)
#define IOMMU_CACHE	(1 << 2)

#endif /* _LINUX_IOMMU_H */
