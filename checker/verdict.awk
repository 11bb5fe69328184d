# SPDX-License-Identifier: GPL-2.0-only
#
# Reads what sparse says of one file under gup_flags.h, and shows where FOLL_* flags and truth
# values meet. guptidy-sparse calls it with these set:
#	file	the file
#	roles	gup_roles: the names that the parameters of the family go by
#	status	sparse's exit status
#	all	1: show all messages
#	error	1: end with 1 when there are findings
#
# Strict types alone would complain about every `unsigned int gup_flags = FOLL_WRITE`. So a message
# is held against what else is known of the variable in it:
# - its type: bool is never flags; unsigned may be, and sparse cannot tell what it holds
# - whether FOLL_* flags go into it somewhere, a member anywhere in the file, another variable in
#   the same function: then it is a carrier
# - its name: `gup_flags` or `x_flags`, `write` or `is_write`; the words are those of the tables
#
# What is shown:
# - into gup_flags: a bool, a constant or comparison, a mix of flags and `!x`, another type; an int
#   that is no carrier and not named like flags; an unsigned variable that is neither, if it is
#   named like a truth value, or something is assigned to it
# - into `int write`: FOLL_* flags, a carrier, a variable that is named like flags
# - FOLL_* flags into what is named like another parameter, into a pointer, or `bool |= FOLL_x`
#
# What is missed: `unsigned int gup_flags = !!x`, and what sparse converts in silence: FOLL_* flags
# as initializer, argument or return value of type bool; `x & 1` of an unsigned x; what is wrong in
# one branch only, as `flags = FOLL_x; if (y) flags = 1`.
# What may be wrong: an int that gets its flags from a function or from another variable and is
# not named like flags.

BEGIN {
	while ((getline line < roles) > 0) {
		split(line, field, " ")
		role[field[2]] = field[1]
	}
	close(roles)
	count = 0
	split("bool int unsigned signed long short char void float double __int128", field, " ")
	for (i in field)
		type_word[field[i]] = 1
	split("const volatile static extern register inline restrict noderef __user __iomem " \
	      "__percpu __rcu toplevel", field, " ")
	for (i in field)
		qualifier[field[i]] = 1
}

# One message is a line `FILE:LINE:COLUMN: warning: TEXT` and the lines `FILE:LINE:COLUMN:    TEXT`
# that follow. `FILE: note: in included file:` belongs to the message behind it.
/^[^:]*:[0-9]+:[0-9]+:    / && count {
	lines[count] = lines[count] "\n" $0
	note_part(count, $0)
	next
}
/^[^:]*:[0-9]+:[0-9]+: / {
	begin_message($0)
	next
}
/: note: in included file/ {
	included = included $0 "\n"
	next
}
{
	loose = loose $0 "\n"
}

END {
	for (i = 1; i <= count; i++)
		gather(i)
	findings = errors = 0
	for (i = 1; i <= count; i++) {
		if (severity[i] == "error") {
			errors++
			verdict = "show"
		} else {
			note = ""
			verdict = judge(i)
			if (verdict == "show")
				findings++
		}
		if (all)
			printf "%s%s\n", before[i], lines[i]
		else if (verdict == "show")
			printf "%s%s\n", readable(before[i]), readable(lines[i])
		if (verdict == "show" && note != "")
			print note
	}
	if (all || status + 0 != 0)
		printf "%s", loose
	if (errors || status + 0 != 0) {
		printf "%s: error: sparse could not analyse this file", file
		printf status + 0 ? " (status %d)\n" : "\n", status
		exit 2
	}
	exit findings && error ? 1 : 0
}

function begin_message(line,    rest)
{
	count++
	before[count] = included
	included = ""
	lines[count] = line
	match(line, /^[^:]*:[0-9]+:[0-9]+: /)
	place[count] = substr(line, 1, RLENGTH - 2)
	rest = substr(line, RLENGTH + 1)
	match(rest, /^[a-z]+: /)
	severity[count] = substr(rest, 1, RLENGTH - 2)
	text[count] = substr(rest, RLENGTH + 1)
}

# `expected TYPE NAME`, `got TYPE NAME`, `left side has type TYPE`, `right side has type TYPE`
function note_part(i, line)
{
	sub(/^[^:]*:[0-9]+:[0-9]+: +/, "", line)
	if (sub(/^(expected|left side has type) /, "", line)) {
		parse_type(line)
		to_class[i] = class
		to_name[i] = name
	} else if (sub(/^(got|right side has type) /, "", line)) {
		parse_type(line)
		from_class[i] = class
		from_name[i] = name
	}
}

# Sets class (flags, truth, pointer, bool, unsigned, int or other) and name ("" if it has none).
function parse_type(line,    word, n, i, seen)
{
	class = "other"
	name = ""
	gsub(/\[[^]]*\]/, " ", line)
	gsub(/<asn:[^>]*>/, " ", line)
	n = split(line, word, " ")
	for (i = 1; i <= n; i++) {
		if (word[i] == "restricted") {
			i++
			seen["restricted"] = word[i]
		} else if (word[i] == "struct" || word[i] == "union" || word[i] == "enum") {
			i++
		} else if (word[i] in qualifier) {
			continue
		} else if (word[i] in type_word) {
			seen[word[i]] = 1
		} else if (word[i] ~ /^[(*]/) {
			seen["pointer"] = 1
		} else {
			name = word[i]
		}
	}
	if (sub(/:1$/, "", name))
		seen["bool"] = 1	# a field of one bit
	sub(/:[0-9]+$/, "", name)
	if ("pointer" in seen)
		class = "pointer"
	else if (seen["restricted"] == "gup_flags_t")
		class = "flags"
	else if (seen["restricted"] == "gup_truth_t")
		class = "truth"
	else if (seen["restricted"] != "")
		class = "other"
	else if ("bool" in seen)
		class = "bool"
	else if ("unsigned" in seen)
		class = "unsigned"
	else if ("int" in seen || "long" in seen || "short" in seen || "char" in seen)
		class = "int"
}

# First pass: what flags go into, and where a sum of flags became a plain integer.
function gather(i,    where)
{
	if (text[i] ~ /^invalid assignment:/ && from_class[i] == "flags")
		to_name[i] = assigned_name(place[i])
	if (from_class[i] == "flags" && to_name[i] != "") {
		where = scope(to_name[i], place[i])
		if (!(where in carrier))
			carrier[where] = place[i]
	}
	if (text[i] == "restricted gup_flags_t degrades to integer")
		degraded[place[i]] = 1
}

# Reads a source file, once: source[path, n] is its line n, block[path, n] the number of lines
# before it that begin with a closing brace, which tells functions apart, and member[path, name]
# is set for what stands behind `->` or `.` somewhere.
function load(path,    n, line, blocks, name)
{
	if (path in loaded)
		return
	loaded[path] = 1
	for (n = 1; (getline line < path) > 0; n++) {
		source[path, n] = line
		block[path, n] = blocks + 0
		if (line ~ /^}/)
			blocks++
		while (match(line, /(->|[.])[A-Za-z_][A-Za-z_0-9]*/)) {
			name = substr(line, RSTART, RLENGTH)
			sub(/^[^A-Za-z_]*/, "", name)
			member[path, name] = 1
			line = substr(line, RSTART + RLENGTH)
		}
	}
	close(path)
}

# The variable of that name at FILE:LINE:COLUMN, as a key: of the file if it is a member of
# something, else of the function.
function scope(word, where,    part)
{
	split(where, part, ":")
	load(part[1])
	return word SUBSEP part[1] SUBSEP ((part[1], word) in member ? "" : block[part[1], part[2]])
}

# The name on the left of the assignment operator at FILE:LINE:COLUMN; sparse does not print it.
# It counts columns with tabs of eight.
function assigned_name(where,    part, line, i, column)
{
	split(where, part, ":")
	load(part[1])
	line = source[part[1], part[2]]
	column = 1
	for (i = 1; i <= length(line) && column < part[3]; i++)
		column += substr(line, i, 1) == "\t" ? 8 - (column - 1) % 8 : 1
	line = substr(line, 1, i - 1)
	sub(/[ \t]+$/, "", line)
	sub(/\[[^]]*\]$/, "", line)
	return match(line, /[A-Za-z_][A-Za-z_0-9]*$/) ? substr(line, RSTART) : ""
}

# The role that a name speaks of: flags, truth, other or none. `is_write` speaks as `write` does.
function role_of(word,    last)
{
	if (word in role)
		return role[word]
	last = word
	sub(/^.*_/, "", last)
	return last in role && role[last] != "other" ? role[last] : "none"
}

function judge(i)
{
	if (text[i] ~ /^dubious: !?x [|] !?y/ && place[i] in degraded) {
		note = place[i] ": note: the other side of the ! are FOLL_* flags"
		return "show"
	}
	if (to_class[i] == "flags")
		return into_flags(i)
	if (to_class[i] == "truth")
		return into_truth(i)
	if (from_class[i] == "flags")
		return flags_into(i)
	return "hide"
}

function into_flags(i,    of)
{
	if (to_name[i] ~ /^gup_unknown_form_of_/)
		return unknown_form(i)
	if (from_class[i] != "int" && from_class[i] != "unsigned")
		return "show"
	if (from_name[i] == "")
		return from_class[i] == "int" ? "show" : "hide"
	of = role_of(from_name[i])
	if (of == "flags" || scope(from_name[i], place[i]) in carrier)
		return "hide"
	if (of == "truth" || from_class[i] == "int")
		return "show"
	return is_assigned(from_name[i], place[i]) ? "show" : "hide"
}

# Whether something goes into the variable, a member anywhere in the file, another variable in the
# same function. A parameter that is passed on says nothing of what it holds.
function is_assigned(word, where,    part, path, n, wanted)
{
	split(where, part, ":")
	path = part[1]
	load(path)
	wanted = "(^|[^A-Za-z_0-9])" word "[ \t]*[|]?=([^=]|$)"
	for (n = 1; (path, n) in source; n++)
		if (((path, word) in member || block[path, n] == block[path, part[2]]) &&
		    source[path, n] ~ wanted)
			return 1
	return 0
}

function into_truth(i,    of, where)
{
	of = role_of(from_name[i])
	if (from_class[i] == "bool")
		return "hide"
	if (from_class[i] != "int" && from_class[i] != "unsigned")
		return "show"
	where = scope(from_name[i], place[i])
	if (where in carrier)
		note = carrier[where] ": note: FOLL_* flags go into " from_name[i] " here"
	return of == "flags" || note != "" ? "show" : "hide"
}

function flags_into(i,    of)
{
	of = role_of(to_name[i])
	if (to_class[i] != "int" && to_class[i] != "unsigned")
		return "show"
	if (of == "truth" && to_class[i] == "unsigned" && text[i] !~ / argument /)
		return "hide"
	return of == "truth" || of == "other" ? "show" : "hide"
}

function unknown_form(i)
{
	lines[i] = place[i] ": warning: this tree declares " substr(to_name[i], 21) \
		"() in a form that guptidy does not know; its flags are not checked"
	return "show"
}

# sparse's words, without those that tell a reader nothing; `int write` as the tree declares it.
function readable(message)
{
	gsub(/restricted gup_truth_t/, "int", message)
	gsub(/restricted gup_flags_t/, "gup_flags_t", message)
	while (match(message, /gup_typed_[a-z_]*_[0-9]/))
		message = substr(message, 1, RSTART - 1) \
			substr(message, RSTART + 10, RLENGTH - 12) substr(message, RSTART + RLENGTH)
	gsub(/ \[(usertype|assigned|addressable|signed|unsigned|toplevel)\]/, "", message)
	return message
}
