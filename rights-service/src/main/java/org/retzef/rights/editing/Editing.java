package org.retzef.rights.editing;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.rights.catalogue.RightChecking;
import org.retzef.rights.catalogue.RightPublication;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes a draft from its first words into the catalogue. Runs inside the caller's command. */
@Service
class Editing {

  private final Drafts drafts;
  private final Suggestions suggestions;
  private final RightChecking checking;
  private final RightPublication publication;
  private final Clock clock;

  Editing(
      Drafts drafts,
      Suggestions suggestions,
      RightChecking checking,
      RightPublication publication,
      Clock clock) {
    this.drafts = drafts;
    this.suggestions = suggestions;
    this.checking = checking;
    this.publication = publication;
    this.clock = clock;
  }

  Mono<Draft> write(Caller caller, WriteDraftRequest request) {
    Draft draft =
        new Draft(
            Ids.next(),
            request.right(),
            request.suggestion(),
            Draft.Status.DRAFT,
            caller.subject(),
            null,
            null,
            null,
            clock.instant(),
            1);
    Mono<Void> known =
        request.suggestion() == null
            ? Mono.empty()
            : suggestions.find(caller, request.suggestion()).doOnNext(Editing::requireOpen).then();
    return known.then(drafts.save(draft)).thenReturn(draft);
  }

  /** Whoever writes last is the author, and cannot review. */
  Mono<Draft> rewrite(Caller caller, UUID id, ExpectedVersion expected, WriteDraftRequest request) {
    return drafts
        .lock(id)
        .doOnNext(draft -> requireOpen(draft, expected, Draft.Status.DRAFT, Draft.Status.RETURNED))
        .map(draft -> draft.written(request.right(), caller.subject(), clock.instant()))
        .flatMap(draft -> drafts.save(draft).thenReturn(draft));
  }

  /** Hands a draft to another editor; a rule that nobody could apply does not come so far. */
  Mono<Draft> submit(UUID id, ExpectedVersion expected) {
    return drafts
        .lock(id)
        .doOnNext(draft -> requireOpen(draft, expected, Draft.Status.DRAFT))
        .delayUntil(draft -> checking.check(draft.right()))
        .map(draft -> draft.submitted(clock.instant()))
        .flatMap(draft -> drafts.save(draft).thenReturn(draft));
  }

  Mono<Draft> review(Caller caller, UUID id, ExpectedVersion expected, ReviewDraftRequest request) {
    return drafts
        .lock(id)
        .doOnNext(draft -> requireOpen(draft, expected, Draft.Status.IN_REVIEW))
        .doOnNext(draft -> requireAnother(caller, draft))
        .flatMap(
            draft ->
                request.decision() == ReviewDraftRequest.Decision.PUBLISH
                    ? publish(caller, draft, request.note())
                    : Mono.just(draft.returned(caller.subject(), request.note(), clock.instant())))
        .flatMap(draft -> drafts.save(draft).thenReturn(draft));
  }

  private Mono<Draft> publish(Caller caller, Draft draft, @Nullable String note) {
    UUID suggestion = draft.suggestion();
    Mono<Draft> published =
        suggestion == null
            ? publishFrom(caller, draft, null, note)
            : suggestions
                .lock(caller, suggestion)
                .doOnNext(Editing::requireOpen)
                .flatMap(from -> publishFrom(caller, draft, from, note));
    return published.delayUntil(done -> settle(done, suggestion));
  }

  private Mono<Draft> publishFrom(
      Caller caller, Draft draft, @Nullable Suggestion from, @Nullable String note) {
    UUID session = from == null ? null : from.sourceSession();
    return checking
        .check(draft.right())
        .flatMap(checked -> publication.publish(checked, session, draft.author()))
        .map(version -> draft.published(caller.subject(), note, version, clock.instant()));
  }

  private Mono<Void> settle(Draft done, @Nullable UUID suggestion) {
    Integer version = done.publishedVersion();
    return suggestion == null || version == null
        ? Mono.empty()
        : suggestions.published(suggestion, done.right().code(), version);
  }

  private static void requireOpen(Suggestion suggestion) {
    if (suggestion.status() != Suggestion.Status.OPEN) {
      throw new SuggestionClosed();
    }
  }

  private static void requireOpen(Draft draft, ExpectedVersion expected, Draft.Status... allowed) {
    expected.orRefuse(draft.version(), draft);
    for (Draft.Status status : allowed) {
      if (draft.status() == status) {
        return;
      }
    }
    throw new DraftNotOpen();
  }

  private static void requireAnother(Caller caller, Draft draft) {
    if (draft.author().equals(caller.subject())) {
      throw new OwnDraft();
    }
  }
}
