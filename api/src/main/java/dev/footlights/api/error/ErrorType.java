package dev.footlights.api.error;

import java.util.Arrays;
import java.util.Optional;

/** An error of the AWS API by its name on the wire, and its HTTP status. */
public enum ErrorType {
  VALIDATION("ValidationException", 400),
  ACCESS_DENIED("AccessDeniedException", 403),
  PENDING_VERIFICATION("PendingVerification", 403),
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 404),
  CONFLICT("ConflictException", 409),
  SERVICE_QUOTA_EXCEEDED("ServiceQuotaExceededException", 402),
  INTERNAL_SERVER("InternalServerException", 500),

  /** From here on: common to every operation, and in no operation's list. */
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403),
  INCOMPLETE_SIGNATURE("IncompleteSignature", 403),
  INVALID_SIGNATURE("InvalidSignatureException", 403),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403),
  UNKNOWN_OPERATION("UnknownOperationException", 404),
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413),
  THROTTLING("ThrottlingException", 400),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
  INTERNAL_FAILURE("InternalFailure", 500);

  private final String wireName;
  private final int status;

  ErrorType(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  public static Optional<ErrorType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  public int status() {
    return status;
  }

  /** Whether any operation may answer it, listed by its model or not. */
  public boolean common() {
    return compareTo(MISSING_AUTHENTICATION_TOKEN) >= 0 || this == ACCESS_DENIED;
  }

  /** Whether SDKs send the same call again when they meet it. */
  public boolean retried() {
    return status >= 500 || this == THROTTLING;
  }
}
