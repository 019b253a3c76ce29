package org.retzef.family.audit;

import static org.retzef.platform.outbox.StatementPart.valueOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines: those of commands one by one, in their transaction; those of reads together. */
@Component
class AuditLog {

  private static final int AT_ONCE = 500;

  private static final String INSERT_FROM =
      """
      audited as (
        insert into audit_line (actor, roles, unit, client, purpose, method, route, object,
                                families, status, trace_id)
        select :auditActor, :auditRoles, :auditUnit::ltree, :auditClient, :auditPurpose,
               :auditMethod, :auditRoute, :auditObject, :auditFamilies, :auditStatus,
               :auditTrace
          from \
      """;

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  AuditLog(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** To be written within the one statement that a command is. */
  static StatementPart part(AuditEntry entry, String happened) {
    return new StatementPart(
        INSERT_FROM + happened + "\n),\n",
        Map.ofEntries(
            Map.entry("auditActor", entry.actor()),
            Map.entry("auditRoles", entry.roles().toArray(String[]::new)),
            Map.entry("auditUnit", entry.unit()),
            Map.entry("auditClient", valueOf(String.class, entry.client())),
            Map.entry("auditPurpose", valueOf(String.class, entry.purpose())),
            Map.entry("auditMethod", entry.method()),
            Map.entry("auditRoute", entry.route()),
            Map.entry("auditObject", valueOf(String.class, entry.object())),
            Map.entry("auditFamilies", entry.families().toArray(UUID[]::new)),
            Map.entry("auditStatus", (short) entry.status()),
            Map.entry("auditTrace", valueOf(String.class, entry.traceId()))));
  }

  /** In the transaction that it finds. */
  Mono<Void> writeNow(AuditEntry entry) {
    return insert(List.of(entry));
  }

  /**
   * Completes when the line is durable. While one insert is under way, lines that come gather for
   * the next: many readers at once pay for one commit.
   */
  Mono<Void> write(AuditEntry entry) {
    return Mono.defer(
        () -> {
          var line = new Waiting(entry, Sinks.empty());
          waiting.add(line);
          writeWaiting();
          return line.done().asMono();
        });
  }

  private void writeWaiting() {
    if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
      return;
    }
    List<Waiting> lines = take();
    insert(lines.stream().map(Waiting::entry).toList())
        .subscribe(
            nothing -> {},
            failure -> {
              release();
              lines.forEach(line -> line.done().tryEmitError(failure));
            },
            () -> {
              release();
              lines.forEach(line -> line.done().tryEmitEmpty());
            });
  }

  private List<Waiting> take() {
    List<Waiting> lines = new ArrayList<>();
    Waiting next;
    while (lines.size() < AT_ONCE && (next = waiting.poll()) != null) {
      lines.add(next);
    }
    return lines;
  }

  private void release() {
    writing.set(false);
    writeWaiting();
  }

  private Mono<Void> insert(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into audit_line (actor, roles, unit, client, purpose, method, route, object,
                                    families, status, trace_id)
            select actor, roles, unit::ltree, client, purpose, method, route, object, families,
                   status, "traceId"
              from jsonb_to_recordset(:lines::jsonb)
                   as line (actor text, roles text[], unit text, client text, purpose text,
                            method text, route text, object text, families uuid[],
                            status smallint, "traceId" text)
            """)
        .bind("lines", json.writeValueAsString(entries))
        .then();
  }

  private record Waiting(AuditEntry entry, Sinks.Empty<Void> done) {}
}
