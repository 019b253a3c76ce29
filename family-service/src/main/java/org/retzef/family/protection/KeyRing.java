package org.retzef.family.protection;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A family's sealed key as it is kept: its own, followed by the rings of families that were merged
 * with it and by its own former keys, the newest first. Nothing here is opened.
 *
 * @param own of fixed length
 */
record KeyRing(byte[] own, List<Inherited> inherited) {

  /** Tink's prefix, nonce, the key of 32 bytes, and its tag. */
  static final int OWN_BYTES = 5 + 12 + 32 + 16;

  /**
   * @param family for whose id the ring is sealed
   */
  record Inherited(UUID family, byte[] ring) {}

  static KeyRing read(byte[] kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept);
    byte[] own = next(bytes, OWN_BYTES);
    List<Inherited> inherited = new ArrayList<>();
    while (bytes.hasRemaining()) {
      UUID family = new UUID(bytes.getLong(), bytes.getLong());
      inherited.add(new Inherited(family, next(bytes, bytes.getInt())));
    }
    return new KeyRing(own, inherited);
  }

  private static byte[] next(ByteBuffer bytes, int length) {
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }

  byte[] bytes() {
    int length = own.length;
    for (Inherited one : inherited) {
      length += 16 + 4 + one.ring().length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).put(own);
    for (Inherited one : inherited) {
      bytes.putLong(one.family().getMostSignificantBits());
      bytes.putLong(one.family().getLeastSignificantBits());
      bytes.putInt(one.ring().length).put(one.ring());
    }
    return bytes.array();
  }

  /**
   * The ring of a family that takes another one in. From now on it seals with a new key, so that
   * either may leave with what was written meanwhile and without the other's former secrets.
   */
  KeyRing taking(UUID survivor, byte[] newKey, UUID merged, byte[] itsRing) {
    List<Inherited> all = new ArrayList<>();
    all.add(new Inherited(merged, itsRing));
    all.add(new Inherited(survivor, own));
    all.addAll(inherited);
    return new KeyRing(newKey, all);
  }

  KeyRing without(UUID merged) {
    return new KeyRing(
        own, inherited.stream().filter(one -> !one.family().equals(merged)).toList());
  }

  /** The ring of a family that leaves again: its own, and what the two sealed with meanwhile. */
  KeyRing leaving(UUID survivor, UUID merged) {
    List<Inherited> meanwhile = new ArrayList<>(List.of(new Inherited(survivor, own)));
    for (Inherited one : inherited) {
      if (one.family().equals(merged)) {
        KeyRing its = read(one.ring());
        List<Inherited> all = new ArrayList<>(its.inherited());
        all.addAll(meanwhile);
        return new KeyRing(its.own(), all);
      }
      if (one.family().equals(survivor)) {
        meanwhile.add(one);
      }
    }
    throw new IllegalStateException("Family " + merged + " is not part of " + survivor);
  }
}
