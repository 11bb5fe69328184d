#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The graph on a cluster: Slurm of Debian (slurmctld, slurmd, slurm-client, munge), started here with two nodes on
# this machine, whose jobs see the same files.
load common

CTLD_PORT=$((20000 + RANDOM % 10000))
LAUNCHER='srun --quiet --quit-on-interrupt --exclusive -N1 -n1 -c1 --mem=0'
TREE=$FIXTURES/linux-6.6

# configure FOLDER: a cluster that nobody else knows of.
configure()
{
	local name

	cat >"$1/slurm.conf" <<END
ClusterName=guptidy
SlurmctldHost=localhost
SlurmctldPort=$CTLD_PORT
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$1/munge.socket
CredType=cred/munge
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool-%n
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/slurmd-%n.pid
SlurmctldLogFile=$1/slurmctld.log
SlurmdLogFile=$1/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=5
KillWait=1
PartitionName=all Nodes=one,two Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:4
END
	for name in one two; do
		mkdir "$1/spool-$name"
		CTLD_PORT=$((CTLD_PORT + 1))
		echo "NodeName=$name NodeHostname=localhost NodeAddr=127.0.0.1 Port=$CTLD_PORT CPUs=2" \
			>>"$1/slurm.conf"
	done
	mkdir "$1/state"
}

# Daemons that outlive neither the file nor its failure.
begin()
{
	"$@" >/dev/null 2>&1 3>&- &
	echo $! >>"$BATS_FILE_TMPDIR/pids"
	disown
}

start_node()
{
	begin slurmd -D -N "$1"
	echo $! >"$BATS_FILE_TMPDIR/slurmd-$1"
}

# Where nobody answers, each question takes its time.
idle()
{
	for ((until = SECONDS + 60; SECONDS < until; )); do
		[ "$(timeout 5 sinfo -h -N -t idle -o %N 2>/dev/null | wc -l)" -eq 2 ] && return
		sleep 0.3
	done
	return 1
}

# The nodes talk by the loopback device, which a namespace without a network has, but not up.
has_loopback()
{
	(exec 3<>/dev/udp/127.0.0.1/9) 2>/dev/null
}

setup_file()
{
	local folder=$BATS_FILE_TMPDIR

	command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v munged >/dev/null &&
		command -v salloc >/dev/null && [ "$(id -u)" -eq 0 ] && has_loopback || return 0
	head -c 1024 /dev/urandom >"$folder/munge.key"
	chmod 400 "$folder/munge.key"
	chmod 755 "$folder"
	configure "$folder"
	export SLURM_CONF=$folder/slurm.conf
	begin munged --force --foreground --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
		--pid-file="$folder/munged.pid" --log-file="$folder/munged.log" --seed-file="$folder/munge.seed"
	for ((i = 0; i < 50; i++)); do
		[ ! -S "$folder/munge.socket" ] || break
		sleep 0.1
	done
	begin slurmctld -D
	start_node one
	start_node two
	idle || unset SLURM_CONF
}

teardown_file()
{
	[ ! -f "$BATS_FILE_TMPDIR/pids" ] || xargs kill -9 <"$BATS_FILE_TMPDIR/pids" 2>/dev/null || true
}

needs_cluster()
{
	[ -n "${SLURM_CONF:-}" ] || skip "needs root, the loopback device, and slurmctld, slurmd, slurm-client and munge, to start"
}

# on_cluster NODES COMMAND...: in an allocation of so many.
on_cluster()
{
	timeout 120 salloc --quiet --no-kill "-N$1" "-n$((2 * $1))" "$GUPTIDY" "${@:2}"
}

# A job that says where it is, and takes its time.
slow()
{
	cat >slow <<END
#!/bin/sh
echo "\$SLURMD_NODENAME \$\$" >>$PWD/where
sleep $1
exec "\$@"
END
	chmod +x slow
}

@test "slurm: the same bytes as here, from both nodes" {
	needs_cluster
	slow 0.1
	run guptidy check --ask-compiler "$TREE"
	printf '%s\n' "$output" >here
	run -1 on_cluster 2 check --ask-compiler --work work -j4 --launcher "$LAUNCHER $PWD/slow" "$TREE"
	cmp here - <<<"$output"
	[ "$(cut -d' ' -f1 where | sort -u | paste -sd ' ')" = 'one two' ]
}

@test "slurm: a matrix, with its trees read on the nodes" {
	needs_cluster
	run guptidy run --check --matrix --work here "$FIXTURES/linux-5.1" "$TREE"
	printf '%s\n' "$output" >alone
	run -1 on_cluster 2 run --check --matrix --work work -j4 --launcher "$LAUNCHER" "$FIXTURES/linux-5.1" "$TREE"
	cmp alone - <<<"$output"
}

@test "slurm: a lost node costs a second run" {
	needs_cluster
	slow 1
	run guptidy check --ask-compiler --work work "$TREE"
	printf '%s\n' "$output" >here
	rm work/*/*.answers	# a lost header is only slower
	on_cluster 2 check --ask-compiler --work work -j4 --launcher "$LAUNCHER $PWD/slow" "$TREE" >out 2>err 3>&- &
	cluster=$!
	# One of two jobs may be the header's.
	for ((i = 0; i < 100; i++)); do
		[ "$(grep -c two where 2>/dev/null)" != 2 ] || break
		sleep 0.1
	done
	# The daemon, and its jobs with those who watch them.
	kill -9 "$(cat "$BATS_FILE_TMPDIR/slurmd-two")"
	sed -n 's/^two //p' where | while read -r job; do
		kill -9 "$(ps -o ppid= -p "$job" | tr -d ' ')" "$job" 2>/dev/null || true
	done
	status=0
	wait $cluster || status=$?
	[ "$status" -eq 2 ]
	holds "$(cat err)" "its job came to nothing; run again"
	[ "$(find work -name '*.answers' | wc -l)" -gt 0 ]
	slow 0.1
	run -1 on_cluster 1 check --ask-compiler --work work -j2 --launcher "$LAUNCHER $PWD/slow" "$TREE"
	cmp here - <<<"$output"
	start_node two
	idle
}
