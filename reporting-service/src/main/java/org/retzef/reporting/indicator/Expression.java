package org.retzef.reporting.indicator;

import java.util.ArrayList;
import java.util.List;
import org.retzef.reporting.figure.Term;

/** Terms that are added, and terms that are taken off: {@code families_take_up - families_…}. */
record Expression(List<Term> added, List<Term> taken) {

  static Expression parse(String text) {
    List<Term> added = new ArrayList<>();
    List<Term> taken = new ArrayList<>();
    List<Term> next = added;
    for (String word : text.split(" ")) {
      switch (word) {
        case "+" -> next = added;
        case "-" -> next = taken;
        default -> next.add(Term.parse(word));
      }
    }
    return new Expression(List.copyOf(added), List.copyOf(taken));
  }

  List<Term> terms() {
    List<Term> all = new ArrayList<>(added);
    all.addAll(taken);
    return all;
  }
}
