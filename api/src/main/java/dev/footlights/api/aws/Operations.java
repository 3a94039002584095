package dev.footlights.api.aws;

import dev.footlights.api.auth.Identity;
import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.live.control.Catalogue;
import dev.footlights.live.control.Control;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which operations are built, and the way of every call: read, check, ask the policy, carry out.
 */
final class Operations {
  private record Built<I extends Record & OnResources, O extends Record>(
      Input<I> input, Operation<I, O> operation) {

    Answer call(
        OperationName name,
        Identity who,
        Caller caller,
        Sent sent,
        ResourceTags tags,
        List<String> touched) {
      I request = input.read(sent);
      Bounds.check(request);
      touched.addAll(request.resources(who.scope()));
      ResourceTags judged = OF_THE_PAST.contains(name) ? tags : orNone(tags);
      for (String resource : touched) {
        who.demand(name.action(), resource, judged);
      }
      return Answer.ok(operation.call(caller, request));
    }

    void warm() {
      try {
        Bounds.check(input.read(NOTHING));
      } catch (AwsException e) {
        // Required members are missing: what was to be loaded is loaded.
      }
    }
  }

  /** They answer of stages that are deleted too, whose tags nobody knows any more. */
  private static final Set<OperationName> OF_THE_PAST =
      Set.of(
          OperationName.GET_STAGE_SESSION,
          OperationName.LIST_STAGE_SESSIONS,
          OperationName.GET_PARTICIPANT,
          OperationName.LIST_PARTICIPANTS,
          OperationName.LIST_PARTICIPANT_EVENTS,
          OperationName.LIST_PARTICIPANT_REPLICAS);

  private static final Sent NOTHING = new Sent("/", "", new byte[0]);

  private final Map<OperationName, Built<?, ?>> built = new EnumMap<>(OperationName.class);

  private final ResourceTags tags;

  Operations(Control c) {
    tags = new TagsOfAll(c.catalogue());
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
    addCatalogue(c.catalogue());
  }

  private void addCatalogue(Catalogue k) {
    add(
        OperationName.CREATE_ENCODER_CONFIGURATION,
        CreateEncoderConfiguration.Request.class,
        new CreateEncoderConfiguration(k));
    add(
        OperationName.GET_ENCODER_CONFIGURATION,
        GetEncoderConfiguration.Request.class,
        new GetEncoderConfiguration(k));
    add(
        OperationName.LIST_ENCODER_CONFIGURATIONS,
        ListEncoderConfigurations.Request.class,
        new ListEncoderConfigurations(k));
    add(
        OperationName.DELETE_ENCODER_CONFIGURATION,
        DeleteEncoderConfiguration.Request.class,
        new DeleteEncoderConfiguration(k));
    add(
        OperationName.CREATE_STORAGE_CONFIGURATION,
        CreateStorageConfiguration.Request.class,
        new CreateStorageConfiguration(k));
    add(
        OperationName.GET_STORAGE_CONFIGURATION,
        GetStorageConfiguration.Request.class,
        new GetStorageConfiguration(k));
    add(
        OperationName.LIST_STORAGE_CONFIGURATIONS,
        ListStorageConfigurations.Request.class,
        new ListStorageConfigurations(k));
    add(
        OperationName.DELETE_STORAGE_CONFIGURATION,
        DeleteStorageConfiguration.Request.class,
        new DeleteStorageConfiguration(k));
    add(
        OperationName.LIST_TAGS_FOR_RESOURCE,
        ListTagsForResource.Request.class,
        new ListTagsForResource(k));
    add(OperationName.TAG_RESOURCE, TagResource.Request.class, new TagResource(k));
    add(OperationName.UNTAG_RESOURCE, UntagResource.Request.class, new UntagResource(k));
    add(OperationName.IMPORT_PUBLIC_KEY, ImportPublicKey.Request.class, new ImportPublicKey(k));
    add(OperationName.GET_PUBLIC_KEY, GetPublicKey.Request.class, new GetPublicKey(k));
    add(OperationName.LIST_PUBLIC_KEYS, ListPublicKeys.Request.class, new ListPublicKeys(k));
    add(OperationName.DELETE_PUBLIC_KEY, DeletePublicKey.Request.class, new DeletePublicKey(k));
    add(
        OperationName.CREATE_INGEST_CONFIGURATION,
        CreateIngestConfiguration.Request.class,
        new CreateIngestConfiguration(k));
    add(
        OperationName.GET_INGEST_CONFIGURATION,
        GetIngestConfiguration.Request.class,
        new GetIngestConfiguration(k));
    add(
        OperationName.LIST_INGEST_CONFIGURATIONS,
        ListIngestConfigurations.Request.class,
        new ListIngestConfigurations(k));
    add(
        OperationName.UPDATE_INGEST_CONFIGURATION,
        UpdateIngestConfiguration.Request.class,
        new UpdateIngestConfiguration(k));
    add(
        OperationName.DELETE_INGEST_CONFIGURATION,
        DeleteIngestConfiguration.Request.class,
        new DeleteIngestConfiguration(k));
  }

  /** What is not there is told to be so: it has nothing to hide. */
  private static ResourceTags orNone(ResourceTags tags) {
    return (caller, arn) -> Optional.of(tags.of(caller, arn).orElse(Map.of()));
  }

  /** Reads and checks an empty request of each operation. */
  void warm() {
    built.values().forEach(Built::warm);
  }

  private <I extends Record & OnResources, O extends Record> void add(
      OperationName name, Class<I> input, Operation<I, O> operation) {
    built.put(name, new Built<>(new Input<>(input), operation));
  }

  ResourceTags tags() {
    return tags;
  }

  boolean has(OperationName name) {
    return built.containsKey(name);
  }

  /**
   * @param touched filled with the ARNs that policies are asked for
   */
  Answer call(OperationName name, Identity who, Caller caller, Sent sent, List<String> touched) {
    Built<?, ?> operation = built.get(name);
    if (operation == null) {
      throw new AwsException(
          ErrorType.VALIDATION,
          name.wireName() + " is not built yet in this version of Footlights");
    }
    return operation.call(name, who, caller, sent, tags, touched);
  }
}
