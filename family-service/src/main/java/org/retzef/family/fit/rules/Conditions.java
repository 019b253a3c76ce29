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

/** Judges criteria. An unknown fact makes a condition unknown only where it decides. */
public final class Conditions {

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

  /** Whether it is a condition over the facts that exist. */
  public boolean understands(String expression) {
    return !compiler.compile(expression).hasError();
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
      throw new IllegalStateException(criterion.code() + " cannot be judged", senseless);
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
