#!/usr/bin/zsh -f
# SPDX-License-Identifier: GPL-2.0-only
#
# complete.zsh FILE LINE: what zsh offers at the end of LINE with the completion in FILE, one a line. A zsh
# at a terminal of its own, as a person has it, is given the line and a key; what its completion adds is
# written down before it is shown.
zmodload zsh/zpty
line=$2
export ZDOTDIR=$(mktemp -d) TERM=dumb

# Where zsh looks for functions, it needs no more to find it.
cp -- $1 $ZDOTDIR/_guptidy
cat >$ZDOTDIR/.zshrc <<'EOF'
fpath=($ZDOTDIR $fpath)
autoload -Uz compinit
compinit -D -u
compadd()
{
	local -a offers

	# With these, it fills arrays and adds nothing.
	if [[ -z ${(M)@[1,(i)(-|--)]:#-[OAD]*} ]]; then
		builtin compadd -O offers "$@"
		print -rl -- $offers >>$ZDOTDIR/offers
	fi
	builtin compadd "$@"
}
offer()
{
	_main_complete
	mv $ZDOTDIR/offers $ZDOTDIR/all-offers
}
zle -C offer list-choices offer
bindkey '^T' offer
: >$ZDOTDIR/offers
print READY
EOF

zpty shell zsh -d -i
trap 'rm -rf $ZDOTDIR' EXIT
zpty -r -m shell ready '*READY*' || exit 2
zpty -w -n shell "$line"$'\C-T'
for ((i = 0; i < 400; i++)); do
	[[ ! -e $ZDOTDIR/all-offers ]] || break
	zpty -r -t shell seen
	sleep 0.05
done
zpty -d shell
# What it asks for again is offered once.
awk '$0 != "" && !seen[$0]++' $ZDOTDIR/all-offers
