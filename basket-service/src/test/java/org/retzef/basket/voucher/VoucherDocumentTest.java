package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.category.Category;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.platform.caller.UnitPath;

/** A voucher on paper; its pictures lie in {@code target/}. */
class VoucherDocumentTest {

  private static final String ADDRESS = "https://retzef.example/v/0123456789abcdefghijklmno";
  private static final Money AMOUNT = new Money(190_000);

  private static final Category EQUIPMENT =
      new Category(
          "HOUSEHOLD_EQUIPMENT", "ציוד לבית", "معدات منزلية", "Equipment", "x", "x", false);

  @Test
  void readsFromRightToLeftInHebrewAndItsTextIsInLogicalOrder() throws Exception {
    String text = text(voucher("מקרר 400 ליטר, דגם AB-12 (לבן)"), "he");
    assertThat(text)
        .contains("שובר", "ציוד לבית", "מקרר", "ליטר, דגם", "(לבן)", "1,900.00", "בתוקף עד", "במאי")
        .contains("סרקו את הקוד כדי לבדוק אם השובר תקף.", ADDRESS, "2026-02-01T09:30:00Z")
        .doesNotContain("רבוש", "ררקמ");
  }

  /** Of the family, its unit and its track there is nothing, nor of the request. */
  @Test
  void saysWhatIsOrderedOfWhomAndNothingElse() throws Exception {
    String withoutMarks = text(voucher("מקרר"), "he").replaceAll("[\\u200e\\u200f\\u00a0]", "");
    assertThat(withoutMarks.lines().map(String::strip).filter(line -> !line.isEmpty()))
        .as("line by line, as a reader of papers puts its words")
        .containsExactly(
            "שובר",
            "Demo vendorספק לדוגמה ·",
            "1,900.00₪ מקרר ציוד לבית",
            "1,900.00₪ סכום",
            "2026 בפברואר 1 הוצא בתאריך",
            "2026 במאי 2 בתוקף עד",
            "סרקו את הקוד כדי לבדוק אם השובר תקף.",
            ADDRESS,
            ", תוכן . מפתח נחתם אלקטרונית ב- 2026-02-01T09:30:00Z0f1e2d3c4b5a6978",
            ".9f86d081884c7d65");
  }

  @Test
  void joinsItsLettersInArabicAndItsTextIsInLogicalOrder() throws Exception {
    String text = text(voucher("ثلاجة كبيرة"), "ar");
    assertThat(text).contains("قسيمة", "معدات منزلية", "ثلاجة", "1,900.00", "صالحة حتى");
    assertThat(drawn(voucher("ثلاجة"), "ar"))
        .as("initial, joined with alef, initial, final")
        .contains("\uFE9B", "\uFEFC", "\uFE9F", "\uFE94")
        .as("a letter by itself")
        .doesNotContain("ث", "\uFE99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void hasALetterForAllThatItSays(String language) throws Exception {
    String texts = String.join("", VoucherTexts.in(language).all().values());
    for (String name : List.of("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")) {
      Font font =
          Font.createFont(Font.TRUETYPE_FONT, Path.of("src/main/resources/fonts", name).toFile());
      assertThat(texts.chars().filter(letter -> letter > ' ' && !font.canDisplay(letter)))
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void hasAQrCodeOfThePageThatVerifiesIt() throws Exception {
    BufferedImage page = picture(voucher("מקרר"), "he", 200);
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    assertThat(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText())
        .isEqualTo(ADDRESS);
  }

  @Test
  void escapesWhatIsWrittenIntoIt() throws Exception {
    assertThat(text(voucher("<b>x</b> & <script>y</script> \"z\""), "he"))
        .contains("b>x</b> &", "<script>y</script>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "en"})
  void saysEverythingInEveryLanguage(String language) throws IOException {
    assertThat(texts(language).keySet()).isEqualTo(texts("he").keySet());
    for (VoucherStanding standing : VoucherStanding.values()) {
      assertThat(texts(language)).containsKeys("heading." + standing, "text." + standing);
    }
  }

  private static Properties texts(String language) throws IOException {
    var texts = new Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/messages/voucher_" + language + ".properties"))) {
      texts.load(reader);
    }
    return texts;
  }

  private static String text(Voucher voucher, String language) throws IOException {
    picture(voucher, language, 110);
    try (PDDocument document = Loader.loadPDF(pdf(voucher, language))) {
      return new PDFTextStripper().getText(document);
    }
  }

  /** The letters in the forms in which they stand on the paper. */
  private static String drawn(Voucher voucher, String language) throws IOException {
    var drawn = new StringBuilder();
    var reader =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition letter) {
            drawn.append(letter.getUnicode());
            super.processTextPosition(letter);
          }
        };
    try (PDDocument document = Loader.loadPDF(pdf(voucher, language))) {
      reader.getText(document);
    }
    return drawn.toString();
  }

  private static BufferedImage picture(Voucher voucher, String language, int dpi)
      throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf(voucher, language))) {
      BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, dpi);
      ImageIO.write(picture, "png", new File("target/voucher-" + language + ".png"));
      return picture;
    }
  }

  private static byte[] pdf(Voucher voucher, String language) {
    return new VoucherDocument(VoucherTexts.in(language)).of(voucher, List.of(EQUIPMENT), ADDRESS);
  }

  private static Voucher voucher(String description) {
    UUID id = UUID.fromString("018f3b62-3f54-7072-9d6f-9d405e6f7081");
    return new Voucher(
        id,
        id,
        id,
        id,
        new UnitPath("IL.SOUTH.A2630.D1"),
        "NOSHMIM_ROUTINE",
        id,
        "VENDOR-DEMO",
        "ספק לדוגמה · Demo vendor",
        RequestStatus.ORDERED,
        AMOUNT,
        Voucher.Totals.NONE,
        List.of(new Voucher.Item("HOUSEHOLD_EQUIPMENT", description, AMOUNT)),
        "{}",
        LocalDate.of(2026, 2, 1),
        LocalDate.of(2026, 5, 2),
        new Voucher.Signature(
            "x", "9f86d081884c7d659a2f", "0f1e2d3c4b5a6978", Instant.parse("2026-02-01T09:30:00Z")),
        null,
        null,
        null,
        1);
  }
}
