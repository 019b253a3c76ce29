package org.retzef.training.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail that this copy of the service has taken on, until the lease is over. */
public interface Letter {

  UUID id();

  /** By the personal user name. */
  String trainee();

  /** The trainee's address; null where none is known. */
  byte @Nullable [] sealed();

  /** What has become of it without being sent; null where it is to be sent. */
  @Nullable Outcome settled();
}
