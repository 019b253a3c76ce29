package org.retzef.family.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * What was asked for, as the words and numbers that a family must all have: of a name, a word may
 * be any member's.
 */
record SearchQuery(List<Term> terms) {

  private static final int LONGEST = 100;
  private static final int MOST_TERMS = 6;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{5,15}");

  /** One word that must be found. */
  sealed interface Term {

    /**
     * @param besides written together with the word before or after it
     */
    record Word(String text, List<String> besides) implements Term {}

    /** An id number or a telephone. */
    record Number(String digits) implements Term {}
  }

  static SearchQuery of(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(Fault.of("query", "text-forbidden-character"));
    }
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new InvalidInput(Fault.of("query", "text-length"));
    }
    List<String> words = Spelling.words(text);
    if (String.join("", words).length() < 2) {
      throw new InvalidInput(Fault.of("query", "query-too-short"));
    }
    return new SearchQuery(terms(words));
  }

  private static List<Term> terms(List<String> words) {
    String together = String.join("", words);
    if (NUMBER.matcher(together).matches()) {
      return List.of(new Term.Number(together));
    }
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < Math.min(words.size(), MOST_TERMS); i++) {
      String word = words.get(i);
      terms.add(
          NUMBER.matcher(word).matches()
              ? new Term.Number(word)
              : new Term.Word(word, besides(words, i)));
    }
    return terms;
  }

  private static List<String> besides(List<String> words, int i) {
    List<String> neighbours = words.subList(Math.max(0, i - 1), Math.min(words.size(), i + 2));
    return Spelling.joined(neighbours);
  }

  /** Not what was asked: whole objects end up in logs. */
  @Override
  public String toString() {
    return "SearchQuery";
  }
}
