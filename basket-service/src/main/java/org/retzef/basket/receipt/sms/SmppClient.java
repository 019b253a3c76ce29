package org.retzef.basket.receipt.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
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
import org.jsmpp.session.SMPPSession;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands texts to an SMS centre over SMPP 3.4, in as many parts as they need. */
@Component
@ConditionalOnProperty(name = "retzef.sms.provider", havingValue = "smpp", matchIfMissing = true)
@EnableConfigurationProperties(SmsSettings.class)
class SmppClient implements SmsClient {

  /** The number itself is refused; anything else may pass when it is tried again. */
  private static final Set<Integer> NUMBER_REFUSED =
      Set.of(
          SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI);

  private final String sourceAddress;
  private final SmsConnection connection;

  SmppClient(SmsSettings settings, SmsListener listener, MeterRegistry meters) {
    sourceAddress = settings.sourceAddress();
    connection = new SmsConnection(settings, new Incoming(listener));
    meters.gauge("retzef.sms.bound", connection, bound -> bound.session() == null ? 0 : 1);
  }

  @Override
  public boolean isReady() {
    return connection.ensureBound();
  }

  @Override
  public List<String> send(Sms message) {
    EncodedText text = EncodedText.of(message.text(), message.reference());
    List<String> ids = new ArrayList<>();
    for (byte[] part : text.parts()) {
      ids.add(submit(message, text, part, message.reference() + ids.size()));
    }
    return ids;
  }

  private String submit(Sms message, EncodedText text, byte[] part, int reference) {
    SMPPSession session = connection.session();
    if (session == null) {
      throw new SmsNotSent(new IOException("not bound"));
    }
    try {
      return session
          .submitShortMessage(
              "",
              typeOfSource(),
              NumberingPlanIndicator.UNKNOWN,
              sourceAddress,
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
      session.close();
      throw new SmsNotSent(lost);
    }
  }

  private TypeOfNumber typeOfSource() {
    return sourceAddress.chars().allMatch(Character::isDigit)
        ? TypeOfNumber.UNKNOWN
        : TypeOfNumber.ALPHANUMERIC;
  }

  @Override
  public void close() {
    connection.close();
  }
}
