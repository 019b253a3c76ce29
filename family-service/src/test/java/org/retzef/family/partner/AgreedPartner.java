package org.retzef.family.partner;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.Desk;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A partner of a test's own with an agreement in force, and those who deal with it. */
final class AgreedPartner {

  /** Of everybody whom it refers. */
  static final String GIVEN_NAME = "שולמית";

  final String code = "NGO-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  final Desk ministry;
  final Desk worker;
  final Desk partner;

  AgreedPartner(WebTestClient http) {
    ministry = Desk.of(http, "national-1", "IL", "national-manager");
    worker = Desk.worker(http);
    partner = Desk.partner(http, code, "referrals:write families:read");
    agrees().expectStatus().isCreated();
  }

  WebTestClient.ResponseSpec agrees() {
    return ministry.post(
        "/partner-agreements",
        """
        {"partner":"%s","nameHe":"עמותה","legalBasis":"CONTRACT","sandbox":false,
         "scopes":["referrals:write","families:read"],"validFrom":"2020-01-01"}
        """
            .formatted(code));
  }

  WebTestClient.ResponseSpec refers(String reference) {
    return partner.post("/partner/referrals", request(reference));
  }

  static String request(String reference) {
    return """
        {"reference":"%s","unit":"%s","reason":"RIGHTS","text":"מבקשת עזרה",
         "person":{"givenName":"%s","familyName":"כהן","phone":"050-1234567","preferredLanguage":"he"},
         "consent":{"how":"SIGNED_FORM","givenOn":"%s"}}
        """
        .formatted(reference, Desk.DEPARTMENT, GIVEN_NAME, today());
  }

  /** The department answers. */
  WebTestClient.ResponseSpec answer(String id, String body, String eTag) {
    return worker.send(HttpMethod.PUT, "/partner-referrals/" + id + "/answer", body, eTag, null);
  }

  static List<String> types(JsonNode changes) {
    List<String> types = new ArrayList<>();
    changes.get("items").forEach(change -> types.add(change.get("type").asString()));
    return types;
  }

  /** Asked each time: a day may begin while the tests run. */
  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }
}
