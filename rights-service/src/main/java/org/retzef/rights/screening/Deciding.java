package org.retzef.rights.screening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.AnswerFault;
import org.retzef.rights.eligibility.rules.Fact;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.retzef.rights.eligibility.rules.Facts;
import org.retzef.rights.eligibility.rules.FactsReader;
import org.retzef.rights.eligibility.rules.NextQuestion;
import org.retzef.rights.eligibility.rules.Verdict;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides all rights by what is known, on a day's rules. */
@Component
class Deciding {

  private static final LocalDate EARLIEST = LocalDate.of(2015, 1, 1);

  private final RuleBooks ruleBooks;
  private final FactsReader reader;
  private final FactSchema schema;

  Deciding(RuleBooks ruleBooks, FactsReader reader, FactSchema schema) {
    this.ruleBooks = ruleBooks;
    this.reader = reader;
    this.schema = schema;
  }

  /**
   * @param field where the answers stand in the request, for faults
   * @param written how many of them the request gave; what follows was known before
   * @param mayAsk which facts may be asked next
   */
  Mono<Findings> decide(
      String field, List<Answer> answers, int written, LocalDate day, Predicate<Fact> mayAsk) {
    Facts facts = read(field, answers, written, day);
    return ruleBooks.on(day).map(book -> find(day, book, facts, mayAsk));
  }

  /**
   * What the answers of a request and a family's file together tell.
   *
   * @param written how many of the facts the request gave
   */
  Mono<Findings> decide(
      FamilyFile file, List<Answer> facts, int written, LocalDate day, Predicate<Fact> mayAsk) {
    Facts known = read("answers", facts, written, day);
    return ruleBooks.on(day, file.catalogue()).map(book -> find(day, book, known, mayAsk));
  }

  private Facts read(String field, List<Answer> answers, int written, LocalDate day) {
    List<AnswerFault> wrong = new ArrayList<>();
    Facts facts = reader.read(answers, wrong);
    List<Fault> faults = new ArrayList<>();
    for (AnswerFault fault : wrong) {
      boolean isWritten = fault.index() >= 0 && fault.index() < written;
      String place = isWritten ? "%s[%d].value".formatted(field, fault.index()) : field;
      faults.add(Fault.of(place, fault.code(), fault.facts()));
    }
    if (day.isBefore(EARLIEST) || day.isAfter(EARLIEST.plusYears(50))) {
      faults.add(Fault.of("asOf", "date-out-of-range"));
    }
    InvalidInput.ifAny(faults);
    return facts;
  }

  private Findings find(LocalDate day, RuleBooks.Book book, Facts facts, Predicate<Fact> mayAsk) {
    List<Verdict> verdicts = book.rules().decide(facts);
    return new Findings(day, book, verdicts, next(verdicts, mayAsk));
  }

  private @Nullable Question next(List<Verdict> verdicts, Predicate<Fact> mayAsk) {
    return NextQuestion.of(verdicts, name -> schema.find(name) instanceof Fact f && mayAsk.test(f))
        .map(this::question)
        .orElse(null);
  }

  private @Nullable Question question(NextQuestion next) {
    Fact fact = schema.find(next.fact());
    return fact == null
        ? null
        : new Question(
            next.fact(),
            next.settles(),
            next.concerns(),
            fact.questionHe(),
            fact.questionAr(),
            fact.questionEn());
  }
}
