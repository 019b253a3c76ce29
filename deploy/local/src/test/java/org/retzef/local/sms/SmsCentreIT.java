package org.retzef.local.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.local.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SMS centre as a sender meets it, over real SMPP and HTTP. */
class SmsCentreIT {
  private static final String ARABIC =
      "مرحبا، وصلتكم الثلاجة؟ الرجاء التأكيد عبر الرابط: http://localhost:8080/r/abc "
          + "أو أجيبوا ١ نعم، ٢ جزئيا، ٣ لا. شكرا لكم 🧊";
  private static final SmppServer.Account ACCOUNT = new SmppServer.Account("retzef", "secret12");
  private static final String PHONE = "+972500000000";

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int smppPort = FreePort.find();
  private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();

  @TempDir Path folder;
  private SmsDeliveries deliveries;
  private SmppServer smpp;
  private SmsPages pages;

  @BeforeEach
  void start() throws IOException {
    var store = new SmsStore(folder.resolve("parts.jsonl"), json);
    deliveries = new SmsDeliveries(store, Clock.systemUTC());
    var submissions = new SmppSubmissions(store, deliveries, Clock.systemUTC());
    smpp = new SmppServer(smppPort, ACCOUNT, submissions, deliveries);
    pages = new SmsPages(0, store, deliveries, json, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    pages.close();
    smpp.close();
    deliveries.close();
  }

  @Test
  void showsALongArabicMessageInHeadersPartsAsOne() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TX)) {
      byte[][] parts = parts(ARABIC, 67 * 2);
      assertThat(parts.length).isGreaterThan(1);
      for (int i = parts.length; i >= 1; i--) { // the last part first: networks shuffle
        byte[] header = {5, 0, 3, 42, (byte) parts.length, (byte) i};
        submit(session, PHONE, udhi(), 8, join(header, parts[i - 1]));
        assertThat(messages("").size()).isEqualTo(i == 1 ? 1 : 0);
      }
      JsonNode message = messages("?to=" + PHONE).get(0);
      assertThat(message.get("text").stringValue()).isEqualTo(ARABIC);
      assertThat(message.get("to").stringValue()).isEqualTo(PHONE);
      assertThat(message.get("from").stringValue()).isEqualTo("Retzef");
      assertThat(message.get("status").stringValue()).isEqualTo("DELIVERED");
      assertThat(message.get("id").stringValue()).isNotBlank();
      assertThat(message.get("receivedAt").stringValue()).endsWith("Z");
    }
  }

  @Test
  void joinsPartsCutThroughACharacterAndNumberedInSixteenBits() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TX)) {
      byte[] text = "🧊".getBytes(StandardCharsets.UTF_16BE);
      byte[] first = {6, 8, 4, 1, 2, 2, 1, text[0], text[1]};
      byte[] second = {6, 8, 4, 1, 2, 2, 2, text[2], text[3]};
      submit(session, PHONE, udhi(), 8, first);
      submit(session, PHONE, udhi(), 8, second);
      assertThat(messages("").get(0).get("text").stringValue()).isEqualTo("🧊");
    }
  }

  @Test
  void understandsPartsTheirPayloadAndGsmLettersInParameters() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TX)) {
      for (byte part = 1; part <= 2; part++) {
        submit(
            session,
            PHONE,
            new ESMClass(),
            0,
            "part".getBytes(StandardCharsets.US_ASCII),
            new OptionalParameter.Sar_msg_ref_num((short) 7),
            new OptionalParameter.Sar_total_segments((byte) 2),
            new OptionalParameter.Sar_segment_seqnum(part));
      }
      byte[] arabic = ARABIC.getBytes(StandardCharsets.UTF_16BE);
      submit(session, PHONE, new ESMClass(), 8, new byte[0], payload(arabic));
      byte[] gsm = {0x00, 0x1b, 0x65, 0x02}; // at sign, euro by its escape, dollar
      submit(session, PHONE, new ESMClass(), 0, gsm);
      assertThat(messages(""))
          .extracting(message -> message.get("text").stringValue())
          .containsExactly("partpart", ARABIC, "@€$");
    }
  }

  @Test
  void tellsTheSenderThatAMessageWasDelivered() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TRX)) {
      String id = submit(session, PHONE, new ESMClass(), 8, utf16("שלום"));
      DeliverSm receipt = nextDelivery();
      assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
      var content = new DeliveryReceipt(ascii(receipt));
      assertThat(content.getId()).isEqualTo(id);
      assertThat(content.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
      assertThat(receipt.getSourceAddr()).isEqualTo(PHONE);
    }
  }

  @Test
  void showsAMessageOnceThatIsSubmittedAgainUnderItsReference() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TRX)) {
      var reference = new OptionalParameter.User_message_reference((short) 40_001);
      var other = new OptionalParameter.User_message_reference((short) 40_002);
      String first = submit(session, PHONE, new ESMClass(), 8, utf16("הגיע?"), reference);
      assertThat(submit(session, PHONE, new ESMClass(), 8, utf16("הגיע?"), reference))
          .isEqualTo(first);
      assertThat(submit(session, PHONE, new ESMClass(), 8, utf16("הגיע?"), other))
          .isNotEqualTo(first);
      assertThat(submit(session, PHONE, new ESMClass(), 8, utf16("אחר"), reference))
          .isNotEqualTo(first);
      assertThat(messages("")).hasSize(3);
    }
  }

  @Test
  void failsOnPurposeOnTrickNumbers() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TRX)) {
      assertThatThrownBy(() -> submit(session, "+972500000001", new ESMClass(), 8, utf16("סירוב")))
          .isInstanceOf(NegativeResponseException.class);
      submit(session, "+972500000003", new ESMClass(), 8, utf16("אבוד"));
      String id = submit(session, "+972500000002", new ESMClass(), 8, utf16("לא נמסר"));
      var receipt = new DeliveryReceipt(ascii(nextDelivery()));
      assertThat(receipt.getId()).isEqualTo(id); // and none for the lost one before it
      assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.UNDELIV);
    }
  }

  @Test
  void keepsMessagesAndDeliversAnAnswerGivenWhileTheSenderWasAway() throws Exception {
    try (SMPPSession session = bind(BindType.BIND_TX)) {
      submit(session, PHONE, new ESMClass(), 8, utf16("התקבל?"));
    }
    assertThat(reply("{\"from\":\"" + PHONE + "\",\"to\":\"Retzef\",\"text\":\"1\"}").statusCode())
        .isEqualTo(201);
    stop();
    start();
    assertThat(messages("?to=972500000000").size()).isEqualTo(1);
    try (SMPPSession _ = bind(BindType.BIND_RX)) {
      assertThat(nextDelivery().isSmscDeliveryReceipt()).isTrue();
      DeliverSm answer = nextDelivery();
      assertThat(answer.getSourceAddr()).isEqualTo(PHONE);
      assertThat(answer.getDestAddress()).isEqualTo("Retzef");
      assertThat(new String(answer.getShortMessage(), StandardCharsets.UTF_16BE)).isEqualTo("1");
      assertThat(answer.isSmscDeliveryReceipt()).isFalse();
      deliveries.wake();
      assertThat(delivered.poll(300, TimeUnit.MILLISECONDS)).as("told once").isNull();
    }
  }

  @Test
  void refusesAWrongPassword() {
    assertThatThrownBy(() -> bind(BindType.BIND_TRX, "guess")).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnswersThatAreNoneAndPagesOfOtherSites() throws Exception {
    assertThat(reply("{\"from\":\"x\",\"to\":\"Retzef\",\"text\":\"1\"}").statusCode())
        .isEqualTo(400);
    assertThat(reply("{\"from\":\"" + PHONE + "\"}").statusCode()).isEqualTo(400);
    var form =
        HttpRequest.newBuilder(at("/replies"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("from=1"));
    assertThat(http.send(form.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(415);
    assertThat(get("/").body()).contains("lang=\"he\" dir=\"rtl\"");
    assertThat(get("/secrets").statusCode()).isEqualTo(404);
  }

  private SMPPSession bind(BindType type) throws IOException {
    return bind(type, ACCOUNT.password());
  }

  private SMPPSession bind(BindType type, String password) throws IOException {
    var session = new SMPPSession();
    session.setMessageReceiverListener(new Receiver());
    session.connectAndBind(
        "127.0.0.1",
        smppPort,
        new BindParameter(
            type,
            ACCOUNT.systemId(),
            password,
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
    return session;
  }

  private static String submit(
      SMPPSession session,
      String to,
      ESMClass kind,
      int coding,
      byte[] text,
      OptionalParameter... parameters)
      throws Exception {
    return session
        .submitShortMessage(
            "",
            TypeOfNumber.ALPHANUMERIC,
            NumberingPlanIndicator.UNKNOWN,
            "Retzef",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            to,
            kind,
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            DataCodings.newInstance((byte) coding),
            (byte) 0,
            text,
            parameters)
        .getMessageId();
  }

  private static ESMClass udhi() {
    return new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI);
  }

  private static OptionalParameter payload(byte[] text) {
    return new OptionalParameter.Message_payload(text);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static byte[][] parts(String text, int length) {
    byte[] all = utf16(text);
    return IntStream.range(0, (all.length + length - 1) / length)
        .mapToObj(i -> Arrays.copyOfRange(all, i * length, Math.min(all.length, (i + 1) * length)))
        .toArray(byte[][]::new);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private DeliverSm nextDelivery() throws InterruptedException {
    DeliverSm next = delivered.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("a delivery within ten seconds").isNotNull();
    return next;
  }

  private static String ascii(DeliverSm message) {
    return new String(message.getShortMessage(), StandardCharsets.US_ASCII);
  }

  private JsonNode messages(String query) throws Exception {
    return json.readTree(get("/messages" + query).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> reply(String body) throws Exception {
    var request =
        HttpRequest.newBuilder(at("/replies"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + pages.port() + path);
  }

  private final class Receiver implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm message) {
      delivered.add(message);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) {
      throw new IllegalStateException("not expected");
    }
  }
}
