package dev.footlights.deliver.form;

import static dev.footlights.deliver.Entries.event;
import static dev.footlights.deliver.Entries.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.deliver.Entries;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.token.ExchangedToken;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode bus(ParticipantEvent event) {
    return JSON.readTree(BusEvent.of(logged(event)).orElseThrow().json());
  }

  private static void assertDetail(ParticipantEvent event, String expected) {
    assertThat(bus(event).path("detail")).isEqualTo(JSON.readTree(expected));
  }

  private static ParticipantEvent replica(EventName name) {
    ParticipantEvent e = event("BBBBbbbb2222", name);
    return new ParticipantEvent(
        e.stage(),
        e.session(),
        e.participant(),
        e.userId(),
        name,
        e.time(),
        null,
        null,
        null,
        null,
        true,
        Entries.stage("AAAAaaaa1111"),
        new SessionId("st-source"),
        null,
        null);
  }

  private static ParticipantEvent replication(EventName name) {
    ParticipantEvent e = event("AAAAaaaa1111", name);
    return new ParticipantEvent(
        e.stage(),
        e.session(),
        e.participant(),
        e.userId(),
        name,
        e.time(),
        null,
        null,
        Entries.stage("BBBBbbbb2222"),
        new SessionId("st-dest"),
        false,
        null,
        null,
        null,
        null);
  }

  @Test
  void theEnvelopeIsEventBridges() {
    JsonNode envelope = bus(event("AAAAaaaa1111", EventName.PUBLISH_STARTED));
    assertThat(envelope.propertyNames())
        .containsExactly(
            "version",
            "id",
            "detail-type",
            "source",
            "account",
            "time",
            "region",
            "resources",
            "detail");
    assertThat(envelope.path("version").asString()).isEqualTo("0");
    assertThat(envelope.path("detail-type").asString()).isEqualTo("IVS Stage Update");
    assertThat(envelope.path("source").asString()).isEqualTo("aws.ivs");
    assertThat(envelope.path("account").asString()).isEqualTo("111122223333");
    assertThat(envelope.path("time").asString()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(envelope.path("region").asString()).isEqualTo("us-west-2");
    assertThat(envelope.path("resources"))
        .isEqualTo(JSON.readTree("[\"arn:aws:ivs:us-west-2:111122223333:stage/AAAAaaaa1111\"]"));
  }

  @Test
  void anOrdinaryPublisherHasNothingOfAReplica() {
    assertDetail(
        event("AAAAaaaa1111", EventName.PUBLISH_STARTED),
        """
        {"session_id": "st-AAAAaaaa1111", "event_name": "Participant Published",
         "event_time": "2026-01-02T03:04:05Z", "event_time_precise": "2026-01-02T03:04:05.123456Z",
         "user_id": "host-a", "participant_id": "p1p1p1p1p1p1"}
        """);
  }

  @Test
  void aReplicaNamesItsSource() {
    assertDetail(
        replica(EventName.PUBLISH_STOPPED),
        """
        {"session_id": "st-BBBBbbbb2222", "event_name": "Participant Unpublished",
         "event_time": "2026-01-02T03:04:05Z", "event_time_precise": "2026-01-02T03:04:05.123456Z",
         "user_id": "host-a", "participant_id": "p1p1p1p1p1p1", "replica": true,
         "source_stage_arn": "arn:aws:ivs:us-west-2:111122223333:stage/AAAAaaaa1111",
         "source_session_id": "st-source"}
        """);
  }

  @Test
  void anErrorNamesItsCode() {
    assertDetail(
        event("AAAAaaaa1111", EventName.PUBLISH_ERROR).failing(ErrorCode.QUOTA_EXCEEDED),
        """
        {"session_id": "st-AAAAaaaa1111", "event_name": "Participant Publish Error",
         "event_time": "2026-01-02T03:04:05.123456789Z", "user_id": "host-a",
         "participant_id": "p1p1p1p1p1p1", "error_code": "QUOTA_EXCEEDED"}
        """);
  }

  @ParameterizedTest
  @EnumSource(
      value = EventName.class,
      names = {"REPLICATION_STARTED", "REPLICATION_STOPPED"})
  void aReplicationNamesItsDestination(EventName name) {
    assertDetail(
        replication(name),
        """
        {"session_id": "st-AAAAaaaa1111", "event_name": "Participant Replication %s",
         "event_time": "2026-01-02T03:04:05Z", "user_id": "host-a",
         "participant_id": "p1p1p1p1p1p1",
         "destination_stage_arn": "arn:aws:ivs:us-west-2:111122223333:stage/BBBBbbbb2222",
         "destination_session_id": "st-dest"}
        """
            .formatted(name == EventName.REPLICATION_STARTED ? "Start" : "End"));
  }

  @Test
  void anExchangeShowsBothTokens() {
    ParticipantEvent event =
        event("AAAAaaaa1111", EventName.TOKEN_EXCHANGED)
            .exchanging(
                new ExchangedToken(
                    Set.of(Capability.SUBSCRIBE, Capability.PUBLISH),
                    Map.of("seat", "1"),
                    "old",
                    Entries.T0),
                new ExchangedToken(Set.of(), Map.of(), "", Entries.T0.plusSeconds(60)));
    JsonNode detail = bus(event).path("detail");
    assertThat(detail.path("event_name").asString()).isEqualTo("Token Exchanged");
    assertThat(detail.path("previous_token"))
        .isEqualTo(
            JSON.readTree(
                """
                {"capabilities": ["PUBLISH", "SUBSCRIBE"], "attributes": {"seat": "1"},
                 "user_id": "old", "expiration_time": "2026-01-02T03:04:05Z"}
                """));
    assertThat(detail.path("new_token"))
        .isEqualTo(
            JSON.readTree(
                """
                {"capabilities": [], "attributes": {}, "user_id": "",
                 "expiration_time": "2026-01-02T03:05:05Z"}
                """));
  }

  @ParameterizedTest
  @EnumSource(
      value = EventName.class,
      names = {
        "JOINED",
        "LEFT",
        "JOIN_ERROR",
        "SUBSCRIBE_STARTED",
        "SUBSCRIBE_STOPPED",
        "SUBSCRIBE_ERROR"
      })
  void busesDoNotHearWhoJoinsOrWatches(EventName name) {
    assertThat(BusEvent.of(logged(event("AAAAaaaa1111", name)))).isEmpty();
  }

  @Test
  void aRepeatHasTheSameIdAndNothingElseHas() {
    ParticipantEvent event = event("AAAAaaaa1111", EventName.PUBLISH_STARTED);
    String id = CloudEvent.id(new LoggedEvent(1, 1, event));
    assertThat(CloudEvent.id(new LoggedEvent(1, 1, event))).isEqualTo(id);
    assertThat(BusEvent.of(new LoggedEvent(1, 1, event)).orElseThrow().id()).isEqualTo(id);
    assertThat(CloudEvent.id(new LoggedEvent(2, 2, event))).isNotEqualTo(id);
    assertThat(
            CloudEvent.id(new LoggedEvent(1, 1, event("BBBBbbbb2222", EventName.PUBLISH_STARTED))))
        .isNotEqualTo(id);
  }

  @Test
  void aCloudEventHasItsSequenceAndTheSameDetail() {
    ParticipantEvent event = event("AAAAaaaa1111", EventName.PUBLISH_STARTED);
    JsonNode cloud = JSON.readTree(CloudEvent.json(logged(event)));
    assertThat(cloud.path("specversion").asString()).isEqualTo("1.0");
    assertThat(cloud.path("id").asString()).isEqualTo(CloudEvent.id(logged(event)));
    assertThat(URI.create(cloud.path("source").asString()))
        .hasToString("arn:aws:ivs:us-west-2:111122223333:stage/AAAAaaaa1111");
    assertThat(cloud.path("type").asString()).isEqualTo("dev.footlights.PUBLISH_STARTED");
    assertThat(cloud.path("subject").asString()).isEqualTo("p1p1p1p1p1p1");
    assertThat(cloud.path("time").asString()).isEqualTo("2026-01-02T03:04:05.123456Z");
    assertThat(cloud.path("sequence").asString()).isEqualTo("0000000000000000003");
    assertThat(cloud.path("datacontenttype").asString()).isEqualTo("application/json");
    assertThat(cloud.path("data")).isEqualTo(bus(event).path("detail"));
  }

  @Test
  void whoWatchesWhomIsInTheCloudEvent() {
    ParticipantEvent event =
        event("AAAAaaaa1111", EventName.SUBSCRIBE_STARTED)
            .watching(ParticipantId.of("r2r2r2r2r2r2"), true);
    JsonNode data = JSON.readTree(CloudEvent.json(logged(event))).path("data");
    assertThat(data)
        .isEqualTo(
            JSON.readTree(
                """
                {"session_id": "st-AAAAaaaa1111", "event_name": "SUBSCRIBE_STARTED",
                 "event_time": "2026-01-02T03:04:05Z",
                 "event_time_precise": "2026-01-02T03:04:05.123456Z", "user_id": "host-a",
                 "participant_id": "p1p1p1p1p1p1", "remote_participant_id": "r2r2r2r2r2r2",
                 "replica": true}
                """));
  }
}
