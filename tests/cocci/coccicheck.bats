#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

teardown()
{
	cd /
	[ -z "${copy:-}" ] || rm -rf "$copy"
}

# The real scripts/coccicheck, on a copy of the tree made of hard links: spatch writes a folder into
# the tree, and nothing through the links.
@test "make coccicheck of linux-source-6.1: every script, every mode" {
	cache=${GUPTIDY_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guptidy-tests}
	tree=$cache/linux-source-6.1
	[ -x "$tree/scripts/coccicheck" ] || skip "no unpacked linux-source-6.1"
	copy=$(mktemp -d -p "$cache" coccicheck.XXXXXX)
	cp -al "$tree/." "$copy"
	cd "$copy"
	for script in $SCRIPTS; do
		for mode in $MODES; do
			run -0 make coccicheck COCCI="$COCCI/$script.cocci" MODE=$mode \
				M=drivers/misc/bcm-vk J=1
			case $script.$mode in
			gup_fast_flags.report|bool_as_flags.report)
				[[ $output == *'drivers/misc/bcm-vk/bcm_vk_sg.c:75:7-26: '* ]] ;;
			gup_fast_flags.org|bool_as_flags.org)
				[[ $output == *'* TODO [[view:drivers/misc/bcm-vk/bcm_vk_sg.c::'* ]] ;;
			gup_fast_flags.patch|bool_as_flags.patch)
				[[ $output == *'direction == DMA_FROM_DEVICE ? FOLL_WRITE : 0,'* ]] ;;
			gup_fast_flags.context|bool_as_flags.context)
				[[ $output == *'-				  direction == DMA_FROM_DEVICE,'* ]] ;;
			*)
				[[ $output != *bcm_vk_sg.c:* ]] ;;
			esac
		done
	done
}
