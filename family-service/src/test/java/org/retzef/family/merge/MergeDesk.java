package org.retzef.family.merge;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.NationalIds;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Families that are one, and who merges them. */
final class MergeDesk {

  static final String UNIT = "IL.SOUTH.A1054.D1";
  private static final AtomicInteger PEOPLE = new AtomicInteger(30_000_000);

  private final WebTestClient http;

  /** The survivor's head is in both; the merged family has a child that the survivor lacks. */
  record Two(String survivor, String merged, String name) {}

  MergeDesk(WebTestClient http) {
    this.http = http;
  }

  FamilyDesk desk() {
    return FamilyDesk.of(http, UNIT, "family-social-worker");
  }

  Answer merge(Two two) {
    return FamilyDesk.of(http, UNIT, "team-lead")
        .post("families/merges", request(two, version(two.merged())), version(two.survivor()));
  }

  long version(String family) {
    Answer answer = desk().get("families/" + family);
    return answer.status() == 200 ? answer.version() : 1;
  }

  Answer undo(Answer merged) {
    return FamilyDesk.of(http, UNIT, "team-lead")
        .send(
            HttpMethod.POST,
            "families/merges/" + merged.text("id") + "/reversal",
            null,
            "\"1\"",
            null);
  }

  static String request(Two two, long mergedVersion) {
    return """
        {"survivorId": "%s", "mergedId": "%s", "mergedVersion": %d,
         "reasonCode": "REGISTERED_TWICE"}
        """
        .formatted(two.survivor(), two.merged(), mergedVersion);
  }

  Two two() {
    String name = "משפחה" + Integer.toString(PEOPLE.get(), 26).replaceAll("[0-9]", "ק");
    String letters =
        name.chars()
            .map(c -> c >= 'a' ? 'א' + (c - 'a') : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String head = NationalIds.of(PEOPLE.getAndIncrement());
    return new Two(
        registered(letters, "0508880001", "תאומה", head),
        registered(letters, "0508880002", "קטנה", head),
        letters);
  }

  /** Each with a head of its own. */
  Two strangers() {
    String name = "רחוקים";
    return new Two(
        registered(name, "0508880001", "תאומה"), registered(name, "0508880002", "קטנה"), name);
  }

  void fill(String family, String track) {
    enrol(family, track);
    long version = desk().get("families/" + family).version();
    desk()
        .patch(
            "families/" + family,
            "{\"address\": {\"street\": \"הרקפת 77\", \"city\": \"תל שבע\"}}",
            version)
        .expect(200);
    desk()
        .patch(
            "families/" + family,
            "{\"address\": {\"street\": \"הרימון 1\", \"city\": \"תל שבע\"}}",
            version + 1)
        .expect(200);
    desk()
        .post(
            "families/" + family + "/contacts",
            """
            {"kind": "HOME_VISIT", "direction": "BY_WORKER", "happenedOn": "2026-03-01",
             "domains": [], "note": "דיברנו ארוכות"}
            """)
        .expect(201);
    FamilyDesk.of(http, UNIT, "team-lead")
        .post(
            "families/" + family + "/assignments",
            "{\"worker\": \"w-%s\", \"fieldRole\": \"VOLUNTEER\"}".formatted(track))
        .expect(201);
  }

  void enrol(String family, String track) {
    desk()
        .post(
            "families/" + family + "/enrolments",
            "{\"track\": \"%s\", \"startDate\": \"2026-01-15\"}".formatted(track))
        .expect(201);
  }

  static List<String> names(JsonNode family) {
    return family
        .get("members")
        .valueStream()
        .map(member -> member.get("givenName").asString())
        .toList();
  }

  String registered(String name, String phone, String child) {
    return registered(name, phone, child, NationalIds.of(PEOPLE.getAndIncrement()));
  }

  String registered(String name, String phone, String child, String headId) {
    return desk()
        .registered(
            """
            {"unit": "%s", "preferredLanguage": "he", "phone": "%s",
             "address": {"street": "הסביון 5", "city": "תל שבע"},
             "members": [
               {"givenName": "סימון", "familyName": "%s", "nationalId": "%s",
                "birthDate": "1981-02-03", "sex": "MALE", "relation": "HEAD"},
               {"givenName": "%s", "familyName": "%s",
                "birthDate": "2012-0%d-05", "sex": "FEMALE", "relation": "CHILD"}]}
            """
                .formatted(UNIT, phone, name, headId, child, name, 1 + child.length() % 9));
  }
}
