package dev.footlights.deliver.webhook;

import static dev.footlights.deliver.Entries.event;
import static dev.footlights.deliver.Entries.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.footlights.deliver.Entries;
import dev.footlights.deliver.Hook;
import dev.footlights.deliver.Told;
import dev.footlights.deliver.form.CloudEvent;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final JsonMapper JSON = new JsonMapper();
  private static final LoggedEvent ENTRY = logged(event("a", EventName.PUBLISH_STARTED));

  private static Told tell(URI url, SigningKeys keys, Duration timeout) throws Exception {
    try (var webhook =
        new Webhook(url, keys, EnumSet.allOf(EventName.class), timeout, () -> Entries.T0)) {
      return webhook.tell(List.of(ENTRY));
    }
  }

  private static Told tell(Hook hook) throws Exception {
    return tell(hook.url(), SigningKeys.NONE, Duration.ofSeconds(20));
  }

  /** What a receiver does; the clock is the receiver's. */
  private static boolean verifies(Hook.Post post, String secret, long now) throws Exception {
    if (Math.abs(now - Long.parseLong(post.header("webhook-timestamp"))) > 300) {
      return false;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed =
        post.header("webhook-id") + "." + post.header("webhook-timestamp") + "." + post.body();
    byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    for (String signature : post.header("webhook-signature").split(" ")) {
      if (signature.startsWith("v1,")
          && MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.substring(3)))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anEntryIsPostedAsASignedCloudEvent() throws Exception {
    try (var hook = Hook.answering(204)) {
      SigningKeys keys = SigningKeys.of(List.of(SECRET, "another-secret-of-24-bytes-or-more"));
      assertThat(tell(hook.url(), keys, Duration.ofSeconds(20))).isEqualTo(Told.all(1));
      Hook.Post post = hook.posts.getFirst();
      assertThat(post.body()).isEqualTo(CloudEvent.json(ENTRY));
      assertThat(post.header("Content-Type")).startsWith("application/cloudevents+json");
      assertThat(post.header("webhook-id")).isEqualTo(CloudEvent.id(ENTRY));
      long now = Entries.T0.getEpochSecond();
      assertThat(verifies(post, SECRET, now)).isTrue();
      assertThat(verifies(post, "another-secret-of-24-bytes-or-more", now)).isTrue();
      assertThat(verifies(post, "not-the-secret-but-of-its-length", now)).isFalse();
      assertThat(verifies(post, SECRET, now + 301)).isFalse();
      var changed =
          new Hook.Post(post.path(), post.headers(), post.body().replace("host", "ghost"));
      assertThat(verifies(changed, SECRET, now)).isFalse();
    }
  }

  @Test
  void aSecretInBase64IsTheSameSecret() {
    String base64 =
        "whsec_" + Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(SigningKeys.of(List.of(base64)).sign("id", 1, "{}"))
        .isEqualTo(SigningKeys.of(List.of(SECRET)).sign("id", 1, "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"too short", "whsec_dG9vIHNob3J0", "whsec_***"})
  void aSecretThatIsNoneIsRefusedWithoutBeingShown(String secret) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKeys.of(List.of(secret)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 403, 429, 500, 503})
  void whatIsNo2xxIsAFailure(int status) throws Exception {
    try (var hook = Hook.answering(status)) {
      Told told = tell(hook);
      assertThat(told.count()).isZero();
      assertThat(told.gone()).isFalse();
      assertThat(told.failure()).contains("it answered " + status);
    }
  }

  @Test
  void goneIsGone() throws Exception {
    try (var hook = Hook.answering(410)) {
      assertThat(tell(hook).gone()).isTrue();
    }
  }

  @Test
  void whoCannotBeReachedIsToldInWords() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Duration time = Duration.ofSeconds(20);
    URI nobody = URI.create("http://127.0.0.1:" + free + "/");
    assertThat(tell(nobody, SigningKeys.NONE, time).failure()).isEqualTo("connection refused");
    URI nowhere = URI.create("http://nowhere.invalid/");
    assertThat(tell(nowhere, SigningKeys.NONE, time).failure()).isEqualTo("nobody knows its host");
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (var target = Hook.answering(204);
        var hook =
            new Hook(
                (http, post) -> {
                  http.getResponseHeaders().set("Location", target.url().toString());
                  http.sendResponseHeaders(307, -1);
                  http.close();
                })) {
      assertThat(tell(hook).count()).isZero();
      assertThat(target.posts).isEmpty();
    }
  }

  @Test
  void stagesGoSideBySideAndEachInItsOrder() throws Exception {
    var other = new CountDownLatch(1);
    try (var hook =
            new Hook(
                (http, post) -> {
                  if (post.body().contains("stage/b")) {
                    other.countDown();
                  } else {
                    uninterrupted(other);
                  }
                  http.sendResponseHeaders(204, -1);
                  http.close();
                });
        var webhook = webhook(hook.url(), Duration.ofSeconds(60))) {
      assertThat(webhook.tell(List.of(entry(1, "a", 1), entry(2, "a", 2), entry(3, "b", 1))))
          .isEqualTo(Told.all(3));
      assertThat(sequences(hook, "a")).containsExactly("1", "2");
    }
  }

  @Test
  void aStageThatFailsHoldsUpNoOtherAndWhatWentAheadIsNotToldAgain() throws Exception {
    var failing = new AtomicBoolean(true);
    try (var hook =
            new Hook(
                (http, post) -> {
                  boolean refused = post.body().contains("stage/a") && failing.get();
                  http.sendResponseHeaders(refused ? 500 : 204, -1);
                  http.close();
                });
        var webhook = webhook(hook.url(), Duration.ofSeconds(60))) {
      var entries = List.of(entry(1, "a", 1), entry(2, "b", 1), entry(3, "a", 2));
      Told told = webhook.tell(entries);
      assertThat(told.count()).isZero();
      assertThat(told.failure()).contains("it answered 500");
      failing.set(false);
      assertThat(webhook.tell(entries)).isEqualTo(Told.all(3));
      assertThat(sequences(hook, "a")).containsExactly("1", "1", "2");
      assertThat(sequences(hook, "b")).containsExactly("1");
    }
  }

  private static LoggedEvent entry(long position, String stage, long sequence) {
    return new LoggedEvent(position, sequence, event(stage, EventName.JOINED));
  }

  private static List<String> sequences(Hook hook, String stage) {
    return hook.posts.stream()
        .map(post -> JSON.readTree(post.body()))
        .filter(post -> post.path("source").asString().endsWith("stage/" + stage))
        .map(post -> post.path("sequence").asString().replaceFirst("^0+", ""))
        .toList();
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoNeverAnswersIsNotWaitedForLong() throws Exception {
    var over = new CountDownLatch(1);
    try (var hook =
        new Hook(
            (http, post) -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      Told told = tell(hook.url(), SigningKeys.NONE, Duration.ofMillis(200));
      assertThat(told.failure()).startsWith("no answer within");
      over.countDown();
    }
  }

  @Test
  void anAnswerWithoutEndIsCutAndStillCounts() throws Exception {
    try (var hook =
        new Hook(
            (http, post) -> {
              http.sendResponseHeaders(200, 0);
              try (OutputStream out = http.getResponseBody()) {
                byte[] block = new byte[8192];
                while (true) {
                  out.write(block);
                }
              } catch (IOException e) {
                // As it should be.
              }
            })) {
      assertThat(tell(hook)).isEqualTo(Told.all(1));
    }
  }

  @Test
  void nobodyThereIsAFailure() throws Exception {
    URI url;
    try (var hook = Hook.answering(204)) {
      url = hook.url();
    }
    assertThat(tell(url, SigningKeys.NONE, Duration.ofSeconds(20)).count()).isZero();
  }

  @Test
  void itsNameShowsNeitherPathNorQuery() {
    URI one = URI.create("https://hooks.example.org/T0P/s3cret?key=1");
    URI other = URI.create("https://hooks.example.org/T0P/s3cret?key=2");
    try (var a = webhook(one);
        var b = webhook(other);
        var again = webhook(one)) {
      assertThat(a.name()).startsWith("webhook:hooks.example.org#").doesNotContain("s3cret");
      assertThat(b.name()).isNotEqualTo(a.name());
      assertThat(again.name()).isEqualTo(a.name());
    }
  }

  private static Webhook webhook(URI url) {
    return webhook(url, Duration.ofSeconds(1));
  }

  private static Webhook webhook(URI url, Duration timeout) {
    return new Webhook(url, SigningKeys.NONE, Set.of(), timeout, () -> Entries.T0);
  }
}
