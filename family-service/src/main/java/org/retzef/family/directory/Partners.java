package org.retzef.family.directory;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The directory in the database. */
@Repository
public class Partners {

  private static final String SELECT =
      """
      select code, kind, name_he, name_ar, name_en, contact_post, source, version,
             (select coalesce(jsonb_agg(jsonb_build_object('code', legal_basis, 'scopes', scopes)
                                        order by legal_basis), '[]')::text
                from partner_legal_basis where partner = partner.code) as legal_bases
        from partner
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  Partners(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** The most that an agreement of this actor on this basis can grant; empty where it has none. */
  public Mono<List<String>> scopes(String actor, String legalBasis) {
    return database
        .sql(
            "select scopes from partner_legal_basis where partner = :actor and legal_basis = :basis")
        .bind("actor", actor)
        .bind("basis", legalBasis)
        .map(row -> List.of(row.get("scopes", String[].class)))
        .one();
  }

  Mono<Page<Partner>> all(PageRequest page) {
    return rows(database
            .sql(SELECT + " where code > :after order by code limit :limit")
            .bind("after", page.after())
            .bind("limit", page.limitPlusOne()))
        .collectList()
        .map(found -> Page.of(found, page, Partner::code));
  }

  /** Fails with {@link PartnerNotFound}. */
  Mono<Partner> find(String code) {
    return findBy(code, "");
  }

  private Mono<Partner> findBy(String code, String lock) {
    return rows(database.sql(SELECT + " where code = :code" + lock).bind("code", code))
        .singleOrEmpty()
        .switchIfEmpty(Mono.error(PartnerNotFound::new));
  }

  /** Fails with {@link PartnerListed} where the code is there already. */
  Mono<Partner> add(PartnerRequest request) {
    return bound(
            """
            insert into partner (code, kind, name_he, name_ar, name_en, contact_post, source)
            values (:code, :kind, :nameHe, :nameAr, :nameEn, :contactPost, 'MINISTRY')
            """,
            request)
        .then()
        .onErrorMap(DuplicateKeyException.class, exists -> new PartnerListed())
        .then(Mono.defer(() -> replaceBases(request)))
        .then(Mono.defer(() -> find(request.code())));
  }

  /**
   * A basis that is left out is gone; agreements that are on one keep only what it still names.
   * Fails with {@link LegalBasisInUse} where one is left out that an agreement stands on.
   */
  Mono<Partner> change(ExpectedVersion expected, PartnerRequest request) {
    return findBy(request.code(), " for update of partner")
        .doOnNext(found -> expected.orRefuse(found.version(), found))
        .then(
            Mono.defer(
                () ->
                    bound(
                            """
                            update partner
                               set kind = :kind, name_he = :nameHe, name_ar = :nameAr,
                                   name_en = :nameEn, contact_post = :contactPost,
                                   version = version + 1
                             where code = :code
                            """,
                            request)
                        .then()))
        .then(Mono.defer(() -> replaceBases(request)))
        .then(Mono.defer(() -> find(request.code())));
  }

  private DatabaseClient.GenericExecuteSpec bound(String sql, PartnerRequest request) {
    return database
        .sql(sql)
        .bind("code", request.code())
        .bind("kind", request.kind().name())
        .bind("nameHe", request.nameHe())
        .bind("nameAr", request.nameAr())
        .bind("nameEn", request.nameEn())
        .bind("contactPost", Parameters.in(R2dbcType.VARCHAR, request.contactPost()));
  }

  private Mono<Void> replaceBases(PartnerRequest request) {
    String code = request.code();
    List<PartnerRequest.Basis> bases = request.legalBases();
    return database
        .sql("delete from partner_legal_basis where partner = :code and legal_basis <> all(:kept)")
        .bind("code", code)
        .bind("kept", bases.stream().map(PartnerRequest.Basis::code).toArray(String[]::new))
        .then()
        .onErrorMap(DataIntegrityViolationException.class, used -> new LegalBasisInUse())
        .thenMany(Flux.fromIterable(bases).concatMap(basis -> keep(code, basis)))
        .then();
  }

  private Mono<Void> keep(String code, PartnerRequest.Basis basis) {
    return database
        .sql(
            """
            insert into partner_legal_basis (partner, legal_basis, scopes)
            values (:code, :basis, :scopes)
            on conflict (partner, legal_basis) do update set scopes = excluded.scopes
            """)
        .bind("code", code)
        .bind("basis", basis.code())
        .bind("scopes", basis.scopes().stream().distinct().sorted().toArray(String[]::new))
        .then();
  }

  private Flux<Partner> rows(DatabaseClient.GenericExecuteSpec statement) {
    return statement
        .map(
            row ->
                new Partner(
                    row.get("code", String.class),
                    PartnerRequest.Kind.valueOf(row.get("kind", String.class)),
                    row.get("name_he", String.class),
                    row.get("name_ar", String.class),
                    row.get("name_en", String.class),
                    row.get("contact_post", String.class),
                    row.get("source", String.class),
                    List.of(
                        json.readValue(
                            row.get("legal_bases", String.class), Partner.LegalBasis[].class)),
                    row.get("version", Long.class)))
        .all();
  }
}
