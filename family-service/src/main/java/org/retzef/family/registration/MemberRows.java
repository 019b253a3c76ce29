package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.registration.Family.LeaveReason;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.registration.Member.RelationSince;

/**
 * The rows of one member become a member again: one for every pair of a former relation and a
 * parent, so most often one.
 */
final class MemberRows {

  private final Member present;
  private final SortedSet<Former> former =
      new TreeSet<>(Comparator.comparing(Former::since).thenComparing(Former::id));
  private final SortedSet<UUID> parents = new TreeSet<>();

  /** Opens what is sealed; without a key nobody has a name. */
  MemberRows(UUID id, Readable row, @Nullable FamilyKey key) {
    byte[] identity = row.get("sealed_identity", byte[].class);
    String leaveReason = row.get("leave_reason", String.class);
    this.present =
        new Member(
            id,
            key == null || identity == null ? null : key.open(id, identity, Member.Identity.class),
            row.get("birth_date", LocalDate.class),
            Sex.valueOf(row.get("sex", String.class)),
            List.of(
                new RelationSince(
                    Relation.valueOf(row.get("relation", String.class)),
                    row.get("relation_since", LocalDate.class))),
            List.of(),
            row.get("joined_on", LocalDate.class),
            row.get("left_on", LocalDate.class),
            leaveReason == null ? null : LeaveReason.valueOf(leaveReason));
  }

  void add(Readable row) {
    UUID formerId = row.get("former_id", UUID.class);
    if (formerId != null) {
      former.add(
          new Former(
              formerId,
              Relation.valueOf(row.get("former_relation", String.class)),
              row.get("former_since", LocalDate.class)));
    }
    UUID parent = row.get("parent_id", UUID.class);
    if (parent != null) {
      parents.add(parent);
    }
  }

  Member member() {
    List<RelationSince> relations = new ArrayList<>();
    former.forEach(one -> relations.add(new RelationSince(one.relation(), one.since())));
    relations.addAll(present.relations());
    return new Member(
        present.id(),
        present.identity(),
        present.birthDate(),
        present.sex(),
        List.copyOf(relations),
        List.copyOf(parents),
        present.joinedOn(),
        present.leftOn(),
        present.leaveReason());
  }

  private record Former(UUID id, Relation relation, LocalDate since) {}
}
