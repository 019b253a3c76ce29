package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.endtoend.Caller.Answer;

/** Bad input through the gateway: each gets the contract's answer, and nothing is stored. */
class HostileE2E {

  private static final String GOOD =
      """
      {"unit": "IL.SOUTH.A2630.D1", "preferredLanguage": "ar", "phone": "0501234567",
       "address": {"street": "הגפן 3", "city": "קריית גת"},
       "members": [{"givenName": "سلمى", "familyName": "אלדוגמה", "nationalId": "123456782",
                    "birthDate": "1988-05-20", "sex": "FEMALE", "relation": "HEAD"}]}
      """;

  private final Platform platform = Platform.running();
  private final Caller worker = new Caller(platform, "worker");

  static Stream<Arguments> badFamilies() {
    return Stream.of(
        Arguments.of("123456782", "123456789", "members[0].nationalId"),
        Arguments.of("1988-05-20", "2999-01-01", "members[0].birthDate"),
        Arguments.of("سلمى", "سل\\u202eمى", "members[0].givenName"),
        Arguments.of("אלדוגמה", "אל\\u0000דוגמה", "members[0].familyName"),
        Arguments.of("\"relation\"", "\"relation \"", "members[0].relation"),
        Arguments.of("\"HEAD\"", "\"CHILD\"", "members"),
        Arguments.of("\"ar\"", "\"xx\"", "preferredLanguage"),
        Arguments.of("0501234567", "0", "phone"));
  }

  @ParameterizedTest
  @MethodSource("badFamilies")
  void namesTheFieldOfABadFamilyAndStoresNothing(String good, String bad, String field) {
    int families = families();
    Answer answer = worker.post("/api/v1/families", GOOD.replace(good, bad)).expect(400);
    assertThat(answer.text("code")).isEqualTo("invalid-input");
    assertThat(answer.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    assertThat(families()).isEqualTo(families);
  }

  @Test
  void refusesAMebibyteOfNestingAndStoresNothing() {
    int families = families();
    String nested = "{\"members\":".repeat(1 << 16).substring(0, 600_000);
    assertThat(worker.post("/api/v1/families", nested).status()).isIn(400, 413);
    assertThat(worker.post("/api/v1/families", "[".repeat(1 << 20)).status()).isIn(400, 413);
    assertThat(worker.post("/api/v1/families", "[".repeat(200_000)).expect(400).text("code"))
        .isEqualTo("invalid-input");
    assertThat(families()).isEqualTo(families);
  }

  @Test
  void refusesAnUnknownTrackAndMoneyFinerThanAnAgora() {
    Story story =
        new Story(platform, "501234564")
            .registersAFamilyWithTwoChildren()
            .enrolsIt()
            .itsBasketOpensByItself();
    worker
        .post(
            "/api/v1/families/" + story.familyId() + "/enrolments",
            "{\"track\": \"NO_SUCH\", \"startDate\": \"2026-01-01\"}")
        .expect(400);
    for (String amount :
        new String[] {"\"1.123456789\"", "1.123456789", "-5", "\"1e3\"", "\"NaN\"", "1e400", "0"}) {
      Answer answer =
          worker.post(
              "/api/v1/baskets/" + story.basketId() + "/requests",
              """
              {"aspect": "BASIC_NEEDS",
               "items": [{"category": "FOOD", "description": "x", "amount": %s}]}
              """
                  .formatted(amount));
      assertThat(answer.status()).as(amount).isEqualTo(400);
      assertThat(answer.body().get("errors").toString())
          .as(amount)
          .contains("\"field\":\"items[0].amount\"");
    }
  }

  @Test
  void hidesAnotherDepartmentsFamily() {
    Story story = new Story(platform, "501234565").registersAFamilyWithTwoChildren();
    String path = "/api/v1/families/" + story.familyId();
    Answer stranger = new Caller(platform, "supervisor").get(path);
    assertThat(stranger.status()).isIn(403, 404);
    Answer basketless = new Caller(platform, "supervisor").get("/api/v1/units/IL.SOUTH.A2630.D1");
    basketless.expect(404);
  }

  @Test
  void refusesTokensThatAreNotOurs() {
    String[] parts = platform.token("worker").split("\\.");
    String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
    String otherRole =
        parts[0]
            + "."
            + base64(new String(Base64.getUrlDecoder().decode(parts[1])).replace("A2630", "A0070"))
            + "."
            + parts[2];
    for (String token : new String[] {none, otherRole, "x.y.z", parts[0] + "." + parts[1]}) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(platform.gateway() + "/api/v1/families"))
              .header("Authorization", "Bearer " + token)
              .header("Accept-Language", "ar")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(GOOD))
              .build();
      Answer answer = Caller.send(request).expect(401);
      assertThat(answer.text("code")).isEqualTo("token-refused");
      assertThat(answer.text("title")).isEqualTo("مطلوب إثبات الهوية");
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
  }

  private int families() {
    return worker
        .get("/api/v1/units/IL.SOUTH.A2630.D1/figures")
        .expect(200)
        .body()
        .at("/total/families")
        .asInt();
  }
}
