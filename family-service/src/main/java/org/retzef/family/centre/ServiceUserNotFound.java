package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** The centre has no such service user. */
final class ServiceUserNotFound extends Refusal {

  ServiceUserNotFound() {
    super(Kind.NOT_FOUND, "service-user-not-found");
  }
}
