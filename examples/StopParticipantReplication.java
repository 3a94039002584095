///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS software.amazon.awssdk:ivsrealtime:2.40.2
//DEPS software.amazon.awssdk:url-connection-client:2.40.2
//DEPS org.slf4j:slf4j-nop:1.7.36

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.AccessDeniedException;
import software.amazon.awssdk.services.ivsrealtime.model.InternalServerException;
import software.amazon.awssdk.services.ivsrealtime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ivsrealtime.model.StopParticipantReplicationResponse;
import software.amazon.awssdk.services.ivsrealtime.model.ValidationException;

/**
 * The whole life of a replication, and the four exceptions of StopParticipantReplication, by the AWS SDK for Java.
 *
 * <pre>
 *   ./footlights serve                                 # in one terminal
 *   jbang examples/StopParticipantReplication.java     # in another; README.md says how without jbang
 * </pre>
 *
 * It makes the stages red and blue, starts {@code ./footlights publish} to have somebody in red, replicates that
 * participant into blue and stops the replication. Nothing here but the endpoint, the key and the faults is particular to
 * Footlights.
 */
public final class StopParticipantReplication {
  private static final Map<String, String> ENV = System.getenv();
  private static final URI ENDPOINT =
      URI.create(ENV.getOrDefault("AWS_ENDPOINT_URL_IVS_REALTIME", "http://127.0.0.1:4569"));
  private static final String FOOTLIGHTS = ENV.getOrDefault("FOOTLIGHTS", "./footlights");
  private static final String REGION = ENV.getOrDefault("AWS_REGION", "us-east-1");
  private static final String KEY = ENV.getOrDefault("AWS_ACCESS_KEY_ID", "test");
  private static final String SECRET = ENV.getOrDefault("AWS_SECRET_ACCESS_KEY", "test");

  public static void main(String[] args) throws Exception {
    try (var client = client()) {
      var red = client.createStage(r -> r.name("red")).stage().arn();
      var blue = client.createStage(r -> r.name("blue")).stage().arn();
      var publisher = publisher(red);
      try {
        new StopParticipantReplication(client, red, blue, participantId(publisher)).run();
      } finally {
        publisher.destroy();
        publisher.waitFor();
        client.deleteStage(r -> r.arn(red));
        client.deleteStage(r -> r.arn(blue));
      }
    }
  }

  private final IvsRealTimeClient client;
  private final String red;
  private final String blue;
  private final String participantId;

  private StopParticipantReplication(IvsRealTimeClient client, String red, String blue, String participantId) {
    this.client = client;
    this.red = red;
    this.blue = blue;
    this.participantId = participantId;
  }

  private void run() throws Exception {
    client.startParticipantReplication(
        r -> r.sourceStageArn(red).destinationStageArn(blue).participantId(participantId));
    System.out.println("after the start: " + state());

    show(stop(red, blue, participantId));
    System.out.println("after the stop: " + state());

    try {
      stop(red, blue, participantId);
    } catch (ResourceNotFoundException e) {
      System.out.println("stopped twice: ResourceNotFoundException " + e.statusCode());
    }

    try {
      stop("string", "string", "string");
    } catch (ValidationException e) {
      System.out.println("not an ARN: ValidationException " + e.statusCode());
    }

    // A key whose statements in credentials.json deny ivs:StopParticipantReplication gets the same without a fault.
    failNext("AccessDeniedException");
    try {
      stop(red, blue, participantId);
    } catch (AccessDeniedException e) {
      System.out.println("not allowed: AccessDeniedException " + e.statusCode());
    }

    failNext("InternalServerException");
    try {
      stop(red, blue, participantId);
    } catch (InternalServerException e) {
      System.out.println("broken: InternalServerException " + e.statusCode());
    }
  }

  private StopParticipantReplicationResponse stop(String source, String destination, String participant) {
    return client.stopParticipantReplication(
        r -> r.sourceStageArn(source).destinationStageArn(destination).participantId(participant));
  }

  private String state() {
    return client.listParticipantReplicas(r -> r.sourceStageArn(red).participantId(participantId)).replicas().stream()
        .map(replica -> replica.replicationStateAsString())
        .collect(Collectors.joining(", "));
  }

  /** Prints the response as the page of the call prints it: its seven members. */
  private static void show(StopParticipantReplicationResponse response) {
    var members = new LinkedHashMap<String, String>();
    members.put("accessControlAllowOrigin", response.accessControlAllowOrigin());
    members.put("accessControlExposeHeaders", response.accessControlExposeHeaders());
    members.put("cacheControl", response.cacheControl());
    members.put("contentSecurityPolicy", response.contentSecurityPolicy());
    members.put("strictTransportSecurity", response.strictTransportSecurity());
    members.put("xContentTypeOptions", response.xContentTypeOptions());
    members.put("xFrameOptions", response.xFrameOptions());
    System.out.println(members.entrySet().stream()
        .map(member -> "    '" + member.getKey() + "': '" + member.getValue() + "'")
        .collect(Collectors.joining(",\n", "{\n", "\n}")));
  }

  /** One attempt: an InternalServerException is to be seen, not retried. */
  private static IvsRealTimeClient client() {
    return IvsRealTimeClient.builder()
        .endpointOverride(ENDPOINT)
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  /** Somebody who publishes a test card into a stage, as long as the process lives. */
  private static Process publisher(String stageArn) throws Exception {
    var builder = new ProcessBuilder(Path.of(FOOTLIGHTS).toString(), "publish", "--stage", stageArn)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("AWS_ENDPOINT_URL_IVS_REALTIME", ENDPOINT.toString());
    builder.environment().put("AWS_REGION", REGION);
    builder.environment().put("AWS_ACCESS_KEY_ID", KEY);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", SECRET);
    return builder.start();
  }

  private static String participantId(Process publisher) throws Exception {
    BufferedReader lines = publisher.inputReader();
    Optional<String> line = lines.lines().filter(l -> l.startsWith("PUBLISHING ")).findFirst();
    return line.orElseThrow(() -> new IllegalStateException("nobody came to publish: is the server running?"))
        .split(" ")[1];
  }

  /** Makes the server answer the next StopParticipantReplication with an error. Only a server in dev mode has this. */
  private static void failNext(String error) throws Exception {
    String fault = "{\"operation\": \"StopParticipantReplication\", \"error\": \"%s\", \"times\": 1}".formatted(error);
    HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(ENDPOINT.resolve("/_footlights/faults"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(fault))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }
}
