package org.retzef.basket.serviceplan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.retzef.platform.problem.Languages;

/**
 * What is suggested at each station, in one language: an aim, a question to think about, and what
 * may be relevant of each category. The stations, categories and facts are those of [S2]; the words
 * are ours.
 */
final class StationGuide {

  private static final Map<Locale, StationGuide> ALL =
      Languages.SUPPORTED.stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), StationGuide::new));

  private final ResourceBundle texts;

  private StationGuide(Locale language) {
    texts =
        ResourceBundle.getBundle(
            "messages.serviceplan",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static StationGuide in(Locale language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** Whether a cell's suggestions have this code; they are the same in all languages. */
  static boolean suggests(int station, Station.Category category, String suggestion) {
    return in(Languages.HEBREW).texts.containsKey(key(station, category) + suggestion);
  }

  String name(int station) {
    return texts.getString(station + ".name");
  }

  String aim(int station) {
    return texts.getString(station + ".aim");
  }

  String question(int station) {
    return texts.getString(station + ".question");
  }

  String name(Station.Category category) {
    return texts.getString(category.name());
  }

  String name(Station.Status status) {
    return texts.getString(status.name());
  }

  /** A heading of the export. */
  String heading(String column) {
    return texts.getString("column." + column);
  }

  /** The codes of a cell's suggestions. */
  List<String> suggestions(int station, Station.Category category) {
    String cell = key(station, category);
    return texts.keySet().stream()
        .filter(key -> key.startsWith(cell))
        .map(key -> key.substring(cell.length()))
        .sorted()
        .toList();
  }

  String text(int station, Station.Category category, String suggestion) {
    return texts.getString(key(station, category) + suggestion);
  }

  private static String key(int station, Station.Category category) {
    return station + "." + category + ".";
  }
}
