package org.retzef.rights.eligibility.rules;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.FactSchema.Slot;

/** CEL with the declared facts and parameters as its variables, and nothing else to reach for. */
public final class RuleLanguage {

  private static final CelType NUMBERS = MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
  private static final int LONGEST = 20_000;
  private static final int DEEPEST = 32;

  private final FactSchema schema;
  private final Map<String, Parameter> parameters = new TreeMap<>();
  private final Cel cel;

  public RuleLanguage(FactSchema schema, Collection<Parameter> parameters) {
    this.schema = schema;
    parameters.forEach(parameter -> this.parameters.put(parameter.variable(), parameter));
    CelBuilder builder =
        CelFactory.plannerCelBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    schema.facts().forEach(fact -> builder.addVar(fact.name(), typeOf(fact)));
    this.parameters.forEach((name, parameter) -> builder.addVar(name, typeOf(parameter)));
    addCeiling(builder, "ceilingByTable", Parameter::ceilingByTable);
    addCeiling(builder, "ceilingByFormula", Parameter::ceilingByFormula);
    this.cel = builder.build();
  }

  private interface Ceiling {
    Double of(Map<?, ?> numbers, Double householdSize);
  }

  private static void addCeiling(CelBuilder builder, String name, Ceiling ceiling) {
    builder
        .addFunctionDeclarations(
            CelFunctionDecl.newFunctionDeclaration(
                name,
                CelOverloadDecl.newGlobalOverload(
                    name + "_by_size", SimpleType.DOUBLE, NUMBERS, SimpleType.DOUBLE)))
        .addFunctionBindings(
            CelFunctionBinding.from(
                name + "_by_size",
                Map.class,
                Double.class,
                (numbers, size) -> ceiling.of((Map<?, ?>) numbers, size)));
  }

  private static CelType typeOf(Fact fact) {
    return switch (fact.type()) {
      case BOOLEAN -> SimpleType.BOOL;
      case NUMBER, WHOLE_NUMBER -> SimpleType.DOUBLE;
      case CODE -> SimpleType.STRING;
      case CODES -> ListType.create(SimpleType.STRING);
    };
  }

  private static CelType typeOf(Parameter parameter) {
    return parameter.kind() == Parameter.Kind.AMOUNT ? SimpleType.DOUBLE : NUMBERS;
  }

  /**
   * Checks and compiles an expression.
   *
   * @param faults takes what is wrong with it, with line and column
   * @return null where there is any fault
   */
  @Nullable CompiledExpression compile(
      String expression, String place, Consumer<RuleFault> faults) {
    CelValidationResult checked = cel.compile(expression);
    if (checked.hasError()) {
      checked.getErrors().forEach(error -> faults.accept(faultOf(place, error)));
      return null;
    }
    try {
      CelAbstractSyntaxTree tree = checked.getAst();
      List<RuleFault> found = new RuleInspection(schema, parameters, place, tree).faults();
      found.forEach(faults);
      return found.isEmpty() ? compiled(expression, tree) : null;
    } catch (CelValidationException | CelEvaluationException impossible) {
      throw new IllegalStateException("Was checked and is wrong: " + place, impossible);
    }
  }

  private CompiledExpression compiled(String expression, CelAbstractSyntaxTree tree)
      throws CelEvaluationException {
    List<Slot> slots = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (String name : RuleInspection.names(tree)) {
      Slot slot = schema.slot(name);
      if (slot != null) {
        slots.add(slot);
      } else if (parameters.containsKey(name)) {
        named.add(name);
      }
    }
    return new CompiledExpression(expression, cel.createProgram(tree), slots, named);
  }

  private static RuleFault faultOf(String place, CelIssue error) {
    String code =
        error.getMessage().startsWith("undeclared reference")
            ? "fact-unknown"
            : "rule-does-not-compile";
    return new RuleFault(
        place,
        code,
        error.getSourceLocation().getLine(),
        error.getSourceLocation().getColumn() + 1);
  }

  /** Compiles what must hold of every household; such expressions name no parameters. */
  public Contradiction contradiction(String expression) {
    List<RuleFault> faults = new ArrayList<>();
    CompiledExpression compiled = compile(expression, "contradiction", faults::add);
    if (compiled == null) {
      throw new IllegalArgumentException(expression + ": " + faults);
    }
    return new Contradiction(compiled);
  }
}
