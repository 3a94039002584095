package dev.footlights.api.aws;

import static dev.footlights.api.error.ErrorType.ACCESS_DENIED;
import static dev.footlights.api.error.ErrorType.CONFLICT;
import static dev.footlights.api.error.ErrorType.INTERNAL_SERVER;
import static dev.footlights.api.error.ErrorType.PENDING_VERIFICATION;
import static dev.footlights.api.error.ErrorType.RESOURCE_NOT_FOUND;
import static dev.footlights.api.error.ErrorType.SERVICE_QUOTA_EXCEEDED;
import static dev.footlights.api.error.ErrorType.VALIDATION;

import dev.footlights.api.error.ErrorType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The 39 operations of IVS Real-Time (API version 2020-07-14) and the errors each one lists. */
public enum OperationName {
  CREATE_STAGE("CreateStage", SERVICE_QUOTA_EXCEEDED, PENDING_VERIFICATION),
  GET_STAGE("GetStage", RESOURCE_NOT_FOUND),
  LIST_STAGES("ListStages", CONFLICT),
  UPDATE_STAGE(
      "UpdateStage", RESOURCE_NOT_FOUND, SERVICE_QUOTA_EXCEEDED, CONFLICT, PENDING_VERIFICATION),
  DELETE_STAGE("DeleteStage", RESOURCE_NOT_FOUND, CONFLICT, PENDING_VERIFICATION),
  GET_STAGE_SESSION("GetStageSession", RESOURCE_NOT_FOUND),
  LIST_STAGE_SESSIONS("ListStageSessions"),
  CREATE_PARTICIPANT_TOKEN(
      "CreateParticipantToken", RESOURCE_NOT_FOUND, SERVICE_QUOTA_EXCEEDED, PENDING_VERIFICATION),
  DISCONNECT_PARTICIPANT("DisconnectParticipant", RESOURCE_NOT_FOUND, PENDING_VERIFICATION),
  GET_PARTICIPANT("GetParticipant", RESOURCE_NOT_FOUND),
  LIST_PARTICIPANTS("ListParticipants"),
  LIST_PARTICIPANT_EVENTS("ListParticipantEvents"),
  START_PARTICIPANT_REPLICATION(
      "StartParticipantReplication",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT,
      PENDING_VERIFICATION),
  STOP_PARTICIPANT_REPLICATION("StopParticipantReplication", RESOURCE_NOT_FOUND, INTERNAL_SERVER),
  LIST_PARTICIPANT_REPLICAS("ListParticipantReplicas"),
  CREATE_INGEST_CONFIGURATION(
      "CreateIngestConfiguration", SERVICE_QUOTA_EXCEEDED, PENDING_VERIFICATION),
  GET_INGEST_CONFIGURATION("GetIngestConfiguration", RESOURCE_NOT_FOUND),
  LIST_INGEST_CONFIGURATIONS("ListIngestConfigurations"),
  UPDATE_INGEST_CONFIGURATION(
      "UpdateIngestConfiguration", RESOURCE_NOT_FOUND, CONFLICT, PENDING_VERIFICATION),
  DELETE_INGEST_CONFIGURATION(
      "DeleteIngestConfiguration", RESOURCE_NOT_FOUND, CONFLICT, PENDING_VERIFICATION),
  IMPORT_PUBLIC_KEY("ImportPublicKey", SERVICE_QUOTA_EXCEEDED, CONFLICT, PENDING_VERIFICATION),
  GET_PUBLIC_KEY("GetPublicKey", RESOURCE_NOT_FOUND),
  LIST_PUBLIC_KEYS("ListPublicKeys"),
  DELETE_PUBLIC_KEY("DeletePublicKey", RESOURCE_NOT_FOUND, CONFLICT, PENDING_VERIFICATION),
  START_COMPOSITION(
      "StartComposition",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT,
      PENDING_VERIFICATION),
  GET_COMPOSITION(
      "GetComposition", RESOURCE_NOT_FOUND, INTERNAL_SERVER, SERVICE_QUOTA_EXCEEDED, CONFLICT),
  LIST_COMPOSITIONS("ListCompositions", INTERNAL_SERVER, SERVICE_QUOTA_EXCEEDED, CONFLICT),
  STOP_COMPOSITION(
      "StopComposition", RESOURCE_NOT_FOUND, INTERNAL_SERVER, SERVICE_QUOTA_EXCEEDED, CONFLICT),
  CREATE_ENCODER_CONFIGURATION(
      "CreateEncoderConfiguration",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT,
      PENDING_VERIFICATION),
  GET_ENCODER_CONFIGURATION(
      "GetEncoderConfiguration",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT),
  LIST_ENCODER_CONFIGURATIONS(
      "ListEncoderConfigurations", INTERNAL_SERVER, SERVICE_QUOTA_EXCEEDED, CONFLICT),
  DELETE_ENCODER_CONFIGURATION(
      "DeleteEncoderConfiguration",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT),
  CREATE_STORAGE_CONFIGURATION(
      "CreateStorageConfiguration",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT,
      PENDING_VERIFICATION),
  GET_STORAGE_CONFIGURATION(
      "GetStorageConfiguration",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT),
  LIST_STORAGE_CONFIGURATIONS(
      "ListStorageConfigurations", INTERNAL_SERVER, SERVICE_QUOTA_EXCEEDED, CONFLICT),
  DELETE_STORAGE_CONFIGURATION(
      "DeleteStorageConfiguration",
      RESOURCE_NOT_FOUND,
      INTERNAL_SERVER,
      SERVICE_QUOTA_EXCEEDED,
      CONFLICT),
  LIST_TAGS_FOR_RESOURCE(
      "ListTagsForResource", "GET", EnumSet.of(RESOURCE_NOT_FOUND, VALIDATION, INTERNAL_SERVER)),
  TAG_RESOURCE("TagResource", "POST", EnumSet.of(RESOURCE_NOT_FOUND, VALIDATION, INTERNAL_SERVER)),
  UNTAG_RESOURCE(
      "UntagResource", "DELETE", EnumSet.of(RESOURCE_NOT_FOUND, VALIDATION, INTERNAL_SERVER));

  private static final String TAGS = "/tags/";

  private final String wireName;
  private final String method;
  private final String path;
  private final Set<ErrorType> errors;

  /** One that takes everything in its body; all of these list two errors beside their own. */
  OperationName(String wireName, ErrorType... errors) {
    this.wireName = wireName;
    this.method = "POST";
    this.path = "/" + wireName;
    this.errors = EnumSet.of(VALIDATION, ACCESS_DENIED);
    this.errors.addAll(Arrays.asList(errors));
  }

  /** One of the three that name their resource in the path. */
  OperationName(String wireName, String method, Set<ErrorType> errors) {
    this.wireName = wireName;
    this.method = method;
    this.path = TAGS;
    this.errors = errors;
  }

  /**
   * @param path percent-encoded, as sent
   */
  static Optional<OperationName> at(String method, String path) {
    return Arrays.stream(values())
        .filter(name -> name.method.equals(method) && name.isAt(path))
        .findFirst();
  }

  public static Optional<OperationName> named(String wireName) {
    return Arrays.stream(values()).filter(name -> name.wireName.equals(wireName)).findFirst();
  }

  private boolean isAt(String sent) {
    return path.equals(TAGS)
        ? sent.startsWith(TAGS) && sent.length() > TAGS.length()
        : sent.equals(path);
  }

  public String wireName() {
    return wireName;
  }

  /** What policies call it. */
  public String action() {
    return "ivs:" + wireName;
  }

  /** Whether it changes nothing, so that a retry may simply run again. */
  boolean readOnly() {
    return wireName.startsWith("Get") || wireName.startsWith("List");
  }

  /** Whether its callers must expect this error. */
  public boolean answers(ErrorType error) {
    return errors.contains(error) || error.common();
  }
}
