# SPDX-License-Identifier: GPL-2.0-only
#
# A bare Debian to try things in: what the programs of tests/fresh have in common. They set root, the folder
# that is one, and place, a folder in it.
# shellcheck shell=bash disable=SC2154 # root and place

here=$PWD
work=${GUPTIDY_FRESH:-/var/tmp/guptidy-fresh}

die()
{
	echo "${0#"$here/"}: $*" >&2
	exit 2
}

# The address that apt gets Debian itself from, not its security updates or others' packages.
mirror()
{
	# shellcheck disable=SC2016 # for apt
	apt-get indextargets --format '$(ORIGIN) $(LABEL) $(SITE)' 'Created-By: Packages' |
		awk '$1 == "Debian" && $2 == "Debian" { print $3; exit }'
}

# bare SUITE: debootstrap's folder, made once.
bare()
{
	local folder=$work/$1.bare site

	[ ! -d "$folder" ] || return 0
	site=$(mirror)
	[ -n "$site" ] || die "apt knows no mirror of Debian; name one in its sources"
	echo "fresh: $1: debootstrap"
	if ! debootstrap --variant=minbase "$1" "$folder.part" "$site" >"$work/$1.log" 2>&1; then
		rm -rf --one-file-system "$folder.part"
		die "$1: debootstrap failed, see $work/$1.log"
	fi
	mv "$folder.part" "$folder"
}

# inside [WRAPPER...] -- COMMAND: by a shell in $root, at the clone, with nothing of our environment.
# The mounts belong to a namespace of their own, and go with it.
inside()
{
	local wrapper=()

	while [ "$1" != -- ]; do
		wrapper+=("$1")
		shift
	done
	# shellcheck disable=SC2016 # for the inner shell
	unshare --mount --pid --fork --kill-child sh -c '
		root=$1
		shift
		mount --rbind /dev "$root/dev" && mount -t proc proc "$root/proc" || exit 2
		exec env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
			LC_ALL=C TERM=dumb chroot "$root" "$@"
	' inside "$root" "${wrapper[@]}" sh -c "cd $place && $2" </dev/null
}

needs_root()
{
	[ "$(id -u)" -eq 0 ] || die 'needs root, for chroot and mounts'
	command -v debootstrap >/dev/null || die 'needs debootstrap: apt-get install -y debootstrap'
	mkdir -p "$work" || exit 2
}
