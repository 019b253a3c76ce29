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

# Waits until the database's news are all in Kafka.
settled() {
  until [ "$(psql -Atc 'select count(*) from outbox where published_at is null')" = 0 ]; do sleep 0.2; done
}
