package org.retzef.family.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.merge.MergeDesk.Two;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a merger leaves behind that is taken back. */
@RetzefIT
class MergeReversalIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private MergeDesk merging;

  @BeforeEach
  void desk() {
    merging = new MergeDesk(http);
  }

  @Test
  void keepsWhatWasRecordedSinceWhenAMergerIsTakenBack() {
    Two two = merging.two();
    String child = merging.desk().member(two.merged(), "CHILD", 0);
    Answer merged = merging.merge(two).expect(201);
    change(two, child, left("MOVED_OUT"));
    merging.undo(merged).expect(200);
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.merged()).expect(200).body()))
        .containsExactly("סימון");
    assertThat(list("select leave_reason as it from member where id = '%s'".formatted(child)))
        .containsExactly("MOVED_OUT");
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.survivor()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "תאומה");
  }

  @Test
  void takesNoMergerBackThatWouldLeaveAFamilyWithoutAHeadOrWithTwo() {
    for (String relation : List.of("HEAD", "CHILD")) {
      Two two = merging.strangers();
      String next = merging.desk().member(two.merged(), relation, 0);
      Answer merged = merging.merge(two).expect(201);
      change(two, next, "{\"relation\": \"HEAD\", \"formerHead\": {\"relation\": \"OTHER\"}}");
      merging.undo(merged).refuses(409, "merge-in-the-way");
      assertThat(merging.desk().get("families/" + two.merged()).status()).isEqualTo(404);
    }
  }

  @Test
  void takesNoMergerBackWhereTheHeadHasLeftSince() {
    Two two = merging.strangers();
    String former = merging.desk().member(two.merged(), "HEAD", 0);
    Answer merged = merging.merge(two).expect(201);
    change(two, former, left("DIED"));
    merging.undo(merged).refuses(409, "merge-in-the-way");
  }

  private static String left(String reason) {
    return "{\"leftOn\": \"%s\", \"leaveReason\": \"%s\"}"
        .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")), reason);
  }

  private void change(Two two, String member, String change) {
    String family = "families/" + two.survivor();
    merging
        .desk()
        .patch(family + "/members/" + member, change, merging.desk().get(family).version())
        .expect(200);
  }

  @Test
  void takesMergersBackInTheOrderOfTheirMaking() {
    Two two = merging.two();
    Answer first = merging.merge(two).expect(201);
    String third = merging.registered(two.name(), "0509990001", "שלישית");
    Answer second =
        FamilyDesk.of(http, MergeDesk.UNIT, "team-lead")
            .post("families/merges", MergeDesk.request(new Two(third, two.survivor(), ""), 2), 1)
            .expect(201);
    assertThat(
            merging.desk().get("families/" + two.merged()).expect(404).text("current/survivorId"))
        .isEqualTo(third);
    assertThat(MergeDesk.names(merging.desk().get("families/" + third).expect(200).body()))
        .contains("קטנה");
    merging.undo(first).refuses(409, "later-merge-first");
    merging.undo(second).expect(200);
    merging.undo(first).expect(200);
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.merged()).expect(200).body()))
        .contains("קטנה");
  }

  @Test
  void takesEitherOfTwoMergersIntoOneFamilyBackFirst() {
    Two two = merging.two();
    Two other = new Two(two.survivor(), merging.registered(two.name(), "0509990002", "אחרת"), "");
    Answer first = merging.merge(two).expect(201);
    Answer second = merging.merge(other).expect(201);
    merging.undo(first).expect(200);
    assertThat(namesIn(two.survivor())).contains("תאומה", "אחרת").doesNotContain("קטנה");
    merging.undo(second).expect(200);
    assertThat(namesIn(two.survivor())).containsExactlyInAnyOrder("סימון", "תאומה");
    assertThat(namesIn(two.merged())).contains("קטנה");
    assertThat(namesIn(other.merged())).contains("אחרת");
  }

  @Test
  void losesNobodyWhoCameWithBothOfTwoMergersIntoOneFamily() {
    Two two = merging.two();
    Two other = new Two(two.survivor(), merging.registered(two.name(), "0509990002", "קטנה"), "");
    Answer first = merging.merge(two).expect(201);
    Answer second = merging.merge(other).expect(201);
    assertThat(namesIn(two.survivor())).containsOnlyOnce("קטנה");
    merging.undo(first).refuses(409, "later-merge-first");
    assertThat(namesIn(two.survivor())).contains("קטנה");
    merging.undo(second).expect(200);
    merging.undo(first).expect(200);
    for (String family : List.of(two.merged(), other.merged())) {
      assertThat(namesIn(family)).contains("קטנה");
    }
  }

  @Test
  void keepsAWorkerWhoWaitsBehindThatOfAFamilyMergedBefore() {
    Two two = merging.two();
    Two other = new Two(two.survivor(), merging.registered(two.name(), "0509990002", "אחרת"), "");
    for (String family : List.of(two.merged(), other.merged())) {
      FamilyDesk.of(http, MergeDesk.UNIT, "team-lead")
          .post(
              "families/" + family + "/assignments",
              "{\"worker\": \"w-%s\", \"fieldRole\": \"FAMILY_SOCIAL_WORKER\"}".formatted(family))
          .expect(201);
    }
    Answer first = merging.merge(two).expect(201);
    Answer second = merging.merge(other).expect(201);
    merging.undo(first).refuses(409, "later-merge-first");
    merging.undo(second).expect(200);
    merging.undo(first).expect(200);
  }

  private List<String> namesIn(String family) {
    return MergeDesk.names(merging.desk().get("families/" + family).expect(200).body());
  }

  @Test
  void opensAfterwardsWhatWasWrittenWhileTheTwoWereOne() {
    Two two = merging.two();
    merging.fill(two.merged(), "MAPA");
    String child = merging.desk().member(two.merged(), "CHILD", 0);
    Answer merged = merging.merge(two).expect(201);
    long version = merging.desk().get("families/" + two.survivor()).version();
    merging
        .desk()
        .patch(
            "families/" + two.survivor() + "/members/" + child,
            "{\"givenName\": \"גדולה\"}",
            version)
        .expect(200);
    merging.undo(merged).expect(200);
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.merged()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "גדולה");
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.survivor()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "תאומה");
    assertThat(
            merging
                .desk()
                .get("families/" + two.merged() + "/contact-details/history")
                .expect(200)
                .content())
        .contains("הרקפת 77");
    merging.merge(two).expect(201);
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.survivor()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "תאומה", "גדולה");
  }

  private List<String> list(String sql) {
    return database.sql(sql).map(row -> row.get("it", String.class)).all().collectList().block();
  }
}
