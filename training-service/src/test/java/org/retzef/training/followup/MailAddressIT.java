package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.training.followup.FollowedTrainees.HOST;
import static org.retzef.training.followup.FollowedTrainees.addressOf;
import static org.retzef.training.followup.FollowedTrainees.addressUri;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.Calls;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Trainee;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The address that a trainee gave, as the service keeps it. */
@RetzefIT
class MailAddressIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private FollowedTrainees trainees;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    trainees = new FollowedTrainees(calls, new TestSessions(http, database));
  }

  @Test
  void keepsAnAddressSealedAndForgetsItOnRequest() {
    Trainee trainee = trainees.trainee(HOST, "en");
    trainees.setAddress(trainee, "en");
    assertThat(calls.get(trainee.token(), addressUri(trainee)).get("mail").asString())
        .isEqualTo(addressOf(trainee));
    byte[] sealed =
        database
            .sql("select sealed from mail_address where trainee = :trainee")
            .bind("trainee", trainee.name())
            .map(row -> row.get("sealed", byte[].class))
            .one()
            .block();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(trainee.name());
    calls
        .send(trainee.token(), HttpMethod.DELETE, addressUri(trainee), null)
        .expectStatus()
        .isNoContent();
    Answers.refused(
        calls.send(trainee.token(), HttpMethod.GET, addressUri(trainee), null),
        404,
        "mail-address-not-found");
    Answers.refused(
        calls.send(Calls.TRAINING, HttpMethod.GET, addressUri(trainee), null),
        404,
        "mail-address-not-found");
    calls.faulty(
        trainee.token(),
        addressUri(trainee),
        "{\"mail\": \"a@b,c@d\", \"language\": \"he\"}",
        "mail",
        "mail-address-invalid");
  }
}
