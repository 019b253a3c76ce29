package org.retzef.platform.problem;

import java.util.List;

/**
 * One thing wrong with the input.
 *
 * @param field where, as the client wrote it: {@code members[1].birthDate}; empty for the whole
 *     body
 * @param code what, stable and kebab-case
 * @param arguments fill the placeholders of the code's message; never the refused value itself
 */
public record Fault(String field, String code, List<Object> arguments) {

  public static Fault of(String field, String code, Object... arguments) {
    return new Fault(field, code, List.of(arguments));
  }
}
