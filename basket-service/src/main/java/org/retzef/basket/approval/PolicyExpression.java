package org.retzef.basket.approval;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * The expression of a policy: of a request's {@code amount} (in agorot; {@code shekels(1000)} is a
 * thousand ILS), {@code categories}, {@code aspect}, {@code unit} and {@code track} it makes a
 * tier, written by its name: {@code amount <= shekels(1000) ? TEAM_LEAD : NATIONAL}.
 */
final class PolicyExpression {

  private static final CelOptions LIMITS =
      CelOptions.current()
          .comprehensionMaxIterations(1_000)
          .maxParseRecursionDepth(64)
          .maxExpressionCodePointSize(2_000)
          .build();

  private static final CelCompiler COMPILER = compiler();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(LIMITS)
          .addFunctionBindings(
              CelFunctionBinding.fromOverloads(
                  "shekels",
                  CelFunctionBinding.from(
                      "shekels_int", Long.class, (Long amount) -> Math.multiplyExact(amount, 100))))
          .build();

  private final Program program;

  private PolicyExpression(Program program) {
    this.program = program;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(LIMITS)
            .addVar("amount", SimpleType.INT)
            .addVar("categories", ListType.create(SimpleType.STRING))
            .addVar("aspect", SimpleType.STRING)
            .addVar("unit", SimpleType.STRING)
            .addVar("track", SimpleType.STRING)
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "shekels",
                    CelOverloadDecl.newGlobalOverload(
                        "shekels_int", SimpleType.INT, SimpleType.INT)))
            .setResultType(SimpleType.INT);
    Stream.of(Tier.values()).forEach(tier -> builder.addVar(tier.name(), SimpleType.INT));
    return builder.build();
  }

  /** Fails with {@link IllegalArgumentException} unless it compiles and makes a number. */
  static PolicyExpression of(String text) {
    try {
      CelAbstractSyntaxTree tree = COMPILER.compile(text).getAst();
      return new PolicyExpression(RUNTIME.createProgram(tree));
    } catch (CelValidationException | CelEvaluationException wrong) {
      throw new IllegalArgumentException("policy-expression-invalid");
    }
  }

  /** The tier for this request; nothing where the expression fails or makes none. */
  Optional<Tier> tierOf(RoutedRequest request) {
    try {
      Object result = program.eval(valuesOf(request));
      return result instanceof Long number ? Tier.ofNumber(number) : Optional.empty();
    } catch (CelEvaluationException failed) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> valuesOf(RoutedRequest request) {
    Map<String, Object> values = new HashMap<>();
    values.put("amount", request.amount().agorot());
    values.put("categories", request.categories());
    values.put("aspect", request.aspect());
    values.put("unit", request.unit().path());
    values.put("track", request.track());
    Stream.of(Tier.values()).forEach(tier -> values.put(tier.name(), (long) tier.number()));
    return values;
  }

  /**
   * Whether it makes a tier of everything that is tried: no proof, but what it misses goes to the
   * last tier and to nobody lower.
   */
  boolean answersAlways(List<String> categories) {
    return Stream.of(1L, 100_000L, 100_001L, 1_000_000L, 10_000_000L, Long.MAX_VALUE / 2)
        .map(Money::new)
        .allMatch(amount -> answers(amount, categories));
  }

  private boolean answers(Money amount, List<String> categories) {
    return Stream.concat(categories.stream().map(List::of), Stream.of(categories))
        .flatMap(
            some ->
                Stream.of("FAMILY_AND_PARENTING", "RIGHTS", "BASIC_NEEDS")
                    .map(
                        aspect ->
                            new RoutedRequest(
                                amount, some, aspect, new UnitPath("IL.SOUTH.A2630.D1"), "MAPA")))
        .allMatch(request -> tierOf(request).isPresent());
  }
}
