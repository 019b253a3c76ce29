package org.retzef.family.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;

/** That a key is lost is all that erases a family: nothing else may open what it sealed. */
@RetzefIT
class FamilyKeysIT {

  private static final String WORDS = "נדבר שוב";

  @Autowired private FamilyKeys keys;

  private final UUID family = UUID.randomUUID();
  private final UUID row = UUID.randomUUID();

  @Test
  void openWhatTheySealedAndOnlyWhereItStood() {
    FamilyKey key = keys.create(family);
    byte[] sealed = key.seal(row, WORDS);
    assertThat(keys.open(family, key.wrapped()).open(row, sealed, String.class)).isEqualTo(WORDS);
    assertOpensNot(key, UUID.randomUUID(), sealed);
  }

  @Test
  void areOfOneFamilyAndMadeOnce() {
    FamilyKey key = keys.create(family);
    byte[] sealed = key.seal(row, WORDS);
    assertOpensNot(keys.create(UUID.randomUUID()), row, sealed);
    assertOpensNot(keys.create(family), row, sealed);
    assertThatThrownBy(() -> keys.open(UUID.randomUUID(), key.wrapped()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void assertOpensNot(FamilyKey key, UUID row, byte[] sealed) {
    assertThatThrownBy(() -> key.open(row, sealed, String.class))
        .isInstanceOf(IllegalStateException.class);
  }
}
