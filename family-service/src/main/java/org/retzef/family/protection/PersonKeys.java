package org.retzef.family.protection;

import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Keys of people who belong to no family, such as an Otzma centre's service users. They are made
 * and opened as a family's are; the feature keeps each in the row of what it seals.
 */
@Component
public class PersonKeys {

  private final FamilyKeys keys;

  PersonKeys(FamilyKeys keys) {
    this.keys = keys;
  }

  /** A person's new key. */
  public Wrapped create(UUID personId) {
    FamilyKey key = keys.create(personId);
    return new Wrapped(key, key.wrapped());
  }

  /** Opens a key as it was kept. */
  public FamilyKey open(UUID personId, byte[] wrapped) {
    return keys.open(personId, wrapped);
  }

  /**
   * @param toKeep the key as it may stand in the database
   */
  public record Wrapped(FamilyKey key, byte[] toKeep) {}
}
