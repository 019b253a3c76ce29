package org.retzef.family.questionnaire;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.overlay.Mode;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Questionnaires and their versions in the database. */
@Repository
class Questionnaires {

  private static final String SELECT =
      """
      select id, audience, mode, name_he, name_ar, name_en, number, status, published_number,
             definition::text as definition, version
        from questionnaire
        join questionnaire_version on questionnaire_id = id
      """;

  private static final String LATEST =
      " number = (select max(number) from questionnaire_version where questionnaire_id = id) ";

  private final DatabaseClient database;

  Questionnaires(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(Questionnaire questionnaire, String author) {
    var statement =
        database
            .sql(
                """
                insert into questionnaire (id, audience, mode, name_he, name_ar, name_en, version)
                values (:id, :audience, :mode, :nameHe, :nameAr, :nameEn, :version)
                """)
            .bind("id", questionnaire.id())
            .bind("audience", questionnaire.audience().name())
            .bind("mode", questionnaire.mode().name())
            .bind("nameHe", questionnaire.nameHe())
            .bind("version", questionnaire.version());
    statement = bind(statement, "nameAr", questionnaire.nameAr());
    statement = bind(statement, "nameEn", questionnaire.nameEn());
    return statement.then().then(writeDraft(questionnaire, author));
  }

  private static DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable String value) {
    return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
  }

  Mono<Void> writeDraft(Questionnaire draft, String author) {
    return database
        .sql(
            """
            insert into questionnaire_version
              (questionnaire_id, number, status, definition, written_by)
            values (:id, :number, 'DRAFT', :definition::jsonb, :author)
            on conflict (questionnaire_id, number) do update
               set definition = excluded.definition, written_by = excluded.written_by
            """)
        .bind("id", draft.id())
        .bind("number", draft.number())
        .bind("definition", draft.definition().json())
        .bind("author", author)
        .then();
  }

  Mono<Void> publish(Questionnaire published) {
    return database
        .sql(
            """
            update questionnaire_version set status = 'PUBLISHED', published_at = now()
             where questionnaire_id = :id and number = :number
            """)
        .bind("id", published.id())
        .bind("number", published.number())
        .then();
  }

  Mono<Void> touch(Questionnaire questionnaire) {
    var statement =
        database
            .sql(
                """
                update questionnaire set version = :version, published_number = :publishedNumber
                 where id = :id
                """)
            .bind("id", questionnaire.id())
            .bind("version", questionnaire.version());
    Integer published = questionnaire.publishedNumber();
    return (published == null
            ? statement.bindNull("publishedNumber", Integer.class)
            : statement.bind("publishedNumber", published))
        .then();
  }

  /** In its latest version. */
  Mono<Questionnaire> find(UUID id) {
    return one(SELECT + " where id = :id and" + LATEST, id);
  }

  /** As {@link #find(UUID)}, and nobody else changes it until this transaction ends. */
  Mono<Questionnaire> lock(UUID id) {
    return database
        .sql("select id from questionnaire where id = :id for update")
        .bind("id", id)
        .fetch()
        .first()
        .then(Mono.defer(() -> find(id)));
  }

  private Mono<Questionnaire> one(String sql, UUID id) {
    return database
        .sql(sql)
        .bind("id", id)
        .map(Questionnaires::read)
        .one()
        .switchIfEmpty(Mono.error(QuestionnaireNotFound::new));
  }

  Mono<Questionnaire> find(UUID id, int number) {
    return database
        .sql(SELECT + " where id = :id and number = :number")
        .bind("id", id)
        .bind("number", number)
        .map(Questionnaires::read)
        .one()
        .switchIfEmpty(Mono.error(QuestionnaireNotFound::new));
  }

  /** In their latest versions. */
  Mono<Page<Questionnaire>> all(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after and" + LATEST + "order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Questionnaires::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, questionnaire -> questionnaire.id().toString()));
  }

  private static Questionnaire read(Readable row) {
    return new Questionnaire(
        row.get("id", UUID.class),
        Questionnaire.Audience.valueOf(row.get("audience", String.class)),
        Mode.valueOf(row.get("mode", String.class)),
        row.get("name_he", String.class),
        row.get("name_ar", String.class),
        row.get("name_en", String.class),
        row.get("number", Integer.class),
        Questionnaire.Status.valueOf(row.get("status", String.class)),
        row.get("published_number", Integer.class),
        FormDefinition.ofJson(row.get("definition", String.class)),
        row.get("version", Long.class));
  }
}
