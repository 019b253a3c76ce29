package org.retzef.basket;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.testing.Answers;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A family's basket, and the people who ask out of it and decide on what was asked. */
public record AskedBasket(WebTestClient http, String id, String department) {

  public static final String APPROVE = "{\"decision\":\"APPROVE\"}";
  public static final String REJECT =
      "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER_SOURCE_FIRST\",\"note\":\"קרן אחרת\"}";
  public static final String RETURN =
      "{\"decision\":\"RETURN\",\"reasonCode\":\"DETAILS_MISSING\"}";

  public static AskedBasket opened(WebTestClient http) {
    return new AskedBasket(
        http, Desk.worker(http).opensABasket("NOSHMIM_ROUTINE"), Desk.DEPARTMENT);
  }

  /** For a test that is about what holds in a department: no other test may name it. */
  public static AskedBasket openedIn(
      String department, WebTestClient http, DatabaseClient database) {
    AskedBasket opened = opened(http);
    database
        .sql("update basket set unit = :department::ltree where id = :id")
        .bind("department", department)
        .bind("id", UUID.fromString(opened.id))
        .then()
        .block();
    return new AskedBasket(http, opened.id, department);
  }

  /** In Israel, where a day may begin while the tests run. */
  public static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }

  /** As its enrolment's end closes it, but for what is left in it. */
  public void closes(DatabaseClient database) {
    database
        .sql("update basket set state = 'CLOSED', closes_on = :today where id = :id")
        .bind("today", today())
        .bind("id", UUID.fromString(id))
        .then()
        .block();
  }

  /** Answers the request's id. */
  public String asks(String category, String amount) {
    return Answers.id(worker().post(path() + "/requests", request(category, amount)));
  }

  public static String request(String category, String amount) {
    return "{\"aspect\":\"BASIC_NEEDS\"," + items(category, amount).substring(1);
  }

  /** What a request asks for, as somebody completes it. */
  public static String items(String category, String amount) {
    return "{\"items\":[{\"category\":\"%s\",\"description\":\"x\",\"amount\":\"%s\"}]}"
        .formatted(category, amount);
  }

  public String path() {
    return "/baskets/" + id;
  }

  public String left() {
    return worker().read(path()).get("left").asString();
  }

  /** What happened to a request, each as what, its code, and who did it. */
  public List<String> history(String request) {
    List<String> entries = new ArrayList<>();
    worker()
        .read("/requests/" + request + "/history")
        .get("items")
        .forEach(
            entry ->
                entries.add(
                    entry.get("what").asString()
                        + " "
                        + entry.get("code").asString()
                        + " "
                        + entry.get("by").asString()));
    return entries;
  }

  public Desk worker() {
    return Desk.of(http, "worker-1", department, "family-social-worker");
  }

  public Desk lead() {
    return Desk.of(http, "lead-1", department, "team-lead");
  }

  public Desk head() {
    return Desk.of(http, "head-1", department, "department-head");
  }

  public Desk district(int member) {
    return Desk.of(http, "district-" + member, "IL.SOUTH", "supervisor");
  }

  public Desk national() {
    return Desk.of(http, "national-1", "IL", "national-manager");
  }

  public Desk manager() {
    return Desk.basketManager(http);
  }

  public Desk auditor() {
    return Desk.of(http, "auditor-1", "IL", "auditor");
  }
}
