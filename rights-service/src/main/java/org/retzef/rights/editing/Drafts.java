package org.retzef.rights.editing;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.catalogue.Right;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Drafts in the database. They belong to the catalogue, and so to no unit. */
@Repository
class Drafts {

  private static final String SELECT =
      """
      select id, content::text as content, suggestion, status, author, reviewer, note,
             published_version, changed_at, version
        from right_draft
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  Drafts(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Inserts the draft, or writes it in place of what was there. */
  Mono<Void> save(Draft draft) {
    UUID suggestion = draft.suggestion();
    return database
        .sql(
            """
            insert into right_draft
              (id, code, content, suggestion, status, author, reviewer, note, published_version,
               changed_at, version)
            values
              (:id, :code, :content::jsonb, :suggestion, :status, :author, :reviewer, :note,
               :publishedVersion, :changedAt, :version)
            on conflict (id) do update
               set code = excluded.code, content = excluded.content, status = excluded.status,
                   author = excluded.author, reviewer = excluded.reviewer, note = excluded.note,
                   published_version = excluded.published_version,
                   changed_at = excluded.changed_at, version = excluded.version
            """)
        .bind("id", draft.id())
        .bind("code", draft.right().code())
        .bind("content", json.writeValueAsString(draft.right()))
        .bind(
            "suggestion",
            suggestion == null ? Parameters.in(UUID.class) : Parameters.in(suggestion))
        .bind("status", draft.status().name())
        .bind("author", draft.author())
        .bind("reviewer", Parameters.in(R2dbcType.VARCHAR, draft.reviewer()))
        .bind("note", Parameters.in(R2dbcType.VARCHAR, draft.note()))
        .bind("publishedVersion", Parameters.in(R2dbcType.INTEGER, draft.publishedVersion()))
        .bind("changedAt", draft.changedAt())
        .bind("version", draft.version())
        .then();
  }

  Mono<Draft> find(UUID id) {
    return findBy(SELECT + " where id = :id", id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Draft> lock(UUID id) {
    return findBy(SELECT + " where id = :id for update", id);
  }

  private Mono<Draft> findBy(String sql, UUID id) {
    return database
        .sql(sql)
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(DraftNotFound::new));
  }

  Mono<Page<Draft>> list(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  private Draft read(Readable row) {
    return new Draft(
        row.get("id", UUID.class),
        json.readValue(row.get("content", String.class), Right.class),
        row.get("suggestion", UUID.class),
        Draft.Status.valueOf(row.get("status", String.class)),
        row.get("author", String.class),
        row.get("reviewer", String.class),
        row.get("note", String.class),
        row.get("published_version", Integer.class),
        row.get("changed_at", Instant.class),
        row.get("version", Long.class));
  }
}
