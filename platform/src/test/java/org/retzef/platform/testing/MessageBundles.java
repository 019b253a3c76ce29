package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Checks that nobody is ever told a bare code, in any language. */
public final class MessageBundles {

  private static final List<String> LANGUAGES = List.of("he", "ar", "en");

  /** How a code stands in the sources: with a refusal, a fault, or as a constraint's message. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Kind\\.\\w+,\\s*|Fault\\.of\\([^;\"]*(?:\"[^\"]*\",\\s*)?|message(?:\\(\\)"
              + " default|\\s*=)\\s*|IllegalArgumentException\\(\\s*)\"([a-z]+(?:-[a-z]+)+)\"");

  private MessageBundles() {}

  /**
   * The bundles of this name have the same keys, and every code in this module's main sources has a
   * message there or among the platform's.
   */
  public static void assertComplete(String bundle) {
    Map<String, Set<String>> keys = new HashMap<>();
    LANGUAGES.forEach(language -> keys.put(language, keysOf(bundle, language)));
    assertThat(keys.get("ar")).as("Arabic").isEqualTo(keys.get("he"));
    assertThat(keys.get("en")).as("English").isEqualTo(keys.get("he"));
    Set<String> known = new HashSet<>(keys.get("he"));
    known.addAll(keysOf("messages/platform", "he"));
    assertThat(codesInSources()).isNotEmpty().isSubsetOf(known);
  }

  private static Set<String> keysOf(String bundle, String language) {
    var source =
        new ResourceBundleMessageSource() {
          Set<String> keys() {
            return getResourceBundle(bundle, Locale.forLanguageTag(language)).keySet();
          }
        };
    source.setBasename(bundle);
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source.keys();
  }

  private static Set<String> codesInSources() {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      return sources
          .filter(source -> source.toString().endsWith(".java"))
          .flatMap(source -> CODE.matcher(read(source)).results().map(found -> found.group(1)))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
