package org.retzef.family.post;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The register of posts in the database. */
@Repository
public class Posts {

  private static final String TERMS =
      """
      select id, post, unit::text as unit, programme, holder, lower(during) as first_day,
             upper(during) - 1 as last_day, version
        from post_term
      """;

  private final DatabaseClient database;
  private final Clock clock;

  Posts(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * For what a national manager does to one programme. Where a national manager's post answers for
   * it today, only who holds that post may: fails with {@link ProgrammeOfAnother}. A programme that
   * nobody answers for is every national manager's, and other roles have their own bounds.
   */
  public Mono<Void> requireAnswersFor(Caller caller, String programme) {
    return caller.has("national-manager")
        ? answersFor(caller, programme, LocalDate.now(clock))
            .filter(may -> may)
            .switchIfEmpty(Mono.error(ProgrammeOfAnother::new))
            .then()
        : Mono.empty();
  }

  Mono<Boolean> answersFor(Caller caller, String programme, LocalDate day) {
    return database
        .sql(
            """
            select coalesce(bool_or(holder = :caller), true) as may
              from post_term join post on code = post
             where role = 'national-manager' and programme = :programme and during @> :day::date
            """)
        .bind("caller", caller.subject())
        .bind("programme", programme)
        .bind("day", day)
        .map(row -> Boolean.TRUE.equals(row.get("may", Boolean.class)))
        .one();
  }

  Mono<List<Post>> all() {
    return database
        .sql("select code, role, level, name_he, name_ar, name_en, source from post order by place")
        .map(Posts::post)
        .all()
        .collectList();
  }

  /** Fails with {@link PostNotFound}. */
  Mono<Post> find(String code) {
    return database
        .sql(
            "select code, role, level, name_he, name_ar, name_en, source from post where code = :code")
        .bind("code", code)
        .map(Posts::post)
        .one()
        .switchIfEmpty(Mono.error(PostNotFound::new));
  }

  /**
   * Of the caller's unit, those below and those above, by post, unit and day.
   *
   * @param post only of this one
   * @param programme only those that answer for it
   * @param day only those of this day
   */
  Mono<List<PostTerm>> terms(
      Caller caller, @Nullable String post, @Nullable String programme, @Nullable LocalDate day) {
    return database
        .sql(
            TERMS
                + """
                 where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
                   and (:post::text is null or post = :post)
                   and (:programme::text is null or programme = :programme)
                   and (:day::date is null or during @> :day)
                 order by post, unit, programme, during
                 limit 1000
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("post", Parameters.in(R2dbcType.VARCHAR, post))
        .bind("programme", Parameters.in(R2dbcType.VARCHAR, programme))
        .bind("day", Parameters.in(R2dbcType.DATE, day))
        .map(Posts::term)
        .all()
        .collectList();
  }

  /** Fails with {@link TermNotFound}. */
  Mono<PostTerm> term(String post, UUID id) {
    return termBy(post, id, "");
  }

  /** Nobody else changes it until this transaction ends. */
  Mono<PostTerm> lock(String post, UUID id) {
    return termBy(post, id, " for update");
  }

  private Mono<PostTerm> termBy(String post, UUID id, String lock) {
    return database
        .sql(TERMS + " where post = :post and id = :id" + lock)
        .bind("post", post)
        .bind("id", id)
        .map(Posts::term)
        .one()
        .switchIfEmpty(Mono.error(TermNotFound::new));
  }

  /** Fails with {@link PostHeldAlready}. */
  Mono<Void> insert(UUID id, String post, TermRequest request) {
    return database
        .sql(
            """
            insert into post_term (id, post, unit, programme, holder, during)
            values (:id, :post, :unit::ltree, :programme, :holder,
                    daterange(:from::date, :until::date, '[]'))
            """)
        .bind("id", id)
        .bind("post", post)
        .bind("unit", request.unit().path())
        .bind("programme", request.programme())
        .bind("holder", request.holder())
        .bind("from", request.from())
        .bind("until", Parameters.in(R2dbcType.DATE, request.until()))
        .then()
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new PostHeldAlready());
  }

  /** Fails with {@link PostHeldAlready}. */
  Mono<Void> end(UUID id, LocalDate until) {
    return database
        .sql(
            """
            update post_term
               set during = daterange(lower(during), :until::date, '[]'), version = version + 1
             where id = :id
            """)
        .bind("until", until)
        .bind("id", id)
        .then()
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new PostHeldAlready());
  }

  private static Post post(Readable row) {
    return new Post(
        row.get("code", String.class),
        row.get("role", String.class),
        Post.Level.valueOf(row.get("level", String.class)),
        row.get("name_he", String.class),
        row.get("name_ar", String.class),
        row.get("name_en", String.class),
        row.get("source", String.class));
  }

  private static PostTerm term(Readable row) {
    @Nullable LocalDate until = row.get("last_day", LocalDate.class);
    return new PostTerm(
        row.get("id", UUID.class),
        row.get("post", String.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("programme", String.class),
        row.get("holder", String.class),
        row.get("first_day", LocalDate.class),
        until,
        row.get("version", Long.class));
  }
}
