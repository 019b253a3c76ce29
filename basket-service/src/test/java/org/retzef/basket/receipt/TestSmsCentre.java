package org.retzef.basket.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;

/** An SMS centre on a port of its own that keeps what it gets and says what the test tells it. */
final class TestSmsCentre implements ServerMessageReceiverListener, AutoCloseable {

  static final String SYSTEM_ID = "retzef";
  static final String PASSWORD = "test";

  private final int port;
  private final List<Part> parts = new CopyOnWriteArrayList<>();
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> reportedAtOnce = ConcurrentHashMap.newKeySet();
  private SMPPServerSessionListener door;

  /** One submitted message as it came. */
  record Part(String id, String to, SubmitSm message) {

    int reference() {
      return message.getShortMessage()[3] & 0xff;
    }

    int number() {
      return message.getShortMessage()[5] & 0xff;
    }

    int userReference() {
      return message.getOptionalParameter(OptionalParameter.User_message_reference.class).getValue()
          & 0xffff;
    }

    private byte[] payload() {
      byte[] bytes = message.getShortMessage();
      return message.isUdhi() ? Arrays.copyOfRange(bytes, bytes[0] + 1, bytes.length) : bytes;
    }
  }

  TestSmsCentre() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    open();
  }

  int port() {
    return port;
  }

  /** Lets senders in. */
  void open() {
    try {
      var opened = new SMPPServerSessionListener(port, new OnLoopback());
      opened.setMessageReceiverListener(this);
      door = opened;
      Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(SMPPServerSessionListener opened) {
    try {
      while (true) {
        SMPPServerSession session = opened.accept();
        Thread.ofVirtual().start(() -> bind(session));
      }
    } catch (IOException closed) {
      // the test has closed the door
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(5_000);
      if (request.getSystemId().equals(SYSTEM_ID) && request.getPassword().equals(PASSWORD)) {
        request.accept("test");
        sessions.add(session);
      } else {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      }
    } catch (TimeoutException | IOException | PDUStringException e) {
      session.close();
    }
  }

  /** Drops all connections, and takes none until it is opened again. */
  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    sessions.forEach(SMPPServerSession::close);
    sessions.clear();
  }

  /** Will not take messages for this phone. */
  void refuse(String phone) {
    refused.add(phone.substring(1));
  }

  /** Will report the delivery to this phone before it answers that it has taken the message. */
  void reportAtOnce(String phone) {
    reportedAtOnce.add(phone.substring(1));
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session)
      throws ProcessRequestException {
    if (refused.contains(message.getDestAddress())) {
      throw new ProcessRequestException("refused", SMPPConstant.STAT_ESME_RINVDSTADR);
    }
    String id = UUID.randomUUID().toString();
    parts.add(new Part(id, "+" + message.getDestAddress(), message));
    if (reportedAtOnce.contains(message.getDestAddress())) {
      report(id, DeliveryReceiptState.DELIVRD);
    }
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Part> parts() {
    return parts;
  }

  /** What came for this phone so far, in the order of coming. */
  List<Part> partsTo(String phone) {
    return parts.stream().filter(part -> part.to().equals(phone)).toList();
  }

  /** Waits for a text to this phone, whole. */
  String awaitText(String phone) {
    Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> isWhole(partsTo(phone)));
    return textOf(partsTo(phone));
  }

  /** The text that the parts after the first ones make. */
  String textAfter(String phone, int partsBefore) {
    List<Part> all = partsTo(phone);
    return textOf(all.subList(partsBefore, all.size()));
  }

  private static boolean isWhole(List<Part> parts) {
    return !parts.isEmpty()
        && (!parts.getFirst().message().isUdhi()
            || parts.size() >= parts.getFirst().message().getShortMessage()[4]);
  }

  private static String textOf(List<Part> parts) {
    var bytes = new ByteArrayOutputStream();
    boolean isLong = parts.getFirst().message().isUdhi();
    parts.stream()
        .sorted(Comparator.comparing(part -> isLong ? part.number() : 1))
        .forEach(part -> bytes.writeBytes(part.payload()));
    return parts.getFirst().message().getDataCoding() == 8
        ? bytes.toString(StandardCharsets.UTF_16BE)
        : bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Tells the sender what became of a part. */
  void report(String messageId, DeliveryReceiptState state) {
    var receipt = new DeliveryReceipt(messageId, 1, 1, new Date(), new Date(), state, "000", "");
    deliver(
        "972500000000",
        new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
        (byte) 0,
        receipt.toString().getBytes(StandardCharsets.US_ASCII),
        new OptionalParameter.Receipted_message_id(messageId));
  }

  /** A phone writes back; returns when the sender has taken it in. */
  void reply(String phone, String text) {
    deliver(phone.substring(1), new ESMClass(), (byte) 8, text.getBytes(StandardCharsets.UTF_16BE));
  }

  /** Until it is taken, as centres do: an answer that is late or a refusal is asked again. */
  private void deliver(
      String from, ESMClass kind, byte coding, byte[] text, OptionalParameter... parameters) {
    Awaitility.await()
        .ignoreExceptionsInstanceOf(ResponseTimeoutException.class)
        .ignoreExceptionsInstanceOf(NegativeResponseException.class)
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              if (!sessions.isEmpty()) {
                deliverOnce(from, kind, coding, text, parameters);
              }
              return !sessions.isEmpty();
            });
  }

  private void deliverOnce(
      String from, ESMClass kind, byte coding, byte[] text, OptionalParameter... parameters)
      throws Exception {
    sessions
        .getLast()
        .deliverShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            from,
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            "Retzef",
            kind,
            (byte) 0,
            (byte) 0,
            new RegisteredDelivery(0),
            DataCodings.newInstance(coding),
            text,
            parameters);
  }

  private static final class OnLoopback implements ServerConnectionFactory {

    @Override
    public ServerConnection listen(int port) throws IOException {
      return listen(port, 0, 16);
    }

    @Override
    public ServerConnection listen(int port, int timeout) throws IOException {
      return listen(port, timeout, 16);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
      var socket = new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(timeout);
      return new ServerSocketConnection(socket);
    }
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public void onAcceptCancelSm(CancelSm request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm request, SMPPServerSession session) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm request, Session source) {
    throw new UnsupportedOperationException("The service only sends single messages");
  }
}
