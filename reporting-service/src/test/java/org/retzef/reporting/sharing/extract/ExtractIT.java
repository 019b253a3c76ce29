package org.retzef.reporting.sharing.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.suppression.TestReleases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RetzefIT
class ExtractIT {

  private static final String AUTHORITY = "IL.HAIFA_NORTH.A7801";
  private static final LocalDate START = LocalDate.of(2021, 2, 1);
  private static final String AUDITOR = TestTokens.token("auditor-1", "IL", "auditor");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ApplicationContext service;
  private Ministry ministry;

  @BeforeEach
  void open() {
    ministry = new Ministry(http);
  }

  private static ObjectNode terms(String partner) {
    ObjectNode terms = Ministry.terms(partner).put("unit", AUTHORITY);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  private void families(int count) {
    long before = known();
    try (Families families = new Families()) {
      families.enrolled(count, AUTHORITY + ".D1", "NOSHMIM", START);
    }
    await().until(() -> known() == before + count);
  }

  private long known() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) from shared_family
                 where household #>> '{home,unit}' = 'IL.HAIFA_NORTH.A7801.D1'
                   and household -> 'enrolments' <> '{}'
                """)
            .mapValue(Long.class)
            .one()
            .block());
  }

  private String file(String uri, String token) {
    return new String(
        Objects.requireNonNull(
            http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody()),
        StandardCharsets.UTF_8);
  }

  @Test
  void anExtractIsFrozenDatedAndRepeatable() throws Exception {
    families(10);
    ministry.agreesLive("extract-frozen", terms("UNIVERSITY"));
    String base = "/api/v1/sharing-agreements/extract-frozen/extracts";
    JsonNode made = ministry.send("POST", base, Ministry.MANAGER, null, null, 201);
    String uri = base + "/" + made.get("id").asString() + "/rows";
    String partner = Ministry.partner("UNIVERSITY");
    String first = file(uri, partner);

    families(2);

    assertThat(file(uri, partner)).isEqualTo(first);
    assertThat(first.lines().count()).isEqualTo(1 + made.get("rows").asInt());
    assertThat(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(first.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(made.get("sha256").asString());
    assertThat(made.get("rows").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(made.get("asOf").asString()).isNotEmpty();
    assertThat(ministry.get(base, partner, 200).get("items")).hasSize(1);
    assertThatThrownBy(
            () -> database.sql("update shared_extract set rows = rows + 1").then().block())
        .hasMessageContaining("only written to");
  }

  @Test
  void theThirdQuestionDecidesWhetherRowsGoBackToThePartner() {
    ObjectNode terms = terms("UNIVERSITY");
    ministry.agreesLive("question-three", terms);
    String base = "/api/v1/sharing-agreements/question-three/extracts";
    String id = ministry.send("POST", base, Ministry.MANAGER, null, null, 201).get("id").asString();

    terms.withObject("answers").put("returned", false);
    ministry.change("question-three", terms);

    assertThat(
            ministry.send("POST", base, Ministry.MANAGER, null, null, 409).get("code").asString())
        .isEqualTo("sharing-rows-not-returned");
    http.get()
        .uri(base + "/" + id + "/rows")
        .headers(headers -> headers.setBearerAuth(Ministry.partner("UNIVERSITY")))
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  /** The ministry still hands its files over. */
  @Test
  void theFourthQuestionDecidesWhetherThePartnerItselfOpensTheFile() {
    ObjectNode terms = terms("UNIVERSITY");
    terms.withObject("answers").put("sharedAccess", false);
    ministry.agreesLive("question-four-file", terms);
    String base = "/api/v1/sharing-agreements/question-four-file/extracts";
    String id = ministry.send("POST", base, Ministry.MANAGER, null, null, 201).get("id").asString();
    ministry.get(base + "/" + id + "/rows", Ministry.partner("UNIVERSITY"), 404);
    assertThat(file(base + "/" + id + "/rows", Ministry.ANALYST)).isNotEmpty();
  }

  @Test
  void theSecondQuestionDecidesWhetherTheBureauReadsRowsAndEachStepIsLogged() {
    families(2);
    ObjectNode terms = terms("WELFARE");
    ministry.agreesLive("question-two", terms);
    String base = "/api/v1/sharing-agreements/question-two/bureau-transfers";
    assertThat(
            ministry.send("POST", base, Ministry.MANAGER, null, null, 409).get("code").asString())
        .isEqualTo("sharing-not-through-bureau");

    terms.withObject("answers").put("throughBureau", true);
    ministry.change("question-two", terms);
    JsonNode made = ministry.send("POST", base, Ministry.MANAGER, null, null, 201);
    String uri = base + "/" + made.get("id").asString() + "/rows";
    ministry.get(uri, Ministry.ANALYST, 403);
    ministry.get(uri, Ministry.partner("CBS"), 403);
    ministry.get(uri, bureau("WELFARE"), 404);
    String bureau = bureau("CBS");
    assertThat(ministry.get(base + "/" + made.get("id").asString(), bureau, 200)).isEqualTo(made);
    assertThat(file(uri, bureau).lines().count()).isEqualTo(1 + made.get("rows").asInt());

    JsonNode log = ministry.get("/api/v1/sharing-agreements/bureau-log", AUDITOR, 200).get("items");
    assertThat(log.findValuesAsString("step")).endsWith("MADE", "READ");
    assertThat(log.findValuesAsString("subject")).endsWith("manager-1", "bureau");
    assertThatThrownBy(() -> database.sql("delete from bureau_log").then().block())
        .hasMessageContaining("only written to");
  }

  /** To the partner, to the committee and to the bureau, with all other answers as they were. */
  @Test
  void theFifthQuestionKeepsRowsFromEverybodyAndLeavesTheCounts() {
    families(10);
    ObjectNode terms = terms("WELFARE");
    terms.withObject("answers").put("throughBureau", true);
    ministry.agreesLive("question-five", terms);
    String base = "/api/v1/sharing-agreements/question-five";
    String extract = base + "/extracts/" + made(base + "/extracts") + "/rows";
    String linkage = linkage("question-five", null);
    String transfer = base + "/bureau-transfers/" + made(base + "/bureau-transfers") + "/rows";
    String partner = Ministry.partner("WELFARE");
    JsonNode counts = sharedSet(partner);
    assertThat(counts.get("total").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(file(extract, partner)).contains(AUTHORITY);
    assertThat(file(linkage, Ministry.ANALYST)).contains(AUTHORITY);
    assertThat(file(transfer, bureau("CBS"))).contains(AUTHORITY);

    ObjectNode processed = terms.deepCopy();
    processed.withObject("answers").put("processedOnly", true);
    ministry.change("question-five", processed);

    ministry.get(extract, partner, 404);
    ministry.get(extract, Ministry.ANALYST, 404);
    ministry.get(linkage, Ministry.ANALYST, 404);
    ministry.get(transfer, bureau("CBS"), 404);
    assertThat(refused(base + "/extracts")).isEqualTo("sharing-rows-not-returned");
    assertThat(refused(base + "/bureau-transfers")).isEqualTo("sharing-not-through-bureau");
    JsonNode notLinked = link(base + "/linkages", base64(new byte[32]), 409);
    assertThat(notLinked.get("code").asString()).isEqualTo("sharing-rows-not-returned");
    assertThat(sharedSet(partner)).isEqualTo(counts);
  }

  /** Of a day that nobody else releases. */
  private JsonNode sharedSet(String partner) {
    LocalDate released = START.plusMonths(1);
    TestReleases.make(service, released);
    String set = "/api/v1/shared-sets/question-five?asOf=" + released;
    return ministry.get(set, partner, 200);
  }

  private String made(String files) {
    return ministry.send("POST", files, Ministry.MANAGER, null, null, 201).get("id").asString();
  }

  private String refused(String files) {
    return ministry.send("POST", files, Ministry.MANAGER, null, null, 409).get("code").asString();
  }

  private static String bureau(String partner) {
    return TestTokens.of("bureau")
        .unit("IL")
        .roles("partner")
        .claim("partner", partner)
        .claim("scope", "shared-sets:bureau")
        .signed();
  }

  /** Two partners' sets have no name in common, and are joined by the committee's key alone. */
  @Test
  void onlyTheCommitteesKeyLinksTwoPartnersSets() {
    families(10);
    ministry.agreesLive("link-one", terms("ONE"));
    ObjectNode other = terms("OTHER").put("place", "DISTRICT");
    other.putArray("fields").add("PLACE").add("MEMBERS");
    ministry.agreesLive("link-other", other);
    Set<String> ones = names("link-one");
    Set<String> others = names("link-other");
    assertThat(ones).isNotEmpty().hasSameSizeAs(others).doesNotContainAnyElementsOf(others);

    String base = "/api/v1/sharing-agreements/link-one/linkages";
    for (String wrong : List.of("", "x", base64(new byte[31]), base64(new byte[] {1}, 32))) {
      JsonNode refused = link(base, wrong, 400);
      assertThat(refused.at("/errors/0/code").asString()).isEqualTo("committee-key-wrong");
    }
    JsonNode made = link(base, base64(new byte[32]), 201);
    assertThat(made.get("rows").asInt()).isEqualTo(ones.size());
    String uri = base + "/" + made.get("id").asString() + "/rows";
    ministry.get(uri, Ministry.partner("ONE"), 403);
    String joined = file(uri, Ministry.ANALYST);
    assertThat(joined).startsWith("link,one.place").contains("," + AUTHORITY + ",");
    ones.forEach(name -> assertThat(joined).doesNotContain(name));
    others.forEach(name -> assertThat(joined).doesNotContain(name));
    assertThat(link(base, base64(new byte[32]), 201).get("sha256")).isEqualTo(made.get("sha256"));
  }

  @Test
  void aLinkageIsReadOnlyWhileBothItsAgreementsReturnRows() {
    ministry.agreesLive("holds-one", terms("ONE"));
    ObjectNode other = terms("OTHER");
    ministry.agreesLive("holds-other", other);
    String joined = linkage("holds-one", "holds-other");
    String outside = linkage("holds-one", null);
    file(joined, Ministry.ANALYST);

    other.withObject("answers").put("returned", false);
    ministry.change("holds-other", other);
    assertRefused(joined);
    other.withObject("answers").put("returned", true);
    ministry.change("holds-other", other);
    file(joined, Ministry.ANALYST);

    ministry.move("holds-other", "ENDED", 200);
    assertRefused(joined);
    file(outside, Ministry.ANALYST);

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
      assertThat(
              link(linkages(pair.getFirst()), pair.getLast(), base64(new byte[32]), 409)
                  .get("code"))
          .hasToString("\"sharing-rows-not-returned\"");
    }
  }

  private static String linkages(String code) {
    return "/api/v1/sharing-agreements/" + code + "/linkages";
  }

  /** Where its rows are. */
  private String linkage(String code, @Nullable String with) {
    Map<String, String> request = new HashMap<>(Map.of("committeeKey", base64(new byte[32])));
    if (with != null) {
      request.put("with", with);
    }
    String base = "/api/v1/sharing-agreements/" + code + "/linkages";
    JsonNode made = ministry.send("POST", base, Ministry.MANAGER, request, null, 201);
    return base + "/" + made.get("id").asString() + "/rows";
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
    return file(base + "/" + made.get("id").asString() + "/rows", Ministry.ANALYST)
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

  private JsonNode link(String base, String key, int expected) {
    return link(base, "link-other", key, expected);
  }

  private JsonNode link(String base, String with, String key, int expected) {
    return ministry.send(
        "POST", base, Ministry.MANAGER, Map.of("with", with, "committeeKey", key), null, expected);
  }

  private static String base64(byte[] key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  private static String base64(byte[] beginning, int length) {
    return base64(Arrays.copyOf(beginning, length));
  }

  /** Under which a partner knows the families of its extract. */
  private Set<String> names(String code) {
    String base = "/api/v1/sharing-agreements/" + code + "/extracts";
    String id = ministry.send("POST", base, Ministry.MANAGER, null, null, 201).get("id").asString();
    return file(base + "/" + id + "/rows", Ministry.ANALYST)
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .collect(Collectors.toSet());
  }
}
