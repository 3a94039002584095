package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import dev.footlights.e2e.harness.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.ConflictException;
import software.amazon.awssdk.services.ivsrealtime.model.EncoderConfigurationSummary;
import software.amazon.awssdk.services.ivsrealtime.model.IngestProtocol;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeException;
import software.amazon.awssdk.services.ivsrealtime.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.ivsrealtime.model.StageSummary;
import software.amazon.awssdk.services.ivsrealtime.model.ValidationException;

/** Whatever the order in which the calls of 32 clients of one account come, the rules hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyClientsTest {
  private static final int CLIENTS = 32;

  /** Clients that walk the lists; the others make, tag and delete. */
  private static final int WALKERS = 8;

  private static final int ROUNDS = 3;
  private static final int LASTING = 40;

  private static final String CREDENTIALS =
      """
      [{
        "accessKeyId": "AKIAOWNER", "secretAccessKey": "owner-secret", "account": "111122223333",
        "statements": [{"Effect": "Allow", "Action": "ivs:*", "Resource": "*"}]
      }]
      """;

  /** What became of a call. */
  private record Made(String arn, String refusal) {
    boolean refused(Class<?> by) {
      return refusal.equals(by.getSimpleName());
    }
  }

  private Footlights server;
  private List<IvsRealTimeClient> clients = List.of();

  @BeforeAll
  void start() {
    server = Footlights.start();
    clients = clients(server, "test", "test");
  }

  @AfterAll
  void end() {
    clients.forEach(IvsRealTimeClient::close);
    server.close();
  }

  @Test
  void aWalkShowsWhatStaysExactlyOnce() {
    IvsRealTimeClient first = clients.getFirst();
    List<String> stages = new ArrayList<>();
    List<String> encoders = new ArrayList<>();
    for (int i = 0; i < LASTING; i++) {
      stages.add(first.createStage(r -> {}).stage().arn());
      encoders.add(first.createEncoderConfiguration(r -> {}).encoderConfiguration().arn());
    }
    var busy = new AtomicInteger(CLIENTS - WALKERS);
    List<List<String>> walks = Collections.synchronizedList(new ArrayList<>());

    atOnce(
        clients,
        client -> {
          if (clients.indexOf(client) >= WALKERS) {
            churn(client, "client" + clients.indexOf(client), stages.getFirst());
            busy.decrementAndGet();
          } else {
            do {
              walks.add(stages(client));
              walks.add(encoders(client));
            } while (busy.get() > 0);
          }
          return "";
        });

    assertThat(walks).hasSizeGreaterThanOrEqualTo(2 * WALKERS);
    assertThat(walks)
        .allSatisfy(
            walk -> {
              assertThat(walk).doesNotHaveDuplicates();
              assertThat(walk).containsAll(walk.getFirst().contains(":stage/") ? stages : encoders);
            });
    assertThat(stages(first)).containsExactlyInAnyOrderElementsOf(stages);
    assertThat(encoders(first)).containsExactlyInAnyOrderElementsOf(encoders);
    assertThat(first.listTagsForResource(r -> r.resourceArn(stages.getFirst())).tags())
        .as("tags of all, none lost")
        .hasSize(CLIENTS - WALKERS);
    stages.forEach(arn -> first.deleteStage(r -> r.arn(arn)));
    encoders.forEach(arn -> first.deleteEncoderConfiguration(r -> r.arn(arn)));
  }

  /** Comes and goes beside what stays, and leaves its tag on a stage that everybody tags. */
  private static void churn(IvsRealTimeClient client, String name, String tagged) {
    for (int i = 0; i < ROUNDS; i++) {
      String stage = client.createStage(r -> r.name(name)).stage().arn();
      String encoder = client.createEncoderConfiguration(r -> {}).encoderConfiguration().arn();
      client.tagResource(r -> r.resourceArn(tagged).tags(Map.of(name, stage)));
      client.tagResource(r -> r.resourceArn(stage).tags(Map.of("of", name)));
      client.deleteEncoderConfiguration(r -> r.arn(encoder));
      client.deleteStage(r -> r.arn(stage));
    }
  }

  private static List<String> stages(IvsRealTimeClient client) {
    return client.listStagesPaginator(r -> r.maxResults(7)).stream()
        .flatMap(page -> page.stages().stream())
        .map(StageSummary::arn)
        .toList();
  }

  private static List<String> encoders(IvsRealTimeClient client) {
    return client.listEncoderConfigurationsPaginator(r -> r.maxResults(7)).stream()
        .flatMap(page -> page.encoderConfigurations().stream())
        .map(EncoderConfigurationSummary::arn)
        .toList();
  }

  @Test
  void oneOfManyThatAskForTheSameGetsIt() {
    String pem = SigningKey.pem();
    Map<String, String> same = Map.of("footlights:id", "same");

    List<Made> keys =
        atOnce(
            clients,
            made(
                client -> client.importPublicKey(r -> r.publicKeyMaterial(pem)).publicKey().arn()));
    List<Made> encoders =
        atOnce(
            clients,
            made(
                client ->
                    client
                        .createEncoderConfiguration(r -> r.tags(same))
                        .encoderConfiguration()
                        .arn()));
    List<Made> stages =
        atOnce(clients, made(client -> client.createStage(r -> r.tags(same)).stage().arn()));

    assertOneOf(keys, ConflictException.class);
    assertOneOf(encoders, ConflictException.class);
    assertOneOf(stages, ValidationException.class);
    assertThat(clients.getFirst().listPublicKeys(r -> {}).publicKeys()).hasSize(1);
  }

  private static void assertOneOf(List<Made> all, Class<?> others) {
    assertThat(all).filteredOn(made -> made.refusal().isEmpty()).hasSize(1);
    assertThat(all).filteredOn(made -> made.refused(others)).hasSize(CLIENTS - 1);
  }

  @Test
  void quotasAreFilledToTheLastAndNeverPassed(@TempDir Path folder) throws IOException {
    Path credentials = Files.writeString(folder.resolve("credentials.json"), CREDENTIALS);
    try (var strict = Footlights.start("--credentials", credentials.toString())) {
      List<IvsRealTimeClient> owners = clients(strict, "AKIAOWNER", "owner-secret");
      fills(
          3,
          owners,
          c -> c.importPublicKey(r -> r.publicKeyMaterial(SigningKey.pem())).publicKey().arn());
      fills(
          5,
          owners,
          c ->
              c.createStorageConfiguration(r -> r.s3(s -> s.bucketName("recordings")))
                  .storageConfiguration()
                  .arn());
      fills(
          100,
          owners,
          c ->
              c.createIngestConfiguration(r -> r.ingestProtocol(IngestProtocol.RTMPS))
                  .ingestConfiguration()
                  .arn());
      fills(1000, owners, c -> c.createStage(r -> {}).stage().arn());
      comesAndGoes(20, owners);
      owners.forEach(IvsRealTimeClient::close);
    }
  }

  /** Everybody makes as many as they can: together they make as many as there may be. */
  private static void fills(
      int most, List<IvsRealTimeClient> owners, Function<IvsRealTimeClient, String> create) {
    int each = most / CLIENTS + 2;
    List<Made> all =
        atOnce(
                owners,
                client ->
                    IntStream.range(0, each).mapToObj(i -> made(create).apply(client)).toList())
            .stream()
            .flatMap(List::stream)
            .toList();
    assertThat(all).filteredOn(made -> made.refusal().isEmpty()).hasSize(most);
    assertThat(all)
        .filteredOn(made -> made.refused(ServiceQuotaExceededException.class))
        .hasSize(each * CLIENTS - most);
  }

  /** What is deleted makes room for one more, and for no more than one. */
  private static void comesAndGoes(int most, List<IvsRealTimeClient> owners) {
    Function<IvsRealTimeClient, Made> create =
        made(c -> c.createEncoderConfiguration(r -> {}).encoderConfiguration().arn());
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    atOnce(
        owners,
        client -> {
          for (int i = 0; i < ROUNDS; i++) {
            Made made = create.apply(client);
            seen.add(atOnePage(client));
            if (made.refusal().isEmpty()) {
              client.deleteEncoderConfiguration(r -> r.arn(made.arn()));
            }
          }
          return "";
        });
    assertThat(seen).allSatisfy(count -> assertThat(count).isBetween(0, most));
    fills(most, owners, c -> c.createEncoderConfiguration(r -> {}).encoderConfiguration().arn());
  }

  /** A page is of one moment; a walk is not. */
  private static int atOnePage(IvsRealTimeClient client) {
    return client.listEncoderConfigurations(r -> r.maxResults(100)).encoderConfigurations().size();
  }

  private static Function<IvsRealTimeClient, Made> made(
      Function<IvsRealTimeClient, String> create) {
    return client -> {
      try {
        return new Made(create.apply(client), "");
      } catch (IvsRealTimeException e) {
        return new Made("", e.getClass().getSimpleName());
      }
    };
  }

  private static List<IvsRealTimeClient> clients(Footlights of, String key, String secret) {
    return IntStream.range(0, CLIENTS).mapToObj(i -> Sdk.once(of.base(), key, secret)).toList();
  }

  /** Every client does its work, all from the same moment on; the answers in the clients' order. */
  private static <T> List<T> atOnce(
      List<IvsRealTimeClient> clients, Function<IvsRealTimeClient, T> work) {
    var ready = new CountDownLatch(clients.size());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers =
          clients.stream()
              .map(
                  client ->
                      executor.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return work.apply(client);
                          }))
              .toList();
      List<T> all = new ArrayList<>();
      for (Future<T> answer : answers) {
        all.add(answer.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
