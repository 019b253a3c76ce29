package org.retzef.basket.vendor;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/vendors")
class VendorController {

  private final Vendors vendors;
  private final Idempotency idempotency;

  VendorController(Vendors vendors, Idempotency idempotency) {
    this.vendors = vendors;
    this.idempotency = idempotency;
  }

  @PostMapping
  Mono<ResponseEntity<Vendor>> add(
      OptionalIdempotencyKey key, @RequestBody AddVendorRequest request) {
    Vendor vendor = new Vendor(Ids.next(), request.code(), request.name());
    return idempotency.once(
        key,
        request,
        Vendor.class,
        () ->
            vendors
                .insert(vendor)
                .thenReturn(
                    ResponseEntity.created(URI.create("/api/v1/vendors/" + vendor.id()))
                        .body(vendor)));
  }

  @GetMapping
  Mono<ResponseEntity<Page<Vendor>>> list(PageRequest page) {
    return vendors.list(page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<Vendor> get(@PathVariable UUID id) {
    return vendors.find(id);
  }
}
