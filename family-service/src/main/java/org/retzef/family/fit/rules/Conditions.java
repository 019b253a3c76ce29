package org.retzef.family.fit.rules;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.PartialVars;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges criteria. An unknown fact makes a condition unknown only where it decides; a family of
 * which a condition makes no sense is to be asked.
 */
public final class Conditions {

  private static final Logger LOG = LoggerFactory.getLogger(Conditions.class);

  /** Nobody lives there any more, or one person: what a condition most easily forgets. */
  private static final List<Facts> LEAST_FAMILIES =
      Stream.of(List.<Long>of(), List.of(40L))
          .flatMap(ages -> Stream.of(leastFamily(ages, false), leastFamily(ages, true)))
          .toList();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  /** Compiled once; there are as many as criteria's wordings. */
  private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

  public Conditions() {
    var facts =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    Arrays.stream(Fact.values()).forEach(fact -> facts.addVar(fact.code(), fact.type()));
    compiler = facts.build();
    runtime =
        CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(CelOptions.current().enableUnknownTracking(true).build())
            .build();
  }

  /** Whether it is a condition over the facts that exist, and makes sense of the least families. */
  public boolean understands(String expression) {
    return !compiler.compile(expression).hasError()
        && LEAST_FAMILIES.stream().allMatch(facts -> isJudged(expression, facts));
  }

  private boolean isJudged(String expression, Facts facts) {
    try {
      compile(expression).eval(variables(facts));
      return true;
    } catch (CelEvaluationException senseless) {
      return false;
    }
  }

  private static Facts leastFamily(List<Long> ages, boolean answers) {
    Facts facts =
        new Facts()
            .with(Fact.AGES, ages)
            .with(Fact.MINORS, 0)
            .with(Fact.HOUSEHOLD_SIZE, ages.size())
            .with(Fact.SINGLE_PARENT, false)
            .with(Fact.AUTHORITY, "")
            .with(Fact.HAS_NOSHMIM, false)
            .with(Fact.ENROLLED_TRACKS, List.of())
            .with(Fact.BASIC_NEEDS_MISSING, List.of());
    Arrays.stream(Fact.values()).filter(Fact::isAsked).forEach(fact -> facts.with(fact, answers));
    return facts;
  }

  Reason judge(Criterion criterion, Facts facts) {
    try {
      Object result = program(criterion.expression()).eval(variables(facts));
      return switch (result) {
        case Boolean met ->
            Reason.of(criterion, met ? Reason.Outcome.MET : Reason.Outcome.FAILED, List.of());
        case CelUnknownSet unknown ->
            Reason.of(criterion, Reason.Outcome.TO_BE_ASKED, codes(unknown));
        default -> throw new IllegalStateException(criterion.code() + " is no condition");
      };
    } catch (CelEvaluationException senseless) {
      LOG.warn("criterion {} cannot be judged", criterion.code());
      return Reason.of(criterion, Reason.Outcome.TO_BE_ASKED, List.of());
    }
  }

  private static List<String> codes(CelUnknownSet unknown) {
    return unknown.attributes().stream().map(Object::toString).sorted().toList();
  }

  private static PartialVars variables(Facts facts) {
    Map<String, Object> known =
        facts.known().entrySet().stream()
            .collect(Collectors.toMap(fact -> fact.getKey().code(), Map.Entry::getValue));
    return PartialVars.of(
        known,
        Arrays.stream(Fact.values())
            .filter(fact -> !facts.knows(fact))
            .map(fact -> CelAttributePattern.create(fact.code()))
            .toArray(CelAttributePattern[]::new));
  }

  private CelRuntime.Program program(String expression) {
    return programs.computeIfAbsent(expression, this::compile);
  }

  private CelRuntime.Program compile(String expression) {
    try {
      return runtime.createProgram(compiler.compile(expression).getAst());
    } catch (CelValidationException | CelEvaluationException senseless) {
      throw new IllegalStateException("A criterion is no condition", senseless);
    }
  }
}
