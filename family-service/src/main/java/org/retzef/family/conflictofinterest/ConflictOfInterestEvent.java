package org.retzef.family.conflictofinterest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Event;

/** What happens to a conflict of interest. It is not of the family's own story. */
sealed interface ConflictOfInterestEvent extends Event {

  /**
   * @param worker SHA-256 of the subject of the worker's token: whoever decides can be recognised
   *     by it, and nobody be read from it who is not known already
   * @param endedAt null while it holds
   */
  record Changed(
      UUID conflictId,
      UUID familyId,
      String worker,
      Status status,
      Instant declaredAt,
      @Nullable Instant endedAt)
      implements ConflictOfInterestEvent {

    static Changed of(ConflictOfInterest conflict) {
      return new Changed(
          conflict.id(),
          conflict.familyId(),
          sha256(conflict.worker()),
          conflict.endedAt() == null ? Status.DECLARED : Status.ENDED,
          conflict.declaredAt(),
          conflict.endedAt());
    }

    @Override
    public String topic() {
      return "retzef.family.events";
    }

    @Override
    public String aggregateType() {
      return "conflict-of-interest";
    }

    @Override
    public String aggregateId() {
      return conflictId.toString();
    }

    @Override
    public String type() {
      return "org.retzef.conflict-of-interest.changed.v1";
    }
  }

  enum Status {
    DECLARED,
    ENDED
  }

  private static String sha256(String subject) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(subject.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
