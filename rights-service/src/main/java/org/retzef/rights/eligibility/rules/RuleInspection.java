package org.retzef.rights.eligibility.rules;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a rule that compiles for what must not be published all the same: loops, functions that
 * are not for rules, units that do not go together, and a cost that every household would pay.
 */
final class RuleInspection {

  /** A right's longest condition today has under 120 parts. */
  private static final int MOST_PARTS = 400;

  private static final Set<String> ALLOWED =
      Set.of(
          "_&&_",
          "_||_",
          "!_",
          "_==_",
          "_!=_",
          "_<_",
          "_<=_",
          "_>_",
          "_>=_",
          "@in",
          "_+_",
          "_-_",
          "_*_",
          "_/_",
          "-_",
          "_?_:_",
          "size",
          "ceilingByTable",
          "ceilingByFormula");

  private static final Set<String> SAME_UNIT =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_");

  private final FactSchema schema;
  private final Map<String, Parameter> parameters;
  private final String place;
  private final CelAbstractSyntaxTree tree;

  RuleInspection(
      FactSchema schema,
      Map<String, Parameter> parameters,
      String place,
      CelAbstractSyntaxTree tree) {
    this.schema = schema;
    this.parameters = parameters;
    this.place = place;
    this.tree = tree;
  }

  /** The facts and parameters that an expression names, each once. */
  static List<String> names(CelAbstractSyntaxTree tree) {
    return tree.getReferenceMap().values().stream()
        .filter(reference -> reference.overloadIds().isEmpty())
        .map(reference -> reference.name())
        .filter(name -> name.contains("."))
        .distinct()
        .sorted()
        .toList();
  }

  List<RuleFault> faults() {
    List<RuleFault> faults = new ArrayList<>();
    List<CelNavigableExpr> parts = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    for (CelNavigableExpr part : parts) {
      String code = faultOf(part.expr());
      if (code != null) {
        faults.add(at(part.expr(), code));
      }
    }
    if (parts.size() > MOST_PARTS) {
      faults.add(RuleFault.at(place, "rule-too-costly"));
    }
    return faults;
  }

  private @Nullable String faultOf(CelExpr part) {
    if (part.getKind() == ExprKind.Kind.COMPREHENSION) {
      return "rule-loops";
    }
    if (part.getKind() != ExprKind.Kind.CALL) {
      return null;
    }
    String function = part.call().function();
    if (!ALLOWED.contains(function) && !isOfALoop(function)) {
      return "rule-function-not-allowed";
    }
    return SAME_UNIT.contains(function) && mixesUnits(part.call().args()) ? "unit-mixed" : null;
  }

  /** What a loop is made of; the loop itself is the fault. */
  private static boolean isOfALoop(String function) {
    return function.startsWith("@not_strictly_false");
  }

  private boolean mixesUnits(ImmutableList<CelExpr> sides) {
    if (sides.size() != 2) {
      return false;
    }
    String left = unitOf(sides.get(0));
    String right = unitOf(sides.get(1));
    return left != null && right != null && !left.equals(right);
  }

  /** The unit of a value; null where it has none, or takes any, as plain numbers do. */
  private @Nullable String unitOf(CelExpr part) {
    if (part.getKind() == ExprKind.Kind.CALL) {
      String function = part.call().function();
      boolean keeps = function.startsWith("ceilingBy") || SAME_UNIT.contains(function);
      return keeps ? unitOf(part.call().args().getFirst()) : null;
    }
    return tree.getReference(part.id()).map(reference -> unitOf(reference.name())).orElse(null);
  }

  private @Nullable String unitOf(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter != null) {
      return parameter.unit();
    }
    Fact fact = schema.find(name);
    return fact == null || !fact.isNumber() ? null : fact.unit() == null ? "" : fact.unit();
  }

  private RuleFault at(CelExpr part, String code) {
    Integer offset = tree.getSource().getPositionsMap().get(part.id());
    CelSourceLocation location =
        offset == null
            ? CelSourceLocation.of(1, 0)
            : tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
    return new RuleFault(place, code, location.getLine(), location.getColumn() + 1);
  }
}
