package org.retzef.family.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.NationalIds;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who joins a household and who leaves it, and that nobody is in two. */
@RetzefIT
class HouseholdChangeIT {

  private static final AtomicInteger PEOPLE = new AtomicInteger(13_200_000);

  /** Each test's own: nobody is in two families at once. */
  private final String number = NationalIds.of(PEOPLE.getAndIncrement());

  private final String newcomer = Requests.newcomer(number);

  @Autowired private WebTestClient http;

  private FamilyDesk desk;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
  }

  @Test
  void whoLeavesOnADayWasThereBeforeItAndHistoryStays() {
    String family = desk.registered();
    String grandmother = desk.joined(family, newcomer);
    desk.patch(
            member(family, grandmother),
            "{\"leftOn\": \"2025-06-15\", \"leaveReason\": \"MOVED_OUT\"}",
            2)
        .expect(200);
    assertThat(desk.membersOn(family, "2025-06-14")).contains(grandmother);
    assertThat(desk.membersOn(family, "2025-06-15")).doesNotContain(grandmother);
    assertThat(desk.membersOn(family, "2024-01-09")).doesNotContain(grandmother);
    assertThat(desk.membersOn(family, today().toString())).hasSize(3).doesNotContain(grandmother);
    Answer everybody = desk.get("families/" + family + "/members").expect(200);
    assertThat(everybody.body().get("items")).hasSize(4);
    assertThat(everybody.content()).contains(grandmother, "2025-06-15", "MOVED_OUT", "فاطمة");
    assertThat(desk.get("families/" + family).version()).isEqualTo(3);
    assertThat(desk.get("families/" + family + "?asOf=2025-06-14").content())
        .contains(grandmother, "\"asOf\":\"2025-06-14\"");
  }

  @Test
  void tellsWhoJoinsAndLeavesWithoutNamingAnybody() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String family = desk.registered();
      String grandmother = desk.joined(family, newcomer);
      desk.patch(
              member(family, grandmother),
              "{\"leftOn\": \"2025-06-15\", \"leaveReason\": \"DIED\"}",
              2)
          .expect(200);
      List<TestEvent> told = events.await(3, family);
      assertThat(told)
          .extracting(TestEvent::type)
          .containsExactly(
              "org.retzef.family.registered.v1",
              "org.retzef.member.joined.v1",
              "org.retzef.member.left.v1");
      assertThat(told.get(1).json())
          .contains("\"birthYear\":1960", "\"minor\":false", "\"members\":4", "\"minors\":2");
      assertThat(told.get(2).json()).contains("\"leftOn\":\"2025-06-15\"", "\"members\":3");
      assertThat(told.get(1).json() + told.get(2).json())
          .doesNotContain("فاطمة", "אלדוגמה", number, "1960-02-02", "DIED");
    }
  }

  @Test
  void leavesNotBeforeTheLastChangeOfTheRelation() {
    String family = desk.registered();
    String path = member(family, desk.joined(family, newcomer));
    desk.patch(path, "{\"relation\": \"OTHER\", \"since\": \"2025-05-01\"}", 2).expect(200);
    String leaves = "{\"leftOn\": \"%s\", \"leaveReason\": \"MOVED_OUT\"}";
    desk.patch(path, leaves.formatted("2025-04-30"), 3).faults("leftOn: left-before-relation");
    desk.patch(
            path,
            leaves.replaceFirst("\\{", "{\"relation\": \"SIBLING\", ").formatted("2025-06-01"),
            3)
        .faults("leftOn: left-before-relation");
    desk.patch(path, leaves.formatted("2025-05-01"), 3).expect(200);
    desk.patch(path, "{\"leftOn\": \"2025-04-30\"}", 4).faults("leftOn: left-before-relation");
    desk.patch(path, "{\"familyName\": \"אחרת\"}", 4).expect(200);
    desk.patch(path, "{\"birthDate\": \"2025-05-02\"}", 5).faults("birthDate: born-after-joining");
  }

  @Test
  void joinsNoHouseholdThatIsFull() {
    String family = desk.registered(Requests.ofMany(40));
    String members = "families/" + family + "/members";
    String today = newcomer.replace("2024-01-10", today().toString());
    desk.post(members, today, 1).refuses(409, "household-too-large");
    desk.patch(
            member(family, desk.member(family, "CHILD", 0)),
            "{\"leftOn\": \"%s\", \"leaveReason\": \"MOVED_OUT\"}".formatted(today()),
            1)
        .expect(200);
    desk.post(members, today, 2).expect(201);
  }

  @Test
  void isInOneFamilyAtATime() {
    String first = desk.registered();
    String second = desk.registered();
    String there = "families/" + second + "/members";
    String grandmother = desk.joined(first, newcomer);
    desk.post(there, newcomer, 1).refuses(409, "member-in-other-family");
    String child = desk.member(second, "CHILD", 0);
    desk.patch(member(second, child), "{\"nationalId\": \"%s\"}".formatted(number), 1)
        .refuses(409, "member-in-other-family");
    desk.patch(
            member(first, grandmother),
            "{\"leftOn\": \"2025-06-15\", \"leaveReason\": \"MOVED_OUT\"}",
            2)
        .expect(200);
    desk.post(there, newcomer.replace("2024-01-10", "2025-06-14"), 1)
        .refuses(409, "member-in-other-family");
    desk.post(there, newcomer.replace("2024-01-10", "2025-06-15"), 1).expect(201);
    desk.patch(member(first, grandmother), "{\"leftOn\": \"2025-06-20\"}", 3)
        .refuses(409, "member-in-other-family");
  }

  @Test
  void joinsOneOfTwoFamiliesThatLetThePersonInAtOnce() {
    List<CompletableFuture<Answer>> joining =
        Stream.of(desk.registered(), desk.registered())
            .map(family -> "families/" + family + "/members")
            .map(path -> CompletableFuture.supplyAsync(() -> desk.post(path, newcomer, 1)))
            .toList();
    assertThat(joining.stream().map(CompletableFuture::join).map(Answer::status))
        .containsExactlyInAnyOrder(201, 409);
  }

  @Test
  void whoeverLeftMayComeBackButIsNotChangedMeanwhile() {
    String family = desk.registered();
    String grandmother = desk.joined(family, newcomer);
    String path = member(family, grandmother);
    desk.patch(path, "{\"leftOn\": \"2025-06-15\", \"leaveReason\": \"MARRIED\"}", 2).expect(200);
    desk.patch(path, "{\"relation\": \"OTHER\"}", 3).refuses(409, "member-has-left");
    desk.patch(path, "{\"leftOn\": \"2025-06-01\"}", 3).expect(200);
    String members = "families/" + family + "/members";
    desk.post(members, newcomer.replace("2024-01-10", "2025-05-31"), 4)
        .refuses(409, "member-already-in-family");
    desk.post(members, newcomer.replace("2024-01-10", "2025-06-01"), 4).expect(201);
    assertThat(desk.membersOn(family, "2025-06-01")).hasSize(1);
  }

  private static String member(String family, String member) {
    return "families/" + family + "/members/" + member;
  }

  private static LocalDate today() {
    return LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem"));
  }
}
