package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.duplicate.Household.Person;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.registration.NationalIds;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * As {@link DuplicateRecallTest}, but by the door that people use and with the candidates that the
 * index finds: what it leaves out, no rule can show.
 */
@RetzefIT
class DuplicateSearchIT {

  private static final int FAMILIES = Integer.getInteger("retzef.alike", 70);
  private static final String DEPARTMENT = "IL.SOUTH.A0831.D1";
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private WebTestClient http;

  @Test
  void findsNineteenOfTwentyAndShowsFewThatAreNot() {
    var population = new Population(1, FAMILIES);
    Desk worker = Desk.of(http, "alike-1", DEPARTMENT, "family-social-worker");
    Map<String, Household> registered = new HashMap<>();
    for (Household household : population.families()) {
      registered.put(Answers.id(worker.post("/families", request(household))), household);
    }
    Set<Population.Pair> shown = new HashSet<>();
    registered.forEach(
        (id, household) ->
            worker
                .read("/families/" + id + "/duplicates")
                .get("items")
                .forEach(
                    candidate -> {
                      Household other = registered.get(candidate.at("/family/id").asString());
                      if (other != null) { // not another test's
                        shown.add(pair(population.families(), household, other));
                      }
                    }));
    long found = shown.stream().filter(population.sames()::contains).count();
    double recall = (double) found / population.sames().size();
    double precision = (double) found / shown.size();
    System.out.printf(
        "%d families, %d there twice; recall %.3f, precision %.3f%n",
        registered.size(), population.sames().size(), recall, precision);
    assertThat(recall).as("recall").isGreaterThanOrEqualTo(0.95);
    assertThat(precision).as("precision").isGreaterThanOrEqualTo(0.9);
  }

  /** More families than are compared, and the one that has the same id number among them. */
  @Test
  void findsAnIdNumberThoughHundredsShareThePhoneOfAnInstitution() {
    Desk worker = Desk.of(http, "alike-2", DEPARTMENT, "family-social-worker");
    String phone = "+972507770077";
    for (int i = 0; i < 220; i++) {
      Answers.id(worker.post("/families", request(lone(phone, null, i))));
    }
    String id = NationalIds.of(78_000_001);
    Answers.id(worker.post("/families", request(lone("+972507770078", id, 400))));
    String again = Answers.id(worker.post("/families", request(lone(phone, id, 401))));
    assertThat(worker.read("/families/" + again + "/duplicates").toString())
        .contains("SAME_NATIONAL_ID");
  }

  private static Household lone(String phone, @Nullable String nationalId, int number) {
    String name = "אורח" + (char) ('א' + number % 22) + (char) ('א' + number / 22 % 22);
    return new Household(
        phone,
        "המלון " + number,
        "אופקים",
        List.of(
            new Person(
                name,
                name,
                nationalId,
                LocalDate.of(1950, 1, 1).plusDays(31L * number),
                Sex.MALE,
                false)));
  }

  /** In the order in which they were drawn, as the population names them. */
  private static Population.Pair pair(List<Household> drawn, Household one, Household other) {
    for (Household household : drawn) {
      if (household == one || household == other) {
        return household == one ? new Population.Pair(one, other) : new Population.Pair(other, one);
      }
    }
    throw new AssertionError("drawn by nobody");
  }

  private static String request(Household household) {
    return JSON.writeValueAsString(
        Map.of(
            "unit", DEPARTMENT,
            "preferredLanguage", "he",
            "phone", household.phone(),
            "address", Map.of("street", household.street(), "city", household.city()),
            "members", members(household.people())));
  }

  private static List<Map<String, String>> members(List<Person> people) {
    return people.stream()
        .map(
            person -> {
              Map<String, String> member = new HashMap<>();
              member.put("givenName", person.givenName());
              member.put("familyName", person.familyName());
              member.put("nationalId", person.nationalId());
              member.put("birthDate", person.birthDate().toString());
              member.put("sex", person.sex().name());
              member.put("relation", relation(people, person));
              return member;
            })
        .collect(Collectors.toList());
  }

  private static String relation(List<Person> people, Person person) {
    if (person == people.getFirst()) {
      return "HEAD";
    }
    return person.child() ? "CHILD" : "SPOUSE";
  }
}
