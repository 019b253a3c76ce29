package org.retzef.basket.voucher;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.category.Categories;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
class DocumentController {

  private final Vouchers vouchers;
  private final Categories categories;
  private final VoucherSecrets secrets;
  private final String publicUrl;

  DocumentController(
      Vouchers vouchers,
      Categories categories,
      VoucherSecrets secrets,
      @Value("${retzef.public-url}") String publicUrl) {
    this.vouchers = vouchers;
    this.categories = categories;
    this.secrets = secrets;
    this.publicUrl = publicUrl;
  }

  /**
   * A voucher to be printed, with the QR code of the page that verifies it.
   *
   * @param language he or ar
   */
  @GetMapping(path = "/api/v1/vouchers/{id}/document", produces = MediaType.APPLICATION_PDF_VALUE)
  Mono<ResponseEntity<byte[]>> document(
      Caller caller, @PathVariable UUID id, @RequestParam(defaultValue = "he") String language) {
    if (!List.of("he", "ar").contains(language)) {
      throw new InvalidInput(Fault.of("language", "language-of-document"));
    }
    return vouchers
        .find(caller, id)
        .zipWhen(voucher -> categories.of(voucher.categories()).collectList())
        .publishOn(Schedulers.boundedElastic())
        .map(
            found ->
                new VoucherDocument(VoucherTexts.in(language))
                    .of(found.getT1(), found.getT2(), publicUrl + "/v/" + secrets.tokenOf(id)))
        .map(
            pdf ->
                ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .contentType(MediaType.APPLICATION_PDF)
                    .body(pdf));
  }
}
