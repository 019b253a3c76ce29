package org.retzef.gateway.visit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a path by one step for each of its segments, however many paths there are.
 * Of two that fit, the longer counts; a segment's own name goes before {@code *}, and there is no
 * way back.
 *
 * @param <T> what belongs to a path
 */
public final class PathTree<T> {

  private final Map<String, PathTree<T>> below = new HashMap<>();
  private @Nullable PathTree<T> belowAny;
  private @Nullable T here;
  private @Nullable T allFromHere;

  /**
   * @param path as {@code /a/b}; {@code *} is any one segment, {@code /**} at the end none or more
   */
  public void put(String path, T value) {
    PathTree<T> at = this;
    for (String segment : path.substring(1).split("/")) {
      switch (segment) {
        case "*" -> at = at.belowAny();
        case "**" -> at.allFromHere = value;
        default -> at = at.below.computeIfAbsent(segment, _ -> new PathTree<>());
      }
    }
    if (!path.endsWith("**")) {
      at.here = value;
    }
  }

  private PathTree<T> belowAny() {
    PathTree<T> tree = belowAny == null ? new PathTree<>() : belowAny;
    belowAny = tree;
    return tree;
  }

  public @Nullable T find(String path) {
    PathTree<T> at = this;
    T found = allFromHere;
    for (int begin = 1; begin <= path.length(); ) {
      int slash = path.indexOf('/', begin);
      int end = slash < 0 ? path.length() : slash;
      PathTree<T> next = at.next(path.substring(begin, end));
      if (next == null) {
        return found;
      }
      at = next;
      found = at.allFromHere == null ? found : at.allFromHere;
      begin = end + 1;
    }
    return at.here == null ? found : at.here;
  }

  private @Nullable PathTree<T> next(String segment) {
    PathTree<T> named = below.get(segment);
    return named == null && !segment.isEmpty() ? belowAny : named;
  }
}
