package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name exists; the picture of the modules is drawn from the poms. */
class DocumentsTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern FILE =
      Pattern.compile("`([a-z-]+/[\\w./-]+\\.(?:java|yml|sql|html|properties|json|md))`");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|E2E|Nightly))`");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<groupId>org.retzef</groupId>\\s*<artifactId>([a-z-]+)</artifactId>(?!\\s*<version>0)");

  @Test
  void everyFileOfTheTourExists() throws IOException {
    List<String> files = found(FILE, ROOT.resolve("docs/tour.md"));
    assertThat(files).hasSizeGreaterThan(10);
    assertThat(files).allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
  }

  @Test
  void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT, 4)) {
      List<Path> documents =
          all.filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("/target/"))
              .filter(file -> !file.toString().contains("/.retzef/"))
              .toList();
      assertThat(documents).isNotEmpty();
      for (Path document : documents) {
        assertThat(found(LINK, document))
            .allSatisfy(
                link ->
                    assertThat(document.resolveSibling(link).normalize())
                        .as(document + "")
                        .exists());
      }
    }
  }

  @Test
  void everyTestThatThePagesOfSecurityNameExists() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      Set<String> classes =
          all.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
      for (String page : List.of("docs/security.md", "docs/access.md")) {
        List<String> named = found(TEST, ROOT.resolve(page));
        assertThat(named).isNotEmpty();
        assertThat(classes).as(page).containsAll(named);
      }
    }
  }

  @Test
  void everyEventHasASchemaAndAnExample() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/events"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .map(name -> name.replaceAll("\\.(schema|example)\\.json$", ""))
              .toList();
      assertThat(names).hasSizeGreaterThan(10);
      assertThat(names.stream().distinct().count() * 2).isEqualTo(names.size());
    }
  }

  @Test
  void drawsTheModules() throws IOException {
    List<String> modules = found(MODULE, ROOT.resolve("pom.xml"));
    StringBuilder arrows = new StringBuilder();
    for (String module : modules) {
      for (String dependency : found(DEPENDENCY, ROOT.resolve(module).resolve("pom.xml"))) {
        String from = module.substring(module.lastIndexOf('/') + 1);
        if (!dependency.equals("retzef") && !dependency.equals(from)) {
          arrows.append("  %s --> %s\n".formatted(from, dependency));
        }
      }
    }
    String picture =
        """
        # Modules and what they are built on

        Drawn by `DocumentsTest` from the poms.

        ```mermaid
        flowchart TD
        %s```
        """
            .formatted(
                arrows.toString().lines().distinct().collect(Collectors.joining("\n", "", "\n")));
    Files.writeString(ROOT.resolve("docs/pictures/modules.md"), picture);
    assertThat(picture)
        .contains("family-service --> platform")
        .doesNotContainPattern("(service|platform|gateway) --> [a-z]+-service");
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(file));
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
