package org.retzef.local.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The centre's own small web server: the page with the phones, the messages, and answering. */
final class SmsPages implements AutoCloseable {
  private static final Pattern TO = Pattern.compile("(?:^|&)to=([^&]*)");
  private static final Pattern OWN_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
  private static final int LARGEST_BODY = 4096;
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
  private static final Map<String, String> FILES =
      Map.of(
          "/", "text/html; charset=utf-8",
          "/phones.css", "text/css; charset=utf-8",
          "/phones.js", "text/javascript; charset=utf-8");

  private final SmsStore store;
  private final SmsDeliveries deliveries;
  private final JsonMapper json;
  private final Clock clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SmsPages(int port, SmsStore store, SmsDeliveries deliveries, JsonMapper json, Clock clock)
      throws IOException {
    this.store = store;
    this.deliveries = deliveries;
    this.json = json;
    this.clock = clock;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      if (!isForUs(exchange)) {
        exchange.sendResponseHeaders(403, -1);
      } else if (request.equals("GET /messages")) {
        send(exchange, 200, messages(exchange.getRequestURI().getRawQuery()));
      } else if (request.equals("POST /replies")) {
        acceptReply(exchange);
      } else {
        sendFile(exchange);
      }
    }
  }

  /** A page of another site must not read or answer the phones by pointing its name at us. */
  private static boolean isForUs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && OWN_HOST.matcher(host).matches();
  }

  private List<SmsMessage> messages(@org.jspecify.annotations.Nullable String query) {
    List<SmsMessage> all = SmsMessage.from(store.all());
    Matcher to = TO.matcher(query == null ? "" : query);
    if (!to.find()) {
      return all;
    }
    String phone = digits(to.group(1));
    return all.stream().filter(message -> digits(message.to()).equals(phone)).toList();
  }

  /** A plus sign is often lost on its way through a query. */
  private static String digits(String phone) {
    return phone.replace("%2B", "").replaceAll("[^0-9A-Za-z]", "");
  }

  private void acceptReply(HttpExchange exchange) throws IOException {
    // a form of another site cannot send this type without being asked first
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      exchange.sendResponseHeaders(415, -1);
      return;
    }
    Optional<SmsReply> reply = read(exchange.getRequestBody());
    if (reply.isEmpty()) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    SmsPart part = part(reply.get());
    store.keep(part);
    deliveries.wake();
    send(exchange, 201, SmsMessage.from(List.of(part)).getFirst());
  }

  private Optional<SmsReply> read(InputStream body) throws IOException {
    try {
      byte[] bytes = body.readNBytes(LARGEST_BODY);
      return Optional.of(json.readValue(bytes, SmsReply.class));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private SmsPart part(SmsReply reply) {
    return new SmsPart(
        UUID.randomUUID().toString().replace("-", ""),
        reply.from(),
        reply.to(),
        Alphabet.UCS_2,
        reply.text().getBytes(StandardCharsets.UTF_16BE),
        null,
        null,
        clock.instant(),
        SmsPart.Status.REPLY,
        true);
  }

  private void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void sendFile(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String type = FILES.get(path);
    if (type == null || !exchange.getRequestMethod().equals("GET")) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String file = "/sms" + (path.equals("/") ? "/phones.html" : path);
    try (InputStream content = SmsPages.class.getResourceAsStream(file)) {
      byte[] bytes = content == null ? new byte[0] : content.readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Content-Security-Policy", PAGE_POLICY);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
