package org.retzef.family.audit;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The lines and their chain in the database. */
@Repository
class AuditLines {

  /** All of a line as one text, the same for every session and every time of asking. */
  private static final String CONTENT =
      """
      jsonb_build_array(id, extract(epoch from at), actor, roles, unit::text, client, purpose,
                        method, route, object, families, status, trace_id)::text as content
      """;

  private final DatabaseClient database;

  AuditLines(DatabaseClient database) {
    this.database = database;
  }

  /** Lines that are not in the chain yet, in the order of their times. */
  Mono<List<Unsealed>> unsealed(int limit) {
    return database
        .sql(
            "select id, at, "
                + CONTENT
                + " from audit_line where position is null order by at, id limit :limit")
        .bind("limit", limit)
        .map(
            row ->
                new Unsealed(
                    row.get("id", Long.class),
                    row.get("at", Instant.class),
                    row.get("content", String.class)))
        .all()
        .collectList();
  }

  record Unsealed(long id, Instant at, String content) {}

  /** Whether this copy of the service seals now; until the end of the transaction no other does. */
  Mono<Boolean> claimSealing() {
    return database
        .sql("select pg_try_advisory_xact_lock(hashtext('audit sealing')) as claimed")
        .mapValue(Boolean.class)
        .one();
  }

  /** The chain's end; position 0 before the first line. */
  Mono<ChainLink> head() {
    return database
        .sql("select position, hash from audit_seal order by position desc limit 1")
        .map(
            row ->
                new ChainLink(
                    row.get("position", Long.class), row.get("hash", byte[].class), null, null))
        .one()
        .defaultIfEmpty(new ChainLink(0, Hash.NONE, null, null));
  }

  Mono<Void> seal(List<Unsealed> lines, List<ChainLink> links) {
    ChainLink head = links.getLast();
    return database
        .sql(
            """
            with sealed as (
              update audit_line set position = link.position, hash = decode(link.hash, 'hex')
                from unnest(:ids::bigint[], :ats::timestamptz[], :positions::bigint[],
                            :hashes::text[]) as link (id, at, position, hash)
               where audit_line.id = link.id and audit_line.at = link.at
              returning audit_line.position)
            insert into audit_seal (position, hash, lines)
            select :position, decode(:hash, 'hex'), count(*) from sealed
            """)
        .bind("ids", lines.stream().map(Unsealed::id).toArray(Long[]::new))
        .bind("ats", lines.stream().map(line -> line.at().toString()).toArray(String[]::new))
        .bind("positions", links.stream().map(ChainLink::position).toArray(Long[]::new))
        .bind("hashes", links.stream().map(link -> hex(link.hash())).toArray(String[]::new))
        .bind("position", head.position())
        .bind("hash", hex(head.hash()))
        .then();
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** The chain after a position, in its order, with what is left of lines that were forgotten. */
  Flux<ChainLink> chainAfter(long position, int limit) {
    return database
        .sql(
            "select * from ((select position, hash, id, "
                + CONTENT
                + """
                   from audit_line where position > :after order by position, id limit :limit)
                  union all
                  (select position, hash, null, null from audit_stub
                    where position > :after order by position limit :limit)) as link
                 order by position, id limit :limit
                """)
        .bind("after", position)
        .bind("limit", limit)
        .map(
            row ->
                new ChainLink(
                    row.get("position", Long.class),
                    row.get("hash", byte[].class),
                    row.get("id", Long.class),
                    row.get("content", String.class)))
        .all();
  }

  Mono<Long> unsealedForLong() {
    return database
        .sql(
            """
            select count(*) as waiting from audit_line
             where position is null and at < now() - interval '2 minutes'
            """)
        .mapValue(Long.class)
        .one();
  }

  Mono<Void> makeMonths() {
    return database.sql("select make_audit_months(3)").then();
  }

  /** Lines of actors in the auditor's unit, oldest first. */
  Mono<Page<AuditLine>> find(Caller auditor, AuditQuery asked, PageRequest page) {
    var statement =
        database
            .sql(
                """
                select id, at, actor, roles, unit::text as unit, client, purpose, method, route,
                       object, families, status, trace_id
                  from audit_line
                 where unit <@ :callerUnit::ltree and id > :after and at >= :from and at < :to
                """
                    + (asked.familyId() == null ? "" : " and families @> array[:family::uuid]")
                    + (asked.actor() == null ? "" : " and actor = :actor")
                    + " order by id limit :limit")
            .bind("callerUnit", auditor.unitPath())
            .bind("after", page.after(0L, Long::valueOf))
            .bind("from", asked.from())
            .bind("to", asked.to())
            .bind("limit", page.limitPlusOne());
    if (asked.familyId() != null) {
      statement = statement.bind("family", asked.familyId());
    }
    if (asked.actor() != null) {
      statement = statement.bind("actor", asked.actor());
    }
    return statement
        .map(AuditLines::read)
        .all()
        .collectList()
        .map(lines -> Page.of(lines, page, line -> Long.toString(line.id())));
  }

  private static AuditLine read(Readable row) {
    return new AuditLine(
        row.get("id", Long.class),
        row.get("at", Instant.class),
        row.get("actor", String.class),
        List.of(row.get("roles", String[].class)),
        row.get("unit", String.class),
        row.get("client", String.class),
        row.get("purpose", String.class),
        row.get("method", String.class),
        row.get("route", String.class),
        row.get("object", String.class),
        List.of(row.get("families", UUID[].class)),
        row.get("status", Integer.class),
        row.get("trace_id", String.class));
  }
}
