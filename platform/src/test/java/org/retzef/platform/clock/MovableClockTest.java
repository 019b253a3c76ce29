package org.retzef.platform.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneId.of("Asia/Jerusalem"));

  @TempDir private Path folder;

  @Test
  void isOnTimeWithoutAFileGoesWithItAndComesBack() throws IOException {
    Path file = folder.resolve("clock");
    Clock clock = new MovableClock(file, NOON);
    assertThat(clock.instant()).isEqualTo(NOON.instant());
    Files.writeString(file, "PT-24H\n");
    await().untilAsserted(() -> assertThat(today(clock)).isEqualTo("2026-11-28"));
    Files.delete(file);
    await().untilAsserted(() -> assertThat(today(clock)).isEqualTo("2026-11-29"));
  }

  @Test
  void aDayIsTheZonesDay() throws IOException {
    Path file = Files.writeString(folder.resolve("clock"), "PT10H30M");
    Clock clock = new MovableClock(file, NOON);
    assertThat(today(clock)).isEqualTo("2026-11-30");
    assertThat(today(clock.withZone(ZoneId.of("UTC")))).isEqualTo("2026-11-29");
  }

  private static LocalDate today(Clock clock) {
    return LocalDate.now(clock);
  }
}
