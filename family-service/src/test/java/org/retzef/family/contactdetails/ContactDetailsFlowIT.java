package org.retzef.family.contactdetails;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class ContactDetailsFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FamilyDesk desk;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
  }

  @Test
  void keepsWhereAFamilyLivedBefore() {
    String family = desk.registered();
    registeredInMay(family);
    Answer moved =
        desk.patch(
                "families/" + family,
                """
                {"address": {"street": "הזית 8", "city": "שדרות"}, "phone": "054-7654321",
                 "preferredLanguage": "he", "since": "2026-03-01"}
                """,
                1)
            .expect(200);
    assertThat(moved.version()).isEqualTo(2);
    assertThat(moved.text("address/city")).isEqualTo("שדרות");
    Answer before = desk.get("families/" + family + "?asOf=2026-02-28").expect(200);
    assertThat(before.text("address/street")).isEqualTo("הגפן 3");
    assertThat(before.text("phone")).isEqualTo("+972501234567");
    assertThat(before.text("preferredLanguage")).isEqualTo("ar");
    Answer after = desk.get("families/" + family + "?asOf=2026-03-01").expect(200);
    assertThat(after.text("phone")).isEqualTo("+972547654321");
    Answer longBefore = desk.get("families/" + family + "?asOf=2001-01-01").expect(200);
    assertThat(longBefore.text("address/street")).isEqualTo("הגפן 3");
    assertThat(longBefore.body().get("members")).isEmpty();
    Answer history = desk.get("families/" + family + "/contact-details/history").expect(200);
    assertThat(history.body().get("items")).hasSize(2);
    assertThat(history.text("items/0/until")).isEqualTo("2026-03-01");
    assertThat(history.body().at("/items/1/until").isNull()).isTrue();
    assertThat(desk.get("families/" + family + "/changes").content())
        .contains("\"field\":\"phone\",\"before\":\"+972501234567\",\"after\":\"+972547654321\"");
    assertThat(sealedRows(family)).doesNotContain("הגפן", "הזית", "501234567", "547654321");
  }

  @Test
  void correctsWhatNeverHeld() {
    String family = desk.registered();
    LocalDate since = LocalDate.parse(desk.get("families/" + family).text("asOf"));
    desk.patch(
            "families/" + family,
            "{\"phone\": \"0541112222\", \"since\": \"%s\"}".formatted(since),
            1)
        .expect(200);
    assertThat(desk.get("families/" + family + "?asOf=" + since.minusYears(1)).text("phone"))
        .isEqualTo("+972501234567");
    assertThat(desk.get("families/" + family + "?asOf=" + since).text("phone"))
        .isEqualTo("+972541112222");
  }

  @Test
  void ofTwoChangesAtOnceOneWinsAndTheOtherSeesIt() {
    String family = desk.registered();
    List<Answer> answers =
        Stream.of("0541111111", "0542222222")
            .map(
                phone ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Patiently.ask(
                                () ->
                                    desk.patch(
                                        "families/" + family,
                                        "{\"phone\": \"%s\"}".formatted(phone),
                                        1),
                                Answer::code)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted(java.util.Comparator.comparing(Answer::status))
            .toList();
    assertThat(answers).extracting(Answer::status).containsExactly(200, 412);
    assertThat(answers.get(1).text("current/phone")).isEqualTo(answers.get(0).text("phone"));
    assertThat(desk.get("families/" + family + "/contact-details/history").body().get("items"))
        .hasSize(2);
  }

  @Test
  void refusesWhatIsNoAddressNorPhoneAndWhatStandsElsewhere() {
    String family = desk.registered();
    String path = "families/" + family;
    desk.patch(
            path,
            """
            {"phone": "+972 50 123 4567 ext 8", "preferredLanguage": "HE", "since": "2999-01-01",
             "address": {"street": " ", "city": "\\u202eעיר", "postcode": "123456"},
             "unit": "IL.SOUTH.A0070.D1"}
            """,
            1)
        .faults(
            "phone: phone-invalid",
            "preferredLanguage: value-unknown",
            "since: date-in-future",
            "address.street: text-length",
            "address.city: text-forbidden-character",
            "address.postcode: postcode-invalid",
            "unit: field-unknown");
    desk.patch(path, "{\"since\": \"2020-01-01\"}", 1).faults("since: date-before-start");
    desk.send(HttpMethod.PATCH, path, "{}", null, null).refuses(428, "if-match-required");
    desk.send(HttpMethod.PATCH, path, "{}", "W/\"1\"", null).refuses(412, "state-changed");
    assertThat(desk.patch(path, "{}", 1).expect(200).version()).isEqualTo(1);
    FamilyDesk stranger = FamilyDesk.of(http, "IL.SOUTH.A0070.D1", "team-lead");
    stranger.patch(path, "{}", 9).refuses(404, "family-not-found");
    stranger.get(path + "/contact-details/history").refuses(404, "family-not-found");
    FamilyDesk.of(http, Requests.DEPARTMENT, "supervisor").patch(path, "{}", 1).expect(403);
  }

  /** As if it had been registered on a day of last year. */
  private void registeredInMay(String family) {
    database
        .sql("update family set contact_since = '2025-05-05' where id = '" + family + "'")
        .then()
        .block();
  }

  private String sealedRows(String family) {
    return database
        .sql(
            "select encode(sealed_contact, 'escape') || former_contact::text as found"
                + " from former_contact where family_id = '"
                + family
                + "'")
        .map(row -> row.get("found", String.class))
        .one()
        .block();
  }
}
