# Sourced by the benchmarks of the gateway: the gateway as it is built, before a stub of 1 KiB JSON (nginx), with an
# issuer of tokens made up for the occasion. Nothing else need run, and nothing of it reaches beyond loopback.
stub=18090 proxy=18091 ours=18092 operators=18093 peer=18094 quitter=18095
open=/v/abcdefgh protected=/api/v1/rights
PATH=$PATH:/usr/sbin
for program in nginx wrk curl; do
  command -v "$program" >/dev/null ||
    { echo "$program is missing, and nothing was measured; Debian has it in nginx-light, wrk, curl." >&2; exit 2; }
done
java=$JAVA_HOME/bin/java
work=$(mktemp -d)
chmod 755 "$work" # nginx reads the keys as somebody else
started=()
trap '[ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
start() { "$@" >>"$work/log" 2>&1 & started+=($!); }
answers() { for _ in $(seq 300); do curl -sf -o /dev/null "$1" && return; sleep 0.2; done; tail "$work/log" >&2; exit 1; }

mvn -B -q -pl gateway,deploy/benchmark -am package -DskipTests
for jar in gateway/target/gateway-*.jar deploy/benchmark/target/benchmark-*.jar; do
  "$java" -Djarmode=tools -jar "$jar" extract --destination "$work/$(basename "$jar" | cut -d- -f1)" >/dev/null
done
json="{\"items\":[\"$(head -c 756 /dev/zero | tr '\0' x | fold -w 60 | paste -sd, | sed 's/,/","/g')\"],\"next\":null}"
json=$(printf '%-1024s' "$json")
nginx_common='pid nginx.pid; error_log stderr error; daemon off; worker_rlimit_nofile 16384;
events { worker_connections 4096; }'
nginx_http='access_log off; default_type application/json; keepalive_requests 100000000; client_body_temp_path b;
proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s; client_max_body_size 0;'
mkdir "$work/stub"
cat >"$work/stub/nginx.conf" <<END
worker_processes 1; $nginx_common
http { $nginx_http
  server { listen 127.0.0.1:$stub reuseport;
    location = /jwks { alias $work/jwks; }
    location / { return 200 '$json'; } }
  server { listen 127.0.0.1:$quitter; location / { return 444; } } }
END
token=$("$java" -cp "$work/benchmark/*:$work/benchmark/lib/*" org.retzef.gatewaypeer.MadeUpIssuer \
  "$work/jwks" http://localhost:$stub)
start nginx -p "$work/stub" -c nginx.conf
jvm=(-Xmx96m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:ReservedCodeCacheSize=64m
  -XX:MaxDirectMemorySize=48m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
gateway() { # options of the JVM, then -- and settings
  local options=()
  while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=("$1"); shift; done
  start "$java" "${jvm[@]}" -Dreactor.netty.ioWorkerCount=2 "${options[@]+"${options[@]}"}" \
    -jar "$work"/gateway/gateway-*.jar --server.address=127.0.0.1 --retzef.gateway.port=$ours \
    --retzef.management.port=$operators --retzef.issuer=http://localhost:$stub \
    --retzef.issuer-keys=http://localhost:$stub/jwks --retzef.services.basket=http://127.0.0.1:$stub \
    --retzef.services.rights=http://127.0.0.1:$stub --retzef.services.reporting=http://127.0.0.1:$quitter \
    --retzef.gateway.rates.anonymous.requests=1000000000 --retzef.gateway.rates.person.requests=1000000000 "${@:2}"
  answers http://127.0.0.1:$ours$open
}
