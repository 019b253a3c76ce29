package org.retzef.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.problem.InvalidInput;

class PageRequestTest {

  private static final URI ADDRESS = URI.create("/api/v1/notes?limit=2&colour=%D7%90");

  @Test
  void leadsFromPageToPage() {
    UUID first = Ids.next();
    UUID second = Ids.next();
    PageRequest request = PageRequest.of("1", null, ADDRESS);
    Page<UUID> page = Page.of(List.of(first, second), request, UUID::toString);
    assertThat(page.items()).containsExactly(first);
    assertThat(PageRequest.of("1", page.next(), ADDRESS).afterId()).isEqualTo(first);
    assertThat(request.answer(page).getHeaders().getFirst("Link"))
        .isEqualTo(
            "</api/v1/notes?limit=2&colour=%D7%90&cursor=" + page.next() + ">; rel=\"next\"");
  }

  @Test
  void endsWithTheLastPage() {
    PageRequest request = PageRequest.of("2", null, ADDRESS);
    Page<UUID> page = Page.of(List.of(Ids.next(), Ids.next()), request, UUID::toString);
    assertThat(page.next()).isNull();
    assertThat(request.answer(page).getHeaders().getFirst("Link")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "1000000000", "ten", "", "1.5"})
  void refusesALimitOutOfBounds(String limit) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> PageRequest.of(limit, null, ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!", "eA", "AAAA", "bm90IGEgdXVpZA"})
  void refusesAForgedCursor(String cursor) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> PageRequest.of(null, cursor, ADDRESS).afterId());
  }

  @Test
  void refusesAForgedDayToo() {
    String forged = PageRequest.cursorAfter("' or 1=1--");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(
            () -> PageRequest.of(null, forged, ADDRESS).after(LocalDate.EPOCH, LocalDate::parse));
  }

  @Test
  void makesIdsThatSortInTheOrderOfTheirMaking() {
    List<String> ids = Stream.generate(Ids::next).limit(2000).map(UUID::toString).toList();
    assertThat(ids).isSorted();
  }
}
