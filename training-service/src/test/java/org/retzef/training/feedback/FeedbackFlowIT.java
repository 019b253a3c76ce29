package org.retzef.training.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FeedbackFlowIT {

  private static final String HOST = "IL.SOUTH.A2630.D1";
  private static final String GUEST = "IL.SOUTH.A2630.D2";
  private static final Pattern LINK = Pattern.compile("/f/([0-9a-z]{25})");
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private TestSessions sessions;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    sessions = new TestSessions(http, database);
  }

  @Test
  void asksBehindALinkInThreeLanguagesWithoutALogin() {
    Trainee trainee = trainee(HOST);
    heldWith(4, List.of(trainee));
    String page = "/f/" + tokenTo(trainee);
    assertThat(html(page, 200))
        .contains("lang=\"he\"", "dir=\"rtl\"", "האם הכרת זכויות שלא ידעת עליהן?")
        .doesNotContain(trainee.name());
    assertThat(html(page + "?lang=ar", 200)).contains("lang=\"ar\"", "dir=\"rtl\"", "نعم");
    assertThat(html(page + "?lang=en", 200)).contains("dir=\"ltr\"", "Did you meet rights");
    html("/f/" + "0".repeat(25), 404);
    html("/f/nonsense", 404);
    EntityExchangeResult<byte[]> shown =
        http.get().uri(page).exchange().expectBody(byte[].class).returnResult();
    assertThat(shown.getResponseCookies()).isEmpty();
    assertThat(shown.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
  }

  @Test
  void takesOneAnswerFromThePageAndSaysSoAfterwards() {
    Trainee trainee = trainee(HOST);
    Held session = heldWith(4, List.of(trainee));
    String token = tokenTo(trainee);
    assertThat(answerPage(token, "TRAINING_HELPED", "9", 400)).contains("role=\"alert\"");
    assertThat(answerPage(token, "", "", 400)).contains("role=\"alert\"");
    try (var events = TestEvents.on("retzef.training.events")) {
      assertThat(answerPage(token, "MET_UNKNOWN_RIGHTS", "YES", 200)).contains("תודה");
      String told =
          events
              .await(
                  1,
                  event ->
                      event.type().equals("org.retzef.follow-up.answered.v1")
                          && event.subject().equals(session.id().toString()))
              .toString();
      assertThat(told).doesNotContain(trainee.name(), "YES");
    }
    answerPage(token, "MET_UNKNOWN_RIGHTS", "NO", 409);
    assertThat(html("/f/" + token, 200)).doesNotContain("<form");
    Answers.refused(answer(token, "MET_UNKNOWN_RIGHTS", "NO"), 409, "feedback-given");
    assertThat(calls.get(null, "/api/v1/feedback/" + token).get("answered").asBoolean()).isTrue();
  }

  @Test
  void refusesAnAnswerAfterTheFormHasClosed() {
    Trainee trainee = trainee(HOST);
    Held session = heldWith(4, List.of(trainee));
    String token = tokenTo(trainee);
    sessions.daysPass(session, 14);
    Answers.refused(answer(token, "MET_UNKNOWN_RIGHTS", "YES"), 409, "feedback-closed");
    answerPage(token, "MET_UNKNOWN_RIGHTS", "YES", 410);
    html("/f/" + token, 410);
  }

  @Test
  void namesAllThatIsWrongWithAnAnswer() {
    Trainee trainee = trainee(HOST);
    heldWith(4, List.of(trainee));
    String token = tokenTo(trainee);
    JsonNode faults =
        calls.post(
            null,
            "/api/v1/feedback/" + token,
            """
            {"answers": [{"question": "MET_UNKNOWN_RIGHTS", "value": "PERHAPS"},
                         {"question": "SHOE_SIZE", "value": "43"}]}
            """,
            400);
    assertThat(faults.get("errors").toString())
        .contains("answers[0].value", "answer-invalid")
        .contains("answers[1].question", "question-not-asked");
    Answers.refused(answer("0".repeat(25), "A", "YES"), 404, "link-not-found");
  }

  @Test
  void countsAnswersByDepartmentAndHidesTheFew() {
    List<Trainee> trainees = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      trainees.add(trainee(HOST));
    }
    for (int i = 0; i < 8; i++) {
      trainees.add(trainee(GUEST));
    }
    Held session = heldWith(4, trainees);
    for (int i = 0; i < 20; i++) {
      String value = i < 6 || i > 12 ? "YES" : "NO"; // 6 and 6, then 7 and 1
      answer(tokenTo(trainees.get(i)), "MET_UNKNOWN_RIGHTS", value).expectStatus().isCreated();
    }
    JsonNode counted = calls.get(Calls.TRAINING, session.uri() + "/feedback").at("/questions/0");
    assertThat(counted.get("question").asString()).isEqualTo("MET_UNKNOWN_RIGHTS");
    assertThat(people(counted, GUEST, "NO")).as("one person").isNull();
    assertThat(people(counted, HOST, "TOTAL") + people(counted, GUEST, "TOTAL")).isEqualTo(20);
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, session.uri() + "/feedback", null),
        404,
        "session-not-found");
  }

  @Test
  void asksByTheVersionOfAFormThatIsInForceWhenTheFollowUpIsDue() {
    String tomorrow = LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem")).plusDays(1).toString();
    String form =
        """
        {"stage": "THIRD", "validFrom": "%s", "openDays": 10, "questions": [
          {"code": "REFERRED_CLIENTS", "kind": "COUNT", "he": "כמה פונים הפנית?", "ar": "كم؟", "en": "How many?"}]}
        """;
    JsonNode added =
        calls.post(Calls.TRAINING, "/api/v1/feedback-forms", form.formatted(tomorrow), 201);
    assertThat(added.get("version").asInt()).isEqualTo(2);
    calls.faulty(
        Calls.TRAINING,
        "/api/v1/feedback-forms",
        form.formatted("2012-01-01"),
        "validFrom",
        "form-day-not-to-come");
    assertThat(calls.get(Calls.TRAINING, "/api/v1/feedback-forms").get("items").size())
        .isEqualTo(4);
    Trainee before = trainee(HOST);
    heldWith(91, List.of(before));
    assertThat(calls.get(null, "/api/v1/feedback/" + tokenTo(before)).get("formVersion").asInt())
        .isEqualTo(1);
    Trainee after = trainee(HOST);
    Held session = heldWith(0, List.of(after));
    assertThat(
            database
                .sql(
                    """
                    select version from asked_form join follow_up on follow_up.id = follow_up_id
                     where session_id = :id and stage = 'THIRD'
                    """)
                .bind("id", session.id())
                .map(row -> row.get("version", Integer.class))
                .one()
                .block())
        .isEqualTo(2);
  }

  @Test
  void handsOutTheSlidesWithTheLink() {
    Trainee trainee = trainee(HOST);
    Held session = heldWith(4, List.of(trainee));
    String token = tokenTo(trainee);
    http.get().uri("/f/" + token + "/deck").exchange().expectStatus().isNotFound();
    String deck = "/api/v1/courses/" + session.course() + "/deck";
    upload(deck, "<html>").expectStatus().isBadRequest();
    upload(deck, "%PDF-1.7 slides").expectStatus().isCreated();
    assertThat(html("/f/" + token, 200)).contains("/f/" + token + "/deck");
    assertThat(
            http.get()
                .uri("/f/" + token + "/deck")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody())
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  private static Integer people(JsonNode counted, String unit, String value) {
    for (JsonNode department : counted.get("departments")) {
      for (JsonNode cell : department.get("columns")) {
        if (department.get("row").asString().equals(unit)
            && cell.get("column").asString().equals(value)) {
          return cell.get("people").isNull() ? null : cell.get("people").asInt();
        }
      }
    }
    throw new AssertionError(unit + " " + value);
  }

  private WebTestClient.ResponseSpec upload(String deck, String content) {
    return http.post()
        .uri(deck)
        .headers(headers -> headers.setBearerAuth(Calls.TRAINING))
        .contentType(MediaType.APPLICATION_PDF)
        .bodyValue(content.getBytes(StandardCharsets.US_ASCII))
        .exchange();
  }

  private static Trainee trainee(String unit) {
    return new Trainee("feed-" + NAMES.incrementAndGet(), unit, "family-social-worker");
  }

  /** Addresses are set once the session has begun, so that no invitation comes first. */
  private Held heldWith(int daysAgo, List<Trainee> trainees) {
    Held session = sessions.begun(daysAgo, HOST, trainees);
    for (Trainee trainee : trainees) {
      calls.post(
          trainee.token(),
          "/api/v1/trainees/" + trainee.name() + "/mail-address",
          "{\"mail\": \"%s@feedback.test\", \"language\": \"he\"}".formatted(trainee.name()),
          201);
    }
    return sessions.attended(session, session.seats());
  }

  private String tokenTo(Trainee trainee) {
    String address = trainee.name() + "@feedback.test";
    await().until(() -> !TestMailServer.running().mailsTo(address).isEmpty());
    String mail = TestMailServer.running().mailsTo(address).getLast().raw();
    Matcher link = LINK.matcher(decoded(mail));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static String decoded(String mail) {
    try {
      var message =
          new jakarta.mail.internet.MimeMessage(
              jakarta.mail.Session.getInstance(new java.util.Properties()),
              new java.io.ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
      return (String) message.getContent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private WebTestClient.ResponseSpec answer(String token, String question, String value) {
    return calls.send(
        null,
        HttpMethod.POST,
        "/api/v1/feedback/" + token,
        "{\"answers\": [{\"question\": \"%s\", \"value\": \"%s\"}]}".formatted(question, value));
  }

  private String answerPage(String token, String question, String value, int status) {
    return Calls.body(
        http.post()
            .uri("/f/" + token)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .body(BodyInserters.fromFormData(question, value))
            .exchange(),
        status);
  }

  private String html(String uri, int status) {
    return Calls.body(http.get().uri(uri).accept(MediaType.TEXT_HTML).exchange(), status);
  }
}
