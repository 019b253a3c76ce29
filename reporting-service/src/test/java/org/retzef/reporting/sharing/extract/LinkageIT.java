package org.retzef.reporting.sharing.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.reporting.sharing.extract.SharedFiles.AUTHORITY;
import static org.retzef.reporting.sharing.extract.SharedFiles.KEY;
import static org.retzef.reporting.sharing.extract.SharedFiles.START;
import static org.retzef.reporting.sharing.extract.SharedFiles.base64;
import static org.retzef.reporting.sharing.extract.SharedFiles.terms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of an agreement that are linked by the data committee's key. */
@RetzefIT
class LinkageIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private SharedFiles files;
  private Ministry ministry;

  @BeforeEach
  void open() {
    files = new SharedFiles(http, database);
    ministry = files.ministry();
  }

  /** Two partners' sets have no name in common, and are joined by the committee's key alone. */
  @Test
  void onlyTheCommitteesKeyLinksTwoPartnersSets() {
    files.families(10);
    ministry.agreesLive("link-one", terms("ONE"));
    ObjectNode other = terms("OTHER").put("place", "DISTRICT");
    other.putArray("fields").add("PLACE").add("MEMBERS");
    ministry.agreesLive("link-other", other);
    Set<String> ones = names("link-one");
    Set<String> others = names("link-other");
    assertThat(ones).isNotEmpty().hasSameSizeAs(others).doesNotContainAnyElementsOf(others);

    String base = "/api/v1/sharing-agreements/link-one/linkages";
    for (String wrong :
        List.of("", "x", base64(new byte[31]), base64(Arrays.copyOf(new byte[] {1}, 32)))) {
      JsonNode refused = files.link(base, "link-other", wrong, 400);
      assertThat(refused.at("/errors/0/code").asString()).isEqualTo("committee-key-wrong");
    }
    JsonNode made = files.link(base, "link-other", KEY, 201);
    assertThat(made.get("rows").asInt()).isEqualTo(ones.size());
    String uri = base + "/" + made.get("id").asString() + "/rows";
    ministry.get(uri, Ministry.partner("ONE"), 403);
    String joined = files.file(uri, Ministry.ANALYST);
    assertThat(joined).startsWith("link,one.place").contains("," + AUTHORITY + ",");
    ones.forEach(name -> assertThat(joined).doesNotContain(name));
    others.forEach(name -> assertThat(joined).doesNotContain(name));
    assertThat(files.link(base, "link-other", KEY, 201).get("sha256"))
        .isEqualTo(made.get("sha256"));
  }

  @Test
  void aLinkageIsReadOnlyWhileBothItsAgreementsReturnRows() {
    ministry.agreesLive("holds-one", terms("ONE"));
    ObjectNode other = terms("OTHER");
    ministry.agreesLive("holds-other", other);
    String joined = files.linkage("holds-one", "holds-other");
    String outside = files.linkage("holds-one", null);
    files.file(joined, Ministry.ANALYST);

    other.withObject("answers").put("returned", false);
    ministry.change("holds-other", other);
    assertRefused(joined);
    other.withObject("answers").put("returned", true);
    ministry.change("holds-other", other);
    files.file(joined, Ministry.ANALYST);

    ministry.move("holds-other", "ENDED", 200);
    assertRefused(joined);
    files.file(outside, Ministry.ANALYST);

    ministry.move("holds-one", "ENDED", 200);
    assertRefused(outside);
  }

  @Test
  void nothingIsLinkedWithAnAgreementThatReturnsNoRows() {
    ministry.agreesLive("returns", terms("ONE"));
    ObjectNode other = terms("OTHER");
    other.withObject("answers").put("returned", false);
    ministry.agreesLive("returns-not", other);
    for (List<String> pair :
        List.of(List.of("returns", "returns-not"), List.of("returns-not", "returns"))) {
      assertThat(files.link(linkages(pair.getFirst()), pair.getLast(), KEY, 409).get("code"))
          .hasToString("\"sharing-rows-not-returned\"");
    }
  }

  private static String linkages(String code) {
    return "/api/v1/sharing-agreements/" + code + "/linkages";
  }

  private void assertRefused(String uri) {
    assertThat(ministry.get(uri, Ministry.ANALYST, 404).get("code").asString())
        .isEqualTo("extract-not-found");
  }

  /**
   * A partner's own source, our rows and the bridge between them hold hashes alone, and the
   * committee's key joins them (P6, P10). What family-service makes, its BridgeIT proves;
   * LinkageE2E puts the two together.
   */
  @Test
  void aSourceOutsideIsLinkedOnHashesAndNoNameLeavesIt() throws Exception {
    String family;
    try (Families families = new Families()) {
      family = families.enrolled(AUTHORITY + ".D1", "MIFGASH", START);
      families.enrolled(9, AUTHORITY + ".D1", "MIFGASH", START);
    }
    ministry.agreesLive("link-outside", terms("OUTSIDE"));
    String base = "/api/v1/sharing-agreements/link-outside/linkages";
    byte[] key = new byte[32];
    String person = hash(key, "person/332971654");
    String link = hash(key, "link-outside//" + family);
    Map<String, String> partnersSource = Map.of(person, "81");
    Map<String, String> bridge = Map.of(person, link);

    Map<String, String> rows =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> linkable(base, key),
                found -> found.getOrDefault(link, "").contains("MIFGASH"));

    List<String> joined =
        partnersSource.entrySet().stream()
            .map(one -> one.getValue() + " " + rows.get(bridge.get(one.getKey())))
            .toList();
    assertThat(joined).containsExactly("81 %s,MIFGASH,,,,,25,,,".formatted(AUTHORITY));
    assertThat(rows.keySet()).doesNotContainAnyElementsOf(names("link-outside"));
    assertThat(rows.toString()).doesNotContain(family);
  }

  private Map<String, String> linkable(String base, byte[] key) {
    JsonNode made =
        ministry.send(
            "POST", base, Ministry.MANAGER, Map.of("committeeKey", base64(key)), null, 201);
    return files
        .file(base + "/" + made.get("id").asString() + "/rows", Ministry.ANALYST)
        .lines()
        .skip(1)
        .map(line -> line.split(",", 2))
        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
  }

  private static String hash(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return base64(Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 16));
  }

  /** Under which a partner knows the families of its extract. */
  private Set<String> names(String code) {
    String base = "/api/v1/sharing-agreements/" + code + "/extracts";
    return files
        .file(base + "/" + files.made(base) + "/rows", Ministry.ANALYST)
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .collect(Collectors.toSet());
  }
}
