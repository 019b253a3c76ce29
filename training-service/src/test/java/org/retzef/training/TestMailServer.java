package org.retzef.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server with the moods that tests need. */
public final class TestMailServer {

  private static final TestMailServer RUNNING = new TestMailServer();

  private final int port = freePort();
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
  private volatile SMTPServer server = start();

  /** As it came, for whom. */
  public record Mail(String to, String raw) {

    public String header(String name) {
      return raw.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  private TestMailServer() {}

  public static TestMailServer running() {
    return RUNNING;
  }

  public int port() {
    return port;
  }

  /** What came for this address. */
  public List<Mail> mailsTo(String address) {
    return mails.stream().filter(mail -> mail.to().equals(address)).toList();
  }

  /** What came for this domain. */
  public List<Mail> mailsOf(String domain) {
    return mails.stream().filter(mail -> mail.to().endsWith(domain)).toList();
  }

  /** How often each message came whose recipient is of this domain, by its Message-ID. */
  public Map<String, AtomicInteger> messageIdsSeen() {
    return seen;
  }

  /** Refuses an address from now on, so many times: 5xx for good, 4xx for now. */
  public void refuse(String address, int code, int times) {
    refusals.put(address + " " + code, new AtomicInteger(times));
  }

  public void stop() {
    server.stop();
  }

  public void startAgain() {
    server = start();
  }

  private SMTPServer start() {
    SMTPServer started =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(context -> new Handler())
            .build();
    started.start();
    return started;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Handler implements MessageHandler {

    private String to = "";

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      for (var refusal : refusals.entrySet()) {
        String[] addressAndCode = refusal.getKey().split(" ");
        if (addressAndCode[0].equals(recipient) && refusal.getValue().getAndDecrement() > 0) {
          throw new RejectException(Integer.parseInt(addressAndCode[1]), "no");
        }
      }
      to = recipient;
    }

    @Override
    public String data(InputStream data) throws IOException {
      String raw = new String(data.readAllBytes(), StandardCharsets.UTF_8);
      Mail mail = new Mail(to, raw);
      if (to.endsWith("@many.test")) {
        seen.computeIfAbsent(mail.header("Message-ID"), _ -> new AtomicInteger()).incrementAndGet();
      } else {
        mails.add(mail);
      }
      return null;
    }

    @Override
    public void done() {}
  }
}
