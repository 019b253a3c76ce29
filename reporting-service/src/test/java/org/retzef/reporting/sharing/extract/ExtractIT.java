package org.retzef.reporting.sharing.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.retzef.reporting.sharing.extract.SharedFiles.AUTHORITY;
import static org.retzef.reporting.sharing.extract.SharedFiles.KEY;
import static org.retzef.reporting.sharing.extract.SharedFiles.START;
import static org.retzef.reporting.sharing.extract.SharedFiles.terms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
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

  private static final String AUDITOR = TestTokens.token("auditor-1", "IL", "auditor");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ApplicationContext service;
  private SharedFiles files;
  private Ministry ministry;

  @BeforeEach
  void open() {
    files = new SharedFiles(http, database);
    ministry = files.ministry();
  }

  @Test
  void anExtractIsFrozenDatedAndRepeatable() throws Exception {
    files.families(10);
    ministry.agreesLive("extract-frozen", terms("UNIVERSITY"));
    String base = "/api/v1/sharing-agreements/extract-frozen/extracts";
    JsonNode made = ministry.send("POST", base, Ministry.MANAGER, null, null, 201);
    String uri = base + "/" + made.get("id").asString() + "/rows";
    String partner = Ministry.partner("UNIVERSITY");
    String first = files.file(uri, partner);

    files.families(2);

    assertThat(files.file(uri, partner)).isEqualTo(first);
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
    assertThat(files.file(base + "/" + id + "/rows", Ministry.ANALYST)).isNotEmpty();
  }

  /** Beside the part of the country that the file is of, or below it, there is no such file. */
  @Test
  void anAnalystReadsNoFileOfFamiliesOutsideTheOwnUnit() {
    ministry.agreesLive("extract-units", terms("UNIVERSITY"));
    String base = "/api/v1/sharing-agreements/extract-units";
    String extract = base + "/extracts/" + files.made(base + "/extracts") + "/rows";
    String linkage = files.linkage("extract-units", null);
    for (String file : List.of(extract, linkage)) {
      for (String unit : List.of("IL", "IL.HAIFA_NORTH", AUTHORITY)) {
        files.file(file, TestTokens.token("analyst-2", unit, "data-analyst"));
      }
      for (String unit : List.of("IL.SOUTH", AUTHORITY + ".D1")) {
        JsonNode refused =
            ministry.get(file, TestTokens.token("analyst-2", unit, "data-analyst"), 404);
        assertThat(refused.get("code").asString()).isEqualTo("extract-not-found");
      }
    }
  }

  @Test
  void theSecondQuestionDecidesWhetherTheBureauReadsRowsAndEachStepIsLogged() {
    files.families(2);
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
    assertThat(files.file(uri, bureau).lines().count()).isEqualTo(1 + made.get("rows").asInt());

    JsonNode log = ministry.get("/api/v1/sharing-agreements/bureau-log", AUDITOR, 200).get("items");
    assertThat(log.findValuesAsString("step")).endsWith("MADE", "READ");
    assertThat(log.findValuesAsString("subject")).endsWith("manager-1", "bureau");
    assertThatThrownBy(() -> database.sql("delete from bureau_log").then().block())
        .hasMessageContaining("only written to");
  }

  /** To the partner, to the committee and to the bureau, with all other answers as they were. */
  @Test
  void theFifthQuestionKeepsRowsFromEverybodyAndLeavesTheCounts() {
    files.families(10);
    ObjectNode terms = terms("WELFARE");
    terms.withObject("answers").put("throughBureau", true);
    ministry.agreesLive("question-five", terms);
    String base = "/api/v1/sharing-agreements/question-five";
    String extract = base + "/extracts/" + files.made(base + "/extracts") + "/rows";
    String linkage = files.linkage("question-five", null);
    String transfer =
        base + "/bureau-transfers/" + files.made(base + "/bureau-transfers") + "/rows";
    String partner = Ministry.partner("WELFARE");
    JsonNode counts = sharedSet(partner);
    assertThat(counts.get("total").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(files.file(extract, partner)).contains(AUTHORITY);
    assertThat(files.file(linkage, Ministry.ANALYST)).contains(AUTHORITY);
    assertThat(files.file(transfer, bureau("CBS"))).contains(AUTHORITY);

    ObjectNode processed = terms.deepCopy();
    processed.withObject("answers").put("processedOnly", true);
    ministry.change("question-five", processed);

    ministry.get(extract, partner, 404);
    ministry.get(extract, Ministry.ANALYST, 404);
    ministry.get(linkage, Ministry.ANALYST, 404);
    ministry.get(transfer, bureau("CBS"), 404);
    assertThat(refused(base + "/extracts")).isEqualTo("sharing-rows-not-returned");
    assertThat(refused(base + "/bureau-transfers")).isEqualTo("sharing-not-through-bureau");
    JsonNode notLinked = files.link(base + "/linkages", "link-other", KEY, 409);
    assertThat(notLinked.get("code").asString()).isEqualTo("sharing-rows-not-returned");
    assertThat(sharedSet(partner)).isEqualTo(counts);
  }

  /** Whoever turns to families unasked reads where there are some, and no row of any. */
  @Test
  void outreachLeavesTheCountsAlone() {
    files.families(10);
    ObjectNode terms = terms("NGO-OUT").put("legalBasis", "CONSENT").put("purpose", "REFERRAL");
    ministry.agreesLive("outreach-counts", terms.deepCopy().put("includesOutreach", true));
    String base = "/api/v1/sharing-agreements/outreach-counts";
    assertThat(refused(base + "/extracts")).isEqualTo("sharing-rows-not-returned");
    JsonNode notLinked = files.link(base + "/linkages", "link-other", KEY, 409);
    assertThat(notLinked.get("code").asString()).isEqualTo("sharing-rows-not-returned");
    JsonNode counts = sharedSet("outreach-counts", Ministry.partner("NGO-OUT"));
    assertThat(counts.get("total").asInt()).isGreaterThanOrEqualTo(10);

    ministry.change("outreach-counts", terms);
    assertThat(files.made(base + "/extracts")).isNotBlank();
  }

  private JsonNode sharedSet(String partner) {
    return sharedSet("question-five", partner);
  }

  /** Of a day that nobody else releases. */
  private JsonNode sharedSet(String agreement, String partner) {
    LocalDate released = START.plusMonths(1);
    TestReleases.make(service, released);
    return ministry.get("/api/v1/shared-sets/" + agreement + "?asOf=" + released, partner, 200);
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
}
