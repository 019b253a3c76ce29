package org.retzef.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** A list so short that it never has a second page. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * Makes a page of one row more than was asked for, which tells whether there is a next one.
   *
   * @param key the sort key of an item: its cursor
   */
  public static <T> Page<T> of(List<T> oneMore, PageRequest request, Function<T, String> key) {
    if (oneMore.size() <= request.limit()) {
      return new Page<>(oneMore, null);
    }
    List<T> items = List.copyOf(oneMore.subList(0, request.limit()));
    return new Page<>(items, PageRequest.cursorAfter(key.apply(items.getLast())));
  }
}
