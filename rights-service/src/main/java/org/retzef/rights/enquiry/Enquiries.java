package org.retzef.rights.enquiry;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Enquiries in the database. */
@Repository
class Enquiries {

  private static final String SELECT =
      """
      select id, unit::text as unit, line, topic, outcome, asked_at, answered_at, version
        from enquiry
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Enquiries(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(Caller caller, UUID id, LogEnquiryRequest request) {
    return database
        .sql(
            """
            insert into enquiry (id, unit, line, topic, asked_at, logged_by)
            values (:id, :unit::ltree, :line, :topic, :askedAt, :by)
            """)
        .bind("id", id)
        .bind("unit", request.unit().path())
        .bind("line", request.line().name())
        .bind("topic", request.topic().name())
        .bind("askedAt", request.askedAt())
        .bind("by", caller.subject())
        .then();
  }

  Mono<Enquiry> find(Caller caller, UUID id) {
    return findBy(SELECT + " and id = :id", caller, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Enquiry> lock(Caller caller, UUID id) {
    return findBy(SELECT + " and id = :id for update", caller, id);
  }

  private Mono<Enquiry> findBy(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Enquiries::read)
        .one()
        .switchIfEmpty(Mono.error(EnquiryNotFound::new));
  }

  Mono<Void> answer(UUID id, AnswerEnquiryRequest answer) {
    return database
        .sql(
            """
            update enquiry set outcome = :outcome, answered_at = :at, version = version + 1
             where id = :id
            """)
        .bind("outcome", answer.outcome().name())
        .bind("at", answer.answeredAt())
        .bind("id", id)
        .then();
  }

  Mono<Page<Enquiry>> list(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Enquiries::read)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  /** Counted out of the records, by line and topic. */
  Mono<List<EnquiryCount>> count(Caller caller, Instant from, Instant to) {
    return database
        .sql(
            """
            select line, topic, count(*)::integer as asked, count(answered_at)::integer as answered,
                   (percentile_cont(0.5) within group (
                      order by extract(epoch from answered_at - asked_at)) / 60)::bigint as minutes
              from enquiry
             where unit <@ :callerUnit::ltree and asked_at >= :from and asked_at < :to
             group by line, topic
             order by line, topic
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("to", to)
        .map(
            row ->
                new EnquiryCount(
                    Enquiry.Line.valueOf(row.get("line", String.class)),
                    Enquiry.Topic.valueOf(row.get("topic", String.class)),
                    row.get("asked", Integer.class),
                    row.get("answered", Integer.class),
                    row.get("minutes", Long.class)))
        .all()
        .collectList();
  }

  private static Enquiry read(Readable row) {
    return new Enquiry(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        Enquiry.Line.valueOf(row.get("line", String.class)),
        Enquiry.Topic.valueOf(row.get("topic", String.class)),
        outcome(row.get("outcome", String.class)),
        row.get("asked_at", Instant.class),
        row.get("answered_at", Instant.class),
        row.get("version", Long.class));
  }

  private static Enquiry.@Nullable Outcome outcome(@Nullable String code) {
    return code == null ? null : Enquiry.Outcome.valueOf(code);
  }
}
