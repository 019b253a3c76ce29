package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Words and numbers that stand nowhere else are put in wherever people type something; then
 * everything that leaves the services' databases is searched for them.
 */
class PlantedNamesE2E {

  private static final String GIVEN_NAME = "צפנתפענח";
  private static final String FAMILY_NAME = "אבנשתיה";
  private static final String CHILD = "زمردة";
  private static final String ID_NUMBER = "332971654";
  private static final String PHONE = "501987642";
  private static final String STREET = "סמטתהפלאים";
  private static final String NOTE = "מפתחמתחתלעציץ";
  private static final String DESCRIPTION = "תנורכתוםבוהק";

  /** So many families, and no fewer, are told of alike. */
  private static final int FEWEST = 10;

  private static final PlantedWords PLANTED =
      new PlantedWords(
          List.of(GIVEN_NAME, FAMILY_NAME, CHILD, ID_NUMBER, PHONE, STREET, NOTE, DESCRIPTION));

  private final Platform platform = Platform.running();
  private final OutsideDatabases outside = new OutsideDatabases(platform);
  private final Caller worker = new Caller(platform, "worker");
  private final Caller vendor = new Caller(platform, "vendor");
  private final Caller national = new Caller(platform, "national");
  private final Agreement agreement = Agreement.ofEverything(platform, "planted");

  @Test
  void leaveTheDatabasesInNoTopicLogOrExport() {
    String family = theFamilyIsRegisteredAndWorkedWith();
    String basket = basketOf(family);
    aVoucherNamesNothingButWhatWasOrdered(basket);
    wouldBeFoundOnAVoucher(basket);
    badInputHoldsThemToo();
    enoughOthersAreEnrolled();
    JsonNode credentials =
        national.post(agreement.path() + "/credentials", "{}").expect(201).body();

    Map<String, List<String>> told = outside.topicsUntilThisOneTells(agreement.topic());
    assertThat(told)
        .containsKeys(
            "retzef.family.events",
            "retzef.basket.events",
            "reporting.sharing-households-changelog");
    told.forEach(
        (topic, records) ->
            records.forEach(record -> assertThat(found(record)).as(topic).isEmpty()));
    assertThat(told.get(agreement.topic()))
        .as("under its pseudonym only")
        .isNotEmpty()
        .allSatisfy(record -> assertThat(record).doesNotContain(family));
    assertThat(theDataTeamReads(credentials)).isPositive();
    Exports.all(platform, agreement)
        .forEach((name, content) -> assertThat(found(content)).as(name).isEmpty());
    outside.logs().forEach((name, content) -> assertThat(found(content)).as(name).isEmpty());
  }

  /** Proves that the search above can find: each word is put into a topic and into a log. */
  @Test
  void areFoundInATopicAndInALogWhereTheyStand() {
    Planted.in(
        platform,
        PLANTED.words(),
        (records, log) -> {
          for (String word : PLANTED.words()) {
            assertThat(records.stream().filter(record -> found(record).contains(word)))
                .as("as key, in a header, in the value: " + word)
                .hasSize(3);
          }
          assertThat(found(log)).isEqualTo(PLANTED.words());
        });
  }

  private String theFamilyIsRegisteredAndWorkedWith() {
    String family =
        worker.post("/api/v1/families", registration("IL.SOUTH.A2630.D1")).expect(201).text("id");
    String path = "/api/v1/families/" + family;
    worker
        .post(
            path + "/enrolments",
            "{\"track\": \"NOSHMIM_ROUTINE\", \"startDate\": \"%s\"}".formatted(Platform.today()))
        .expect(201);
    worker
        .post(
            path + "/contacts",
            """
            {"kind": "CALL", "direction": "BY_WORKER", "happenedOn": "%s", "domains": [],
             "note": "%s"}
            """
                .formatted(Platform.today(), NOTE))
        .expect(201);
    assertThat(found(worker.get(path).expect(200).response().body()))
        .as("the search finds them where they may be")
        .contains(GIVEN_NAME, FAMILY_NAME, CHILD, ID_NUMBER, PHONE, STREET);
    for (String query : List.of(FAMILY_NAME, ID_NUMBER, "0" + PHONE)) {
      assertThat(
              worker
                  .get("/api/v1/families?query=" + inAnAddress(query))
                  .expect(200)
                  .body()
                  .get("items"))
          .isNotEmpty();
    }
    return family;
  }

  private String basketOf(String family) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              JsonNode baskets =
                  worker.get("/api/v1/baskets?familyId=" + family).expect(200).body();
              return (baskets.isArray() ? baskets : baskets.get("items")).path(0);
            },
            JsonNode::isObject)
        .get("id")
        .asString();
  }

  /** The vendor has to know what to bring; for whom, it is not told. */
  private void aVoucherNamesNothingButWhatWasOrdered(String basket) {
    String voucher = ordered(basket, DESCRIPTION);
    Map<String, String> papers = new VoucherPapers(vendor).of(voucher);
    papers.forEach((name, text) -> assertThat(found(text)).as(name).containsExactly(DESCRIPTION));
    String path = "/api/v1/vouchers/" + voucher;
    assertThat(found(vendor.get(path).expect(200).response().body())).containsExactly(DESCRIPTION);
    assertThat(found(worker.get(path + "/signature").expect(200).response().body()))
        .as("what is signed")
        .isSubsetOf(DESCRIPTION);
    for (String paper : papers.values()) {
      URI page = URI.create(platform.gateway() + VoucherPapers.pageOn(paper));
      var shown = Caller.send(HttpRequest.newBuilder(page).GET().build()).expect(200).response();
      assertThat(shown.body()).contains("1,900.00");
      assertThat(found(shown.body())).as("not even what was ordered").isEmpty();
    }
  }

  /** Proves that the search reads a voucher: here somebody has typed each word into it. */
  private void wouldBeFoundOnAVoucher(String basket) {
    String voucher = ordered(basket, String.join(" ", PLANTED.words()));
    new VoucherPapers(worker)
        .of(voucher)
        .forEach((name, text) -> assertThat(found(text)).as(name).isEqualTo(PLANTED.words()));
  }

  private String ordered(String basket, String description) {
    return Purchase.asked(platform, basket, "HOUSEHOLD_EQUIPMENT", "1900.00", description)
        .approvedBy("head")
        .ordered()
        .signed()
        .voucherId();
  }

  /** What is refused is often what is logged. */
  private void badInputHoldsThemToo() {
    List.of(
            worker.post("/api/v1/families", registration("IL.NOWHERE.AT.ALL")),
            worker.post("/api/v1/families", "{\"givenName\": \"" + GIVEN_NAME),
            worker.post("/api/v1/families", "{\"" + ID_NUMBER + "\": \"" + PHONE + "\"}"),
            worker.get("/api/v1/families/" + ID_NUMBER),
            worker.get("/api/v1/families?limit=" + ID_NUMBER),
            worker.get("/api/v1/nowhere?phone=" + PHONE))
        .forEach(refusal -> assertThat(refusal.status()).isBetween(400, 499));
  }

  private static String registration(String unit) {
    return """
    {"unit": "%s", "preferredLanguage": "he", "phone": "0%s",
     "address": {"street": "%s 7", "city": "קריית גת"},
     "members": [
       {"givenName": "%s", "familyName": "%s", "nationalId": "%s",
        "birthDate": "1981-04-19", "sex": "FEMALE", "relation": "HEAD"},
       {"givenName": "%s", "familyName": "%s",
        "birthDate": "2016-07-02", "sex": "FEMALE", "relation": "CHILD"}]}
    """
        .formatted(unit, PHONE, STREET, GIVEN_NAME, FAMILY_NAME, ID_NUMBER, CHILD, FAMILY_NAME);
  }

  /** One family alone is told of in no row. */
  private void enoughOthersAreEnrolled() {
    for (int i = 1; i < FEWEST; i++) {
      new Story(platform, "50125" + (1000 + i)).registersAFamilyWithTwoChildren().enrolsIt();
    }
  }

  /** At the broker's door for data teams, which opens no other topic. */
  private int theDataTeamReads(JsonNode credentials) {
    assertThatThrownBy(() -> read(credentials, "retzef.family.events"))
        .isInstanceOf(AuthorizationException.class);
    return read(credentials, credentials.get("topic").asString());
  }

  private int read(JsonNode credentials, String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                credentials.get("broker").asString(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                    + " username=\"%s\" password=\"%s\";"
                        .formatted(
                            credentials.get("user").asString(),
                            credentials.get("password").asString())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(consumer.assignment());
      return consumer.poll(Duration.ofSeconds(10)).count();
    }
  }

  private static List<String> found(String text) {
    return PLANTED.foundIn(text);
  }

  private static String inAnAddress(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }
}
