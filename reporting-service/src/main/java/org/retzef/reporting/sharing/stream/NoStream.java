package org.retzef.reporting.sharing.stream;

import org.retzef.platform.problem.Refusal;

/** The agreement tells no rows: it is not live, not in force, or for processed data only. */
final class NoStream extends Refusal {

  NoStream() {
    super(Kind.CONFLICT, "sharing-agreement-does-not-stream");
  }
}
