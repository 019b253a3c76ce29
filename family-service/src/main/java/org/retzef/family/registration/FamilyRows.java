package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.caller.UnitPath;

/**
 * The rows of one query become families again; what is the family's is read and opened once, and so
 * is what is a member's.
 */
final class FamilyRows {

  private final FamilyKeys keys;
  private final Map<UUID, FamilyFile> families = new LinkedHashMap<>();
  private final Map<UUID, Map<UUID, MemberRows>> members = new LinkedHashMap<>();

  FamilyRows(FamilyKeys keys) {
    this.keys = keys;
  }

  /** Takes a row in, and answers which member's it is. */
  UUID read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID memberId = row.get("member_id", UUID.class);
    FamilyFile family = families.computeIfAbsent(id, _ -> readFamily(id, row));
    members
        .computeIfAbsent(id, _ -> new LinkedHashMap<>())
        .computeIfAbsent(memberId, _ -> new MemberRows(memberId, row, family.key()))
        .add(row);
    return memberId;
  }

  List<FamilyFile> families() {
    return families.values().stream().map(family -> family.with(membersOf(family))).toList();
  }

  private List<Member> membersOf(FamilyFile family) {
    return members.getOrDefault(family.id(), Map.of()).values().stream()
        .map(MemberRows::member)
        .toList();
  }

  private FamilyFile readFamily(UUID id, Readable row) {
    Language language = Language.ofCode(row.get("preferred_language", String.class));
    byte[] wrapped = row.get("wrapped_key", byte[].class);
    FamilyKey key = wrapped == null ? null : keys.open(id, wrapped);
    return new FamilyFile(
        id,
        new UnitPath(row.get("unit", String.class)),
        language,
        readContacts(row, id, language, key),
        List.of(),
        row.get("registered_at", Instant.class),
        row.get("erased_at", Instant.class),
        row.get("version", Long.class),
        key);
  }

  private static List<ContactPeriod> readContacts(
      Readable row, UUID id, Language language, @Nullable FamilyKey key) {
    byte[] sealed = row.get("sealed_contact", byte[].class);
    if (key == null || sealed == null) {
      return List.of();
    }
    LocalDate since = row.get("contact_since", LocalDate.class);
    return List.of(key.open(id, sealed, SealedContact.class).since(since, language));
  }
}
