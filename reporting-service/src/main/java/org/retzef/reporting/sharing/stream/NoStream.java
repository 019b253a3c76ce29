package org.retzef.reporting.sharing.stream;

import org.retzef.platform.problem.Refusal;

/** The agreement tells no rows: it is not live, not in force, or its answers forbid it. */
final class NoStream extends Refusal {

  NoStream() {
    super(Kind.CONFLICT, "sharing-agreement-does-not-stream");
  }
}
