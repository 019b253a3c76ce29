package org.retzef.reporting.sharing.stream;

import org.retzef.platform.problem.Refusal;

final class StreamAccessNotFound extends Refusal {

  StreamAccessNotFound() {
    super(Kind.NOT_FOUND, "stream-access-not-found");
  }
}
