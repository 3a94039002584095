package dev.footlights.e2e.harness;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.Event;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantReplica;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantToken;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantTokenCapability;

/**
 * The AWS SDK for Java as tests use it: its own client underneath, and words for what they ask
 * again and again.
 */
public final class Sdk implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final IvsRealTimeClient client;

  private Sdk(IvsRealTimeClient client) {
    this.client = client;
  }

  public static Sdk of(Footlights server) {
    return new Sdk(client(server.base(), "test", "test"));
  }

  public static IvsRealTimeClient client(URI endpoint, String key, String secret) {
    return IvsRealTimeClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /**
   * One that sends a call once, whatever comes back, so that an error is seen as it was answered.
   */
  public static IvsRealTimeClient once(
      URI endpoint, String key, String secret, ExecutionInterceptor... interceptors) {
    return IvsRealTimeClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(
            c ->
                c.retryStrategy(AwsRetryStrategy.doNotRetry())
                    .executionInterceptors(List.of(interceptors)))
        .build();
  }

  public IvsRealTimeClient client() {
    return client;
  }

  /** A new stage's ARN. */
  public String stage(String name) {
    return client.createStage(r -> r.name(name)).stage().arn();
  }

  public static String id(String stageArn) {
    return stageArn.substring(stageArn.indexOf('/') + 1);
  }

  public ParticipantToken publisherToken(String stage) {
    return token(stage, ParticipantTokenCapability.PUBLISH);
  }

  public ParticipantToken viewerToken(String stage) {
    return token(stage, ParticipantTokenCapability.SUBSCRIBE);
  }

  private ParticipantToken token(String stage, ParticipantTokenCapability capability) {
    return client
        .createParticipantToken(r -> r.stageArn(stage).capabilities(capability))
        .participantToken();
  }

  /** Waits until the server says that media of the participant arrives. */
  public void awaitPublishing(String stage, String participant) {
    Await.until(
        "publishing",
        SOON,
        () -> events(stage, participant),
        names -> names.contains("PUBLISH_STARTED"));
  }

  public void start(String source, String destination, String participant) {
    client.startParticipantReplication(
        r -> r.sourceStageArn(source).destinationStageArn(destination).participantId(participant));
  }

  public void stop(String source, String destination, String participant) {
    client.stopParticipantReplication(
        r -> r.sourceStageArn(source).destinationStageArn(destination).participantId(participant));
  }

  public List<ParticipantReplica> replicas(String source, String participant) {
    return client
        .listParticipantReplicas(r -> r.sourceStageArn(source).participantId(participant))
        .replicas();
  }

  /** The names of the participant's events in the stage's session, oldest first. */
  public List<String> events(String stage, String participant) {
    return eventsOf(stage, participant).stream().map(Event::nameAsString).toList();
  }

  public List<Event> eventsOf(String stage, String participant) {
    String session = client.getStage(r -> r.arn(stage)).stage().activeSessionId();
    if (session == null || session.isEmpty()) {
      return List.of();
    }
    return client
        .listParticipantEvents(r -> r.stageArn(stage).sessionId(session).participantId(participant))
        .events();
  }

  @Override
  public void close() {
    client.close();
  }
}
