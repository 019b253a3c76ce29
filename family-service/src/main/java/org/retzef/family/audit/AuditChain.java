package org.retzef.family.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.Verification.Broken;
import org.retzef.family.audit.Verification.Fault;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals the lines into one chain, and walks through it. */
@Component
class AuditChain {

  private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);

  private static final int PORTION = 2000;

  /** Fewer: readers wait while these are made a chain. */
  private static final int SEALED_AT_ONCE = 500;

  private final AuditLines lines;
  private final Commands commands;

  AuditChain(AuditLines lines, Commands commands) {
    this.lines = lines;
    this.commands = commands;
  }

  /**
   * The heads in the log are the witness outside of the database. What is written meanwhile waits
   * for the next time: a handful of lines costs a round as 500 do, and more would have come.
   */
  @Scheduled(fixedDelayString = "${retzef.audit.seal-every:PT10S}")
  void sealWhatWaits() {
    List<ChainLink> sealed;
    do {
      sealed = Objects.requireNonNullElse(commands.run(this::sealSome).block(), List.of());
      if (!sealed.isEmpty()) {
        ChainLink head = sealed.getLast();
        LOG.info("audit log sealed up to {}: {}", head.position(), hex(head.hash()));
      }
    } while (sealed.size() == SEALED_AT_ONCE);
  }

  @Scheduled(fixedDelayString = "P1D")
  void makeMonths() {
    commands.run(lines::makeMonths).block();
  }

  /** A walk a day; whoever gets the alarm asks for the place by the endpoint. */
  @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT10M")
  void watch() {
    Verification found = Objects.requireNonNull(verify().block());
    if (!found.intact()) {
      LOG.error("audit log is broken at {}", found.broken());
    }
  }

  private Mono<List<ChainLink>> sealSome() {
    return lines
        .claimSealing()
        .filter(Boolean::booleanValue)
        .flatMap(mine -> lines.unsealed(SEALED_AT_ONCE))
        .filter(waiting -> !waiting.isEmpty())
        .zipWhen(waiting -> lines.head())
        .flatMap(found -> seal(found.getT1(), found.getT2()));
  }

  private Mono<List<ChainLink>> seal(List<AuditLines.Unsealed> waiting, ChainLink head) {
    List<ChainLink> links = new ArrayList<>();
    ChainLink last = head;
    for (AuditLines.Unsealed line : waiting) {
      last = new ChainLink(last.position() + 1, Hash.of(last.hash(), line.content()), null, null);
      links.add(last);
    }
    return lines.seal(waiting, links).thenReturn(links);
  }

  /** Walks from the first line to the head; in portions, so that a long chain takes no memory. */
  Mono<Verification> verify() {
    return lines
        .head()
        .flatMap(head -> walk(new Walk(head)).zipWith(lines.unsealedForLong(), Walk::verdict));
  }

  private Mono<Walk> walk(Walk walk) {
    return lines
        .chainAfter(walk.position, PORTION)
        .takeUntil(link -> !walk.step(link))
        .count()
        .flatMap(seen -> seen == PORTION && walk.broken == null ? walk(walk) : Mono.just(walk));
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** Where a walk stands. */
  private static final class Walk {

    private final ChainLink head;
    private long position;
    private byte[] hash = Hash.NONE;
    private long seen;
    private @Nullable Broken broken;

    Walk(ChainLink head) {
      this.head = head;
    }

    /** Whether to go on. */
    boolean step(ChainLink link) {
      boolean begins = seen == 0 && link.content() == null; // what stood before was forgotten
      if (!begins && link.position() != position + 1) {
        Fault fault = link.position() == position ? Fault.CHANGED : Fault.MISSING;
        broken = new Broken(position + (fault == Fault.MISSING ? 1 : 0), null, fault);
      } else if (link.content() != null
          && !Arrays.equals(Hash.of(hash, link.content()), link.hash())) {
        broken = new Broken(link.position(), link.lineId(), Fault.CHANGED);
      }
      position = link.position();
      hash = link.hash();
      seen++;
      return broken == null;
    }

    Verification verdict(long unsealed) {
      Broken found = broken;
      if (found == null && position < head.position()) {
        found = new Broken(position + 1, null, Fault.MISSING);
      } else if (found == null && !Arrays.equals(hash, head.hash())) {
        found = new Broken(position, null, Fault.CHANGED);
      }
      return new Verification(found == null, seen, hex(hash), unsealed, found);
    }
  }
}
