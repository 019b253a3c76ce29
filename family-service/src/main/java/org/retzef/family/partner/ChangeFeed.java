package org.retzef.family.partner;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.paging.Page;

/**
 * A page of changes.
 *
 * @param next the cursor of the next page; null where all is read
 * @param cursor where to go on later, also where all is read: keep it
 */
record ChangeFeed(List<PartnerChange> items, @Nullable String next, String cursor) {

  static ChangeFeed of(Page<PartnerChange> page, long after) {
    long last = page.items().isEmpty() ? after : page.items().getLast().number();
    return new ChangeFeed(
        page.items(),
        page.next(),
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Long.toString(last).getBytes(StandardCharsets.US_ASCII)));
  }

  /** That the page names. */
  List<UUID> families() {
    return items.stream()
        .map(change -> change.data().get("familyId"))
        .filter(String.class::isInstance)
        .map(family -> UUID.fromString((String) family))
        .distinct()
        .toList();
  }
}
