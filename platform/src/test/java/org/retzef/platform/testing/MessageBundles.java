package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Checks that nobody is ever told a bare code, in any language. */
public final class MessageBundles {

  private static final List<String> LANGUAGES = List.of("he", "ar", "en");

  private static final Map<String, UnicodeScript> LETTERS =
      Map.of(
          "he", UnicodeScript.HEBREW,
          "ar", UnicodeScript.ARABIC,
          "en", UnicodeScript.LATIN,
          "ru", UnicodeScript.CYRILLIC,
          "am", UnicodeScript.ETHIOPIC);

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
    assertWrittenIn(bundle, LANGUAGES);
  }

  /**
   * No text of these languages was left in the letters of another; but for signs, and a language's
   * own name, whose key is {@code own.} and its code.
   */
  public static void assertWrittenIn(String bundle, List<String> languages) {
    for (String language : languages) {
      ResourceBundle texts = read(bundle, language);
      assertThat(texts.keySet())
          .as("%s in %s", bundle, language)
          .isNotEmpty()
          .filteredOn(key -> !key.startsWith("own.") && hasLetters(texts.getString(key)))
          .allSatisfy(
              key -> {
                String text = texts.getString(key);
                assertThat(text.codePoints().mapToObj(UnicodeScript::of))
                    .as("%s=%s", key, text)
                    .contains(LETTERS.get(language));
              });
    }
  }

  private static boolean hasLetters(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  private static Set<String> keysOf(String bundle, String language) {
    return read(bundle, language).keySet();
  }

  private static ResourceBundle read(String bundle, String language) {
    var source =
        new ResourceBundleMessageSource() {
          @Nullable ResourceBundle texts() {
            return getResourceBundle(bundle, Locale.forLanguageTag(language));
          }
        };
    source.setBasename(bundle);
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return Objects.requireNonNull(source.texts(), bundle + " in " + language);
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
