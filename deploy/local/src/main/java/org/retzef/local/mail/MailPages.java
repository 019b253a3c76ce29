package org.retzef.local.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The mailbox's own small web server: a page with the mails, and {@code GET /mails?to=}. */
final class MailPages implements AutoCloseable {
  private static final Pattern OWN_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s&]+");
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="he" dir="rtl">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="10">
        <title>תיבת הדואר · רצף</title>
        <style>
          body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
          article { margin: 1rem 0; padding: 1rem; border: 1px solid #ccc; border-radius: .5rem; }
          h2, p { margin: 0 0 .5rem; } h2 { font-size: 1.1rem; } pre { margin: 0; font: inherit; white-space: pre-wrap; }
        </style>
      </head>
      <body><h1>תיבת הדואר</h1><p>הודעות דוא"ל שהמערכת שלחה בהדגמה, החדשות תחילה.</p>%s</body>
      </html>
      """;
  private static final String MAIL =
      """
      <article dir="auto"><h2>%s</h2><p dir="ltr">%s · %s</p><pre dir="auto">%s</pre></article>
      """;

  private final MailStore store;
  private final JsonMapper json;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  MailPages(int port, MailStore store, JsonMapper json) throws IOException {
    this.store = store;
    this.json = json;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      if (!isForUs(exchange)) {
        exchange.sendResponseHeaders(403, -1);
      } else if (request.equals("GET /mails")) {
        send(exchange, "application/json", json.writeValueAsString(mails(exchange)));
      } else if (request.equals("GET /")) {
        send(exchange, "text/html; charset=utf-8", PAGE.formatted(articles()));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  /** A page of another site must not read the mails by pointing its name at us. */
  private static boolean isForUs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && OWN_HOST.matcher(host).matches();
  }

  private List<ReceivedMail> mails(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null || !query.startsWith("to=")) {
      return store.latest();
    }
    String to = URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8);
    return store.latest().stream().filter(mail -> mail.to().equals(to)).toList();
  }

  private String articles() {
    return store.latest().stream()
        .map(
            mail ->
                MAIL.formatted(
                    escaped(mail.subject()),
                    escaped(mail.to()),
                    mail.receivedAt(),
                    LINK.matcher(escaped(mail.text()))
                        .replaceAll("<a href=\"$0\" target=\"_blank\" rel=\"noopener\">$0</a>")))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
