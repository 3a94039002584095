package dev.footlights.api.auth;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.stage.session.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose signature was good.
 *
 * @param statements as of {@link Credential}
 */
public record Identity(String accessKeyId, Scope scope, @Nullable List<Statement> statements) {

  /** Refuses with AccessDeniedException, naming action and resource. Deny goes before Allow. */
  public void demand(String action, String resource, ResourceTags tags) {
    if (statements == null) {
      return;
    }
    var known = new Tags(tags, resource);
    boolean allowed = false;
    for (Statement statement : statements) {
      if (statement.covers(action, resource, known::get)) {
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

  /** Asked once at most, so that all statements judge the same tags. */
  private final class Tags {
    private final ResourceTags tags;
    private final String resource;
    private @Nullable Optional<Map<String, String>> found;

    Tags(ResourceTags tags, String resource) {
      this.tags = tags;
      this.resource = resource;
    }

    Optional<Map<String, String>> get() {
      Optional<Map<String, String>> known = found;
      if (known == null) {
        known = tags.of(scope, resource);
        found = known;
      }
      return known;
    }
  }
}
