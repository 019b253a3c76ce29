package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.Member.RelationSince;

class MemberRowsTest {

  private static final UUID CHILD = new UUID(1, 1);
  private static final UUID MOTHER = new UUID(1, 2);
  private static final UUID FATHER = new UUID(1, 3);

  @Test
  void makesOneMemberOfEveryPairOfAFormerRelationAndAParent() {
    assertThat(
            member(
                row(Relation.SIBLING, "2022-03-01", FATHER),
                row(Relation.SIBLING, "2022-03-01", MOTHER),
                row(Relation.OTHER, "2020-01-01", FATHER),
                row(Relation.OTHER, "2020-01-01", MOTHER)))
        .satisfies(
            child -> {
              assertThat(child.parentIds()).containsExactly(MOTHER, FATHER);
              assertThat(child.relations())
                  .containsExactly(
                      new RelationSince(Relation.OTHER, LocalDate.parse("2020-01-01")),
                      new RelationSince(Relation.SIBLING, LocalDate.parse("2022-03-01")),
                      new RelationSince(Relation.CHILD, LocalDate.parse("2024-05-01")));
            });
  }

  @Test
  void readsAMemberWithoutAPast() {
    Member child = member(row(null, null, null));

    assertThat(child.parentIds()).isEmpty();
    assertThat(child.relations())
        .containsExactly(new RelationSince(Relation.CHILD, LocalDate.parse("2024-05-01")));
  }

  private static Member member(Row... rows) {
    var read = new MemberRows(CHILD, rows[0], null);
    List.of(rows).forEach(read::add);
    return read.member();
  }

  private static Row row(@Nullable Relation former, @Nullable String since, @Nullable UUID parent) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("birth_date", LocalDate.parse("2015-01-01"));
    values.put("sex", "FEMALE");
    values.put("relation", "CHILD");
    values.put("relation_since", LocalDate.parse("2024-05-01"));
    values.put("joined_on", LocalDate.parse("2020-01-01"));
    values.put("former_id", former == null ? null : new UUID(2, former.ordinal()));
    values.put("former_relation", former == null ? null : former.name());
    values.put("former_since", since == null ? null : LocalDate.parse(since));
    values.put("parent_id", parent);
    return new Row(values);
  }

  private record Row(Map<String, @Nullable Object> values) implements Readable {

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
      return type.cast(values.get(name));
    }

    @Override
    public <T> T get(int index, Class<T> type) {
      throw new UnsupportedOperationException();
    }
  }
}
