package org.retzef.basket.receipt.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to the SMS centre, made again with growing patience whenever it is lost. */
final class SmsConnection {

  private static final Logger log = LoggerFactory.getLogger(SmsConnection.class);

  private static final int CONNECT_WITHIN_MS = 3_000;
  private static final int ANSWER_WITHIN_MS = 10_000;
  private static final int ASK_IF_ALIVE_EVERY_MS = 15_000;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final SmsSettings settings;
  private final MessageReceiverListener incoming;
  private volatile @Nullable SMPPSession session;
  private Duration wait = SHORTEST_WAIT;
  private long notBefore = System.nanoTime();

  SmsConnection(SmsSettings settings, MessageReceiverListener incoming) {
    this.settings = settings;
    this.incoming = incoming;
  }

  /** The session, if messages can be sent by it now. */
  @Nullable SMPPSession session() {
    SMPPSession current = session;
    return current != null && current.getSessionState().isBound() ? current : null;
  }

  boolean ensureBound() {
    if (session() != null) {
      return true;
    }
    if (System.nanoTime() - notBefore < 0) {
      return false;
    }
    try {
      bind();
      wait = SHORTEST_WAIT;
      log.info("The SMS centre lets us in");
      return true;
    } catch (IOException away) {
      log.warn("The SMS centre does not let us in, next try in {}: {}", wait, away.toString());
      notBefore = System.nanoTime() + wait.toNanos();
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
      return false;
    }
  }

  private void bind() throws IOException {
    close();
    var fresh = new SMPPSession(SmsConnection::connect);
    session = fresh;
    fresh.setTransactionTimer(ANSWER_WITHIN_MS);
    fresh.setEnquireLinkTimer(ASK_IF_ALIVE_EVERY_MS);
    fresh.setMessageReceiverListener(incoming);
    fresh.connectAndBind(
        settings.host(),
        settings.port(),
        new BindParameter(
            BindType.BIND_TRX,
            settings.systemId(),
            settings.password(),
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            ""),
        ANSWER_WITHIN_MS);
  }

  private static Connection connect(String host, int port) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), CONNECT_WITHIN_MS);
    return new SocketConnection(socket);
  }

  void close() {
    SMPPSession current = session;
    if (current != null) {
      current.unbindAndClose();
    }
    session = null;
  }
}
