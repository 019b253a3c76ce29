package org.retzef.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A partner's own source is linked with our rows on hashes alone: by the bridge that family-service
 * makes, the rows that reporting-service tells, and the data committee's key, which no program
 * keeps (P6, P10).
 */
class LinkageE2E {

  /** As many as a row must have in common with others, and one that leaves again. */
  private static final int FAMILIES = 11;

  private static final String ROW = "IL.SOUTH.A2630,NOSHMIM,,,,,,,3,";

  private final Platform platform = Platform.running();
  private final Caller worker = new Caller(platform, "worker");
  private final Caller national = new Caller(platform, "national");
  private final Caller analyst = new Caller(platform, "analyst");
  private final Caller auditor = new Caller(platform, "auditor");

  private final Agreement agreement =
      Agreement.live(
          platform,
          "linked",
          "UNI-LINKED",
          """
          "unit": "IL.SOUTH.A2630", "place": "AUTHORITY",
          "fields": ["PLACE", "PROGRAMME", "MEMBERS"], "ageBands": [0, 18]
          """);
  private final List<Story> agreeing = new ArrayList<>();
  private final Map<String, String> consents = new HashMap<>();
  private Story withoutIdNumbers;

  @Test
  void joinsWhatAPartnerKnowsWithWhatWeTellByTheCommitteesKeyAlone() {
    elevenFamiliesAgreeAndOneWithoutItsIdNumbers();
    nobodyLinksWithoutTheKey();
    Map<String, String> source = thePartnersOwnSource();

    Map<String, String> bridge = bridge();
    assertThat(bridge.keySet()).containsExactlyInAnyOrderElementsOf(names(agreeing));
    Map<String, String> rows = rowsThatTellOf(bridge.values());
    assertThat(joined(source, bridge, rows))
        .as("the agreeing, each once, by what both sides know")
        .hasSize(FAMILIES)
        .containsEntry("score 0", ROW)
        .containsEntry("score 10", ROW)
        .doesNotContainKey("score 11");
    Story leaving = agreeing.removeLast();
    withdraws(leaving);
    assertThat(bridge().keySet()).containsExactlyInAnyOrderElementsOf(names(agreeing));

    var identifiers = identifiers(leaving);
    assertThat(identifiers.foundIn(leaving.familyId() + " " + leaving.nationalId())).hasSize(2);
    for (Object file : List.of(bridge, rows, joined(source, bridge, rows))) {
      assertThat(identifiers.foundIn(file.toString())).isEmpty();
    }
    assertThat(rows.keySet())
        .as("no partner's pseudonym")
        .doesNotContainAnyElementsOf(pseudonyms());
    theBridgeStandsInTheAuditLogWithEachFamily();
    theLawfulChannelIsLoggedApart();
  }

  private void elevenFamiliesAgreeAndOneWithoutItsIdNumbers() {
    for (int i = 0; i < FAMILIES; i++) {
      Story story = family(i);
      agreeing.add(story);
      consents.put(story.familyId(), agrees(story, true));
    }
    withoutIdNumbers = family(FAMILIES);
    agrees(withoutIdNumbers, false);
  }

  private Story family(int i) {
    return new Story(platform, "5012346%02d".formatted(i))
        .registersAFamilyWithTwoChildren()
        .enrolsIt();
  }

  private String agrees(Story story, boolean withIdNumbers) {
    return worker
        .post(
            "/api/v1/families/" + story.familyId() + "/consents",
            """
            {"partner": "UNI-LINKED", "purpose": "RESEARCH", "how": "SIGNED_FORM", "givenOn": "%s",
             "includesNationalIds": %s}
            """
                .formatted(Platform.today(), withIdNumbers))
        .expect(201)
        .text("id");
  }

  private void withdraws(Story story) {
    String consent =
        "/api/v1/families/%s/consents/%s"
            .formatted(story.familyId(), consents.get(story.familyId()));
    worker
        .change(
            consent + "/withdrawal",
            "{\"how\": \"SIGNED_FORM\"}",
            worker.get(consent).expect(200).eTag())
        .expect(200);
  }

  private void nobodyLinksWithoutTheKey() {
    String another = "A".repeat(43);
    for (Caller.Answer refused :
        List.of(askBridge(national, another), askRows(national, another))) {
      assertThat(refused.expect(400).body().at("/errors/0/code").asString())
          .isEqualTo("committee-key-wrong");
    }
    for (Caller other : List.of(worker, analyst, auditor)) {
      askBridge(other, CommitteeKey.text()).expect(403);
      askRows(other, CommitteeKey.text()).expect(403);
    }
  }

  /** A score of each person, under the names that the partner makes of the id numbers it has. */
  private Map<String, String> thePartnersOwnSource() {
    List<Story> known = new ArrayList<>(agreeing);
    known.add(withoutIdNumbers);
    return IntStream.range(0, known.size())
        .boxed()
        .collect(
            toMap(
                i -> CommitteeKey.person(known.get(i).nationalId()), i -> "score %d".formatted(i)));
  }

  private static List<String> names(List<Story> families) {
    return families.stream().map(story -> CommitteeKey.person(story.nationalId())).toList();
  }

  /** What the partner has told, beside what is known of that family here. */
  private static Map<String, String> joined(
      Map<String, String> source, Map<String, String> bridge, Map<String, String> rows) {
    return source.keySet().stream()
        .filter(bridge::containsKey)
        .collect(toMap(source::get, person -> rows.get(bridge.get(person))));
  }

  /** By person, the family's link. */
  private Map<String, String> bridge() {
    return csv(askBridge(national, CommitteeKey.text()).expect(200).response().body(), "person");
  }

  private Caller.Answer askBridge(Caller caller, String key) {
    return caller.post(
        "/api/v1/partner-agreements/UNI-LINKED/linkage",
        "{\"agreement\": \"%s\", \"committeeKey\": \"%s\"}".formatted(agreement.code(), key));
  }

  /** By link, what is told of the family. */
  private Map<String, String> rowsThatTellOf(Collection<String> links) {
    return await()
        .until(
            () -> {
              String id = askRows(national, CommitteeKey.text()).expect(201).text("id");
              String file = agreement.path() + "/linkages/" + id + "/rows";
              return csv(Exports.text(analyst.getFile(file)), "link");
            },
            rows -> rows.keySet().containsAll(links));
  }

  private Caller.Answer askRows(Caller caller, String key) {
    return caller.post(agreement.path() + "/linkages", "{\"committeeKey\": \"%s\"}".formatted(key));
  }

  private Set<String> pseudonyms() {
    String id = national.post(agreement.path() + "/extracts", "{}").expect(201).text("id");
    String file = agreement.path() + "/extracts/" + id + "/rows";
    return csv(Exports.text(national.getFile(file)), "pseudonym").keySet();
  }

  /** By its first column, the rest of each line. */
  private static Map<String, String> csv(String file, String firstColumn) {
    assertThat(file).startsWith(firstColumn + ",");
    return file.lines()
        .skip(1)
        .map(line -> line.split(",", 2))
        .collect(toMap(line -> line[0], line -> line[1]));
  }

  private PlantedWords identifiers(Story another) {
    List<String> words = new ArrayList<>(List.of(Story.MOTHER, Story.FAMILY_NAME, "הגפן"));
    List<Story> all = new ArrayList<>(agreeing);
    all.addAll(List.of(withoutIdNumbers, another));
    all.forEach(
        story ->
            words.addAll(
                List.of(story.familyId(), story.nationalId(), story.phone().substring(4))));
    return new PlantedWords(words);
  }

  private void theBridgeStandsInTheAuditLogWithEachFamily() {
    for (Story story : agreeing) {
      JsonNode lines =
          auditor
              .get("/api/v1/audit?limit=200&familyId=" + story.familyId())
              .expect(200)
              .body()
              .get("items");
      assertThat(lines)
          .filteredOn(line -> line.get("route").asString().endsWith("/linkage"))
          .hasSize(2)
          .allSatisfy(line -> assertThat(line.get("actor").asString()).isEqualTo("national"));
    }
  }

  /**
   * To the statistics bureau, by law: all that was agreed of each family, and each step is kept.
   */
  private void theLawfulChannelIsLoggedApart() {
    String transfers = agreement.path() + "/bureau-transfers";
    JsonNode made = national.post(transfers, "{}").expect(201).body();
    byte[] file = national.getFile(transfers + "/" + made.get("id").asString() + "/rows");
    assertThat(made.get("sha256").asString()).isEqualTo(CommitteeKey.sha256(file));
    worker.get("/api/v1/sharing-agreements/bureau-log").expect(403);
    assertThat(bureauLog())
        .containsExactly(
            "MADE national " + made.get("sha256").asString(),
            "READ national " + made.get("sha256").asString());
  }

  private List<String> bureauLog() {
    List<String> steps = new ArrayList<>();
    for (JsonNode line :
        auditor
            .get("/api/v1/sharing-agreements/bureau-log?limit=200")
            .expect(200)
            .body()
            .get("items")) {
      if (line.get("agreement").asString().equals(agreement.code())) {
        steps.add(
            String.join(
                " ",
                line.get("step").asString(),
                line.get("subject").asString(),
                line.get("sha256").asString()));
      }
    }
    return steps;
  }
}
