package org.retzef.reporting.sharing.stream;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.retzef.platform.problem.Refusal;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The broker's own users and access lists: a data team reads its topic and commits for groups of
 * its own name, and whatever is not on the list is refused by the broker.
 */
@Component
class BrokerAccess {

  private static final int PASSWORD_BYTES = 24;
  private static final int ITERATIONS = 8192;

  private final KafkaAdmin kafka;
  private final SecureRandom random = new SecureRandom();

  BrokerAccess(KafkaAdmin kafka) {
    this.kafka = kafka;
  }

  static String user(String agreement) {
    return "share-" + agreement;
  }

  /** Lets the agreement's user in with a new password, and answers it. */
  Mono<String> grant(String agreement, String topic) {
    return blocking(
        admin -> {
          byte[] bytes = new byte[PASSWORD_BYTES];
          random.nextBytes(bytes);
          String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
          String user = user(agreement);
          await(admin.createAcls(list(user, topic)).all());
          await(
              admin
                  .alterUserScramCredentials(
                      List.of(
                          new UserScramCredentialUpsertion(
                              user,
                              new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                              password)))
                  .all());
          return password;
        });
  }

  /** Lets it in no more; its open connections may read nothing from now on. */
  Mono<Boolean> withdraw(String agreement) {
    return blocking(
        admin -> {
          String user = user(agreement);
          await(
              admin
                  .deleteAcls(
                      Set.of(
                          new AclBindingFilter(
                              ResourcePatternFilter.ANY,
                              new AccessControlEntryFilter(
                                  "User:" + user, null, AclOperation.ANY, AclPermissionType.ANY))))
                  .all());
          deleteUser(admin, user);
          return true;
        });
  }

  private static void deleteUser(Admin admin, String user) {
    try {
      await(
          admin
              .alterUserScramCredentials(
                  List.of(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)))
              .all());
    } catch (BrokerRefused refused) {
      if (!(refused.reason.getCause() instanceof ResourceNotFoundException)) {
        throw refused;
      }
    }
  }

  private static List<AclBinding> list(String user, String topic) {
    return Stream.of(
            binding(ResourceType.TOPIC, topic, PatternType.LITERAL, user, AclOperation.READ),
            binding(ResourceType.TOPIC, topic, PatternType.LITERAL, user, AclOperation.DESCRIBE),
            binding(ResourceType.GROUP, user + ".", PatternType.PREFIXED, user, AclOperation.READ))
        .toList();
  }

  private static AclBinding binding(
      ResourceType type, String name, PatternType pattern, String user, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private <T> Mono<T> blocking(Function<Admin, T> work) {
    return Mono.fromCallable(
            () -> {
              try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
                return work.apply(admin);
              }
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static void await(KafkaFuture<?> answer) {
    try {
      answer.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new BrokerRefused(failed);
    } catch (TimeoutException late) {
      throw new BrokerRefused(late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrokerRefused(interrupted);
    }
  }

  /** The broker is away, or keeps no access lists. */
  private static final class BrokerRefused extends Refusal {

    private final transient Throwable reason;

    BrokerRefused(Throwable reason) {
      super(Kind.UNAVAILABLE, "broker-unavailable");
      this.reason = reason;
    }
  }
}
