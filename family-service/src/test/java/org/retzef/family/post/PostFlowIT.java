package org.retzef.family.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class PostFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final List<String> LARGE = List.of("NOSHMIM", "SHVIL_MEITIV", "MIFGASH");
  private static final List<String> PILOTS = List.of("MAPA", "OLIM_LADERECH");

  /** Of a day that no other test asks for. */
  private static final String CRITERION =
      """
      {"code":"register-of-posts","expression":"minors > 0","nameHe":"בדיקה","nameAr":"فحص",
       "nameEn":"Test","from":"2998-01-01","source":"a test","confirmed":false}
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private AccessRules rules;
  @Autowired private Posts posts;

  private final String department =
      "IL.SOUTH.A2560.D" + (200 + Math.abs(UUID.randomUUID().hashCode() % 700));
  private Desk registrar;

  @BeforeEach
  void sitDown() {
    registrar = Desk.of(http, "registrar", "IL", "national-manager");
  }

  /** Who answers for a programme binds every national manager, those of other tests as well. */
  @AfterEach
  void forgetWhoAnswers() {
    database.sql("delete from post_term where holder like 'm-%'").then().block();
  }

  /** Element G1: seven posts of headquarters, an integrating supervisor and two coordinators. */
  @Test
  void knowsThePostsOfHeadquartersAndDistrictsWithTheRolesOfTheContract() throws Exception {
    List<String> headquarters = new ArrayList<>();
    Map<String, String> districts = new TreeMap<>();
    for (JsonNode post : Desk.worker(http).read("/posts").get("items")) {
      String role = post.get("role").asString();
      assertThat(rules.rules()).as(role).anyMatch(rule -> rule.allowed().contains(role));
      if (post.get("level").asString().equals("DISTRICT")) {
        districts.put(post.get("code").asString(), role);
      } else if (post.get("source").asString().equals("S0")) {
        headquarters.add(role);
      }
    }
    assertThat(headquarters).hasSize(7).isEqualTo(rolesOfTheRealm());
    assertThat(districts)
        .isEqualTo(
            Map.of(
                "INTEGRATING_SUPERVISOR", "supervisor",
                "NOSHMIM_COORDINATOR", "district-coordinator",
                "RISK_COORDINATOR", "district-coordinator"));
  }

  /** The groups of headquarters in the Keycloak realm stand in the same order. */
  private static List<String> rolesOfTheRealm() throws Exception {
    JsonNode realm =
        new JsonMapper()
            .readTree(Files.readString(Path.of("../deploy/keycloak/retzef-realm.json")));
    List<String> roles = new ArrayList<>();
    realm
        .get("groups")
        .get(0)
        .get("subGroups")
        .forEach(group -> roles.add(group.get("realmRoles").get(0).asString()));
    return roles;
  }

  /**
   * Element G2: in January 2021 three programmes come under one manager while two small ones finish
   * their pilot; in January 2022 all come under that one. Which two are small is inferred from
   * their seats.
   */
  @Test
  void movesProgrammesFromTheirOwnManagersToOneByTheirDays() {
    LARGE.forEach(
        programme ->
            term("PROGRAMME_MANAGER", programme, own(programme), "2019-01-01", "2020-12-31"));
    PILOTS.forEach(
        programme ->
            term("PROGRAMME_MANAGER", programme, own(programme), "2019-01-01", "2021-12-31"));
    LARGE.forEach(programme -> term("ARRAY_MANAGER", programme, "m-one", "2021-01-01", null));
    PILOTS.forEach(programme -> term("ARRAY_MANAGER", programme, "m-one", "2022-01-01", null));

    Map<String, Set<String>> apart = new TreeMap<>();
    LARGE.forEach(programme -> apart.put(own(programme), Set.of(programme)));
    PILOTS.forEach(programme -> apart.put(own(programme), Set.of(programme)));
    assertThat(scopesOn("2020-12-31")).isEqualTo(apart);

    Map<String, Set<String>> together = new TreeMap<>(apart);
    LARGE.forEach(programme -> together.remove(own(programme)));
    together.put("m-one", new TreeSet<>(LARGE));
    assertThat(scopesOn("2021-01-01")).isEqualTo(together);
    assertThat(scopesOn("2021-12-31")).isEqualTo(together);

    Set<String> all = new TreeSet<>(LARGE);
    all.addAll(PILOTS);
    assertThat(scopesOn("2022-01-01")).isEqualTo(Map.of("m-one", all));
    JsonNode answering = registrar.read("/programmes/MAPA/posts?asOf=2021-06-01").get("items");
    assertThat(answering).hasSize(1);
    assertThat(answering.get(0).get("post").asString()).isEqualTo("PROGRAMME_MANAGER");
    Answers.refused(registrar.get("/programmes/MOON/posts"), 404, "programme-not-found");
  }

  private static String own(String programme) {
    return "m-" + programme.toLowerCase();
  }

  /** Whom the register lets decide about what on a day, of all that it knows. */
  private Map<String, Set<String>> scopesOn(String day) {
    Map<String, Set<String>> scopes = new TreeMap<>();
    List<String> managers = new ArrayList<>(List.of("m-one", "m-stranger"));
    List<String> programmes = new ArrayList<>(LARGE);
    programmes.addAll(PILOTS);
    programmes.forEach(programme -> managers.add(own(programme)));
    for (String manager : managers) {
      for (String programme : programmes) {
        if (Boolean.TRUE.equals(
            posts.answersFor(caller(manager), programme, LocalDate.parse(day)).block())) {
          scopes.computeIfAbsent(manager, none -> new TreeSet<>()).add(programme);
        }
      }
    }
    return scopes;
  }

  private static Caller caller(String subject) {
    return new Caller(
        subject, Set.of("national-manager"), new UnitPath("IL"), null, null, Set.of(), null);
  }

  /** Role by action, before, in and after the days of a term. */
  @Test
  void letsOnlyWhoAnswersForAProgrammeTodayChangeWhatIsItsOwn() {
    registrar
        .post("/units", "{\"path\":\"%s\",\"nameHe\":\"מחלקה\"}".formatted(department))
        .expectStatus()
        .isCreated();
    Desk holder = Desk.of(http, "m-holder", "IL", "national-manager");
    Desk other = Desk.of(http, "m-other", "IL", "national-manager");
    term("PROGRAMME_MANAGER", "MAPA", "m-other", "2020-01-01", TODAY.minusDays(1).toString());
    String id = term("ARRAY_MANAGER", "MAPA", "m-holder", TODAY.toString(), null);
    term("RISK_PROGRAMMES_MANAGER", "MIFGASH", "m-other", TODAY.plusDays(1).toString(), null);

    assertThat(refusals(other, "MAPA")).hasSize(7).containsOnly("programme-of-another");
    assertThat(refusals(holder, "MAPA")).isEmpty();
    assertThat(refusals(holder, "MIFGASH")).as("answered for from tomorrow on").isEmpty();
    assertThat(refusals(Desk.worker(http), "MAPA"))
        .hasSize(7)
        .doesNotContain("programme-of-another");
    Desk head = Desk.of(http, "m-head", department, "department-head");
    assertThat(refusals(head, "MAPA")).as("who sets up in the own department").hasSize(4);

    end("ARRAY_MANAGER", id, TODAY.toString(), "\"1\"").expectStatus().isOk();
    assertThat(refusals(other, "MAPA")).as("on the last day").hasSize(7);
    days(id, TODAY.minusDays(9), TODAY.minusDays(1));
    assertThat(refusals(other, "MAPA")).as("the day after").isEmpty();
  }

  /** What is refused to somebody, of all that is done to a programme, by its code. */
  private List<String> refusals(Desk who, String programme) {
    String conversions = "/programmes/" + programme + "/conversions";
    String setUps = "/units/" + department + "/programme-setups";
    String nobodys = conversions + "/" + UUID.randomUUID();
    return Stream.of(
            who.post(
                "/track-plans",
                """
                {"track":"%s","unit":"%s","from":"2026-01-01","until":"2026-12-31","seats":5,
                 "publishedOn":"2025-12-01"}
                """
                    .formatted(programme, department)),
            who.post("/tracks/" + programme + "/criteria", CRITERION),
            who.post(
                conversions,
                "{\"unit\":\"%s\",\"from\":\"%s\"}".formatted(department, TODAY.plusDays(1))),
            who.post(nobodys + "/application", "{}", "\"1\""),
            who.post(setUps, "{\"programme\":\"" + programme + "\"}"),
            who.patch(
                setUps + "/" + programme + "/steps/TRAINING",
                "{\"doneOn\":\"2026-01-01\"}",
                "\"1\""),
            who.post(setUps + "/" + programme + "/opening", "{}", "\"99\""))
        .map(Answers::json)
        .filter(answer -> answer.path("status").asString("").equals("403"))
        .map(answer -> answer.get("code").asString())
        .toList();
  }

  @Test
  void refusesTermsThatContradictOneAnotherThePostOrWhoAsks() {
    String id = term("ARRAY_MANAGER", "MAPA", "m-one", "2031-01-01", "2031-12-31");
    Answers.refused(
        begin(registrar, "ARRAY_MANAGER", "IL", "MAPA", "m-two", "2031-06-01", null),
        409,
        "post-held-already");
    Answers.refused(
        begin(registrar, "ARRAY_MANAGER", "IL", "MAPA", "registrar", "2032-01-01", null),
        403,
        "post-own");
    Answers.refused(
        begin(registrar, "NOTHING", "IL", "MAPA", "m-two", "2032-01-01", null),
        404,
        "post-not-found");
    assertThat(
            Answers.faults(
                begin(registrar, "RISK_COORDINATOR", "IL", "MAPA", "m-two", "2032-01-01", null)))
        .containsExactly("unit unit-not-of-post");
    assertThat(
            Answers.faults(
                begin(registrar, "ARRAY_MANAGER", "IL", "NONE", "m-two", "2032-01-01", null)))
        .containsExactly("programme programme-unknown");
    assertThat(
            Answers.faults(
                begin(registrar, "ARRAY_MANAGER", "IL", "MAPA", "Dana Levi", "2032-02-01", null)))
        .containsExactly("holder holder-invalid");
    Desk one = Desk.of(http, "m-one", "IL", "national-manager");
    Answers.refused(
        one.send(
            HttpMethod.PUT,
            "/posts/ARRAY_MANAGER/terms/" + id + "/end",
            "{\"until\":\"2040-01-01\"}",
            "\"1\"",
            null),
        403,
        "post-own");
    assertThat(Answers.faults(end("ARRAY_MANAGER", id, "2030-01-01", "\"1\"")))
        .containsExactly("until date-before-start");
    Answers.refused(end("RISK_SUPERVISOR", id, "2031-02-01", "\"1\""), 404, "post-term-not-found");
    assertThat(registrar.read("/posts/ARRAY_MANAGER/terms?asOf=2031-12-31").get("items").toString())
        .contains(id);
    assertThat(registrar.read("/posts/ARRAY_MANAGER/terms?asOf=2032-01-01").get("items").toString())
        .doesNotContain(id);
  }

  private void days(String id, LocalDate from, LocalDate until) {
    database
        .sql("update post_term set during = daterange(:from, :until, '[]') where id = :id")
        .bind("from", from)
        .bind("until", until)
        .bind("id", UUID.fromString(id))
        .then()
        .block();
  }

  private WebTestClient.ResponseSpec end(String post, String id, String until, String eTag) {
    return registrar.send(
        HttpMethod.PUT,
        "/posts/" + post + "/terms/" + id + "/end",
        "{\"until\":\"" + until + "\"}",
        eTag,
        null);
  }

  private String term(
      String post, String programme, String holder, String from, @Nullable String until) {
    return Answers.id(begin(registrar, post, "IL", programme, holder, from, until));
  }

  private static WebTestClient.ResponseSpec begin(
      Desk who,
      String post,
      String unit,
      String programme,
      String holder,
      String from,
      @Nullable String until) {
    return who.post(
        "/posts/" + post + "/terms",
        "{\"unit\":\"%s\",\"programme\":\"%s\",\"holder\":\"%s\",\"from\":\"%s\"%s}"
            .formatted(
                unit,
                programme,
                holder,
                from,
                until == null ? "" : ",\"until\":\"" + until + "\""));
  }
}
