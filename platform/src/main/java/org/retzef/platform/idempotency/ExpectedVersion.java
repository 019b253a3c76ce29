package org.retzef.platform.idempotency;

import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Refusal;

/**
 * The version that a client last saw ({@code If-Match}), for changes to what may have changed
 * meanwhile. Controllers take it as a parameter; without the header the request is refused with
 * 428, unless the parameter is {@link Nullable}.
 */
public record ExpectedVersion(long value) {

  /** A resource's strong ETag. */
  public static String eTag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Refuses with 412, and tells what the state is now, unless the client knew it.
   *
   * @param actual the version in the database, read under the row's lock
   * @param current the resource as a GET would show it
   */
  public void orRefuse(long actual, Object current) {
    if (value != actual) {
      throw new StateChanged(current);
    }
  }

  static ExpectedVersion of(@Nullable String header) {
    if (header == null) {
      throw new Refusal(Refusal.Kind.PRECONDITION_REQUIRED, "if-match-required");
    }
    String tag = header.strip();
    boolean strong = tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"");
    try {
      return new ExpectedVersion(strong ? Long.parseLong(tag.substring(1, tag.length() - 1)) : -1);
    } catch (NumberFormatException unknownTag) {
      return new ExpectedVersion(-1);
    }
  }

  private static final class StateChanged extends Refusal {

    private final transient Object current;

    StateChanged(Object current) {
      super(Kind.STALE, "state-changed");
      this.current = current;
    }

    @Override
    public Object current() {
      return current;
    }
  }
}
