package org.retzef.family.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How names are compared. The same name is written in several ways: with niqqud or without, with or
 * without the vowel letters ו and י, with ה or א at its end, with a geresh or none, with one alef
 * or another, in one word or two; and fingers slip.
 */
public final class Spelling {

  /** Longer ones are no names; what is beyond is not compared. */
  private static final int LONGEST_WORD = 24;

  private static final int MOST_WORDS = 8;

  private static final Pattern NOT_HEARD =
      Pattern.compile(
          "[\\p{Mn}\\p{Cf}\\u0640\\u0621'`\"\\u2018-\\u201F\\u05F3\\u05F4\\u00B4\\u02BC]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final Pattern DOUBLED = Pattern.compile("(\\p{L})\\1");

  private static final String VARIANTS = "ךםןףץةىیکٱ";
  private static final String PLAIN_ONES = "כמנפצهييكا";

  private Spelling() {}

  /** The words of a name, each in its plain letters; digits of all scripts become 0 to 9. */
  public static List<String> words(String text) {
    String heard =
        NOT_HEARD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    var plain = new StringBuilder();
    heard
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .map(Spelling::plain)
        .forEach(plain::appendCodePoint);
    return BETWEEN_WORDS
        .splitAsStream(plain)
        .filter(word -> !word.isEmpty())
        .map(word -> word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word)
        .limit(MOST_WORDS)
        .toList();
  }

  private static int plain(int letter) {
    if (Character.isDigit(letter)) {
      return '0' + Character.digit(letter, 10);
    }
    int variant = VARIANTS.indexOf(letter);
    return variant < 0 ? letter : PLAIN_ONES.charAt(variant);
  }

  /** Two words that stand side by side are one word for others: בן דוד and בנדוד. */
  static List<String> joined(List<String> words) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.add(words.get(i - 1) + words.get(i));
    }
    return pairs;
  }

  /** What all spellings of a word have in common. */
  public static String skeleton(String word) {
    String single = DOUBLED.matcher(word).replaceAll("$1");
    if (single.startsWith("ال") && single.length() >= 5) {
      single = single.substring(2);
    }
    var bones = new StringBuilder();
    int last = single.length() - 1;
    for (int i = 0; i <= last; i++) {
      char letter = single.charAt(i);
      boolean inside = i > 0 && i < last;
      if (inside && "ויا".indexOf(letter) >= 0) {
        continue;
      }
      bones.append(i == last && i > 0 ? ending(letter) : letter);
    }
    return bones.toString();
  }

  private static char ending(char letter) {
    return switch (letter) {
      case 'א' -> 'ה';
      case 'ا' -> 'ه';
      default -> letter;
    };
  }

  /**
   * A word with every one of its letters left out in turn, and whole. Two words that differ by one
   * slip of the keys (a letter too many, too few, another one, two exchanged) share one of these.
   */
  static Set<String> near(String word) {
    String skeleton = skeleton(word);
    String compared = skeleton.length() >= 3 ? skeleton : word;
    Set<String> near = new LinkedHashSet<>();
    near.add(compared);
    if (compared.length() >= 3) {
      for (int i = 0; i < compared.length(); i++) {
        near.add(compared.substring(0, i) + compared.substring(i + 1));
      }
    }
    return near;
  }
}
