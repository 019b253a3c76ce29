# Sourced by the benchmarks that compare a service with its database or with a peer: the machine is theirs.

# Lets only these services work until the benchmark ends; the others stand still, or they would take the events that
# one side's run left to them during the run of the other.
only() {
  local pids=$home/pids process pid
  resting=()
  for process in gateway family-service basket-service training-service rights-service reporting-service; do
    [ -f "$pids/$process" ] || continue
    pid=$(cut -d' ' -f1 "$pids/$process")
    if [[ " $* " == *" $process "* ]]; then jvm "$process" "$pid"; else resting+=("$pid"); fi
  done
  kill -STOP "${resting[@]}"
}
# What a measured JVM runs with: the second stage of its compiler begins sooner or later (decision 0024).
jvm() { # name, process
  echo "$1: $("$JAVA_HOME/bin/jcmd" "$2" VM.flags | tr ' ' '\n' |
    grep -E '^-XX:(MaxHeapSize|Tier4InvocationThreshold|TieredStopAtLevel|\+Use.*GC)' | tr '\n' ' ')"
}
wake() { [ -z "${resting[*]:-}" ] || kill -CONT "${resting[@]}"; }

# Repeats a command until it succeeds; gives up after two minutes.
await() {
  local end=$((SECONDS + 120))
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo "Waited for two minutes: $*" >&2; exit 1; }
    sleep 0.2
  done
}

# Waits until the database's news are all in Kafka.
settled() { await news_are_told; }
news_are_told() { [ "$(psql -Atc 'select count(*) from outbox where published_at is null')" = 0 ]; }
