package dev.footlights.api.auth;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.stage.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose signature was good.
 *
 * @param statements as of {@link Credential}
 */
public record Identity(String accessKeyId, Scope scope, @Nullable List<Statement> statements) {

  /** Refuses with AccessDeniedException, naming action and resource. Deny goes before Allow. */
  public void demand(String action, String resource) {
    if (statements == null) {
      return;
    }
    boolean allowed = false;
    for (Statement statement : statements) {
      if (statement.covers(action, resource)) {
        if (!statement.allow()) {
          throw denied(action, resource, "a statement denies it");
        }
        allowed = true;
      }
    }
    if (!allowed) {
      throw denied(action, resource, "no statement allows it");
    }
  }

  private AwsException denied(String action, String resource, String why) {
    return new AwsException(
        ErrorType.ACCESS_DENIED,
        accessKeyId + " is not authorized to perform " + action + " on " + resource + ": " + why);
  }
}
