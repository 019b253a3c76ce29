package org.retzef.training.secret;

import org.springframework.stereotype.Component;

/** Marks of user names: the same for the same name, and no way back to it without the key. */
@Component
public class Marks {

  private final Secrets secrets;

  Marks(Secrets secrets) {
    this.secrets = secrets;
  }

  /** In hexadecimal. */
  public String of(String userName) {
    return secrets.markOf(userName);
  }
}
