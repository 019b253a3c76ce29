package org.retzef.rights.screening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.catalogue.PublishedRules;
import org.retzef.rights.catalogue.PublishedRules.PublishedRule;
import org.retzef.rights.eligibility.ParameterValues;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.retzef.rights.eligibility.rules.Parameter;
import org.retzef.rights.eligibility.rules.Rule;
import org.retzef.rights.eligibility.rules.RuleBook;
import org.retzef.rights.eligibility.rules.RuleCompiler;
import org.retzef.rights.eligibility.rules.RuleLanguage;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The rules of any day, compiled. All versions are compiled once and kept until the catalogue
 * changes, whichever copy of the service changed it; its stamp finds that out.
 */
@Component
class RuleBooks {

  private static final int DAYS_KEPT = 16;

  private final PublishedRules published;
  private final ParameterValues parameters;
  private final FactSchema schema;
  private volatile @Nullable Library library;

  RuleBooks(PublishedRules published, ParameterValues parameters, FactSchema schema) {
    this.published = published;
    this.parameters = parameters;
    this.schema = schema;
  }

  /**
   * A day's rules and the texts that belong to them.
   *
   * @param temporary the rights that are given for a time alone, and are given on that day
   */
  record Book(RuleBook rules, Map<String, PublishedRule> texts, Set<String> temporary) {

    static Book of(LocalDate day, RuleBook rules, Map<String, PublishedRule> texts) {
      Set<String> temporary =
          texts.values().stream()
              .filter(text -> text.isTemporary() && text.holdsOn(day))
              .map(PublishedRule::code)
              .collect(Collectors.toUnmodifiableSet());
      return new Book(rules, texts, temporary);
    }

    PublishedRule text(String right) {
      return Objects.requireNonNull(texts.get(right), right);
    }
  }

  Mono<Book> on(LocalDate day) {
    return library().flatMap(known -> known.on(day));
  }

  /**
   * @param stamp of the catalogue at this moment: {@link PublishedRules#STAMP}
   */
  Mono<Book> on(LocalDate day, String stamp) {
    return library(stamp).flatMap(known -> known.on(day));
  }

  /** The text of every version that was ever published, by right and version. */
  Mono<Function<Trace.Line, PublishedRule>> texts() {
    return library().map(known -> line -> known.text(line.right(), line.version()));
  }

  private Mono<Library> library() {
    return published.stamp().flatMap(this::library);
  }

  private Mono<Library> library(String stamp) {
    Library known = library;
    return known != null && known.stamp.equals(stamp) ? Mono.just(known) : load(stamp);
  }

  private Mono<Library> load(String stamp) {
    return Mono.zip(published.all(), parameters.declared())
        .map(found -> new Library(stamp, found.getT1(), found.getT2()))
        .doOnNext(loaded -> library = loaded);
  }

  /** All that was published up to a moment. */
  private final class Library {

    private final String stamp;
    private final Map<String, List<PublishedRule>> texts = new LinkedHashMap<>();
    private final Map<PublishedRule, Rule> rules = new ConcurrentHashMap<>();
    private final Map<LocalDate, Book> books = new ConcurrentHashMap<>();
    private final RuleCompiler compiler;

    Library(String stamp, List<PublishedRule> all, List<Parameter> declared) {
      this.stamp = stamp;
      this.compiler = new RuleCompiler(schema, new RuleLanguage(schema, declared));
      all.forEach(text -> texts.computeIfAbsent(text.code(), _ -> new ArrayList<>()).add(text));
    }

    PublishedRule text(String right, int version) {
      return texts.getOrDefault(right, List.of()).stream()
          .filter(text -> text.version() == version)
          .findFirst()
          .orElseThrow();
    }

    Mono<Book> on(LocalDate day) {
      Book known = books.get(day);
      return known != null
          ? Mono.just(known)
          : parameters.on(day).map(amounts -> bind(day, amounts));
    }

    private synchronized Book bind(LocalDate day, Map<String, Object> amounts) {
      Map<String, PublishedRule> chosen = new LinkedHashMap<>();
      List<Rule> bound = new ArrayList<>();
      texts.forEach(
          (code, versions) -> {
            PublishedRule text = holdingOn(day, versions);
            chosen.put(code, text);
            bound.add(rules.computeIfAbsent(text, this::compile));
          });
      if (books.size() >= DAYS_KEPT) {
        books.clear();
      }
      Book book = Book.of(day, new RuleBook(day, bound, amounts), chosen);
      books.put(day, book);
      return book;
    }

    /** The newest version that holds on the day; where none does, the newest says so. */
    private static PublishedRule holdingOn(LocalDate day, List<PublishedRule> newestFirst) {
      return newestFirst.stream()
          .filter(version -> version.holdsOn(day))
          .findFirst()
          .orElse(newestFirst.getFirst());
    }

    private Rule compile(PublishedRule text) {
      Rule rule = compiler.compile(text.code(), text.conditions(), new ArrayList<>());
      if (rule == null) { // it was checked before it was published
        throw new IllegalStateException("Does not compile any more: " + text.code());
      }
      return rule.withVersion(text.version(), text.validFrom(), text.validTo());
    }
  }
}
