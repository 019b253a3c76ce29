# Sourced by the benchmarks that compare a service with its database or with a peer: the machine is theirs.

# Lets only these services work until the benchmark ends; the others stand still, or they would take the events that
# one side's run left to them during the run of the other.
only() {
  local pids=$home/pids process
  resting=()
  for process in gateway family-service basket-service training-service rights-service reporting-service; do
    [[ " $* " == *" $process "* ]] || [ ! -f "$pids/$process" ] || resting+=("$(cut -d' ' -f1 "$pids/$process")")
  done
  kill -STOP "${resting[@]}"
}
wake() { [ -z "${resting[*]:-}" ] || kill -CONT "${resting[@]}"; }

# Waits until the database's news are all in Kafka.
settled() {
  until [ "$(psql -Atc 'select count(*) from outbox where published_at is null')" = 0 ]; do sleep 0.2; done
}
