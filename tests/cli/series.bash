# SPDX-License-Identifier: GPL-2.0-only
#
# What tests of convert --series share.

JANE='Jane Doe <jane@example.org>'

# A git whose user has a name.
setup_git()
{
	git config --global user.name 'John Roe'
	git config --global user.email john@example.org
	git config --global init.defaultBranch main
}

# commit TREE: makes a repository of it.
commit()
{
	git -C "$1" init -q
	git -C "$1" add -A
	git -C "$1" commit -q -m base
}

# series TREE DIR [OPTION...]: something may be left to a person.
series()
{
	local tree=$1 dir=$2

	shift 2
	guptidy convert "$tree" --series "$dir" "$@" >written 2>left || [ $? -eq 1 ]
}

# unfolded FILE: with each field of its header in one line.
unfolded()
{
	sed -e ':a' -e 'N;$!ba' -e 's/\n[ \t]/ /g' "$1"
}

# two_areas: a tree with MAINTAINERS, whose callers are two people's.
two_areas()
{
	small_tree tree
	plant tree/MAINTAINERS <<'END'
ONE DRIVER
M:	Ada One <ada@example.org>
L:	one@lists.example.org
S:	Maintained
F:	drivers/one/

TWO DRIVER
M:	Bob Two <bob@example.org>
R:	Eve Two <eve@example.org>
S:	Maintained
F:	drivers/two/

THE REST
M:	Rest <rest@example.org>
L:	all@lists.example.org
S:	Buried alive in reporters
F:	*
F:	*/
END
	for area in one two; do
		plant tree/drivers/$area/$area.c <<END
#include <linux/mm.h>

int $area(unsigned long start, struct page **pages)
{
	return get_user_pages_fast(start, 1, ${1:-1}, pages);
}
END
	done
}
