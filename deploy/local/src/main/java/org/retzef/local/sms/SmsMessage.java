package org.retzef.local.sms;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message as a person sees it, put together from its parts. */
record SmsMessage(
    String id, String to, String from, String text, Instant receivedAt, SmsPart.Status status) {

  /**
   * The messages that these parts make; one whose parts are not all there yet is not among them.
   */
  static List<SmsMessage> from(List<SmsPart> parts) {
    var messages = new ArrayList<SmsMessage>();
    var open = new HashMap<String, Map<Integer, SmsPart>>();
    for (SmsPart part : parts) {
      if (part.series() == null) {
        messages.add(of(List.of(part)));
        continue;
      }
      String key = part.from() + ">" + part.to() + "#" + part.series().reference();
      Map<Integer, SmsPart> gathered = open.computeIfAbsent(key, _ -> new HashMap<>());
      gathered.put(part.series().number(), part);
      if (gathered.size() == part.series().count()) {
        messages.add(of(List.copyOf(open.remove(key).values())));
      }
    }
    return messages;
  }

  /** Bytes are joined before they are read: a character may be cut in two by a part's end. */
  private static SmsMessage of(List<SmsPart> parts) {
    List<SmsPart> ordered = parts.stream().sorted(Comparator.comparing(SmsMessage::place)).toList();
    var bytes = new ByteArrayOutputStream();
    ordered.forEach(part -> bytes.writeBytes(part.payload()));
    SmsPart first = ordered.getFirst();
    String text = first.alphabet().decode(bytes.toByteArray());
    return new SmsMessage(
        first.id(), first.to(), first.from(), text, first.receivedAt(), first.status());
  }

  private static int place(SmsPart part) {
    return part.series() == null ? 1 : part.series().number();
  }
}
