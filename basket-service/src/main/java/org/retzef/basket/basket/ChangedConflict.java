package org.retzef.basket.basket;

import java.util.UUID;

/**
 * What this service needs of the news that a worker's tie to a family was declared or is over.
 *
 * @param worker SHA-256 of the subject of the worker's token, in hex
 */
record ChangedConflict(UUID conflictId, UUID familyId, String worker, Status status) {

  enum Status {
    DECLARED,
    ENDED
  }
}
