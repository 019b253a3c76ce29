package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data come from daily work, not from new forms (P8): {@code docs/forms.md} says of each form of
 * each service what it is for. That events fill every measure of the catalogue, ReadingIT holds.
 */
class NoExtraFormTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern IN_CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern WITH_A_BODY = Pattern.compile("(POST|PUT|PATCH) .*");
  private static final List<String> SERVICES =
      List.of("basket", "family", "reporting", "rights", "training");

  /** For which a form may be; not for a {@code report}. */
  private static final Set<String> WORK =
      Set.of(
          "case",
          "money",
          "plan",
          "training",
          "rights",
          "organisation",
          "catalogue",
          "agreement",
          "evaluation");

  private record Line(String service, String use, Set<String> forms, Set<String> who) {}

  private final List<Line> lines;

  NoExtraFormTest() throws IOException {
    lines =
        Files.readString(DOCS.resolve("forms.md"))
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(NoExtraFormTest::cells)
            .filter(cells -> SERVICES.contains(cells.getFirst()))
            .map(
                cells ->
                    new Line(
                        cells.get(0),
                        inCode(cells.get(1)).getFirst(),
                        new TreeSet<>(inCode(cells.get(3))),
                        new TreeSet<>(inCode(cells.get(4)))))
            .toList();
  }

  @Test
  void noFormIsForAReport() {
    assertThat(lines).hasSizeGreaterThan(50);
    assertThat(lines).filteredOn(line -> !WORK.contains(line.use())).as("extra forms").isEmpty();
  }

  @Test
  void everyFormOfEveryServiceIsForOneThingAndFilledInByTheseRoles() throws IOException {
    for (String service : SERVICES) {
      Map<String, Set<String>> rolesByForm = rolesByForm(service);
      List<Line> its = lines.stream().filter(line -> line.service().equals(service)).toList();
      assertThat(its.stream().flatMap(line -> line.forms().stream()))
          .as("forms of %s-service", service)
          .containsExactlyInAnyOrderElementsOf(rolesByForm.keySet());
      assertThat(its)
          .allSatisfy(
              line ->
                  assertThat(rolesOf(line, rolesByForm))
                      .as("who fills in %s", line.forms())
                      .isEqualTo(line.who()));
    }
  }

  private static Set<String> rolesOf(Line line, Map<String, Set<String>> rolesByForm) {
    Set<String> roles = new TreeSet<>();
    line.forms().forEach(form -> roles.addAll(rolesByForm.get(form)));
    return roles;
  }

  /**
   * What takes a body by the API's document, and by the table of rules whatever the document does
   * not know yet; by its path without ids.
   */
  private static Map<String, Set<String>> rolesByForm(String service) throws IOException {
    Set<String> withoutBody = withoutBody(service);
    List<List<String>> rows =
        Files.readString(DOCS.resolve("access/" + service + "-service.md"))
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(NoExtraFormTest::cells)
            .toList();
    List<String> roles = rows.getFirst();
    Map<String, Set<String>> rolesByForm = new TreeMap<>();
    for (List<String> row : rows) {
      String operation = row.getFirst().replace("`", "");
      if (WITH_A_BODY.matcher(operation).matches()
          && !withoutBody.contains(withoutIds(operation))) {
        rolesByForm
            .computeIfAbsent(pathWithoutIds(operation), _ -> new TreeSet<>())
            .addAll(
                IntStream.range(1, row.size())
                    .filter(i -> row.get(i).equals("●"))
                    .mapToObj(roles::get)
                    .toList());
      }
    }
    return rolesByForm;
  }

  private static Set<String> withoutBody(String service) throws IOException {
    JsonNode paths =
        JSON.readTree(Files.readString(DOCS.resolve("api/" + service + "-service.json")))
            .required("paths");
    Set<String> operations = new TreeSet<>();
    paths.forEachEntry(
        (path, its) ->
            its.forEachEntry(
                (method, operation) -> {
                  if (!operation.has("requestBody")) {
                    operations.add(
                        withoutIds(
                            method.toUpperCase(Locale.ROOT) + " " + path.replace("/api/v1/", "")));
                  }
                }));
    return operations;
  }

  private static String withoutIds(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }

  private static String pathWithoutIds(String operation) {
    return withoutIds(operation.split(" ")[1]).replace("/{}", "");
  }

  private static List<String> cells(String row) {
    return Stream.of((row + " ").split("\\|")).skip(1).map(String::strip).toList();
  }

  private static List<String> inCode(String cell) {
    return IN_CODE.matcher(cell).results().map(one -> one.group(1)).toList();
  }
}
