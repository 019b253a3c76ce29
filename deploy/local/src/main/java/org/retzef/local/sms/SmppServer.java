package org.retzef.local.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SMPP door on loopback: lets the one known sender in. */
final class SmppServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmppServer.class);
  private static final String CENTRE = "retzef-sms";
  private static final long BIND_WITHIN_MS = 10_000;

  /** Who may bind. */
  record Account(String systemId, String password) {}

  private final Account account;
  private final SmsDeliveries deliveries;
  private final SMPPServerSessionListener door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final java.util.Set<SMPPServerSession> sessions =
      java.util.concurrent.ConcurrentHashMap.newKeySet();

  SmppServer(int port, Account account, SmppSubmissions submissions, SmsDeliveries deliveries)
      throws IOException {
    this.account = account;
    this.deliveries = deliveries;
    this.door = new SMPPServerSessionListener(port, new OnLoopback());
    door.setMessageReceiverListener(submissions);
    door.setResponseDeliveryListener(submissions);
    door.setSessionStateListener(
        (state, _, session) -> {
          if (!state.isBound() && session instanceof SMPPServerSession closed) {
            sessions.remove(closed);
            deliveries.remove(closed);
          }
        });
    threads.execute(this::acceptSessions);
  }

  private void acceptSessions() {
    while (!threads.isShutdown()) {
      try {
        SMPPServerSession session = door.accept();
        sessions.add(session);
        threads.execute(() -> bind(session));
      } catch (IOException e) {
        log.debug("the SMPP door closed", e);
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(BIND_WITHIN_MS);
      if (!account.equals(new Account(request.getSystemId(), request.getPassword()))) {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        return;
      }
      request.accept(CENTRE);
      if (request.getBindType().isReceivable()) {
        deliveries.add(session);
      }
    } catch (TimeoutException | IOException | PDUStringException e) {
      log.info("a sender did not bind: {}", e.getMessage());
      session.close();
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdown();
    door.close();
    sessions.forEach(SMPPServerSession::unbindAndClose);
  }

  private static final class OnLoopback implements ServerConnectionFactory {
    private static final int BACKLOG = 16;

    @Override
    public ServerConnection listen(int port) throws IOException {
      return listen(port, 0);
    }

    @Override
    public ServerConnection listen(int port, int timeout) throws IOException {
      return listen(port, timeout, BACKLOG);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
      var socket = new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(timeout);
      return new ServerSocketConnection(socket);
    }
  }
}
