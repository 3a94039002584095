package dev.footlights.client.demo;

import java.net.URI;

/**
 * {@code stop_participant_replication} of a running demo, to be pasted into a terminal as it is.
 */
final class SeedCall {
  private final URI server;
  private final String region;
  private final String source;
  private final String destination;
  private final String participant;

  SeedCall(URI server, String region, Act source, Act destination) {
    this.server = server;
    this.region = region;
    this.source = source.arn();
    this.destination = destination.arn();
    this.participant = source.hostId();
  }

  String boto3() {
    return """
        python3 - <<'END'
        import boto3
        client = boto3.client('ivs-realtime', endpoint_url='%s', region_name='%s',
                              aws_access_key_id='test', aws_secret_access_key='test')
        response = client.stop_participant_replication(
            sourceStageArn='%s',
            destinationStageArn='%s',
            participantId='%s'
        )
        print(response)
        END
        """
        .formatted(server, region, source, destination, participant);
  }

  String commandLine() {
    return """
        AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test aws ivs-realtime stop-participant-replication \\
          --endpoint-url %s --region %s \\
          --source-stage-arn %s \\
          --destination-stage-arn %s \\
          --participant-id %s
        """
        .formatted(server, region, source, destination, participant);
  }

  String java() {
    return """
        IvsRealTimeClient.builder()
            .endpointOverride(URI.create("%s"))
            .region(Region.of("%s"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()
            .stopParticipantReplication(
                request ->
                    request
                        .sourceStageArn("%s")
                        .destinationStageArn("%s")
                        .participantId("%s"));
        """
        .formatted(server, region, source, destination, participant);
  }
}
