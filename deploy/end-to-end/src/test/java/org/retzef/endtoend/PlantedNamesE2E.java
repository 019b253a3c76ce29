package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
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

  private static final PlantedWords PLANTED =
      new PlantedWords(
          List.of(GIVEN_NAME, FAMILY_NAME, CHILD, ID_NUMBER, PHONE, STREET, NOTE, DESCRIPTION));

  private final Platform platform = Platform.running();
  private final OutsideDatabases outside = new OutsideDatabases(platform);
  private final Caller worker = new Caller(platform, "worker");
  private final Caller national = new Caller(platform, "national");
  private final String code = "planted-" + Long.toString(System.nanoTime(), 36);

  @Test
  void leaveTheDatabasesInNoTopicLogOrExport() {
    String family = theFamilyIsRegisteredAndWorkedWith();
    badInputHoldsThemToo();
    theMinistrySharesRows();
    JsonNode credentials =
        national
            .post("/api/v1/sharing-agreements/" + code + "/credentials", "{}")
            .expect(201)
            .body();

    Map<String, List<String>> told = outside.topicsUntilThisOneTells("retzef.share." + code);
    assertThat(told)
        .containsKeys(
            "retzef.family.events",
            "retzef.basket.events",
            "reporting.sharing-households-changelog");
    told.forEach(
        (topic, records) ->
            records.forEach(record -> assertThat(found(record)).as(topic).isEmpty()));
    assertThat(told.get("retzef.share." + code))
        .as("under its pseudonym only")
        .isNotEmpty()
        .allSatisfy(record -> assertThat(record).doesNotContain(family));
    assertThat(theDataTeamReads(credentials)).isPositive();
    exports().forEach((name, content) -> assertThat(found(content)).as(name).isEmpty());
    outside.logs().forEach((name, content) -> assertThat(found(content)).as(name).isEmpty());
  }

  /** Proves that the search above can find: each word is put into a topic and into a log. */
  @Test
  void areFoundInATopicAndInALogWhereTheyStand() throws Exception {
    String topic = "retzef.planted-" + code;
    Path log = platform.home().resolve("log/" + topic + ".log");
    Map<String, Object> broker = Map.of("bootstrap.servers", platform.kafka());
    try (var admin = Admin.create(broker)) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      try {
        plantIn(topic, broker);
        Files.write(
            log, PLANTED.words().stream().map("{\"message\":\"no %s\"}"::formatted).toList());
        List<String> told = outside.topicsUntilThisOneTells(topic).get(topic);
        for (String word : PLANTED.words()) {
          assertThat(told.stream().filter(record -> found(record).contains(word)))
              .as("as key, in a header, in the value: " + word)
              .hasSize(3);
        }
        assertThat(found(outside.logs().get(log.toString()))).isEqualTo(PLANTED.words());
      } finally {
        Files.deleteIfExists(log);
        admin.deleteTopics(List.of(topic)).all().get();
      }
    }
  }

  private static void plantIn(String topic, Map<String, Object> broker) {
    try (var producer =
        new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
      for (String word : PLANTED.words()) {
        producer.send(new ProducerRecord<>(topic, word, "{}"));
        producer.send(new ProducerRecord<>(topic, "key", "{\"to\": \"%s\"}".formatted(word)));
        var headed = new ProducerRecord<>(topic, "key", "{}");
        headed.headers().add("ce_subject", inAnAddress(word).getBytes(StandardCharsets.UTF_8));
        producer.send(headed);
      }
    }
  }

  private String theFamilyIsRegisteredAndWorkedWith() {
    String family =
        worker.post("/api/v1/families", registration("IL.SOUTH.A2630.D1")).expect(201).text("id");
    String path = "/api/v1/families/" + family;
    worker
        .post(
            path + "/enrolments",
            "{\"track\": \"NOSHMIM_ROUTINE\", \"startDate\": \"%s\"}".formatted(Story.today()))
        .expect(201);
    worker
        .post(
            path + "/contacts",
            """
            {"kind": "CALL", "direction": "BY_WORKER", "happenedOn": "%s", "domains": [],
             "note": "%s"}
            """
                .formatted(Story.today(), NOTE))
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
    asksForSomething(family);
    return family;
  }

  private void asksForSomething(String family) {
    String basket =
        await()
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
    worker
        .post(
            "/api/v1/baskets/" + basket + "/requests",
            """
            {"aspect": "BASIC_NEEDS",
             "items": [{"category": "FOOD", "description": "%s", "amount": "120.00"}]}
            """
                .formatted(DESCRIPTION))
        .expect(201);
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

  private void theMinistrySharesRows() {
    national
        .post(
            "/api/v1/sharing-agreements",
            """
            {"code": "%s", "terms": {"partner": "WELFARE-DATA", "audience": "POLICY_MAKERS",
             "legalBasis": "LAW", "unit": "IL", "place": "AUTHORITY",
             "answers": {"pooled": true, "throughBureau": true, "returned": true,
                         "sharedAccess": true, "processedOnly": false, "wholePicture": true},
             "fields": ["PLACE", "PROGRAMME", "TRACK", "STATUS", "ENROLLED_IN", "LANGUAGE",
                        "HEAD_AGE", "YOUNGEST_AGE", "MEMBERS", "MINORS"],
             "ageBands": [0, 6, 18, 25, 45, 65],
             "validFrom": "2020-01-01", "validUntil": "%s"}}
            """
                .formatted(code, Story.today().plusYears(1)))
        .expect(201);
    String path = "/api/v1/sharing-agreements/" + code;
    for (String stage : List.of("LEGAL", "INFORMATION_SYSTEMS", "DATA_RESEARCH", "PILOT", "LIVE")) {
      national
          .change(
              path + "/stage",
              "{\"stage\": \"%s\"}".formatted(stage),
              national.get(path).expect(200).eTag())
          .expect(200);
    }
    national.post("/api/v1/shared-sets", "{}").response();
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

  private Map<String, String> exports() {
    Map<String, String> exports = new HashMap<>();
    Caller analyst = new Caller(platform, "analyst");
    Caller basket = new Caller(platform, "basket");
    String path = "/api/v1/sharing-agreements/" + code;
    for (String kind : List.of("/extracts", "/bureau-transfers")) {
      String id = national.post(path + kind, "{}").expect(201).text("id");
      exports.put(kind, Exports.text(national.getFile(path + kind + "/" + id + "/rows")));
    }
    String screen = national.post(path + "/screen", "{}").expect(201).text("path");
    exports.put("screen", national.get(screen).expect(200).response().body());
    exports.putAll(new Exports(platform).ofFigures());
    exports.put("lineage", national.get("/api/v1/lineage/families_registered").response().body());
    exports.put("shared set", analyst.get("/api/v1/shared-sets/" + code).response().body());
    exports.put("headline", analyst.get("/api/v1/reports/headline").response().body());
    exports.put("proof", analyst.get("/api/v1/proof").response().body());
    exports.put(
        "ledger",
        Exports.text(
            basket.getFile(
                "/api/v1/ledger/exports?from=%s&to=%s"
                    .formatted(Story.today().minusDays(1), Story.today()))));
    exports.put(
        "audit", new Caller(platform, "auditor").get("/api/v1/audit?limit=200").response().body());
    return exports;
  }

  private static List<String> found(String text) {
    return PLANTED.foundIn(text);
  }

  private static String inAnAddress(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }
}
