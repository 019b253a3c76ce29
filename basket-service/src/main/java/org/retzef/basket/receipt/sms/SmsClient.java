package org.retzef.basket.receipt.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter.User_message_reference;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The one connection to the SMS centre, made again with growing patience whenever it is lost. */
@Component
@EnableConfigurationProperties(SmsSettings.class)
public class SmsClient implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmsClient.class);

  private static final int CONNECT_WITHIN_MS = 3_000;
  private static final int ANSWER_WITHIN_MS = 10_000;
  private static final int ASK_IF_ALIVE_EVERY_MS = 15_000;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** The number itself is refused; anything else may pass when it is tried again. */
  private static final Set<Integer> NUMBER_REFUSED =
      Set.of(
          SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI);

  private final SmsSettings settings;
  private final SmsListener listener;
  private volatile @Nullable SMPPSession session;
  private Duration wait = SHORTEST_WAIT;
  private long notBefore = System.nanoTime();

  SmsClient(SmsSettings settings, SmsListener listener, MeterRegistry meters) {
    this.settings = settings;
    this.listener = listener;
    meters.gauge("retzef.sms.bound", this, client -> client.isBound() ? 1 : 0);
  }

  /**
   * Binds if that is needed and due; to be called again and again, by one thread, because what
   * comes in comes only while the connection stands.
   */
  public boolean ensureBound() {
    if (isBound()) {
      return true;
    }
    if (System.nanoTime() < notBefore) {
      return false;
    }
    try {
      session = bind();
      wait = SHORTEST_WAIT;
      log.info("The SMS centre lets us in");
      return true;
    } catch (IOException away) {
      log.warn("The SMS centre does not let us in, next try in {}: {}", wait, away.toString());
      notBefore = System.nanoTime() + wait.toNanos();
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      return false;
    }
  }

  private boolean isBound() {
    SMPPSession current = session;
    return current != null && current.getSessionState().isBound();
  }

  private SMPPSession bind() throws IOException {
    close();
    var fresh = new SMPPSession(SmsClient::connect);
    fresh.setTransactionTimer(ANSWER_WITHIN_MS);
    fresh.setEnquireLinkTimer(ASK_IF_ALIVE_EVERY_MS);
    fresh.setMessageReceiverListener(new Incoming(listener));
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
    return fresh;
  }

  private static Connection connect(String host, int port) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), CONNECT_WITHIN_MS);
    return new SocketConnection(socket);
  }

  /**
   * Hands a message to the centre and asks for a report of its delivery.
   *
   * @return the centre's ids of its parts, by which it will report
   * @throws SmsRefused if the centre refuses the number
   * @throws SmsNotSent if it is not known that the centre took all of it
   */
  public List<String> send(Sms message) {
    EncodedText text = EncodedText.of(message.text(), message.reference());
    List<String> ids = new ArrayList<>();
    for (byte[] part : text.parts()) {
      ids.add(submit(message, text, part, message.reference() + ids.size()));
    }
    return ids;
  }

  private String submit(Sms message, EncodedText text, byte[] part, int reference) {
    SMPPSession current = session;
    if (current == null) {
      throw new SmsNotSent(new IOException("not bound"));
    }
    try {
      return current
          .submitShortMessage(
              "",
              typeOfSource(),
              NumberingPlanIndicator.UNKNOWN,
              settings.sourceAddress(),
              TypeOfNumber.INTERNATIONAL,
              NumberingPlanIndicator.ISDN,
              message.phone().substring(1),
              new ESMClass(
                  MessageMode.DEFAULT,
                  MessageType.DEFAULT,
                  text.isLong() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT),
              (byte) 0,
              (byte) 1,
              null,
              null,
              new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
              (byte) 0,
              DataCodings.newInstance(text.dataCoding()),
              (byte) 0,
              part,
              new User_message_reference((short) reference))
          .getMessageId();
    } catch (NegativeResponseException no) {
      throw NUMBER_REFUSED.contains(no.getCommandStatus())
          ? new SmsRefused(no)
          : new SmsNotSent(no);
    } catch (PDUException | InvalidResponseException ours) {
      throw new SmsNotSent(ours);
    } catch (ResponseTimeoutException | IOException lost) {
      // a centre that is silent may be silent for long: the next message asks anew
      current.close();
      throw new SmsNotSent(lost);
    }
  }

  private TypeOfNumber typeOfSource() {
    return settings.sourceAddress().chars().allMatch(Character::isDigit)
        ? TypeOfNumber.UNKNOWN
        : TypeOfNumber.ALPHANUMERIC;
  }

  @Override
  public void close() {
    SMPPSession current = session;
    if (current != null) {
      current.unbindAndClose();
    }
    session = null;
  }
}
