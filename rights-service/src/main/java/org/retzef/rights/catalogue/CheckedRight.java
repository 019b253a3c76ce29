package org.retzef.rights.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Parameter;

/**
 * A right whose rule compiles: only such a one can be published.
 *
 * @param amounts what its conditions give for the parameters that they name
 * @param sensitive whether it asks what is not spoken of unasked
 */
public record CheckedRight(
    Right right, Map<Parameter, @Nullable Object> amounts, boolean sensitive) {}
