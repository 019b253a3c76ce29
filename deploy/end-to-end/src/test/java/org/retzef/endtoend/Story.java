package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One family's basket, step by step, as the people in it would take the steps. */
final class Story {

  static final String MOTHER = "سلمى";
  static final String FAMILY_NAME = "אלדוגמה";

  private static final Pattern LINK = Pattern.compile("https?://\\S+/r/\\S+");

  private final Platform platform;
  private final Caller worker;
  private final String phone;

  private String familyId;
  private String basketId;
  private String tie;
  private Purchase refrigerator;

  /**
   * @param phone nine digits after +972; each story has a family of its own
   */
  Story(Platform platform, String phone) {
    this.platform = platform;
    this.phone = phone;
    worker = new Caller(platform, "worker");
  }

  String familyId() {
    return familyId;
  }

  String basketId() {
    return basketId;
  }

  String phone() {
    return "+972" + phone;
  }

  /** Of nobody, with the right check digit: nobody is enrolled with two families at once. */
  String nationalId() {
    String digits = phone.substring(1);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = (digits.charAt(i) - '0') * (1 + i % 2);
      sum += product / 10 + product % 10;
    }
    return digits + (10 - sum % 10) % 10;
  }

  List<String> aggregates() {
    return List.of(familyId, basketId, refrigerator.requestId());
  }

  Story registersAFamilyWithTwoChildren() {
    familyId =
        worker
            .post(
                "/api/v1/families",
                """
                {"unit": "IL.SOUTH.A2630.D1", "preferredLanguage": "ar", "phone": "0%s",
                 "address": {"street": "הגפן 3", "city": "קריית גת"},
                 "members": [
                   {"givenName": "%s", "familyName": "%s", "nationalId": "%s",
                    "birthDate": "1988-05-20", "sex": "FEMALE", "relation": "HEAD"},
                   {"givenName": "رامي", "familyName": "%s",
                    "birthDate": "2015-03-01", "sex": "MALE", "relation": "CHILD"},
                   {"givenName": "نور", "familyName": "%s",
                    "birthDate": "2018-11-11", "sex": "FEMALE", "relation": "CHILD"}]}
                """
                    .formatted(phone, MOTHER, FAMILY_NAME, nationalId(), FAMILY_NAME, FAMILY_NAME))
            .expect(201)
            .text("id");
    return this;
  }

  /** Somebody who decides on what the family asks for says that they are close to it. */
  Story isCloseTo(String login) {
    tie =
        new Caller(platform, login).post(ties(), "{\"tie\": \"RELATIVE\"}").expect(201).text("id");
    return this;
  }

  /** Ends that, which nobody does for themselves. */
  void isCloseNoMore(String login, String byAnother) {
    String end = ties() + "/" + tie + "/end";
    new Caller(platform, login).change(end, "", "\"1\"").expect(409);
    new Caller(platform, byAnother).change(end, "", "\"1\"").expect(200);
  }

  private String ties() {
    return "/api/v1/families/" + familyId + "/conflicts-of-interest";
  }

  Story enrolsIt() {
    return enrolsIt("NOSHMIM_ROUTINE", Platform.today());
  }

  Story enrolsIt(String track, LocalDate startDate) {
    worker
        .post(
            "/api/v1/families/" + familyId + "/enrolments",
            "{\"track\": \"%s\", \"startDate\": \"%s\"}".formatted(track, startDate))
        .expect(201);
    return this;
  }

  Story itsBasketOpensByItself() {
    return itsBasketOpensByItself("8000.00");
  }

  Story itsBasketOpensByItself(String ceiling) {
    JsonNode basket =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> baskets().path(0), found -> found.isObject());
    assertThat(basket.get("ceiling").asString()).isEqualTo(ceiling);
    basketId = basket.get("id").asString();
    return this;
  }

  /** The list of baskets, whether it comes as a page or as it is. */
  private JsonNode baskets() {
    JsonNode body = worker.get("/api/v1/baskets?familyId=" + familyId).expect(200).body();
    return body.isArray() ? body : body.get("items");
  }

  /** Of its only basket. */
  void hasInItsBasket(String spent, String left) {
    JsonNode basket = baskets().get(0);
    assertThat(basket.get("spent").asString()).isEqualTo(spent);
    assertThat(basket.get("left").asString()).isEqualTo(left);
    assertThat(basket.get("reserved").asString()).isEqualTo("0.00");
  }

  Story requestsARefrigeratorThatOnlyTheHeadMayApprove() {
    refrigerator =
        Purchase.asked(platform, basketId, "HOUSEHOLD_EQUIPMENT", "1900.00")
            .cannotBeApprovedBy("worker", 403)
            .approvedBy("head");
    return this;
  }

  Story aVoucherIsIssuedSignedAndDelivered() {
    refrigerator.ordered().signed().delivered(null);
    return this;
  }

  /** Waits for the message on the family's phone and returns its link. */
  String theSmsCentreReceivesALinkInArabic() {
    String text =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(this::lastMessage, message -> LINK.matcher(message).find());
    assertThat(text).as("in Arabic").containsPattern("\\p{IsArabic}{3,}");
    Matcher link = LINK.matcher(text);
    assertThat(link.find()).isTrue();
    return link.group();
  }

  /** The family answers without opening the link. */
  void repliesBySms(String text) {
    JsonNode message = messages().get(0);
    HttpRequest reply =
        HttpRequest.newBuilder(URI.create(platform.smsCentre() + "/replies"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"from\": \"%s\", \"to\": \"%s\", \"text\": \"%s\"}"
                        .formatted(phone(), message.get("from").asString(), text)))
            .build();
    Caller.send(reply).expect(201);
  }

  private String lastMessage() {
    JsonNode messages = messages();
    return messages.isEmpty() ? "" : messages.get(messages.size() - 1).get("text").asString();
  }

  /** All messages that ever came to the family's phone. */
  JsonNode messages() {
    URI address = URI.create(platform.smsCentre() + "/messages?to=" + phone().replace("+", "%2B"));
    return Caller.send(HttpRequest.newBuilder(address).GET().build()).expect(200).body();
  }

  Story thePaymentIsReleased() {
    refrigerator.paid("{}");
    hasInItsBasket("1900.00", "6100.00");
    return this;
  }

  /** Turned into interventions and back, the family and its money are as they were. */
  Story itsProgrammeBecomesInterventionsAndBack(Purchase bought) {
    new SecondStage(platform, familyId, basketId, bought.requestId(), bought.voucherId())
        .thereAndBack();
    return this;
  }

  /** The figures of the headline that the story moves. */
  record Headline(long activeFamilies, long confirmedReceipts) {

    static Headline of(Platform platform) {
      JsonNode items = items(platform);
      return new Headline(
          value(items, "active_families_noshmim"), value(items, "receipts_confirmed"));
    }

    static long figure(Platform platform, String code) {
      return value(items(platform), code);
    }

    private static JsonNode items(Platform platform) {
      return new Caller(platform, "national")
          .get("/api/v1/reports/headline")
          .expect(200)
          .body()
          .get("items");
    }

    private static long value(JsonNode items, String code) {
      List<JsonNode> found = new ArrayList<>();
      items.forEach(
          item -> {
            if (item.get("code").asString().equals(code)) {
              found.add(item);
            }
          });
      assertThat(found).as(code).hasSize(1);
      return found.getFirst().get("value").asLong();
    }
  }
}
