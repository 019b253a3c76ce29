package org.retzef.basket.voucher;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.retzef.basket.category.Category;
import org.springframework.web.util.HtmlUtils;

/**
 * A voucher on paper, from right to left in Hebrew or Arabic: what is to be delivered, for how
 * much, until when, and the QR code of the page that verifies it. Nothing of the family stands on
 * it.
 */
final class VoucherDocument {

  private static final String STYLE =
      """
      @page { size: A5; margin: 14mm; }
      body { font-family: Retzef; font-size: 11pt; color: #1b2530; }
      h1 { font-size: 20pt; margin: 0 0 2mm; }
      table { width: 100%; border-collapse: collapse; margin: 5mm 0; }
      td, th { padding: 1.8mm 1mm; border-bottom: 0.3pt solid #9aa5ad; vertical-align: top; }
      th { font-weight: bold; width: 34%; }
      .sum { font-size: 14pt; font-weight: bold; }
      .verify { width: 38mm; }
      .verify img { width: 36mm; height: 36mm; }
      .small { font-size: 8pt; color: #4b5763; }
      .ltr { direction: ltr; unicode-bidi: embed; }
      .rtl th, .rtl td, .rtl p, .rtl h1 { text-align: right; }
      """;

  private final VoucherTexts texts;

  VoucherDocument(VoucherTexts texts) {
    this.texts = texts;
  }

  /**
   * As PDF.
   *
   * @param named the categories of its items
   * @param address of the page that verifies it
   */
  byte[] of(Voucher voucher, List<Category> named, String address) {
    var pdf = new ByteArrayOutputStream();
    try {
      new PdfRendererBuilder()
          .useFont(() -> font("DejaVuSans.ttf"), "Retzef", 400, NORMAL, true)
          .useFont(() -> font("DejaVuSans-Bold.ttf"), "Retzef", 700, NORMAL, true)
          .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
          .useUnicodeBidiReorderer(new ICUBidiReorderer())
          .defaultTextDirection(
              texts.direction().equals("rtl")
                  ? BaseRendererBuilder.TextDirection.RTL
                  : BaseRendererBuilder.TextDirection.LTR)
          .withHtmlContent(html(voucher, named, address), null)
          .toStream(pdf)
          .run();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return pdf.toByteArray();
  }

  private static final BaseRendererBuilder.FontStyle NORMAL = BaseRendererBuilder.FontStyle.NORMAL;

  private static InputStream font(String name) {
    return Objects.requireNonNull(VoucherDocument.class.getResourceAsStream("/fonts/" + name));
  }

  private String html(Voucher voucher, List<Category> named, String address) {
    return """
        <html lang="%s" dir="%s"><head><title>%s</title><style>%s</style></head>
        <body class="%s"><h1>%s</h1><p>%s</p><table>%s</table>
        <table><tr>%s</tr></table>
        <p class="small">%s</p><p class="small">%s</p></body></html>
        """
        .formatted(
            texts.language(),
            texts.direction(),
            text("title"),
            STYLE,
            texts.direction(),
            text("title"),
            escape(voucher.vendorName()),
            rows(voucher, named),
            cells(
                "<td class=\"verify\"><img src=\"%s\" alt=\"\"/></td>"
                    .formatted(QrCode.of(address)),
                "<td><p>%s</p></td>".formatted(text("scan"))),
            ltr(address),
            signature(voucher));
  }

  private String rows(Voucher voucher, List<Category> named) {
    var rows = new StringBuilder();
    for (Voucher.Item item : voucher.items()) {
      String category =
          named.stream()
              .filter(one -> one.code().equals(item.category()))
              .map(one -> one.name(texts.language()))
              .findFirst()
              .orElse(item.category());
      rows.append(
          row(escape(category), escape(item.description()), texts.inShekels(item.amount())));
    }
    rows.append(
        row(
            text("amount"),
            "",
            "<span class=\"sum\">%s</span>".formatted(texts.inShekels(voucher.amount()))));
    rows.append(row(text("issued-on"), texts.date(voucher.issuedOn()), ""));
    if (voucher.validUntil() != null) {
      rows.append(row(text("valid-until"), texts.date(voucher.validUntil()), ""));
    }
    return rows.toString();
  }

  private String row(String head, String what, String amount) {
    return "<tr>%s</tr>"
        .formatted(
            cells(
                "<th>%s</th>".formatted(head),
                "<td>%s</td>".formatted(what),
                "<td>%s</td>".formatted(amount)));
  }

  /** The first one at the side where reading begins, which the renderer does not do by itself. */
  private String cells(String... cells) {
    List<String> inOrder = List.of(cells);
    return String.join("", texts.direction().equals("rtl") ? inOrder.reversed() : inOrder);
  }

  private String signature(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    return signature == null
        ? text("unsigned")
        : texts.get(
            "signed",
            ltr(signature.signedAt().toString()),
            ltr(signature.keyId()),
            ltr(signature.contentHash().substring(0, 16)));
  }

  /** Letters and digits that stand together whatever is around them. */
  private static String ltr(String text) {
    return "<span class=\"ltr\">%s</span>".formatted(escape(text));
  }

  private String text(String key) {
    return escape(texts.get(key));
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
