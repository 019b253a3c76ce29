package org.retzef.gateway.visit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a path by one step for each of its segments, however many paths there are.
 * Of two that fit, the longer counts.
 *
 * @param <T> what belongs to a path
 */
public final class PathTree<T> {

  private final Map<String, PathTree<T>> below = new HashMap<>();
  private @Nullable T here;
  private @Nullable T anyChild;
  private @Nullable T allFromHere;

  /**
   * @param path as {@code /a/b}; {@code /a/*} for one more segment, {@code /a/**} for none or more
   */
  public void put(String path, T value) {
    PathTree<T> at = this;
    for (String segment : path.substring(1).split("/")) {
      switch (segment) {
        case "*" -> at.anyChild = value;
        case "**" -> at.allFromHere = value;
        default -> at = at.below.computeIfAbsent(segment, _ -> new PathTree<>());
      }
    }
    if (!path.endsWith("*")) {
      at.here = value;
    }
  }

  public @Nullable T find(String path) {
    PathTree<T> at = this;
    T found = allFromHere;
    for (int begin = 1; begin <= path.length(); ) {
      int slash = path.indexOf('/', begin);
      int end = slash < 0 ? path.length() : slash;
      PathTree<T> next = at.below.get(path.substring(begin, end));
      if (next == null) {
        return slash < 0 && at.anyChild != null ? at.anyChild : found;
      }
      at = next;
      found = at.allFromHere == null ? found : at.allFromHere;
      begin = end + 1;
    }
    return at.here == null ? found : at.here;
  }
}
