package org.retzef.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * Paths that every program on the way reads alike. Ids, codes and unit paths need no percent sign,
 * semicolon or empty segment; whoever sends one hopes that gateway and service differ.
 */
final class PlainPaths {

  private PlainPaths() {}

  /** Segments of letters, digits and {@code - . _ ~}, none empty, none beginning with a dot. */
  static boolean isPlain(@Nullable String path) {
    if (path == null || !path.startsWith("/")) {
      return false;
    }
    char before = ' ';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean allowed = c == '/' || c == '.' ? before != '/' : isWordCharacter(c);
      if (!allowed) {
        return false;
      }
      before = c;
    }
    return path.length() == 1 || before != '/';
  }

  static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '~';
  }
}
