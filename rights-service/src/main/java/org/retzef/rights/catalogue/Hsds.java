package org.retzef.rights.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Condition;
import org.retzef.rights.eligibility.rules.ConditionWriter;

/**
 * The catalogue as the Human Services Data Specification 3 (Open Referral) has it: a page of
 * services with the organizations that give them. Its ids are made of our codes, and so stay the
 * same from export to export.
 */
record Hsds(
    @JsonProperty("total_items") int totalItems,
    @JsonProperty("total_pages") int totalPages,
    @JsonProperty("page_number") int pageNumber,
    int size,
    @JsonProperty("first_page") boolean firstPage,
    @JsonProperty("last_page") boolean lastPage,
    boolean empty,
    List<Service> contents) {

  /**
   * A right as a service.
   *
   * @param status {@code active}; {@code inactive} before and after a temporary benefit's time
   * @param eligibilityDescription its conditions in the rule language
   * @param alert told where its amounts are older than a year
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Service(
      UUID id,
      String name,
      @Nullable @JsonProperty("alternate_name") String alternateName,
      String description,
      String url,
      String status,
      @JsonProperty("application_process") String applicationProcess,
      @JsonProperty("eligibility_description") String eligibilityDescription,
      @Nullable @JsonProperty("minimum_age") BigDecimal minimumAge,
      @JsonProperty("assured_date") String assuredDate,
      @Nullable String alert,
      Organization organization,
      @JsonProperty("required_documents") List<RequiredDocument> requiredDocuments) {}

  /** The body that grants it. */
  record Organization(UUID id, String name, String description) {}

  /** What to bring. */
  record RequiredDocument(UUID id, @JsonProperty("document") String document) {}

  static Hsds of(List<PublishedRight> rights, LocalDate today) {
    List<Service> services = rights.stream().map(right -> service(right, today)).toList();
    int size = services.size();
    return new Hsds(size, 1, 1, size, true, true, services.isEmpty(), services);
  }

  private static Service service(PublishedRight published, LocalDate today) {
    Right right = published.right();
    ConditionWriter writer = new ConditionWriter(right.code());
    String body = right.bodyEn() == null ? right.bodyHe() : right.bodyEn();
    return new Service(
        id("right", right.code()),
        right.nameHe(),
        right.nameEn(),
        right.benefitEn(),
        right.sourceUrl(),
        right.holdsOn(today) ? "active" : "inactive",
        String.join("; ", right.stepsEn()),
        right.conditions().stream().map(writer::write).collect(Collectors.joining("; ")),
        minimumAge(right.conditions()),
        published.publishedOn().toString(),
        published.figuresOutdated() ? "Amounts are of " + right.figuresYear() : null,
        new Organization(id("body", right.bodyHe()), right.bodyHe(), body),
        documents(right));
  }

  private static List<RequiredDocument> documents(Right right) {
    List<String> documents = right.documentsEn() == null ? List.of() : right.documentsEn();
    return documents.stream()
        .map(document -> new RequiredDocument(id(right.code(), document), document))
        .toList();
  }

  private static @Nullable BigDecimal minimumAge(List<Condition> conditions) {
    return conditions.stream()
        .filter(Condition.Comparison.class::isInstance)
        .map(Condition.Comparison.class::cast)
        .filter(c -> c.fact().equals("person.age") && c.op().name().equals("AT_LEAST"))
        .map(c -> new BigDecimal(c.value().toString()))
        .findFirst()
        .orElse(null);
  }

  private static UUID id(String kind, String name) {
    return UUID.nameUUIDFromBytes(("retzef " + kind + " " + name).getBytes(StandardCharsets.UTF_8));
  }
}
