package org.retzef.training.knowledge;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Guides in the database; a version that was in force is never changed. */
@Repository
class KnowledgeItems {

  private static final String SELECT =
      """
      select distinct on (code) code, phase, number, valid_from, title_he, text_he
        from knowledge_item join knowledge_version on item_id = id
       where valid_from <= :asOf
      """;

  private final DatabaseClient database;

  KnowledgeItems(DatabaseClient database) {
    this.database = database;
  }

  Mono<KnowledgeItem> publish(PublishRequest guide) {
    return database
        .sql(
            """
            with item as (
              insert into knowledge_item (id, code, phase) values (:id, :code, :phase)
              on conflict (code) do update set phase = excluded.phase
              returning id),
            last as (
              select coalesce(max(number), 0) as number, max(valid_from) as valid_from
                from knowledge_version join knowledge_item on id = item_id where code = :code)
            insert into knowledge_version (item_id, number, valid_from, title_he, text_he)
            select item.id, last.number + 1, :validFrom, :titleHe, :textHe
              from item, last
             where :validFrom >= (now() at time zone 'Asia/Jerusalem')::date
               and (last.valid_from is null or :validFrom > last.valid_from)
            returning number
            """)
        .bind("id", Ids.next())
        .bind("code", guide.code())
        .bind("phase", guide.phase().name())
        .bind("validFrom", guide.validFrom())
        .bind("titleHe", guide.titleHe())
        .bind("textHe", guide.textHe())
        .map(
            row ->
                new KnowledgeItem(
                    guide.code(),
                    guide.phase(),
                    row.get("number", Integer.class),
                    guide.validFrom(),
                    guide.titleHe(),
                    guide.textHe()))
        .one()
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("validFrom", "version-day-over"))));
  }

  /** All guides in their versions of a day. */
  Mono<List<KnowledgeItem>> inForce(LocalDate asOf) {
    return database
        .sql(SELECT + " order by code, valid_from desc")
        .bind("asOf", asOf)
        .map(KnowledgeItems::read)
        .all()
        .collectList();
  }

  Mono<KnowledgeItem> inForce(String code, LocalDate asOf) {
    return database
        .sql(SELECT + " and code = :code order by code, valid_from desc")
        .bind("asOf", asOf)
        .bind("code", code)
        .map(KnowledgeItems::read)
        .one()
        .switchIfEmpty(Mono.error(KnowledgeItemNotFound::new));
  }

  private static KnowledgeItem read(Readable row) {
    return new KnowledgeItem(
        row.get("code", String.class),
        PublishRequest.Phase.valueOf(row.get("phase", String.class)),
        row.get("number", Integer.class),
        row.get("valid_from", LocalDate.class),
        row.get("title_he", String.class),
        row.get("text_he", String.class));
  }
}
