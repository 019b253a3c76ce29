package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.springframework.http.HttpMethod;

/** A service's rules of access as a page that people read: role by action. */
public final class AccessTable {

  private static final String EVERYBODY = "everybody";

  private final AccessRules rules;
  private final String service;

  private AccessTable(AccessRules rules, String service) {
    this.rules = rules;
    this.service = service;
  }

  public static AccessTable of(AccessRules rules, String service) {
    return new AccessTable(rules, service);
  }

  /** Fails where {@code docs/access/<service>.md} is another, and draws it anew to be read. */
  public void assertIsInTheDocs() {
    Path page = Path.of("../docs/access", service + ".md");
    try {
      String drawn = draw();
      String committed = Files.exists(page) ? Files.readString(page) : "";
      if (!committed.equals(drawn)) {
        Files.createDirectories(page.getParent());
        Files.writeString(page, drawn);
      }
      assertThat(drawn)
          .as("docs/access/%s.md did not tell who may do what; it was drawn anew", service)
          .isEqualTo(committed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whatever somebody changes here without a token, a case worker can do for them: element G5, that
   * nobody needs a computer or a card. Rows as {@code POST /r/{token}}.
   *
   * @param ways per row that everybody may change by, a row that a case worker may
   */
  public void assertCaseWorkersDoForFamilies(Map<String, String> ways) {
    assertThat(rules.rules())
        .filteredOn(rule -> rule.open() && !rule.method().equals(HttpMethod.GET))
        .extracting(AccessTable::name)
        .as("done without a token")
        .containsExactlyInAnyOrderElementsOf(ways.keySet());
    assertCaseWorkersMay(ways.values());
  }

  /** Each of these rows lets a case worker in. */
  public void assertCaseWorkersMay(Collection<String> rows) {
    assertThat(rules.rules())
        .filteredOn(rule -> rule.allowed().contains("family-social-worker"))
        .extracting(AccessTable::name)
        .containsAll(rows);
  }

  private static String name(Rule rule) {
    return rule.method() + " " + rule.path();
  }

  private String draw() {
    List<String> columns = columns();
    StringBuilder page =
        new StringBuilder(
            """
            # Who may do what in %s

            Drawn by its `AccessTableTest` from the rules in force; [access.md](../access.md) says how to read it.

            """
                .formatted(service));
    page.append(row("below `/api/v1`", columns))
        .append(row("---", columns.stream().map(_ -> ":-:").toList()));
    for (Rule rule : rules.rules()) {
      page.append(
          row(
              "`" + rule.method() + " " + rule.path().replaceFirst("^/api/v1/", "") + "`",
              columns.stream().map(column -> may(rule, column) ? "●" : "").toList()));
    }
    return page.toString();
  }

  /** In the contract's order, then the scopes. */
  private List<String> columns() {
    Set<String> named = new LinkedHashSet<>();
    rules.rules().forEach(rule -> named.addAll(rule.allowed()));
    List<String> columns = new ArrayList<>();
    ServiceEndpoints.ROLES.stream().filter(named::contains).forEach(columns::add);
    named.stream().filter(one -> !columns.contains(one)).sorted().forEach(columns::add);
    if (rules.rules().stream().anyMatch(Rule::open)) {
      columns.add(EVERYBODY);
    }
    return columns;
  }

  private static boolean may(Rule rule, String column) {
    return rule.open() ? column.equals(EVERYBODY) : rule.allowed().contains(column);
  }

  private static String row(String first, List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| " + first + " | ", " |\n"));
  }
}
