package org.retzef.family.duplicate;

import java.util.List;
import org.retzef.family.search.Spelling;

/** How alike two names are, from 0 to 1. */
public final class NameLikeness {

  private static final double OTHER_SPELLING = 0.95;
  private static final double A_WORD_MORE = 0.9;

  private NameLikeness() {}

  public static double of(String one, String other) {
    List<String> words = Spelling.words(one);
    List<String> others = Spelling.words(other);
    if (words.isEmpty() || others.isEmpty()) {
      return 0;
    }
    double whole = ofWords(String.join("", words), String.join("", others));
    return words.size() == 1 && others.size() == 1
        ? whole
        : Math.max(whole, wordByWord(words, others));
  }

  /** Each word of the shorter name with the one that is most like it in the longer. */
  private static double wordByWord(List<String> words, List<String> others) {
    List<String> fewer = words.size() <= others.size() ? words : others;
    List<String> more = fewer == words ? others : words;
    double sum = 0;
    for (String word : fewer) {
      sum += more.stream().mapToDouble(other -> ofWords(word, other)).max().orElse(0);
    }
    double mean = sum / fewer.size();
    return fewer.size() == more.size() ? mean : mean * A_WORD_MORE;
  }

  private static double ofWords(String one, String other) {
    if (one.equals(other)) {
      return 1;
    }
    if (Spelling.skeleton(one).equals(Spelling.skeleton(other))) {
      return OTHER_SPELLING;
    }
    return isOneSlip(one, other) ? slipIn(Math.max(one.length(), other.length())) : 0;
  }

  /** One letter makes another name of a short one: נועם and נועה, דן and דנה. */
  private static double slipIn(int letters) {
    return letters >= 5 ? 0.85 : letters == 4 ? 0.7 : 0.5;
  }

  /** A letter too many, too few, another one, or two neighbours exchanged. */
  static boolean isOneSlip(String one, String other) {
    String shorter = one.length() <= other.length() ? one : other;
    String longer = shorter.equals(one) ? other : one;
    if (longer.length() - shorter.length() > 1) {
      return false;
    }
    int start = 0;
    while (start < shorter.length() && shorter.charAt(start) == longer.charAt(start)) {
      start++;
    }
    String restOfShorter = shorter.substring(start);
    String restOfLonger = longer.substring(start);
    if (longer.length() > shorter.length()) {
      return restOfLonger.substring(1).equals(restOfShorter);
    }
    return restOfLonger
            .substring(Math.min(1, restOfLonger.length()))
            .equals(restOfShorter.substring(Math.min(1, restOfShorter.length())))
        || areExchanged(restOfShorter, restOfLonger);
  }

  private static boolean areExchanged(String one, String other) {
    return one.length() >= 2
        && one.charAt(0) == other.charAt(1)
        && one.charAt(1) == other.charAt(0)
        && one.substring(2).equals(other.substring(2));
  }
}
