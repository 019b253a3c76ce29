package org.retzef.rights.catalogue;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.eligibility.rules.Condition;
import org.retzef.rights.eligibility.rules.ConditionWriter;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The versions of rights in the database. No unit stands in the queries: the law is one for all.
 */
@Repository
class Rights {

  private static final String SELECT =
      """
      select code, category, name_he, name_en, name_ar, body_he, body_en,
             conditions::text as conditions, benefit_en, steps_en, documents_en, legal_basis,
             source_url, figures_year, confidence, valid_from, valid_to, version, published_on
        from right_version
      """;

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Clock clock;
  private final FactSchema schema;

  Rights(DatabaseClient database, JsonMapper json, Clock clock, FactSchema schema) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.schema = schema;
  }

  /** The rights in force by code, of one category or of all. */
  Mono<Page<RightListItem>> inForce(@Nullable Category category, PageRequest page) {
    return database
        .sql(
            """
            select code, category, name_he, name_en, name_ar, body_he, body_en, benefit_en,
                   figures_year, version
              from right_version
             where replaced_on is null and code > :after
               and (:category::text is null or category = :category)
             order by code
             limit :limit
            """)
        .bind("after", page.after("", Function.identity()))
        .bind("category", optional(category == null ? null : category.name()))
        .bind("limit", page.limitPlusOne())
        .map(this::readListItem)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, RightListItem::code));
  }

  /** The version in force; fails with {@link RightNotFound}. */
  Mono<PublishedRight> find(String code) {
    return database
        .sql(SELECT + " where code = :code and replaced_on is null")
        .bind("code", code)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(RightNotFound::new));
  }

  /** One version, in force or not; fails with {@link RightNotFound}. */
  Mono<PublishedRight> find(String code, int version) {
    return database
        .sql(SELECT + " where code = :code and version = :version")
        .bind("code", code)
        .bind("version", version)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(RightNotFound::new));
  }

  /** All that is in force, whole, for an export. */
  Flux<PublishedRight> allInForce() {
    return database.sql(SELECT + " where replaced_on is null order by code").map(this::read).all();
  }

  /** The history of a right from its first version on. */
  Mono<Page<RightVersion>> versions(String code, PageRequest page) {
    return database
        .sql(
            """
            select version, published_on, replaced_on, figures_year, valid_from, valid_to,
                   source_session
              from right_version
             where code = :code and version > :after
             order by version
             limit :limit
            """)
        .bind("code", code)
        .bind("after", page.after(0, Integer::valueOf))
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new RightVersion(
                    row.get("version", Integer.class),
                    row.get("published_on", LocalDate.class),
                    row.get("replaced_on", LocalDate.class),
                    row.get("figures_year", Integer.class),
                    row.get("valid_from", LocalDate.class),
                    row.get("valid_to", LocalDate.class),
                    row.get("source_session", UUID.class)))
        .all()
        .collectList()
        .map(versions -> Page.of(versions, page, version -> Integer.toString(version.version())));
  }

  /**
   * Whether there is no right at all. Until the transaction ends nobody else publishes, so that two
   * copies of the service that start together do not both load.
   */
  Mono<Boolean> lockIfEmpty() {
    return database
        .sql("lock table right_version in share row exclusive mode")
        .then()
        .then(
            database
                .sql("select not exists (select from right_version) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  /** Ends the version in force and answers its number, or 0 where there is none. */
  Mono<Integer> replace(String code, LocalDate today) {
    return lock(code).then(end(code, today));
  }

  /** Two editors who publish the same right at once get two versions, one after the other. */
  private Mono<Void> lock(String code) {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('right ' || :code))")
        .bind("code", code)
        .map(_ -> true) // a row that nobody reads is never given back
        .one()
        .then();
  }

  private Mono<Integer> end(String code, LocalDate today) {
    return database
        .sql(
            """
            update right_version set replaced_on = :today
             where code = :code and replaced_on is null
            returning version
            """)
        .bind("today", today)
        .bind("code", code)
        .map(row -> row.get("version", Integer.class))
        .one()
        .defaultIfEmpty(0);
  }

  Mono<Void> insert(
      CheckedRight checked, int version, LocalDate publishedOn, @Nullable UUID sourceSession) {
    Right right = checked.right();
    List<String> documents = right.documentsEn();
    return database
        .sql(
            """
            insert into right_version
              (code, version, published_on, category, name_he, name_en, name_ar, body_he, body_en,
               conditions, benefit_en, steps_en, documents_en, legal_basis, source_url, figures_year,
               confidence, valid_from, valid_to, sensitive, source_session)
            values
              (:code, :version, :publishedOn, :category, :nameHe, :nameEn, :nameAr, :bodyHe, :bodyEn,
               :conditions::jsonb, :benefitEn, :stepsEn, :documentsEn, :legalBasis, :sourceUrl,
               :figuresYear, :confidence, :validFrom, :validTo, :sensitive, :sourceSession)
            """)
        .bind("code", right.code())
        .bind("version", version)
        .bind("publishedOn", publishedOn)
        .bind("category", right.category().name())
        .bind("nameHe", right.nameHe())
        .bind("nameEn", optional(right.nameEn()))
        .bind("nameAr", optional(right.nameAr()))
        .bind("bodyHe", right.bodyHe())
        .bind("bodyEn", optional(right.bodyEn()))
        .bind("conditions", json.writeValueAsString(right.conditions().toArray(Condition[]::new)))
        .bind("benefitEn", right.benefitEn())
        .bind("stepsEn", right.stepsEn().toArray(String[]::new))
        .bind(
            "documentsEn",
            documents == null
                ? Parameters.in(String[].class)
                : Parameters.in(documents.toArray(String[]::new)))
        .bind("legalBasis", optional(right.legalBasis()))
        .bind("sourceUrl", right.sourceUrl())
        .bind("figuresYear", Parameters.in(R2dbcType.INTEGER, right.figuresYear()))
        .bind("confidence", right.confidence().name())
        .bind("validFrom", Parameters.in(R2dbcType.DATE, right.validFrom()))
        .bind("validTo", Parameters.in(R2dbcType.DATE, right.validTo()))
        .bind("sensitive", checked.sensitive())
        .bind(
            "sourceSession",
            sourceSession == null ? Parameters.in(UUID.class) : Parameters.in(sourceSession))
        .then();
  }

  private RightListItem readListItem(Readable row) {
    Integer figuresYear = row.get("figures_year", Integer.class);
    return new RightListItem(
        row.get("code", String.class),
        Category.valueOf(row.get("category", String.class)),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        row.get("name_ar", String.class),
        row.get("body_he", String.class),
        row.get("body_en", String.class),
        row.get("benefit_en", String.class),
        figuresYear,
        isOutdated(figuresYear),
        row.get("version", Integer.class));
  }

  private PublishedRight read(Readable row) {
    Integer figuresYear = row.get("figures_year", Integer.class);
    Right right =
        new Right(
            row.get("code", String.class),
            Category.valueOf(row.get("category", String.class)),
            row.get("name_he", String.class),
            row.get("name_en", String.class),
            row.get("name_ar", String.class),
            row.get("body_he", String.class),
            row.get("body_en", String.class),
            List.of(json.readValue(row.get("conditions", String.class), Condition[].class)),
            row.get("benefit_en", String.class),
            List.of(row.get("steps_en", String[].class)),
            list(row.get("documents_en", String[].class)),
            row.get("legal_basis", String.class),
            row.get("source_url", String.class),
            figuresYear,
            Confidence.valueOf(row.get("confidence", String.class)),
            row.get("valid_from", LocalDate.class),
            row.get("valid_to", LocalDate.class));
    return new PublishedRight(
        right,
        row.get("version", Integer.class),
        row.get("published_on", LocalDate.class),
        isOutdated(figuresYear),
        isMachineCheckable(right.conditions()));
  }

  private boolean isMachineCheckable(List<Condition> conditions) {
    return conditions.stream().flatMap(ConditionWriter::facts).anyMatch(schema::isForAnyone);
  }

  private static @Nullable List<String> list(String @Nullable [] items) {
    return items == null ? null : List.of(items);
  }

  /** Amounts hold to the end of their year; a year after that they are outdated. */
  private boolean isOutdated(@Nullable Integer figuresYear) {
    return figuresYear != null && figuresYear < LocalDate.now(clock).getYear() - 1;
  }

  private static Parameter optional(@Nullable String text) {
    return Parameters.in(R2dbcType.VARCHAR, text);
  }
}
