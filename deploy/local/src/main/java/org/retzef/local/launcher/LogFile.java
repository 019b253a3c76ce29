package org.retzef.local.launcher;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The log of a program: a line of JSON for each event, and plain lines of the JVM itself. */
record LogFile(Path path) {
  private static final String MESSAGE = "\"message\":\"";
  private static final Pattern DECORATION =
      Pattern.compile("\\*{3,}|APPLICATION FAILED TO START|Description:|Action:.*");
  private static final int LONGEST = 300;

  /** A log may be larger than our heap, and what counts stands near its end. */
  private static final int TAIL_BYTES = 4 * 1024 * 1024;

  /** Why the program ended or does not get ready, as far as its log tells. */
  String reason() {
    List<String> lines = lines();
    return last(lines, line -> line.contains("\"level\":\"ERROR\""))
        .or(() -> last(lines, LogFile::isPlain))
        .orElse("its log names no error (was it killed?)");
  }

  private List<String> lines() {
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      file.position(Math.max(0, file.size() - TAIL_BYTES));
      byte[] tail = Channels.newInputStream(file).readNBytes(TAIL_BYTES);
      return new String(tail, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<String> last(List<String> lines, Predicate<String> wanted) {
    return lines.reversed().stream().filter(wanted).findFirst().map(LogFile::readable);
  }

  private static boolean isPlain(String line) {
    return !line.isBlank() && !line.startsWith("{") && !line.startsWith("WARNING");
  }

  private static String readable(String line) {
    String message = line.contains(MESSAGE) ? lastMessage(line) : line;
    String text = message.replaceAll("\\\\[nrt]", " ").replace("\\\"", "\"");
    String plain = DECORATION.matcher(text).replaceAll("").strip().replaceAll(" +", " ");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + " …" : plain;
  }

  /** An error's own message stands behind that of the event which reports it. */
  private static String lastMessage(String line) {
    int start = line.lastIndexOf(MESSAGE) + MESSAGE.length();
    int end = start;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return line.substring(start, Math.min(end, line.length()));
  }
}
