package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.training.followup.FollowedTrainees.GUEST;
import static org.retzef.training.followup.FollowedTrainees.HOST;
import static org.retzef.training.followup.FollowedTrainees.awaitMails;
import static org.retzef.training.followup.FollowedTrainees.mails;
import static org.retzef.training.followup.FollowedTrainees.read;
import static org.retzef.training.followup.FollowedTrainees.textOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.mail.MailSending;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Who is written to after a session, when, and in which language. */
@RetzefIT
class FollowUpDatesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private MailSending sending;
  @Autowired private FollowUpPile pile;

  private TestSessions sessions;
  private FollowedTrainees trainees;

  @BeforeEach
  void begin() {
    sessions = new TestSessions(http, database);
    trainees = new FollowedTrainees(new Calls(http), sessions);
  }

  @Test
  void writesAfterThreeDaysThreeWeeksAndThreeMonthsOnceEach() throws Exception {
    Trainee hebrew = trainees.trainee(HOST, "he");
    Trainee arabic = trainees.trainee(HOST, "ar");
    Trainee english = trainees.trainee(GUEST, "en");
    Held session = trainees.begun(0, List.of(hebrew, arabic, english));
    try (var events = TestEvents.on("retzef.training.events")) {
      sessions.attended(session, session.seats());
      assertThat(daysUntilDue(session)).containsExactly(3, 21, 90);
      int after = 0;
      for (int days : new int[] {4, 18, 70}) {
        sessions.daysPass(session, days);
        after++;
        for (Trainee trainee : List.of(hebrew, arabic, english)) {
          awaitMails(trainee, after);
        }
      }
      List<TestEvent> sent =
          events.await(
              event -> event.type().equals("org.retzef.follow-up.sent.v1"),
              seen -> seen.stream().mapToInt(FollowUpDatesIT::mailsOf).sum() == 9);
      assertThat(sent.toString()).doesNotContain(hebrew.name(), "@");
    }
    assertThat(subjectsTo(hebrew)).allMatch(subject -> subject.startsWith("אחרי המפגש"));
    assertThat(subjectsTo(arabic)).allMatch(subject -> subject.startsWith("بعد اللقاء"));
    assertThat(subjectsTo(english))
        .allMatch(subject -> subject.equals("After the session: Rights"));
    assertThat(mails(hebrew)).extracting(mail -> mail.header("Message-ID")).doesNotHaveDuplicates();
    sessions.daysPass(session, 30);
    sending.sendBatch(pile);
    assertThat(mails(english)).hasSize(3);
  }

  @Test
  void sendsWhoIsRecordedLateWhatIsOverdueButNothingWhoseFormIsClosed() {
    Trainee first = trainees.trainee(HOST, "en");
    Trainee late = trainees.trainee(HOST, "en");
    Held session = trainees.begun(30, List.of(first, late));
    Held held = sessions.attended(session, List.of(session.seat(0)));
    awaitMails(first, 1);
    assertThat(mails(late)).isEmpty();
    held = sessions.closed(held, List.of(session.seat(0)));
    sessions.attended(held, List.of(session.seat(1)));
    awaitMails(late, 1);
    assertThat(textOf(mails(late).getLast())).contains("Three weeks have passed");
    assertThat(mails(first)).hasSize(1);
  }

  @Test
  void writesToNobodyWhoseAttendanceWasTakenBack() {
    Trainee wasThere = trainees.trainee(HOST, "en");
    Trainee wasNot = trainees.trainee(HOST, "en");
    Held session = trainees.begun(0, List.of(wasThere, wasNot));
    Held both = sessions.attended(session, session.seats());
    sessions.attended(both, List.of(session.seat(0)));
    sessions.daysPass(session, 4);
    awaitMails(wasThere, 1);
    assertThat(mails(wasNot)).isEmpty();
  }

  private List<String> subjectsTo(Trainee trainee) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (TestMailServer.Mail mail : mails(trainee)) {
      subjects.add(read(mail).getSubject());
    }
    return subjects;
  }

  private static int mailsOf(TestEvent event) {
    int mails = 0;
    for (JsonNode department :
        new tools.jackson.databind.json.JsonMapper().readTree(event.json()).get("departments")) {
      mails += department.get("mails").asInt();
    }
    return mails;
  }

  private List<Integer> daysUntilDue(Held session) {
    return database
        .sql(
            """
            select ((due_at at time zone 'Asia/Jerusalem')::date
                    - (starts_at at time zone 'Asia/Jerusalem')::date) as days
              from follow_up join session on session.id = session_id
             where session_id = :id
               and (due_at at time zone 'Asia/Jerusalem')::time = '08:00'
             order by due_at
            """)
        .bind("id", session.id())
        .map(row -> row.get("days", Integer.class))
        .all()
        .collectList()
        .block();
  }
}
