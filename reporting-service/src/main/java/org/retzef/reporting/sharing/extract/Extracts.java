package org.retzef.reporting.sharing.extract;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.sharing.agreement.SharingAgreements.WithKeys;
import org.retzef.reporting.sharing.agreement.Terms;
import org.retzef.reporting.sharing.extract.Extract.Recipient;
import org.retzef.reporting.sharing.extract.ExtractFile.Linked;
import org.retzef.reporting.sharing.household.Households;
import org.retzef.reporting.sharing.pseudonym.AgreementKeys;
import org.retzef.reporting.sharing.pseudonym.Pseudonyms;
import org.retzef.reporting.sharing.stream.CoarsenedRows;
import org.retzef.reporting.sharing.stream.SharedFamily;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Extracts in the database; the database refuses to change one, or a line of its log. */
@Repository
class Extracts {

  private static final String COLUMNS = "id, agreement, as_of, made_at, rows, sha256";

  private final DatabaseClient database;
  private final Households households;
  private final AgreementKeys keys;

  Extracts(DatabaseClient database, Households households, AgreementKeys keys) {
    this.database = database;
    this.households = households;
    this.keys = keys;
  }

  /** The agreement's rows of the day, for ever. The bureau's tell all that was agreed. */
  Mono<Extract> make(WithKeys found, Recipient recipient, LocalDate day) {
    String code = found.agreement().code();
    Pseudonyms pseudonyms = keys.pseudonyms(code, found.sealedKeys());
    return rows(found, pseudonyms::of, day)
        .map(rows -> recipient == Recipient.BUREAU ? rows : inCommon(rows, found))
        .map(ExtractFile::of)
        .flatMap(file -> insert(code, null, recipient, day, file));
  }

  /** The families of both agreements, each with what either tells of it. */
  Mono<Extract> link(WithKeys one, WithKeys other, CommitteeKey committee, LocalDate day) {
    String code = one.agreement().code();
    String with = other.agreement().code();
    UnaryOperator<String> link = family -> committee.link(code, with, family);
    return Mono.zip(rows(one, link, day), rows(other, link, day))
        .map(both -> joined(inCommon(both.getT1(), one), inCommon(both.getT2(), other)))
        .map(ExtractFile::ofLinked)
        .flatMap(file -> insert(code, with, Recipient.COMMITTEE, day, file));
  }

  private static List<Linked> joined(List<SharedFamily> ones, List<SharedFamily> others) {
    Map<String, SharedFamily> byLink =
        others.stream().collect(toMap(SharedFamily::pseudonym, identity()));
    return ones.stream()
        .flatMap(
            one ->
                Stream.ofNullable(byLink.get(one.pseudonym())).map(other -> new Linked(one, other)))
        .toList();
  }

  /** The agreement's rows under the names that the committee links them by. */
  Mono<Extract> linkOutside(WithKeys one, CommitteeKey committee, LocalDate day) {
    String code = one.agreement().code();
    return rows(one, family -> committee.link(code, "", family), day)
        .map(rows -> inCommon(rows, one))
        .map(ExtractFile::ofLinkable)
        .flatMap(file -> insert(code, null, Recipient.COMMITTEE, day, file));
  }

  /** All that was agreed, of each family under the name that it is given. */
  private Mono<List<SharedFamily>> rows(WithKeys of, UnaryOperator<String> names, LocalDate day) {
    Terms terms = of.agreement().terms();
    return households
        .standing()
        .mapNotNull(
            known ->
                SharedFamily.of(known.household(), terms, names.apply(known.family()), null, day)
                    .orElse(null))
        .collectList();
  }

  private static List<SharedFamily> inCommon(List<SharedFamily> rows, WithKeys of) {
    return CoarsenedRows.of(rows, of.agreement().terms().k());
  }

  private Mono<Extract> insert(
      String code, @Nullable String with, Recipient recipient, LocalDate day, ExtractFile file) {
    return database
        .sql(
            """
            insert into shared_extract
              (id, agreement, recipient, as_of, rows, sha256, content, joined_with)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            returning
            """
                + COLUMNS)
        .bind("$1", Ids.next())
        .bind("$2", code)
        .bind("$3", recipient.name())
        .bind("$4", day)
        .bind("$5", file.rows())
        .bind("$6", file.sha256())
        .bind("$7", file.content())
        .bind("$8", Parameters.in(R2dbcType.VARCHAR, with))
        .map(Extracts::read)
        .one();
  }

  Mono<Extract> find(String code, Recipient recipient, UUID id) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from shared_extract where agreement = $1 and recipient = $2 and id = $3")
        .bind("$1", code)
        .bind("$2", recipient.name())
        .bind("$3", id)
        .map(Extracts::read)
        .one()
        .switchIfEmpty(Mono.error(ExtractNotFound::new));
  }

  /** The other agreement of a linkage; empty for a linkage with a source outside. */
  Mono<String> joinedWith(UUID id) {
    return database
        .sql("select joined_with from shared_extract where id = $1 and joined_with is not null")
        .bind("$1", id)
        .mapValue(String.class)
        .one();
  }

  Mono<byte[]> content(UUID id) {
    return database
        .sql("select content from shared_extract where id = $1")
        .bind("$1", id)
        .map(row -> Objects.requireNonNull(row.get("content", byte[].class)))
        .one();
  }

  Mono<Page<Extract>> list(String code, Recipient recipient, PageRequest page) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from shared_extract
                 where agreement = $1 and recipient = $2 and id > $3 order by id limit $4
                """)
        .bind("$1", code)
        .bind("$2", recipient.name())
        .bind("$3", page.afterId())
        .bind("$4", page.limitPlusOne())
        .map(Extracts::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, extract -> extract.id().toString()));
  }

  /** Writes down who did what with an extract for the bureau; in the caller's transaction. */
  Mono<Void> log(Extract extract, BureauLogLine.Step step, Caller caller) {
    return database
        .sql(
            """
            insert into bureau_log (id, extract_id, agreement, step, subject, sha256)
            values ($1, $2, $3, $4, $5, $6)
            """)
        .bind("$1", Ids.next())
        .bind("$2", extract.id())
        .bind("$3", extract.agreement())
        .bind("$4", step.name())
        .bind("$5", caller.subject())
        .bind("$6", extract.sha256())
        .then();
  }

  Mono<Page<BureauLogLine>> bureauLog(PageRequest page) {
    return database
        .sql(
            """
            select id, extract_id, agreement, step, at, subject, sha256
              from bureau_log where id > $1 order by id limit $2
            """)
        .bind("$1", page.afterId())
        .bind("$2", page.limitPlusOne())
        .map(
            row ->
                new BureauLogLine(
                    required(row, "id", UUID.class),
                    required(row, "extract_id", UUID.class),
                    required(row, "agreement", String.class),
                    BureauLogLine.Step.valueOf(required(row, "step", String.class)),
                    required(row, "at", Instant.class),
                    required(row, "subject", String.class),
                    required(row, "sha256", String.class)))
        .all()
        .collectList()
        .map(found -> Page.of(found, page, line -> line.id().toString()));
  }

  private static Extract read(Readable row) {
    return new Extract(
        required(row, "id", UUID.class),
        required(row, "agreement", String.class),
        required(row, "as_of", LocalDate.class),
        required(row, "made_at", Instant.class),
        required(row, "rows", Integer.class),
        required(row, "sha256", String.class));
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
