package org.retzef.family.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.retzef.family.search.SearchMatch.Reason;

/**
 * The marks of one term of a query, from the surest to the least sure; each set holds the one
 * before it, so that a step of the search finds all that the step before it found.
 *
 * @param written with what each of them tells
 */
record TermMarks(Map<Long, Reason> written, Set<Long> spelled, Set<Long> near) {

  static TermMarks of(SearchQuery.Term term, NameMarks marks) {
    return switch (term) {
      case SearchQuery.Term.Number number -> ofNumber(number.digits(), marks);
      case SearchQuery.Term.Word word -> ofWord(word, marks);
    };
  }

  private static TermMarks ofNumber(String digits, NameMarks marks) {
    Map<Long, Reason> written = new LinkedHashMap<>();
    if (digits.length() <= 9) {
      written.put(marks.ofNationalId(digits), Reason.NATIONAL_ID);
    }
    written.put(marks.ofPhone(digits), Reason.PHONE);
    return new TermMarks(written, written.keySet(), written.keySet());
  }

  private static TermMarks ofWord(SearchQuery.Term.Word word, NameMarks marks) {
    List<String> forms = new ArrayList<>(word.besides());
    forms.add(word.text());
    Map<Long, Reason> written = new LinkedHashMap<>();
    Set<Long> spelled = new HashSet<>();
    Set<Long> near = new HashSet<>();
    for (String form : forms) {
      written.put(marks.asWritten(form), Reason.NAME);
      spelled.add(marks.asSpelled(form));
      near.addAll(marks.nearly(form));
    }
    spelled.addAll(written.keySet());
    near.addAll(spelled);
    return new TermMarks(written, spelled, near);
  }

  Set<Long> all() {
    return near;
  }

  static SearchMatch match(List<TermMarks> terms, Set<Long> matched) {
    SortedSet<Reason> reasons = new TreeSet<>();
    double sum = 0;
    for (TermMarks term : terms) {
      Reason reason = term.reason(matched);
      reasons.add(reason);
      sum += reason.weight;
    }
    return new SearchMatch(Math.round(100 * sum / terms.size()) / 100.0, reasons);
  }

  private Reason reason(Set<Long> matched) {
    for (var mark : written.entrySet()) {
      if (matched.contains(mark.getKey())) {
        return mark.getValue();
      }
    }
    return spelled.stream().anyMatch(matched::contains) ? Reason.SPELLING : Reason.TYPING_ERROR;
  }
}
