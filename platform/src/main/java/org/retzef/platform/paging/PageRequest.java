package org.retzef.platform.paging;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What of a list is asked for ({@code ?limit=&cursor=}). Controllers take it as a parameter;
 * queries read {@code where id > :after order by id limit :limitPlusOne}.
 *
 * @param limit 1 to 200, 50 if the client did not say
 * @param after the sort key of the last item seen, as text; empty at the start
 * @param address the request's own, for the link to the next page
 */
public record PageRequest(int limit, String after, URI address) {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 200;

  private static final UUID BEFORE_ALL_IDS = new UUID(0, 0);

  /** Where to go on in a list that is sorted by id. */
  public UUID afterId() {
    return after(BEFORE_ALL_IDS, UUID::fromString);
  }

  /**
   * Where to go on, as the sort key's own type.
   *
   * @param start sorts before every key
   * @param parse fails with {@link IllegalArgumentException} or {@link DateTimeException} on a
   *     forged cursor, which is refused
   */
  public <K> K after(K start, Function<String, K> parse) {
    try {
      return after.isEmpty() ? start : parse.apply(after);
    } catch (IllegalArgumentException | DateTimeException forged) {
      throw new InvalidInput(Fault.of("cursor", "cursor-invalid"));
    }
  }

  public int limitPlusOne() {
    return limit + 1;
  }

  /** The page as an answer, with a {@code Link} to the next one. */
  public <T> ResponseEntity<Page<T>> answer(Page<T> page) {
    if (page.next() == null) {
      return ResponseEntity.ok(page);
    }
    UriComponents next =
        UriComponentsBuilder.newInstance()
            .path(address.getRawPath())
            .query(address.getRawQuery())
            .replaceQueryParam("cursor", page.next())
            .build(true);
    return ResponseEntity.ok()
        .header(HttpHeaders.LINK, "<" + next.toUriString() + ">; rel=\"next\"")
        .body(page);
  }

  static PageRequest of(@Nullable String limit, @Nullable String cursor, URI address) {
    return new PageRequest(parseLimit(limit), cursor == null ? "" : keyOf(cursor), address);
  }

  static String cursorAfter(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static int parseLimit(@Nullable String limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int parsed = Integer.parseInt(limit);
      if (parsed >= 1 && parsed <= MAX_LIMIT) {
        return parsed;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, like a number out of range
    }
    throw new InvalidInput(Fault.of("limit", "limit-invalid", MAX_LIMIT));
  }

  /**
   * A cursor only says where to go on; what may be seen is decided by the query's own predicate.
   */
  private static String keyOf(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String key = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (key.length() <= 200 && key.chars().noneMatch(Character::isISOControl)) {
        return key;
      }
    } catch (IllegalArgumentException | CharacterCodingException forged) {
      // refused below
    }
    throw new InvalidInput(Fault.of("cursor", "cursor-invalid"));
  }
}
