package dev.footlights.api.aws;

import dev.footlights.api.auth.Identity;
import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.live.control.Control;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which operations are built, and the way of every call: read, check, ask the policy, carry out.
 */
final class Operations {
  private record Built<I extends Record & OnResources, O extends Record>(
      Class<I> input, Operation<I, O> operation) {

    Answer call(
        OperationName name,
        Identity who,
        Caller caller,
        byte[] body,
        ResourceTags tags,
        List<String> touched) {
      I request = Json.read(body, input);
      Bounds.check(request);
      touched.addAll(request.resources(who.scope()));
      for (String resource : touched) {
        who.demand(name.action(), resource, tags);
      }
      return Answer.ok(operation.call(caller, request));
    }

    void warm() {
      try {
        Bounds.check(Json.read(NO_MEMBERS, input));
      } catch (AwsException e) {
        // Required members are missing: what was to be loaded is loaded.
      }
    }
  }

  private static final byte[] NO_MEMBERS = {'{', '}'};

  private final Map<OperationName, Built<?, ?>> built = new EnumMap<>(OperationName.class);

  private final ResourceTags tags;

  Operations(Control c) {
    tags = new StageTags(c);
    add(OperationName.CREATE_STAGE, CreateStage.Request.class, new CreateStage(c));
    add(OperationName.GET_STAGE, GetStage.Request.class, new GetStage(c));
    add(OperationName.LIST_STAGES, ListStages.Request.class, new ListStages(c));
    add(OperationName.UPDATE_STAGE, UpdateStage.Request.class, new UpdateStage(c));
    add(OperationName.GET_STAGE_SESSION, GetStageSession.Request.class, new GetStageSession(c));
    add(
        OperationName.LIST_STAGE_SESSIONS,
        ListStageSessions.Request.class,
        new ListStageSessions(c));
    add(OperationName.DELETE_STAGE, DeleteStage.Request.class, new DeleteStage(c));
    add(
        OperationName.CREATE_PARTICIPANT_TOKEN,
        CreateParticipantToken.Request.class,
        new CreateParticipantToken(c));
    add(
        OperationName.DISCONNECT_PARTICIPANT,
        DisconnectParticipant.Request.class,
        new DisconnectParticipant(c));
    add(OperationName.GET_PARTICIPANT, GetParticipant.Request.class, new GetParticipant(c));
    add(OperationName.LIST_PARTICIPANTS, ListParticipants.Request.class, new ListParticipants(c));
    add(
        OperationName.LIST_PARTICIPANT_EVENTS,
        ListParticipantEvents.Request.class,
        new ListParticipantEvents(c));
    add(
        OperationName.START_PARTICIPANT_REPLICATION,
        StartParticipantReplication.Request.class,
        new StartParticipantReplication(c));
    add(
        OperationName.STOP_PARTICIPANT_REPLICATION,
        StopParticipantReplication.Request.class,
        new StopParticipantReplication(c));
    add(
        OperationName.LIST_PARTICIPANT_REPLICAS,
        ListParticipantReplicas.Request.class,
        new ListParticipantReplicas(c));
  }

  /** Reads and checks an empty request of each operation. */
  void warm() {
    built.values().forEach(Built::warm);
  }

  private <I extends Record & OnResources, O extends Record> void add(
      OperationName name, Class<I> input, Operation<I, O> operation) {
    built.put(name, new Built<>(input, operation));
  }

  boolean has(OperationName name) {
    return built.containsKey(name);
  }

  /**
   * @param touched filled with the ARNs that policies are asked for
   */
  Answer call(OperationName name, Identity who, Caller caller, byte[] body, List<String> touched) {
    Built<?, ?> operation = built.get(name);
    if (operation == null) {
      throw new AwsException(
          ErrorType.VALIDATION,
          name.wireName() + " is not built yet in this version of Footlights");
    }
    return operation.call(name, who, caller, body, tags, touched);
  }
}
