package org.retzef.local.sms;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Message_state.Message_state_enum;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.util.DeliveryReceiptState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the sender what it is owed: receipts and the phones' answers. What cannot be told now stays
 * due until a sender binds that can receive, over a restart too.
 */
final class SmsDeliveries implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmsDeliveries.class);
  private static final DataCoding UCS_2 = DataCodings.newInstance((byte) 8);

  private final SmsStore store;
  private final Clock clock;
  private final Set<SMPPServerSession> receivers = ConcurrentHashMap.newKeySet();
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sms-deliveries").factory());

  SmsDeliveries(SmsStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void add(SMPPServerSession receiver) {
    receivers.add(receiver);
    wake();
  }

  void remove(SMPPServerSession receiver) {
    receivers.remove(receiver);
  }

  /** No receipt for a message before its sender has been told the message's id. */
  void hold(String id) {
    held.add(id);
  }

  void release(String id) {
    held.remove(id);
    wake();
  }

  void wake() {
    worker.execute(this::tellAll);
  }

  private void tellAll() {
    for (SmsPart part : store.due()) {
      Optional<SMPPServerSession> receiver = receivers.stream().findAny();
      if (receiver.isPresent() && !held.contains(part.id())) {
        tell(part, receiver.get());
      }
    }
  }

  private void tell(SmsPart part, SMPPServerSession receiver) {
    try {
      if (part.status() == SmsPart.Status.REPLY) {
        deliverReply(part, receiver);
      } else {
        deliverReceipt(part, receiver);
      }
      store.keep(part.told());
    } catch (Exception e) {
      log.warn("could not deliver {}, it stays due: {}", part.id(), e.getMessage());
      receivers.remove(receiver);
    }
  }

  private static void deliverReply(SmsPart reply, SMPPServerSession receiver) throws Exception {
    deliver(receiver, reply.from(), reply.to(), new ESMClass(), UCS_2, reply.payload());
  }

  private void deliverReceipt(SmsPart part, SMPPServerSession receiver) throws Exception {
    boolean delivered = part.status() == SmsPart.Status.DELIVERED;
    DeliveryReceiptState state =
        delivered ? DeliveryReceiptState.DELIVRD : DeliveryReceiptState.UNDELIV;
    var receipt =
        new DeliveryReceipt(
            part.id(),
            1,
            delivered ? 1 : 0,
            Date.from(part.receivedAt()),
            Date.from(clock.instant()),
            state,
            delivered ? "000" : "001",
            "");
    deliver(
        receiver,
        part.to(),
        part.from(),
        new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
        DataCodings.ZERO,
        receipt.toString().getBytes(StandardCharsets.US_ASCII),
        new OptionalParameter.Receipted_message_id(part.id()),
        messageState(delivered));
  }

  private static OptionalParameter messageState(boolean delivered) {
    Message_state_enum state =
        delivered ? Message_state_enum.DELIVERED : Message_state_enum.UNDELIVERABLE;
    return new OptionalParameter.Message_state(state.byteValue());
  }

  private static void deliver(
      SMPPServerSession receiver,
      String from,
      String to,
      ESMClass kind,
      DataCoding coding,
      byte[] text,
      OptionalParameter... parameters)
      throws Exception {
    receiver.deliverShortMessage(
        "",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        from,
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        to,
        kind,
        (byte) 0,
        (byte) 0,
        new RegisteredDelivery(0),
        coding,
        text,
        parameters);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
